"""Each gate passes the sound morning and refuses what it is there for, by its own code."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from core.domain.breaks import Break, BreakCode
from core.domain.dates import at
from core.domain.orders import BrokerFigures, Channel
from core.domain.trading_state import TradingState
from core.domain.verdict import Ruling
from core.ports.books import EquityMark
from core.safety.case import Case
from core.safety.registry import GATES
from tests.fakes.morning import (
    TODAY,
    YESTERDAY,
    a_case,
    a_quote,
    an_account,
    buy,
    quotes_of,
    sell,
    settings_with,
    with_orders,
)

BREAK = Break(BreakCode.CASH_MISMATCH, YESTERDAY, "", "1 fen", {}, 7)
MONDAY = date(2026, 1, 12)


def _broker(cash_fen: int, total_fen: int, day: date = YESTERDAY) -> BrokerFigures:
    return BrokerFigures(day, "0000", Channel.PAPER, cash_fen, total_fen, (), "sha")


def _quoted(**changes: Any) -> dict[str, Any]:
    return {"quotes": quotes_of(a_quote("600000.SH", 10_000), a_quote("000001.SZ", 10_000, **changes))}


REFUSED: list[tuple[str, str, Callable[[], Case]]] = [
    ("stop", "HALTED", lambda: a_case(trading_state=TradingState.HALTED)),
    ("plan_freshness", "WRONG_DAY", lambda: a_case(now=at(MONDAY, 9, 26))),
    ("plan_freshness", "PLAN_FOR_OTHER_DAY", lambda: a_case(plan_trade_date=YESTERDAY)),
    ("plan_freshness", "STALE_DATA", lambda: a_case(plan_data_date=date(2026, 1, 7))),
    ("plan_freshness", "STALE_DATA", lambda: a_case(plan_data_date=TODAY)),
    ("reconciliation", "OPEN_BREAKS", lambda: a_case(open_breaks=(BREAK,))),
    ("reconciliation", "CLOSE_MISSING", lambda: a_case(previous_close_ok=False)),
    ("reconciliation", "CLOSE_MISSING", lambda: a_case(previous_close_ok=None)),
    ("asset_check", "FIGURES_MISSING", lambda: a_case(broker=None)),
    ("asset_check", "FIGURES_MISSING", lambda: a_case(previous_mark=None)),
    ("asset_check", "FIGURES_MISSING", lambda: a_case(is_first_day=True, previous_mark=None)),
    ("asset_check", "FIGURES_STALE", lambda: a_case(broker=_broker(9_500_000, 10_000_000, TODAY))),
    ("asset_check", "ASSETS_DIFFER", lambda: a_case(broker=_broker(9_500_011, 10_000_000))),
    ("asset_check", "ASSETS_DIFFER", lambda: a_case(broker=_broker(9_500_000, 10_000_011))),
    ("asset_check", "ASSETS_JUMPED", lambda: a_case(total_assets_fen=11_200_001)),
    ("asset_check", "ASSETS_JUMPED", lambda: a_case(total_assets_fen=8_799_999)),
    ("row_count", "TOO_MANY_ROWS", lambda: a_case(settings=settings_with("sanity", max_rows=1))),
    ("row_count", "REPEATED_ID", lambda: with_orders(sell("600000.SH", 100, 9900), sell("600000.SH", 100, 9900))),
    ("blacklist", "BLACKLISTED", lambda: a_case(settings=settings_with("sanity", blacklist=("000001.SZ",)))),
    ("blacklist", "BLACKLISTED", lambda: a_case(settings=settings_with("sanity", blacklist=("600000.SH",)))),
    ("per_symbol_cap", "SYMBOL_CAP", lambda: a_case(settings=settings_with("sanity", max_order_yuan=4949.0))),
    (
        "per_symbol_cap",
        "SYMBOL_CAP",
        lambda: with_orders(
            buy("000001.SZ", 200, 10_100, "a"),
            buy("000001.SZ", 200, 10_100, "b"),
            settings=settings_with("sanity", max_order_yuan=4000.0),
        ),
    ),
    ("per_symbol_cap", "SYMBOL_CAP", lambda: with_orders(buy("000001.SZ", 900, 10_000))),
    (
        "per_symbol_cap",
        "SYMBOL_CAP",
        lambda: with_orders(buy("000001.SZ", 100, 10_000), account=an_account(9_500_000, ("000001.SZ", 800, 800))),
    ),
    ("per_symbol_cap", "NO_ASSETS", lambda: a_case(total_assets_fen=0)),
    ("turnover_cap", "TURNOVER", lambda: a_case(settings=settings_with("sanity", max_turnover=0.049))),
    ("turnover_cap", "NO_ASSETS", lambda: a_case(total_assets_fen=-1)),
    ("abnormal_amount", "ABNORMAL_AMOUNT", lambda: a_case(**_quoted(mean_amount_yuan=151_000.0))),
    ("abnormal_amount", "ABNORMAL_AMOUNT", lambda: a_case(**_quoted(mean_amount_yuan=None))),
    ("abnormal_amount", "ABNORMAL_AMOUNT", lambda: with_orders(buy("000001.SZ", 10_000, 10_010))),
    ("abnormal_amount", "ABNORMAL_AMOUNT", lambda: with_orders(sell("600000.SH", -500, 10_000))),
    ("price_distance", "PRICE", lambda: a_case(quotes={})),
    ("price_distance", "PRICE", lambda: a_case(**_quoted(suspended=True))),
    ("price_distance", "PRICE", lambda: with_orders(buy("000001.SZ", 100, 10_005))),
    ("price_distance", "PRICE", lambda: with_orders(buy("000001.SZ", 100, 0))),
    ("price_distance", "PRICE", lambda: with_orders(buy("000001.SZ", 100, 10_210))),
    ("price_distance", "PRICE", lambda: with_orders(sell("600000.SH", 100, 9_790))),
    ("price_distance", "PRICE", lambda: a_case(**_quoted(up_li=10_090))),
    ("price_distance", "PRICE", lambda: a_case(settings=settings_with("sanity", max_price_distance=0.009))),
    ("lot_and_t1", "LOT_CASH_T1", lambda: with_orders(buy("000001.SZ", 150, 10_000))),
    ("lot_and_t1", "LOT_CASH_T1", lambda: with_orders(buy("688981.SH", 199, 10_000))),
    ("lot_and_t1", "LOT_CASH_T1", lambda: with_orders(buy("510300.SH", 100, 10_000))),
    ("lot_and_t1", "LOT_CASH_T1", lambda: a_case(account=an_account(9_500_000, ("600000.SH", 500, 400)))),
    (
        "lot_and_t1",
        "LOT_CASH_T1",
        lambda: with_orders(sell("600000.SH", 300, 9_900, "a"), sell("600000.SH", 300, 9_900, "b")),
    ),
    ("lot_and_t1", "LOT_CASH_T1", lambda: with_orders(buy("000001.SZ", 100, 10_000), sell("600000.SH", 100, 9_900))),
    ("lot_and_t1", "LOT_CASH_T1", lambda: a_case(account=an_account(303_502, ("600000.SH", 500, 500)))),
]


@pytest.mark.parametrize("name", list(GATES))
def test_the_sound_morning_passes_every_gate(name: str) -> None:
    verdict = GATES[name](a_case())
    assert (verdict.gate, verdict.ruling, verdict.code) == (name, Ruling.PASS, "OK")


@pytest.mark.parametrize(("name", "code", "case"), REFUSED, ids=[f"{n}-{c}-{i}" for i, (n, c, _) in enumerate(REFUSED)])
def test_a_gate_refuses_what_it_is_there_for(name: str, code: str, case: Callable[[], Case]) -> None:
    verdict = GATES[name](case())
    assert (verdict.gate, verdict.ruling, verdict.code) == (name, Ruling.BLOCK, code)
    assert verdict.reason


def test_every_gate_has_something_to_refuse() -> None:
    reducing = {"data_degraded"}
    assert {name for name, _, _ in REFUSED} | reducing == set(GATES)


def test_reducing_and_degraded_ask_for_sells_only() -> None:
    assert GATES["stop"](a_case(trading_state=TradingState.REDUCING)).ruling is Ruling.REDUCE
    assert GATES["data_degraded"](a_case(degraded=True)).ruling is Ruling.REDUCE


def test_the_first_day_has_nothing_to_compare() -> None:
    first = a_case(is_first_day=True, previous_close_ok=None, broker=None, previous_mark=None)
    assert GATES["reconciliation"](first).passed
    assert GATES["asset_check"](first).passed
    live = replace(first, batch=replace(first.batch, channel=Channel.LIVE))
    assert GATES["asset_check"](live).code == "FIGURES_MISSING", "real money wants the broker's figures first"


def test_figures_agree_within_the_settings_tolerance() -> None:
    assert GATES["asset_check"](a_case(broker=_broker(9_500_009, 10_000_009))).passed
    tiny = a_case(broker=_broker(101, 101), previous_mark=EquityMark(YESTERDAY, 100, 0, 0.0), total_assets_fen=101)
    assert GATES["asset_check"](tiny).passed
    assert not GATES["asset_check"](replace(tiny, broker=_broker(102, 102))).passed


def test_cash_has_to_cover_fees_to_the_fen() -> None:
    exact = a_case(account=an_account(303_503, ("600000.SH", 500, 500), unsettled_fen=1))
    assert GATES["lot_and_t1"](exact).passed


def test_a_sale_of_unknown_turnover_only_reduces() -> None:
    quotes = quotes_of(a_quote("600000.SH", 10_000, mean_amount_yuan=None))
    assert GATES["abnormal_amount"](with_orders(sell("600000.SH", 500, 9_900), quotes=quotes)).passed


def test_a_larger_plan_age_allows_older_data() -> None:
    settings = settings_with("sanity", plan_max_age_days=2)
    assert GATES["plan_freshness"](a_case(settings=settings, plan_data_date=date(2026, 1, 7))).passed
    assert not GATES["plan_freshness"](a_case(settings=settings, plan_data_date=date(2026, 1, 6))).passed


AT_THE_LIMIT: list[tuple[str, Callable[[], Case]]] = [
    ("row_count", lambda: a_case(settings=settings_with("sanity", max_rows=2))),
    ("per_symbol_cap", lambda: a_case(settings=settings_with("sanity", max_order_yuan=4950.0))),
    ("per_symbol_cap", lambda: with_orders(buy("000001.SZ", 800, 10_200))),
    ("turnover_cap", lambda: a_case(settings=settings_with("sanity", max_turnover=0.0495))),
    ("abnormal_amount", lambda: a_case(**_quoted(mean_amount_yuan=151_500.0))),
    ("abnormal_amount", lambda: with_orders(buy("000001.SZ", 10_000, 10_000))),
    ("price_distance", lambda: with_orders(buy("000001.SZ", 100, 10_200), sell("600000.SH", 100, 9_800))),
    ("price_distance", lambda: a_case(settings=settings_with("sanity", max_price_distance=0.01))),
    ("asset_check", lambda: a_case(total_assets_fen=11_200_000)),
    (
        "lot_and_t1",
        lambda: with_orders(
            sell("600000.SH", 200, 9_900, "a"),
            sell("600000.SH", 300, 9_900, "b"),
            buy("000001.SZ", 100, 10_000, "c"),
            buy("688981.SH", 200, 10_000, "d"),
        ),
    ),
]


@pytest.mark.parametrize(("name", "case"), AT_THE_LIMIT, ids=[f"{n}-{i}" for i, (n, _) in enumerate(AT_THE_LIMIT)])
def test_a_gate_lets_through_what_stands_exactly_at_its_limit(name: str, case: Callable[[], Case]) -> None:
    verdict = GATES[name](case())
    assert verdict.passed, verdict.reason


def test_figures_of_nothing_are_no_base_for_a_change() -> None:
    empty = a_case(broker=_broker(0, 0), previous_mark=EquityMark(YESTERDAY, 0, 0, 0.0), total_assets_fen=0)
    assert GATES["asset_check"](empty).code == "ASSETS_JUMPED"


def test_a_refusal_says_what_is_wrong() -> None:
    on_nothing = with_orders(buy("000001.SZ", 100, 0), sell("600000.SH", 0, 9_900))
    assert "0 li is not on the tick" in GATES["price_distance"](on_nothing).reason
    assert "600000.SH: 0 fen in an account" in GATES["abnormal_amount"](on_nothing).reason
    no_price = a_case(quotes=quotes_of(a_quote("600000.SH", 10_000), a_quote("000001.SZ", 0)))
    assert GATES["price_distance"](no_price).reason == "000001.SZ: no reference price"
    assert GATES["turnover_cap"](a_case(total_assets_fen=0)).code == "NO_ASSETS"
    many = with_orders(*(buy("000001.SZ", 150, 10_000, str(index)) for index in range(12)))
    verdict = GATES["lot_and_t1"](many)
    assert verdict.reason.endswith(" and 2 more")
    assert len(verdict.evidence["offences"]) == 12
