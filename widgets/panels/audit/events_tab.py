"""Events: searched by words, level, topic and days; the picked one with all that was kept with it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QWidget

from core.ports.views.audit import PageView
from widgets.kit.cards import column_of
from widgets.kit.sayings import spoken
from widgets.kit.words import tr, word
from widgets.panels.audit import columns
from widgets.panels.audit.filters import Filters, fill
from widgets.panels.audit.pieces import Pager
from widgets.panels.audit.state import EVENT_LEVELS, AuditState, events_sheet, pretty
from widgets.tables.table import DataTable


class EventsTab(QSplitter):
    """Events page by page, newest first; `again` asks for the page anew."""

    def __init__(self, state: AuditState, again: Callable[[], object]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._state, self._again = state, again
        self.filters = Filters(self._search, tr("Words in topic, message or detail"))
        self.level = self.filters.add_choice(tr("Any level"), [(code, word("level", code)) for code in EVENT_LEVELS])
        self.topic = self.filters.add_choice(tr("Any topic"), [])
        self.events = DataTable("Events", columns.EVENTS, key="event_id")
        self.events.picked.connect(self._show_one)
        self.pager = Pager(self._turn)
        self.detail = QPlainTextEdit(readOnly=True)
        self.detail.setAccessibleName(tr("Detail of the event"))
        self.detail.setPlaceholderText(tr("Pick an event to see all that was kept with it."))
        left = QWidget()
        left.setLayout(column_of(self.filters, self.events, self.pager, gap=5))
        self.addWidget(left)
        self.addWidget(self.detail)
        self.setSizes([900, 320])

    def show_page(self, view: PageView) -> None:
        """Show a page of events."""
        fill(self.topic, tr("Any topic"), [(each, each) for each in view.choices])
        self.events.show_sheet(events_sheet(view.sheet), view.as_of)
        self.pager.show_place(self._state.page_text(), view.page, view.pages)
        if self.filters.words.text().strip() != self._state.events.text:
            self.filters.words.setText(self._state.events.text)

    def _search(self) -> None:
        since, until = self.filters.span()
        self._state.search_events(
            self.filters.words.text(), self.level.currentData() or "", self.topic.currentData() or "", since, until
        )
        self._again()

    def _turn(self, direction: int) -> None:
        if self._state.turn(direction):
            self._again()

    def _show_one(self, row: dict[str, Any]) -> None:
        head = f"{row['at']:%Y-%m-%d %H:%M:%S}  {word('level', str(row['level']))}  {row['topic']}"
        self.detail.setPlainText("\n\n".join((head, spoken(str(row["message"])), pretty(str(row["detail"])))))
