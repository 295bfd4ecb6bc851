"""Reconciliation as a person sees it."""

from collections.abc import Hashable
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QTabWidget, QWidget

from core.ports.views.reconciliation import ReconciliationView
from widgets.charts.bars import CountChart
from widgets.charts.line import LineChart
from widgets.charts.series import Series
from widgets.kit.cards import Banner, Fact, FactStrip, Lamp, card_of, column_of, line_of, named, small_button
from widgets.kit.drawer import Field
from widgets.kit.link import Done, Link
from widgets.kit.panel import Panel
from widgets.kit.sayings import spoken
from widgets.kit.stages import Stages
from widgets.kit.walking import day_named
from widgets.kit.words import tr, word
from widgets.panels.reconciliation.beside_page import BesidePage
from widgets.panels.reconciliation.break_card import BreakCard
from widgets.panels.reconciliation.columns import BREAKS, DECIDED, ENTRIES, HISTORY, PARITY, SHARES
from widgets.panels.reconciliation.state import ACTIONS, ReconciliationState
from widgets.tables.arranged import Arranged
from widgets.tables.column import Column, Kind
from widgets.tables.shown import shower
from widgets.tables.table import DataTable

_MONEY = shower(Column("", "", Kind.MONEY))
_SIGNED = shower(Column("", "", Kind.SIGNED_MONEY))
_UPPER_PX, _UPPER_EMPTY_PX = 230, 150
_POSTED = frozenset({"adopt_broker", "adopt_trade", "reverse", "write_off"})


class ReconciliationPanel(Panel):
    """Open breaks with what may be done; the four statements; planned against filled; parity and breaks by day."""

    name = "reconciliation"
    title = "Reconciliation"
    topics = frozenset({"breaks", "ledger", "orders", "runs"})
    stale_after_s = 3600.0

    def __init__(self, link: Link) -> None:
        self.state = ReconciliationState()
        self._arranged: Arranged | None = None
        self._has_breaks: bool | None = None
        self._saved: dict[str, Any] = {}
        super().__init__(link)
        self._day = named(QLabel("–"), "panelTitle")
        self.lamp = Lamp()
        for widget in (
            self.lamp,
            small_button("chevron-left", tr("The day before"), lambda: self._step(-1)),
            self._day,
            small_button("chevron-right", tr("The day after"), lambda: self._step(1)),
            small_button("calendar-clock", tr("The newest day"), lambda: self.go_to("")),
        ):
            self.add_to_head(widget)

    def build(self) -> Stages[None]:
        """Build cash by the four statements, breaks, the tables and the charts by day."""
        self.news = Banner()
        self._cash = [Fact(label) for label in _cash_labels()]
        self._sums = [Fact(label) for label in _sum_labels()]
        facts, page = QWidget(), QWidget()
        facts.setLayout(line_of(FactStrip(*self._cash), FactStrip(*self._sums), gap=6))
        self._whole = whole = QSplitter(Qt.Orientation.Vertical)
        upper, lower = QSplitter(Qt.Orientation.Horizontal), QSplitter(Qt.Orientation.Horizontal)
        whole.addWidget(upper)
        whole.addWidget(lower)
        page.setLayout(column_of(self.news, facts, whole, gap=6))
        self.put(page)
        yield
        self.breaks = DataTable("Open breaks", BREAKS, key="id")
        self.breaks.set_empty_text(tr("No break is open."))
        upper.addWidget(self.breaks)
        yield
        self.card = BreakCard(self._act)
        upper.addWidget(self.card)
        upper.setSizes([760, 420])
        yield
        self.tabs = QTabWidget()
        lower.addWidget(self.tabs)
        yield from self._tables()
        self.parity_chart = LineChart("parity", "Parity by day", "%")
        self.breaks_chart = CountChart("breaks", "Breaks by day", is_stacked=True)
        charts = QSplitter(Qt.Orientation.Vertical)
        charts.addWidget(card_of(self.parity_chart))
        charts.addWidget(card_of(self.breaks_chart))
        lower.addWidget(charts)
        lower.setSizes([760, 420])
        yield
        self.breaks.picked.connect(self._choose)
        for table in (self.breaks, self.shares, self.parity):
            table.opened.connect(self._follow)
        whole.setSizes([210, 350])
        whole.setStretchFactor(0, 0)
        whole.setStretchFactor(1, 1)
        tables = {"breaks": self.breaks, "shares": self.shares, "parity": self.parity}
        self._arranged = Arranged(tables, [charts, upper, lower, whole], self.tabs)
        self._arranged.restore(self._saved)

    def _tables(self) -> Stages[None]:
        self.shares = DataTable("Four statements", SHARES, key="symbol")
        self.tabs.addTab(self.shares, tr("Four statements"))
        yield
        self.parity = DataTable("Planned against filled", PARITY, key="symbol")
        self.parity.set_empty_text(tr("Nothing was traded on this day."))
        self.tabs.addTab(self.parity, tr("Planned against filled"))
        yield
        self.decided = DataTable("Decided breaks", DECIDED, key="break_id")
        self.decided.set_empty_text(tr("No break has been decided."))
        self.tabs.addTab(self.decided, tr("Decided"))
        yield
        self.entries = DataTable("Entries of the ledger", ENTRIES, key="ref")
        self.tabs.addTab(self.entries, tr("Ledger"))
        yield
        self.history = DataTable("Reconciliation by day", HISTORY, key="day")
        self.tabs.addTab(self.history, tr("By day"))
        yield
        self.beside = BesidePage()
        self.tabs.addTab(self.beside, tr("Beside another desk"))
        yield

    def wanted(self) -> Hashable:
        """Ask for the chosen day."""
        return self.state.ask()

    def is_empty(self, view: ReconciliationView) -> str:
        """Say that no day was reconciled."""
        lacking = view.trade_date is None and not len(view.breaks)
        return tr("No day has been reconciled yet. Close reconciles the first one.") if lacking else ""

    def way_out(self) -> tuple[str, Any]:
        """Offer the day's screen."""
        return tr("Go to Today"), lambda: self.link.open("today")

    def show_view(self, view: ReconciliationView) -> Stages[None]:
        """Show the day."""
        self.state.take(view)
        self._day.setText(f"{view.trade_date or '–'}")
        blocking = self.state.blocking()
        if blocking:
            self.lamp.show_state(tr("{count} break(s) hold the next orders back", count=blocking), "bad")
        elif len(view.breaks):
            self.lamp.show_state(tr("{count} open, none holds orders back", count=len(view.breaks)), "warn")
        else:
            self.lamp.show_state(tr("nothing holds orders back"), "good")
        for table, sheet in (
            (self.breaks, self.state.breaks()),
            (self.shares, self.state.shares()),
            (self.parity, view.parity),
            (self.decided, view.decided),
            (self.entries, view.entries),
            (self.history, self.state.history()),
        ):
            table.show_sheet(sheet, view.as_of)
            yield
        self.tabs.setTabVisible(self.tabs.indexOf(self.beside), view.beside is not None)
        self.beside.show_beside(view.beside, view.as_of)
        yield
        self.breaks.go_to(self.state.break_id)
        self._make_room(bool(len(view.breaks)))
        self.card.show_break(self.state, self.link.viewer)
        self.news.say("\n".join(map(spoken, view.troubles)), "bad")
        self._show_facts(view)
        self._show_charts(view)

    def go_to(self, argument: str) -> None:
        """Show a day or a break: 2026-01-05, #17; anything else is the newest day."""
        self.state.day = day_named(argument)
        if argument.startswith("#") and argument[1:].isdigit():
            self.state.break_id = int(argument[1:])
        self.refresh()

    def save(self) -> dict[str, Any]:
        """Keep the arrangement of tables, splitters and tabs."""
        return self._saved if self._arranged is None else self._arranged.save()

    def restore(self, saved: dict[str, Any]) -> None:
        """Arrange the screen as it was kept, once it is built."""
        self._saved = saved
        if self._arranged is not None:
            self._arranged.restore(saved)

    def _step(self, direction: int) -> None:
        if self.state.step_day(direction):
            self.refresh()

    def _choose(self, row: dict[str, Any]) -> None:
        self.state.break_id = int(row["id"])
        self.card.show_break(self.state, self.link.viewer)

    def _follow(self, row: dict[str, Any]) -> None:
        if row.get("order_id"):
            self.link.open("audit", f"order:{row['order_id']}")
        elif row.get("symbol") and self.state.view is not None:
            self.link.open("audit", f"symbol:{row['symbol']}@{row.get('day') or self.state.view.trade_date}")

    def _act(self, name: str) -> None:
        row, view = self.state.chosen(), self.state.view
        if row is None or view is None:
            return
        title = tr("{action}: break #{number}", action=word("break_action", name), number=row["id"])
        lines = [tr(ACTIONS[name][1]), row["detail"]]
        if name == "write_off":
            lines.append(tr("At most {yuan} CNY.", yuan=_MONEY(view.write_off_fen)))
        fields = [*self._terms(name), Field("author", tr("Your name")), Field("reason", tr("Why"))]
        self.drawer.ask(
            title, lines, fields, lambda values: self.link.act(self.state.command(name, values), self._acted),
            tone="critical" if name in _POSTED else "accent",
        )  # fmt: skip

    def _terms(self, name: str) -> list[Field]:
        made = {
            "side": Field("side", tr("Side"), choices=("BUY", "SELL")),
            "shares": Field("shares", tr("Shares")),
            "price": Field("price", tr("Price (CNY)")),
            "fees": Field("fees", tr("All fees together (CNY)"), default="0"),
            "until": Field("until", tr("Wait until"), choices=self.state.wait_days()),
            "entry": Field("entry", tr("Entry to take back"), choices=self.state.entries()),
        }
        return [made[term] for term in self.state.terms(name)]

    def _acted(self, done: Done) -> None:
        self.drawer.say(done)
        self.refresh()

    def _make_room(self, has_breaks: bool) -> None:
        """Give open breaks more of the screen than an empty list, until a person arranges it otherwise."""
        if has_breaks != self._has_breaks and not self._saved:
            upper = _UPPER_PX if has_breaks else _UPPER_EMPTY_PX
            self._whole.setSizes([upper, max(self._whole.height() - upper, upper)])
        self._has_breaks = has_breaks

    def _show_facts(self, view: ReconciliationView) -> None:
        cash = view.cash
        figures = (
            (cash.before_fen, cash.intended_fen, cash.filled_fen, cash.ledger_fen, cash.broker_fen)
            if cash
            else (None,) * (len(self._cash) - 1)
        )
        for fact, figure in zip(self._cash, figures, strict=False):
            fact.show_value(_MONEY(figure))
        apart = None if cash is None or cash.broker_fen is None else cash.broker_fen - cash.ledger_fen
        self._cash[-1].show_value(_SIGNED(apart), "bad" if apart else "good" if apart == 0 else "")
        parity, differing = self.state.parity(), self.state.differing()
        values = (
            (word("outcome", view.close.outcome) if view.close else tr("not yet"), ""),
            (tr("{count} of {all}", count=differing, all=len(view.shares)), "bad" if differing else "good"),
            (str(len(view.breaks)), "bad" if self.state.blocking() else ""),
            ("–" if parity is None else f"{parity:.2%}", ""),
        )
        for fact, (text, tone) in zip(self._sums, values, strict=True):
            fact.show_value(text, tone)

    def _show_charts(self, view: ReconciliationView) -> None:
        columns = view.history.columns
        days = list(columns.get("day", ()))
        self.parity_chart.show_series(days, [Series("Parity", columns.get("parity", ()))], view.as_of)
        found, still_open = (list(columns.get(name, ())) for name in ("found", "open"))
        self.breaks_chart.set_empty_text(tr("No break was found on the days shown."))
        every, left = np.array(found, dtype=np.float64), np.array(still_open, dtype=np.float64)
        if not every.any():
            every, left = np.full(len(days), np.nan), np.full(len(days), np.nan)
        both = [Series("Decided", every - left, "good"), Series("Still open", left, "bad")]
        self.breaks_chart.show_series(days, both, view.as_of)


def _cash_labels() -> tuple[str, ...]:
    return (
        tr("Cash before (CNY)"), tr("Intended"), tr("Filled"), tr("Ledger"), tr("Broker"), tr("Broker less ledger"),
    )  # fmt: skip


def _sum_labels() -> tuple[str, ...]:
    return tr("Close"), tr("Names that differ"), tr("Open breaks"), tr("Parity")
