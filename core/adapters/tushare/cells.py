"""One vendor column to one canonical column: kind, missing cells and unit."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from numbers import Real
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.domain.dataset import Column, Dataset
from core.domain.dates import date_of
from core.domain.errors import FixAndRestart

_EXACT_INTEGERS = 2.0**53
_DATE_UNIT = "YYYYMMDD"
_CODE = re.compile(r"[^.\s]+\.[A-Z]+")
_TEXT = pd.StringDtype(na_value=np.nan)

_Mask = npt.NDArray[np.bool_]


def read_column(dataset: Dataset, column: Column, cells: pd.Series) -> pd.Series:
    """Return `cells` in the column's canonical type and unit, under its canonical name.

    Missing cells are None, NaN and ''. Numbers may be written as text, dates as YYYYMMDD, YYYY-MM-DD or real dates.
    Raises FixAndRestart naming dataset, column, row and cell on anything else, on infinity, and on a missing cell of a
    required str or int column or a required float column without any value.
    """
    filled = _filled(cells)
    values = _READERS[column.type](column, cells, filled)
    wrong = filled & pd.isna(values)
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        raise FixAndRestart(
            f"{dataset.name}: {column.on_wire} in row {row} is {_shown(cells.iloc[row])}, expected {_expected(column)}",
            "the source sent or the file holds something else than Tushare's format; correct it or change the source",
        )
    _check_filled(dataset, column, filled)
    return pd.Series(_finish(column, values), index=cells.index, name=column.name)


def _check_filled(dataset: Dataset, column: Column, filled: _Mask) -> None:
    enough = filled.any() if column.type is float else filled.all()
    if column.optional or not filled.size or enough:
        return
    row = int(np.flatnonzero(~filled)[0])
    raise FixAndRestart(
        f"{dataset.name}: {column.on_wire} is empty in row {row}, expected {_expected(column)}",
        "supply the whole column or change the source",
    )


def _filled(cells: pd.Series) -> _Mask:
    filled: _Mask = cells.notna().to_numpy()
    if _may_be_text(cells):
        written = (not isinstance(cell, str) or bool(cell.strip()) for cell in _plain(cells))
        filled = filled & np.fromiter(written, bool, len(cells))
    return filled


def _may_be_text(cells: pd.Series) -> bool:
    return cells.dtype == object or isinstance(cells.dtype, pd.StringDtype)


def _plain(cells: pd.Series) -> list[Any]:
    """The cells as Python's objects: a loop over them is several times quicker than over the column."""
    plain: list[Any] = cells.to_numpy(dtype=object).tolist()
    return plain


def _strings(column: Column, cells: pd.Series, filled: _Mask) -> npt.NDArray[Any]:
    """Text without space around it; None where there is none, or where a code does not look like one."""
    pairs = zip(_plain(cells), filled, strict=True)
    texts = (cell.strip() if is_filled and isinstance(cell, str) else None for cell, is_filled in pairs)
    if column.name == "ts_code":
        texts = (text if text is not None and _CODE.fullmatch(text) else None for text in texts)
    return np.fromiter(texts, object, len(cells))


def _floats(column: Column, cells: pd.Series, filled: _Mask) -> npt.NDArray[Any]:
    if pd.api.types.is_float_dtype(cells.dtype) or pd.api.types.is_integer_dtype(cells.dtype):
        numbers = cells.astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    else:
        numbers = np.fromiter(map(_number, _plain(cells)), float, len(cells))
    return np.where(np.isfinite(numbers) & filled, numbers, np.nan)


def _integers(column: Column, cells: pd.Series, filled: _Mask) -> npt.NDArray[Any]:
    is_date = column.unit == _DATE_UNIT
    numbers = _floats(column, _plain_dates(cells) if is_date else cells, filled)
    with np.errstate(invalid="ignore"):
        whole = (numbers == np.floor(numbers)) & (np.abs(numbers) < _EXACT_INTEGERS)
    return np.where(whole & _real_dates(numbers) if is_date else whole, numbers, np.nan)


def _plain_dates(cells: pd.Series) -> pd.Series:
    if pd.api.types.is_datetime64_any_dtype(cells.dtype):
        texts: pd.Series = cells.dt.strftime("%Y%m%d")
        return texts
    if _may_be_text(cells):
        return pd.Series([_plain_date(cell) for cell in _plain(cells)], index=cells.index, dtype=object)
    return cells


def _plain_date(cell: object) -> object:
    if isinstance(cell, date):
        return cell.strftime("%Y%m%d") if cell == cell else None
    return cell.replace("-", "") if isinstance(cell, str) else cell


def _real_dates(numbers: npt.NDArray[Any]) -> _Mask:
    distinct, places = np.unique(numbers, return_inverse=True)
    return np.fromiter(map(_is_date, distinct.tolist()), bool, len(distinct))[places]


def _is_date(number: float) -> bool:
    """Whether a whole number is a date of eight digits."""
    try:
        return 1e7 <= number < 1e8 and bool(date_of(int(number)))
    except ValueError:
        return False


def _number(cell: object) -> float:
    if isinstance(cell, bool | np.bool_) or not isinstance(cell, Real | Decimal | str):
        return np.nan
    try:
        return float(cell)
    except (ValueError, OverflowError):
        return np.nan


def _finish(column: Column, values: npt.NDArray[Any]) -> Any:
    if column.type is str:
        return pd.array(values, dtype=_TEXT)
    if column.type is int:
        missing = np.isnan(values)
        numbers = np.where(missing, 0, values).astype("int64")
        return pd.arrays.IntegerArray(numbers, missing) if column.optional else numbers
    return values if column.wire_factor == 1.0 else values * column.wire_factor


def _expected(column: Column) -> str:
    if column.type is str:
        return "a code like 600000.SH" if column.name == "ts_code" else "text"
    kind = "a whole number" if column.type is int else "a number"
    return f"a date like 20260105 ({_DATE_UNIT})" if column.unit == _DATE_UNIT else kind


def _shown(cell: object) -> str:
    text = repr(cell)
    return text if len(text) <= 60 else f"{text[:57]}..."


_READERS: dict[type, Callable[[Column, pd.Series, _Mask], npt.NDArray[Any]]] = {
    str: _strings,
    float: _floats,
    int: _integers,
}
