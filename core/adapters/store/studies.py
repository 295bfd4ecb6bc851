"""Studies as files: of factors one Parquet file each, a row a factor and set of names; of labels the newest alone."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from core.adapters.store.files import write_atomically
from core.domain.errors import FixAndRestart
from core.ports.studies import KeptStudy, LabelFigures, LabelHead, StudyHead, StudySeries

FOLDER = Path("factors", "ic")
LABELS = Path("research", "labels.npz")
SUFFIX = ".parquet"
_STAMP = b"daybreak"
_ROWS_READ_TOGETHER = 8
_GONE = "run `daybreak factors ic` again"
_NO_LABELS = "run `daybreak research labels` again"


class ParquetStudies:
    """The studies under `<home>/factors/ic`."""

    def __init__(self, home: Path) -> None:
        self._folder = home / FOLDER

    def keep(self, study: KeptStudy) -> int:
        """Keep a study whole, in the place of the one of the same key, and return its bytes.

        Raises FixAndRestart where it cannot be written.
        """
        shapes = {name: grid.shape[1:] for name, grid in study.series[study.head.names[0]].items()}
        told = {"head": asdict(study.head), "dates": study.dates.tolist(), "shapes": shapes}
        stamp = {_STAMP: json.dumps(told, default=str).encode()}
        sink = io.BytesIO()
        schema = _table(study, study.head.names[0]).schema.with_metadata(stamp)
        # Figures hardly repeat: a dictionary would only make the file larger.
        with pq.ParquetWriter(sink, schema, compression="lz4", write_statistics=False, use_dictionary=False) as writer:
            for names in study.head.names:
                writer.write_table(_table(study, names).replace_schema_metadata(stamp), _ROWS_READ_TOGETHER)
        return _write(self._path(study.head.key), sink.getvalue())

    def heads(self) -> list[StudyHead]:
        """The studies kept, the newest first; a file that cannot be read is none."""
        found = [_told(path) for path in self._folder.glob(f"*{SUFFIX}")]
        return sorted(
            (_head(told["head"]) for told in found if told is not None), key=lambda head: (head.as_of, head.key)
        )[::-1]

    def figures(self, key: str, names: str) -> Mapping[str, Sequence[object]]:
        """Return the columns of figures over one set of names, `factor` among them; FixAndRestart where it is gone."""
        with _opened(self._path(key)) as file:
            plain = [field.name for field in file.schema_arrow if not pa.types.is_fixed_size_list(field.type)]
            table = file.read(plain)
        chosen = table.filter(pa.compute.equal(table["names"], names)).drop_columns(["names"])
        return {name: chosen[name].to_pylist() for name in chosen.column_names}

    def series(self, key: str, names: str, factors: Sequence[str], wanted: Sequence[str]) -> StudySeries:
        """Return the wanted series of those factors over one set of names; FixAndRestart where the study is gone."""
        path = self._path(key)
        told = _told(path)
        if told is None:
            raise FixAndRestart(f"{path} cannot be read", _GONE)
        with _opened(path) as file:
            places = _places(file, names)
            chosen = [name for name in factors if name in places]
            groups = sorted({places[name][0] for name in chosen})
            table = file.read_row_groups(groups, list(wanted))
            sizes = [file.metadata.row_group(group).num_rows for group in groups]
        first = dict(zip(groups, np.cumsum([0, *sizes]).tolist(), strict=False))
        at = [first[group] + row for group, row in (places[name] for name in chosen)]
        grids = {name: _grid(table[name], told["shapes"][name])[at] for name in wanted}
        return StudySeries(_head(told["head"]), np.array(told["dates"], dtype=np.int32), tuple(chosen), grids)

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{SUFFIX}"


class LabelFile:
    """The newest label statistics of a home, in `<home>/research/labels.npz`."""

    def __init__(self, home: Path) -> None:
        self._path = home / LABELS

    def keep(self, figures: LabelFigures) -> int:
        """Keep them in the place of the ones before and return their bytes; FixAndRestart where that cannot be."""
        told = json.dumps({"head": asdict(figures.head), "columns": dict(figures.columns)}, default=str)
        grids = {f"daily_{name}": grid for name, grid in figures.daily.items()}
        sink = io.BytesIO()
        np.savez_compressed(
            sink, told=np.array(told), dates=figures.dates, edges=figures.edges, counts=figures.counts,
            allow_pickle=False, **grids,
        )  # fmt: skip
        return _write(self._path, sink.getvalue())

    def read(self) -> LabelFigures | None:
        """Return them, None where none were kept; FixAndRestart for a file that cannot be read."""
        if not self._path.is_file():
            return None
        try:
            with np.load(self._path, allow_pickle=False) as kept:
                told = json.loads(str(kept["told"]))
                daily = {name.removeprefix("daily_"): kept[name] for name in kept.files if name.startswith("daily_")}
                head = LabelHead(**{**told["head"], **_typed(told["head"])})
                return LabelFigures(head, kept["dates"], told["columns"], kept["edges"], kept["counts"], daily)
        except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
            raise FixAndRestart(f"{self._path} cannot be read: {error}", _NO_LABELS) from error


def study_tide(home: Path) -> tuple[int, ...]:
    """Return what changes whenever a study of factors or of labels is kept in a home."""
    return tuple(_renewed_at(home / path) for path in (FOLDER, LABELS))


def _renewed_at(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _write(path: Path, data: bytes) -> int:
    try:
        write_atomically(path, data)
    except OSError as error:
        raise FixAndRestart(
            f"{path} cannot be written: {error.strerror or error}", "make room on the disk, or let this user write"
        ) from error
    return len(data)


def _table(study: KeptStudy, names: str) -> pa.Table:
    count = len(study.factors)
    columns: dict[str, Any] = {"names": pa.array([names] * count), "factor": pa.array(study.factors)}
    columns |= {name: pa.array(values) for name, values in study.figures[names].items()}
    for name, grid in study.series[names].items():
        flat = np.ascontiguousarray(grid, dtype=np.float32).reshape(count, -1)
        columns[name] = pa.FixedSizeListArray.from_arrays(pa.array(flat.ravel()), flat.shape[1])
    return pa.table(columns)


def _places(file: pq.ParquetFile, names: str) -> dict[str, tuple[int, int]]:
    """Return in which group of rows, and at which row of it, each factor of a set of names lies."""
    rows = file.read(["names", "factor"]).to_pylist()
    sizes = [file.metadata.row_group(group).num_rows for group in range(file.metadata.num_row_groups)]
    places = [(group, row) for group, size in enumerate(sizes) for row in range(size)]
    return {row["factor"]: place for row, place in zip(rows, places, strict=True) if row["names"] == names}


def _grid(column: pa.ChunkedArray, shape: Sequence[int]) -> npt.NDArray[np.float32]:
    flat = column.combine_chunks().flatten().to_numpy(zero_copy_only=False)
    grid: npt.NDArray[np.float32] = np.asarray(flat, dtype=np.float32).reshape(-1, *shape)
    return grid


def _opened(path: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path)
    except (OSError, pa.ArrowException) as error:
        raise FixAndRestart(f"{path} cannot be read: {error}", _GONE) from error


def _told(path: Path) -> dict[str, Any] | None:
    try:
        found = (pq.read_schema(path).metadata or {}).get(_STAMP)
        return None if found is None else dict(json.loads(found))
    except (OSError, pa.ArrowException, ValueError):
        return None


def _head(raw: Mapping[str, Any]) -> StudyHead:
    listed = {name: tuple(raw[name]) for name in ("horizons", "names", "mean_names")}
    return StudyHead(**{**raw, **_typed(raw), **listed})


def _typed(raw: Mapping[str, Any]) -> dict[str, object]:
    days = {name: date.fromisoformat(raw[name]) for name in ("first", "last")}
    return {"as_of": datetime.fromisoformat(raw["as_of"]), **days}
