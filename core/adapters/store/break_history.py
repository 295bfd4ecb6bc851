"""Breaks by day, and what people decided about them. Reads only."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, func, select

from core.adapters.store import schema
from core.domain.dates import date_of, ymd

_BREAKS, _ACTIONS, _RUNS = schema.breaks, schema.break_actions, schema.runs


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision about a break: by whom, why, and on which day."""

    break_id: int
    trade_date: date
    code: str
    symbol: str
    detail: str
    action: str
    author: str
    reason: str
    decided_at: str


def breaks_by_day(engine: Engine, first: date, last: date) -> dict[date, tuple[int, int]]:
    """Return how many breaks were found on each day of [first, last], and how many of them nobody has decided yet."""
    query = (
        select(_BREAKS.c.trade_date, func.count(_BREAKS.c.break_id), func.count(_ACTIONS.c.break_id))
        .outerjoin(_ACTIONS, _ACTIONS.c.break_id == _BREAKS.c.break_id)
        .where(_BREAKS.c.trade_date.between(ymd(first), ymd(last)))
        .group_by(_BREAKS.c.trade_date)
    )
    with engine.connect() as connection:
        return {date_of(day): (found, found - decided) for day, found, decided in connection.execute(query)}


def decisions(engine: Engine, count: int) -> list[Decided]:
    """Return the newest decisions, newest first."""
    query = (
        select(_ACTIONS, _BREAKS.c.trade_date, _BREAKS.c.code, _BREAKS.c.symbol, _BREAKS.c.detail, _RUNS.c.started_at)
        .join(_BREAKS, _BREAKS.c.break_id == _ACTIONS.c.break_id)
        .outerjoin(_RUNS, _RUNS.c.run_seq == _ACTIONS.c.run_seq)
        .order_by(_ACTIONS.c.run_seq.desc(), _ACTIONS.c.break_id.desc())
        .limit(count)
    )
    with engine.connect() as connection:
        return [
            Decided(
                row.break_id, date_of(row.trade_date), row.code, row.symbol, row.detail, row.action, row.author,
                row.reason, row.started_at or "",
            )
            for row in connection.execute(query)
        ]  # fmt: skip
