"""The first page: what a person sees where there is no desk yet, and the three ways to one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from widgets.kit.cards import action, column_of, named
from widgets.kit.icons import icon
from widgets.kit.theme import theme
from widgets.kit.words import tr

_CARD_WIDTH = 300


class FirstPage(QWidget):
    """Offers the demo, real data from files, or a source; says what is under way once one was chosen."""

    demo = Signal()
    importing = Signal()
    connecting = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        named(self, "page")
        self.demo_button = action(tr("Run the demo"), "play", self.demo.emit, tone="accent")
        self.import_button = action(tr("Choose a folder …"), "folder-open", self.importing.emit)
        self.token_box = QLineEdit()
        self.token_box.setEchoMode(QLineEdit.EchoMode.Password)
        self.token_box.setPlaceholderText(tr("Tushare token"))
        self.token_box.setAccessibleName(tr("Tushare token"))
        self.connect_button = action(tr("Connect"), "plug", lambda: self.connecting.emit(self.token_box.text()))
        self._said = named(QLabel(), "pageText")
        self._said.setWordWrap(True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setFixedWidth(_CARD_WIDTH)
        self._bar.hide()
        self._build()

    def show_progress(self, text: str) -> None:
        """Say what is under way; nothing else can be chosen meanwhile."""
        self._said.setText(text)
        self._bar.show()
        self._allow(False)

    def show_failure(self, text: str) -> None:
        """Say why it did not work; everything can be chosen again."""
        self._said.setText(text)
        self._bar.hide()
        self._allow(True)

    def _allow(self, allowed: bool) -> None:
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
        title = named(QLabel(tr("There is no desk here yet")), "pageTitle")
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
        layout.addWidget(self._said)
        layout.addWidget(self._bar, alignment=Qt.AlignmentFlag.AlignCenter)
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
