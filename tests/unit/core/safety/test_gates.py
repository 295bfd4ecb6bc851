"""Each gate passes the sound morning, refuses what it is there for by its own code, and passes at its limit."""

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
from core.ports.gate_book import LossRule, Trip
from core.safety.case import Case
from core.safety.registry import GATES
from tests.fakes.morning import (
    TODAY,
    YESTERDAY,
    a_case,
    a_quote,
    an_account,
    buy,
    counted,
    quotes_of,
    read_as,
    sell,
    settings_with,
    with_orders,
)

BLOCK, REDUCE = Ruling.BLOCK, Ruling.REDUCE
BREAK = Break(BreakCode.CASH_MISMATCH, YESTERDAY, "", "1 fen", {}, 7)
MONDAY = date(2026, 1, 12)
TRIPPED = replace(
    read_as(10_000_000), trips={rule: Trip(rule, YESTERDAY, 3, 9_000_000, 10_000_000) for rule in LossRule}
)
HOLDS = an_account(9_500_000, ("600000.SH", 500, 500), ("601398.SH", 500, 500))

NO_PRICE = quotes_of(a_quote("600000.SH", 10_000), a_quote("000001.SZ", 0))


def _broker(cash_fen: int, total_fen: int, day: date = YESTERDAY) -> BrokerFigures:
    return BrokerFigures(day, "0000", Channel.PAPER, cash_fen, total_fen, (), "sha")


def _quoted(**changes: Any) -> dict[str, Any]:
    return {"quotes": quotes_of(a_quote("600000.SH", 10_000), a_quote("000001.SZ", 10_000, **changes))}


def _one_sector(**sectors: str) -> dict[str, Any]:
    """600000 and 601398 are banks; 000001 is of the sector given."""
    bought = sectors.get("bought", "banks")
    return {
        "account": HOLDS,
        "quotes": quotes_of(
            a_quote("600000.SH", 10_000, sector="banks"),
            a_quote("601398.SH", 10_000, sector=sectors.get("held", "banks")),
            a_quote("000001.SZ", 10_000, sector=bought),
        ),
    }


def _limited(section: str, **values: Any) -> dict[str, Any]:
    return {"settings": settings_with(section, **values)}


Refused = tuple[str, Ruling, str, Callable[[], Case]]

EVIDENCE: list[Refused] = [
    ("stop", BLOCK, "HALTED", lambda: a_case(trading_state=TradingState.HALTED)),
    ("stop", REDUCE, "REDUCING", lambda: a_case(trading_state=TradingState.REDUCING)),
    ("plan_freshness", BLOCK, "WRONG_DAY", lambda: a_case(now=at(MONDAY, 9, 26))),
    ("plan_freshness", BLOCK, "PLAN_FOR_OTHER_DAY", lambda: a_case(plan_trade_date=YESTERDAY)),
    ("plan_freshness", BLOCK, "STALE_DATA", lambda: a_case(plan_data_date=date(2026, 1, 7))),
    ("plan_freshness", BLOCK, "STALE_DATA", lambda: a_case(plan_data_date=TODAY)),
    ("data_freshness", REDUCE, "CACHE_ONLY", lambda: a_case(degraded=True)),
    ("data_freshness", REDUCE, "OLD_BARS", lambda: a_case(bars_date=date(2026, 1, 7))),
    ("data_freshness", BLOCK, "NO_BARS", lambda: a_case(bars_date=None)),
    ("reconciliation", BLOCK, "OPEN_BREAKS", lambda: a_case(open_breaks=(BREAK,))),
    ("reconciliation", BLOCK, "CLOSE_MISSING", lambda: a_case(previous_close_ok=False)),
    ("reconciliation", BLOCK, "CLOSE_MISSING", lambda: a_case(previous_close_ok=None)),
    ("asset_check", BLOCK, "FIGURES_MISSING", lambda: a_case(broker=None)),
    ("asset_check", BLOCK, "FIGURES_MISSING", lambda: a_case(previous_mark=None)),
    ("asset_check", BLOCK, "FIGURES_MISSING", lambda: a_case(is_first_day=True, previous_mark=None)),
    ("asset_check", BLOCK, "FIGURES_STALE", lambda: a_case(broker=_broker(9_500_000, 10_000_000, TODAY))),
    ("asset_check", BLOCK, "ASSETS_DIFFER", lambda: a_case(broker=_broker(9_500_011, 10_000_000))),
    ("asset_check", BLOCK, "ASSETS_DIFFER", lambda: a_case(broker=_broker(9_500_000, 10_000_011))),
    ("asset_check", BLOCK, "ASSETS_JUMPED", lambda: a_case(total_assets_fen=11_200_001)),
    ("asset_check", BLOCK, "ASSETS_JUMPED", lambda: a_case(total_assets_fen=8_799_999)),
    ("daily_loss", BLOCK, "NO_READS", lambda: a_case(losses=None)),
    ("daily_loss", BLOCK, "NO_READS", lambda: a_case(losses=read_as())),
    ("daily_loss", REDUCE, "TRIPPED", lambda: a_case(losses=read_as(9_499_999, 9_499_999, 9_499_999))),
    ("daily_loss", REDUCE, "TRIPPED", lambda: a_case(losses=read_as(1, 1, 1, base_fen=0))),
    ("daily_loss", REDUCE, "LATCHED", lambda: a_case(losses=TRIPPED)),
    ("drawdown", BLOCK, "NO_READS", lambda: a_case(losses=None)),
    ("drawdown", BLOCK, "NO_READS", lambda: a_case(losses=read_as())),
    (
        "drawdown",
        REDUCE,
        "TRIPPED",
        lambda: a_case(losses=read_as(9_999_999, 9_999_999, 9_999_999, peak_fen=12_500_000)),
    ),
    ("drawdown", REDUCE, "LATCHED", lambda: a_case(losses=TRIPPED)),
    ("strength", REDUCE, "WEAK_MARKET", lambda: a_case(strength=0.0499)),
    ("strength", BLOCK, "STRENGTH_UNKNOWN", lambda: a_case(strength=None)),
    ("strength", BLOCK, "STRENGTH_UNKNOWN", lambda: a_case(strength=float("nan"))),
    ("strength", BLOCK, "STRENGTH_UNKNOWN", lambda: a_case(strength=1.5)),
    ("turnover", BLOCK, "NO_COUNTERS", lambda: a_case(counters=None)),
    ("duplicate", BLOCK, "NO_COUNTERS", lambda: a_case(counters=None)),
    ("file_count", BLOCK, "NO_COUNTERS", lambda: a_case(counters=None)),
    ("file_count", BLOCK, "FILES", lambda: a_case(counters=counted(files_today=1))),
    ("file_count", BLOCK, "FILES", lambda: a_case(counters=counted(files_today=9)).sales),
    ("repeated_execution", BLOCK, "NO_COUNTERS", lambda: a_case(counters=None)),
    ("repeated_execution", REDUCE, "REPEATED", lambda: a_case(counters=counted(bought_in_a_row={"000001.SZ": 8}))),
    ("message_count", BLOCK, "NO_COUNTERS", lambda: a_case(counters=None)),
    ("message_count", BLOCK, "MESSAGE_COUNT", lambda: a_case(counters=counted(orders_today=300, cancels_today=197))),
    ("cancel_ratio", BLOCK, "NO_COUNTERS", lambda: a_case(counters=None)),
    ("cancel_ratio", REDUCE, "CANCEL_RATIO", lambda: a_case(counters=counted(recent_orders=100, recent_cancels=51))),
    ("fast_cancel", BLOCK, "SHORT_REST", lambda: a_case(now=at(TODAY, 14, 54))),
    ("fast_cancel", BLOCK, "NO_COUNTERS", lambda: a_case(counters=None)),
    ("fast_cancel", REDUCE, "FAST_CANCELS", lambda: a_case(counters=counted(recent_fast_cancels=9))),
    ("message_rate", BLOCK, "MESSAGE_RATE", lambda: a_case(**_limited("program", max_messages_a_second=3))),
]

PRICES_AND_SIZES: list[Refused] = [
    *(
        (gate, BLOCK, code, case)
        for gate, code in (
            ("tradable", "NOT_TRADABLE"),
            ("price_band", "PRICE_BAND"),
            ("price_cage", "PRICE_CAGE"),
            ("price_distance", "PRICE_DISTANCE"),
        )
        for case in (lambda: a_case(quotes={}), lambda: a_case(quotes=NO_PRICE))
    ),
    ("tradable", BLOCK, "NOT_TRADABLE", lambda: a_case(**_quoted(suspended=True))),
    ("price_band", BLOCK, "PRICE_BAND", lambda: a_case(**_quoted(up_li=10_090))),
    ("price_band", BLOCK, "PRICE_BAND", lambda: with_orders(sell("600000.SH", 100, 8_990))),
    ("price_cage", BLOCK, "PRICE_CAGE", lambda: with_orders(buy("000001.SZ", 100, 10_210))),
    ("price_cage", BLOCK, "PRICE_CAGE", lambda: with_orders(sell("600000.SH", 100, 9_790))),
    ("price_distance", BLOCK, "PRICE_DISTANCE", lambda: a_case(**_limited("sanity", max_price_distance=0.009))),
    ("lot_tick", BLOCK, "LOT_TICK", lambda: with_orders(buy("000001.SZ", 100, 10_005))),
    ("lot_tick", BLOCK, "LOT_TICK", lambda: with_orders(buy("000001.SZ", 100, 0))),
    ("lot_tick", BLOCK, "LOT_TICK", lambda: with_orders(buy("000001.SZ", 150, 10_000))),
    ("lot_tick", BLOCK, "LOT_TICK", lambda: with_orders(buy("688981.SH", 199, 10_000))),
    ("lot_tick", BLOCK, "LOT_TICK", lambda: with_orders(buy("510300.SH", 100, 10_000))),
    ("t1_sellable", BLOCK, "T1", lambda: a_case(account=an_account(9_500_000, ("600000.SH", 500, 400)))),
    (
        "t1_sellable",
        BLOCK,
        "T1",
        lambda: with_orders(sell("600000.SH", 300, 9_900, "a"), sell("600000.SH", 300, 9_900, "b")),
    ),
    (
        "sell_first",
        BLOCK,
        "SELL_BEHIND_BUY",
        lambda: with_orders(buy("000001.SZ", 100, 10_000), sell("600000.SH", 100, 9_900)),
    ),
    ("order_count", BLOCK, "TOO_MANY_ROWS", lambda: a_case(**_limited("sanity", max_rows=1))),
    ("duplicate", BLOCK, "DUPLICATE", lambda: with_orders(sell("600000.SH", 100, 9900), sell("600000.SH", 200, 9900))),
    (
        "duplicate",
        BLOCK,
        "DUPLICATE",
        lambda: with_orders(sell("600000.SH", 100, 9900, "a"), sell("600000.SH", 100, 9900, "b")),
    ),
    (
        "duplicate",
        BLOCK,
        "DUPLICATE",
        lambda: with_orders(sell("600000.SH", 100, 9900), buy("600000.SH", 100, 9900)),
    ),
    ("duplicate", BLOCK, "DUPLICATE", lambda: a_case(counters=counted(order_ids=frozenset({"20260109-01-002"})))),
    ("restricted", BLOCK, "RESTRICTED", lambda: a_case(**_limited("sanity", restricted=("600000.SH",)))),
    ("restricted", BLOCK, "RESTRICTED", lambda: a_case(**_limited("sanity", restricted=("000001.SZ",)))),
    ("blacklist", REDUCE, "BLACKLISTED", lambda: a_case(**_limited("sanity", blacklist=("000001.SZ",)))),
    ("abnormal_amount", BLOCK, "ABNORMAL_AMOUNT", lambda: a_case(**_quoted(mean_amount_yuan=151_000.0))),
    ("abnormal_amount", BLOCK, "ABNORMAL_AMOUNT", lambda: a_case(**_quoted(mean_amount_yuan=None))),
    ("abnormal_amount", BLOCK, "ABNORMAL_AMOUNT", lambda: a_case(quotes={})),
    ("abnormal_amount", BLOCK, "ABNORMAL_AMOUNT", lambda: with_orders(buy("000001.SZ", 10_000, 10_010))),
    ("abnormal_amount", BLOCK, "ABNORMAL_AMOUNT", lambda: with_orders(sell("600000.SH", -500, 10_000))),
    ("minute_volume", BLOCK, "MINUTE_VOLUME", lambda: a_case(**_quoted(mean_amount_yuan=145_439.0))),
    ("minute_volume", BLOCK, "MINUTE_VOLUME", lambda: a_case(**_quoted(mean_amount_yuan=0.0))),
    ("minute_volume", BLOCK, "MINUTE_VOLUME", lambda: a_case(**_quoted(mean_amount_yuan=None))),
    ("minute_volume", BLOCK, "MINUTE_VOLUME", lambda: a_case(quotes={})),
]

CAPS: list[Refused] = [
    *(
        (gate, BLOCK, "NO_ASSETS", lambda: a_case(total_assets_fen=0))
        for gate in ("symbol_cap", "sector_cap", "board_cap", "gross_exposure", "turnover")
    ),
    ("cash", REDUCE, "CASH", lambda: a_case(account=an_account(303_502, ("600000.SH", 500, 500)))),
    ("cash", REDUCE, "CASH", lambda: a_case(account=replace(HOLDS, settled_fen=303_502, reserved_fen=9_196_498))),
    ("cash", BLOCK, "RESERVATIONS", lambda: a_case(account=replace(HOLDS, reserved_fen=-1))),
    ("symbol_cap", REDUCE, "SYMBOL_CAP", lambda: with_orders(buy("000001.SZ", 900, 10_000))),
    (
        "symbol_cap",
        REDUCE,
        "SYMBOL_CAP",
        lambda: with_orders(buy("000001.SZ", 100, 10_000), account=an_account(9_500_000, ("000001.SZ", 800, 800))),
    ),
    ("sector_cap", REDUCE, "SECTOR_CAP", lambda: a_case(**_one_sector(), **_limited("exposure", max_sector=0.1302))),
    (
        "sector_cap",
        REDUCE,
        "SECTOR_CAP",
        lambda: a_case(**_one_sector(bought=""), **_limited("exposure", max_sector=0.1302)),
    ),
    (
        "sector_cap",
        REDUCE,
        "SECTOR_CAP",
        lambda: a_case(**_one_sector(), **_limited("exposure", max_sector=0.1302, max_unknown_sector=1.0)),
    ),
    (
        "sector_cap",
        REDUCE,
        "SECTOR_CAP",
        lambda: a_case(**_one_sector(bought=""), **_limited("exposure", max_sector=0.1, max_unknown_sector=0.1302)),
    ),
    (
        "sector_cap",
        REDUCE,
        "SECTOR_CAP",
        lambda: a_case(**_one_sector(held="", bought="steel"), **_limited("exposure", max_sector=0.0802)),
    ),
    ("board_cap", REDUCE, "BOARD_CAP", lambda: a_case(**_limited("exposure", max_main=0.0802))),
    ("board_cap", BLOCK, "BOARD_UNKNOWN", lambda: with_orders(buy("510300.SH", 100, 10_000))),
    *(
        ("board_cap", REDUCE, "BOARD_CAP", case)
        for case in (
            lambda: with_orders(buy("300750.SZ", 200, 10_000), **_limited("exposure", max_chinext=0.0199)),
            lambda: with_orders(buy("688981.SH", 200, 10_000), **_limited("exposure", max_star=0.0199)),
            lambda: with_orders(buy("920001.BJ", 200, 10_000), **_limited("exposure", max_bse=0.0199)),
        )
    ),
    ("gross_exposure", REDUCE, "GROSS", lambda: a_case(**_limited("exposure", max_gross=0.0802))),
    ("turnover", REDUCE, "TURNOVER", lambda: a_case(**_limited("sanity", max_turnover=0.0302))),
    ("turnover", REDUCE, "TURNOVER", lambda: a_case(counters=counted(bought_today_fen=4_197_001))),
    ("order_value", REDUCE, "ORDER_VALUE", lambda: a_case(**_limited("sanity", max_order_yuan=3_029.0))),
    (
        "order_value",
        REDUCE,
        "ORDER_VALUE",
        lambda: with_orders(
            buy("000001.SZ", 200, 10_100, "a"),
            buy("000001.SZ", 200, 10_100, "b"),
            **_limited("sanity", max_order_yuan=4_000.0),
        ),
    ),
]

REFUSED = [*EVIDENCE, *PRICES_AND_SIZES, *CAPS]

AT_THE_LIMIT: list[tuple[str, Callable[[], Case]]] = [
    ("asset_check", lambda: a_case(total_assets_fen=11_200_000)),
    ("asset_check", lambda: a_case(broker=_broker(9_500_009, 10_000_009))),
    ("plan_freshness", lambda: a_case(**_limited("sanity", plan_max_age_days=2), plan_data_date=date(2026, 1, 7))),
    ("price_band", lambda: with_orders(buy("000001.SZ", 100, 11_000), sell("600000.SH", 100, 9_000))),
    ("price_cage", lambda: with_orders(buy("000001.SZ", 100, 10_200), sell("600000.SH", 100, 9_800))),
    ("price_distance", lambda: a_case(**_limited("sanity", max_price_distance=0.01))),
    (
        "lot_tick",
        lambda: with_orders(
            sell("600000.SH", 200, 9_900, "a"), buy("000001.SZ", 100, 10_000, "c"), buy("688981.SH", 200, 10_000, "d")
        ),
    ),
    ("t1_sellable", lambda: with_orders(sell("600000.SH", 200, 9_900, "a"), sell("600000.SH", 300, 9_900, "b"))),
    ("cash", lambda: a_case(account=an_account(303_503, ("600000.SH", 500, 500), unsettled_fen=1))),
    ("cash", lambda: a_case(account=replace(HOLDS, settled_fen=303_503, reserved_fen=9_196_497))),
    ("symbol_cap", lambda: with_orders(buy("000001.SZ", 800, 10_200))),
    ("sector_cap", lambda: a_case(**_one_sector(), **_limited("exposure", max_sector=0.1303))),
    ("sector_cap", lambda: a_case(**_one_sector(bought=""), **_limited("exposure", max_sector=0.1303))),
    ("sector_cap", lambda: a_case(**_one_sector(bought="steel"), **_limited("exposure", max_sector=0.0303))),
    (
        "sector_cap",
        lambda: a_case(**_one_sector(bought=""), **_limited("exposure", max_sector=0.01, max_unknown_sector=0.1303)),
    ),
    (
        "sector_cap",
        lambda: a_case(
            **_one_sector(held="", bought="steel"), **_limited("exposure", max_sector=0.0303, max_unknown_sector=0.0803)
        ),
    ),
    ("board_cap", lambda: a_case(**_limited("exposure", max_main=0.0803))),
    ("board_cap", lambda: with_orders(buy("300750.SZ", 200, 10_000), **_limited("exposure", max_chinext=0.02))),
    ("gross_exposure", lambda: a_case(**_limited("exposure", max_gross=0.0803))),
    ("turnover", lambda: a_case(**_limited("sanity", max_turnover=0.0303))),
    ("turnover", lambda: a_case(counters=counted(bought_today_fen=4_197_000))),
    ("order_value", lambda: a_case(**_limited("sanity", max_order_yuan=3_030.0))),
    ("order_count", lambda: a_case(**_limited("sanity", max_rows=2))),
    ("duplicate", lambda: a_case(counters=counted(order_ids=frozenset({"20260108-01-002"})))),
    ("file_count", lambda: a_case(counters=counted(files_today=1), **_limited("sanity", max_files_a_day=2))),
    ("file_count", lambda: a_case(counters=counted(files_today=1)).sales),
    ("repeated_execution", lambda: a_case(counters=counted(bought_in_a_row={"000001.SZ": 7, "600000.SH": 99}))),
    ("daily_loss", lambda: a_case(losses=read_as(9_500_000, 9_500_000, 9_500_000))),
    ("daily_loss", lambda: a_case(losses=read_as(1, 1, 9_500_000, 1, 1))),
    ("drawdown", lambda: a_case(losses=read_as(10_000_000, 10_000_000, 10_000_000, peak_fen=12_500_000))),
    ("drawdown", lambda: a_case(losses=read_as(1, 1))),
    ("blacklist", lambda: a_case(**_limited("sanity", blacklist=("600000.SH",)))),
    ("abnormal_amount", lambda: a_case(**_quoted(mean_amount_yuan=151_500.0))),
    ("abnormal_amount", lambda: with_orders(buy("000001.SZ", 10_000, 10_000))),
    ("strength", lambda: a_case(strength=0.05)),
    ("message_rate", lambda: a_case(**_limited("program", max_messages_a_second=4))),
    ("message_count", lambda: a_case(counters=counted(orders_today=300, cancels_today=196))),
    ("cancel_ratio", lambda: a_case(counters=counted(recent_orders=100, recent_cancels=50))),
    ("cancel_ratio", lambda: a_case(counters=counted(recent_orders=49, recent_cancels=49))),
    ("fast_cancel", lambda: a_case(counters=counted(recent_fast_cancels=8))),
    ("fast_cancel", lambda: a_case(now=at(TODAY, 14, 53), **_limited("program", min_rest_s=118.0))),
    ("minute_volume", lambda: a_case(**_quoted(mean_amount_yuan=145_440.0))),
]


def _ids(rows: list[Any]) -> list[str]:
    return [f"{'-'.join(str(part) for part in row[:-1])}-{number}" for number, row in enumerate(rows)]


@pytest.mark.parametrize("name", list(GATES))
def test_the_sound_morning_passes_every_gate(name: str) -> None:
    verdict = GATES[name](a_case())
    assert (verdict.gate, verdict.ruling, verdict.code) == (name, Ruling.PASS, "OK")


@pytest.mark.parametrize(("name", "ruling", "code", "case"), REFUSED, ids=_ids(REFUSED))
def test_a_gate_refuses_what_it_is_there_for(name: str, ruling: Ruling, code: str, case: Callable[[], Case]) -> None:
    verdict = GATES[name](case())
    assert (verdict.gate, verdict.ruling, verdict.code) == (name, ruling, code)
    assert verdict.reason


@pytest.mark.parametrize(("name", "case"), AT_THE_LIMIT, ids=_ids(AT_THE_LIMIT))
def test_a_gate_lets_through_what_stands_exactly_at_its_limit(name: str, case: Callable[[], Case]) -> None:
    verdict = GATES[name](case())
    assert verdict.passed, verdict.reason


def test_every_gate_has_something_to_refuse() -> None:
    assert {name for name, *_ in REFUSED} == set(GATES)


def test_the_first_day_has_nothing_to_compare() -> None:
    first = a_case(is_first_day=True, previous_close_ok=None, broker=None, previous_mark=None)
    assert GATES["reconciliation"](first).passed
    assert GATES["asset_check"](first).passed
    live = replace(first, batch=replace(first.batch, channel=Channel.LIVE))
    assert GATES["asset_check"](live).code == "FIGURES_MISSING", "real money wants the broker's figures first"


def test_small_figures_agree_to_the_fen() -> None:
    tiny = a_case(broker=_broker(101, 101), previous_mark=EquityMark(YESTERDAY, 100, 0, 0.0), total_assets_fen=101)
    assert GATES["asset_check"](tiny).passed
    assert not GATES["asset_check"](replace(tiny, broker=_broker(102, 102))).passed


@pytest.mark.parametrize("name", ["abnormal_amount", "minute_volume"])
def test_a_sale_of_unknown_turnover_only_reduces(name: str) -> None:
    quotes = quotes_of(a_quote("600000.SH", 10_000, mean_amount_yuan=None))
    assert GATES[name](with_orders(sell("600000.SH", 500, 9_900), quotes=quotes)).passed


@pytest.mark.parametrize("name", ["daily_loss", "drawdown"])
def test_a_trip_is_told_on_a_day_without_buys_too(name: str) -> None:
    sales = with_orders(sell("600000.SH", 500, 9_900), losses=TRIPPED)
    assert (GATES[name](sales).ruling, GATES[name](sales).code) == (REDUCE, "LATCHED")
    assert GATES[name](replace(sales, losses=None)).passed


def test_one_read_back_inside_the_limit_starts_the_count_anew() -> None:
    reads = [9_400_000, 9_400_000, 9_600_000, 9_400_000, 9_400_000]
    assert GATES["daily_loss"](a_case(losses=read_as(*reads))).passed
    assert GATES["daily_loss"](a_case(losses=read_as(*reads, 9_400_000))).code == "TRIPPED"


def test_figures_of_nothing_are_no_base_for_a_change() -> None:
    empty = a_case(broker=_broker(0, 0), previous_mark=EquityMark(YESTERDAY, 0, 0, 0.0), total_assets_fen=0)
    assert GATES["asset_check"](empty).code == "ASSETS_JUMPED"


def test_the_executor_withdraws_before_the_file_ends() -> None:
    late = a_case(now=at(TODAY, 14, 53, 30))
    assert GATES["fast_cancel"](late).evidence["rest_s"] == 88.0
    assert GATES["fast_cancel"](a_case()).evidence["rest_s"] == 5 * 3600 + 25 * 60 - 2, "counted from the opening"


def test_a_refusal_says_what_is_wrong() -> None:
    on_nothing = with_orders(buy("000001.SZ", 100, 0), sell("600000.SH", 0, 9_900))
    assert "0 li is not on the tick" in GATES["lot_tick"](on_nothing).reason
    assert "600000.SH: 0 fen in an account" in GATES["abnormal_amount"](on_nothing).reason
    assert GATES["tradable"](a_case(quotes=NO_PRICE)).reason == "000001.SZ: no reference price"
    many = with_orders(*(buy("000001.SZ", 150, 10_000, str(index)) for index in range(12)))
    verdict = GATES["lot_tick"](many)
    assert verdict.reason.endswith(" and 2 more")
    assert len(verdict.evidence["offences"]) == 12
