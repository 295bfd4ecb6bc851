"""The drawer: asks a person for what an action needs, and shows what it will do, without hiding the screen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from widgets.kit.cards import action, allow, line_of, named, plain, retone
from widgets.kit.link import Done
from widgets.kit.words import tr

Confirm = Callable[[Mapping[str, str]], None]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in: free text, one of `choices`, or where `phrase` is given exactly that phrase."""

    name: str
    label: str
    required: bool = True
    default: str = ""
    choices: tuple[str, ...] = ()
    phrase: str = ""
    is_secret: bool = False


class Drawer(QFrame):
    """A form that opens on the screen it belongs to; Esc closes it, Enter confirms once everything is filled in."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("drawer")
        self._title = named(plain(QLabel()), "panelTitle")
        self._consequences = plain(QLabel())
        self._consequences.setWordWrap(True)
        self._form = QFormLayout()
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        self._missing = named(QLabel(), "caption")
        self._said = plain(QLabel())
        self._said.setWordWrap(True)
        self._confirm = action(tr("Confirm"), "check", self._confirmed, tone="accent")
        self._cancel = action(tr("Cancel (Esc)"), "x", self.close_up)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.addWidget(self._title)
        layout.addWidget(self._consequences)
        layout.addLayout(self._form)
        layout.addWidget(self._said)
        layout.addLayout(line_of(self._missing, None, self._cancel, self._confirm))
        self._fields: dict[str, tuple[Field, QLineEdit | QComboBox]] = {}
        self._on_confirm: Confirm | None = None
        self.hide()

    def ask(
        self,
        title: str,
        consequences: Sequence[str],
        fields: Sequence[Field],
        on_confirm: Confirm,
        confirm: str = "",
        tone: str = "accent",
    ) -> None:
        """Open for one action: what it is, what will change, what must be filled in."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._consequences.setText("\n".join(f"•  {line}" for line in consequences))
        self._consequences.setVisible(bool(consequences))
        self._confirm.setText(confirm or tr("Confirm"))
        retone(self._confirm, tone=tone)
        retone(self, tone=tone)
        self._said.hide()
        self._fill(fields)
        self._on_confirm = on_confirm
        self.show()
        self._check()
        first = next((edit for _, edit in self._fields.values()), self._confirm)
        first.setFocus()

    def say(self, done: Done) -> None:
        """Show how the action ended; the drawer closes by itself where all went well."""
        if done.went_well:
            self.close_up()
            return
        self._said.setText(done.told)
        retone(self._said, tone="bad")
        self._said.show()
        self._check()

    def close_up(self) -> None:
        """Close without doing anything."""
        self._on_confirm = None
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether a person is being asked."""
        return not self.isHidden()

    def values(self) -> dict[str, str]:
        """Return what is filled in by field name."""
        return {name: _text(edit) for name, (_, edit) in self._fields.items()}

    def edit(self, name: str) -> QWidget:
        """Return the input of a field."""
        return self._fields[name][1]

    @property
    def confirm_button(self) -> QPushButton:
        """The button that does it."""
        return self._confirm

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Close on Esc, confirm on Enter."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._confirm.isEnabled():
            self._confirmed()
        else:
            super().keyPressEvent(event)

    def _fill(self, fields: Sequence[Field]) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        self._fields = {}
        for field in fields:
            edit = _edit(field)
            edit.setAccessibleName(field.label)
            if isinstance(edit, QLineEdit):
                edit.textChanged.connect(self._check)
            self._form.addRow(field.label, edit)
            self._fields[field.name] = (field, edit)

    def _check(self) -> None:
        lacking = [field.label for field, edit in self._fields.values() if not _is_filled(field, _text(edit))]
        self._missing.setText(tr("Still to fill in: {names}", names=", ".join(lacking)) if lacking else "")
        allow(self._confirm, self._missing.text())

    def _confirmed(self) -> None:
        if self._on_confirm is not None and self._confirm.isEnabled():
            allow(self._confirm, tr("Under way"))
            self._on_confirm(self.values())


def _edit(field: Field) -> QLineEdit | QComboBox:
    if field.choices:
        box = QComboBox()
        box.addItems(list(field.choices))
        box.setCurrentText(field.default or field.choices[0])
        return box
    edit = QLineEdit(field.default)
    if field.phrase:
        edit.setPlaceholderText(field.phrase)
    if field.is_secret:
        edit.setEchoMode(QLineEdit.EchoMode.Password)
    return edit


def _text(edit: QLineEdit | QComboBox) -> str:
    return edit.currentText() if isinstance(edit, QComboBox) else edit.text()


def _is_filled(field: Field, text: str) -> bool:
    if field.phrase:
        return text == field.phrase
    return bool(text.strip()) or not field.required
