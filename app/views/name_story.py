"""Why one name was ordered or not: its stations from universe to fill, and what made its score."""

from typing import Any

import numpy as np
import pandas as pd

from app.compose import House
from app.views.building import Builders
from app.views.factors import declared_now
from app.views.order_names import name_row
from app.views.universe import universe_of
from core.domain.verdict import Verdict
from core.jobs.left import Left
from core.jobs.live_orders import LiveOrder, live_orders
from core.jobs.order_day import Fated, OrderDay, fate_of, order_day
from core.pipeline.portfolio.plan import PlanRow
from core.pipeline.scores.rule import PREFIX
from core.ports.views.orders import Fate, Head, NameAsk, NameView, Stage

RULE_HEAD = "rule"


def story(house: House, ask: NameAsk) -> NameView:
    """Return the story of a name of the day's universe, planned or not."""
    desk = house.desk
    made = order_day(desk, house.calendar(), ask.day)
    universe = universe_of(desk, made.morning, made.night)
    left = Left(desk, made.night)
    scores = left.frame("scores_all.parquet")
    score = None if scores is None else _row_of(scores, ask.symbol)
    live = {each.order.symbol: each for each in live_orders(desk, ask.day)[0]}.get(ask.symbol)
    fated = _fate(made, universe, score, ask.symbol)
    row = name_row(made, universe, ask.symbol, live)
    factors, weights, values, parts = _contributions(scores, left, ask.symbol)
    rank = None if score is None else int(score["rank"])
    return NameView(
        as_of=desk.clock.now(),
        day=ask.day,
        symbol=ask.symbol,
        name=row["name"],
        fate=fated.fate,
        code=fated.code,
        why=fated.why,
        stages=tuple(_stages(made, universe, score, ask.symbol, live, fated)),
        heads=(Head(RULE_HEAD, None if score is None else float(score["score"]), rank),),
        factors=factors,
        weights=weights,
        values=values,
        parts=parts,
        definitions={name: each.definition for name, each in declared_now(house, factors).items()},
        penalty=_penalty(universe, ask.symbol),
        top_n=desk.settings.portfolio.top_n,
        facts=row,
    )


def _row_of(frame: pd.DataFrame, symbol: str) -> pd.Series | None:
    found = frame[frame["ts_code"] == symbol]
    return found.iloc[0] if len(found) else None


def _fate(made: OrderDay, universe: pd.DataFrame, score: pd.Series | None, symbol: str) -> Fated:
    """Return where the name was left, seen from its score too where the plan does not know it."""
    fated = fate_of(made, symbol)
    if fated.fate is not Fate.NOT_PLANNED:
        return fated
    if symbol not in universe.index:
        return Fated(Fate.EXCLUDED)
    known = universe.loc[symbol]
    if not known["included"]:
        return Fated(Fate.EXCLUDED, str(known["reason"]))
    return Fated(Fate.NOT_SCORED if score is None else Fate.NOT_PLANNED)


def _stages(
    made: OrderDay,
    universe: pd.DataFrame,
    score: pd.Series | None,
    symbol: str,
    live: LiveOrder | None,
    fated: Fated,
) -> list[Stage]:
    """Return the stations in order; a station behind the one where the name was left was not reached."""
    order, out = made.orders.get(symbol), symbol in made.released
    stages = [_universe_stage(universe, symbol), _score_stage(score), _plan_stage(made, symbol, fated)]
    if order is not None:
        stages.append(Stage("order", True, order.side.value, order.reason))
    else:
        reached = fated.fate in (Fate.SKIPPED, Fate.NO_ORDERS)
        stages.append(Stage("order", False, fated.code, fated.why) if reached else Stage("order", None))
    held_back = fated.fate is Fate.HELD_BACK
    if out or held_back:
        objections = _about(made.objections, symbol, out)
        passed = sum(verdict.passed for verdict in made.verdicts)
        why = "; ".join(f"{verdict.gate}: {verdict.reason}" for verdict in objections)
        why = why or f"{passed} of {len(made.verdicts)} passed"
        stages.append(Stage("gates", not held_back, fated.code if held_back else "", why))
    else:
        stages.append(Stage("gates", None))
    batch = next((each for each in made.batches if any(one.symbol == symbol for one in each.orders)), None)
    stages.append(Stage("release", True if batch else None, why=batch.batch_id if batch else ""))
    return [*stages, _answer_stage(live), _fill_stage(live)]


def _universe_stage(universe: pd.DataFrame, symbol: str) -> Stage:
    if symbol not in universe.index:
        return Stage("universe", None if universe.empty else False)
    known = universe.loc[symbol]
    included = bool(known["included"])
    return Stage("universe", included, "" if included else str(known["reason"]))


def _score_stage(score: pd.Series | None) -> Stage:
    if score is None:
        return Stage("score", None)
    return Stage("score", True, why=f"#{int(score['rank'])} · {float(score['score']):.4f}")


def _plan_stage(made: OrderDay, symbol: str, fated: Fated) -> Stage:
    row: PlanRow | None = made.rows.get(symbol)
    if row is not None:
        return Stage("plan", True, row.action.value, row.reason)
    spare = made.spares.get(symbol)
    if spare is not None or symbol in made.orders:
        return Stage("plan", True, "SPARE", spare.reason if spare else fated.why)
    return Stage("plan", None if made.plan is None else False, why=fated.why)


def _answer_stage(live: LiveOrder | None) -> Stage:
    if live is None or live.answer is None:
        return Stage("answer", None)
    return Stage("answer", live.answer.accepted, live.answer.code, live.answer.reason)


def _fill_stage(live: LiveOrder | None) -> Stage:
    if live is None or live.state is None:
        return Stage("fill", None)
    filled = live.filled_shares == live.order.qty_shares
    why = f"{live.filled_shares:,} / {live.order.qty_shares:,} {live.message}".strip()
    return Stage("fill", filled or None if live.filled_shares or not live.message else False, live.state.value, why)


def _about(objections: list[Verdict], symbol: str, out: bool) -> list[Verdict]:
    """Return the objections that kept the name back; where it went out, those that name it."""
    return [each for each in objections if symbol in each.reason or symbol in str(each.evidence)] if out else objections


def _penalty(universe: pd.DataFrame, symbol: str) -> float:
    return float(universe.at[symbol, "penalty"]) if symbol in universe.index else 0.0


def _contributions(scores: pd.DataFrame | None, left: Left, symbol: str) -> tuple[tuple[str, ...], Any, Any, Any]:
    """Return factors, signed weights, processed values and parts, the largest part first."""
    nothing = (), np.empty(0), np.empty(0), np.empty(0)
    score = None if scores is None else _row_of(scores, symbol)
    if scores is None or score is None:
        return nothing
    factors = [str(name).removeprefix(PREFIX) for name in scores.columns if str(name).startswith(PREFIX)]
    ranks = left.frame("ranks.parquet", ("ts_code", *factors))
    if ranks is None:
        return nothing
    by_symbol = ranks.set_index("ts_code")[factors].reindex(scores["ts_code"]).to_numpy(dtype=np.float64)
    all_parts = scores[[PREFIX + name for name in factors]].to_numpy(dtype=np.float64)
    position = int(np.flatnonzero((scores["ts_code"] == symbol).to_numpy())[0])
    weights = signed_weights(by_symbol, all_parts)
    order = np.argsort(-all_parts[position], kind="stable")
    return (
        tuple(factors[index] for index in order), weights[order], by_symbol[position][order],
        all_parts[position][order],
    )  # fmt: skip


def signed_weights(ranks: np.ndarray[Any, Any], parts: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return each factor's weight in the score as the run used it: parts are a line over ranks, and this its slope.

    NaN for a factor on which all symbols agree.
    """
    with np.errstate(invalid="ignore"):
        low, high = np.nanmin(ranks, axis=0), np.nanmax(ranks, axis=0)
        columns = np.arange(ranks.shape[1])
        first = parts[np.nanargmin(np.where(np.isnan(ranks), np.inf, ranks), axis=0), columns]
        last = parts[np.nanargmax(np.where(np.isnan(ranks), -np.inf, ranks), axis=0), columns]
        return np.where(high > low, (last - first) / np.where(high > low, high - low, 1.0), np.nan)


BUILDERS: Builders = {NameAsk: story}
