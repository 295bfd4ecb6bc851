"""The rows a table shows, in their order, to Qt and to the painter; texts are made when a cell is first seen."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from core.ports.views.sheet import EMPTY, Sheet
from widgets.kit.words import tr, untranslated
from widgets.tables.column import NUMERIC, Column
from widgets.tables.reading import Positions, Reading
from widgets.tables.shown import NOTHING, full, heading, is_missing, shower

Index = QModelIndex | QPersistentModelIndex
SortBy = tuple[tuple[str, bool], ...]
TONES = {
    "critical": untranslated("critical"),
    "bad": untranslated("bad"),
    "warn": untranslated("a warning"),
    "good": untranslated("good"),
    "simulated": untranslated("simulated"),
    "live": untranslated("live"),
}
"""What each tone is called by a screen reader."""

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_KEPT_TEXTS = 20_000
_NOWHERE = QModelIndex()

TONE = "tone"
"""The field of a sheet that names the theme's token of each row."""


class SheetModel(QAbstractTableModel):
    """A sheet behind a sort order and a filter, both worked out on arrays before, never cell by cell through Qt."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.sort_by: SortBy = ()
        self.positions: Positions = np.arange(0)
        self.reading = Reading(Sheet(EMPTY), self.columns)
        self._values: list[Sequence[Any]] = [()] * len(self.columns)
        self._show: list[Callable[[Any], str]] = [shower(column) for column in self.columns]
        self._texts: list[dict[int, str]] = [{} for _ in self.columns]

    @property
    def sheet(self) -> Sheet:
        """The sheet as it came."""
        return self.reading.sheet

    def take(self, reading: Reading, order: Positions, by: SortBy) -> None:
        """Show the rows of a sheet at these positions, which are sorted by (field, descending)."""
        same_rows, same_order = len(order) == len(self.positions), by == self.sort_by
        if not same_rows:
            self.beginResetModel()
        self.reading, self.positions, self.sort_by = reading, order, by
        self._values = [reading.values(column.field) for column in self.columns]
        for kept in self._texts:
            kept.clear()
        if not same_rows:
            self.endResetModel()
        elif len(order):
            self.dataChanged.emit(self.index(0, 0), self.index(len(order) - 1, len(self.columns) - 1))
        if not same_order:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def value(self, row: int, place: int) -> Any:
        """Return a cell's value as it came."""
        return self._values[place][self.positions[row]]

    def text(self, row: int, place: int) -> str:
        """Return a cell's text."""
        position = int(self.positions[row])
        kept = self._texts[place]
        found = kept.get(position)
        if found is None:
            if len(kept) >= _KEPT_TEXTS:
                kept.clear()
            found = kept[position] = self._show[place](self._values[place][position])
        return found

    def row(self, row: int) -> dict[str, Any]:
        """Return all values of a shown row by field name."""
        return self.sheet.row(int(self.positions[row]))

    @property
    def has_tones(self) -> bool:
        """Whether the sheet says how its rows are to be tinted."""
        return TONE in self.sheet.columns

    def tone(self, row: int) -> str:
        """Return the theme's token a shown row is tinted with; "" for none."""
        tones = self.sheet.columns.get(TONE)
        return "" if tones is None else str(tones[self.positions[row]] or "")

    def sorting(self, place: int) -> str:
        """Return the mark of a sorted column: an arrow, and its rank where several columns sort."""
        for rank, (field, descending) in enumerate(self.sort_by, start=1):
            if field == self.columns[place].field:
                arrow = "↓" if descending else "↑"
                return arrow if len(self.sort_by) == 1 else f"{arrow}{rank}"
        return ""

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self.positions)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many columns there are, hidden ones included."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what Qt asks of a cell; display first, because it is asked most."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column()) if index.isValid() else None
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return full(self.columns[index.column()], self.value(index.row(), index.column()))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[index.column()].kind in NUMERIC else _LEFT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802 - Qt's name
        """Return a column's heading with the mark of its sorting, its tip, or its alignment."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{heading(column)} {self.sorting(section)}".rstrip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr(column.tip) if column.tip else heading(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.kind in NUMERIC else _LEFT
        return None

    def _spoken(self, row: int, place: int) -> str:
        text = self.text(row, place)
        said = tr("no value") if text == NOTHING and is_missing(self.value(row, place)) else text
        tone = TONES.get(self.tone(row)) if place == 0 else None
        return tr("{cell}, {tone}", cell=said, tone=tr(tone)) if tone else said
