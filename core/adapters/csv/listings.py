"""Dated tables of names and list dates, brought to one form."""

import calendar
from datetime import date
from pathlib import Path

import pandas as pd

from core.adapters.csv.folder import line_of
from core.domain.dates import date_of, ymd
from core.domain.errors import FixAndRestart

_OPTIONAL = ("name", "industry", "list_date", "delist_date")
_ST_NAME = r"^S?\*?ST"


def read_listings(path: Path, raw: pd.DataFrame, today: date) -> pd.DataFrame:
    """Return ts_code, name, industry, list_date, delist_date, asof and is_st_name, dates as YYYYMMDD (missing: NA).

    `asof` is the day the row was true, YYYY-MM-DD or YYYY-MM (then the month's last day); a file without it is true
    `today`. A row whose `is_st_name` is empty carries a name without its prefix, so neither is used. Raises
    FixAndRestart naming file and line.
    """
    if "ts_code" not in raw:
        raise FixAndRestart(f"{path.name} has no column ts_code, found {list(raw.columns)}", "add it: 600000.SH")
    rows = pd.DataFrame({"ts_code": raw["ts_code"].astype("str")})
    for column in _OPTIONAL:
        rows[column] = raw[column].replace("", None) if column in raw else None
    rows["list_date"] = _dates(path, rows["list_date"])
    rows["delist_date"] = _dates(path, rows["delist_date"])
    rows["asof"] = _dates(path, raw["asof"]) if "asof" in raw else ymd(today)
    if "is_st_name" in raw:
        flags = raw["is_st_name"].astype(object).map(_FLAGS.get)
    else:
        flags = rows["name"].astype("str").str.contains(_ST_NAME, regex=True, na=None)
    rows["is_st_name"] = flags
    rows["name"] = rows["name"].where(rows["is_st_name"].notna(), None)
    return rows.sort_values(["asof", "ts_code"], kind="stable", ignore_index=True)


_FLAGS = {True: True, False: False, "True": True, "False": False, "true": True, "false": False, "1": True, "0": False}


def _dates(path: Path, cells: pd.Series) -> pd.Series:
    numbers = [_date(path, row, cell) for row, cell in enumerate(cells)]
    return pd.Series(pd.array(numbers, dtype="Int64"), index=cells.index)


def _date(path: Path, row: int, cell: object) -> int | None:
    if pd.isna(cell) or cell == "":
        return None
    digits = str(int(cell) if isinstance(cell, float) else cell).replace("-", "")
    try:
        if len(digits) == 6:
            year, month = int(digits[:4]), int(digits[4:])
            return ymd(date(year, month, calendar.monthrange(year, month)[1]))
        if len(digits) != 8:
            raise ValueError(digits)
        return ymd(date_of(int(digits)))
    except (ValueError, calendar.IllegalMonthError):
        line = line_of(path, row)
        place = f"row {row}" if line is None else f"line {line}"
        raise FixAndRestart(f"{path.name} {place}: {cell!r} is not a date", "write it as 2026-01-05") from None
