"""What stands on the screen of settings while cfg.yaml does not load: what is wrong, and the ways back."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSplitter, QWidget

from core.ports.views.settings import BrokenSettings
from core.settings.broken import Line
from widgets.kit.cards import Banner, action, allow, card_of, column_of, line_of, named, plain
from widgets.kit.sayings import spoken
from widgets.kit.words import tr
from widgets.tables.column import Column, Kind
from widgets.tables.table import DataTable

_BACKUPS = (
    Column("replaced_at", "Replaced at", Kind.MOMENT, width=168),
    Column("loads", "Loads", Kind.FLAG),
    Column("changes", "Lines that differ", Kind.INTEGER),
    Column("bytes", "Bytes", Kind.INTEGER),
    Column("name", "File", Kind.CODE),
)


class MendPage(QWidget):
    """Shows each mistake with its line and the text around it; `remove` is told the keys, `restore` a backup's name."""

    def __init__(self, remove: Callable[[tuple[str, ...]], object], restore: Callable[[str], object]) -> None:
        super().__init__()
        self._view: BrokenSettings | None = None
        self._viewer = False
        self._restore = restore
        self.what = Banner()
        self.problems = named(plain(QLabel()), "pageText")
        self.problems.setWordWrap(True)
        self.problems.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.lines = QLabel()
        self.lines.setTextFormat(Qt.TextFormat.RichText)
        self.lines.setAccessibleName(tr("The text around it"))
        self.remove_button = action("", "trash-2", lambda: remove(self._removable()), tone="accent")
        self.folder_button = action(tr("Open the folder"), "folder-open", self._open_folder)
        self.restore_button = action(tr("Put it back …"), "history", self._put_back)
        self.backups = DataTable("Backups to go back to", _BACKUPS, key="name")
        self.backups.picked.connect(self._weigh)
        self.diff = QPlainTextEdit()
        self.diff.setReadOnly(True)
        self.diff.setAccessibleName(tr("What going back would change"))
        self._build()

    def show_broken(self, view: BrokenSettings, viewer: bool) -> None:
        """Show what is wrong with the file now."""
        self._view, self._viewer = view, viewer
        self.what.say(
            tr("{file} does not load. Nothing runs until it does; STOP works all the same.", file=view.file), "bad"
        )
        told = [_told(problem.line, spoken(problem.said)) for problem in view.problems]
        self.problems.setText("\n".join(dict.fromkeys(told)))
        self.lines.setText(_marked(view.excerpt))
        self.lines.setVisible(bool(view.excerpt))
        removable = self._removable()
        self.remove_button.setText(
            tr("Take out {keys} …", keys=", ".join(removable)) if removable else tr("Take out a key")
        )
        cannot = "" if removable else tr("No single key is to blame: go back to a backup, or mend the file by hand.")
        allow(self.remove_button, tr("This console only looks.") if viewer else cannot, ("config", "unset"))
        self.backups.show_sheet(view.backups, view.as_of)
        loading = [row for row in self._rows() if row["loads"]]
        if loading and self.backups.current() is None:
            self.backups.go_to(loading[0]["name"])
        self._weigh(self.backups.current())

    def _removable(self) -> tuple[str, ...]:
        return () if self._view is None else self._view.removable

    def _rows(self) -> list[dict[str, Any]]:
        return [] if self._view is None else [self._view.backups.row(at) for at in range(len(self._view.backups))]

    def _weigh(self, row: dict[str, Any] | None) -> None:
        if row is None:
            self.diff.setPlainText("" if self._rows() else tr("There is no backup: no change was ever saved here."))
            why_not = tr("Pick a backup first.")
        else:
            self.diff.setPlainText(str(row["diff"]))
            why_not = "" if row["loads"] else tr("This backup does not load either.")
        allow(self.restore_button, tr("This console only looks.") if self._viewer else why_not, ("config", "restore"))

    def _put_back(self) -> None:
        row = self.backups.current()
        if row is not None:
            self._restore(str(row["name"]))

    def _open_folder(self) -> None:
        if self._view is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._view.file).parent)))

    def _build(self) -> None:
        deeds = QWidget()
        deeds.setLayout(line_of(self.remove_button, self.folder_button, None))
        left, right = QWidget(), QWidget()
        left.setLayout(column_of(self.backups, _row(self.restore_button)))
        right.setLayout(column_of(named(QLabel(tr("What going back would change")), "caption"), self.diff))
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(left)
        both.addWidget(right)
        both.setSizes([560, 600])
        layout = column_of(self.what, card_of(self.problems, self.lines, deeds), both, gap=6)
        layout.setStretchFactor(both, 1)
        self.setLayout(layout)


def _row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(line_of(*widgets, None))
    return holder


def _told(line: int, said: str) -> str:
    return tr("Line {line}: {what}", line=line, what=said) if line else said


def _marked(lines: tuple[Line, ...]) -> str:
    """Return the lines with their numbers, the bad ones marked by a sign and in bold."""
    rows = [f"{'▶' if line.is_bad else '&nbsp;'} {line.number:4d} │ {escape(line.text)}" for line in lines]
    told = [f"<b>{row}</b>" if line.is_bad else row for row, line in zip(rows, lines, strict=True)]
    return f'<pre style="margin:0">{chr(10).join(told)}</pre>'
