"""Reference prices, limits and obstacles of the morning."""

from typing import Any

import pandas as pd
import pytest

from core.domain.quote import Quote
from core.domain.rulebook import Band, Status
from core.domain.symbols import Board
from core.pipeline.quotes import build_quotes
from tests.fakes.morning import TODAY

MAIN, STAR, OTHER = "600000.SH", "688981.SH", "000001.SZ"
DAY = 20260109


def _universe(*symbols: str, **changes: Any) -> pd.DataFrame:
    rows = [
        {"ts_code": s, "board": "main", "status": "normal", "listed_days": 900, "mean_amount_20": 5e7} | changes
        for s in symbols
    ]
    return pd.DataFrame(rows)


def _frame(columns: str, *rows: tuple[Any, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["ts_code", "trade_date", *columns.split()])


def _quotes(
    auction: list[tuple[Any, ...]],
    limits: list[tuple[Any, ...]],
    halts: list[tuple[Any, ...]] | None = None,
    closes: dict[str, int] | None = None,
    universe: pd.DataFrame | None = None,
) -> dict[str, Quote]:
    return build_quotes(
        auction=_frame("price vol amount pre_close", *auction),
        stk_limit=_frame("pre_close up_limit down_limit", *limits),
        suspend_d=_frame("suspend_timing suspend_type", *(halts or [])),
        closes_li=closes or {},
        universe=_universe(MAIN) if universe is None else universe,
        trade_date=TODAY,
    )


def test_the_auction_price_is_the_reference() -> None:
    quotes = _quotes([(MAIN, DAY, 10.25, 1e6, 1e7, 10.0)], [(MAIN, DAY, 10.0, 11.0, 9.0)])
    assert quotes == {
        MAIN: Quote(
            MAIN, 10_250, 10_000, 11_000, 9_000, False, False, False, "auction", Board.MAIN, Status.NORMAL, 901, 5e7
        )
    }


@pytest.mark.parametrize("price", [float("nan"), 0.0, None])
def test_without_an_auction_price_the_previous_close_stands(price: float | None) -> None:
    quote = _quotes([(MAIN, DAY, price, 0.0, 0.0, 10.0)], [(MAIN, DAY, 10.0, 11.0, 9.0)])[MAIN]
    assert (quote.ref_li, quote.source, quote.locked_up, quote.locked_down) == (10_000, "pre_close", False, False)


def test_a_share_missing_from_the_auction_others_were_in_counts_as_suspended() -> None:
    """Where the vendor's list of suspensions is late, the auction still tells."""
    universe = _universe(MAIN, OTHER)
    closes = {MAIN: 10_000, OTHER: 12_000}
    alone = _quotes([(MAIN, DAY, 10.25, 1e6, 1e7, 10.0)], [], closes=closes, universe=universe)
    assert (alone[MAIN].suspended, alone[OTHER].suspended) == (False, True)
    nobody = _quotes([], [], closes=closes, universe=universe)
    assert not any(quote.suspended for quote in nobody.values())


def test_limits_that_are_missing_are_worked_out() -> None:
    quote = _quotes([], [], closes={MAIN: 10_030})[MAIN]
    assert quote.band == Band(9030, 11030)
    assert quote.ref_li == 10_030
    assert _quotes([], [], closes={MAIN: 10_030}, universe=_universe(MAIN, status="st"))[MAIN].band == Band(9530, 10530)
    assert _quotes([], [], closes={MAIN: 10_030}, universe=_universe(MAIN, listed_days=0))[MAIN].band == Band(
        None, None
    )


def test_the_ex_right_close_comes_from_limits_then_auction_then_the_raw_close() -> None:
    closes = {MAIN: 10_000}
    assert (
        _quotes([(MAIN, DAY, 9.5, 1, 1, 9.4)], [(MAIN, DAY, 9.45, 10.4, 8.5)], closes=closes)[MAIN].pre_close_li == 9450
    )
    assert (
        _quotes([(MAIN, DAY, 9.5, 1, 1, 9.4)], [(MAIN, DAY, None, 10.4, 8.5)], closes=closes)[MAIN].pre_close_li == 9400
    )
    assert _quotes([], [], closes=closes)[MAIN].pre_close_li == 10_000


def test_a_one_price_auction_is_locked() -> None:
    up = _quotes([(MAIN, DAY, 11.0, 1, 1, 10.0)], [(MAIN, DAY, 10.0, 11.0, 9.0)])[MAIN]
    down = _quotes([(MAIN, DAY, 9.0, 1, 1, 10.0)], [(MAIN, DAY, 10.0, 11.0, 9.0)])[MAIN]
    assert (up.locked_up, up.locked_down) == (True, False)
    assert (down.locked_up, down.locked_down) == (False, True)


def test_suspended_from_the_open_or_for_part_of_the_day() -> None:
    for timing in (None, "09:30-10:00"):
        quote = _quotes([(MAIN, DAY, 10.2, 1, 1, 10.0)], [], [(MAIN, DAY, timing, "S")])[MAIN]
        assert (quote.suspended, quote.source) == (True, "pre_close")
    assert not _quotes([], [], [(MAIN, DAY, None, "R")], {MAIN: 10_000})[MAIN].suspended


def test_what_has_no_price_or_is_no_a_share_gets_no_quote() -> None:
    universe = pd.concat([_universe(MAIN, OTHER), _universe("900901.SH", board="")])
    closes = {MAIN: 10_000, "900901.SH": 500, OTHER: 0}
    assert list(_quotes([], [], closes=closes, universe=universe)) == [MAIN]


def test_unknown_turnover_is_none() -> None:
    for amount in (float("nan"), 0.0):
        universe = _universe(MAIN, mean_amount_20=amount)
        assert _quotes([], [], closes={MAIN: 10_000}, universe=universe)[MAIN].mean_amount_yuan is None


@pytest.mark.parametrize("closes", [{}, {MAIN: 0}])
def test_without_any_close_there_is_no_quote(closes: dict[str, int]) -> None:
    assert _quotes([], [], closes=closes) == {}
