"""The model that scores: what it is made of, and the nights it was made on."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from core.ports.views.research import ModelView
from widgets.charts.bars import BarChart, Histogram
from widgets.charts.line import LineChart
from widgets.charts.series import Series
from widgets.kit.cards import Banner, Fact, Short, column_of, named
from widgets.kit.sayings import spoken
from widgets.kit.strips import close_strip
from widgets.kit.words import tr, word
from widgets.panels.research.columns import NIGHTS, PARTS
from widgets.panels.research.state import by_category
from widgets.tables.table import DataTable

_SHORT = 12
_DIGESTS = ("catalogue", "config_hash")
"""Figures shown in short: their tip is the whole."""


class ModelPage(QWidget):
    """Identity on top, composition and its pictures, the nights below."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = {
            "model": Fact(tr("Active model")),
            "weights": Fact(tr("Weights from")),
            "factors": Fact(tr("Factors")),
            "catalogue": Fact(
                tr("Catalogue"), tip=tr("Digest of every computed factor's name, version and expression")
            ),
            "engine": Fact(tr("Engine")),
            "config_hash": Fact(tr("Settings")),
            "seed": Fact(tr("Seed")),
            "top": Fact(tr("Top M / N")),
            "min_coverage": Fact(tr("Least coverage")),
            "neutralise": Fact(tr("Take out")),
            "winsor": Fact(tr("Winsor")),
        }
        self.trouble = Banner()
        self.parts = DataTable("Composition of the score", PARTS, key="factor")
        self.categories = BarChart("score_by_category", "Share of the score by category", "%")
        self.scores = Histogram("scores", "Scores of the newest night")
        self.level = LineChart("score_by_night", "Best, median and spread of the scores")
        self.nights = DataTable("Nights of the model", NIGHTS, key="run_id")
        right = QWidget()
        right.setLayout(column_of(self.categories, self.scores, gap=6))
        upper = QSplitter(Qt.Orientation.Horizontal)
        upper.addWidget(self.parts)
        upper.addWidget(right)
        upper.setSizes([780, 500])
        lower = QSplitter(Qt.Orientation.Horizontal)
        lower.addWidget(self.nights)
        lower.addWidget(self.level)
        lower.setSizes([780, 500])
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.addWidget(upper)
        whole.addWidget(lower)
        whole.setSizes([340, 240])
        alone = tr("The rule is the only model so far: no trained one is registered, no language model has a say.")
        layout = column_of(self.trouble, close_strip(self.facts), named(Short(alone), "caption"), gap=6)
        layout.addWidget(whole, 1)
        layout.setContentsMargins(6, 6, 2, 2)
        self.setLayout(layout)
        for chart in (self.scores, self.level):
            chart.set_empty_text(tr("No night has scored here yet: `daybreak run night` makes one."))

    def show_model(self, view: ModelView) -> None:
        """Show an answer."""
        words, as_of = view.words, view.as_of
        shown = {
            "model": word("head", "rule"),
            "weights": word("weights", words["weights"]),
            "factors": f"{len(view.composition):,}",
            "catalogue": words["catalogue"][:_SHORT],
            "engine": words["engine"],
            "config_hash": words["config_hash"][:_SHORT],
            "seed": words["seed"],
            "top": f"{words['top_m']} / {words['top_n']}",
            "min_coverage": words["min_coverage"],
            "neutralise": word("neutral", words["neutralise"]),
            "winsor": words["winsor"],
        }
        for name, text in shown.items():
            self.facts[name].show_value(text, tip=words[name] if name in _DIGESTS else "")
        self.trouble.say(tr("Nothing would score now: {why}", why=spoken(view.trouble)) if view.trouble else "", "bad")
        self.parts.show_sheet(view.composition, as_of)
        names, shares = by_category(view)
        self.categories.show_series(names, [Series("Share", shares)], as_of)
        self.scores.show_values(view.scores, as_of)
        self.nights.show_sheet(view.nights, as_of)
        self._draw_nights(view)

    def _draw_nights(self, view: ModelView) -> None:
        columns = view.nights.columns
        days = list(columns["trade_date"])[::-1]
        lines = {name: np.array(list(columns[name])[::-1], dtype=np.float64) for name in ("best", "median", "spread")}
        self.level.show_series(
            days,
            [
                Series("Best", lines["best"]),
                Series("Median", lines["median"]),
                Series("Spread", lines["spread"]),
            ],
            view.as_of,
        )
