"""Small pieces every screen is made of: figures, lamps, pills, banners, buttons that say why they are off."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from widgets.kit.icons import icon
from widgets.kit.theme import theme

_LAMPS = {
    "good": "circle-check",
    "warn": "triangle-alert",
    "bad": "circle-x",
    "critical": "octagon-x",
    "muted": "circle-help",
    "accent": "circle-dot",
}


W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str) -> W:
    """Return the widget under the name by which the style sheet knows it."""
    widget.setObjectName(name)
    return widget


def retone(widget: QWidget, **properties: str) -> None:
    """Set dynamic properties and let the style sheet look at the widget again."""
    changed = [name for name, value in properties.items() if widget.property(name) != value]
    for name in changed:
        widget.setProperty(name, properties[name])
    if changed:
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def plain(label: QLabel) -> QLabel:
    """Let a label show what it is told sign by sign: names and messages from outside are never markup."""
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def line_of(*widgets: QWidget | None, gap: int = 8) -> QHBoxLayout:
    """Return widgets side by side; None stands for the space that grows."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget)
    return layout


def column_of(*widgets: QWidget | None, gap: int = 8) -> QVBoxLayout:
    """Return widgets one below the other; None stands for the space that grows."""
    layout = QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget)
    return layout


class Lamp(QWidget):
    """A state as shape, colour and word; `tone` is good, warn, bad, critical, accent or muted for unknown."""

    def __init__(self, text: str = "", tone: str = "muted", tip: str = "") -> None:
        super().__init__()
        self._shape = QLabel()
        self._word = plain(QLabel())
        self.setLayout(line_of(self._shape, self._word, None, gap=5))
        self.show_state(text, tone, tip)

    def show_state(self, text: str, tone: str, tip: str = "") -> None:
        """Show another state."""
        colour = str(getattr(theme(), tone))
        self._shape.setPixmap(icon(_LAMPS[tone], colour).pixmap(15, 15))
        self._word.setText(text)
        retone(self._word, tone="" if tone == "good" else tone)
        self.setToolTip(tip)
        self.setAccessibleName(text)

    def text(self) -> str:
        """Return the word shown."""
        return self._word.text()


class Short(QLabel):
    """A line that gives way: it takes no more room than there is, ends in …, and has the whole text as its tip."""

    def __init__(self, text: str = "", align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> None:
        super().__init__()
        self._whole = ""
        plain(self)
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.say(text)

    def say(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setToolTip(text)
        self._fit()

    def whole(self) -> str:
        """Return the text before it was shortened."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Shorten to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fitting = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        if fitting != self.text():
            self.setText(fitting)


class Pill(QLabel):
    """A short word on a coloured ground."""

    def __init__(self, text: str = "", tone: str = "") -> None:
        super().__init__(text)
        self.setObjectName("pill")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        retone(self, tone=tone)

    def show_state(self, text: str, tone: str) -> None:
        """Show another word."""
        self.setText(text)
        retone(self, tone=tone)


class Fact(QFrame):
    """One figure with its caption above it; `tone` colours the figure and never says anything alone."""

    def __init__(self, label: str, value: str = "–", tone: str = "", tip: str = "") -> None:
        super().__init__()
        self._caption = named(
            QLabel(
                label,
            ),
            "caption",
        )
        self._value = named(
            QLabel(
                value,
            ),
            "value",
        )
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setLayout(column_of(self._caption, self._value, gap=1))
        self.show_value(value, tone, tip)

    def show_value(self, value: str, tone: str = "", tip: str = "") -> None:
        """Show another figure."""
        self._value.setText(value)
        retone(self._value, tone=tone)
        self.setToolTip(tip)
        self.setAccessibleName(f"{self._caption.text()}: {value}")

    def text(self) -> str:
        """Return the figure shown."""
        return self._value.text()


class FactStrip(QFrame):
    """Figures side by side on one card."""

    def __init__(self, *facts: Fact) -> None:
        super().__init__()
        self.setObjectName("card")
        layout = line_of(*facts, None, gap=28)
        layout.setContentsMargins(14, 8, 14, 8)
        self.setLayout(layout)


class Banner(QFrame):
    """A sentence over a screen; hidden until it has something to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._text = plain(QLabel())
        self._text.setWordWrap(True)
        layout = line_of(self._text)
        layout.setContentsMargins(12, 7, 12, 7)
        self.setLayout(layout)
        self.hide()

    def say(self, text: str, tone: str = "warn") -> None:
        """Show a sentence, or with '' nothing."""
        self._text.setText(text)
        retone(self, tone=tone)
        self.setVisible(bool(text))

    def text(self) -> str:
        """Return the sentence shown, '' where none is."""
        return self._text.text()


def card_of(*widgets: QWidget | None, gap: int = 8, title: str = "") -> QFrame:
    """Return a card with widgets one below the other, under a caption where it has one."""
    card = named(QFrame(), "card")
    head = (
        [
            named(
                QLabel(
                    title,
                ),
                "caption",
            )
        ]
        if title
        else []
    )
    layout = column_of(*head, *widgets, gap=gap)
    layout.setContentsMargins(12, 9, 12, 10)
    card.setLayout(layout)
    return card


def action(
    text: str, picture: str, do: Callable[[], object], why_not: str = "", command: Sequence[str] = (), tone: str = ""
) -> QPushButton:
    """Return a button; where `why_not` says something it is off and says so, else its tip names the command it runs."""
    colours = {"accent": theme().on_accent, "critical": theme().on_critical}
    button = QPushButton(icon(picture, colours.get(tone, "")) if picture else icon("chevron-right"), text)
    button.setAccessibleName(text)
    retone(button, tone=tone)
    button.clicked.connect(lambda: do())  # noqa: PLW0108 - Qt would hand it whether it is checked
    allow(button, why_not, command)
    return button


def allow(button: QPushButton | QToolButton, why_not: str, command: Sequence[str] = ()) -> None:
    """Turn a button on, or off with the reason."""
    button.setEnabled(not why_not)
    button.setToolTip(why_not or (f"daybreak {' '.join(command)}" if command else ""))


def small_button(picture: str, name: str, do: Callable[[], object]) -> QToolButton:
    """Return a flat button that shows only a picture; `name` is its tip and what a screen reader says."""
    button = QToolButton()
    button.setIcon(icon(picture))
    button.setToolTip(name)
    button.setAccessibleName(name)
    retone(button, flat="true")
    button.clicked.connect(lambda: do())  # noqa: PLW0108 - Qt would hand it whether it is checked
    return button
