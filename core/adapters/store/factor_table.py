"""The table of factor values: one wide Parquet file a trading day."""

import io
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from core.adapters.store.files import write_atomically
from core.domain.dates import date_of, ymd
from core.domain.errors import FixAndRestart
from core.ports.factors import FactorStamp

FOLDER = "factors"
KEY = ("trade_date", "ts_code")
_STAMP = b"daybreak"
_PREFIX, _SUFFIX = "trade_date=", ".parquet"

Float32 = npt.NDArray[np.float32]


class ParquetFactorTable:
    """Factor values of one home under `<home>/factors`."""

    def __init__(self, home: Path) -> None:
        self._folder = home / FOLDER

    def write(self, day: date, symbols: Sequence[str], values: Mapping[str, Float32 | None], stamp: FactorStamp) -> int:
        """Store the day's columns (N values each, None for a column without any) and return the bytes written.

        Replaces the day's file whole. Raises FixAndRestart when it cannot be written; then the old one stays.
        """
        fixed = {"trade_date": pa.array(np.full(len(symbols), ymd(day), dtype=np.int32)), "ts_code": pa.array(symbols)}
        columns = {name: _column(each, len(symbols)) for name, each in values.items()}
        table = pa.table({**fixed, **columns}).replace_schema_metadata({_STAMP: _packed(stamp)})
        sink = io.BytesIO()
        pq.write_table(
            table, sink, compression="lz4", use_dictionary=list(KEY), use_byte_stream_split=list(columns),
            write_statistics=False,
        )  # fmt: skip
        path = self._path(day)
        try:
            write_atomically(path, sink.getvalue())
        except OSError as error:
            raise FixAndRestart(
                f"{path} cannot be written: {error.strerror or error}",
                "make room on the disk or let this user write there, then build again: it goes on where it stopped",
            ) from error
        return sink.tell()

    def stamp(self, day: date) -> FactorStamp | None:
        """What the day's file was made of, None where there is none or it cannot be read."""
        try:
            found = (pq.read_schema(self._path(day)).metadata or {}).get(_STAMP)
            return None if found is None else _unpacked(found)
        except (OSError, pa.ArrowException, ValueError, TypeError, KeyError):
            return None

    def dates(self) -> list[date]:
        """The days with a file, ascending."""
        names = (path.name for path in self._folder.glob(f"{_PREFIX}*{_SUFFIX}"))
        days = (name.removeprefix(_PREFIX).removesuffix(_SUFFIX) for name in names)
        return sorted(date_of(int(day)) for day in days if day.isdigit() and len(day) == 8)

    def read(self, start: date, end: date, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Return trade_date, ts_code and the columns over [start, end], sorted; NaN where a day lacks a column.

        Without `columns` all that any of the days has. Raises FixAndRestart for a file that cannot be read.
        """
        parts = [self._day(day, columns) for day in self.dates() if start <= day <= end]
        if not parts:
            empty = pd.DataFrame({"trade_date": np.zeros(0, dtype=np.int32), "ts_code": pd.Series(dtype=object)})
            return empty.assign(**dict.fromkeys(columns or (), np.zeros(0, dtype=np.float32)))
        whole = pa.concat_tables(parts, promote_options="default")
        lacking = [name for name in columns or () if name not in whole.column_names]
        frame = whole.to_pandas().assign(**dict.fromkeys(lacking, np.float32(np.nan)))
        names = [name for name in frame.columns if name not in KEY] if columns is None else list(columns)
        typed = {"trade_date": np.int32, **dict.fromkeys(names, np.float32)}
        return frame[[*KEY, *names]].astype(typed).sort_values(list(KEY), ignore_index=True)

    def _day(self, day: date, columns: Sequence[str] | None) -> pa.Table:
        try:
            with pq.ParquetFile(self._path(day)) as file:
                there = set(file.schema_arrow.names)
                names = None if columns is None else [*KEY, *(name for name in columns if name in there)]
                return file.read(names).replace_schema_metadata(None)
        except (OSError, pa.ArrowException) as error:
            raise FixAndRestart(
                f"{self._path(day)} cannot be read: {error}", "delete it and run `daybreak factors build`"
            ) from error

    def _path(self, day: date) -> Path:
        return self._folder / f"{_PREFIX}{ymd(day)}{_SUFFIX}"


def _column(values: Float32 | None, count: int) -> pa.Array:
    if values is None:
        return pa.nulls(count, pa.float32())
    return pa.Array.from_buffers(pa.float32(), count, [None, pa.py_buffer(np.ascontiguousarray(values, np.float32))])


def _packed(stamp: FactorStamp) -> bytes:
    return json.dumps(
        {
            "as_of": stamp.as_of.isoformat(),
            "pin": stamp.pin,
            "engine_version": stamp.engine_version,
            "registry": stamp.registry,
            "panels": stamp.panels,
        }
    ).encode()


def _unpacked(data: bytes) -> FactorStamp:
    raw = json.loads(data)
    return FactorStamp(
        datetime.fromisoformat(raw["as_of"]), raw["pin"], raw["engine_version"], raw["registry"], raw["panels"]
    )
