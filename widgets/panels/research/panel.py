"""The screen of research as a person sees it."""

from collections.abc import Hashable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTabWidget, QWidget

from core.ports.views.research import LabelsAsk, ModelAsk, ReplaysAsk, ReplaysView, ReplayView
from widgets.kit.cards import Banner, action, allow, column_of, line_of
from widgets.kit.drawer import Field
from widgets.kit.link import Done, Link
from widgets.kit.panel import Panel
from widgets.kit.parts import Part
from widgets.kit.stages import Stages
from widgets.kit.words import tr
from widgets.panels.research.columns import SPANS
from widgets.panels.research.page_labels import LabelsPage
from widgets.panels.research.page_model import ModelPage
from widgets.panels.research.page_replays import ReplayPage
from widgets.panels.research.state import ResearchState
from widgets.tables.table import DataTable

_SPLIT = (410, 890)


class ResearchPanel(Panel):
    """Replays, labels and the model, a tab each."""

    name = "research"
    title = "Research and models"
    topics = frozenset({"runs", "ledger", "replays", "studies"})
    works = frozenset({"replay", "research_labels"})
    stale_after_s = 86_400.0

    def __init__(self, link: Link) -> None:
        self.state = ResearchState()
        self._saved: dict[str, Any] = {}
        super().__init__(link)
        self.new = action(tr("New replay"), "play", self._ask_replay, command=("replay",))
        self.add_to_head(self.new)

    def build(self) -> Stages[None]:
        """Build the three pages."""
        self._working, self.tabs, page = Banner(), QTabWidget(), QWidget()
        layout = column_of(self._working, gap=4)
        layout.addWidget(self.tabs, 1)
        page.setLayout(layout)
        self.put(page)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.parts: dict[str, QWidget] = {"replays": self.split}
        self.tabs.addTab(self.split, tr("Replays"))
        yield
        self.page = ReplayPage(self.state)
        yield
        self.split.addWidget(self._list())
        yield
        self.replay = Part(self.link, self.page, self._show_span)
        self._others: list[Part] = []
        self.split.addWidget(self.replay)
        self.split.setStretchFactor(1, 1)
        yield
        self.labels = LabelsPage(self.state, lambda: self._act(("research", "labels")))
        yield
        self.parts["labels"] = Part(self.link, self.labels, self.labels.show_labels)
        self.tabs.addTab(self.parts["labels"], tr("Labels"))
        yield
        self.model = ModelPage()
        yield
        self.parts["model"] = Part(self.link, self.model, self.model.show_model)
        self.tabs.addTab(self.parts["model"], tr("Model"))
        yield
        self.tabs.currentChanged.connect(lambda _: self._ask_part())
        self._recall()

    def _list(self) -> QWidget:
        self.table = DataTable("Replayed spans", SPANS, key="path")
        self.table.picked.connect(lambda row: self._look_at(str(row["path"])))
        self.together = action(tr("Together"), "git-compare", self._put_beside)
        self.together.setToolTip(tr("Show the equity of the selected spans in one picture"))
        self.alone = action(tr("One alone"), "rotate-ccw", self._put_alone)
        bar = QWidget()
        self.go_on = action(tr("Go on"), "play", self._go_on)
        bar.setLayout(line_of(self.go_on, None, self.together, self.alone, gap=6))
        above = QWidget()
        above.setLayout(column_of(bar, self.table, gap=4))
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(above)
        left.addWidget(self.page.days)
        left.setSizes([250, 400])
        return left

    def wanted(self) -> Hashable:
        """Ask for the list of spans."""
        return ReplaysAsk()

    def show_view(self, view: ReplaysView) -> Stages[None]:
        """Show the list, and ask for what the open page shows."""
        self.state.take(view)
        self.table.show_sheet(self.state.spans(), view.as_of)
        self.table.go_to(self.state.path)
        yield
        self._allow()
        self._ask_part()

    def work_moved(self, is_at_work: bool) -> None:
        """Begin nothing beside what is under way."""
        self.state.is_at_work = is_at_work
        if self.is_built:
            self._working.say("")
            self._allow()

    def go_to(self, argument: str) -> None:
        """Show a page by name (replays, labels, model), or a span by its folder."""
        if self.view is None:
            return
        if argument in self.parts:
            self.tabs.setCurrentIndex(list(self.parts).index(argument))
        elif argument:
            self.tabs.setCurrentIndex(0)
            self.table.go_to(argument)

    def save(self) -> dict[str, Any]:
        """Return the span, those beside it, the label row, tab and arrangement."""
        state = self.state
        kept: dict[str, Any] = {"path": state.path, "beside": list(state.beside), "label": list(state.label)}
        if self.is_built:
            kept |= {"tab": self.tabs.currentIndex(), "split": self.split.sizes(), "table": self.table.save()}
        return kept

    def restore(self, saved: dict[str, Any]) -> None:
        """Take back what `save` returned."""
        self._saved = saved
        self.state.path = str(saved.get("path", ""))
        self.state.beside = tuple(str(path) for path in saved.get("beside", ()))
        horizon, names = saved.get("label", self.state.label)
        self.state.label = (int(horizon), str(names))

    def _recall(self) -> None:
        """Arrange what was just built as it was kept."""
        self.tabs.setCurrentIndex(int(self._saved.get("tab", 0)))
        self.split.setSizes([int(size) for size in self._saved.get("split", _SPLIT)])
        self.table.restore(self._saved.get("table", {}))

    def _ask_part(self) -> None:
        name = list(self.parts)[self.tabs.currentIndex()]
        part = self.parts[name]
        if isinstance(part, Part):
            part.ask(LabelsAsk() if name == "labels" else ModelAsk())
        else:
            self._ask_spans()

    def _ask_spans(self) -> None:
        """Ask for the span looked at in its own place, for those beside it in places nobody sees."""
        first, *others = self.state.asks()
        while len(self._others) < len(others):
            self._others.append(Part(self.link, QWidget(), self._show_span))
        for part, ask in zip(self._others, others, strict=False):
            part.ask(ask)
        for part in self._others[len(others) :]:
            part.ask(None)
        self.replay.ask(first)

    def _show_span(self, view: ReplayView) -> None:
        self.state.keep(view)
        self.page.show_span()

    def _look_at(self, path: str) -> None:
        if path != self.state.path:
            self.state.path = path
            self._allow()
            self._ask_part()

    def _go_on(self) -> None:
        self._act(self.state.resume_command())

    def _put_beside(self) -> None:
        self.state.put_beside([str(row["path"]) for row in self.table.selected()])
        self._allow()
        self._ask_part()

    def _put_alone(self) -> None:
        self.state.beside = ()
        self._allow()
        self._ask_part()

    def _allow(self) -> None:
        why = self.state.why_not(self.link.viewer)
        allow(self.new, why, ("replay",))
        allow(self.labels.measure, why, ("research", "labels"))
        allow(self.go_on, why or self.state.why_not_go_on(), self.state.resume_command())
        self.alone.setEnabled(bool(self.state.beside))

    def _ask_replay(self) -> None:
        view = self.state.replays
        if view is None or view.stored is None:
            return
        first, last = view.stored
        self.drawer.ask(
            tr("Replay a span of days?"),
            [
                tr("Plays Night, Morning, the paper session and Close of each day in a home of its own, from cash."),
                tr("Bars are stored from {first} to {last}; the first year only fills the lookback.",
                   first=first, last=last),
                tr("Nothing of this home changes; a span of the same dates is played anew in its place."),
            ],
            [
                Field("first", tr("First day"), default=f"{last.replace(day=1)}"),
                Field("last", tr("Last day"), default=f"{last}"),
                Field("cash", tr("Opening cash in yuan"), required=False, default=f"{view.cash_yuan:.0f}"),
            ],
            self._start_replay,
            confirm=tr("Replay"),
        )  # fmt: skip

    def _start_replay(self, filled: Mapping[str, str]) -> None:
        try:
            command = self.state.replay_command(filled)
        except ValueError as error:
            self.drawer.say(Done("bad_config", 78, str(error), tr("write dates as 2026-01-05")))
            return
        self.drawer.close_up()
        self._act(command)

    def _act(self, command: tuple[str, ...]) -> None:
        self.state.running = command
        self._allow()
        self._working.say(tr("Running: daybreak {command} …", command=" ".join(command)), "accent")
        self.link.act(command, self._ended)

    def _ended(self, done: Done) -> None:
        self.state.running = ()
        self.tell_end(done)
        self._working.say("" if done.went_well else f"{done.message} {done.remedy}".strip(), "bad")
        scratch = str(done.data.get("home", ""))
        if scratch:
            self.state.path = scratch
        self.refresh()
