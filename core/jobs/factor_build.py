"""Compute factors over the stored history and keep their values: one wide file a trading day."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import numpy as np
import numpy.typing as npt

from core.domain.dates import date_of, ymd
from core.domain.errors import FixAndRestart
from core.domain.progress import Counted
from core.pipeline.engine.engine import VERSION, Engine
from core.pipeline.engine.grids import Grids
from core.pipeline.factors.declaration import Factor
from core.pipeline.factors.history import stream_history
from core.ports.clock import Clock
from core.ports.factors import Declared, FactorBook, FactorStamp, FactorTable, PanelRows, Panels
from core.ports.snapshots import DataView

MEMORY_BYTES = 512 << 20
OWN_MEMORY_BYTES = 380 << 20
"""What Python, the kernels and the writers take beside the values; mapped panels come on top and can be given back."""

LEAST_MEMORY_BYTES = OWN_MEMORY_BYTES + (20 << 20)
_WRITERS = 2

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Workshop:
    """What a build works with."""

    panels: Panels
    table: FactorTable
    book: FactorBook
    clock: Clock
    progress: Progress


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: days computed and days found as they should be, of how many names, and bytes written."""

    first: date
    last: date
    computed: int
    kept: int
    names: int
    columns: int
    written_bytes: int


@dataclass(frozen=True, slots=True)
class Wish:
    """What to compute: days from `first` to `last`, all stored by default; `force` also what is there already."""

    first: date | None = None
    last: date | None = None
    memory_bytes: int = MEMORY_BYTES
    force: bool = False
    threads: int = 0


def build(shop: Workshop, view: DataView, factors: Sequence[Factor], wish: Wish) -> Built:
    """Compute every factor that is not deprecated over the wished days and write each day's file.

    A day whose file was made by this engine of these declarations and panels is left as it is, so a build cut short
    goes on where it stopped. Raises FixAndRestart for days without bars or a factor changed under its old version.
    """
    shop.book.sync(factors, shop.clock.now())
    stored = shop.panels.open(view, wish.last or view.as_of.date(), shop.progress)
    rows = _rows(stored, wish)
    computed = [factor for factor in factors if factor.status != "deprecated"]
    work = _Build(shop, view, stored, computed, wish)
    waiting = [row for row in rows if wish.force or not work.is_done(row)]
    written = work.run(waiting)
    first, last = (date_of(int(stored.dates[row])) for row in (rows[0], rows[-1]))
    columns = len(work.columns)
    return Built(first, last, len(waiting), len(rows) - len(waiting), len(stored.symbols), columns, written)


def update(shop: Workshop, view: DataView, factors: Sequence[Factor], day: date | None, threads: int = 0) -> Built:
    """Compute one day, the newest stored by default, as `build` does."""
    newest = day or max(view.dates("daily"), default=view.as_of.date())
    return build(shop, view, factors, Wish(newest, newest, threads=threads))


@dataclass(frozen=True, slots=True)
class Coverage:
    """On how many stored days a column has values, the first and last of them, and the share of names that have one."""

    days: int
    first: date | None
    last: date | None
    share: float


def coverage(table: FactorTable, column: str) -> Coverage:
    """Read one column of every stored day and say where it has values; the share is of names with a bar then."""
    stored = table.dates()
    if not stored:
        return Coverage(0, None, None, 0.0)
    frame = table.read(stored[0], stored[-1], [column])
    seen = frame[column].notna().groupby(frame["trade_date"]).mean()
    seen = seen[seen > 0]
    if seen.empty:
        return Coverage(0, None, None, 0.0)
    return Coverage(len(seen), date_of(int(seen.index[0])), date_of(int(seen.index[-1])), float(seen.mean()))


def registry_digest(factors: Sequence[Declared], columns: Sequence[str]) -> str:
    """What a day's columns are: every computed column with its expression, and the columns that stay empty."""
    lines = [*(f"{factor.column} {factor.digest}" for factor in factors), *columns]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def days_at_once(memory_bytes: int, engine: Engine, names: int) -> int:
    """How many days of so many names the engine may compute at once within the budget; at least one.

    Raises FixAndRestart for a budget the program does not fit in.
    """
    if memory_bytes < LEAST_MEMORY_BYTES:
        least = LEAST_MEMORY_BYTES >> 20
        raise FixAndRestart(f"a memory budget of {memory_bytes >> 20} MB is too small", f"give at least {least}MB")
    one, two = (engine.memory_bytes(names, days) for days in (1, 2))
    return 1 + max(0, memory_bytes - OWN_MEMORY_BYTES - one) // max(1, two - one)


def _rows(stored: PanelRows, wish: Wish) -> range:
    low = 0 if wish.first is None else int(np.searchsorted(stored.dates, ymd(wish.first)))
    high = len(stored.dates) if wish.last is None else int(np.searchsorted(stored.dates, ymd(wish.last), "right"))
    if low >= high:
        span = f"from {wish.first or 'the first'} to {wish.last or 'the last'}"
        raise FixAndRestart(
            f"no bars are stored {span}",
            f"stored are {date_of(int(stored.dates[0]))} to {date_of(int(stored.dates[-1]))}",
        )
    return range(low, high)


class _Build:
    """One run over the rows of one state of the panels."""

    def __init__(
        self, shop: Workshop, view: DataView, stored: PanelRows, factors: Sequence[Factor], wish: Wish
    ) -> None:
        self._shop, self._stored, self._factors = shop, stored, factors
        self._as_of, self._pin = view.as_of, view.pin
        self._threads, self._memory = wish.threads, wish.memory_bytes
        self.columns = shop.book.columns()
        self._registry = registry_digest(factors, self.columns)

    def is_done(self, row: int) -> bool:
        """Whether that row's file is as this run would write it."""
        stamp = self._shop.table.stamp(self._day(row))
        return stamp is not None and stamp.same_values(self._stamp(row))

    def run(self, rows: Sequence[int]) -> int:
        """Compute and write those rows; return the bytes written."""
        if not rows:
            return 0
        engine = Engine([factor.node for factor in self._factors], self._threads)
        grids = Grids(self._stored.dates, self._stored.symbols, self._stored.fields)
        at_once = days_at_once(self._memory, engine, len(grids.symbols))
        written = done = 0
        with ThreadPoolExecutor(_WRITERS) as writers:
            for start, stop in _runs(rows):
                for first, values in stream_history(engine, grids, self._stored.late, start, stop, at_once):
                    days = range(values.shape[1])
                    written += sum(writers.map(lambda day: self._write(first + day, values[:, day]), days))  # noqa: B023 - the map ends inside the loop
                    done += len(days)
                    self._tell(first + len(days) - 1, done, len(rows))
        return written

    def _write(self, row: int, values: npt.NDArray[np.float32]) -> int:
        there = self._with_a_bar(row)
        symbols = np.array(self._stored.symbols, dtype=object)[there]
        order = np.argsort(symbols)
        chosen = there[order]
        found = {factor.column: values[place, chosen] for place, factor in enumerate(self._factors)}
        columns = {name: found.get(name) for name in self.columns}
        return self._shop.table.write(self._day(row), symbols[order].tolist(), columns, self._stamp(row))

    def _with_a_bar(self, row: int) -> npt.NDArray[np.intp]:
        """Columns of the names that had a bar that evening, one that went later too."""
        close = np.array(self._stored.fields["close"][row])
        for bar in self._stored.late:
            if bar.row == row:
                close[bar.column] = bar.values["close"]
        return np.flatnonzero(np.isfinite(close))

    def _stamp(self, row: int) -> FactorStamp:
        return FactorStamp(self._as_of, self._pin, VERSION, self._registry, self._stored.prints[row])

    def _day(self, row: int) -> date:
        return date_of(int(self._stored.dates[row]))

    def _tell(self, row: int, done: int, total: int) -> None:
        self._shop.progress(Counted(f"factors of {self._day(row)}", done, total))


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Consecutive rows as [start, stop) pairs."""
    for _, group in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        members = [row for _, row in group]
        yield members[0], members[-1] + 1
