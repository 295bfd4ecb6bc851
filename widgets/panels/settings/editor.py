"""One switch in full, with its editor: judged while a person types."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from core.settings.render import Switch
from core.settings.worth import effect_of
from widgets.kit.cards import Lamp, action, allow, line_of, named
from widgets.kit.words import tr
from widgets.panels.settings.state import EFFECTS, SettingsState
from widgets.panels.settings.titles import must_be, reason_of, section_title, title_of, unit_of

_YES_NO = ("true", "false")


class SwitchEditor(QFrame):
    """The card beside the list; `changed` is called after every change of what is typed."""

    def __init__(self, state: SettingsState, changed: Callable[[], object]) -> None:
        super().__init__()
        named(self, "card")
        self._state, self._changed = state, changed
        self._is_filling = False
        self._title, self._name = named(QLabel(), "panelTitle"), named(QLabel(), "caption")
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._reason = QLabel()
        self._reason.setWordWrap(True)
        self.line, self.box = QLineEdit(), QComboBox()
        self.line.textEdited.connect(self._typed)
        self.box.textActivated.connect(self._typed)
        self.verdict = Lamp()
        self._facts = QFormLayout()
        self._facts.setHorizontalSpacing(14)
        self._facts.setVerticalSpacing(2)
        self.default_button = action(tr("Back to the default"), "rotate-ccw", self._reset)
        self.undo_button = action(tr("Undo"), "undo-2", self._undo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 9, 12, 10)
        layout.setSpacing(6)
        for widget in (self._title, self._name, self._reason, self.line, self.box, self.verdict):
            layout.addWidget(widget)
        layout.addLayout(self._facts)
        layout.addStretch(1)
        layout.addLayout(line_of(self.default_button, self.undo_button, None))
        self.show_switch()

    def show_switch(self) -> None:
        """Show the switch that is picked, with what was typed for it."""
        switch = self._state.switch(self._state.picked)
        for widget in (self.line, self.box, self.verdict, self.default_button, self.undo_button):
            widget.setVisible(switch is not None)
        while self._facts.rowCount():
            self._facts.removeRow(0)
        if switch is None:
            self._title.setText(tr("Pick a switch"))
            self._name.setText("")
            self._reason.setText(tr("Its reason, limits and default stand here, and where it is changed."))
            return
        self._title.setText(title_of(switch))
        self._name.setText(f"{section_title(switch.section)}  ·  {switch.name}")
        self._reason.setText(reason_of(switch))
        for caption, text in self._told(switch):
            self._facts.addRow(named(QLabel(caption), "caption"), _wrapped(text))
        self._fill(switch)
        self._judge()

    def _fill(self, switch: Switch) -> None:
        choices = _YES_NO if switch.kind == "true or false" else switch.choices
        text = self._state.text_of(switch.name)
        self.box.setVisible(bool(choices))
        self.line.setVisible(not choices)
        for widget in (self.line, self.box):
            widget.setAccessibleName(title_of(switch))
        if choices:
            self.box.clear()
            self.box.addItems(list(choices))
            self.box.setCurrentText(text)
        elif self.line.text() != text:
            self.line.setText(text)

    def _told(self, switch: Switch) -> list[tuple[str, str]]:
        value = self._state.value(switch.name)
        source = value.overridden_by or (tr("cfg.yaml of this home") if value.is_in_file else tr("the default"))
        facts = [
            (tr("Must be"), must_be(switch)),
            (tr("Unit"), unit_of(switch)),
            (tr("Default"), value.default),
            (tr("In force"), value.value),
            (tr("Comes from"), source),
            (tr("A change is"), tr(EFFECTS[effect_of(switch)])),
        ]
        return [(caption, text) for caption, text in facts if text]

    def _judge(self) -> None:
        name = self._state.picked
        wrong, typed = self._state.problem(name), name in self._state.typed
        if wrong:
            self.verdict.show_state(wrong, "bad")
        elif typed:
            self.verdict.show_state(tr("not yet saved"), "accent")
        elif self._state.text_of(name) != self._state.value(name).default:
            self.verdict.show_state(tr("differs from the default"), "warn")
        else:
            self.verdict.show_state(tr("the default"), "muted")
        allow(self.undo_button, "" if typed else tr("Nothing was typed."))
        value = self._state.value(name)
        at_default = not value.is_in_file and not typed
        allow(self.default_button, tr("It is at its default.") if at_default else "", ("config", "unset", name))

    def _typed(self, text: str) -> None:
        self._state.type(self._state.picked, text)
        self._judge()
        self._changed()

    def _reset(self) -> None:
        self._state.reset(self._state.picked)
        self.show_switch()
        self._changed()

    def _undo(self) -> None:
        self._state.undo(self._state.picked)
        self.show_switch()
        self._changed()


def _wrapped(text: str) -> QWidget:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
