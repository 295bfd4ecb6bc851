"""One alarm in full: how it stands, what was seen, what to do, who answered it."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from core.domain.alarms import AlarmState
from widgets.kit.cards import Lamp, Pill, line_of, named, retone
from widgets.kit.sayings import spoken
from widgets.kit.words import moment, tr, word
from widgets.panels.alarms.state import age, evidence, tone_of


class AlarmDetail(QFrame):
    """The card beside the list; `buttons` stand at its foot."""

    def __init__(self, *buttons: QPushButton) -> None:
        super().__init__()
        named(self, "card")
        self._lamp, self._priority = Lamp(), Pill()
        self._title, self._detail, self._remedy = (named(QLabel(), "panelTitle"), QLabel(), QLabel())
        for label in (self._title, self._detail, self._remedy):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        retone(self._remedy, tone="accent")
        self._facts = QFormLayout()
        self._facts.setContentsMargins(0, 4, 0, 0)
        self._facts.setHorizontalSpacing(14)
        self._facts.setVerticalSpacing(2)
        inside = QWidget()
        text = QVBoxLayout(inside)
        text.setContentsMargins(0, 0, 6, 0)
        text.setSpacing(6)
        for widget in (self._title, self._detail, self._remedy):
            text.addWidget(widget)
        text.addLayout(self._facts)
        text.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 9, 12, 10)
        layout.addLayout(line_of(self._lamp, None, self._priority))
        layout.addWidget(scroll, 1)
        layout.addLayout(line_of(*buttons, None, gap=6))
        self.show_alarm(None)

    def show_alarm(self, row: dict[str, Any] | None) -> None:
        """Show an alarm, or that none is picked."""
        while self._facts.rowCount():
            self._facts.removeRow(0)
        if row is None:
            self._lamp.show_state(tr("No alarm picked"), "muted")
            self._priority.hide()
            for label in (self._title, self._detail, self._remedy):
                label.setText("")
            return
        self._lamp.show_state(word("alarm_state", row["state"]), tone_of(row))
        self._priority.show_state(tr("priority {number}", number=row["priority"]), tone_of(row))
        self._priority.show()
        self._title.setText(row["title"])
        self._detail.setText(spoken(row["detail"]))
        self._remedy.setText(tr("What to do: {remedy}", remedy=row["remedy"]))
        for name, value in _facts(row):
            caption = named(QLabel(name), "caption")
            figure = QLabel(value)
            figure.setWordWrap(True)
            figure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._facts.addRow(caption, figure)


def _facts(row: dict[str, Any]) -> list[tuple[str, str]]:
    facts = [
        (tr("Since"), tr("{moment}, {age}", moment=moment(row["since"]), age=age(row["age_min"]))),
        (tr("Owner"), word("owner", row["owner"])),
        (tr("Came up"), tr("{count} time(s), first {moment}", count=row["count"], moment=moment(row["first_at"]))),
    ]
    if row["many"] > 1:
        facts.append((tr("Covers"), tr("{count} of the kind", count=row["many"])))
    if row["chattering"]:
        facts.append((tr("Chatters"), tr("it comes and goes again and again")))
    if row["by"]:
        whose = tr("Shelved by") if row["state"] == AlarmState.SHELVED else tr("Acknowledged by")
        facts.append((whose, tr("{name}: {note}", name=row["by"], note=row["note"])))
    if row["until"] is not None:
        facts.append((tr("Until"), moment(row["until"])))
    return [*facts, *evidence(row)]
