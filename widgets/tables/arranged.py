"""What a person has arranged on a screen of tables: kept as plain values, put back whatever has become of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QSplitter, QTabWidget

from widgets.tables.table import DataTable


class Arranged:
    """The tables, splitters and tabs of one screen, by name and in order."""

    def __init__(
        self, tables: Mapping[str, DataTable], splits: Sequence[QSplitter], tabs: QTabWidget | None = None
    ) -> None:
        self._tables, self._splits, self._tabs = tables, splits, tabs
        for splitter in splits:
            splitter.setChildrenCollapsible(False)

    def save(self) -> dict[str, Any]:
        """Return the arrangement."""
        return {
            "tables": {name: table.save() for name, table in self._tables.items()},
            "splits": [splitter.sizes() for splitter in self._splits],
            "tab": self._tabs.currentIndex() if self._tabs else 0,
        }

    def restore(self, saved: Mapping[str, Any]) -> None:
        """Put an arrangement back as far as it still fits."""
        for name, table in self._tables.items():
            table.restore(saved.get("tables", {}).get(name, {}))
        for splitter, sizes in zip(self._splits, saved.get("splits", ()), strict=False):
            if len(sizes) == splitter.count() and any(sizes):
                splitter.setSizes([int(size) for size in sizes])
        if self._tabs is not None:
            self._tabs.setCurrentIndex(int(saved.get("tab", 0)))
