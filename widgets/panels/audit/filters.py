"""The line of filters over a search: words, choices, and a span of days."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from widgets.kit.cards import line_of, retone
from widgets.kit.words import tr
from widgets.panels.audit.state import day_of

Choice = tuple[str, str]
"""A code and what it is called."""


class Filters(QWidget):
    """Words, choices and days; `changed` is called when any of them is, and not while a date is none."""

    def __init__(self, changed: Callable[[], object], placeholder: str) -> None:
        super().__init__()
        self._changed = changed
        self.words = QLineEdit()
        self.words.setPlaceholderText(placeholder)
        self.words.setAccessibleName(placeholder)
        self.words.setClearButtonEnabled(True)
        self.words.editingFinished.connect(self._tell)
        self.since, self.until = self._day(tr("From")), self._day(tr("To"))
        self._boxes: list[QComboBox] = []
        self._line = line_of(self.words, self.since, self.until, gap=5)
        self.setLayout(self._line)

    def add_choice(self, name: str, choices: Sequence[Choice]) -> QComboBox:
        """Add a choice after the words; its first entry, without a code, means any."""
        box = QComboBox()
        box.setAccessibleName(name)
        fill(box, name, choices)
        box.currentIndexChanged.connect(lambda _: self._tell())
        self._line.insertWidget(1 + len(self._boxes), box)
        self._boxes.append(box)
        return box

    def span(self) -> tuple[date | None, date | None]:
        """Return the days typed; ValueError where one is none."""
        return day_of(self.since.text()), day_of(self.until.text())

    def _day(self, name: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setPlaceholderText(name)
        edit.setAccessibleName(name)
        edit.setToolTip(tr("A date such as 2026-01-05"))
        edit.setMaximumWidth(104)
        edit.editingFinished.connect(self._tell)
        return edit

    def _tell(self) -> None:
        wrong = []
        for edit in (self.since, self.until):
            try:
                day_of(edit.text())
                retone(edit, wrong="false")
            except ValueError:
                retone(edit, wrong="true")
                wrong.append(edit)
        if not wrong:
            self._changed()


def fill(box: QComboBox, name: str, choices: Sequence[Choice]) -> None:
    """Offer other choices, keeping the chosen one where it is still among them."""
    wanted = [(None, name), *choices]
    if [box.itemText(place) for place in range(box.count())] == [text for _, text in wanted]:
        return
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    for code, text in wanted:
        box.addItem(text, code)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    box.blockSignals(False)
