"""Several factors side by side: what they summed up to, and how alike they are."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QSplitter, QWidget

from core.ports.views.factors import CompareView
from widgets.charts.heat import HeatMap
from widgets.charts.line import LineChart
from widgets.charts.series import Series
from widgets.kit.cards import action, column_of, line_of, named
from widgets.kit.days import dates_of
from widgets.kit.words import tr
from widgets.panels.factors.state import MOST_LINES, FactorsState


class ComparePage(QWidget):
    """Cumulative rank IC together above the heat map of rank correlations."""

    def __init__(self, state: FactorsState, clear: Callable[[], object]) -> None:
        super().__init__()
        self._state = state
        self._view: CompareView | None = None
        self.cumulative = LineChart("compared_rank_ic", "Cumulative rank IC, together")
        self.alike = HeatMap("rank_correlation", "Mean correlation of ranks", low=-1.0, high=1.0)
        self._said = named(QLabel(), "caption")
        self.turn = QCheckBox(tr("Rising is wanted"))
        self.turn.setToolTip(tr("Turn each line by the factor's wanted direction"))
        self.turn.setChecked(state.turned)
        self.turn.toggled.connect(self._turned)
        self.clear_button: QPushButton = action(tr("The surest again"), "rotate-ccw", clear)
        bar = QWidget()
        bar.setLayout(line_of(self._said, None, self.turn, self.clear_button))
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.cumulative)
        parts.addWidget(self.alike)
        parts.setSizes([300, 320])
        layout = column_of(bar, gap=4)
        layout.addWidget(parts, 1)
        layout.setContentsMargins(6, 6, 2, 2)
        self.setLayout(layout)

    def show_compared(self, view: CompareView) -> None:
        """Show an answer."""
        self._view = view
        shown = min(len(view.factors), MOST_LINES)
        chosen = tr("{count} factors chosen", count=len(view.factors))
        surest = tr("The {count} surest; choose rows of the list and press Compare", count=len(view.factors))
        self._said.setText(
            tr("{what}; lines of the first {lines}", what=chosen if self._state.compared else surest, lines=shown)
        )
        self.clear_button.setEnabled(bool(self._state.compared))
        as_of = view.head.as_of if view.head else view.as_of
        self.alike.show_matrix(view.factors, view.factors, np.asarray(view.alike), as_of)
        self._draw()

    def say_empty(self, text: str) -> None:
        """Say this where there is nothing to draw."""
        for chart in (self.cumulative, self.alike):
            chart.set_empty_text(text)

    def _draw(self) -> None:
        if self._view is None:
            return
        lines = [Series(factor, line) for factor, line in self._state.lines(self._view)]
        head = self._view.head
        self.cumulative.show_series(dates_of(self._view.dates), lines, head.as_of if head else self._view.as_of)

    def _turned(self, on: bool) -> None:
        self._state.turned = on
        self._draw()
