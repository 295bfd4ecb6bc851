"""One form for every partition: column order, types, row order, and the hash of its values."""

import hashlib
import io
import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from core.domain.dataset import Column, Dataset
from core.domain.errors import FixAndRestart

_ARROW = {str: pa.string(), int: pa.int64(), float: pa.float64()}
_TEXT = pd.StringDtype(na_value=np.nan)
_REMEDY = "the source's answer was not converted to the dataset's columns; nothing was stored"


def arrow_schema(spec: Dataset) -> pa.Schema:
    """Return the schema of a stored file; missing values are nulls."""
    return pa.schema([pa.field(column.name, _ARROW[column.type]) for column in spec.columns])


def order_columns(spec: Dataset) -> list[str]:
    """Return the columns rows are sorted by: the date column first, then the rest of the key."""
    first = [spec.date_column] if spec.date_column else []
    return first + [name for name in spec.key if name not in first]


def canonical_table(spec: Dataset, frame: pd.DataFrame) -> pa.Table:
    """Return `frame` as it is stored: canonical columns and types, sorted, NaN as null, an absent optional column null.

    Raises FixAndRestart on missing or foreign columns, wrong types, infinity, an empty cell of a required str or int
    column, and duplicate keys.
    """
    _check_names(spec, list(frame.columns))
    columns = {column.name: _typed(spec, column, frame) for column in spec.columns}
    rows = pd.DataFrame(columns)
    twice = rows.duplicated(list(spec.key))
    if twice.any():
        key = rows.loc[twice, list(spec.key)].iloc[0].to_dict()
        raise FixAndRestart(f"{spec.name}: {int(twice.sum())} rows repeat a key, such as {key}", _REMEDY)
    rows = rows.sort_values(order_columns(spec), kind="stable", ignore_index=True)
    return pa.Table.from_pandas(rows, schema=arrow_schema(spec), preserve_index=False).replace_schema_metadata(None)


def payload_hash(spec: Dataset, table: pa.Table) -> str:
    """Return the sha256 of a canonical table's names, types and values, whatever file they are written to.

    An empty late column is left out: a day that brings nothing for it is the day that was stored before there was one.
    """
    digest = hashlib.sha256(f"{table.num_rows}\n".encode())
    for name in table.column_names:
        cells = table.column(name).combine_chunks()
        if name in spec.late_names and cells.null_count == len(cells):
            continue
        digest.update(f"{name} {cells.type}\n".encode())
        for part in _value_bytes(cells):
            digest.update(part)
    return digest.hexdigest()


def parquet_bytes(table: pa.Table) -> bytes:
    """Return a canonical table as a zstd Parquet file."""
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def frame_of(spec: Dataset, table: pa.Table, names: Sequence[str]) -> pd.DataFrame:
    """Return `names` of a table as a frame: str, float64, int64, and Int64 for optional integers."""
    columns = {column.name: column for column in spec.columns}
    return pd.DataFrame({name: _cells(columns[name], table.column(name)) for name in names}, columns=list(names))


def _check_names(spec: Dataset, names: list[str]) -> None:
    known = set(spec.column_names())
    missing = sorted(column.name for column in spec.columns if not column.optional and column.name not in names)
    foreign = sorted(str(name) for name in names if name not in known)
    if missing or foreign or len(set(names)) != len(names):
        raise FixAndRestart(
            f"{spec.name}: columns are {names}, missing {missing}, foreign {foreign}, expected {spec.column_names()}",
            _REMEDY,
        )


def _typed(spec: Dataset, column: Column, frame: pd.DataFrame) -> pd.Series:
    cells = frame[column.name] if column.name in frame else pd.Series(None, index=frame.index, dtype=object)
    empty = cells.isna()
    if not (_is_type(column, cells) or empty.all()):
        raise FixAndRestart(
            f"{spec.name}: column {column.name} holds {cells.dtype}, expected {column.type.__name__}", _REMEDY
        )
    if column.type is not float and not column.optional and empty.any():
        raise FixAndRestart(f"{spec.name}: column {column.name} is empty in {int(empty.sum())} rows", _REMEDY)
    if column.type is float and np.isinf(cells.to_numpy(dtype="float64", na_value=np.nan)).any():
        raise FixAndRestart(f"{spec.name}: column {column.name} holds infinity", _REMEDY)
    typed: pd.Series = cells.astype(_dtype(column))
    return typed


def _is_type(column: Column, cells: pd.Series) -> bool:
    kind = pd.api.types
    if kind.is_bool_dtype(cells.dtype):
        return False
    if column.type is str:
        return isinstance(cells.dtype, pd.StringDtype) or kind.infer_dtype(cells, skipna=True) == "string"
    if column.type is int:
        return bool(kind.is_integer_dtype(cells.dtype))
    return bool(kind.is_float_dtype(cells.dtype) or kind.is_integer_dtype(cells.dtype))


def _dtype(column: Column) -> Any:
    if column.type is int:
        return "Int64" if column.optional else "int64"
    return _TEXT if column.type is str else "float64"


def _value_bytes(cells: pa.Array) -> tuple[bytes, ...]:
    """Nulls and values apart; floats little-endian with one zero, text as JSON."""
    if pa.types.is_string(cells.type):
        return (json.dumps(cells.to_pylist(), ensure_ascii=False).encode(),)
    missing = pc.is_null(cells).to_numpy(zero_copy_only=False)
    values = pc.fill_null(cells, 0).to_numpy(zero_copy_only=False)
    return missing.astype("u1").tobytes(), (values + 0).astype(values.dtype.newbyteorder("<")).tobytes()


def _cells(column: Column, cells: pa.ChunkedArray) -> Any:
    """One column as an array of the frame's type."""
    if column.type is str:
        return pd.array(cells.combine_chunks(), dtype=_TEXT)
    if column.type is float:
        return cells.cast(pa.float64()).to_numpy()
    if not column.optional:
        return cells.to_numpy()
    missing = cells.is_null().to_numpy()
    return pd.arrays.IntegerArray(pc.fill_null(cells, 0).to_numpy(), missing)
