"""Vendor rows to canonical frames: names, types, units, order, and the checks that belong to them."""

import pandas as pd

from core.adapters.tushare.cells import read_column
from core.adapters.tushare.dividends import merge_distributions
from core.adapters.tushare.units import check_units
from core.domain.dataset import Column, Dataset
from core.domain.errors import FixAndRestart


def decode(dataset: Dataset, raw: pd.DataFrame) -> pd.DataFrame:
    """Return the canonical frame of rows that carry Tushare's column names and units.

    Columns come in canonical order, rows sorted by date column, then the rest of the key. Required ints are int64,
    optional ones Int64 (NA where missing), floats float64, strings str (NaN where missing). An optional column that is
    absent is all missing; NaN in a required float stays NaN. Other columns are dropped, repeated rows kept once.
    An empty frame decodes to an empty frame. Raises FixAndRestart naming column and row on a missing column, a cell of
    the wrong kind, a missing key, two different rows with one key, or figures in the wrong unit.
    """
    _check_columns(dataset, raw)
    rows = _usable(dataset, raw)
    frame = pd.DataFrame({column.name: _canonical(dataset, column, rows) for column in dataset.columns})
    if frame.duplicated(list(dataset.key)).any():
        frame = frame.drop_duplicates(ignore_index=True)
    if dataset.name == "dividend":
        frame = merge_distributions(frame)
    _check_key(dataset, frame)
    check_units(dataset, frame)
    return frame.sort_values(_order(dataset), kind="stable", ignore_index=True)


def _check_columns(dataset: Dataset, raw: pd.DataFrame) -> None:
    if not raw.columns.is_unique:
        repeated = sorted({str(name) for name in raw.columns[raw.columns.duplicated()]})
        raise FixAndRestart(f"{dataset.name}: columns {repeated} appear twice", "name each column once")
    missing = [column.on_wire for column in dataset.columns if not column.optional and column.on_wire not in raw]
    if missing and len(raw):
        raise FixAndRestart(
            f"{dataset.name}: column {', '.join(missing)} is missing, found {[str(name) for name in raw.columns]}",
            f"supply Tushare's columns {[column.on_wire for column in dataset.columns if not column.optional]}",
        )


def _usable(dataset: Dataset, raw: pd.DataFrame) -> pd.DataFrame:
    """Leave out announced dividends without an ex-date or not yet carried out: they entitle nobody to anything."""
    rows = raw.reset_index(drop=True)
    if dataset.name != "dividend" or rows.empty:
        return rows
    keep = rows["ex_date"].notna() & (rows["ex_date"] != "")
    if "div_proc" in rows:
        keep &= rows["div_proc"].isna() | rows["div_proc"].isin(["", "实施"])
    return rows[keep].reset_index(drop=True)


def _canonical(dataset: Dataset, column: Column, rows: pd.DataFrame) -> pd.Series:
    source = rows[column.on_wire] if column.on_wire in rows else pd.Series(None, index=rows.index, dtype=object)
    return read_column(dataset, column, source)


def _check_key(dataset: Dataset, frame: pd.DataFrame) -> None:
    twice = frame[frame.duplicated(list(dataset.key), keep=False)]
    if len(twice):
        keys = twice[list(dataset.key)].drop_duplicates().head(5).to_dict("records")
        raise FixAndRestart(
            f"{dataset.name}: different rows share the key {keys}", "ask the source which row is true; keep that one"
        )


def _order(dataset: Dataset) -> list[str]:
    first = [dataset.date_column] if dataset.date_column else []
    return first + [name for name in dataset.key if name not in first]
