"""Why one name was ordered or not, beside the table: its stations, opinions, and what made its score."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from core.ports.views.orders import NameView, Stage
from widgets.charts.meters import Meter, Meters
from widgets.kit.cards import Lamp, card_of, column_of, line_of, named, small_button
from widgets.kit.icons import icon
from widgets.kit.theme import theme
from widgets.kit.words import sentence, tr, word
from widgets.panels.orders.state import FATE_TONES, sentence_of, stage_text

_MARKS = {True: ("circle-check", "good"), False: ("circle-x", "bad"), None: ("circle", "faint")}


class StoryPane(QFrame):
    """The story of a name; `ask` is called with a symbol typed in, `follow` with the name shown."""

    def __init__(self, ask: Callable[[str], object], follow: Callable[[], object]) -> None:
        super().__init__()
        self.box = QLineEdit()
        self.box.setPlaceholderText(tr("Why …? Type a symbol, press Enter"))
        self.box.setAccessibleName(tr("Ask about any symbol"))
        self.box.setClearButtonEnabled(True)
        self.box.returnPressed.connect(lambda: ask(self.box.text().strip().upper()))
        self.title = named(QLabel(tr("No name chosen")), "panelTitle")
        self.lamp = Lamp()
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._stages = QGridLayout()
        self._stages.setContentsMargins(0, 0, 0, 0)
        self._stages.setHorizontalSpacing(8)
        self._stages.setVerticalSpacing(3)
        self._stages.setColumnStretch(2, 1)
        stations = QWidget()
        stations.setLayout(self._stages)
        self.opinion, self.heads = QLabel(), named(QLabel(), "caption")
        self.opinion.setWordWrap(True)
        self.heads.setWordWrap(True)
        self.meters = Meters("contributions", "What made the score")
        self.meters.set_empty_text(tr("This name has no score on this day."))
        self.meters.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        more = small_button("history", tr("Follow this back to the source (Audit)"), follow)
        upper = QWidget()
        upper.setLayout(
            column_of(
                card_of(_row(self.title, None, self.lamp, more), self.sentence, gap=4),
                card_of(stations, title=tr("From the market to the fill"), gap=4),
                card_of(self.opinion, self.heads, gap=2),
                gap=6,
            )
        )
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(_with_meters(upper, self.meters))
        self.setLayout(column_of(self.box, scroll, gap=6))
        self.setMinimumWidth(370)

    def show_story(self, story: NameView) -> None:
        """Show a name's story."""
        self.title.setText(f"{story.symbol}  {story.name}".strip())
        self.setAccessibleName(tr("Story of {symbol}", symbol=story.symbol))
        self.lamp.show_state(word("fate", story.fate), FATE_TONES.get(story.fate, "muted"))
        self.sentence.setText(sentence_of(story))
        self.sentence.setVisible(bool(self.sentence.text()))
        self._show_stages(story.stages)
        self._show_heads(story)
        parts = zip(story.factors, story.weights, story.values, story.parts, strict=True)
        told = story.definitions
        meters = [_meter(name, weight, value, part, told.get(name, "")) for name, weight, value, part in parts]
        self.meters.show_meters(meters, story.as_of)
        self.meters.setMinimumHeight(60 + 20 * len(meters))

    def say(self, text: str) -> None:
        """Say why there is no story."""
        self.sentence.setText(text)
        self.sentence.show()

    def _show_stages(self, stages: tuple[Stage, ...]) -> None:
        while self._stages.count():
            item = self._stages.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, stage in enumerate(stages):
            picture, token = _MARKS[stage.passed]
            mark = QLabel()
            mark.setPixmap(icon(picture, str(getattr(theme(), token))).pixmap(14, 14))
            name = named(QLabel(word("station", stage.name)), "" if stage.passed is not None else "caption")
            told = named(QLabel(stage_text(stage)), "caption")
            told.setWordWrap(True)
            self._stages.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
            self._stages.addWidget(name, row, 1, Qt.AlignmentFlag.AlignTop)
            self._stages.addWidget(told, row, 2)

    def _show_heads(self, story: NameView) -> None:
        head = story.heads[0] if story.heads else None
        if head is None or head.score is None:
            self.opinion.setText(tr("Rule score: none"))
        else:
            told = tr("Rule score {score}, rank {rank}", score=f"{head.score:.4f}", rank=head.rank)
            off = tr("{penalty} taken off for its board", penalty=f"{story.penalty:.4f}") if story.penalty else ""
            self.opinion.setText(" · ".join(filter(None, (told, off))))
        self.heads.setText(tr("The rule is the only head; no model and no language model has a say yet."))


def _meter(name: str, weight: float, value: float, part: float, definition: str) -> Meter:
    missing = bool(np.isnan(value))
    rank = tr("no value, counts as 0.5") if missing else f"{value:.2f}"
    tip = tr("{name}: weight {weight}, rank {rank}, adds {part}",
             name=name, weight=f"{weight:+.4f}", rank=rank, part=f"{part:.4f}")  # fmt: skip
    tip = "\n".join(filter(None, (tip, sentence(definition))))
    note = f"{weight:+.3f} × {'–' if missing else f'{value if weight > 0 else 1 - value:.2f}'}"
    return Meter(name, float(part), f"{part:.4f}", None, note, tip, "muted" if missing else "accent")


def _row(*widgets: QWidget | None) -> QWidget:
    holder = QWidget()
    holder.setLayout(line_of(*widgets, gap=6))
    return holder


def _with_meters(upper: QWidget, meters: Meters) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 4, 0)
    layout.setSpacing(6)
    layout.addWidget(upper)
    layout.addWidget(card_of(meters), 1)
    return page
