"""Tables as a person uses them: clicks on headings, words typed into the filter, copies, files, columns."""

import csv
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import psutil
import pytest
from PySide6.QtCore import QPoint, Qt, QThreadPool
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from core.ports.views.sheet import Sheet
from tests.fakes.screen_gates import has_chinese, lacks_glyph, tofu, unnamed
from widgets.kit.theme import LIGHT, wear
from widgets.kit.turns import pace
from widgets.tables.column import Column, Kind
from widgets.tables.table import DataTable, same

COLUMNS = (
    Column("symbol", "Symbol", Kind.CODE),
    Column("name", "Name"),
    Column("shares", "Shares", Kind.SHARES),
    Column("pnl_fen", "Day P&L", Kind.SIGNED_MONEY),
    Column("day", "Day", Kind.SIGNED_RATIO),
    Column("since", "Since", Kind.DATE),
    Column("memo", "Memo", hidden=True),
)
AS_OF = datetime(2026, 11, 27, 15, 2, 3, tzinfo=UTC)
NAMES = ("平安银行", "贵州茅台", "宁德时代")


def sheet_of(count: int, seed: int = 0) -> Sheet:
    """Rows with codes that keep their noughts, and some cells without a value."""
    numbers = np.random.default_rng(seed)
    day = numbers.normal(0, 0.02, count)
    day[::7] = np.nan
    return Sheet(
        {
            "symbol": [f"{place:06d}.SZ" for place in range(count)],
            "name": [NAMES[place % 3] for place in range(count)],
            "shares": numbers.integers(1, 300, count) * 100,
            "pnl_fen": [None if place % 5 == 4 else int(numbers.normal(0, 1e6)) for place in range(count)],
            "day": day,
            "since": [date(2026, 1, 1) + timedelta(days=place % 90) for place in range(count)],
            "memo": ["=1+1"] * count,
        }
    )


@pytest.fixture
def make(qtbot: Any, tmp_path: Path) -> Callable[..., DataTable]:
    """Shows a table in a window of its own; files go where the test says."""

    def build(count: int = 30, **options: Any) -> DataTable:
        table = DataTable("Holdings", COLUMNS, key="symbol", **options)
        qtbot.addWidget(table)
        table.resize(1000, 420)
        if count:
            table.show_sheet(sheet_of(count), AS_OF)
        with qtbot.waitExposed(table):
            table.show()
        return table

    return build


def click_heading(qtbot: Any, table: DataTable, field: str, keys: Any = Qt.KeyboardModifier.NoModifier) -> None:
    """Click a column's heading."""
    heads = table.grid.horizontalHeader()
    place = [column.field for column in COLUMNS].index(field)
    at = QPoint(heads.sectionViewportPosition(place) + 12, heads.height() // 2)
    qtbot.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, keys, at)


def shown(table: DataTable, field: str) -> list[Any]:
    """A column's values from top to bottom."""
    return [table.model.row(row)[field] for row in range(table.model.rowCount())]


def test_a_click_sorts_by_value_a_second_one_turns_it_and_shift_adds_a_column(make: Any, qtbot: Any) -> None:
    table = make()
    click_heading(qtbot, table, "pnl_fen")
    there = [value for value in shown(table, "pnl_fen") if value is not None]
    assert there == sorted(there)
    assert shown(table, "pnl_fen")[len(there) :] == [None] * 6
    click_heading(qtbot, table, "pnl_fen")
    assert shown(table, "pnl_fen")[: len(there)] == sorted(there, reverse=True)
    assert shown(table, "pnl_fen")[len(there) :] == [None] * 6
    assert "↓" in str(table.model.headerData(3, Qt.Orientation.Horizontal))
    click_heading(qtbot, table, "name")
    click_heading(qtbot, table, "shares", Qt.KeyboardModifier.ShiftModifier)
    rows = list(zip(shown(table, "name"), shown(table, "shares"), strict=True))
    assert rows == sorted(rows)
    assert str(table.model.headerData(2, Qt.Orientation.Horizontal)).endswith("↑2")


def test_typing_filters_and_escape_clears(make: Any, qtbot: Any) -> None:
    table = make()
    table.grid.setFocus()
    qtbot.keyClick(table.grid, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert table.filter_box.hasFocus()
    qtbot.keyClicks(table.filter_box, "day_p&l>0 -symbol:000003")
    qtbot.waitUntil(lambda: table.model.rowCount() < 30)
    assert all(value > 0 for value in shown(table, "pnl_fen"))
    assert table.count.text() == f"{table.model.rowCount()} of 30 rows"
    qtbot.keyClick(table.filter_box, Qt.Key.Key_Down)
    assert table.grid.hasFocus()
    assert table.grid.currentIndex().row() == 0
    qtbot.keyClick(table.grid, Qt.Key.Key_Escape)
    assert (table.filter_box.text(), table.model.rowCount()) == ("", 30)


def test_a_filter_that_leaves_nothing_says_how_to_clear_it(make: Any, qtbot: Any) -> None:
    table = make()
    table.filter_box.setFocus()
    qtbot.keyClicks(table.filter_box, "no such thing")
    qtbot.keyClick(table.filter_box, Qt.Key.Key_Return)
    assert table.model.rowCount() == 0
    assert "Esc" in table.grid.empty_text
    assert make(count=0).grid.empty_text == "No rows."


def test_the_selected_rows_are_copied_with_their_headings(make: Any, qtbot: Any) -> None:
    table = make()
    table.grid.setFocus()
    qtbot.waitUntil(table.grid.hasFocus)
    table.grid.selectRow(3)
    qtbot.keyClick(table.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["Symbol", "Name", "Shares (sh)", "Day P&L (CNY)", "Day", "Since"]
    assert [line.split("\t")[0] for line in lines[1:]] == ["000003.SZ", "000004.SZ"]
    assert lines[2].split("\t")[3] == ""
    assert [row["symbol"] for row in table.selected()] == ["000003.SZ", "000004.SZ"]
    assert table.note.whole() == "2 rows copied"


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_an_export_holds_the_rows_and_columns_shown(make: Any, qtbot: Any, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"holdings{ending}"
    asked: list[tuple[str, str]] = []

    def where(_: object, name: str, filters: str) -> Path:
        asked.append((name, filters))
        return path

    table = make(where=where)
    table.set_filter("茅台")
    click_heading(qtbot, table, "shares")
    table.grid.setFocus()
    with qtbot.waitSignal(table.saved):
        qtbot.keyClick(table.grid, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert asked[0][0] == "Holdings.csv"
    assert "xlsx" in asked[0][1]
    rows = read(path)
    assert rows[0] == ["Symbol", "Name", "Shares (sh)", "Day P&L (CNY)", "Day", "Since"]
    assert [str(row[0]) for row in rows[1:]] == shown(table, "symbol")
    assert [int(row[2]) for row in rows[1:]] == sorted(shown(table, "shares"))
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert str(path) in table.note.whole()


def read(path: Path) -> list[list[Any]]:
    """All rows of an exported file."""
    if path.suffix == ".xlsx":
        return [[cell.value for cell in row] for row in openpyxl.load_workbook(path).worksheets[0].iter_rows()]
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_an_export_that_cannot_be_written_says_why_and_leaves_no_part(make: Any, qtbot: Any, tmp_path: Path) -> None:
    table = make(where=lambda *_: tmp_path / "no such folder" / "x.csv")
    with qtbot.waitSignal(table.failed):
        qtbot.mouseClick(table.export_button, Qt.MouseButton.LeftButton)
    assert table.note.whole().startswith("Not written")
    assert list(tmp_path.iterdir()) == []


def test_thinking_better_of_an_export_writes_nothing(make: Any, qtbot: Any) -> None:
    table = make(where=lambda *_: None)
    qtbot.mouseClick(table.export_button, Qt.MouseButton.LeftButton)
    assert QThreadPool.globalInstance().activeThreadCount() == 0
    assert table.note.whole() == ""


def test_columns_are_chosen_moved_and_kept(make: Any, qtbot: Any) -> None:
    table = make()
    qtbot.mouseClick(table.columns_button, Qt.MouseButton.LeftButton)
    [menu] = table.findChildren(QMenu)
    by_name = {action.text(): action for action in menu.actions()}
    assert (by_name["Memo"].isChecked(), by_name["Name"].isChecked()) == (False, True)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(by_name["Memo"]).center())
    menu.setActiveAction(by_name["Name"])
    qtbot.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    menu.close()
    heads = table.grid.horizontalHeader()
    heads.moveSection(heads.visualIndex(5), 0)
    heads.resizeSection(2, 177)
    click_heading(qtbot, table, "day")
    table.set_filter("00001")
    saved = table.save()
    other = make()
    other.restore(saved)
    assert other.save() == saved
    assert other.grid.isColumnHidden(1)
    assert not other.grid.isColumnHidden(6)
    assert other.grid.horizontalHeader().logicalIndex(0) == 5
    assert other.grid.columnWidth(2) == 177
    assert shown(other, "symbol") == shown(table, "symbol")


@pytest.mark.parametrize("saved", [{}, {"columns": [["gone", 10, True]], "sort": [["gone", True]]}, {"filter": "x:"}])
def test_an_old_layout_does_no_harm(make: Any, saved: dict[str, Any]) -> None:
    table = make()
    table.restore(saved)
    assert table.grid.horizontalHeader().count() == len(COLUMNS)


def test_the_last_column_left_cannot_be_hidden(make: Any, qtbot: Any) -> None:
    table = make()
    qtbot.mouseClick(table.columns_button, Qt.MouseButton.LeftButton)
    [menu] = table.findChildren(QMenu)
    for action in menu.actions()[: len(COLUMNS)]:
        if action.isChecked():
            action.trigger()
    assert sum(not table.grid.isColumnHidden(place) for place in range(len(COLUMNS))) == 1


def test_enter_and_a_double_click_open_a_row_and_moving_picks_one(make: Any, qtbot: Any) -> None:
    table = make()
    picked: list[str] = []
    opened: list[str] = []
    table.picked.connect(lambda row: picked.append(row["symbol"]))
    table.opened.connect(lambda row: opened.append(row["symbol"]))
    at = QPoint(20, table.grid.rowViewportPosition(2) + 5)
    qtbot.mouseClick(table.grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.keyClick(table.grid, Qt.Key.Key_Down)
    qtbot.keyClick(table.grid, Qt.Key.Key_Return)
    qtbot.mouseClick(table.grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(table.grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert picked == ["000002.SZ", "000003.SZ", "000002.SZ"]
    assert opened == ["000003.SZ", "000002.SZ"]


def test_the_next_sheet_keeps_order_selection_and_place(make: Any, qtbot: Any) -> None:
    table = make(count=300)
    click_heading(qtbot, table, "pnl_fen")
    assert table.go_to("000123.SZ")
    picked: list[dict[str, Any]] = []
    table.picked.connect(picked.append)
    scrolled = table.grid.verticalScrollBar().value()
    table.show_sheet(sheet_of(310, seed=1), AS_OF + timedelta(seconds=1))
    assert table.current()["symbol"] == "000123.SZ"
    assert [row["symbol"] for row in table.selected()] == ["000123.SZ"]
    there = [value for value in shown(table, "pnl_fen") if value is not None]
    assert there == sorted(there)
    assert table.grid.verticalScrollBar().value() == scrolled
    assert picked == []
    table.show_sheet(sheet_of(100), AS_OF)
    assert (table.current(), table.selected()) == (None, [])
    assert not table.go_to("000200.SZ")


def test_a_sheet_like_the_last_one_costs_nothing(make: Any, qtbot: Any) -> None:
    table = make()
    changes: list[int] = []
    table.model.dataChanged.connect(lambda *_: changes.append(1))
    table.model.modelReset.connect(lambda: changes.append(1))
    table.show_sheet(sheet_of(30), AS_OF + timedelta(seconds=9))
    assert changes == []
    assert table.age.text().endswith("15:02:12")
    table.show_sheet(sheet_of(30, seed=1), AS_OF)
    assert changes == [1]
    assert not same(Sheet({"x": [float("nan")]}), Sheet({"x": [float("nan")]}))
    assert same(Sheet({"x": np.array([np.nan])}), Sheet({"x": np.array([np.nan])}))
    assert not same(Sheet({"x": [1]}), Sheet({"y": [1]}))


def test_a_thousand_sheets_leave_no_trace(make: Any, qapp: Any) -> None:
    table = make()
    table.grid.selectRow(4)
    process = psutil.Process()
    sheets = [sheet_of(60 + place % 2, place) for place in range(10)]

    def feed(times: int) -> int:
        for place in range(times):
            table.show_sheet(sheets[place % 10], AS_OF)
            table.grid.viewport().repaint()
        qapp.processEvents()
        return int(process.memory_info().rss)

    before = feed(200)
    assert feed(800) - before < 4_000_000


def test_the_model_is_one_qt_can_work_with(make: Any, qtmodeltester: Any) -> None:
    table = make()
    qtmodeltester.check(table.model)
    table.sort_on((("day", True),))
    table.set_filter("茅台")
    qtmodeltester.check(table.model)


def test_rows_wear_their_tone_with_a_mark_and_the_painter_survives_any_width(make: Any, qtbot: Any, qapp: Any) -> None:
    table = make(count=0)
    columns = dict(sheet_of(12).columns)
    table.show_sheet(Sheet({**columns, "tone": ["critical", "bad", "warn", "", *[None] * 8]}), AS_OF)
    plain = make(count=12).grid.grab().toImage()
    assert table.grid.grab().toImage() != plain
    for width in (44, 60, 400):
        for place in range(len(COLUMNS)):
            table.grid.setColumnWidth(place, width)
        table.grid.viewport().repaint()
    spoken = [table.model.data(table.model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in (0, 3)]
    assert spoken == ["000000.SZ, critical", "000003.SZ"]


def test_a_cell_tells_all_when_pointed_at_and_says_when_there_is_nothing(make: Any) -> None:
    table = make()
    cell = table.model.index(4, 3)
    assert table.model.data(cell) == "–"
    assert table.model.data(cell, Qt.ItemDataRole.ToolTipRole) == "no value"
    assert table.model.data(cell, Qt.ItemDataRole.AccessibleTextRole) == "no value"


@pytest.mark.parametrize("theme", [None, LIGHT])
def test_everything_has_a_name_and_every_sign_a_glyph(make: Any, theme: Any) -> None:
    if theme is not None:
        wear(theme)
    table = make()
    assert unnamed(table) == []
    face = QAccessible.queryAccessibleInterface(table.grid)
    assert face.text(QAccessible.Text.Name) == "Holdings"
    if not has_chinese():
        pytest.skip("no font for Chinese on this machine")
    assert tofu(table) == []
    assert [name for name in (*NAMES, "−+↑↓–…△✓◇●‼") if lacks_glyph(name, table.grid.font())] == []


def test_importing_tables_and_charts_brings_nothing_heavy_along() -> None:
    heavy = {"pandas", "duckdb", "sqlalchemy", "pyarrow", "numba", "scipy", "cupy", "matplotlib", "OpenGL"}
    source = (
        "import sys, widgets.tables.table, widgets.charts.line, widgets.charts.bars, widgets.charts.heat\n"
        f"sys.exit(','.join(name for name in {heavy!r} if name in sys.modules) or None)"
    )
    told = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr.strip()) == (0, "")


def test_the_texts_behind_the_tables_need_no_qt() -> None:
    source = (
        "import sys, widgets.tables.export, widgets.tables.filtering, widgets.charts.ticks, widgets.charts.export\n"
        "sys.exit(','.join(name for name in sys.modules if name.startswith(('PySide6', 'pyqtgraph'))) or None)"
    )
    told = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr.strip()) == (0, "")


def test_a_long_table_is_searched_and_sorted_in_pieces_and_the_screen_lives_on(make: Any, qtbot: Any) -> None:
    pace(0)
    table = make(count=6_000)
    table.set_filter("−0.5")
    assert (table.model.rowCount(), table.note.whole()) == (6_000, "Working …")
    qtbot.waitUntil(lambda: table.note.whole() == "")
    assert 0 < table.model.rowCount() < 6_000
    table.show_sheet(sheet_of(6_000, seed=3), AS_OF)
    qtbot.waitUntil(lambda: table.note.whole() == "")
    table.set_filter("")
    assert table.model.rowCount() == 6_000
    table.sort_on((("name", True),))
    table.sort_on((("symbol", True),))
    qtbot.waitUntil(lambda: table.note.whole() == "")
    assert table.model.sort_by == (("symbol", True),), "the newest order counts"
    shown = [table.model.value(row, 0) for row in range(6_000)]
    assert shown == sorted(shown, reverse=True)
    table.copy()
    assert table.note.whole() == "Working …"
    qtbot.waitUntil(lambda: table.note.whole() == "6000 rows copied")
    assert QApplication.clipboard().text().count("\n") == 6_001


def test_a_term_may_name_a_column_that_is_hidden(make: Any) -> None:
    table = make()
    table.set_filter("memo:1+1")
    assert table.model.rowCount() == 30
    table.set_filter("1+1")
    assert table.model.rowCount() == 0


def test_columns_fit_until_a_hand_sizes_them(make: Any, qtbot: Any) -> None:
    columns = (Column("at", "At"), Column("said", "Said"))
    sheet = Sheet({"at": ["2026-01-05"], "said": ["a sentence too long for any column " * 3]})
    unshown = DataTable("Sentences", columns)
    qtbot.addWidget(unshown)
    unshown.show_sheet(sheet, AS_OF)
    again = DataTable("Sentences", columns)
    again.restore(unshown.save())
    qtbot.addWidget(again)
    again.show_sheet(sheet, AS_OF)
    again.resize(500, 200)
    again.show()
    narrow = [again.grid.columnWidth(place) for place in (0, 1)]
    again.resize(1600, 200)
    assert again.grid.columnWidth(0) == narrow[0] != 100
    assert again.grid.columnWidth(1) > narrow[1]
    again.grid.horizontalHeader().resizeSection(1, 400)
    again.resize(1900, 200)
    assert again.grid.columnWidth(1) == 400
    assert [width for _, width, _ in again.save()["columns"]] == [0, 400]
    again.grid.forget_widths()
    again.grid.fit_columns()
    assert again.grid.columnWidth(1) > 400
