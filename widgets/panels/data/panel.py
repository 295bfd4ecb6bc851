"""Data as a person sees it."""

from collections.abc import Callable, Hashable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QGridLayout, QLabel, QSplitter, QTabWidget, QWidget

from core.ports.views.asking import Trouble, View
from core.ports.views.data import DataView, RevisionAsk, RevisionView
from widgets.charts.heat import HeatMap
from widgets.kit.cards import Banner, Fact, FactStrip, Lamp, action, allow, card_of, column_of, line_of, named, plain
from widgets.kit.link import Done, Link
from widgets.kit.panel import Panel
from widgets.kit.sayings import spoken
from widgets.kit.stages import Stages
from widgets.kit.words import moment, tr, word
from widgets.panels.data import columns
from widgets.panels.data.deeds import Deeds
from widgets.panels.data.state import CIRCUIT_TONES, HEALTH_TONES, SPANS, DataState, Wish, coverage_matrix, marked
from widgets.tables.table import DataTable

_COVERAGE_TONES = ("bad", "warn", "selection")
_NEARLY_WHOLE = 0.9
_LOW_PX, _HIGH_PX = 150, 250


class DataPanel(Panel):
    """Figures on top, datasets beside their calendar, and below gaps, sources, revisions and corrections."""

    name = "data"
    title = "Data"
    topics = frozenset({"data", "events"})
    works = frozenset({"data_pull", "data_import", "data_rules"})
    stale_after_s = 120.0

    def __init__(self, link: Link) -> None:
        self.state = DataState()
        self._saved: dict[str, Any] = {}
        super().__init__(link)
        self.deeds = Deeds(link, self.drawer, self.state, self._allow, self._acted)
        self.setAcceptDrops(True)
        self.pull_button = action(tr("Pull …"), "download", self.deeds.pull, command=("data", "pull"))
        self.import_button = action(tr("Import …"), "folder-open", self._choose, command=("data", "import"))
        self.correct_button = action(tr("Correct …"), "pencil", self.deeds.correct, command=("data", "correct"))
        self.span = QComboBox()
        self.span.setAccessibleName(tr("Open days of the calendar"))
        self.span.addItems([tr("{count} open days", count=count) for count in SPANS])
        self.span.setCurrentIndex(SPANS.index(self.state.days))
        self.span.currentIndexChanged.connect(self._respan)
        for control in (self.span, self.pull_button, self.import_button, self.correct_button):
            self.add_to_head(control)

    def build(self) -> Stages[None]:
        """Build the whole screen."""
        self.facts = {
            name: Fact(text)
            for name, text in (
                ("mode", tr("Data come from")),
                ("breaker", tr("Source")),
                ("newest", tr("Newest bars")),
                ("behind", tr("Behind")),
                ("gaps", tr("Days missing")),
                ("revised", tr("Vendor revisions")),
                ("waiting", tr("Waiting for step two")),
            )
        }
        self.said = Banner()
        self.whole, page = QSplitter(Qt.Orientation.Vertical), QWidget()
        page.setLayout(column_of(FactStrip(*self.facts.values()), self.said, self.whole))
        self.put(page)
        yield
        upper = QSplitter(Qt.Orientation.Horizontal)
        self.whole.addWidget(upper)
        self.datasets = DataTable("Datasets", columns.DATASETS, key="dataset")
        self.datasets.picked.connect(lambda row: self._pick(str(row["dataset"])))
        self.calendar = HeatMap(
            "coverage", "Coverage by day", "%", low=0.0, high=1.0, middle=_NEARLY_WHOLE, tones=_COVERAGE_TONES
        )  # fmt: skip
        upper.addWidget(card_of(self.datasets))
        upper.addWidget(card_of(self.calendar))
        upper.setSizes([720, 500])
        yield
        self.tabs = QTabWidget()
        self.whole.addWidget(self.tabs)
        self.tabs.addTab(self._gaps(), tr("Dataset"))
        yield
        self.tabs.addTab(self._sources(), tr("Sources and quota"))
        yield
        self.tabs.addTab(self._revisions(), tr("Vendor revisions"))
        yield
        self.steps = self._corrections()
        yield
        self.tabs.addTab(self.steps, tr("Corrections"))
        self.deed_buttons = self._deed_buttons()
        self.tabs.setCornerWidget(self.deed_buttons)
        self.tabs.currentChanged.connect(self._turn)
        self.whole.setSizes([410, 150])
        self._arrange()

    def wanted(self) -> Hashable:
        """Ask for the whole screen."""
        return self.state.ask()

    def is_empty(self, view: DataView) -> str:
        """Say what to do in a home without any data."""
        self.state.view = view
        self._allow()
        bare = self.state.is_bare()
        return tr("Nothing is stored yet. Drag a folder of CSV or Parquet files here, or pull.") if bare else ""

    def way_out(self) -> tuple[str, Callable[[], object]] | None:
        """Offer to import."""
        return tr("Import a folder"), self._choose

    def show_view(self, view: DataView) -> Stages[None]:
        """Show the stored market."""
        self.state.view = view
        self._show_facts(view)
        yield
        self.datasets.show_sheet(self.state.sheet(), view.as_of)
        yield
        coverage = view.coverage
        if coverage is not None:
            names = [word("dataset", name) for name in coverage.datasets]
            self.calendar.show_matrix(names, list(coverage.days), coverage_matrix(coverage), view.as_of)
        self._show_gaps()
        yield
        for table, sheet in (
            (self.sources, marked(view.sources, "state", {"open": "bad", "half_open": "warn"})),
            (self.requests, view.requests),
            (self.revisions, view.revisions),
            (self.proposals, marked(view.proposals, "decision", {"": "warn"})),
            (self.corrections, view.corrections),
        ):
            table.show_sheet(sheet, view.as_of)
            yield
        self._allow()

    def go_to(self, argument: str) -> None:
        """Show a dataset (`dataset:daily`), or correct a cell (`correct:daily.close:2026-01-05:600000.SH`)."""
        kind, _, rest = argument.partition(":")
        if kind == "dataset":
            self.state.dataset = rest
            if self.is_built:
                self.datasets.go_to(rest)
        elif kind == "correct" and rest.count(":") == 2:
            cell, day, symbol = rest.split(":")
            self.deeds.correct(Wish(cell, day, symbol, ""))

    def save(self) -> dict[str, Any]:
        """Return the dataset looked at, how far back, and what was arranged."""
        if not self.is_built:
            return self._saved
        return {
            "dataset": self.state.dataset,
            "days": self.state.days,
            "tab": self.tabs.currentIndex(),
            "sizes": self.whole.sizes(),
            "datasets": self.datasets.save(),
        }

    def restore(self, saved: dict[str, Any]) -> None:
        """Take back what `save` returned."""
        self.state.dataset = str(saved.get("dataset", self.state.dataset))
        if saved.get("days") in SPANS:
            self.state.days = int(saved["days"])
        self._saved = saved

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take a folder or a file, where importing is allowed."""
        if self._dragged(event) and not self.state.why_not_act(self.link.viewer):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Ask whether to import what was dropped."""
        path = self._dragged(event)
        if path is not None:
            event.acceptProposedAction()
            self.deeds.bring(path)

    def _arrange(self) -> None:
        """Lay things out as they were the last time."""
        self.tabs.setCurrentIndex(int(self._saved.get("tab", 0)))
        if self._saved.get("sizes"):
            self.whole.setSizes([int(size) for size in self._saved["sizes"]])
        self.datasets.restore(self._saved.get("datasets", {}))

    def _gaps(self) -> QWidget:
        self.gap_title = named(QLabel(), "panelTitle")
        self.gaps = DataTable("Missing days", columns.GAPS, key="day")
        self.gaps.set_empty_text(tr("No open day is missing."))
        self.fill_button = action(tr("Pull these days …"), "download", self.deeds.pull)
        self.facts_of = {
            name: Fact(text)
            for name, text in (
                ("last", tr("Last date")),
                ("age", tr("Age, open days")),
                ("known", tr("Known at")),
                ("came", tr("Came in")),
                ("coverage", tr("Coverage")),
                ("revised", tr("Revised rows")),
            )
        }
        self.health = Lamp()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        for place, fact in enumerate(self.facts_of.values()):
            grid.addWidget(fact, 0, place)
        side = named(QFrame(), "card")
        layout = column_of(gap=8)
        layout.setContentsMargins(12, 9, 12, 10)
        layout.addLayout(line_of(self.gap_title, self.health, None, self.fill_button))
        layout.addLayout(grid)
        layout.addStretch(1)
        side.setLayout(layout)
        pair = QSplitter(Qt.Orientation.Horizontal)
        pair.addWidget(side)
        pair.addWidget(self.gaps)
        pair.setSizes([760, 440])
        return pair

    def _sources(self) -> QWidget:
        self.sources = DataTable("Sources", columns.SOURCES, key="source")
        self.requests = DataTable("Requests by interface and day", columns.REQUESTS)
        self.requests.set_empty_text(tr("No source has been asked yet."))
        pair = QSplitter(Qt.Orientation.Horizontal)
        pair.addWidget(self.sources)
        pair.addWidget(self.requests)
        pair.setSizes([460, 760])
        return pair

    def _revisions(self) -> QWidget:
        self.revisions = DataTable("Vendor revisions", columns.REVISIONS, key="revision_id")
        self.revisions.set_empty_text(tr("The vendor has changed nothing that was stored."))
        self.revisions.picked.connect(lambda row: self._compare(int(row["revision_id"])))
        self.revised = DataTable("Changed columns", columns.REVISED, key="column")
        self.revised_note = plain(QLabel(tr("Pick a revision to compare it cell by cell.")))
        self.revised_note.setWordWrap(True)
        side = QWidget()
        side.setLayout(column_of(self.revised_note, self.revised))
        pair = QSplitter(Qt.Orientation.Horizontal)
        pair.addWidget(self.revisions)
        pair.addWidget(side)
        pair.setSizes([620, 600])
        return pair

    def _corrections(self) -> QWidget:
        self.proposals = DataTable("Proposals", columns.PROPOSALS, key="proposal_id")
        self.proposals.set_empty_text(tr("No correction is waiting."))
        self.corrections = DataTable("Corrections", columns.CORRECTIONS, key="correction_id")
        self.corrections.set_empty_text(tr("Nothing has been corrected."))
        for table in (self.proposals, self.corrections):
            table.picked.connect(lambda _: self._allow())
        pair = QSplitter(Qt.Orientation.Horizontal)
        pair.addWidget(self.proposals)
        pair.addWidget(self.corrections)
        return pair

    def _deed_buttons(self) -> QWidget:
        """Return what can be done with a proposal or a correction, in the corner over their tables."""
        self.confirm_button = action(tr("Confirm …"), "check", partial(self._decide, "confirm"))
        self.withdraw_button = action(tr("Withdraw …"), "x", partial(self._decide, "withdraw"))
        self.undo_button = action(tr("Undo …"), "undo-2", self._undo)
        corner = QWidget()
        corner.setLayout(line_of(self.confirm_button, self.withdraw_button, self.undo_button, gap=5))
        corner.hide()
        return corner

    def _show_facts(self, view: DataView) -> None:
        state, circuit = self.state, self.state.worst_circuit()
        daily = next((row for row in state.rows() if row["dataset"] == "daily"), {})
        behind, waiting = state.behind(), len(state.waiting())
        breaker = word("circuit", circuit) if circuit else tr("not asked yet")
        self.facts["mode"].show_value(state.mode())
        self.facts["breaker"].show_value(breaker, CIRCUIT_TONES.get(circuit, "muted"))
        tone = HEALTH_TONES.get(str(daily.get("health")), "")
        self.facts["newest"].show_value(str(daily.get("last_date") or "–"), tone)
        self.facts["behind"].show_value(f"{len(behind)}", "bad" if behind else "", ", ".join(behind))
        missing = state.gap_count()
        self.facts["gaps"].show_value(f"{missing:,}", "warn" if missing else "")
        self.facts["revised"].show_value(f"{view.revisions_total:,}")
        self.facts["waiting"].show_value(f"{waiting}", "warn" if waiting else "")

    def _show_gaps(self) -> None:
        row, sheet = self.state.row(), self.state.gaps()
        self.gap_title.setText(word("dataset", self.state.dataset))
        self.gaps.show_sheet(sheet, self.view.as_of)
        coverage, health = row.get("coverage"), str(row.get("health") or "")
        self.health.show_state(word("health", health), HEALTH_TONES.get(health, "muted"))
        tone = HEALTH_TONES.get(health, "")
        self.facts_of["last"].show_value(str(row.get("last_date") or "–"), tone)
        self.facts_of["age"].show_value("–" if row.get("age_days") is None else str(row["age_days"]))
        self.facts_of["known"].show_value(str(row.get("known_at") or "–"))
        self.facts_of["came"].show_value(moment(row.get("came_at")))
        self.facts_of["coverage"].show_value("–" if coverage is None else f"{coverage:.1%}")
        self.facts_of["revised"].show_value(str(row.get("revised_rows") or 0))

    def _pick(self, dataset: str) -> None:
        self.state.dataset = dataset
        self._show_gaps()
        self._allow()

    def _turn(self, place: int) -> None:
        """Give a tab of tables more room than the one of figures."""
        self.deed_buttons.setVisible(self.tabs.widget(place) is self.steps)
        lower = _LOW_PX if place == 0 else _HIGH_PX
        upper = max(sum(self.whole.sizes()) - lower, lower)
        self.whole.setSizes([upper, lower])

    def _respan(self, place: int) -> None:
        self.state.days = SPANS[place]
        self.refresh()

    def _compare(self, number: int) -> None:
        self.revised_note.setText(tr("Comparing …"))
        self.link.ask(RevisionAsk(number), self._compared)

    def _compared(self, answer: View | Trouble) -> None:
        if isinstance(answer, Trouble):
            self.revised_note.setText(answer.message)
            return
        assert isinstance(answer, RevisionView)  # noqa: S101 - the answer to a RevisionAsk
        told = tr(
            "{dataset} of {day}: {changed} changed, {came} came, {went} went; {symbols} symbols; {runs} runs read it.",
            dataset=word("dataset", answer.dataset),
            day=answer.day,
            changed=answer.rows_changed,
            came=answer.rows_came,
            went=answer.rows_went,
            symbols=len(answer.symbols),
            runs=len(answer.run_ids),
        )
        self.revised_note.setText("\n".join([told, *map(spoken, answer.effect)]))
        self.revised.show_sheet(answer.columns, answer.as_of)

    def _decide(self, verb: str) -> None:
        row = self.proposals.current()
        if row is not None:
            self.deeds.decide(verb, row)

    def _undo(self) -> None:
        row = self.corrections.current()
        if row is not None:
            self.deeds.undo(row)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder of CSV or Parquet files"))
        if chosen:
            self.deeds.bring(Path(chosen))

    def work_moved(self, is_at_work: bool) -> None:
        """Begin nothing beside what is under way."""
        self.state.is_at_work = is_at_work
        self._allow()

    def _acted(self, done: Done) -> None:
        self.tell_end(done)
        self._allow()
        if self.is_built:
            self.said.say(done.told, "good" if done.went_well else "bad")
        self.refresh()

    def _allow(self) -> None:
        looks, state = self.link.viewer, self.state
        allow(self.pull_button, state.why_not_pull(looks), ("data", "pull"))
        allow(self.import_button, state.why_not_act(looks), ("data", "import"))
        allow(self.correct_button, state.why_not_act(looks), ("data", "correct"))
        if not self.is_built:
            return
        lacking = "" if len(state.gaps()) else tr("No day is missing in between.")
        allow(self.fill_button, lacking or state.why_not_pull(looks), ("data", "pull"))
        proposal, correction = self.proposals.current(), self.corrections.current()
        decided = tr("Pick a proposal that waits.") if proposal is None or proposal["decision"] else ""
        for button, verb in ((self.confirm_button, "confirm"), (self.withdraw_button, "withdraw")):
            allow(button, decided or state.why_not_act(looks), ("data", verb))
        undone = correction is None or correction["undone_by"] or correction["undoes"]
        allow(self.undo_button, tr("Pick a correction that stands.") if undone else state.why_not_act(looks),
              ("data", "undo"))  # fmt: skip

    def _dragged(self, event: QDragEnterEvent | QDropEvent) -> Path | None:
        urls = event.mimeData().urls()
        if len(urls) != 1 or not urls[0].isLocalFile():
            return None
        path = Path(urls[0].toLocalFile())
        return path if path.is_dir() or path.suffix.lower() in (".csv", ".parquet") else None
