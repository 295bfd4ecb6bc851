"""A page of a screen that has a question of its own."""

from collections.abc import Callable, Hashable
from typing import Any

from PySide6.QtWidgets import QWidget

from core.ports.views.asking import Trouble, View
from widgets.kit.cards import Banner, column_of
from widgets.kit.link import Link
from widgets.kit.words import tr


class Part(QWidget):
    """Content with a question of its own: only the newest question's answer is shown, trouble is told above it."""

    def __init__(self, link: Link, content: QWidget, show: Callable[[Any], None]) -> None:
        super().__init__()
        self._link, self._show = link, show
        self._asked: Hashable | None = None
        self.banner = Banner()
        layout = column_of(self.banner, gap=4)
        layout.addWidget(content, 1)
        self.setLayout(layout)

    def ask(self, ask: Hashable | None) -> None:
        """Ask anew; None asks nothing and takes no answer any more."""
        self._asked = ask
        if ask is not None:
            self._link.ask(ask, lambda answer: self._told(ask, answer))

    def _told(self, ask: Hashable, answer: View | Trouble) -> None:
        if ask != self._asked:
            return
        if isinstance(answer, Trouble):
            reason = f"{answer.message} → {answer.remedy}" if answer.remedy else answer.message
            self.banner.say(tr("Not renewed: {reason}", reason=reason), "bad")
            return
        self.banner.say("")
        self._show(answer)
