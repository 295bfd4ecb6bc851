"""Audit as a person sees it."""

from collections.abc import Callable, Hashable
from typing import Any

from PySide6.QtWidgets import QTabWidget

from core.ports.views.audit import PageView
from widgets.kit.link import Link
from widgets.kit.panel import Panel
from widgets.kit.stages import Stages
from widgets.kit.words import tr
from widgets.panels.audit.events_tab import EventsTab
from widgets.panels.audit.lineage_tab import LineageTab
from widgets.panels.audit.records_tab import RecordsTab
from widgets.panels.audit.runs_tab import RunsTab
from widgets.panels.audit.state import LEVELS, LINEAGE, RUNS, TABS, AuditState


class AuditPanel(Panel):
    """The way of an order, runs, events, and the records as a whole: a tab each."""

    name = "audit"
    title = "Audit"
    topics = frozenset({"runs", "events", "orders"})
    works = frozenset({"audit_verify", "audit_export", "replay_run"})
    stale_after_s = 120.0

    def __init__(self, link: Link) -> None:
        self.state = AuditState()
        self._saved: dict[str, Any] = {}
        super().__init__(link)

    def build(self) -> Stages[None]:
        """Build the tabs."""
        self.tabs = QTabWidget()
        self.put(self.tabs)
        self.lineage = LineageTab(self.link, self.state, self.refresh, lambda run_id: self.go_to(f"run:{run_id}"))
        self.tabs.addTab(self.lineage, tr("Lineage"))
        yield from self.lineage.build()
        self.runs = RunsTab(self.link, self.state, self.refresh, self.go_to, self.tell_end)
        self.tabs.addTab(self.runs, tr("Runs"))
        yield from self.runs.build()
        self.events = EventsTab(self.state, self.refresh)
        yield
        self.tabs.addTab(self.events, tr("Events"))
        yield
        self.records = RecordsTab(self.link, self.state, self.drawer, self.tell_end)
        yield
        self.tabs.addTab(self.records, tr("Records"))
        yield
        self.tabs.setCurrentIndex(TABS.index(self.state.tab))
        self.tabs.currentChanged.connect(self._turn)
        self._arrange()
        self._point()

    def wanted(self) -> Hashable:
        """Ask for the page of the tab in front."""
        return self.state.ask()

    def is_empty(self, view: PageView) -> str:
        """Say what to do where nothing ever happened."""
        bare = view.what == "orders" and not view.total and not self.state.orders_text and not self.state.key
        return tr("No order was ever placed here. Events and runs are kept all the same.") if bare else ""

    def way_out(self) -> tuple[str, Callable[[], object]] | None:
        """Offer the runs."""
        return tr("Show the runs"), lambda: self.go_to("runs")

    def show_view(self, view: PageView) -> Stages[None]:
        """Show a page where it belongs."""
        self.state.take(view)
        shows = {
            "orders": self.lineage.show_page,
            "runs": self.runs.show_page,
            "events": self.events.show_page,
            "records": self.records.show_page,
        }
        shows[view.what](view)
        yield

    def work_moved(self, is_at_work: bool) -> None:
        """Begin nothing beside what is under way."""
        self.state.is_at_work = is_at_work
        if self.is_built:
            self.records.renew()
            self.runs.renew()

    def go_to(self, argument: str) -> None:
        """Show an order's way, a symbol's on a day, a run, or events: `order:…`, `symbol:…@…`, `run:…`, `events:…`."""
        if not argument:
            return
        self.state.point_at(argument)
        if self.is_built:
            self._point()
        self.refresh()

    def save(self) -> dict[str, Any]:
        """Return the tab in front, what is looked at and how tables are arranged."""
        kept: dict[str, Any] = {**self._saved, "tab": self.state.tab, "level": self.state.level}
        if self.is_built:
            tables = {"orders": self.lineage.orders, "runs": self.runs.runs, "events": self.events.events}
            kept["tables"] = {name: table.save() for name, table in tables.items()}
            kept["sizes"] = [self.lineage.sizes(), self.runs.sizes(), self.events.sizes()]
        return kept

    def restore(self, saved: dict[str, Any]) -> None:
        """Take back what `save` returned."""
        self.state.tab = saved["tab"] if saved.get("tab") in TABS else LINEAGE
        self.state.level = saved["level"] if saved.get("level") in LEVELS else LEVELS[0]
        self._saved = saved

    def _arrange(self) -> None:
        """Lay things out as they were the last time."""
        tables = self._saved.get("tables", {})
        for name, table in (
            ("orders", self.lineage.orders),
            ("runs", self.runs.runs),
            ("events", self.events.events),
        ):
            table.restore(tables.get(name, {}))
        for splitter, sizes in zip((self.lineage, self.runs, self.events), self._saved.get("sizes", ()), strict=False):
            splitter.setSizes([int(size) for size in sizes])

    def _point(self) -> None:
        """Bring what the state points at to the front."""
        self.tabs.setCurrentIndex(TABS.index(self.state.tab))
        if self.state.tab == LINEAGE and self.state.key:
            if self.state.lineage is not None:
                self.lineage.show_level(self.state.level)
            self.lineage.follow(self.state.key)
        if self.state.tab == RUNS and self.state.run_id:
            self.runs.look_at(self.state.run_id)

    def _turn(self, place: int) -> None:
        if self.state.tab != TABS[place]:
            self.state.tab = TABS[place]
            self.refresh()
