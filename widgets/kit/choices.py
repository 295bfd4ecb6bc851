"""A captioned choice of one among several."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from widgets.kit.cards import line_of, named


class Choice(QWidget):
    """A box, beside its caption unless `is_bare`; `chosen` is told what a person chose, not what the program did."""

    def __init__(
        self,
        caption: str,
        chosen: Callable[[str], object],
        offered: Sequence[tuple[str, str]] = (),
        is_bare: bool = False,
    ) -> None:
        super().__init__()
        self._chosen = chosen
        self.box = QComboBox()
        self.box.setAccessibleName(caption)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.activated.connect(lambda _: self._chosen(self.value()))
        self.setLayout(line_of(*([] if is_bare else [named(QLabel(caption), "caption")]), self.box, gap=4))
        if offered:
            self.offer(offered, offered[0][0])

    def offer(self, offered: Sequence[tuple[str, str]], current: str) -> None:
        """Offer codes with their words, one of them chosen; a box with nothing to offer hides."""
        listed = [(str(self.box.itemData(place)), self.box.itemText(place)) for place in range(self.box.count())]
        if listed != list(offered):
            self.box.clear()
            for code, text in offered:
                self.box.addItem(text, code)
        self.setVisible(bool(offered))
        self.choose(current)

    def choose(self, code: str) -> None:
        """Show a code as chosen, if it is offered."""
        place = self.box.findData(code)
        if place >= 0:
            self.box.setCurrentIndex(place)

    def value(self) -> str:
        """Return the code chosen, '' where nothing is offered."""
        return str(self.box.currentData() or "")
