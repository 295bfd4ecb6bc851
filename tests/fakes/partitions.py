"""Frames and audits as a source would bring them."""

from datetime import date, datetime

import pandas as pd

from core.domain.dataset import Dataset
from core.domain.dates import ymd
from core.ports.snapshots import Audit


def brought(ingest_time: datetime, run_id: str = "night-20260105-01", source_name: str = "fake") -> Audit:
    """Return the audit fields of something brought in at that instant."""
    return Audit(source_name, "https://example.invalid/***", ingest_time, run_id, "daybreak-test")


def bars(day: date, closes: dict[str, float]) -> pd.DataFrame:
    """Return a `daily` partition with those closes."""
    close = pd.Series(list(closes.values()), dtype="float64")
    return pd.DataFrame(
        {
            "ts_code": list(closes),
            "trade_date": ymd(day),
            "open": close,
            "high": close,
            "low": close,
            "close": close,
            "pre_close": close,
            "pct_chg": 0.0,
            "vol": 100.0,
            "amount": close * 100,
        }
    )


def open_days(first: date, last: date, closed: tuple[date, ...] = ()) -> pd.DataFrame:
    """Return a `trade_cal` table: weekdays are open except `closed`."""
    days = [stamp.date() for stamp in pd.date_range(first, last)]
    opens = [int(day.weekday() < 5 and day not in closed) for day in days]
    return pd.DataFrame({"exchange": "SSE", "cal_date": [ymd(day) for day in days], "is_open": opens})


def rows(spec: Dataset, count: int, **given: object) -> list[dict[str, object]]:
    """Return `count` rows of any dataset: codes 000000.SZ upwards, ones and letters elsewhere, except what is given."""
    plain: dict[type, object] = {str: "a", int: 20260105, float: 1.0}
    made = []
    for number in range(count):
        row = {column.name: plain[column.type] for column in spec.columns}
        made.append(row | {"ts_code": f"{number:06d}.SZ"} | given)
    return [{name: row[name] for name in spec.column_names()} for row in made]
