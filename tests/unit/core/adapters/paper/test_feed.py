from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

import pandas as pd

from core.adapters.paper.feed import DayFeed, day_feed
from core.domain.dates import TradingCalendar, at
from core.domain.rulebook import Band
from tests.fakes.paper_market import DAY, NEXT_DAY

BAR_COLUMNS = ["ts_code", "trade_date", "open", "high", "low", "close", "pre_close", "pct_chg", "vol", "amount"]


class Tables:
    """A DataView over frames given by hand."""

    pin = 0

    def __init__(self, **frames: pd.DataFrame) -> None:
        self.frames = frames

    @property
    def as_of(self) -> datetime:
        return at(DAY, 16)

    def read(
        self, dataset: str, start: date | None = None, end: date | None = None, columns: Sequence[str] | None = None
    ) -> pd.DataFrame:
        frame = self.frames[dataset]
        return frame if columns is None else frame[list(columns)]

    def calendar(self) -> TradingCalendar:
        raise NotImplementedError

    def dates(self, dataset: str) -> list[date]:
        raise NotImplementedError

    def fingerprints(self, dataset: str, days: Sequence[date]) -> dict[date, str]:
        raise NotImplementedError


def read(rows: list[list[object]], limits: list[list[object]] = (), due: list[list[object]] = ()) -> DayFeed:  # type: ignore[assignment]
    view = Tables(
        daily=pd.DataFrame(rows, columns=BAR_COLUMNS),
        stk_limit=pd.DataFrame(limits, columns=["ts_code", "trade_date", "up_limit", "down_limit"]),
        dividend=pd.DataFrame(
            due, columns=["ts_code", "trade_date", "div_proc", "stk_div", "cash_div_tax", "div_listdate"]
        ),
        stock_basic=pd.DataFrame(
            [["600000.SH", "L", None], ["000001.SZ", "D", 20260105], ["000002.SZ", "L", 20260106]],
            columns=["ts_code", "list_status", "delist_date"],
        ),
    )
    return day_feed(view, DAY)


def row(symbol: str = "600000.SH", **changes: object) -> list[object]:
    values = {
        "ts_code": symbol, "trade_date": 20260105, "open": 10.0, "high": 10.29, "low": 9.9, "close": 10.1,
        "pre_close": 10.0, "pct_chg": 1.0, "vol": 1000.0, "amount": 1e4,
    }  # fmt: skip
    return [{**values, **changes}[name] for name in BAR_COLUMNS]


def test_a_bar_in_li_with_the_vendors_limits() -> None:
    bar = read([row()], [["600000.SH", 20260105, 10.5, 9.5]]).bars["600000.SH"]
    assert (bar.open_li, bar.high_li, bar.low_li, bar.close_li) == (10_000, 10_290, 9_900, 10_100)
    assert (bar.volume_shares, bar.band) == (1000, Band(9_500, 10_500))


def test_missing_limits_come_from_the_rulebook() -> None:
    assert read([row()]).bars["600000.SH"].band == Band(9_000, 11_000)


def test_a_bar_outside_its_band_had_no_limits() -> None:
    assert read([row(high=14.4, close=14.4)]).bars["600000.SH"].band == Band(None, None)


def test_rows_that_are_no_market_have_no_bar() -> None:
    rows = [
        row("600001.SH", open=float("nan")),
        row("600002.SH", vol=0.0),
        row("600003.SH", close=20.0),
        row("900901.SH"),
        row("600004.SH"),
    ]
    assert list(read(rows).bars) == ["600004.SH"]


def test_entitlements_with_gaps() -> None:
    due = [
        ["600000.SH", 20260105, "实施", float("nan"), 0.5, float("nan")],
        ["600001.SH", 20260105, "实施", 0.3, float("nan"), 20260106.0],
    ]
    found = read([row()], due=due).entitlements
    assert (found["600000.SH"].cash_per_share, found["600000.SH"].listed_on) == (Decimal("0.5"), DAY)
    assert (found["600001.SH"].bonus_per_share, found["600001.SH"].listed_on) == (Decimal("0.3"), NEXT_DAY)


def test_an_empty_day_is_an_empty_market() -> None:
    assert (read([]).bars, read([]).delisted) == ({}, {"000001.SZ"})
