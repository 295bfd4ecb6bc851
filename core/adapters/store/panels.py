"""The panel store: the fields of every factor over all stored days, kept up to date with a view."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from core.adapters.store import panel_files as files
from core.adapters.store.panel_files import EMPTY, Index
from core.domain.dates import date_of, ymd
from core.domain.errors import FixAndRestart, RetryLater
from core.domain.late_bar import LateBar
from core.domain.progress import Counted
from core.pipeline.factors.rows import VERSION, Block, FirstFactor, Memory, Stored, clean
from core.ports.factors import PanelRows
from core.ports.snapshots import DataView

FOLDER = "panels"
_READ = {
    "daily": ("ts_code", "trade_date", "open", "high", "low", "close", "pre_close", "vol", "amount"),
    "adj_factor": ("ts_code", "trade_date", "adj_factor"),
    "daily_basic": ("ts_code", "trade_date", "turnover_rate", "pe_ttm", "pb", "ps_ttm", "circ_mv", "total_mv"),
    "stk_limit": ("ts_code", "trade_date", "up_limit", "down_limit"),
}
_BLOCK_DAYS = 60
_MEMORY_EVERY = 4 * _BLOCK_DAYS
_RECENT_MEMORIES = 4
_LOCK_WAIT_S = 600.0


class PanelStore:
    """Panels of one home under `<home>/panels`: a cache, made anew wherever it does not fit the view."""

    def __init__(self, home: Path) -> None:
        self._folder = home / FOLDER

    def open(self, view: DataView, upto: date, progress: Callable[[str], None]) -> PanelRows:
        """Return the rows of every trading day up to `upto` as `view` knows them, bringing the kept ones up to date.

        Raises RetryLater when no bars are stored or another process is at it for long, FixAndRestart when the folder
        cannot be written.
        """
        days, prints = _wanted(view, upto)
        index = files.read_index(self._folder)
        if index is not None and index.prints[: len(days)] == prints and index.dates[: len(days)] == days:
            try:
                return _rows(self._folder, index, len(days))
            except OSError:
                progress("panels: another command laid them out anew, opening them again")
        with self._writing():
            index = self._brought_up(view, days, prints, progress)
            return _rows(self._folder, index, len(days))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self._folder / ".lock", timeout=_LOCK_WAIT_S):
                yield
        except Timeout:
            raise RetryLater("another command is laying the panels out", "wait until it ends") from None
        except OSError as error:
            raise FixAndRestart(
                f"the panels under {self._folder} cannot be written: {error.strerror or error}",
                "make room on the disk or let this user write there; the folder may be deleted at any time",
            ) from error

    def _brought_up(
        self, view: DataView, days: tuple[int, ...], prints: tuple[str, ...], progress: Callable[[str], None]
    ) -> Index:
        index = files.read_index(self._folder)
        if index is None:
            if any(self._folder.glob("[0-9]*")):
                progress("panels: not as they were left, laying them out anew")
            index = EMPTY
        kept = _same(index, days, prints)
        if kept == len(days):
            return index
        work = _Laying(self._folder, view, days, prints, progress)
        return work.from_row(index, kept)


class _Laying:
    """Brings the store's files to given days and prints; only one process at a time."""

    def __init__(
        self,
        folder: Path,
        view: DataView,
        days: tuple[int, ...],
        prints: tuple[str, ...],
        progress: Callable[[str], None],
    ) -> None:
        self._folder, self._view, self._progress = folder, view, progress
        self._days, self._prints = days, prints

    def from_row(self, index: Index, kept: int) -> Index:
        """Keep the rows below `kept` and make the others; a first factor found on the way may call for a new start."""
        start, memory = self._start(index, kept)
        if start < index.rows or not start:
            if index.rows:
                self._progress(f"panels: {self._days[kept]} is not as it was, laying out from {self._days[start]}")
            index = files.lay_anew(self._folder, index if start else _bare(index), start, len(index.symbols))
        done = self._lay(index, start, memory)
        while not isinstance(done, Index):
            self._progress(f"panels: anew, {len(done)} names had bars before their first adj_factor")
            index = files.lay_anew(self._folder, replace(_bare(index), first={**index.first, **done}), 0, 0)
            done = self._lay(index, 0, Memory.empty())
        files.sweep_generations(self._folder, done.generation)
        return done

    def _start(self, index: Index, kept: int) -> tuple[int, Memory]:
        """The newest row not after `kept` that can be gone on from, with what must be known of the rows before it."""
        if any(each.row >= kept for each in index.first.values()):
            return 0, Memory.empty()
        for path in reversed(files.memories(self._folder, index)):
            memory = files.read_memory(path) if int(path.stem) <= kept else None
            if memory is not None:
                return int(path.stem), memory
        return 0, Memory.empty()

    def _lay(self, index: Index, start: int, memory: Memory) -> Index | dict[str, FirstFactor]:
        """Make the rows from `start` on; or return first factors of names whose earlier bars lack them."""
        missed: dict[str, FirstFactor] = {}
        bounds = [*range(start, len(self._days), _BLOCK_DAYS), len(self._days)]
        for first, last in pairwise(bounds):
            if len(self._days) - start > _BLOCK_DAYS:
                self._progress(Counted(f"panels from {self._days[first]} on", first, len(self._days)))
            dates = np.array(self._days[first:last], dtype=np.int32)
            block = clean(self._read(first, last), dates, index.symbols, memory, first, index.first)
            memory = block.memory
            missed |= {name: each for name, each in block.first.items() if index.first.get(name) != each}
            index = self._add(index, first, last, block)
            if not missed:
                self._keep(index, memory)
        return missed or index

    def _read(self, first: int, last: int) -> Stored:
        span = date_of(self._days[first]), date_of(self._days[last - 1])
        frames = (self._view.read(name, *span, columns=columns) for name, columns in _READ.items())
        return Stored(*(frame.assign(ts_code=frame["ts_code"].astype(object)) for frame in frames))

    def _add(self, index: Index, first: int, last: int, block: Block) -> Index:
        symbols = block.grids.symbols
        if len(symbols) > index.capacity or (block.gone and self._in_use(index)):
            index = files.lay_anew(self._folder, index, first, len(symbols))
        gone = self._take_out(index, block)
        files.write_rows(self._folder, index, first, block.grids.fields)
        late = sorted((*index.late, *gone, *block.late), key=lambda bar: (bar.row, bar.column))
        return replace(
            index,
            symbols=symbols,
            dates=self._days[:last],
            prints=self._prints[:last],
            late=tuple(late),
        )

    def _in_use(self, index: Index) -> bool:
        """Whether somebody may be reading that generation."""
        published = files.read_index(self._folder)
        return published is not None and published.generation == index.generation

    def _take_out(self, index: Index, block: Block) -> list[LateBar]:
        if not block.gone:
            return []
        rows = files.mapped(self._folder, index, index.rows)
        late = [
            LateBar(row, column, until, {name: float(grid[row, column]) for name, grid in rows.items()})
            for column, (row, until) in block.gone.items()
        ]
        del rows
        files.blank_cells(self._folder, index, [(bar.row, bar.column) for bar in late])
        return late

    def _keep(self, index: Index, memory: Memory) -> None:
        """Let the rows so far count."""
        files.write_memory(self._folder, index, index.rows, memory)
        files.write_index(self._folder, index)
        old = [path for path in files.memories(self._folder, index) if int(path.stem) % _MEMORY_EVERY]
        for path in old[:-_RECENT_MEMORIES]:
            path.unlink(missing_ok=True)


def _wanted(view: DataView, upto: date) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The trading days from the first with bars to the last not after `upto`, and what each is made of."""
    stored = [day for day in view.dates("daily") if day <= upto]
    if not stored:
        raise RetryLater("no daily bars are stored", "`daybreak data pull` or `daybreak data import`")
    days = view.calendar().between(stored[0], stored[-1])
    marks = [view.fingerprints(name, days) for name in _READ]
    prints = (
        hashlib.sha256("|".join([str(VERSION), *(mark.get(day, "") for mark in marks)]).encode()).hexdigest()[:16]
        for day in days
    )
    return tuple(map(ymd, days)), tuple(prints)


def _same(index: Index, days: Sequence[int], prints: Sequence[str]) -> int:
    """How many first rows are as wanted."""
    both = min(index.rows, len(days))
    for row in range(both):
        if (index.dates[row], index.prints[row]) != (days[row], prints[row]):
            return row
    return both


def _bare(index: Index) -> Index:
    return replace(EMPTY, generation=index.generation)


def _rows(folder: Path, index: Index, rows: int) -> PanelRows:
    """The first rows of a store that may hold more: what only a later row contradicted is put back."""
    back = [bar for bar in index.late if bar.row < rows <= bar.until]
    late = tuple(bar for bar in index.late if bar.until < rows)
    dates = np.array(index.dates[:rows], dtype=np.int32)
    fields = files.mapped(folder, index, rows, back)
    return PanelRows(dates, index.symbols, fields, late, _chained(index.prints[:rows]))


def _chained(prints: Sequence[str]) -> tuple[str, ...]:
    """Per row one print of all rows up to it."""
    digest = hashlib.sha256()
    chained = []
    for each in prints:
        digest.update(each.encode())
        chained.append(digest.hexdigest()[:16])
    return tuple(chained)
