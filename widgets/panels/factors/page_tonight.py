"""What a factor says tonight: how its raw and its ranked values are spread, and the names behind them."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from core.ports.views.factors import FactorView
from widgets.charts.bars import Histogram
from widgets.kit.cards import Fact, column_of, line_of
from widgets.kit.strips import close_strip
from widgets.kit.words import tr
from widgets.panels.factors.columns import VALUES
from widgets.panels.factors.state import figure, percent
from widgets.tables.table import DataTable


class TonightPage(QWidget):
    """Two histograms over the table of values."""

    def __init__(self) -> None:
        super().__init__()
        self.raw = Histogram("raw_values", "Raw values")
        self.ranked = Histogram("ranked_values", "Ranked values")
        self.zscores = Histogram("zscores", "Z-scores")
        self.table = DataTable("Values tonight", VALUES, key="symbol")
        self.facts = {
            "names": Fact(tr("Names")),
            "valued": Fact(tr("With a value")),
            "mean": Fact(tr("Mean")),
            "std": Fact(tr("Std. deviation")),
            "low": Fact(tr("5 %")),
            "middle": Fact(tr("Median")),
            "high": Fact(tr("95 %")),
            "ties": Fact(tr("Tied"), tip=tr("Names whose value another name has too")),
            "night": Fact(tr("Night")),
        }
        pictures = QWidget()
        pictures.setLayout(line_of(self.raw, self.ranked, self.zscores))
        lower = QSplitter(Qt.Orientation.Vertical)
        lower.addWidget(pictures)
        lower.addWidget(self.table)
        lower.setSizes([260, 300])
        layout = column_of(close_strip(self.facts), gap=6)
        layout.addWidget(lower, 1)
        layout.setContentsMargins(6, 6, 2, 2)
        self.setLayout(layout)

    def show_values(self, view: FactorView) -> None:
        """Show tonight's values of one factor."""
        raw, rank, zscore = (np.asarray(view.values.columns[name], float) for name in ("raw", "rank", "zscore"))
        self.raw.show_values(raw, view.as_of)
        self.ranked.show_values(rank, view.as_of, bins=20)
        self.zscores.show_values(zscore, view.as_of)
        self.zscores.set_empty_text(tr("Only factors that may score are standardised."))
        self.table.show_sheet(view.values, view.as_of)
        known = raw[np.isfinite(raw)]
        low, middle, high = np.quantile(known, (0.05, 0.5, 0.95)) if len(known) else (None, None, None)
        _, counts = np.unique(known, return_counts=True)
        tied = int(counts[counts > 1].sum())
        shown = {
            "names": f"{len(raw):,}",
            "valued": percent(len(known) / len(raw) if len(raw) else None, 1, signed=False),
            "mean": figure(known.mean() if len(known) else None, 4),
            "std": figure(known.std(ddof=1) if len(known) > 1 else None, 4).lstrip("+"),
            "low": figure(low, 4),
            "middle": figure(middle, 4),
            "high": figure(high, 4),
            "ties": f"{tied:,}",
            "night": f"{view.evening.trade_date}" if view.evening else "–",
        }
        for name, text in shown.items():
            self.facts[name].show_value(text)
