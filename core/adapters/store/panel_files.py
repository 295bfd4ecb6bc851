"""The files of the panels: one dense float32 file a field in a folder a generation, and the index that names them.

Rows below the index's count never change within a generation: a writer appends beyond it, or lays a new generation
out beside it. The index is written last, so a kill leaves what was there before.
"""

import json
import math
import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from core.adapters.store.files import write_atomically
from core.domain.late_bar import LateBar
from core.pipeline.engine.grids import Grid
from core.pipeline.factors.fields import FIELDS
from core.pipeline.factors.rows import CHAINED, FirstFactor, Memory

FORMAT = 1
LANES = 16
CELL_BYTES = 4
INDEX = "index.json"
_ROOM = 1.2

Float32 = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Index:
    """What the files of a generation hold: `capacity` columns a row, of which the first are `symbols`.

    `prints` tells per date what it was made of, `first` the first factors that hold for earlier bars too.
    """

    generation: int
    capacity: int
    symbols: tuple[str, ...]
    dates: tuple[int, ...]
    prints: tuple[str, ...]
    late: tuple[LateBar, ...]
    first: Mapping[str, FirstFactor]

    @property
    def rows(self) -> int:
        """How many rows count."""
        return len(self.dates)


EMPTY = Index(0, 0, (), (), (), (), {})


def read_index(folder: Path) -> Index | None:
    """Return the index; None where there is none, or it is not whole, of another format, or its files too short."""
    try:
        raw = json.loads((folder / INDEX).read_bytes())
        if raw.pop("format") != FORMAT or raw.pop("fields") != list(FIELDS):
            return None
        late = tuple(LateBar(row, column, until, _numbers(values)) for row, column, until, values in raw.pop("late"))
        first = {name: FirstFactor(*each) for name, each in raw.pop("first").items()}
        lists: dict[str, Any] = {name: tuple(raw.pop(name)) for name in ("symbols", "dates", "prints")}
        index = Index(**raw, **lists, late=late, first=first)
        return index if _is_whole(folder, index) else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def write_index(folder: Path, index: Index) -> None:
    """Put a new index in the place of the old one."""
    raw = {
        "format": FORMAT,
        "fields": list(FIELDS),
        "generation": index.generation,
        "capacity": index.capacity,
        "symbols": index.symbols,
        "dates": index.dates,
        "prints": index.prints,
        "late": [(bar.row, bar.column, bar.until, _words(bar.values)) for bar in index.late],
        "first": {name: (each.row, each.factor) for name, each in index.first.items()},
    }
    write_atomically(folder / INDEX, json.dumps(raw, ensure_ascii=False, allow_nan=False).encode())


def _is_whole(folder: Path, index: Index) -> bool:
    if len(index.dates) != len(index.prints) or len(index.symbols) > index.capacity or index.capacity % LANES:
        return False
    need = index.rows * index.capacity * CELL_BYTES
    return all(path_of(folder, index, name).stat().st_size >= need for name in FIELDS)


def _words(values: Mapping[str, float]) -> dict[str, float | None]:
    return {name: value if math.isfinite(value) else None for name, value in values.items()}


def _numbers(values: Mapping[str, float | None]) -> dict[str, float]:
    return {name: math.nan if value is None else value for name, value in values.items()}


def path_of(folder: Path, index: Index, field: str) -> Path:
    """The file of a field."""
    return folder / str(index.generation) / f"{field}.f32"


def mapped(folder: Path, index: Index, rows: int, back: Sequence[LateBar] = ()) -> dict[str, Float32]:
    """Return the first `rows` rows of every field (rows×N), mapped and read-only, with the bars of `back` put back.

    OSError when a file went meanwhile.
    """
    found = {}
    for name in FIELDS:
        shape = (rows, index.capacity)
        if rows and index.capacity:
            path = path_of(folder, index, name)
            grid: Float32 = np.memmap(path, dtype=np.float32, mode="c" if back else "r", shape=shape)
        else:
            grid = np.empty(shape, dtype=np.float32)
        for bar in back:
            grid[bar.row, bar.column] = bar.values[name]
        grid.flags.writeable = False
        found[name] = grid[:, : len(index.symbols)]
    return found


def write_rows(folder: Path, index: Index, row: int, fields: Mapping[str, Grid]) -> None:
    """Write rows from `row` on into the files of the index's generation, and have them on disk."""
    for name, grid in fields.items():
        padded = np.full((len(grid), index.capacity), np.nan, dtype=np.float32)
        padded[:, : grid.shape[1]] = grid
        path = path_of(folder, index, name)
        with path.open("r+b" if path.exists() else "w+b") as file:
            file.seek(row * index.capacity * CELL_BYTES)
            file.write(padded.data)
            file.flush()
            os.fsync(file.fileno())


def blank_cells(folder: Path, index: Index, cells: Sequence[tuple[int, int]]) -> None:
    """Set cells of a generation that is not in use yet to missing."""
    for name in FIELDS:
        with path_of(folder, index, name).open("r+b") as file:
            for row, column in cells:
                file.seek((row * index.capacity + column) * CELL_BYTES)
                file.write(np.float32(np.nan).tobytes())
            file.flush()
            os.fsync(file.fileno())


def lay_anew(folder: Path, index: Index, rows: int, names: int) -> Index:
    """Copy the first `rows` rows into a new generation with room for `names` names and more; the old one stays.

    Cells that a row from `rows` on contradicted are put back as they were believed.
    """
    room = int(math.ceil(names * _ROOM / LANES) * LANES)
    number = 1 + max([index.generation, *(int(each.name) for each in folder.iterdir() if each.name.isdigit())])
    kept = tuple(bar for bar in index.late if bar.until < rows)
    back = [bar for bar in index.late if bar.row < rows <= bar.until]
    new = replace(
        index, generation=number, capacity=max(room, index.capacity), dates=index.dates[:rows],
        prints=index.prints[:rows], late=kept,
    )  # fmt: skip
    (folder / str(number)).mkdir(parents=True)
    for name, grid in mapped(folder, index, rows, back).items() if rows else ():
        write_rows(folder, new, 0, {name: grid})
    for path in memories(folder, index) if rows else ():
        if int(path.stem) <= rows:
            shutil.copy(path, folder / str(number) / path.name)
    return new


def sweep_generations(folder: Path, keep: int) -> None:
    """Remove every generation but `keep`; one that a reader holds on Windows goes next time."""
    for each in folder.iterdir():
        if each.name.isdigit() and int(each.name) != keep:
            shutil.rmtree(each, ignore_errors=True)


def memories(folder: Path, index: Index) -> list[Path]:
    """The memories kept of a generation, by row."""
    return sorted((folder / str(index.generation)).glob("*.memory"), key=lambda path: int(path.stem))


def write_memory(folder: Path, index: Index, rows: int, memory: Memory) -> None:
    """Keep what the row after `rows` rows must know of them."""
    stack = np.stack([memory.bars[name] for name in CHAINED])
    parts = (np.array([stack.shape[2]], dtype=np.int64), stack, memory.last.astype(np.int64), memory.factor)
    data = b"".join(part.tobytes() for part in parts)
    write_atomically(folder / str(index.generation) / f"{rows}.memory", data)


def read_memory(path: Path) -> Memory | None:
    """Return a kept memory, None where it is not whole."""
    depth = len(CHAINED)
    with suppress(OSError, ValueError, IndexError):
        data = path.read_bytes()
        names = int(np.frombuffer(data, dtype=np.int64, count=1)[0])
        cells = (len(data) - 8) // 8
        stack_size = cells - 2 * names
        values = np.frombuffer(data, dtype=np.float64, offset=8)
        if names and stack_size % (depth * names) == 0 and len(data) == 8 * (1 + stack_size + 2 * names):
            stack = values[:stack_size].reshape(depth, -1, names)
            last = np.frombuffer(data, dtype=np.int64, offset=8 * (1 + stack_size), count=names)
            bars = {name: np.array(stack[place]) for place, name in enumerate(CHAINED)}
            return Memory(bars, last.astype(np.intp), np.array(values[stack_size + names :]))
    return None
