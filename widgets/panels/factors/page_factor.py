"""One factor in full: its words, its figures, and how they came about."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QStackedWidget, QWidget

from core.ports.views.factors import FactorCurves, FactorView
from widgets.charts.bars import BarChart
from widgets.charts.heat import HeatMap
from widgets.charts.line import LineChart
from widgets.charts.series import Series
from widgets.kit.cards import Fact, Pill, Short, action, allow, column_of, line_of, named
from widgets.kit.days import dates_of
from widgets.kit.strips import close_strip
from widgets.kit.words import sentence, tr, word
from widgets.panels.factors.state import figure, percent

MONTHS = tuple(str(month) for month in range(1, 13))
_HEAT_PX, _YEAR_PX = 104, 17
"""The head, legend and axis of the map of months, and a row of it."""

_TONES = {"active": "good", "shadow": "accent", "deprecated": "muted"}


class FactorPage(QWidget):
    """Words and figures on top, seven pictures below; where there is no study one sentence and what to do."""

    def __init__(self, run_study: Callable[[], object]) -> None:
        super().__init__()
        self.nothing = named(QLabel(), "pageText")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.run_study = action(tr("Run IC study"), "play", run_study, tone="accent")
        self._pictures = QStackedWidget()
        self._name, self._status = named(QLabel(), "panelTitle"), Pill()
        self._definition = Short()
        self._expression, self._terms = named(Short(), "caption"), named(Short(), "caption")
        self.facts = {
            "rank_ic": Fact(tr("Rank IC")),
            "t": Fact(tr("HAC t"), tip=tr("A star: told from chance at a false discovery rate of 5 %")),
            "icir": Fact(tr("ICIR")),
            "ewma": Fact(tr("EWMA")),
            "turnover": Fact(tr("Turnover")),
            "rank_autocorrelation": Fact(tr("Autocorr.")),
            "excess": Fact(tr("Excess")),
            "net": Fact(tr("Net of cost")),
            "study_coverage": Fact(tr("Coverage")),
        }
        self.cumulative = LineChart("cumulative_rank_ic", "Cumulative rank IC")
        self.rank_ic = LineChart("rank_ic", "Rank IC by date")
        self.decay = BarChart("decay", "Decay by horizon")
        self.fifths = BarChart("fifths", "Quantile returns", "%")
        self.spread = LineChart("spread", "Quantile spread", "%")
        self.turnover = LineChart("turnover", "How steady it is")
        self.months = HeatMap("monthly_rank_ic", "Mean rank IC by month")
        self._lay_out()

    def show_factor(self, view: FactorView, row: Mapping[str, Any], terms: str) -> None:
        """Show an answer; `row` is the factor's row of the list, `terms` says on which terms the study was made."""
        words = view.words
        self._name.setText(view.factor)
        self._status.show_state(word("factor_status", words["status"]), _TONES[words["status"]])
        self._definition.say(sentence(words["definition"]))
        self._expression.say(words["expression"])
        self._terms.say(terms)
        self._show_facts(row)
        if view.curves is not None:
            self._draw(view.curves)
        self._pictures.setCurrentIndex(int(view.curves is None))

    def say_empty(self, text: str, why_not: str) -> None:
        """Say this where there is no study of a factor, and why none can be run now, '' where one can."""
        self.nothing.setText(text)
        allow(self.run_study, why_not, ("factors", "ic"))

    def _show_facts(self, row: Mapping[str, Any]) -> None:
        sure = "*" if row.get("discovery_rate") is not None and float(row["discovery_rate"]) <= 0.05 else ""
        shown = {
            "rank_ic": figure(row.get("rank_ic"), 4),
            "t": figure(row.get("t"), 2) + sure,
            "icir": figure(row.get("icir"), 3),
            "ewma": figure(row.get("ewma"), 4),
            "turnover": percent(row.get("turnover"), 0, signed=False),
            "rank_autocorrelation": figure(row.get("rank_autocorrelation"), 2),
            "excess": percent(row.get("excess"), 2),
            "net": percent(row.get("net"), 2),
            "study_coverage": percent(row.get("study_coverage"), 0, signed=False),
        }
        for name, text in shown.items():
            self.facts[name].show_value(text)

    def _draw(self, curves: FactorCurves) -> None:
        days, as_of = dates_of(curves.dates), curves.head.as_of
        self.cumulative.show_series(
            days, [Series(word("study_names_short", name), line) for name, line in curves.cumulative.items()], as_of
        )
        both = [Series("Rank IC", curves.rank_ic, "faint"), Series("EWMA", curves.smooth, "accent")]
        self.rank_ic.show_series(days, both, as_of)
        horizons = [tr("{days} d", days=horizon) for horizon in curves.head.horizons]
        self.decay.show_series(
            horizons, [Series(word("study_names_short", name), values) for name, values in curves.decay.items()], as_of
        )
        fifths = [tr("low"), "2", "3", "4", tr("high")]
        self.fifths.show_series(fifths, [Series("Gross", curves.gross), Series("Net", curves.net)], as_of)
        self.spread.show_series(days, [Series("Before costs", curves.spread)], as_of)
        slow = [
            Series("Turnover", curves.turnover),
            Series("Autocorr.", curves.autocorrelation),
            Series("Coverage", curves.coverage),
        ]
        self.turnover.show_series(days, slow, as_of)
        years, matrix = by_year(curves.months)
        self.months.show_matrix(years, MONTHS, matrix, as_of)
        self.months.setMaximumHeight(_HEAT_PX + _YEAR_PX * len(years))

    def _charts(self) -> tuple[LineChart | BarChart | HeatMap, ...]:
        return self.cumulative, self.rank_ic, self.decay, self.fifths, self.spread, self.turnover, self.months

    def _lay_out(self) -> None:
        head = QWidget()
        head.setLayout(line_of(self._name, self._status))
        top = QWidget()
        line = line_of(head)
        line.addWidget(self._definition, 1)
        top.setLayout(line)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, chart in enumerate(self._charts()[:6]):
            grid.addWidget(chart, place // 3, place % 3)
        grid.addWidget(self.months, 2, 0, 1, 3)
        for row, share in enumerate((5, 5, 4)):
            grid.setRowStretch(row, share)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        layout = column_of(top, self._expression, self._terms, close_strip(self.facts), gap=4)
        whole, blank = QWidget(), QWidget()
        whole.setLayout(grid)
        empty = column_of(None, self.nothing, gap=12)
        empty.addWidget(self.run_study, alignment=Qt.AlignmentFlag.AlignCenter)
        empty.addStretch(1)
        blank.setLayout(empty)
        self._pictures.addWidget(whole)
        self._pictures.addWidget(blank)
        layout.addWidget(self._pictures, 1)
        layout.setContentsMargins(6, 6, 2, 2)
        self.setLayout(layout)


def by_year(months: tuple[tuple[int, float], ...]) -> tuple[list[str], np.ndarray[Any, Any]]:
    """Return the years and their twelve months' values, NaN for a month without any."""
    years = sorted({month // 100 for month, _ in months})
    table = np.full((len(years), 12), math.nan)
    for month, value in months:
        table[years.index(month // 100), month % 100 - 1] = value
    return [str(year) for year in years], table
