"""One vendor column to one canonical column: kind, missing cells and unit."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from numbers import Real

import numpy as np
import pandas as pd

from core.domain.dataset import Column, Dataset
from core.domain.errors import FixAndRestart

_EXACT_INTEGERS = 2.0**53
_DATE_UNIT = "YYYYMMDD"


def read_column(dataset: Dataset, column: Column, cells: pd.Series) -> pd.Series:
    """Return `cells` in the column's canonical type and unit, under its canonical name.

    Missing cells are None, NaN and ''. Numbers may be written as text, dates as YYYYMMDD, YYYY-MM-DD or real dates.
    Raises FixAndRestart naming dataset, column, row and cell on anything else, on infinity, and on a missing cell of a
    required str or int column or a required float column without any value.
    """
    filled = cells.notna() & ~_blank(cells)
    values = _READERS[column.type](column, cells, filled)
    wrong = filled & values.isna()
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        raise FixAndRestart(
            f"{dataset.name}: {column.on_wire} in row {row} is {_shown(cells.iloc[row])}, expected {_expected(column)}",
            "the source sent or the file holds something else than Tushare's format; correct it or change the source",
        )
    _check_filled(dataset, column, filled)
    return _finish(column, values)


def _check_filled(dataset: Dataset, column: Column, filled: pd.Series) -> None:
    enough = filled.any() if column.type is float else filled.all()
    if column.optional or filled.empty or enough:
        return
    row = int(np.flatnonzero(~filled)[0])
    raise FixAndRestart(
        f"{dataset.name}: {column.on_wire} is empty in row {row}, expected {_expected(column)}",
        "supply the whole column or change the source",
    )


def _blank(cells: pd.Series) -> pd.Series:
    if cells.dtype == object:
        return cells.map(lambda cell: isinstance(cell, str) and not cell.strip()).astype(bool)
    if isinstance(cells.dtype, pd.StringDtype):
        return cells.str.strip().eq("").fillna(False).astype(bool)
    return pd.Series(False, index=cells.index)


def _strings(column: Column, cells: pd.Series, filled: pd.Series) -> pd.Series:
    texts = _keep(cells, filled, lambda cell: isinstance(cell, str)).astype("str").str.strip()
    return texts.where(texts.str.fullmatch(r"[^.\s]+\.[A-Z]+").eq(True)) if column.name == "ts_code" else texts


def _floats(column: Column, cells: pd.Series, filled: pd.Series) -> pd.Series:
    if pd.api.types.is_float_dtype(cells.dtype) or pd.api.types.is_integer_dtype(cells.dtype):
        numbers = cells.astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    else:
        numbers = np.array([_number(cell) for cell in cells.astype(object).where(filled, None)], dtype=float)
    return pd.Series(np.where(np.isfinite(numbers), numbers, np.nan), index=cells.index)


def _integers(column: Column, cells: pd.Series, filled: pd.Series) -> pd.Series:
    if column.unit == _DATE_UNIT:
        cells = _plain_dates(cells)
    numbers = _floats(column, cells, filled)
    numbers = numbers.where((numbers == np.floor(numbers)) & (numbers.abs() < _EXACT_INTEGERS))
    return numbers.where(_real_dates(numbers)) if column.unit == _DATE_UNIT else numbers


def _plain_dates(cells: pd.Series) -> pd.Series:
    if pd.api.types.is_datetime64_any_dtype(cells.dtype):
        texts: pd.Series = cells.dt.strftime("%Y%m%d")
        return texts
    if cells.dtype == object or isinstance(cells.dtype, pd.StringDtype):
        return cells.astype(object).map(_plain_date)
    return cells


def _plain_date(cell: object) -> object:
    if isinstance(cell, date):
        return cell.strftime("%Y%m%d") if cell == cell else None
    return cell.replace("-", "") if isinstance(cell, str) else cell


def _real_dates(numbers: pd.Series) -> pd.Series:
    distinct = pd.Series(numbers.dropna().unique())
    eight = distinct[(distinct >= 1e7) & (distinct < 1e8)]
    parsed = pd.to_datetime(eight.astype("int64").astype("str"), format="%Y%m%d", errors="coerce")
    return numbers.isin(eight[parsed.notna()])


def _keep(cells: pd.Series, filled: pd.Series, right: Callable[[object], bool]) -> pd.Series:
    if isinstance(cells.dtype, pd.StringDtype):
        return cells.where(filled)
    return cells.astype(object).map(lambda cell: cell if right(cell) else None).where(filled, None)


def _number(cell: object) -> float:
    if isinstance(cell, bool | np.bool_) or not isinstance(cell, Real | Decimal | str):
        return np.nan
    try:
        return float(cell)
    except (ValueError, OverflowError):
        return np.nan


def _finish(column: Column, values: pd.Series) -> pd.Series:
    if column.type is int:
        values = values.astype("Int64" if column.optional else "int64")
    elif column.type is float and column.wire_factor != 1.0:
        values = values * column.wire_factor
    return values.rename(column.name)


def _expected(column: Column) -> str:
    if column.type is str:
        return "a code like 600000.SH" if column.name == "ts_code" else "text"
    kind = "a whole number" if column.type is int else "a number"
    return f"a date like 20260105 ({_DATE_UNIT})" if column.unit == _DATE_UNIT else kind


def _shown(cell: object) -> str:
    text = repr(cell)
    return text if len(text) <= 60 else f"{text[:57]}..."


_READERS: dict[type, Callable[[Column, pd.Series, pd.Series], pd.Series]] = {
    str: _strings,
    float: _floats,
    int: _integers,
}
