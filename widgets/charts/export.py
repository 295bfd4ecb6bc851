"""The figures of a chart as a file."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from core.domain.spreadsheet import neutral


def write_figures(path: Path, headings: Sequence[str], columns: Sequence[Sequence[Any]]) -> None:
    """Write columns of one length as CSV for spreadsheets: UTF-8 with its mark, NaN as an empty cell."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([neutral(heading) for heading in headings])
        writer.writerows([_cell(value) for value in row] for row in zip(*columns, strict=True))


def _cell(value: Any) -> Any:
    if isinstance(value, float | np.floating) and not np.isfinite(value):
        return "" if np.isnan(value) else str(value)
    return neutral(str(value)) if isinstance(value, str | np.datetime64) else value
