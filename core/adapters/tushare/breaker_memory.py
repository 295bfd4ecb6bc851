"""The breaker's memory in state.sqlite3."""

from datetime import datetime

from sqlalchemy import Engine, Row, insert, select, update

from core.adapters.store.schema import events, source_state
from core.adapters.tushare.breaker import Circuit, SourceState

_TABLE = source_state.c


class SqlBreakerMemory:
    """One row a source; a change counts only while the row is still what the changer saw."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def load(self, source: str) -> SourceState:
        """Return the state, that of a fresh breaker where the table has no row."""
        with self._engine.connect() as connection:
            row = connection.execute(select(source_state).where(_TABLE.source == source)).first()
        return SourceState() if row is None else _state(row)

    def save(self, source: str, before: SourceState, after: SourceState, now: datetime) -> bool:
        """Replace `before` by `after`; False, and nothing done, when the row says otherwise."""
        with self._engine.begin() as connection:
            row = connection.execute(select(source_state).where(_TABLE.source == source)).first()
            if (SourceState() if row is None else _state(row)) != before:
                return False
            values = {**_values(after), "updated_at": now.isoformat()}
            if after.circuit is Circuit.OPEN and before.circuit is not Circuit.OPEN:
                connection.execute(insert(events).values(_alarm(source, after, now)))
            if row is None:
                connection.execute(insert(source_state).values(source=source, **values))
            else:
                connection.execute(update(source_state).where(_TABLE.source == source).values(values))
        return True

    def rows(self) -> list[dict[str, object]]:
        """Return every source with its state, for people."""
        with self._engine.connect() as connection:
            return [dict(row._mapping) for row in connection.execute(select(source_state).order_by(_TABLE.source))]


def _alarm(source: str, state: SourceState, now: datetime) -> dict[str, object]:
    message = f"{source} is left alone after {state.failures} failures in a row: {state.last_error}"
    return {"at": now.isoformat(), "level": "alarm", "topic": "source.breaker", "message": message, "detail": "{}"}


def _state(row: Row[tuple[object, ...]]) -> SourceState:
    opened_at = None if row.opened_at is None else datetime.fromisoformat(row.opened_at)
    return SourceState(Circuit(row.state), row.failures, opened_at, row.last_error)


def _values(state: SourceState) -> dict[str, object]:
    return {
        "state": state.circuit.value,
        "failures": state.failures,
        "opened_at": None if state.opened_at is None else state.opened_at.isoformat(),
        "last_error": state.last_error,
    }
