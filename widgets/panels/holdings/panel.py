"""Holdings and cash as a person sees them."""

from collections.abc import Hashable
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QTabWidget, QWidget

from core.ports.views.holdings import HoldingsView
from core.ports.views.sheet import Sheet
from widgets.charts.bars import BarChart
from widgets.charts.line import DrawdownChart, LineChart
from widgets.charts.meters import Meter, Meters
from widgets.charts.series import Series
from widgets.kit.cards import Fact, FactStrip, card_of, column_of, named, small_button
from widgets.kit.link import Link
from widgets.kit.panel import Panel
from widgets.kit.stages import Stages
from widgets.kit.walking import day_named
from widgets.kit.words import tr
from widgets.panels.holdings.columns import COSTS, POSITIONS
from widgets.panels.holdings.state import HoldingsState, place_name
from widgets.tables.arranged import Arranged
from widgets.tables.column import Column, Kind
from widgets.tables.shown import shower
from widgets.tables.table import DataTable

_MONEY = shower(Column("", "", Kind.MONEY))
_SIGNED = shower(Column("", "", Kind.SIGNED_MONEY))
_SHARE = shower(Column("", "", Kind.SIGNED_RATIO))
_FEN_PER_YUAN = 100.0


class HoldingsPanel(Panel):
    """Positions with what may be sold, what they have brought, where they lie, the curve, and what trading cost."""

    name = "holdings"
    title = "Holdings and cash"
    topics = frozenset({"ledger", "orders", "runs"})
    stale_after_s = 3600.0

    def __init__(self, link: Link) -> None:
        self.state = HoldingsState()
        self._arranged: Arranged | None = None
        self._saved: dict[str, Any] = {}
        super().__init__(link)
        self._day = named(QLabel("–"), "panelTitle")
        for widget in (
            small_button("chevron-left", tr("The day before"), lambda: self._step(-1)),
            self._day,
            small_button("chevron-right", tr("The day after"), lambda: self._step(1)),
            small_button("calendar-clock", tr("The newest day"), lambda: self.go_to("")),
        ):
            self.add_to_head(widget)

    def build(self) -> Stages[None]:
        """Build facts, positions, places, curves and costs."""
        self._worth = [Fact(label) for label in _worth_labels()]
        self._cash = [Fact(label) for label in _cash_labels()]
        whole, page = QSplitter(Qt.Orientation.Vertical), QWidget()
        upper, lower = QSplitter(Qt.Orientation.Horizontal), QSplitter(Qt.Orientation.Horizontal)
        whole.addWidget(upper)
        whole.addWidget(lower)
        page.setLayout(column_of(FactStrip(*self._worth), FactStrip(*self._cash), whole, gap=6))
        self.put(page)
        yield
        self.positions = DataTable("Positions", POSITIONS, key="symbol")
        self.positions.set_empty_text(tr("Nothing is held on this day."))
        self.positions.opened.connect(self._open)
        upper.addWidget(self.positions)
        yield
        self.boards = Meters("boards", "Weight by board")
        self.sectors = Meters("industries", "Weight by industry")
        places = QSplitter(Qt.Orientation.Vertical)
        places.addWidget(card_of(self.boards))
        places.addWidget(card_of(self.sectors))
        places.setSizes([130, 220])
        upper.addWidget(places)
        upper.setSizes([920, 280])
        upper.setStretchFactor(0, 1)
        yield
        self.equity = LineChart("equity", "Return against the index", "%")
        self.drawdown = DrawdownChart("drawdown", "Drawdown", "%")
        self.costs = DataTable("Costs by day", COSTS, key="day")
        self.costs.set_empty_text(tr("No day is closed yet."))
        self.fees = BarChart("fees", "Fees and slippage", "CNY")
        tabs = QTabWidget()
        tabs.addTab(self.fees, tr("Costs, chart"))
        tabs.addTab(self.costs, tr("Costs, table"))
        for widget in (card_of(self.equity), card_of(self.drawdown), tabs):
            lower.addWidget(widget)
            yield
        lower.setSizes([420, 320, 440])
        whole.setSizes([340, 220])
        tables = {"positions": self.positions, "costs": self.costs}
        self._arranged = Arranged(tables, [places, upper, lower, whole], tabs)
        self._arranged.restore(self._saved)

    def wanted(self) -> Hashable:
        """Ask for the chosen day."""
        return self.state.ask()

    def is_empty(self, view: HoldingsView) -> str:
        """Say that the books were never opened."""
        return "" if view.trade_date else tr("The books are empty. The first Morning opens them.")

    def way_out(self) -> tuple[str, Any]:
        """Offer the day's screen."""
        return tr("Go to Today"), lambda: self.link.open("today")

    def show_view(self, view: HoldingsView) -> Stages[None]:
        """Show the day."""
        self.state.view = view
        told = (
            tr("{day}, at the close", day=view.trade_date) if view.is_closed else tr("{day}, open", day=view.trade_date)
        )
        self._day.setText(told)
        self.positions.show_sheet(self.state.positions(), view.as_of)
        yield
        self.costs.show_sheet(view.costs, view.as_of)
        self.boards.show_meters(_meters("board", view.boards), view.as_of)
        self.sectors.show_meters(_meters("industry", view.sectors), view.as_of)
        yield
        self._show_curves(view)
        yield
        self._show_worth(view)
        self._show_cash(view)

    def go_to(self, argument: str) -> None:
        """Show a day, or a symbol: 2026-01-05, 600000.SH; anything else is the newest day."""
        self.state.day = day_named(argument)
        symbol = argument.partition("@")[0]
        if "." in symbol and self.view is not None:
            self.positions.go_to(symbol)
        self.refresh()

    def save(self) -> dict[str, Any]:
        """Keep the arrangement of tables, splitters and tabs."""
        return self._saved if self._arranged is None else self._arranged.save()

    def restore(self, saved: dict[str, Any]) -> None:
        """Arrange the screen as it was kept, once it is built."""
        self._saved = saved
        if self._arranged is not None:
            self._arranged.restore(saved)

    def _open(self, row: dict[str, Any]) -> None:
        day = self.state.view.trade_date if self.state.view else None
        self.link.open("audit", f"symbol:{row['symbol']}@{day}")

    def _step(self, direction: int) -> None:
        if self.state.step_day(direction):
            self.refresh()

    def _show_curves(self, view: HoldingsView) -> None:
        columns = view.equity.columns
        days = list(columns.get("day", ()))
        both = [Series("Account", columns.get("account", ())), Series("Index", columns.get("index", ()))]
        self.equity.show_series(days, both, view.as_of)
        self.drawdown.show_series(days, [Series("Drawdown", columns.get("drawdown", ()), "fall")], view.as_of)
        costs = {name: list(values)[::-1] for name, values in view.costs.columns.items()}
        yuan = {
            name: np.array([np.nan if value is None else value / _FEN_PER_YUAN for value in costs.get(name, ())])
            for name in ("planned_fee_fen", "fee_fen", "price_fen")
        }
        three = [
            Series("Planned fees", yuan["planned_fee_fen"]),
            Series("Fees booked", yuan["fee_fen"]),
            Series("Price against plan", yuan["price_fen"]),
        ]
        self.fees.show_series(costs.get("day", []), three, view.as_of)

    def _show_worth(self, view: HoldingsView) -> None:
        day, since, ahead = self.state.day_share(), self.state.since_share(), self.state.against_index()
        sums = self.state.cost_sums()
        values = (
            (_MONEY(view.total_fen), ""),
            (_SIGNED(view.day_fen), _tone(view.day_fen)),
            (_SHARE(day), _tone(day)),
            (_SIGNED(view.total_fen - view.capital_fen), _tone(view.total_fen - view.capital_fen)),
            (_SHARE(since), _tone(since)),
            (_SHARE(ahead), _tone(ahead)),
            (_SHARE(self.state.drawdown()), ""),
            (_SHARE(self.state.deepest()), ""),
            (_MONEY(sums.get("fee_fen")), ""),
        )
        for fact, (text, tone) in zip(self._worth, values, strict=True):
            fact.show_value(text, tone)

    def _show_cash(self, view: HoldingsView) -> None:
        heaviest = self.state.heaviest()
        held = sum(bool(shares) for shares in view.positions.columns.get("shares", ()))
        weight = tr("{symbol} {weight}", symbol=heaviest[0], weight=f"{heaviest[1]:.2%}") if heaviest else "–"
        values = (
            _MONEY(view.cash.settled_fen), _MONEY(view.cash.unsettled_fen), _MONEY(view.cash.reserved_fen),
            _MONEY(view.market_fen), str(held), _MONEY(self.state.locked_fen()), weight, f"{view.max_weight:.1%}",
        )  # fmt: skip
        for fact, text in zip(self._cash, values, strict=True):
            fact.show_value(text)


def _worth_labels() -> tuple[str, ...]:
    return (
        tr("All assets (CNY)"), tr("Day (CNY)"), tr("Day %"), tr("Since the start (CNY)"), tr("Since the start"),
        tr("Ahead of the index"), tr("Drawdown"), tr("Deepest"), tr("Fees shown (CNY)"),
    )  # fmt: skip


def _cash_labels() -> tuple[str, ...]:
    return (
        tr("Settled cash"), tr("Unsettled cash"), tr("Set aside for orders"), tr("Market value"), tr("Names held"),
        tr("Locked today"), tr("Heaviest"), tr("Cap of one name"),
    )  # fmt: skip


def _tone(value: float | None) -> str:
    return "" if not value else "rise" if value > 0 else "fall"


def _meters(group: str, places: Sheet) -> list[Meter]:
    rows = [places.row(at) for at in range(len(places))]
    return [
        Meter(
            place_name(group, row["place"]),
            row["weight"] or 0.0,
            f"{row['weight'] or 0.0:.1%}",
            row["cap"],
            tr("of {cap}", cap=f"{row['cap']:.0%}"),
            tr("{names} names, {value} CNY, at most {cap} of all assets",
               names=row["names"], value=_MONEY(row["value_fen"]), cap=f"{row['cap']:.0%}"),
        )
        for row in rows
    ]  # fmt: skip
