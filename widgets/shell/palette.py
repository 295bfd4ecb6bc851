"""The command palette: type a few letters, press Enter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from widgets.kit.cards import named
from widgets.kit.words import tr

_MOST = 12
_SIZE = (560, 380)
_FROM_TOP = 70


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done from anywhere: what it is called, the keys that do it too, and how."""

    text: str
    keys: str
    do: Callable[[], object]


Found = Callable[[str], Sequence[Command]]


class CommandPalette(QFrame):
    """Lists commands that match; `also` is asked for what the typed text itself names."""

    def __init__(self, over: QWidget, commands: Callable[[], Sequence[Command]], also: Found) -> None:
        super().__init__(over)
        named(self, "drawer")
        self._over = over
        self._commands = commands
        self._also = also
        self._all: Sequence[Command] = ()
        self._shown: list[Command] = []
        self.box = QLineEdit()
        self.box.setPlaceholderText(tr("A screen, a command, a symbol, an order, a run …"))
        self.box.setAccessibleName(tr("Find a command (Ctrl+K)"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Commands found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.addWidget(self.box)
        layout.addWidget(self.list)
        self.box.textChanged.connect(self._find)
        self.box.returnPressed.connect(self._do)
        self.list.itemActivated.connect(lambda _: self._do())
        self.list.itemClicked.connect(lambda _: self._do())
        self.box.installEventFilter(self)
        self.hide()

    def open_up(self) -> None:
        """Show it over the window, empty."""
        self._all = self._commands()
        width, height = _SIZE
        self.setGeometry(max(0, (self._over.width() - width) // 2), _FROM_TOP, width, height)
        self.box.clear()
        self._find("")
        self.show()
        self.raise_()
        self.box.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Move in the list with the arrow keys, close on Esc, all while typing."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self.list.setCurrentRow((self.list.currentRow() + step) % max(1, self.list.count()))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.hide()
                return True
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        return super().eventFilter(watched, event)

    def _find(self, text: str) -> None:
        words = text.casefold().split()
        matching = [each for each in self._all if all(word in each.text.casefold() for word in words)]
        self._shown = [*matching, *self._also(text.strip())][:_MOST]
        self.list.clear()
        for command in self._shown:
            self.list.addItem(QListWidgetItem(f"{command.text}    {command.keys}".rstrip()))
        self.list.setCurrentRow(0)

    def _do(self) -> None:
        row = self.list.currentRow()
        self.hide()
        if 0 <= row < len(self._shown):
            self._shown[row].do()
