"""Tables as files: CSV for spreadsheets, workbooks, and text for the clipboard; always values, never shown text."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import numpy as np

from core.domain.spreadsheet import neutral
from core.ports.views.sheet import Sheet
from widgets.kit.stages import Stages
from widgets.kit.words import moment, tr
from widgets.tables.column import NUMERIC, TIMES, Column, Kind
from widgets.tables.shown import heading, plain

_BREATH_ROWS = 20
_MAX_WIDTH = 48
_MIN_WIDTH = 8
_FORMATS = {
    Kind.INTEGER: "#,##0",
    Kind.SHARES: "#,##0",
    Kind.NUMBER: "General",
    Kind.RATIO: "0.00%",
    Kind.SIGNED_RATIO: "+0.00%;-0.00%;0.00%",
    Kind.MONEY: "#,##0.00",
    Kind.SIGNED_MONEY: "+#,##0.00;-#,##0.00;0.00",
    Kind.PRICE: "#,##0.00#",
    Kind.DATE: "yyyy-mm-dd",
    Kind.MOMENT: "yyyy-mm-dd hh:mm:ss",
}
_AS_TEXT = "@"


@dataclass(frozen=True, slots=True)
class Extract:
    """Rows and columns of a table as a person sees them: in this order, these rows, and where they come from."""

    title: str
    columns: Sequence[Column]
    sheet: Sheet
    positions: Sequence[int]
    as_of: datetime | None = None
    filtered_by: str = ""

    def cells(self, breathe: Callable[[], None] = lambda: None) -> Iterator[list[Any]]:
        """Yield each row's values in the units of the headings, None where nothing is."""
        missing = [None] * len(self.sheet)
        found = [(column, self.sheet.columns.get(column.field, missing)) for column in self.columns]
        for count, position in enumerate(self.positions):
            if count % _BREATH_ROWS == 0:
                breathe()
            yield [plain(column, values[position]) for column, values in found]


def write_csv(path: Path, extract: Extract, breathe: Callable[[], None] = lambda: None) -> None:
    """Write a CSV that spreadsheets open as it is meant: UTF-8 with its mark, text that would run made harmless."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([neutral(heading(column)) for column in extract.columns])
        writer.writerows([neutral(_as_text(cell)) for cell in row] for row in extract.cells(breathe))


def tab_separated(extract: Extract) -> Stages[str]:
    """Come to the rows with their headings for the clipboard; tabs and line ends inside a cell become blanks."""
    text, parts = io.StringIO(), list[str]()
    writer = csv.writer(text, dialect="excel-tab", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
    writer.writerow([_one_line(heading(column)) for column in extract.columns])
    for count, row in enumerate(extract.cells(), start=1):
        writer.writerow([neutral(_one_line(_as_text(cell))) for cell in row])
        if count % _BREATH_ROWS == 0:
            parts.append(text.getvalue())
            text.seek(0)
            text.truncate()
            yield
    return "".join([*parts, text.getvalue()])


def write_xlsx(path: Path, extract: Extract, breathe: Callable[[], None] = lambda: None) -> None:
    """Write a workbook: typed cells, frozen headings, and a second sheet that says where the figures come from."""
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}
    with path.open("wb") as file, xlsxwriter.Workbook(file, options) as book:
        page = book.add_worksheet(_page_name(extract.title))
        bold = book.add_format({"bold": True, "bottom": 1})
        formats = [book.add_format({"num_format": _format(column)}) for column in extract.columns]
        page.freeze_panes(1, 0)
        for place, column in enumerate(extract.columns):
            page.set_column(place, place, _width(column, extract), formats[place])
            page.write_string(0, place, heading(column), bold)
        for line, row in enumerate(extract.cells(breathe), start=1):
            for place, cell in enumerate(row):
                _write(page, line, place, cell, formats[place])
        page.autofilter(0, 0, len(extract.positions), max(len(extract.columns) - 1, 0))
        about = book.add_worksheet(tr("About"))
        about.set_column(0, 0, 20)
        about.set_column(1, 1, 60)
        for line, (name, value) in enumerate(_about(extract)):
            about.write_string(line, 0, name)
            about.write_string(line, 1, value)


def _about(extract: Extract) -> list[tuple[str, str]]:
    return [
        (tr("Table"), extract.title),
        (tr("As of"), moment(extract.as_of)),
        (tr("Rows"), tr("{shown} of {all}", shown=len(extract.positions), all=len(extract.sheet))),
        (tr("Filter"), extract.filtered_by),
        (tr("Made by"), "Daybreak"),
        *((heading(column), tr(column.tip) if column.tip else column.field) for column in extract.columns),
    ]


def _write(page: Any, line: int, place: int, cell: Any, style: Any) -> None:
    if cell is None:
        page.write_blank(line, place, None, style)
    elif isinstance(cell, bool):
        page.write_boolean(line, place, cell, style)
    elif isinstance(cell, int | float):
        # A workbook has no infinity.
        write = page.write_number if np.isfinite(cell) else page.write_string
        write(line, place, cell if np.isfinite(cell) else str(cell), style)
    elif isinstance(cell, date):
        page.write_datetime(line, place, cell, style)
    else:
        page.write_string(line, place, cell, style)


def _format(column: Column) -> str:
    if column.kind == Kind.NUMBER and column.digits is not None:
        return f"#,##0.{'0' * column.digits}" if column.digits else "#,##0"
    return _FORMATS.get(column.kind, _AS_TEXT)


def _width(column: Column, extract: Extract) -> int:
    fixed = 20 if column.kind == Kind.MOMENT else 12 if column.kind in NUMERIC | TIMES else _MIN_WIDTH
    sample = extract.sheet.columns.get(column.field, ())[:50] if column.kind not in NUMERIC | TIMES else ()
    longest = max((len(str(plain(column, value) or "")) for value in sample), default=0)
    return min(max(fixed, len(heading(column)) + 2, longest + 2), _MAX_WIDTH)


def _page_name(title: str) -> str:
    return "".join("_" if sign in "[]:*?/\\" else sign for sign in title)[:31].strip("'") or "Daybreak"


def _as_text(cell: Any) -> Any:
    if isinstance(cell, datetime):
        # Spreadsheets read no offset, and everything here is told in Beijing time.
        return cell.replace(tzinfo=None).isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return "" if cell is None else cell


def _one_line(cell: Any) -> Any:
    return " ".join(cell.split()) if isinstance(cell, str) else cell
