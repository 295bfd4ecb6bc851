"""Breaks, what people decided about them, and until when somebody waits, in SQL."""

import json
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, func, insert, select

from core.adapters.store import schema
from core.adapters.store.book_orders import as_json
from core.domain.breaks import Break, BreakAction, BreakCode
from core.domain.dates import date_of, ymd
from core.domain.errors import FixAndRestart

_BREAKS, _ACTIONS, _WAITS = schema.breaks, schema.break_actions, schema.break_waits


def add_breaks(connection: Connection, run_seq: int, found: Sequence[Break]) -> None:
    """Insert differences not yet known for their day: one a person has already decided does not open again.

    Each names the newest earlier break of its code and symbol as the one it follows.
    """
    for one in found:
        kind = {"code": one.code.value, "symbol": one.symbol}
        same = kind | {"trade_date": ymd(one.trade_date), "detail": one.detail}
        if connection.execute(select(_BREAKS.c.break_id).filter_by(**same)).first() is None:
            earlier = select(func.max(_BREAKS.c.break_id)).filter_by(**kind)
            earlier = earlier.where(_BREAKS.c.trade_date < ymd(one.trade_date))
            follows = connection.execute(earlier).scalar_one_or_none() or 0
            row = same | {"run_seq": run_seq, "evidence": as_json(one.evidence), "predecessor": follows}
            connection.execute(insert(_BREAKS).values(**row))


def unresolved(connection: Connection) -> list[Break]:
    """Breaks without a decision, waiting ones with the day of their newest wait, oldest first."""
    query = (
        select(_BREAKS)
        .outerjoin(_ACTIONS, _ACTIONS.c.break_id == _BREAKS.c.break_id)
        .where(_ACTIONS.c.break_id.is_(None))
        .order_by(_BREAKS.c.break_id)
    )
    waits = _waits(connection)
    return [
        Break(
            BreakCode(row.code),
            date_of(row.trade_date),
            row.symbol,
            row.detail,
            json.loads(row.evidence),
            row.break_id,
            row.predecessor,
            waits.get(row.break_id),
        )
        for row in connection.execute(query)
    ]


def breaks_on(connection: Connection, day: date) -> list[Break]:
    """Every break found on that day, decided or not, oldest first."""
    waits = _waits(connection)
    return [
        Break(
            BreakCode(row.code), day, row.symbol, row.detail, json.loads(row.evidence), row.break_id, row.predecessor,
            waits.get(row.break_id),
        )
        for row in connection.execute(select(_BREAKS).filter_by(trade_date=ymd(day)).order_by(_BREAKS.c.break_id))
    ]  # fmt: skip


def add_action(
    connection: Connection, run_seq: int, break_id: int, action: BreakAction, author: str, reason: str
) -> None:
    """Insert a person's decision; FixAndRestart for an unknown or resolved break, or an empty author or reason."""
    _check(connection, break_id, author, reason)
    decision = {"action": action.value, "author": author, "reason": reason}
    connection.execute(insert(_ACTIONS).values(break_id=break_id, run_seq=run_seq, **decision))


def add_wait(connection: Connection, run_seq: int, break_id: int, until: date, author: str, reason: str) -> None:
    """Insert until when somebody waits; FixAndRestart as for a decision."""
    _check(connection, break_id, author, reason)
    wait = {"until": ymd(until), "author": author, "reason": reason}
    connection.execute(insert(_WAITS).values(break_id=break_id, run_seq=run_seq, **wait))


def _check(connection: Connection, break_id: int, author: str, reason: str) -> None:
    if not author.strip() or not reason.strip():
        raise FixAndRestart(
            f"break {break_id} cannot be resolved by {author!r} with reason {reason!r}",
            "say who decides, and why, in words",
        )
    if break_id not in {found.break_id for found in unresolved(connection)}:
        raise FixAndRestart(f"there is no open break {break_id}", "`daybreak breaks list` shows the open ones")


def _waits(connection: Connection) -> dict[int, date]:
    rows = connection.execute(select(_WAITS.c.break_id, _WAITS.c.until).order_by(_WAITS.c.wait_id))
    return {break_id: date_of(until) for break_id, until in rows}
