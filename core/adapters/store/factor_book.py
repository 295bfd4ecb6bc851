"""The book of factors on SQLite."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, Row, insert, select, update

from core.adapters.store.schema import events, factors, leak_passes
from core.domain.errors import FixAndRestart
from core.ports.factors import Declared, FactorChange, KeptCheck, LeakCheck

_DEPRECATED = "deprecated"
_Known = dict[tuple[str, int], Row[tuple[object, ...]]]


class SqlFactorBook:
    """Declarations and leak checks of one home; `engine_version` is that of the engine that computes."""

    def __init__(self, engine: Engine, engine_version: int) -> None:
        self._engine = engine
        self._version = engine_version

    def sync(self, declared: Iterable[Declared], now: datetime) -> list[FactorChange]:
        """Bring the book up to date with the code, write each change to the event table and return them.

        A factor that vanished is deprecated and keeps its column. Raises FixAndRestart, and changes nothing, where a
        name and version stand for another expression than before.
        """
        current = {(factor.name, factor.version): factor for factor in declared}
        with self._engine.connect() as connection:
            if not _changes(current, _known(connection)):
                return []
        with self._engine.begin() as connection:
            known = _known(connection)
            changes = _changes(current, known)
            for place, change in enumerate(changes, len(known)):
                _apply(connection, change, current.get((change.name, change.version)), place, now)
            _log(connection, changes, now)
        return changes

    def columns(self) -> tuple[str, ...]:
        """Every column the table of values ever had, in the order they came."""
        with self._engine.connect() as connection:
            return tuple(row.column_name for row in _known(connection).values())

    def record_leaks(self, checks: Sequence[LeakCheck], now: datetime) -> None:
        """Append checks made at `now`."""
        rows = [
            {
                **asdict(check),
                "checked_at": now.isoformat(),
                "evidence": json.dumps(dict(check.evidence), ensure_ascii=False, sort_keys=True),
            }
            for check in checks
        ]
        if rows:
            with self._engine.begin() as connection:
                connection.execute(insert(leak_passes), rows)

    def newest_checks(self, declared: Iterable[Declared]) -> dict[str, KeptCheck]:
        """Return, by name, the newest check of each factor as it stands today: its digest and the engine's version."""
        digests = {factor.name: factor.digest for factor in declared}
        table = leak_passes
        query = select(table).where(table.c.engine_version == self._version).order_by(table.c.check_id)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return {row.name: _kept(row) for row in rows if digests.get(row.name) == row.digest}

    def fresh_passes(self, declared: Iterable[Declared], now: datetime, max_age_days: float) -> set[str]:
        """Return the names whose newest check, of this digest and engine, passed and is at most that old.

        A check made later than `now` counts: in a replayed past it tells of the same formula.
        """
        oldest = now - timedelta(days=max_age_days)
        kept = self.newest_checks(declared)
        return {name for name, each in kept.items() if each.check.passed and each.checked_at >= oldest}


def _known(connection: Connection) -> _Known:
    rows = connection.execute(select(factors).order_by(factors.c.position, factors.c.name))
    return {(row.name, row.version): row for row in rows}


def _changes(current: dict[tuple[str, int], Declared], known: _Known) -> list[FactorChange]:
    found = []
    for (name, version), factor in current.items():
        row = known.get((name, version))
        if row is None:
            found.append(FactorChange("factor.added", name, version, f"{factor.column} is a new column"))
        elif row.digest != factor.digest:
            raise FixAndRestart(
                f"factor {name} changed: version {version} was {row.expression!r}, is {factor.expression!r}",
                "raise its version, so that values of both definitions stay apart",
            )
        elif row.status != factor.status:
            said = f"{factor.column}: {row.status} → {factor.status}"
            found.append(FactorChange("factor.status", name, version, said))
    for (name, version), row in known.items():
        if (name, version) not in current and row.status != _DEPRECATED:
            said = f"{row.column_name} is declared no more: the column stays, nothing new goes in"
            found.append(FactorChange("factor.gone", name, version, said))
    return found


def _apply(connection: Connection, change: FactorChange, factor: Declared | None, position: int, now: datetime) -> None:
    if factor is not None and change.topic == "factor.added":
        values = {name: getattr(factor, name) for name in _COPIED}
        connection.execute(
            insert(factors).values(**values, column_name=factor.column, first_seen=now.isoformat(), position=position)
        )
        return
    same = (factors.c.name == change.name) & (factors.c.version == change.version)
    status = _DEPRECATED if factor is None else factor.status
    connection.execute(update(factors).where(same).values(status=status))


_COPIED = ("name", "version", "digest", "expression", "status", "category", "dtype", "source")


def _log(connection: Connection, changes: Sequence[FactorChange], now: datetime) -> None:
    rows = [
        {
            "at": now.isoformat(),
            "level": "info",
            "topic": change.topic,
            "message": change.message,
            "detail": json.dumps({"factor": change.name, "version": change.version}, sort_keys=True),
        }
        for change in changes
    ]
    if rows:
        connection.execute(insert(events), rows)


def _kept(row: Row[tuple[object, ...]]) -> KeptCheck:
    check = LeakCheck(row.name, row.version, row.digest, row.engine_version, row.passed, json.loads(row.evidence))
    return KeptCheck(check, datetime.fromisoformat(row.checked_at))
