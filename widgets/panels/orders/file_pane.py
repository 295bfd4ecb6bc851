"""The orders file: what its header says, its place in the chain, its answer, and the text itself."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QLabel, QPlainTextEdit, QWidget

from core.ports.views.orders import FileCard
from widgets.kit.cards import Lamp, action, allow, column_of, line_of, named
from widgets.kit.sayings import spoken
from widgets.kit.words import tr, word
from widgets.panels.orders.state import ANSWER_TONES, why_not_decide
from widgets.tables.column import Column, Kind
from widgets.tables.shown import shower

_MONEY = shower(Column("", "", Kind.MONEY))
_ROWS = 9


class FilePane(QFrame):
    """One of the day's files; `decide` and `verify` are called by its buttons."""

    def __init__(self, decide: Callable[[FileCard], object], verify: Callable[[], object]) -> None:
        super().__init__()
        self._cards: tuple[FileCard, ...] = ()
        self.pick = QComboBox()
        self.pick.setAccessibleName(tr("Files of the day"))
        self.pick.currentIndexChanged.connect(lambda _: self._show())
        self.lamp = Lamp()
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(3)
        self._values = [_value() for _ in range(_ROWS)]
        for label, value in zip(_labels(), self._values, strict=True):
            self._form.addRow(named(QLabel(label), "caption"), value)
        facts = QWidget()
        facts.setLayout(self._form)
        self.decide_button = action(tr("Decide …"), "user", lambda: self._card and decide(self._card))
        self.verify_button = action(tr("Verify the chain"), "shield-check", verify)
        allow(self.verify_button, "", ("orders", "verify"))
        buttons = QWidget()
        buttons.setLayout(line_of(self.decide_button, self.verify_button, None, gap=6))
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(tr("Text of the orders file"))
        left = QWidget()
        left.setFixedWidth(430)
        left.setLayout(column_of(self.pick, self.lamp, facts, None, buttons, gap=6))
        self.setLayout(line_of(left, self.text, gap=10))

    @property
    def _card(self) -> FileCard | None:
        place = self.pick.currentIndex()
        return self._cards[place] if 0 <= place < len(self._cards) else None

    def show_files(self, cards: tuple[FileCard, ...], viewer: bool) -> None:
        """Show the day's files, the newest in front; the one that was chosen stays."""
        chosen = self._card.batch_id if self._card else ""
        self._viewer = viewer
        self._cards = cards
        self.pick.blockSignals(True)
        self.pick.clear()
        self.pick.addItems([card.batch_id for card in cards])
        at = next((place for place, card in enumerate(cards) if card.batch_id == chosen), len(cards) - 1)
        self.pick.setCurrentIndex(at)
        self.pick.blockSignals(False)
        self._show()

    def _show(self) -> None:
        card = self._card
        self.pick.setVisible(len(self._cards) > 1)
        allow(self.decide_button, why_not_decide(card, self._viewer), ("orders", "decide"))
        for value, text in zip(self._values, _texts(card), strict=True):
            value.setText(text)
            value.setToolTip(text)
        self.lamp.show_state(*_lamp_of(card))
        if self.text.toPlainText() != (card.text if card else ""):
            self.text.setPlainText(card.text if card else "")
        self.text.setPlaceholderText(tr("No orders file yet: Morning builds it at 9:26."))


def _labels() -> tuple[str, ...]:
    return (
        tr("Batch"), tr("Number of the day"), tr("Content hash"), tr("Hash before"), tr("Valid until"), tr("Orders"),
        tr("Buys"), tr("Sells"), tr("Channel, account"),
    )  # fmt: skip


def _texts(card: FileCard | None) -> tuple[str, ...]:
    if card is None:
        return ("–",) * _ROWS
    return (
        card.batch_id,
        str(card.sequence),
        card.content_hash or "–",
        card.prev_hash or tr("the first of the chain"),
        card.valid_until,
        f"{card.rows}",
        tr("{count} for {yuan} CNY", count=card.buys, yuan=_MONEY(card.buy_fen)),
        tr("{count} for {yuan} CNY", count=card.rows - card.buys, yuan=_MONEY(card.sell_fen)),
        f"{card.channel}  …{card.account_tail}",
    )


def _lamp_of(card: FileCard | None) -> tuple[str, str, str]:
    if card is None:
        return tr("No file"), "muted", ""
    if not card.released:
        return tr("Not released: as it would be written"), "warn", ""
    if not card.answer:
        return tr("Released; no answer yet"), "accent", card.path
    reason = spoken(card.answer_reason)
    by = tr("{answer} ({by}): {reason}", answer=word("answer", card.answer), by=card.answer_by, reason=reason)
    return by, ANSWER_TONES.get(card.answer, "muted"), card.answer_code


def _value() -> QLabel:
    value = QLabel("–")
    value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    value.setMinimumWidth(10)
    return value
