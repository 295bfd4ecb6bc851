"""The table of every screen: rows, a filter box, columns to choose, copies and files, a count and an as-of time."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from core.ports.views.sheet import Sheet
from widgets.kit.cards import Short, small_button
from widgets.kit.keys import key_inside
from widgets.kit.saving import AskPath, Saver, ask_path, breathe
from widgets.kit.stages import Stages, finish
from widgets.kit.style import scaled
from widgets.kit.turns import begin, drop
from widgets.kit.words import tr
from widgets.tables.age import Age
from widgets.tables.chooser import Chooser
from widgets.tables.column import Column
from widgets.tables.export import Extract, tab_separated, write_csv, write_xlsx
from widgets.tables.filtering import Term, matching, parse
from widgets.tables.grid import Grid
from widgets.tables.model import SheetModel, SortBy
from widgets.tables.reading import Positions, Reading

_FILTER_PX = (110, 280)
_TYPING_PAUSE_MS = 120
_ROWS_AT_ONCE = 5_000
"""A table no longer than this is searched, sorted and copied at once, a longer one in pieces."""

_MOST_RANGES = 1_000
"""Qt takes a selection of more ranges than this too slowly to keep it."""


class DataTable(QWidget):
    """A table fed with sheets; `picked` is the current row, `opened` a row asked to open, as values by field name.

    `name` is its English title, `key` the field that tells one row from another: by it the selection and the current
    row survive the next sheet. `show_sheet` may be called several times a second; a sheet like the last one costs
    nothing.
    """

    picked = Signal(dict)
    opened = Signal(dict)
    saved = Signal(str)
    failed = Signal(str)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        key: str = "",
        parent: QWidget | None = None,
        where: AskPath = ask_path,
    ) -> None:
        super().__init__(parent)
        self.name, self.key = name, key
        self._where = where
        self._as_of: datetime | None = None
        self._empty_text = tr("No rows.")
        self._is_fed = False
        self._is_fitted = self._is_settled = False
        self._is_renewing = False
        self.model = SheetModel(columns)
        self.grid = Grid(self.model)
        self.filter_box = QLineEdit()
        self.count = QLabel()
        self.age = Age()
        self.note = Short(align=Qt.AlignmentFlag.AlignRight)
        self._saver = Saver(self)
        self._next: Reading | None = None
        self._terms: tuple[Term, ...] = ()
        self._by: SortBy = ()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._lay_out()
        self._wire()
        self._tell()

    def set_empty_text(self, text: str) -> None:
        """Say this, already translated, while the sheet has no rows."""
        self._empty_text = text
        self._tell()

    def show_sheet(self, sheet: Sheet, as_of: datetime | None = None) -> None:
        """Show a sheet and the time it was true at; sort order, filter, selection and scroll position stay."""
        self._as_of = as_of
        before = self._next.sheet if self._next else self.model.sheet
        if not (self._is_fed and same(sheet, before)):
            self._is_fed = True
            self._next = Reading(sheet, self.model.columns)
            self._renew()
        self._tell()

    def selected(self) -> list[dict[str, Any]]:
        """Return the selected rows from top to bottom, as values by field name."""
        rows = sorted(index.row() for index in self.grid.selectionModel().selectedRows())
        return [self.model.row(row) for row in rows]

    def current(self) -> dict[str, Any] | None:
        """Return the current row as values by field name; None where there is none."""
        index = self.grid.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def go_to(self, key: object) -> bool:
        """Make the row with this key the current one, if it is shown."""
        for row in range(self.model.rowCount()) if self.key else ():
            if self.model.row(row).get(self.key) == key:
                self.grid.selectRow(row)
                self.grid.scrollTo(self.model.index(row, self._shown_places()[0]))
                return True
        return False

    def set_filter(self, text: str) -> None:
        """Filter as if it had been typed, at once."""
        self.filter_box.setText(text)
        self._filter()

    def sort_on(self, by: SortBy) -> None:
        """Sort by (field, descending), the first weighing most; by nothing is the sheet's own order."""
        self._by = by
        self._renew()

    def copy(self) -> None:
        """Copy the selected rows, or all that are shown where none is, as tab-separated text with headings."""
        chosen = sorted(index.row() for index in self.grid.selectionModel().selectedRows())
        rows = chosen or range(self.model.rowCount())
        extract = self._extract(self.model.positions[rows].tolist())

        def copying() -> Stages[None]:
            text = yield from tab_separated(extract)
            QGuiApplication.clipboard().setText(text)
            self.note.say(tr("{count} rows copied", count=len(rows)))

        # For the rows, so that copying goes on while the table is sorted or renewed.
        self._do(self.grid, copying(), is_long=len(rows) > _ROWS_AT_ONCE)

    def export(self) -> None:
        """Ask for a file and write the rows shown to it, as CSV or as a workbook by its ending."""
        filters = ";;".join((tr("CSV for spreadsheets (*.csv)"), tr("Excel workbook (*.xlsx)")))
        path = self._where(self, f"{self.name.replace(' ', '_')}.csv", filters)
        if path is None:
            return
        extract = self._extract(self.model.positions.tolist())
        write = write_xlsx if path.suffix.casefold() == ".xlsx" else write_csv
        self.note.say(tr("Writing {file} …", file=path.name))
        self._saver.write(path, lambda beside: write(beside, extract, breathe))

    def save(self) -> dict[str, Any]:
        """Return what a person arranged: columns in order, the width given by hand, whether shown; sorting, filter."""
        heads = self.grid.horizontalHeader()
        order = [heads.logicalIndex(visual) for visual in range(heads.count())]
        columns = [
            [self.model.columns[place].field, self.grid.width_by_hand(place), not heads.isSectionHidden(place)]
            for place in order
        ]
        return {
            "columns": columns,
            "sort": [list(each) for each in self._by],
            "filter": self.filter_box.text(),
        }

    def restore(self, saved: Mapping[str, Any]) -> None:
        """Arrange the table as saved; fields it no longer has are passed over, new ones stay where they are."""
        heads = self.grid.horizontalHeader()
        places = {column.field: place for place, column in enumerate(self.model.columns)}
        known = [each for each in saved.get("columns", ()) if each[0] in places]
        for visual, (field, width, is_shown) in enumerate(known):
            place = places[field]
            heads.moveSection(heads.visualIndex(place), visual)
            heads.setSectionHidden(place, not is_shown)
            if is_shown and width:
                heads.resizeSection(place, width)
        self.sort_on(tuple((field, bool(down)) for field, down in saved.get("sort", ()) if field in places))
        self.set_filter(str(saved.get("filter", "")))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take Esc and the arrow down in the filter box, and Esc in the rows."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and (self.filter_box.text() or watched is self.filter_box):
                self.set_filter("")
                self.grid.setFocus()
                return True
            if watched is self.filter_box and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._filter()
                self.grid.setFocus()
                if self.model.rowCount() and not self.grid.selectionModel().hasSelection():
                    self.grid.selectRow(0)
                return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the columns once the style of the screen is known."""
        super().showEvent(event)
        if not self._is_settled:
            self._is_settled = self._is_fitted
            self._fit()

    def _lay_out(self) -> None:
        title = tr(self.name)
        self.setObjectName("DataTable")
        self.grid.setAccessibleName(title)
        self.filter_box.setAccessibleName(tr("Filter of {table}", table=title))
        self.filter_box.setPlaceholderText(tr("Filter  Ctrl+F"))
        self.filter_box.setToolTip(tr("Words, field:word, field>100, >5%, field:1..9; a leading - means not"))
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.setMinimumWidth(scaled(_FILTER_PX[0]))
        self.filter_box.setMaximumWidth(scaled(_FILTER_PX[1]))
        self.note.setObjectName("note")
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(8)
        bar.addWidget(self.filter_box, 2)
        bar.addWidget(self.note, 1)
        for label in (self.count, self.age):
            bar.addWidget(label)
        columns, export = tr("Choose the columns of {table}", table=title), tr("Export {table}", table=title)
        self.columns_button = small_button("columns-3", columns, self._choose_columns)
        self.export_button = small_button("download", export, self.export)
        bar.addWidget(self.columns_button)
        bar.addWidget(self.export_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(bar)
        layout.addWidget(self.grid, 1)
        for place, column in enumerate(self.model.columns):
            self.grid.setColumnHidden(place, column.hidden)

    def _wire(self) -> None:
        self.filter_box.installEventFilter(self)
        self.grid.installEventFilter(self)
        self.filter_box.textEdited.connect(lambda _: self._typing.start())
        self._typing.timeout.connect(self._filter)
        self.grid.opened.connect(lambda row: self.opened.emit(self.model.row(row)))
        self.grid.selectionModel().currentRowChanged.connect(lambda *_: self._tell_pick())
        heads = self.grid.horizontalHeader()
        heads.sectionClicked.connect(self._sort_by_click)
        heads.customContextMenuRequested.connect(lambda at: self._menu().popup(heads.mapToGlobal(at)))
        self._saver.saved.connect(lambda path: self.note.say(tr("Saved {path}", path=path)))
        self._saver.saved.connect(self.saved)
        self._saver.failed.connect(self.note.say)
        self._saver.failed.connect(self.failed)
        key_inside(self, "Ctrl+F", self.focus_filter)
        key_inside(self, "Ctrl+E", self.export)
        key_inside(self.grid, "Ctrl+C", self.copy)

    def focus_filter(self) -> None:
        """Let the next keys go into the filter."""
        self.filter_box.setFocus()
        self.filter_box.selectAll()

    def _filter(self) -> None:
        self._typing.stop()
        self._terms = parse(self.filter_box.text(), self.model.columns)
        self._renew()

    def _renew(self) -> None:
        """Show the newest sheet behind filter and sort order."""
        rows = len((self._next or self.model.reading).sheet)
        self._do(self, self._arranging(), is_long=rows > _ROWS_AT_ONCE and bool(self._terms or self._by))

    def _do(self, owner: QWidget, work: Stages[None], is_long: bool) -> None:
        """Do work at once, or what takes long in pieces between which the screen lives; the newest counts."""
        drop(owner)
        if is_long:
            self.note.say(tr("Working …"))
            begin(owner, work)
        else:
            finish(work)

    def _arranging(self) -> Stages[None]:
        reading, by = self._next or self.model.reading, self._by
        found = yield from matching(self._terms, reading, [self.model.columns[place] for place in self._shown_places()])
        order = yield from reading.sorting(by, np.flatnonzero(found))
        if self.note.whole() == tr("Working …"):
            self.note.say("")
        self._next = None
        self._keeping_place(lambda: self.model.take(reading, order, by))
        yield
        if not self._is_fitted and len(reading.sheet):
            self._is_fitted = True
            self._fit()
        self._tell()

    def _sort_by_click(self, place: int) -> None:
        field = self.model.columns[place].field
        before = dict(self._by)
        down = not before[field] if field in before else False
        adding = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        others = tuple(each for each in self._by if each[0] != field) if adding else ()
        self.sort_on((*others, (field, down)))

    def _tell(self) -> None:
        shown, total = self.model.rowCount(), len(self.model.sheet)
        self.count.setText(tr("{shown} of {all} rows", shown=f"{shown:,}", all=f"{total:,}"))
        self.age.say(self._as_of)
        nothing = tr("No row matches the filter. Esc clears it.") if total else self._empty_text
        if nothing != self.grid.empty_text:
            self.grid.empty_text = nothing
            self.grid.viewport().update()

    def _tell_pick(self) -> None:
        index = self.grid.currentIndex()
        if index.isValid() and not self._is_renewing:
            self.picked.emit(self.model.row(index.row()))

    def _shown_places(self) -> list[int]:
        heads = self.grid.horizontalHeader()
        order = [heads.logicalIndex(visual) for visual in range(heads.count())]
        return [place for place in order if not heads.isSectionHidden(place)]

    def _fit(self) -> None:
        self.grid.fit_columns()

    def _fit_all(self) -> None:
        self.grid.forget_widths()
        self._fit()

    def _extract(self, positions: Sequence[int]) -> Extract:
        columns = [self.model.columns[place] for place in self._shown_places()]
        return Extract(tr(self.name), columns, self.model.sheet, positions, self._as_of, self.filter_box.text())

    def _choose_columns(self) -> None:
        self._menu().popup(_below(self.columns_button))

    def _menu(self) -> Chooser:
        return Chooser(
            self.model.columns, lambda place: not self.grid.isColumnHidden(place), self._choose, self._fit_all, self
        )

    def _choose(self, places: range, is_shown: bool) -> None:
        for place in places:
            if is_shown or len(self._shown_places()) > 1:
                self.grid.setColumnHidden(place, not is_shown)
        self._filter()

    def _keeping_place(self, change: Callable[[], None]) -> None:
        """Change the rows, then find the selection, the current row and the scroll position again by key."""
        chosen, bar, current = self.grid.selectionModel(), self.grid.verticalScrollBar(), self.grid.currentIndex()
        scrolled, at, column = bar.value(), current.row(), max(current.column(), 0)
        rows = [
            each for selected in chosen.selection().toList() for each in range(selected.top(), selected.bottom() + 1)
        ]
        before, places = self.model.reading, self.model.positions[[*rows, *([at] if at >= 0 else [])]]
        self._is_renewing = True
        try:
            change()
            places = self._places_now(before, places)
            found = np.flatnonzero(np.isin(self.model.positions, places[: len(rows)])) if rows else np.arange(0)
            now = np.flatnonzero(self.model.positions == places[-1]) if at >= 0 else np.arange(0)
            is_placed = bool(rows) or at >= 0
            if is_placed and (
                not chosen.hasSelection() or found.tolist() != sorted(rows) or now.tolist() != [at][: at + 1]
            ):
                self._select(found, int(now[0]) if len(now) else -1, column)
        finally:
            self._is_renewing = False
        bar.setValue(scrolled)

    def _places_now(self, before: Reading, places: Positions) -> Positions:
        """Return where in the sheet now the rows stand that stood at these places of the one before; -1 for gone."""
        old, new = before.sheet.columns.get(self.key), self.model.sheet.columns.get(self.key)
        if self.model.reading is before or old is None or new is None or not len(places):
            return places
        wanted = {old[place] for place in places}
        found = {key: place for place, key in enumerate(new) if key in wanted}
        return np.array([found.get(old[place], -1) for place in places], dtype=np.intp)

    def _select(self, rows: Positions, current: int, column: int) -> None:
        model, chosen = self.model, self.grid.selectionModel()
        ends = np.flatnonzero(np.diff(rows, append=-1) != 1)
        starts = np.concatenate([[0], ends[:-1] + 1]) if len(ends) else ends
        picture = QItemSelection()
        for start, end in (
            zip(rows[starts].tolist(), rows[ends].tolist(), strict=True) if len(ends) <= _MOST_RANGES else ()
        ):
            picture.select(model.index(start, 0), model.index(end, len(model.columns) - 1))
        chosen.select(picture, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if current >= 0:
            chosen.setCurrentIndex(model.index(current, column), QItemSelectionModel.SelectionFlag.NoUpdate)


def same(one: Sheet, other: Sheet) -> bool:
    """Whether two sheets hold the same values; a NaN in a list counts as a difference."""
    if one is other:
        return True
    pairs = [(values, other.columns.get(field)) for field, values in one.columns.items()]
    return one.columns.keys() == other.columns.keys() and all(_equal(here, there) for here, there in pairs)


def _equal(here: Any, there: Any) -> bool:
    if here is there:
        return True
    if isinstance(here, np.ndarray) and isinstance(there, np.ndarray):
        is_float = here.dtype.kind in "fmM" and there.dtype.kind in "fmM"
        return here.dtype == there.dtype and bool(np.array_equal(here, there, equal_nan=is_float))
    return bool(type(here) is type(there) and len(here) == len(there) and here == there)


def _below(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(QPoint(0, widget.height()))
