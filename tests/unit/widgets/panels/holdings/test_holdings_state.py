"""What the screen of holdings and cash shows, without a screen."""

from dataclasses import replace

import pytest

from core.ports.views.sheet import Sheet
from tests.fakes.trade_views import BEFORE, BOUGHT, DAY, HELD, HOLDINGS
from widgets.kit.walking import day_named
from widgets.panels.holdings.state import HoldingsState, place_name


def shown() -> HoldingsState:
    return HoldingsState(view=HOLDINGS)


def test_results_are_shares_of_what_was_there_before() -> None:
    state = shown()
    assert state.day_share() == pytest.approx(500_000 / 99_500_000)
    assert state.since_share() == pytest.approx(1_000_000 / 99_000_000)
    assert state.against_index() == pytest.approx(0.003)
    assert state.drawdown() == state.deepest() == 0.0


def test_what_is_not_known_is_no_figure() -> None:
    nothing = HoldingsState()
    assert (nothing.day_share(), nothing.since_share(), nothing.against_index(), nothing.drawdown()) == (None,) * 4
    assert (nothing.deepest(), nothing.heaviest(), nothing.locked_fen(), nothing.cost_sums()) == (None, None, 0, {})
    unknown = replace(HOLDINGS, equity=Sheet(HOLDINGS.equity.columns | {"index": [0.0, float("nan")]}))
    assert HoldingsState(view=unknown).against_index() is None
    assert HoldingsState(view=replace(HOLDINGS, before_fen=0, capital_fen=0)).day_share() is None


def test_locks_are_words_and_locked_money_counts() -> None:
    state = shown()
    assert list(state.positions().columns["locks"]) == ["", "T+1, suspended"]
    assert state.locked_fen() == 4_900_000
    assert state.heaviest() == (HELD, 0.051)
    assert BOUGHT in state.positions().columns["symbol"]
    assert len(HoldingsState().positions()) == 0


def test_sums_pass_over_what_is_not_known() -> None:
    sums = shown().cost_sums()
    assert (sums["fee_fen"], sums["planned_fee_fen"], sums["price_fen"]) == (20_000, 11_500, 5_000)


def test_places_have_names() -> None:
    assert place_name("board", "chinext") == "ChiNext"
    assert place_name("industry", "银行") == "银行"
    assert place_name("industry", "") == "unknown"


def test_days_are_walked_and_named() -> None:
    state = shown()
    assert state.step_day(-1)
    assert state.ask().day == BEFORE
    assert not state.step_day(1) or state.day == DAY
    assert day_named("600000.SH@2026-07-23") == DAY
    assert day_named("600000.SH") is None
    assert day_named("2026-07-24", (DAY,)) is None
