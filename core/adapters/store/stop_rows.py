"""STOP's record in the database: every pressing and re-arming, and what still holds after them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from core.adapters.store.chain import NewLinks
from core.domain.errors import RetryLater
from core.domain.stop import EVERYTHING, Hold, Scope, ScopeKind
from core.domain.trading_state import TradingState
from core.ports.stop import StopState
from core.safety.stop import state_of, unreadable

_WAIT_S = 1.0
_COLUMNS = "at, action, scope_kind, scope_name, state, working, trigger_name, author, reason"
_PRESS, _CANCEL, _REARM = "press", "cancel", "rearm"
_ANY = "any"


class StopRows:
    """StopSwitch on the table of STOP's actions, by plain sqlite3 and never waiting longer than a second.

    Reads as HALTED where the database is missing, damaged or not to be read.
    """

    def __init__(self, database: Path) -> None:
        self._database = database

    def read(self) -> StopState:
        """What the rows leave in force; never raises."""
        source = self._database.name
        try:
            with self._opened("ro") as connection:
                rows = connection.execute(f"SELECT {_COLUMNS} FROM stop_actions ORDER BY action_id").fetchall()  # noqa: S608 - own names
            return state_of(_in_force(rows), (), source)
        except Exception as error:  # noqa: BLE001 - whatever keeps the rows from being read, trading must not go on
            return unreadable(f"{source} cannot be read: {error}", source)

    def press(
        self,
        state: TradingState,
        by: str,
        reason: str,
        at: datetime,
        scope: Scope = EVERYTHING,
        trigger: str = "",
        keeps_working: bool = False,
    ) -> StopState:
        """Add a row, unless it changes nothing; RetryLater where the database does not take it."""
        if state is TradingState.ACTIVE:
            raise ValueError("STOP is pressed to REDUCING or HALTED; to trade again, re-arm it")
        working = "keep" if keeps_working else "cancel"
        self._add(at, _PRESS, scope.kind, scope.name, state.value, working, trigger, by, reason)
        return self.read()

    def cancel(self, by: str, reason: str, at: datetime, scope: Scope = EVERYTHING, trigger: str = "") -> StopState:
        """Add a row that tells of the request; RetryLater where the database does not take it."""
        self._add(at, _CANCEL, scope.kind, scope.name, "", "", trigger, by, reason)
        return self.read()

    def rearm(self, seen: StopState, by: str, reason: str, at: datetime, scope: Scope | None = None) -> StopState:
        """Add a row that ends the holds over a scope, or all; nothing where none is held. RetryLater as above."""
        if seen.everywhere:
            kind, name = (_ANY, "") if scope is None else (scope.kind.value, scope.name)
            self._add(at, _REARM, kind, name, "", "", "", by, reason)
        return self.read()

    def history(self) -> list[dict[str, str]]:
        """Every row, oldest first; sqlite3.Error where the database cannot be read."""
        with self._opened("ro") as connection:
            rows = connection.execute(f"SELECT {_COLUMNS} FROM stop_actions ORDER BY action_id").fetchall()  # noqa: S608 - own names
        return [dict(zip(_COLUMNS.split(", "), row, strict=True)) for row in rows]

    def _add(self, at: datetime, *values: str) -> None:
        marks = ", ".join("?" * len(_COLUMNS.split(", ")))
        try:
            with self._opened("rw") as connection:
                connection.execute("BEGIN IMMEDIATE")
                links = NewLinks(connection)
                connection.execute(
                    f"INSERT INTO stop_actions ({_COLUMNS}) VALUES ({marks})",  # noqa: S608 - own names
                    (at.isoformat(), *values),
                )
                links.seal()
                connection.execute("COMMIT")
        except (sqlite3.Error, UnicodeEncodeError) as error:
            raise RetryLater(
                f"{self._database.name} did not take it: {error}", "the STOP file holds without it"
            ) from None

    @contextmanager
    def _opened(self, mode: str) -> Iterator[sqlite3.Connection]:
        path = f"{self._database.absolute().as_uri()}?mode={mode}"
        with closing(sqlite3.connect(path, uri=True, timeout=_WAIT_S, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous=FULL")
            yield connection


def _in_force(rows: list[tuple[str, ...]]) -> list[Hold]:
    """Return what was pressed and not re-armed since; ValueError for a row that cannot be understood."""
    holds: list[Hold] = []
    for at, action, kind, name, state, working, trigger, by, reason in rows:
        if action == _REARM and kind == _ANY:
            holds = []
        elif action == _REARM:
            scope = Scope(ScopeKind(kind), name)
            holds = [hold for hold in holds if hold.scope != scope]
        elif action == _PRESS:
            keeps = {"keep": True, "cancel": False}[working]
            holds.append(Hold(Scope(ScopeKind(kind), name), TradingState(state), keeps, trigger, by, reason, at))
        elif action != _CANCEL:
            raise ValueError(f"action {action!r} is none that is known")
    return holds
