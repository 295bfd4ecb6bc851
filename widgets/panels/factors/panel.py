"""The screen of factors as a person sees it."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTabWidget, QWidget

from core.ports.views.factors import CompareView, FactorsView, FactorView
from widgets.kit.cards import Banner, Lamp, action, allow, column_of, line_of
from widgets.kit.choices import Choice
from widgets.kit.drawer import Field
from widgets.kit.link import Done, Link
from widgets.kit.panel import Panel
from widgets.kit.parts import Part
from widgets.kit.stages import Stages
from widgets.kit.words import tr, word
from widgets.panels.factors.columns import FACTORS
from widgets.panels.factors.page_compare import ComparePage
from widgets.panels.factors.page_factor import FactorPage
from widgets.panels.factors.page_leaks import LeaksPage
from widgets.panels.factors.page_monitors import MonitorsPage
from widgets.panels.factors.page_tonight import TonightPage
from widgets.panels.factors.state import ALL, HORIZONS, LEAKS, NEUTRAL, STATUSES, FactorsState, study_title
from widgets.tables.table import DataTable

_SPLIT = (480, 840)


class FactorsPanel(Panel):
    """The list on the left, pages of the chosen factor and of all of them on the right."""

    name = "factors"
    title = "Factors and IC"
    topics = frozenset({"runs", "factors", "studies"})
    works = frozenset({"factors_ic", "factors_report", "factors_leakcheck", "factors_build", "factors_update"})
    stale_after_s = 86_400.0

    def __init__(self, link: Link) -> None:
        self.state = FactorsState()
        self._saved: dict[str, Any] = {}
        super().__init__(link)
        self.study = Choice(tr("Study"), self._choose_study)
        self.names = Choice(tr("Over"), self._choose_names)
        self.behind = Lamp()
        self.behind.hide()
        self.run_study = action(tr("Run IC study"), "play", self._ask_study, command=("factors", "ic"))
        for widget in (self.behind, self.study, self.names, self.run_study):
            self.add_to_head(widget)

    def build(self) -> Stages[None]:
        """Build list and pages."""
        self._working, self.tabs, page = Banner(), QTabWidget(), QWidget()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        layout = column_of(self._working, gap=4)
        layout.addWidget(self.split, 1)
        page.setLayout(layout)
        self.put(page)
        yield
        self.split.addWidget(self._list())
        self.split.addWidget(self.tabs)
        self.split.setStretchFactor(1, 1)
        yield
        yield from self._pages()
        self.tabs.currentChanged.connect(lambda _: self._ask_part())
        self._recall()

    def _list(self) -> QWidget:
        self.table = DataTable("Factors", FACTORS, key="factor")
        self.table.picked.connect(lambda row: self._look_at(str(row["factor"])))
        self.table.opened.connect(lambda row: self._open(str(row["factor"])))
        every = (ALL, tr("Any status"))
        self.status = Choice(tr("Status"), self._filter, [every, *_worded("factor_status", STATUSES)], is_bare=True)
        self.category = Choice(tr("Category"), self._filter, is_bare=True)
        every = (ALL, tr("Any verdict"))
        self.leak = Choice(tr("Leak lab"), self._filter, [every, *_worded("leak", LEAKS)], is_bare=True)
        self.compare = action(tr("Compare"), "git-compare", self._compare)
        self.compare.setToolTip(tr("Compare the selected rows (Ctrl or Shift chooses several)"))
        bar = QWidget()
        bar.setLayout(line_of(self.status, self.category, self.leak, None, self.compare, gap=6))
        left = QWidget()
        left.setLayout(column_of(bar, self.table, gap=4))
        return left

    def _pages(self) -> Stages[None]:
        self.parts: dict[str, Part] = {}
        self.page = FactorPage(self._ask_study)
        yield
        self._add_page("factor", tr("Factor"), self.page, self._show_factor)
        yield
        self.tonight = TonightPage()
        yield
        self._add_page("tonight", tr("Tonight's values"), self.tonight, self._show_factor)
        yield
        self.together = ComparePage(self.state, self._uncompare)
        yield
        self._add_page("compare", tr("Compare"), self.together, self._show_compared)
        yield
        self.leaks = LeaksPage(lambda: self._check(self.state.factor), lambda: self._check(""))
        yield
        self._add_page("leaks", tr("Leak lab"), self.leaks, self._show_factor)
        yield
        self.monitors = MonitorsPage()
        yield
        self._add_page("monitors", tr("Strength and agreement"), self.monitors, self.monitors.show_nights)
        yield

    def _add_page(self, name: str, title: str, page: QWidget, show: Callable[[Any], None]) -> None:
        self.parts[name] = Part(self.link, page, show)
        self.tabs.addTab(self.parts[name], title)

    def wanted(self) -> Hashable:
        """Ask for the list."""
        return self.state.list_ask()

    def show_view(self, view: FactorsView) -> Stages[None]:
        """Show the list, and ask for what the open page shows."""
        self.state.take(view)
        self.study.offer([(head.key, study_title(head)) for head in view.studies], view.study.key if view.study else "")
        self.study.setToolTip(self.state.study_words())
        self.names.offer(_worded("study_names", view.study.names if view.study else ()), view.names)
        every = (ALL, tr("Any category"))
        self.category.offer([every, *_worded("category", self.state.categories())], self.state.category)
        behind = self.state.study_is_behind()
        self.behind.setVisible(bool(behind))
        self.behind.show_state(tr("behind") if behind else "", "warn", behind)
        allow(self.run_study, self.state.why_no_study(self.link.viewer), ("factors", "ic"))
        nothing = tr("No study is kept yet: press “Run IC study”, or `daybreak factors ic`.")
        lacking = nothing if view.study is None else tr("This study does not have the factor.")
        self.page.say_empty(lacking, self.state.why_no_study(self.link.viewer))
        self.together.say_empty(nothing)
        yield
        self._show_list()
        yield
        self._ask_part()

    def work_moved(self, is_at_work: bool) -> None:
        """Begin nothing beside what is under way."""
        self.state.is_at_work = is_at_work
        if self.is_built:
            self._working.say("")
            self._allow()

    def go_to(self, argument: str) -> None:
        """Look at the factor named."""
        self.state.factor = argument
        if self.view is not None:
            self._open(argument)

    def save(self) -> dict[str, Any]:
        """Return filters, study, factor, comparison, tab and arrangement."""
        state = self.state
        kept: dict[str, Any] = {
            "study": state.study, "names": state.names, "status": state.status, "category": state.category,
            "leak": state.leak, "factor": state.factor, "compared": list(state.compared), "turned": state.turned,
        }  # fmt: skip
        if self.is_built:
            kept |= {"tab": self.tabs.currentIndex(), "split": self.split.sizes(), "table": self.table.save()}
        return kept

    def restore(self, saved: dict[str, Any]) -> None:
        """Take back what `save` returned."""
        self.state.recall(saved)
        self._saved = saved

    def _recall(self) -> None:
        """Arrange what was just built as it was kept."""
        saved = self._saved
        self.tabs.setCurrentIndex(int(saved.get("tab", 0)))
        self.split.setSizes([int(size) for size in saved.get("split", _SPLIT)])
        self.table.restore(saved.get("table", {}))
        self.status.choose(self.state.status)
        self.leak.choose(self.state.leak)

    def _show_list(self) -> None:
        if self.view is not None:
            self.table.show_sheet(self.state.shown(), self.view.as_of)
            self.table.go_to(self.state.factor)
        self.leaks.show_counts(self.state)

    def _ask_part(self) -> None:
        name = list(self.parts)[self.tabs.currentIndex()]
        ask: Hashable = {"compare": self.state.compare_ask, "monitors": self.state.monitor_ask}.get(
            name, self.state.detail_ask
        )()
        self.parts[name].ask(ask)

    def _show_factor(self, view: FactorView) -> None:
        self.page.show_factor(view, self.state.row(view.factor), self.state.study_words())
        self.tonight.show_values(view)
        self.leaks.show_verdict(view)
        why = self.state.why_no_study(self.link.viewer)
        allow(self.leaks.one, why, ("factors", "leakcheck", "--factor", view.factor))
        allow(self.leaks.all, why, ("factors", "leakcheck"))

    def _show_compared(self, view: CompareView) -> None:
        self.together.show_compared(view)

    def _look_at(self, factor: str) -> None:
        if factor != self.state.factor:
            self.state.factor = factor
            self._ask_part()

    def _open(self, factor: str) -> None:
        self.state.factor = factor
        self.table.go_to(factor)
        self.tabs.setCurrentIndex(0)
        self._ask_part()

    def _filter(self, _: str) -> None:
        self.state.status, self.state.category = self.status.value(), self.category.value()
        self.state.leak = self.leak.value()
        self._show_list()

    def _choose_study(self, key: str) -> None:
        self.state.study, self.state.names = key, ""
        self.refresh()

    def _choose_names(self, names: str) -> None:
        self.state.names = names
        self.refresh()

    def _compare(self) -> None:
        self.state.compare([str(row["factor"]) for row in self.table.selected()])
        self.tabs.setCurrentIndex(2)
        self._ask_part()

    def _uncompare(self) -> None:
        self.state.compare(())
        self._ask_part()

    def _ask_study(self) -> None:
        view = self.state.view
        newest = view.newest_bar if view else None
        self.drawer.ask(
            tr("Run an IC study of every factor?"),
            [
                tr("Reads the stored snapshots up to {newest}; asks no source and writes no order.", newest=newest),
                tr("The study of the same terms is replaced once the new one is whole."),
                tr("Ten years of the whole market take minutes; the desk's jobs go on meanwhile."),
            ],
            [
                Field("horizon", tr("Days held"), default="5", choices=HORIZONS),
                Field("neutral", tr("Take out"), default="none", choices=NEUTRAL),
                Field("first", tr("From (2026-01-05, empty: all)"), required=False),
                Field("last", tr("To (empty: all)"), required=False),
            ],
            self._start_study,
            confirm=tr("Run the study"),
        )

    def _start_study(self, filled: Mapping[str, str]) -> None:
        try:
            command = self.state.study_command(filled)
        except ValueError as error:
            self.drawer.say(Done("bad_config", 78, str(error), tr("write dates as 2026-01-05, or leave them empty")))
            return
        self._act(command)

    def _check(self, factor: str) -> None:
        self._act(("factors", "leakcheck", "--factor", factor) if factor else ("factors", "leakcheck"))

    def _act(self, command: tuple[str, ...]) -> None:
        self.state.running = command
        self._allow()
        self._working.say(tr("Running: daybreak {command} …", command=" ".join(command)), "accent")
        self.drawer.close_up()
        self.link.act(command, self._ended)

    def _allow(self) -> None:
        why = self.state.why_no_study(self.link.viewer)
        factor = self.state.factor
        allow(self.leaks.one, why, ("factors", "leakcheck", "--factor", factor))
        allow(self.leaks.all, why, ("factors", "leakcheck"))
        for button in (self.run_study, self.page.run_study):
            allow(button, why, ("factors", "ic"))

    def _ended(self, done: Done) -> None:
        self.state.running = ()
        self.tell_end(done)
        self._working.say("" if done.went_well else f"{done.message} {done.remedy}".strip(), "bad")
        self.refresh()


def _worded(group: str, codes: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(code, word(group, code)) for code in codes]
