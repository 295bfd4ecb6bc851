"""What the leak lab says: of all factors in figures, of the one looked at in full."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QWidget

from core.ports.views.factors import FactorView, LeakVerdict
from core.ports.views.sheet import Sheet
from widgets.kit.cards import Fact, Lamp, action, column_of, line_of, named
from widgets.kit.strips import close_strip
from widgets.kit.words import moment, tr, word
from widgets.panels.factors.columns import FINDINGS, VERDICTS
from widgets.panels.factors.state import LEAKS, FactorsState
from widgets.tables.table import DataTable

_TONES = {"passed": "good", "stale": "warn", "leaks": "critical", "unchecked": "muted"}


class LeaksPage(QWidget):
    """Counts of verdicts, then the factor's own verdict with what was found."""

    def __init__(self, check_one: Callable[[], object], check_all: Callable[[], object]) -> None:
        super().__init__()
        self.counts = {leak: Fact(word("leak", leak)) for leak in LEAKS}
        self.lamp, self._name = Lamp(), named(QLabel(), "panelTitle")
        self._tried = named(QLabel(), "caption")
        self._tried.setWordWrap(True)
        self.findings = DataTable("Leak findings", FINDINGS)
        self.categories = DataTable("Verdicts by category", VERDICTS, key="category")
        self.one: QPushButton = action(tr("Check this factor"), "flask-conical", check_one)
        self.all: QPushButton = action(tr("Check all, and the planted leaks"), "flask-conical", check_all)
        head = QWidget()
        head.setLayout(line_of(self._name, self.lamp, None, self.one, self.all))
        layout = column_of(close_strip(self.counts), head, self._tried, gap=6)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.findings)
        parts.addWidget(self.categories)
        parts.setSizes([200, 330])
        layout.addWidget(parts, 1)
        layout.setContentsMargins(6, 6, 2, 2)
        self.setLayout(layout)

    def show_counts(self, state: FactorsState) -> None:
        """Show how many factors there are of each verdict."""
        for leak, count in state.verdicts().items():
            tone = _TONES[leak] if leak == "leaks" and count else ""
            self.counts[leak].show_value(f"{count:,}", tone)
        self.categories.show_sheet(state.by_category(), state.view.as_of if state.view else None)

    def show_verdict(self, view: FactorView) -> None:
        """Show one factor's newest check."""
        self._name.setText(view.factor)
        verdict = view.verdict
        if verdict is None:
            self.lamp.show_state(word("leak", "unchecked"), _TONES["unchecked"])
            self._tried.setText(tr("The night checks an active factor before it scores; others are checked on demand."))
            self.findings.show_sheet(Sheet({column.field: () for column in FINDINGS}), view.as_of)
            return
        leak = "leaks" if not verdict.passed else "stale" if verdict.stale else "passed"
        self.lamp.show_state(word("leak", leak), _TONES[leak])
        self._tried.setText(_tried(verdict))
        self.findings.show_sheet(verdict.findings, view.as_of)


def _tried(verdict: LeakVerdict) -> str:
    tried = verdict.tried
    return tr(
        "Checked {when} by {checks}, on {days} days and {names} names of the lab's own market (seed {seed}), "
        "cut at {cuts} days, with {futures} other futures",
        when=moment(verdict.checked_at),
        checks=", ".join(word("leak_check", check) for check in verdict.checks),
        days=tried.get("days", "–"), names=tried.get("names", "–"), seed=tried.get("seed", "–"),
        cuts=tried.get("cuts", "–"), futures=tried.get("futures", "–"),
    )  # fmt: skip
