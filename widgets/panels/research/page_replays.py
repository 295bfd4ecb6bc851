"""A replayed span: figures, equity against the index, drawdown, months and days."""

import math

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from core.ports.views.research import ReplayView
from widgets.charts.heat import HeatMap
from widgets.charts.line import DrawdownChart, LineChart
from widgets.charts.series import Series
from widgets.kit.cards import Fact, Short, column_of, named
from widgets.kit.strips import close_strip
from widgets.kit.words import tr
from widgets.panels.research.columns import DAYS, MONTHS
from widgets.panels.research.state import ResearchState, months_sheet
from widgets.tables.table import DataTable

_MONTH_NAMES = tuple(str(month) for month in range(1, 13))


class ReplayPage(QWidget):
    """One span in full, the equity of those beside it in the same picture; its `days` stand under the list of spans."""

    def __init__(self, state: ResearchState) -> None:
        super().__init__()
        self._state = state
        self.facts = {
            "total": Fact(tr("Return")),
            "index": Fact(tr("Index")),
            "over": Fact(tr("Ahead by"), tip=tr("Return over that of the index")),
            "drawdown": Fact(tr("Deepest")),
            "volatility": Fact(tr("Volatility"), tip=tr("Of daily returns, 242 days a year")),
            "sharpe": Fact(tr("Sharpe"), tip=tr("Mean daily return over its deviation, 242 days a year, no interest")),
            "beat": Fact(tr("Days ahead"), tip=tr("Share of days on which the account beat the index")),
            "best": Fact(tr("Best day")),
            "worst": Fact(tr("Worst day")),
            "fills": Fact(tr("Fills")),
            "open_days": Fact(tr("Open"), tip=tr("Days with an open break")),
        }
        self._terms = named(Short(), "caption")
        self.equity = LineChart("equity", "Account and index", "%")
        self.below = DrawdownChart("drawdown", "Below the highest so far")
        self.months = DataTable("Monthly returns", MONTHS)
        self.heat = HeatMap("monthly_returns", "Monthly returns", "%", tones=("fall", "heat_mid", "rise"))
        self.days = DataTable("Days of the span", DAYS, key="trade_date")
        self._lay_out()
        self._say_empty(tr("Reading …"))

    def show_span(self) -> None:
        """Show the span looked at, and those beside it."""
        view = self._state.shown()
        if view is None:
            return
        self._say_empty(tr("No day is closed here yet. “New replay” plays a span of stored days."))
        self._show_facts(view)
        self._draw(view)
        self.months.show_sheet(months_sheet(view), view.as_of)
        self._show_heat(view)
        self.days.show_sheet(view.rows, view.as_of)

    def _say_empty(self, text: str) -> None:
        for part in (self.equity, self.below, self.heat, self.days, self.months):
            part.set_empty_text(text)

    def _show_heat(self, view: ReplayView) -> None:
        """Show a row a year for the account and one for the index, newest first, the whole year at the end."""
        rows, lines = [], []
        for place in reversed(range(len(view.years))):
            year = view.years[place]
            rows += [tr("{year} account", year=year), tr("{year} index", year=year)]
            lines += [view.months[place], view.index_months[place]]
        columns = (*_MONTH_NAMES, tr("year")) if rows else ()
        self.heat.show_matrix(rows, columns, np.array(lines) if rows else np.zeros((0, 0)), view.as_of)

    def _draw(self, view: ReplayView) -> None:
        days, lines = self._state.together()
        if lines:
            self.equity.show_series(days, [Series(name, line) for name, line in lines], view.as_of)
        else:
            both = [Series("Account", view.account, "accent"), Series("Index", view.index, "muted")]
            self.equity.show_series(list(view.days), both, view.as_of)
        fallen = [Series("Account", view.below, "accent"), Series("Index", view.index_below, "muted")]
        self.below.show_series(list(view.days), fallen, view.as_of)

    def _show_facts(self, view: ReplayView) -> None:
        facts = view.facts
        over = facts["total"] - facts["index"]
        shown = {name: _percent(facts[name]) for name in ("total", "index", "best", "worst")}
        shown |= {"over": _percent(over), "drawdown": _percent(facts["drawdown"])}
        shown |= {"volatility": _percent(facts["volatility"], ""), "beat": _percent(facts["beat"], "")}
        sharpe = facts["sharpe"]
        shown["sharpe"] = f"{sharpe:.2f}".replace("-", "\u2212") if math.isfinite(sharpe) else "–"
        shown |= {"fills": f"{facts['fills']:,.0f}", "open_days": f"{facts['open_days']:,.0f}"}
        for name, text in shown.items():
            tone = ""
            if name in ("total", "index", "over", "best", "worst"):
                value = over if name == "over" else facts[name]
                tone = "rise" if value > 0 else "fall" if value < 0 else ""
            self.facts[name].show_value(text, "bad" if name == "open_days" and facts["open_days"] else tone)
        words = view.words
        self._terms.say(
            tr(
                "{name} · {days} days · settings {settings} · code {code}",
                name=self._state.named(view.path),
                days=f"{facts['days']:,.0f}",
                settings=words["config_hash"][:12],
                code=words["code_version"],
            )
        )

    def _lay_out(self) -> None:
        pictures = QSplitter(Qt.Orientation.Horizontal)
        pictures.addWidget(self.equity)
        pictures.addWidget(self.below)
        pictures.setSizes([480, 340])
        parts = QSplitter(Qt.Orientation.Vertical)
        for widget, size in ((pictures, 280), (self.heat, 150), (self.months, 140)):
            parts.addWidget(widget)
            parts.setStretchFactor(parts.count() - 1, size)
        parts.setSizes([280, 150, 140])
        layout = column_of(self._terms, close_strip(self.facts), gap=4)
        layout.addWidget(parts, 1)
        layout.setContentsMargins(6, 6, 2, 2)
        self.setLayout(layout)


def _percent(value: float, sign: str = "+") -> str:
    return f"{value * 100:{sign}.2f}%".replace("-", "\u2212") if math.isfinite(value) else "–"
