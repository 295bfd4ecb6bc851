"""Orders in integer units: sizes, prices, cash, substitutes, and the reasons of what was left out."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from core.domain.orders import Side
from core.domain.quote import Quote
from core.pipeline.orders import BuiltOrders, SkipCode, build_orders, limit_price_li
from core.pipeline.portfolio.plan import Action, Plan
from core.safety.gates import order_value, sector_cap
from core.settings.limits import Sanity
from core.settings.model import Settings
from tests.fakes.morning import TODAY, a_plan, a_quote, a_row, an_account, quotes_of, settings_with, with_orders

A, B, C, STAR = "600000.SH", "000001.SZ", "000002.SZ", "688981.SH"
# An industry each name has to itself would fill these small accounts at once.
ROOMY = settings_with("exposure", max_sector=1.0)
QUOTES = quotes_of(*(a_quote(symbol, 10_000) for symbol in (A, B, C, STAR)))


def _build(plan: Plan, account: Any, quotes: Any = QUOTES, settings: Settings | None = None) -> BuiltOrders:
    return build_orders(plan, account, quotes, settings or ROOMY, TODAY, "20260109-01")


def _buys(*targets: tuple[str, int]) -> list[Any]:
    return [a_row(symbol, Action.BUY, target, rank=rank) for rank, (symbol, target) in enumerate(targets, 1)]


def _codes(built: BuiltOrders) -> list[tuple[str, SkipCode]]:
    return [(skipped.symbol, skipped.code) for skipped in built.skipped]


def test_sells_come_first_and_ids_count_up() -> None:
    plan = a_plan([a_row(A, Action.SELL, 0, held=500), *_buys((B, 1_000_000))])
    built = _build(plan, an_account(10_000_000, (A, 500, 500)))
    assert [(o.client_order_id, o.side, o.symbol, o.qty_shares, o.limit_li) for o in built.orders] == [
        ("20260109-01-001", Side.SELL, A, 500, 9_900),
        ("20260109-01-002", Side.BUY, B, 900, 10_100),
    ]
    assert built.skipped == ()


@pytest.mark.parametrize(
    ("side", "quote", "slack", "limit_li"),
    [
        (Side.BUY, a_quote(A, 10_000), 0.01, 10_100),
        (Side.SELL, a_quote(A, 10_000), 0.01, 9_900),
        (Side.BUY, a_quote(A, 10_030), 0.01, 10_130),
        (Side.SELL, a_quote(A, 10_030), 0.01, 9_930),
        (Side.BUY, a_quote(A, 10_000), 0.0, 10_000),
        (Side.BUY, a_quote(A, 10_000), 0.05, 10_200),
        (Side.SELL, a_quote(A, 10_000), 0.05, 9_800),
        (Side.BUY, a_quote(A, 10_950, pre_close_li=10_000, up_li=11_000), 0.01, 11_000),
        (Side.SELL, a_quote(A, 9_050, pre_close_li=10_000, down_li=9_000), 0.01, 9_000),
        (Side.BUY, a_quote(A, 10_000, up_li=None, down_li=None), 0.01, 10_100),
        (Side.BUY, a_quote(A, 1_000), 0.5, 1_100),
        (Side.SELL, a_quote(A, 10, down_li=None), 0.5, 10),
    ],
)
def test_limit_prices(side: Side, quote: Quote, slack: float, limit_li: int) -> None:
    assert limit_price_li(side, quote, slack, TODAY) == limit_li


def test_before_the_cage_only_the_band_holds() -> None:
    assert limit_price_li(Side.BUY, a_quote(A, 10_000), 0.05, date(2020, 1, 2)) == 10_500


def test_a_buy_above_the_largest_order_is_cut_to_lots_below_it_and_passes_the_gate() -> None:
    """At 10.10 a lot of 100 is 1010 yuan: 49 lots fit 50,000 yuan, 49,490 of them are spent."""
    settings = ROOMY.model_copy(update={"sanity": Sanity(max_order_yuan=50_000)})
    built = _build(a_plan(_buys((A, 10_000_000), (B, 1_000_000))), an_account(100_000_000), settings=settings)
    assert [(order.symbol, order.qty_shares) for order in built.orders] == [(A, 4_900), (B, 900)]
    assert [order.reason for order in built.orders] == ["rank 1; cut to sanity.max_order_yuan", "rank 2"]
    assert order_value.judge(with_orders(*built.orders, settings=settings)).passed
    tiny = ROOMY.model_copy(update={"sanity": Sanity(max_order_yuan=1_000)})
    assert _codes(_build(a_plan(_buys((A, 10_000_000))), an_account(100_000_000), settings=tiny)) == [
        (A, SkipCode.TOO_SMALL)
    ]


def test_a_sale_stays_within_what_may_be_sold_today() -> None:
    plan = a_plan([a_row(A, Action.SELL, 0, held=500)])
    built = _build(plan, an_account(0, (A, 500, 300)))
    assert [order.qty_shares for order in built.orders] == [300]
    assert _codes(_build(plan, an_account(0, (A, 500, 0)))) == [(A, SkipCode.NOT_SELLABLE)]


def test_an_exit_takes_the_odd_lot_along_a_trim_never_splits_it() -> None:
    account = an_account(0, (A, 1250, 1250))
    assert _build(a_plan([a_row(A, Action.SELL, 0)]), account).orders[0].qty_shares == 1250
    assert _build(a_plan([a_row(A, Action.SELL, 500_000)]), account).orders[0].qty_shares == 700


def test_a_trim_follows_todays_price() -> None:
    plan = a_plan([a_row(A, Action.SELL, 1_000_000, held=1000)])
    assert _codes(_build(plan, an_account(0, (A, 1000, 1000)))) == [(A, SkipCode.ON_TARGET)]
    dearer = quotes_of(a_quote(A, 10_900, pre_close_li=10_000))
    settings = settings_with("portfolio", min_trade_yuan=10.0)
    assert _codes(_build(plan, an_account(0, (A, 1000, 1000)), dearer, settings)) == [(A, SkipCode.TOO_SMALL)]
    built = _build(plan, an_account(0, (A, 2000, 2000)), dearer, settings)
    assert [order.qty_shares for order in built.orders] == [1000]


def test_proceeds_of_todays_sales_buy_nothing_today() -> None:
    plan = a_plan([a_row(A, Action.SELL, 0, held=1000), *_buys((B, 1_000_000))])
    built = _build(plan, an_account(0, (A, 1000, 1000), unsettled_fen=5_000_000))
    assert [order.side for order in built.orders] == [Side.SELL]
    assert _codes(built) == [(B, SkipCode.NO_CASH)]


def test_buys_take_cash_in_plan_order_until_it_is_gone() -> None:
    built = _build(a_plan(_buys((A, 1_000_000), (B, 1_000_000), (C, 1_000_000))), an_account(1_500_000))
    assert [(order.symbol, order.qty_shares) for order in built.orders] == [(A, 900), (B, 500)]
    assert _codes(built) == [(C, SkipCode.NO_CASH)]


def test_fees_are_kept_back() -> None:
    plan = a_plan(_buys((A, 1_010_000)))
    assert _build(plan, an_account(1_010_510)).orders[0].qty_shares == 1000
    assert _build(plan, an_account(1_010_509)).orders[0].qty_shares == 900


@pytest.mark.parametrize(
    ("quote", "code"),
    [
        (None, SkipCode.NO_QUOTE),
        (a_quote(A, 10_000, suspended=True), SkipCode.SUSPENDED),
        (a_quote(A, 10_000, locked_up=True), SkipCode.LOCKED_UP),
        (a_quote(A, 10_000, mean_amount_yuan=None), SkipCode.ILLIQUID),
        (a_quote(A, 10_000, mean_amount_yuan=90_000.0), SkipCode.TOO_SMALL),
        (a_quote(A, 200_000), SkipCode.TOO_SMALL),
    ],
)
def test_a_buy_that_cannot_be_had_passes_its_money_on(quote: Quote | None, code: SkipCode) -> None:
    quotes = {symbol: known for symbol, known in QUOTES.items() if symbol != A} | ({} if quote is None else {A: quote})
    plan = a_plan(_buys((A, 1_000_000), (C, 1_000_000)), [a_row(B, Action.BUY, 0, rank=21)])
    built = _build(plan, an_account(5_000_000), quotes)
    assert _codes(built) == [(A, code)]
    assert [(order.symbol, order.qty_shares) for order in built.orders] == [(B, 900), (C, 900)]
    assert built.orders[0].reason == f"rank 21, stands in for {A}"


def test_a_substitute_that_cannot_be_had_passes_on_too_and_each_serves_once() -> None:
    quotes = QUOTES | quotes_of(a_quote(A, 10_000, suspended=True), a_quote(B, 10_000, locked_up=True))
    spare = [a_row(B, Action.BUY, 0, rank=21), a_row(C, Action.BUY, 0, rank=22)]
    plan = a_plan(_buys((A, 1_000_000), ("600036.SH", 1_000_000)), spare)
    built = _build(plan, an_account(5_000_000), quotes)
    assert [(order.symbol, order.reason) for order in built.orders] == [(C, f"rank 22, stands in for {A}")]
    assert _codes(built) == [(A, SkipCode.SUSPENDED), (B, SkipCode.LOCKED_UP), ("600036.SH", SkipCode.NO_QUOTE)]


def test_without_cash_nobody_stands_in() -> None:
    built = _build(a_plan(_buys((A, 1_000_000)), [a_row(B, Action.BUY, 0, rank=21)]), an_account(100_000))
    assert (built.orders, _codes(built)) == ((), [(A, SkipCode.NO_CASH)])


@pytest.mark.parametrize(
    ("quote", "code"),
    [
        (None, SkipCode.NO_QUOTE),
        (a_quote(A, 10_000, suspended=True), SkipCode.SUSPENDED),
        (a_quote(A, 9_000, locked_down=True), SkipCode.LOCKED_DOWN),
    ],
)
def test_what_cannot_be_sold_is_skipped_with_its_reason(quote: Quote | None, code: SkipCode) -> None:
    plan = a_plan([a_row(A, Action.SELL, 0, held=500)])
    built = _build(plan, an_account(0, (A, 500, 500)), {} if quote is None else {A: quote})
    assert (built.orders, _codes(built)) == ((), [(A, code)])
    assert built.skipped[0].side is Side.SELL


def test_locked_holdings_are_reported_and_holds_are_silent() -> None:
    plan = a_plan([a_row(A, Action.KEEP_LOCKED, 500_000, held=500), a_row(B, Action.HOLD, 500_000, held=500)])
    built = _build(plan, an_account(9_000_000, (A, 500, 500), (B, 500, 500)))
    assert (built.orders, _codes(built)) == ((), [(A, SkipCode.LOCKED)])


def test_a_topping_up_counts_what_is_held() -> None:
    built = _build(a_plan(_buys((A, 1_010_000))), an_account(9_000_000, (A, 400, 400)))
    assert [order.qty_shares for order in built.orders] == [600]


def test_an_order_takes_only_its_share_of_the_turnover() -> None:
    thin = quotes_of(a_quote(A, 10_000, mean_amount_yuan=300_000.0), a_quote(B, 10_000, mean_amount_yuan=300_000.0))
    plan = a_plan([a_row(A, Action.SELL, 0, held=5000), *_buys((B, 5_000_000))])
    settings = settings_with("portfolio", min_trade_yuan=100.0)
    built = _build(plan, an_account(9_000_000, (A, 5000, 5000)), thin, settings)
    assert [(order.symbol, order.qty_shares) for order in built.orders] == [(A, 600), (B, 500)]


def test_star_buys_at_least_200_then_single_shares() -> None:
    assert _build(a_plan(_buys((STAR, 1_000_000))), an_account(9_000_000)).orders[0].qty_shares == 990
    dear = quotes_of(a_quote(STAR, 60_000))
    assert _codes(_build(a_plan(_buys((STAR, 1_000_000))), an_account(9_000_000), dear)) == [(STAR, SkipCode.TOO_SMALL)]


def test_the_same_inputs_give_the_same_orders() -> None:
    plan = a_plan([a_row(A, Action.SELL, 0, held=500), *_buys((B, 1_000_000), (C, 1_000_000))])
    account = an_account(1_500_000, (A, 500, 500))
    backwards = dict(reversed(QUOTES.items()))
    assert _build(plan, account) == _build(plan, account, backwards)
    assert _build(replace(plan, notes=("x",)), account) == _build(plan, account)


def test_nothing_is_never_an_order_even_without_a_least_trade() -> None:
    settings = settings_with("portfolio", min_trade_yuan=0.0)
    frozen = quotes_of(a_quote(A, 10_000, mean_amount_yuan=1.0), a_quote(B, 10_000))
    plan = a_plan([a_row(A, Action.SELL, 0, held=500), *_buys((B, 99_000))])
    built = _build(plan, an_account(9_000_000, (A, 500, 500)), frozen, settings)
    assert (built.orders, _codes(built)) == ((), [(A, SkipCode.TOO_SMALL), (B, SkipCode.TOO_SMALL)])


def test_a_trade_of_exactly_the_least_value_is_made() -> None:
    plan = a_plan([a_row(A, Action.SELL, 400_000, held=500), *_buys((B, 101_000))])
    account = an_account(9_000_000, (A, 500, 500))
    for least, sides in ((990.0, [Side.SELL, Side.BUY]), (1010.0, [Side.BUY]), (1010.01, [])):
        built = _build(plan, account, settings=settings_with("portfolio", min_trade_yuan=least))
        assert [order.side for order in built.orders] == sides


def test_the_fees_of_a_purchase_are_not_there_for_the_next() -> None:
    plan = a_plan(_buys((A, 1_010_000), (B, 1_010_000)))
    assert [order.qty_shares for order in _build(plan, an_account(2_021_020)).orders] == [1000, 1000]
    assert [order.qty_shares for order in _build(plan, an_account(2_021_019)).orders] == [1000, 900]


def test_a_blacklisted_name_is_sold_but_its_purchase_passed_on() -> None:
    plan = a_plan([a_row(A, Action.SELL, 0, held=500), *_buys((B, 1_000_000))], [a_row(C, Action.BUY, 0, rank=9)])
    settings = settings_with("sanity", blacklist=(A, B))
    built = _build(plan, an_account(10_000_000, (A, 500, 500)), settings=settings)
    assert _codes(built) == [(B, SkipCode.BLACKLISTED)]
    assert [(order.side, order.symbol) for order in built.orders] == [(Side.SELL, A), (Side.BUY, C)]


def test_a_restricted_name_is_left_alone_on_either_side() -> None:
    plan = a_plan([a_row(A, Action.SELL, 0, held=500), *_buys((B, 1_000_000))], [a_row(C, Action.BUY, 0, rank=9)])
    settings = settings_with("sanity", restricted=(A, B))
    built = _build(plan, an_account(10_000_000, (A, 500, 500)), settings=settings)
    assert _codes(built) == [(A, SkipCode.RESTRICTED), (B, SkipCode.RESTRICTED)]
    assert [(order.side, order.symbol) for order in built.orders] == [(Side.BUY, C)]


def _in_sectors(**sectors: str) -> dict[str, Quote]:
    named = {A: "a", B: "b", C: "c"}
    return quotes_of(*(a_quote(symbol, 10_000, sector=sectors[name]) for symbol, name in named.items()))


@pytest.mark.parametrize("fuller", ["banks", ""])
def test_a_purchase_stays_in_the_room_its_industry_has(fuller: str) -> None:
    """Held: 30 % in A. The limit is 38 %: B may take 8 % of 1,000,000, less what no whole lot fits."""
    settings = settings_with("exposure", max_sector=0.38)
    account = an_account(70_000_000, (A, 30_000, 30_000))
    plan = a_plan(_buys((B, 9_000_000), (C, 5_000_000)))
    built = _build(plan, account, _in_sectors(a="banks", b=fuller, c="steel"), settings)
    assert [(o.symbol, o.qty_shares) for o in built.orders] == [(B, 7_900), (C, 4_900)]


def test_a_purchase_without_room_is_passed_on() -> None:
    settings = settings_with("exposure", max_sector=0.30)
    account = an_account(70_000_000, (A, 30_000, 30_000))
    plan = a_plan(_buys((B, 5_000_000)), [a_row(C, Action.BUY, 5_000_000, rank=9)])
    built = _build(plan, account, _in_sectors(a="banks", b="banks", c="steel"), settings)
    assert _codes(built) == [(B, SkipCode.PLACE_FULL)]
    assert "industry banks has room for 0 fen more" in built.skipped[0].reason
    assert [o.symbol for o in built.orders] == [C]


def test_a_holding_without_an_industry_takes_room_everywhere() -> None:
    settings = settings_with("exposure", max_sector=0.30)
    account = an_account(70_000_000, (A, 30_000, 30_000))
    built = _build(a_plan(_buys((B, 5_000_000))), account, _in_sectors(a="", b="banks", c="steel"), settings)
    assert _codes(built) == [(B, SkipCode.PLACE_FULL)]


@pytest.mark.parametrize(("accepted", "spent_fen"), [(0.0, 40_000_000), (0.75, 75_000_000), (1.0, 100_000_000)])
def test_a_home_without_industries_invests_what_a_person_accepts(accepted: float, spent_fen: int) -> None:
    """Twelve purchases of 8,000,000 fen each; without a word of a person they stay within one industry's 40 %."""
    symbols = [f"6000{number:02d}.SH" for number in range(12)]
    quotes = quotes_of(*(a_quote(symbol, 10_000, sector="") for symbol in symbols))
    plan = a_plan(_buys(*((symbol, 8_000_000) for symbol in symbols)))
    settings = settings_with("exposure", max_unknown_sector=accepted)
    built = _build(plan, an_account(100_000_000), quotes, settings)
    spent = sum(order.limit_li * order.qty_shares // 10 for order in built.orders)
    assert spent_fen - 10_000_000 < spent <= spent_fen
    told = {"quotes": quotes, "settings": settings, "total_assets_fen": 10**8, "account": an_account(10**8)}
    assert sector_cap.judge(with_orders(*built.orders, **told)).passed


def test_known_names_of_an_industry_do_not_get_the_room_of_the_unknown() -> None:
    settings = settings_with("exposure", max_sector=0.30, max_unknown_sector=1.0)
    account = an_account(70_000_000, (A, 30_000, 30_000))
    plan = a_plan(_buys((B, 5_000_000)))
    full = _build(plan, account, _in_sectors(a="banks", b="banks", c="steel"), settings)
    assert _codes(full) == [(B, SkipCode.PLACE_FULL)]
    assert len(_build(plan, account, _in_sectors(a="", b="banks", c="steel"), settings).orders) == 1


def test_a_purchase_stays_in_the_room_its_board_has() -> None:
    settings = settings_with("exposure", max_sector=1.0, max_star=0.02)
    built = _build(a_plan(_buys((STAR, 5_000_000))), an_account(100_000_000), settings=settings)
    assert [o.qty_shares for o in built.orders] == [1_980]


def test_an_order_stays_within_its_share_of_mean_minutes() -> None:
    settings = settings_with("program", max_minute_share=1.0)
    thin = quotes_of(a_quote(A, 10_000, mean_amount_yuan=2_424_000.0))
    built = _build(a_plan(_buys((A, 5_000_000))), an_account(100_000_000), thin, settings)
    assert [o.qty_shares for o in built.orders] == [1_000]
