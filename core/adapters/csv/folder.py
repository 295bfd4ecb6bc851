"""A folder of CSV and Parquet files: which are datasets, and their rows as they stand."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from core.domain.dataset import DATASETS
from core.domain.errors import FixAndRestart

SNAPSHOTS = "stock_basic_snapshots"
_PREFIX = "ashare_"
_ALIASES = {"suspend": "suspend_d"}
_SUFFIXES = frozenset({".csv", ".parquet"})
_TABLES = frozenset({*DATASETS, SNAPSHOTS})


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is no dataset."""

    name: str
    reason: str


def find_tables(folder: Path) -> tuple[dict[str, Path], list[Skipped]]:
    """Return the folder's tables by dataset name (and `stock_basic_snapshots`), and the files left aside.

    `folder` may also be one such file. A stem may carry the prefix `ashare_`. Raises FixAndRestart when the folder is
    missing, holds none, or holds one dataset twice.
    """
    if not folder.exists():
        raise FixAndRestart(f"{folder} is not there", "name the folder that holds daily.csv or daily.parquet")
    tables: dict[str, Path] = {}
    skipped = []
    found = [folder] if folder.is_file() else sorted(folder.iterdir())
    for path in (item for item in found if item.suffix.lower() in _SUFFIXES):
        stem = path.stem.lower().removeprefix(_PREFIX)
        dataset = _ALIASES.get(stem, stem)
        if dataset not in _TABLES:
            skipped.append(Skipped(path.name, "not a dataset of this product"))
        elif dataset in tables:
            raise FixAndRestart(f"{tables[dataset].name} and {path.name} both hold {dataset}", "keep one of them")
        else:
            tables[dataset] = path
    if not tables:
        raise FixAndRestart(f"{folder} holds no dataset", f"name files like {sorted(DATASETS)} .csv or .parquet")
    return tables, skipped


def read_raw(path: Path) -> pd.DataFrame:
    """Return a file's rows under its own column names; CSV cells as text, Parquet dates as integers YYYYMMDD.

    CSV is comma-separated with a header, UTF-8 (with or without BOM) or GBK. Raises FixAndRestart naming file and line.
    """
    return _read_parquet(path) if path.suffix.lower() == ".parquet" else _read_csv(path)


def line_of(path: Path, row: int) -> int | None:
    """Return the line on which data row `row` (from 0) of a CSV file begins, None for Parquet."""
    if path.suffix.lower() == ".parquet":
        return None
    lines = [line for line, cells in _records(path, _text(path)) if cells]
    return lines[row + 1] if row + 1 < len(lines) else None


def _read_csv(path: Path) -> pd.DataFrame:
    text = _text(path)
    width = 0
    for line, cells in _records(path, text):
        width = width or len(cells)
        if cells and len(cells) != width:
            raise FixAndRestart(
                f"{path.name} line {line} has {len(cells)} cells, expected {width}",
                "the line is cut off or holds a stray comma; correct it or export the file again",
            )
    if not width:
        raise FixAndRestart(f"{path.name} line 1 is empty, expected column names", "export the file again")
    try:
        return pd.read_csv(io.StringIO(text), dtype="str", keep_default_na=False, skip_blank_lines=True)
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as error:
        raise FixAndRestart(f"{path.name} is no table: {error}", "export the file again") from None


def _records(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text), strict=True)
    first = 1
    try:
        for cells in reader:
            yield first, cells
            first = reader.line_num + 1
    except csv.Error as error:
        raise FixAndRestart(f"{path.name} line {first} is not CSV: {error}", "export the file again") from None


def _text(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gbk"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
    raise FixAndRestart(f"{path.name} line {line} is neither UTF-8 nor GBK", "save the file as UTF-8")


def _read_parquet(path: Path) -> pd.DataFrame:
    try:
        table = pq.read_table(path, partitioning=None)
    except (pa.ArrowException, OSError) as error:
        raise FixAndRestart(f"{path.name} is not a Parquet file: {error}", "export the file again") from None
    columns = [_plain(table.column(name)) for name in table.column_names]
    return pa.table(columns, names=table.column_names).to_pandas()


def _plain(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Dates become YYYYMMDD; float32 becomes the shortest decimal it stands for, not its binary neighbour."""
    if pa.types.is_date(cells.type) or pa.types.is_timestamp(cells.type):
        parts = [pc.multiply(pc.year(cells), 10_000), pc.multiply(pc.month(cells), 100), pc.day(cells)]
        return pc.add(pc.add(parts[0], parts[1]), parts[2])
    if pa.types.is_float32(cells.type):
        return cells.cast(pa.string()).cast(pa.float64())
    return cells
