"""What the console's table and chart are measured beside: Qt's table over lists, and pyqtgraph as it comes."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QTableView

NOWHERE = QModelIndex()


class ListModel(QAbstractTableModel):
    """Columns kept as lists and shown by `format`, asked for by Qt cell by cell."""

    def __init__(self, columns: Sequence[Sequence[Any]]) -> None:
        super().__init__()
        self._columns = [list(column) for column in columns]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._columns[0])

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            value = self._columns[index.column()][index.row()]
            return f"{value:,.2f}" if isinstance(value, float) else str(value)
        if role == Qt.ItemDataRole.UserRole:
            return self._columns[index.column()][index.row()]
        return None


def plain_table(columns: Sequence[Sequence[Any]]) -> QTableView:
    """Qt's table over `ListModel`, with nothing tuned but the row height."""
    view = QTableView()
    view.setModel(ListModel(columns))
    view.verticalHeader().setDefaultSectionSize(26)
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    return view


def sorted_by_proxy(columns: Sequence[Sequence[Any]], place: int) -> QSortFilterProxyModel:
    """The rows sorted by one column the way Qt's own example does it."""
    source = ListModel(columns)
    proxy = QSortFilterProxyModel()
    source.setParent(proxy)
    proxy.setSourceModel(source)
    proxy.setSortRole(Qt.ItemDataRole.UserRole)
    proxy.sort(place)
    return proxy


def plain_chart(values: np.ndarray[Any, Any]) -> pg.PlotWidget:
    """pyqtgraph with its defaults: every point is drawn."""
    chart = pg.PlotWidget()
    chart.plot(np.arange(len(values), dtype=float), values)
    chart.getViewBox().disableAutoRange()
    return chart
