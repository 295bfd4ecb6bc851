"""The first page: what a person sees where there is no desk yet, and the three ways to one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from widgets.kit.cards import Banner, action, column_of, named, plain
from widgets.kit.icons import icon
from widgets.kit.theme import theme
from widgets.kit.words import tr

_CARD_WIDTH = 300
_TEXT_WIDTH = 3 * _CARD_WIDTH


class FirstPage(QWidget):
    """Offers the demo, real data from files, or a source; says what is under way once one was chosen.

    What failed stands here, with what to do, until the next try. While it does, and while a desk is being filled, the
    page `holds` its place though a desk may be there already; `leaving` goes on to that desk.
    """

    demo = Signal()
    importing = Signal()
    connecting = Signal(str)
    leaving = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "page")
        self.holds = False
        self.demo_button = action(tr("Run the demo"), "play", self.demo.emit, tone="accent")
        self.import_button = action(tr("Choose a folder …"), "folder-open", self.importing.emit)
        self.token_box = QLineEdit()
        self.token_box.setEchoMode(QLineEdit.EchoMode.Password)
        self.token_box.setPlaceholderText(tr("Tushare token"))
        self.token_box.setAccessibleName(tr("Tushare token"))
        self.connect_button = action(tr("Connect"), "plug", lambda: self.connecting.emit(self.token_box.text()))
        self.leave_button = action(tr("Show the desk as it is"), "layout-dashboard", self._leave)
        self.token_box.returnPressed.connect(self.connect_button.click)
        self._title = named(QLabel(tr("There is no desk here yet")), "pageTitle")
        self.said = named(plain(QLabel()), "pageText")
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.failure = Banner()
        self.failure.setFixedWidth(_TEXT_WIDTH)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("Progress"))
        self.bar.setFixedWidth(_CARD_WIDTH)
        self.bar.hide()
        self.leave_button.hide()
        self._build()

    def show_progress(self, text: str, done: int = 0, of: int = 0, holds: bool = False) -> None:
        """Say what is under way and how far it is, where that is known; nothing else can be chosen meanwhile."""
        self.holds = holds
        self.said.setText(text)
        self.failure.say("")
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.bar.show()
        self._allow(False)

    def show_failure(self, text: str, has_desk: bool = False) -> None:
        """Say why it did not work and what to do; everything can be chosen again, and a desk that is there be seen."""
        self.holds = has_desk
        self.said.setText("")
        self.failure.say(text, "bad")
        self.bar.hide()
        self._allow(True)
        self.leave_button.setVisible(has_desk)
        self._title.setText(tr("The desk here has no data yet") if has_desk else tr("There is no desk here yet"))

    def show_nothing(self) -> None:
        """Offer the ways again, with nothing under way and nothing failed."""
        self.holds = False
        self.said.setText("")
        self.failure.say("")
        self.bar.hide()
        self._allow(True)

    def _leave(self) -> None:
        self.show_nothing()
        self.leaving.emit()

    def _allow(self, allowed: bool) -> None:
        self.leave_button.hide()
        for widget in (self.demo_button, self.import_button, self.token_box, self.connect_button):
            widget.setEnabled(allowed)

    def _build(self) -> None:
        cards = QHBoxLayout()
        cards.setSpacing(16)
        cards.addStretch(1)
        for card in (
            _card(
                "play",
                tr("See it work"),
                tr("20 trading days on a simulated exchange, about three minutes. No account, no data, no order."),
                self.demo_button,
            ),
            _card(
                "database",
                tr("Bring real data"),
                tr("A folder with daily bars and trade_cal, CSV or Parquet. Makes a paper desk: no real money."),
                self.import_button,
            ),
            _card(
                "plug",
                tr("Connect a source"),
                tr(
                    "Your Tushare token goes into this computer's keyring. Makes a paper desk here that pulls each day."
                ),
                self.token_box,
                self.connect_button,
            ),
        ):
            cards.addWidget(card)
        cards.addStretch(1)
        title = self._title
        text = named(
            QLabel(tr("Choose how to begin. Real money is never switched on by this program alone.")), "pageText"
        )
        for label in (title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addWidget(title)
        layout.addWidget(text)
        layout.addSpacing(18)
        layout.addLayout(cards)
        layout.addSpacing(18)
        for widget in (self.failure, self.said, self.bar, self.leave_button):
            layout.addWidget(widget, alignment=Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(3)


def _card(picture: str, title: str, text: str, *controls: QWidget) -> QFrame:
    card = named(QFrame(), "card")
    card.setFixedWidth(_CARD_WIDTH)
    image = QLabel()
    image.setPixmap(icon(picture, theme().accent).pixmap(28, 28))
    body = named(QLabel(text), "pageText")
    body.setWordWrap(True)
    layout = column_of(image, named(QLabel(title), "panelTitle"), body, None, *controls, gap=10)
    layout.setContentsMargins(18, 18, 18, 18)
    card.setLayout(layout)
    return card
