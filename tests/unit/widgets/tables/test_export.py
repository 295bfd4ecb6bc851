"""Tables written to files hold what a spreadsheet should read: codes as text, numbers as numbers, nothing that runs."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from core.ports.views.sheet import Sheet
from widgets.kit.stages import finish
from widgets.tables.column import Column, Kind
from widgets.tables.export import Extract, tab_separated, write_csv, write_xlsx

COLUMNS = (
    Column("symbol", "Symbol", Kind.CODE),
    Column("note", "Note", tip="What a person wrote."),
    Column("shares", "Shares", Kind.SHARES),
    Column("value_fen", "Market value", Kind.MONEY),
    Column("day", "Day", Kind.SIGNED_RATIO),
    Column("since", "Since", Kind.DATE),
    Column("at", "At", Kind.MOMENT),
    Column("ok", "Fine", Kind.FLAG),
    Column("score", "Score", Kind.NUMBER, digits=3),
)
SHEET = Sheet(
    {
        "symbol": ["000001", "600519.SH", None],
        "note": ["=HYPERLINK(1)", "two\tlines\nhere", "-5"],
        "shares": [100, 200, None],
        "value_fen": [123_456, -50, None],
        "day": [0.05, -0.01, float("nan")],
        "since": [date(2026, 11, 27), None, date(2026, 1, 2)],
        "at": [datetime(2026, 11, 27, 9, 26, tzinfo=UTC), None, None],
        "ok": [True, False, None],
        "score": [float("inf"), 1.5, None],
    }
)
EXTRACT = Extract("Plan: 1/2", COLUMNS, SHEET, [1, 0, 2], datetime(2026, 11, 27, 15, 0, tzinfo=UTC), "note")


def test_a_csv_reads_back_with_the_marks_spreadsheets_need(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    write_csv(path, EXTRACT)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        headings, *rows = csv.reader(file)
    assert headings[:5] == ["Symbol", "Note", "Shares (sh)", "Market value (CNY)", "Day"]
    assert rows[0] == ["600519.SH", "two\tlines\nhere", "200", "-0.5", "-0.01", "", "", "False", "1.5"]
    assert rows[1][:5] == ["000001", "'=HYPERLINK(1)", "100", "1234.56", "0.05"]
    assert rows[1][5:] == ["2026-11-27", "2026-11-27 09:26:00", "True", "inf"]
    assert rows[2] == ["", "-5", "", "", "", "2026-01-02", "", "", ""]


def test_a_workbook_reads_back_with_types_formats_and_a_page_about_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    write_xlsx(path, EXTRACT)
    book = openpyxl.load_workbook(path)
    page, about = book.worksheets
    assert (page.title, page.freeze_panes, page.auto_filter.ref) == ("Plan_ 1_2", "A2", "A1:I4")
    first, second, _ = page.iter_rows(min_row=2)
    assert [cell.value for cell in second[:5]] == ["000001", "=HYPERLINK(1)", 100, 1234.56, 0.05]
    assert second[5].value == datetime(2026, 11, 27)  # noqa: DTZ001
    assert [cell.data_type for cell in second[:4]] == ["s", "s", "n", "n"]
    formats = ["@", "@", "#,##0", "#,##0.00", "+0.00%;-0.00%;0.00%", "yyyy-mm-dd"]
    assert [cell.number_format for cell in second[:6]] == formats
    assert second[6].value == datetime(2026, 11, 27, 9, 26)  # noqa: DTZ001
    assert (first[5].value, first[7].value, first[8].value) == (None, False, 1.5)
    said = {row[0].value: row[1].value for row in about.iter_rows()}
    assert said["As of"] == "2026-11-27 15:00:00"
    assert (said["Rows"], said["Filter"], said["Note"]) == ("3 of 3", "note", "What a person wrote.")


def test_the_clipboard_gets_one_line_a_row() -> None:
    lines = finish(tab_separated(EXTRACT)).splitlines()
    assert len(lines) == 4
    assert {line.count("\t") for line in lines} == {len(COLUMNS) - 1}
    assert lines[1].startswith("600519.SH\ttwo lines here\t200\t-0.5\t")
    assert "\t'=HYPERLINK(1)\t" in lines[2]


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_table_of_no_rows_is_a_file_of_headings(tmp_path: Path, write: object) -> None:
    path = tmp_path / "empty"
    write(path, Extract("Plan", COLUMNS, SHEET, []))  # type: ignore[operator]
    assert path.stat().st_size > 0


def test_long_writing_breathes(tmp_path: Path) -> None:
    breaths: list[int] = []
    sheet = Sheet({"symbol": ["1"] * 100})
    write_csv(tmp_path / "x.csv", Extract("X", COLUMNS[:1], sheet, range(100)), lambda: breaths.append(1))
    assert len(breaths) == 5
