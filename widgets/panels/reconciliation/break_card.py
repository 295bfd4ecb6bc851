"""The chosen break: what differs, whose it is, the evidence, and what may be done about it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from widgets.kit.cards import Lamp, action, allow, card_of, column_of, line_of, named
from widgets.kit.sayings import spoken
from widgets.kit.words import tr, word
from widgets.panels.reconciliation.state import ACTIONS, PRIORITY_TONES, ReconciliationState, standing_of


class BreakCard(QWidget):
    """One break with a button for every action there is; those it does not allow say why."""

    def __init__(self, act: Callable[[str], object]) -> None:
        super().__init__()
        self.title = named(QLabel(tr("No break is open")), "panelTitle")
        self.lamp = Lamp()
        self.whose = named(QLabel(), "caption")
        self.detail, self.evidence = QLabel(), named(QLabel(), "caption")
        for label in (self.detail, self.evidence):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(5)
        self.buttons: dict[str, QPushButton] = {}
        for place, (name, (picture, _)) in enumerate(ACTIONS.items()):
            button = action(word("break_action", name), picture, partial(act, name))
            self.buttons[name] = button
            grid.addWidget(button, place // 2, place % 2)
        actions = QWidget()
        actions.setLayout(grid)
        head = QWidget()
        head.setLayout(line_of(self.title, None, self.lamp))
        self.setLayout(column_of(card_of(head, self.whose, self.detail, self.evidence, None, actions, gap=5)))

    def show_break(self, state: ReconciliationState, viewer: bool) -> None:
        """Show the chosen break and what may be done."""
        row = state.chosen()
        for name, button in self.buttons.items():
            allow(button, state.why_not(name, viewer), ("breaks", "resolve", str(state.break_id), "--action", name))
        for label in (self.whose, self.detail, self.evidence):
            label.setVisible(row is not None)
        if row is None:
            self.title.setText(tr("No break is open"))
            self.lamp.show_state(tr("nothing holds orders back"), "good")
            return
        self.title.setText(" ".join(filter(None, (f"#{row['id']}", word("break", row["code"]), row["symbol"]))))
        self.setAccessibleName(self.title.text())
        self.lamp.show_state(f"{row['priority']} · {standing_of(row)}", PRIORITY_TONES.get(row["priority"], "bad"))
        told = (
            word("owner", row["owner"]),
            tr("found {day}", day=row["day"]),
            tr("{age} trading days old", age=row["age_days"]),
            tr("follows #{number}", number=row["follows"]) if row["follows"] else "",
        )
        self.whose.setText(" · ".join(filter(None, told)))
        self.detail.setText(spoken(row["detail"]))
        self.evidence.setText(spoken(row["evidence"]))
