"""A desk's days as another desk is set beside them: read from its run ledger, its artifacts and its books alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.domain.errors import FixAndRestart
from core.domain.orders import Order, Side
from core.jobs.left import Keeper, Left
from core.jobs.marks import capital_fen
from core.pipeline.beside import DayBeside, DeskDay, beside
from core.pipeline.portfolio.plan import Plan
from core.ports.artifacts import Artifacts
from core.ports.books import Books
from core.ports.runs import Run, Runs
from core.settings.model import Settings

_LOOKED_AT = 60


class Witness(Keeper, Protocol):
    """What of a desk tells of its days; a whole Desk is one too."""

    @property
    def books(self) -> Books:
        """Its books."""
        ...


@dataclass(frozen=True, slots=True)
class Seen:
    """A desk that is only looked at."""

    settings: Settings
    runs: Runs
    books: Books
    artifacts: Artifacts


class DeskDays:
    """The days of one desk; marks and capital are read once."""

    def __init__(self, desk: Witness) -> None:
        self._desk = desk
        self._marks = {mark.trade_date: mark.total_fen for mark in desk.books.equity()}
        self._capital_fen = capital_fen(desk.books)

    def days(self) -> set[date]:
        """Return the days that were closed, and those of the newest Mornings."""
        mornings = {run.identity.trade_date for run in self._desk.runs.recent(_LOOKED_AT) if _is_morning(run)}
        return {*self._marks, *mornings}

    def on(self, day: date) -> DeskDay:
        """Return one day; FixAndRestart where what its Morning left cannot be read."""
        since = max((each for each in self._marks if each < day), default=None)
        assets_fen = self._capital_fen if since is None else self._marks[since]
        total_fen = self._marks.get(day)
        result = total_fen / assets_fen - 1 if total_fen is not None and assets_fen > 0 else None
        morning = self._desk.runs.latest("morning", day)
        if morning is None:
            return DeskDay(day, assets_fen=assets_fen, since=since, result=result)
        left = Left(self._desk, morning)
        return DeskDay(
            day,
            morning.outcome.word if morning.outcome else "unfinished",
            morning.identity.as_of,
            _orders(left, morning),
            _targets(left.plan()),
            assets_fen,
            since,
            result,
        )


def days_beside(ours: Witness, theirs: Witness, first: date, last: date, most: int) -> list[DayBeside]:
    """Return the newest `most` days of [first, last] on which either desk did anything, oldest first."""
    mine, other = DeskDays(ours), DeskDays(theirs)
    days = sorted(day for day in mine.days() | other.days() if first <= day <= last)
    return [beside(mine.on(day), other.on(day)) for day in days[-most:]]


def newest_run(desk: Witness) -> Run | None:
    """Return the run a desk's state is of; None in a new home."""
    newest: Sequence[Run] = desk.runs.recent(1)
    return newest[0] if newest else None


def _is_morning(run: Run) -> bool:
    return run.identity.kind == "morning"


def _orders(left: Left, morning: Run) -> tuple[Order, ...]:
    document = left.json("orders.json")
    try:
        rows = document["orders"] if document is not None else []
        return tuple(Order(**(row | {"side": Side(row["side"])})) for row in rows)
    except (KeyError, TypeError, ValueError) as error:
        raise FixAndRestart(
            f"the orders of run {morning.run_id} cannot be read: {error!r}", "another version may have written them"
        ) from None


def _targets(plan: Plan | None) -> dict[str, int] | None:
    return None if plan is None else {row.symbol: row.target_value_fen for row in plan.rows if row.target_value_fen > 0}
