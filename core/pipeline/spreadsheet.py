"""CSV for people: what a spreadsheet would run as a formula is written so that it stays text."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from core.domain.spreadsheet import neutral


def csv_bytes(rows: Sequence[Mapping[str, object]], names: Iterable[str] | None = None) -> bytes:
    """Return rows as UTF-8 CSV with a byte order mark, so that a spreadsheet reads Chinese; None is an empty cell.

    Figures stay figures; text that begins like a formula gets an apostrophe before it. Columns are `names`, else those
    of the first row.
    """
    columns = list(names) if names is not None else list(rows[0]) if rows else []
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow([cell(name) for name in columns])
    writer.writerows([cell(row.get(name)) for name in columns] for row in rows)
    return "\ufeff".encode() + sink.getvalue().encode()


def cell(value: object) -> str:
    """Return one value as it stands in the file."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float | date):
        return str(value)
    if isinstance(value, Mapping | list | tuple):
        value = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return str(neutral(str(value)))
