"""F1: what the screen in front is for, and which keys do what."""

from importlib.resources import files

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from widgets.kit.words import language, tr

_SIZE = (720, 560)
_KEYS = "keys"


class HelpPage(QDialog):
    """Shows one section of resources/help and the keys, beside the window; Esc closes it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setWindowTitle(tr("Help"))
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self.resize(*_SIZE)
        self.text = QTextBrowser()
        self.text.setOpenExternalLinks(True)
        self.text.setAccessibleName(tr("Help"))
        QVBoxLayout(self).addWidget(self.text)

    def open_at(self, name: str) -> None:
        """Show the section of a screen."""
        sections = sections_of(language())
        self.text.setMarkdown(sections.get(name, sections["start"]) + "\n\n" + sections[_KEYS])
        self.show()
        self.raise_()


def sections_of(spoken: str) -> dict[str, str]:
    """Return the help in one language by screen; `start` and `keys` are always there."""
    source = files("resources.help").joinpath(f"{spoken}.md").read_text(encoding="utf-8")
    sections: dict[str, list[str]] = {}
    for line in source.splitlines():
        if line.startswith("<!-- "):
            current = sections.setdefault(line.removeprefix("<!-- ").removesuffix(" -->"), [])
        elif sections:
            current.append(line)
    return {name: "\n".join(lines) for name, lines in sections.items()}
