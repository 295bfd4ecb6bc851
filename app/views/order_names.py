"""The rows of the plan beside what is held: who, why, how much, and where it was left."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from core.domain.holdings import Position
from core.domain.money import LI_PER_FEN
from core.jobs.live_orders import LiveOrder
from core.jobs.order_day import OrderDay, fate_of
from core.pipeline.orders import stands_in_for
from core.pipeline.portfolio.plan import PlanRow

NAME_FIELDS = (
    "symbol", "name", "board", "sector", "action", "rank", "score", "weight", "target_fen", "target_shares",
    "held_before", "held_shares", "sellable_shares", "delta_shares", "close_li", "ref_li", "order_id", "side",
    "order_shares", "limit_li", "fate", "code", "why", "state", "filled_shares", "stands_in_for", "substitute",
    "reason",
)  # fmt: skip


def name_rows(made: OrderDay, universe: pd.DataFrame, live: Mapping[str, LiveOrder]) -> Iterator[dict[str, Any]]:
    """Yield a row per name planned, ordered, left out, held or standing by, in the order of the plan."""
    symbols = dict.fromkeys((*made.rows, *made.orders, *made.skipped, *made.account.positions, *made.spares))
    for symbol in symbols:
        yield name_row(made, universe, symbol, live.get(symbol))


def name_row(made: OrderDay, universe: pd.DataFrame, symbol: str, live: LiveOrder | None) -> dict[str, Any]:
    """Return one name's row; a name the plan does not know has neither target nor score."""
    fated, order = fate_of(made, symbol), made.orders.get(symbol)
    held = made.account.positions.get(symbol, Position(symbol, 0, 0, 0))
    row = made.rows.get(symbol) or made.spares.get(symbol)
    return {
        "symbol": symbol,
        **_of_universe(universe, symbol),
        **_of_plan(row, symbol in made.rows),
        "held_shares": held.qty_shares,
        "sellable_shares": held.sellable_shares,
        "ref_li": made.quotes.get(symbol, {}).get("ref_li"),
        "order_id": order.client_order_id if order else "",
        "side": order.side.value if order else "",
        "order_shares": order.qty_shares if order else None,
        "limit_li": order.limit_li if order else None,
        "fate": fated.fate.value,
        "code": fated.code,
        "why": fated.why,
        "state": live.state.value if live and live.state else "",
        "filled_shares": live.filled_shares if live else None,
        "stands_in_for": stands_in_for(order.reason) if order else "",
        "substitute": made.substitutes.get(symbol, ""),
    }


def _of_universe(universe: pd.DataFrame, symbol: str) -> dict[str, Any]:
    if symbol not in universe.index:
        return {"name": "", "board": "", "sector": ""}
    known = universe.loc[symbol]
    return {"name": str(known["name"]), "board": str(known["board"]), "sector": str(known["industry"])}


def _of_plan(row: PlanRow | None, has_target: bool) -> dict[str, Any]:
    if row is None:
        return {"action": "", "reason": ""}
    target = row.target_value_fen * LI_PER_FEN // row.close_li if row.close_li and has_target else None
    return {
        "action": row.action.value if has_target else "",
        "rank": row.rank,
        "score": row.score,
        "weight": row.target_weight if has_target else None,
        "target_fen": row.target_value_fen if has_target else None,
        "target_shares": target,
        "held_before": row.held_shares,
        "delta_shares": None if target is None else target - row.held_shares,
        "close_li": row.close_li or None,
        "reason": row.reason,
    }
