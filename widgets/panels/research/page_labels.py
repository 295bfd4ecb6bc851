"""What names earned after each stored day, by horizon."""

from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QWidget

from core.ports.studies import LabelFigures
from core.ports.views.research import LabelsView
from core.ports.views.sheet import Sheet
from widgets.charts.bars import Histogram
from widgets.charts.line import LineChart
from widgets.charts.series import Series
from widgets.kit.cards import Short, action, column_of, line_of, named
from widgets.kit.days import dates_of
from widgets.kit.words import tr, word
from widgets.panels.research.columns import LABELS
from widgets.panels.research.state import ResearchState
from widgets.tables.table import DataTable

_PERCENT = 100


class LabelsPage(QWidget):
    """The table of horizons over the pictures of the row chosen."""

    def __init__(self, state: ResearchState, measure: Callable[[], object]) -> None:
        super().__init__()
        self._state = state
        self._terms = named(Short(), "caption")
        self._chosen = named(Short(), "panelTitle")
        self.measure: QPushButton = action(tr("Measure labels"), "play", measure, command=("research", "labels"))
        self.table = DataTable("Labels", LABELS, key="at")
        self.table.picked.connect(self._pick)
        self.histogram = Histogram("labels", "How they are spread, in % (the ends hold what lies outside)")
        self.middle = LineChart("label_means", "Mean and median by date", "%")
        self.spread = LineChart("label_spread", "Spread of names by date", "%")
        head = QWidget()
        line = line_of(self._terms, self.measure)
        line.setStretch(0, 1)
        head.setLayout(line)
        lower = QSplitter(Qt.Orientation.Horizontal)
        right = QWidget()
        right.setLayout(column_of(self.middle, self.spread, gap=6))
        lower.addWidget(self.histogram)
        lower.addWidget(right)
        lower.setSizes([560, 700])
        pictures = QWidget()
        layout = column_of(self._chosen, gap=4)
        layout.addWidget(lower, 1)
        pictures.setLayout(layout)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.table)
        parts.addWidget(pictures)
        parts.setSizes([250, 380])
        whole = column_of(head, gap=4)
        whole.addWidget(parts, 1)
        whole.setContentsMargins(6, 6, 2, 2)
        self.setLayout(whole)

    def show_labels(self, view: LabelsView) -> None:
        """Show an answer."""
        self._state.labels = view
        self._terms.say(self._state.label_words())
        nothing = tr("Press “Measure labels”, or run `daybreak research labels`.")
        for chart in (self.histogram, self.middle, self.spread):
            chart.set_empty_text(nothing)
        if view.figures is None:
            self.table.show_sheet(Sheet({column.field: () for column in LABELS}), view.as_of)
            return
        columns: dict[str, Any] = dict(view.figures.columns)
        columns["at"] = list(range(len(view.figures.edges)))
        self.table.show_sheet(Sheet(columns), view.figures.head.as_of)
        self.table.go_to(self._state.label_row())
        self._draw(view.figures)

    def _pick(self, row: dict[str, Any]) -> None:
        self._state.label = (int(row["horizon"]), str(row["names"]))
        figures = self._state.label_figures()
        if figures is not None:
            self._draw(figures)

    def _draw(self, figures: LabelFigures) -> None:
        row = self._state.label_row()
        horizon, names = figures.columns["horizon"][row], str(figures.columns["names"][row])
        self._chosen.say(
            tr("Open of D+1 to close of D+{days} · {names}", days=horizon, names=word("study_names", names))
        )
        as_of, edges = figures.head.as_of, np.asarray(figures.edges[row], dtype=np.float64) * _PERCENT
        self.histogram.show_counts(edges, figures.counts[row], as_of)
        days = dates_of(figures.dates)
        both = [Series("Mean", figures.daily["mean"][row]), Series("Median", figures.daily["median"][row])]
        self.middle.show_series(days, both, as_of)
        self.spread.show_series(days, [Series("Std. deviation", figures.daily["std"][row])], as_of)
