"""Who stays, who enters, how much, and how fast."""

from typing import Any

import pandas as pd
import pytest

from core.domain.holdings import Account, Position
from core.pipeline.portfolio.plan import Action, Plan
from core.pipeline.portfolio.target import build_plan
from core.pipeline.portfolio.weights import raw_weights, spread
from core.settings.model import Portfolio
from tests.fakes.morning import TODAY, YESTERDAY

NAMES = [f"6000{number:02d}.SH" for number in range(1, 31)]
PLAIN = {
    "top_n": 4,
    "buffer": 2,
    "cash_reserve": 0.0,
    "max_weight": 1.0,
    "turnover_cap": 2.0,
    "min_trade_yuan": 0.0,
    "rebalance_band": 0.0,
}


def _scores(names: list[str], shadow: tuple[str, ...] = ()) -> pd.DataFrame:
    """Scores falling from 0.9 in the order given."""
    return pd.DataFrame(
        {
            "ts_code": names,
            "score": [0.9 - 0.02 * place for place in range(len(names))],
            "rank": range(1, len(names) + 1),
            "shadow": [name in shadow for name in names],
        }
    )


def _account(cash_fen: int, held: dict[str, int]) -> Account:
    return Account(TODAY, cash_fen, 0, {name: Position(name, qty, qty, qty * 900) for name, qty in held.items()})


def _plan(
    cash_fen: int = 10_000_000,
    held: dict[str, int] | None = None,
    names: list[str] | None = None,
    shadow: tuple[str, ...] = (),
    out: dict[str, str] | None = None,
    locked: dict[str, str] | None = None,
    closes: dict[str, int] | None = None,
    **settings: Any,
) -> Plan:
    """A plan in a market of thirty names at 10 yuan each."""
    universe = pd.DataFrame({"ts_code": NAMES, "reason": [(out or {}).get(name, "") for name in NAMES]})
    universe["included"] = universe["reason"] == ""
    return build_plan(
        scores=_scores(NAMES[:20] if names is None else names, shadow),
        universe=universe,
        account=_account(cash_fen, held or {}),
        close_li=dict.fromkeys(NAMES, 10_000) | (closes or {}),
        locked=locked or {},
        settings=Portfolio(**(PLAIN | settings)),
        trade_date=TODAY,
        data_date=YESTERDAY,
    )


def _by(plan: Plan, action: Action) -> dict[str, int]:
    return {row.symbol: row.target_value_fen for row in plan.rows if row.action is action}


def test_an_empty_account_buys_the_best_names_equally() -> None:
    plan = _plan()
    assert _by(plan, Action.BUY) == dict.fromkeys(NAMES[:4], 2_500_000)
    assert [row.rank for row in plan.rows] == [1, 2, 3, 4]
    assert [row.target_weight for row in plan.rows] == [0.25] * 4
    assert (plan.trade_date, plan.data_date) == (TODAY, YESTERDAY)


def test_substitutes_are_the_next_ranks_in_order() -> None:
    plan = _plan()
    assert [row.symbol for row in plan.substitutes] == NAMES[4:8]
    assert {row.target_value_fen for row in plan.substitutes} == {0}


def test_a_holding_stays_inside_the_buffer_and_leaves_beyond_it() -> None:
    plan = _plan(0, {NAMES[5]: 1000, NAMES[6]: 1000}, rebalance_band=3.0)
    assert _by(plan, Action.HOLD) == {NAMES[5]: 1_000_000}
    assert _by(plan, Action.SELL) == {NAMES[6]: 0}
    assert list(_by(plan, Action.BUY)) == NAMES[:3]
    reasons = {row.symbol: row.reason for row in plan.rows}
    assert "left the buffer of 6" in reasons[NAMES[6]]


def test_no_more_holdings_than_places() -> None:
    plan = _plan(0, dict.fromkeys(NAMES[1:6], 1000))
    assert list(_by(plan, Action.SELL)) == [NAMES[5]]
    assert "more holdings than places" in plan.rows[0].reason


def test_a_holding_out_of_the_universe_is_sold_with_the_reason() -> None:
    plan = _plan(0, {NAMES[0]: 1000, NAMES[25]: 1000}, out={NAMES[0]: "ST"})
    assert _by(plan, Action.SELL) == {NAMES[0]: 0, NAMES[25]: 0}
    assert {row.symbol: row.reason for row in plan.rows if row.action is Action.SELL} == {
        NAMES[0]: "left the universe: ST",
        NAMES[25]: "not ranked any more",
    }
    assert NAMES[0] not in {row.symbol for row in plan.substitutes}


def test_shadow_names_are_never_bought_nor_stand_in() -> None:
    plan = _plan(shadow=(NAMES[1], NAMES[6]))
    assert list(_by(plan, Action.BUY)) == [NAMES[0], NAMES[2], NAMES[3], NAMES[4]]
    assert NAMES[6] not in {row.symbol for row in plan.substitutes}


def test_a_name_without_a_close_or_a_score_is_not_bought() -> None:
    assert NAMES[0] not in _by(_plan(closes={NAMES[0]: 0}), Action.BUY)
    scores = _scores(NAMES[:6])
    scores.loc[0, "score"] = float("nan")
    universe = pd.DataFrame({"ts_code": NAMES, "reason": "", "included": True})
    settings, closes = Portfolio(**PLAIN), dict.fromkeys(NAMES, 10_000)
    plan = build_plan(scores, universe, _account(10_000_000, {}), closes, {}, settings, TODAY, YESTERDAY)
    assert list(_by(plan, Action.BUY)) == NAMES[1:5]


def test_locked_holdings_keep_place_and_money() -> None:
    plan = _plan(6_000_000, {NAMES[10]: 2000, NAMES[0]: 2000}, locked={NAMES[10]: "SUSPENDED", NAMES[29]: "not held"})
    assert _by(plan, Action.KEEP_LOCKED) == {NAMES[10]: 2_000_000}
    assert {row.reason for row in plan.rows if row.action is Action.KEEP_LOCKED} == {"SUSPENDED"}
    spread = 8_000_000 // 3
    assert _by(plan, Action.BUY) == dict.fromkeys(NAMES[:3], spread)


def test_a_locked_name_is_not_bought_on_top() -> None:
    plan = _plan(9_000_000, {NAMES[0]: 1000}, locked={NAMES[0]: "SUSPENDED"})
    assert NAMES[0] not in _by(plan, Action.BUY)
    assert list(_by(plan, Action.BUY)) == NAMES[1:4]


def test_a_holding_without_a_close_is_locked_at_cost() -> None:
    plan = _plan(0, {NAMES[0]: 1000}, closes={NAMES[0]: 0})
    (row,) = [row for row in plan.rows if row.action is Action.KEEP_LOCKED]
    assert (row.target_value_fen, row.reason) == (900_000, "no close known")


def test_the_cash_reserve_is_not_spread() -> None:
    assert sum(_by(_plan(cash_reserve=0.1), Action.BUY).values()) == 9_000_000


def test_no_name_above_the_weight_cap_and_the_rest_stays_cash() -> None:
    assert _by(_plan(max_weight=0.2), Action.BUY) == dict.fromkeys(NAMES[:4], 2_000_000)


def test_score_weights_follow_the_scores() -> None:
    plan = _plan(weighting="score")
    targets = list(_by(plan, Action.BUY).values())
    total = 0.9 + 0.88 + 0.86 + 0.84
    assert targets == [int(10_000_000 * score / total) for score in (0.9, 0.88, 0.86, 0.84)]


def test_a_kept_name_inside_the_band_is_left_alone() -> None:
    held = {NAMES[0]: 2200, NAMES[1]: 4000}
    plan = _plan(3_800_000, held, rebalance_band=0.25)
    assert _by(plan, Action.HOLD) == {NAMES[0]: 2_200_000}
    assert _by(plan, Action.SELL) == {NAMES[1]: 2_600_000}
    assert _by(plan, Action.BUY) == {NAMES[2]: 2_600_000, NAMES[3]: 2_600_000}


def test_small_trades_are_left_out_but_exits_never() -> None:
    plan = _plan(9_990_000, {NAMES[25]: 10}, min_trade_yuan=30_000)
    assert _by(plan, Action.SELL) == {NAMES[25]: 0}
    assert _by(plan, Action.BUY) == {}
    assert NAMES[0] in {row.symbol for row in plan.substitutes}


def test_the_turnover_cap_cuts_the_least_wanted_buys() -> None:
    plan = _plan(turnover_cap=0.6, min_trade_yuan=3000)
    assert _by(plan, Action.BUY) == {NAMES[0]: 2_500_000, NAMES[1]: 2_500_000, NAMES[2]: 1_000_000}
    assert plan.substitutes[0].symbol == NAMES[3]
    assert plan.notes == ("turnover cap of 6000000 fen: 2 of 4 buy trades cut or waiting",)


def test_the_turnover_cap_sells_the_worst_first_and_the_rest_waits() -> None:
    held = {NAMES[25]: 2500, NAMES[10]: 2500, NAMES[11]: 2500, NAMES[12]: 2500}
    plan = _plan(0, held, turnover_cap=0.6)
    assert _by(plan, Action.SELL) == {NAMES[25]: 0, NAMES[12]: 0, NAMES[11]: 1_500_000}
    assert [row.symbol for row in plan.rows][:3] == [NAMES[25], NAMES[12], NAMES[11]]
    (waiting,) = [row for row in plan.rows if row.action is Action.HOLD]
    assert (waiting.symbol, waiting.target_value_fen) == (NAMES[10], 2_500_000)
    assert "waits: turnover cap" in waiting.reason


def test_an_account_worth_nothing_plans_nothing() -> None:
    assert _plan(0).rows == ()


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_rows_in_the_frames_changes_nothing(order: int) -> None:
    universe = pd.DataFrame({"ts_code": NAMES, "reason": "", "included": True})[::order]
    account = _account(5_000_000, {NAMES[3]: 1000, NAMES[9]: 1000})
    settings, closes = Portfolio(**PLAIN), dict.fromkeys(NAMES[::order], 10_000)
    plan = build_plan(_scores(NAMES[:20])[::order], universe, account, closes, {}, settings, TODAY, YESTERDAY)
    assert plan.to_json() == _plan(5_000_000, {NAMES[3]: 1000, NAMES[9]: 1000}).to_json()


def test_every_row_says_why() -> None:
    held = {NAMES[0]: 1000, NAMES[1]: 4000, NAMES[2]: 2500, NAMES[4]: 2500}
    plan = _plan(0, held, buffer=3)
    assert {row.symbol: (row.action, row.reason) for row in plan.rows} == {
        NAMES[0]: (Action.BUY, "rank 1 stays, below its target"),
        NAMES[1]: (Action.SELL, "rank 2 stays, above its target"),
        NAMES[2]: (Action.HOLD, "rank 3 stays"),
        NAMES[4]: (Action.HOLD, "rank 5, kept inside the buffer of 7"),
    }
    assert [row.reason for row in _plan().rows] == [f"rank {rank} enters" for rank in (1, 2, 3, 4)]


def test_a_trade_of_exactly_the_least_value_is_planned() -> None:
    held = {NAMES[0]: 1000, NAMES[1]: 3000, NAMES[2]: 2000, NAMES[3]: 2000}
    assert {row.action for row in _plan(0, held, min_trade_yuan=10_000.0).rows[:2]} == {Action.SELL, Action.BUY}
    assert {row.action for row in _plan(0, held, min_trade_yuan=10_000.01).rows} == {Action.HOLD}


def test_the_last_trade_under_the_turnover_cap_is_cut_only_if_worth_sending() -> None:
    assert list(_by(_plan(turnover_cap=0.3, min_trade_yuan=5_000.0), Action.BUY).values()) == [2_500_000, 500_000]
    assert list(_by(_plan(turnover_cap=0.3, min_trade_yuan=5_000.01), Action.BUY).values()) == [2_500_000]
    assert _plan(turnover_cap=1.0).notes == ()


def test_holdings_kept_come_in_the_order_of_their_ranks() -> None:
    held = {NAMES[3]: 2500, NAMES[1]: 2500, NAMES[2]: 2500, NAMES[0]: 2500}
    rows = _plan(0, held).rows
    assert [row.reason for row in rows] == [f"rank {rank} stays" for rank in (1, 2, 3, 4)]


def test_a_score_of_nothing_gets_nothing_and_all_of_nothing_is_equal() -> None:
    assert raw_weights({"a": 0.5, "b": -1.0}, "score") == {"a": 0.5, "b": 0.0}
    assert raw_weights({"a": -0.5, "b": -1.0}, "score") == {"a": 1.0, "b": 1.0}
    assert spread(1000, {"a": 0.5, "b": 0.0}, 10_000) == {"a": 1000, "b": 0}


def test_what_a_cap_cuts_off_goes_to_the_others() -> None:
    assert spread(1000, {"a": 8.0, "b": 1.0, "c": 1.0}, 500) == {"a": 500, "b": 250, "c": 250}
    assert spread(1000, {"a": 1.0}, 500) == {"a": 500}
    assert spread(-5, {"a": 1.0}, 500) == {"a": 0}
