"""Alarms in SQL: rows are only added; an alarm is folded from its moves."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select

from core.adapters.store import schema
from core.domain.alarm_flood import Change, Raise
from core.domain.alarms import (
    Alarm,
    AlarmKey,
    AlarmState,
    Condition,
    Move,
    MoveKind,
    Sighting,
    folded,
    moved,
    raised,
)
from core.domain.errors import FixAndRestart
from core.ports.alarm_book import AlarmMove

_ALARMS, _MOVES = schema.alarms, schema.alarm_moves
_JOINED = select(_MOVES, _ALARMS.c.code, _ALARMS.c.subject, _ALARMS.c.condition).join(
    _ALARMS, _ALARMS.c.alarm_id == _MOVES.c.alarm_id
)


class SqlAlarmBook:
    """`core.ports.alarm_book.AlarmBook` on an engine whose transactions start with BEGIN IMMEDIATE."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def standing(self) -> list[Alarm]:
        """Return every alarm that is not over, in the order they began."""
        with self._engine.connect() as connection:
            return list(_standing(connection).values())

    def bring_up_to_date(self, judge: Callable[[Sequence[Alarm]], Sequence[Change]]) -> list[Change]:
        """Make the changes that `judge` wants for what stands, and return them.

        Looks without the write lock first: most looks find nothing new and write nothing.
        """
        if not judge(self.standing()):
            return []
        with self._engine.begin() as connection:
            standing = _standing(connection)
            wanted = list(judge(list(standing.values())))
            for change in wanted:
                before = None if change.alarm_id is None else standing[change.alarm_id]
                after = _keep(connection, before, change.move)
                standing[after.alarm_id] = after
        return wanted

    def move(self, alarm_id: int, move: Move) -> Alarm:
        """Keep what a person decided and return the alarm; FixAndRestart where it does not stand so."""
        with self._engine.begin() as connection:
            alarm = _standing(connection).get(alarm_id)
            if alarm is None:
                raise FixAndRestart(f"no alarm {alarm_id} stands", "`daybreak alarms list` shows those that do")
            return _keep(connection, alarm, move)

    def history(self, count: int, code: str = "") -> list[AlarmMove]:
        """Return the newest moves, newest first, of one code or of all."""
        query = _JOINED.where(_ALARMS.c.code == code) if code else _JOINED
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(_MOVES.c.move_id.desc()).limit(count)).all()
        return [
            AlarmMove(row.alarm_id, row.code, row.subject, row.condition, _move(row), AlarmState(row.state))
            for row in rows
        ]

    def raises_since(self, since: datetime) -> list[Raise]:
        """Return every time a condition came up after `since`, oldest first."""
        query = _JOINED.where(_MOVES.c.kind == MoveKind.RAISED, _MOVES.c.at > since.isoformat())
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(_MOVES.c.move_id)).all()
        return [Raise(_key(row), datetime.fromisoformat(row.at)) for row in rows]


def _standing(connection: Connection) -> dict[int, Alarm]:
    # Nothing follows a move that ends an alarm.
    over = select(_MOVES.c.alarm_id).where(_MOVES.c.state == AlarmState.NORMAL)
    stand = select(_ALARMS.c.alarm_id).where(_ALARMS.c.alarm_id.not_in(over))
    moves: dict[int, list[Move]] = defaultdict(list)
    for row in connection.execute(_JOINED.where(_MOVES.c.alarm_id.in_(stand)).order_by(_MOVES.c.move_id)):
        moves[row.alarm_id].append(_move(row))
    return {alarm_id: folded(alarm_id, moves[alarm_id]) for alarm_id in sorted(moves)}


def _keep(connection: Connection, alarm: Alarm | None, move: Move) -> Alarm:
    """Add the row of a move, and that of the alarm it begins."""
    after = raised(_begin(connection, move), move) if alarm is None else moved(alarm, move)
    connection.execute(insert(_MOVES).values(alarm_id=after.alarm_id, state=after.state, **_cells(move)))
    return after


def _begin(connection: Connection, move: Move) -> int:
    if move.sighting is None:
        raise ValueError("an alarm begins with what was seen")
    key = move.sighting.key
    added = connection.execute(
        insert(_ALARMS).values(at=move.at.isoformat(), code=key.code, subject=key.subject, condition=key.condition)
    )
    return int(added.lastrowid)


def _cells(move: Move) -> Mapping[str, Any]:
    seen = move.sighting
    return {
        "kind": move.kind,
        "at": move.at.isoformat(),
        "author": move.by.strip(),
        "note": move.note.strip(),
        "until": None if move.until is None else move.until.isoformat(),
        "priority": None if seen is None else seen.priority,
        "detail": None if seen is None else seen.detail,
        "evidence": None if seen is None else json.dumps(dict(seen.evidence), ensure_ascii=False, sort_keys=True),
        "many": None if seen is None else seen.many,
    }


def _move(row: Row[Any]) -> Move:
    until = None if row.until is None else datetime.fromisoformat(row.until)
    seen = None
    if row.detail is not None:
        seen = Sighting(_key(row), row.priority, row.detail, json.loads(row.evidence), row.many)
    return Move(MoveKind(row.kind), datetime.fromisoformat(row.at), row.author, row.note, until, seen)


def _key(row: Row[Any]) -> AlarmKey:
    return AlarmKey(row.code, row.subject, Condition(row.condition))
