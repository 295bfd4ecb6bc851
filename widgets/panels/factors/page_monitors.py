"""How strong the market stood, and how far the factors agreed, night by night."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from core.ports.views.factors import MonitorView
from widgets.charts.line import LineChart
from widgets.charts.series import Series
from widgets.kit.cards import Fact, column_of, line_of
from widgets.kit.strips import close_strip
from widgets.kit.words import tr, word
from widgets.panels.factors.columns import NIGHTS
from widgets.panels.factors.state import percent, plain
from widgets.tables.table import DataTable


class MonitorsPage(QWidget):
    """Figures of the newest night, three pictures, and a table of all nights."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = {
            "strength": Fact(tr("Strength"), tip=tr("Mean of the share that rose and the share above its 20-day mean")),
            "least": Fact(tr("Least to buy")),
            "gate": Fact(tr("Gate")),
            "rising": Fact(tr("Rising")),
            "above_mean": Fact(tr("Above mean"), tip=tr("Share of names at or above their 20-day mean close")),
            "agreement": Fact(tr("Agreement"), tip=tr("Mean correlation of any two scoring factors' ranks")),
            "spread": Fact(tr("Spread of ranks"), tip=tr("Standard deviation of a name's ranks over the factors")),
            "best_spread": Fact(tr("On top"), tip=tr("The spread of ranks of the names on top of the score")),
            "heads": Fact(tr("Heads"), tip=tr("Models that score; where there are several their spread is shown too")),
        }
        self.strength = LineChart("market_strength", "Market strength")
        self.agreement = LineChart("factor_agreement", "Agreement")
        self.spread = LineChart("factor_spread", "Spread")
        self.table = DataTable("Nights", NIGHTS, key="run_id")
        pictures = QWidget()
        pictures.setLayout(line_of(self.strength, self.agreement, self.spread))
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(pictures)
        parts.addWidget(self.table)
        parts.setSizes([300, 280])
        layout = column_of(close_strip(self.facts), gap=6)
        layout.addWidget(parts, 1)
        layout.setContentsMargins(6, 6, 2, 2)
        self.setLayout(layout)
        for chart in (self.strength, self.agreement, self.spread):
            chart.set_empty_text(tr("No night has finished here yet: `daybreak run night` makes one."))

    def show_nights(self, view: MonitorView) -> None:
        """Show an answer."""
        nights, as_of = view.nights, view.as_of
        days = list(nights.columns["trade_date"])
        least = np.full(len(days), view.least)
        self.strength.show_series(
            days,
            [
                Series("Strength", _line(nights.columns["strength"]), "accent"),
                Series("Rising", _line(nights.columns["rising"])),
                Series("Above mean", _line(nights.columns["above_mean"])),
                Series("Least to buy", least, "bad"),
            ],
            as_of,
        )
        self.agreement.show_series(days, [Series("Agreement", _line(nights.columns["agreement"]))], as_of)
        self.spread.show_series(
            days,
            [
                Series("Ranks", _line(nights.columns["spread"])),
                Series("On top", _line(nights.columns["best_spread"])),
                Series("Scores", _line(nights.columns["score_spread"])),
            ],
            as_of,
        )
        self.table.show_sheet(nights, as_of)
        self._show_newest(view)

    def _show_newest(self, view: MonitorView) -> None:
        row = view.nights.row(len(view.nights) - 1) if len(view.nights) else {}
        gate = row.get("gate")
        shown = {
            "strength": plain(row.get("strength"), 3),
            "least": plain(view.least, 3),
            "gate": word("ruling", str(gate)) if gate else "–",
            "rising": percent(row.get("rising"), 1, signed=False),
            "above_mean": percent(row.get("above_mean"), 1, signed=False),
            "agreement": plain(row.get("agreement"), 4),
            "spread": plain(row.get("spread"), 4),
            "best_spread": plain(row.get("best_spread"), 4),
            "heads": ", ".join(word("head", head) for head in view.heads),
        }
        for name, text in shown.items():
            self.facts[name].show_value(text, "bad" if name == "gate" and gate == "block" else "")


def _line(values: Sequence[Any]) -> np.ndarray[Any, Any]:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
