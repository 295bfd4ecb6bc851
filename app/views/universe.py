"""The names of a day as its runs knew them."""

import pandas as pd

from core.jobs.desk import Desk
from core.jobs.left import Left
from core.ports.runs import Run

_COLUMNS = ("ts_code", "name", "board", "industry", "status", "included", "reason", "penalty")


def universe_of(desk: Desk, *runs: Run | None) -> pd.DataFrame:
    """Return the universe the first of `runs` left that left one, by symbol; without rows where none did."""
    for run in runs:
        frame = Left(desk, run).frame("universe.parquet", _COLUMNS)
        if frame is not None:
            texts = frame[["name", "board", "industry", "status", "reason"]].astype(object)
            return frame.assign(**texts.where(texts.notna(), "")).set_index("ts_code")
    return pd.DataFrame(columns=_COLUMNS).set_index("ts_code")


def company_names(universe: pd.DataFrame) -> dict[str, str]:
    """Return the companies' names by symbol."""
    return {str(symbol): str(name) for symbol, name in universe["name"].items() if name}
