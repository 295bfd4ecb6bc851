"""Runs: searched at the left, everything about the one picked at the right, its replay included."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QTabWidget, QWidget

from core.ports.views.asking import Trouble, View
from core.ports.views.audit import PageView, RunAsk, RunView
from core.ports.views.sheet import Sheet
from widgets.kit.cards import Banner, Lamp, action, allow, column_of, line_of, named, plain
from widgets.kit.link import Done, Link
from widgets.kit.sayings import spoken
from widgets.kit.stages import Stages
from widgets.kit.words import tr, untranslated, word
from widgets.panels.audit import columns
from widgets.panels.audit.filters import Filters
from widgets.panels.audit.pieces import FactGrid, Pager, copy_text, open_file
from widgets.panels.audit.state import (
    KINDS,
    OUTCOMES,
    AuditState,
    events_sheet,
    outcome_tone,
    replay_sheet,
    runs_sheet,
    verdicts_sheet,
)
from widgets.tables.table import DataTable

_IDENTITY = {
    "run_seq": untranslated("Run number"),
    "attempt": untranslated("Attempt"),
    "as_of": untranslated("As of"),
    "channel": untranslated("Channel"),
    "seed": untranslated("Seed"),
    "snapshot_pin": untranslated("Snapshots up to"),
    "config_hash": untranslated("Hash of the settings"),
    "code_version": untranslated("Code version"),
}


class RunsTab(QSplitter):
    """Runs and one run; `again` asks for the page anew, `follow` leads to an order's way."""

    def __init__(
        self,
        link: Link,
        state: AuditState,
        again: Callable[[], object],
        follow: Callable[[str], object],
        tell_end: Callable[[Done], object] = lambda done: None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._link, self._state, self._again, self._follow = link, state, again, follow
        self._tell_end = tell_end
        self.filters = Filters(self._search, tr("Run or reason"))
        self.kind = self.filters.add_choice(tr("Any job"), [(code, word("kind", code)) for code in KINDS])
        outcomes = [(code, word("outcome", code) if code else tr("unfinished")) for code in OUTCOMES]
        self.outcome = self.filters.add_choice(tr("Any outcome"), outcomes)
        self.runs = DataTable("Runs", columns.RUNS, key="run_id")
        self.runs.picked.connect(lambda row: self.look_at(str(row["run_id"])))
        self.pager = Pager(self._turn)
        left = QWidget()
        left.setLayout(column_of(self.filters, self.runs, self.pager, gap=5))
        self.addWidget(left)

    def build(self) -> Stages[None]:
        """Build all about one run at the right."""
        yield
        self.addWidget(self._right())
        self.setSizes([600, 620])
        yield
        yield from self._pages()

    def show_page(self, view: PageView) -> None:
        """Show a page of runs; look at the newest where none is looked at, and anew at one that is not finished."""
        self.runs.show_sheet(runs_sheet(view.sheet), view.as_of)
        self.pager.show_place(self._state.page_text(), view.page, view.pages)
        run, newest = self._state.run, view.sheet.row(0)["run_id"] if len(view.sheet) else ""
        if newest and not self._state.run_id:
            self.look_at(str(newest))
        elif run is not None and not run.outcome:
            self.look_at(run.run_id)

    def renew(self) -> None:
        """Turn the buttons on or off."""
        self._allow()

    def look_at(self, run_id: str) -> None:
        """Ask for everything about a run."""
        self._state.run_id = run_id
        self._link.ask(RunAsk(run_id), partial(self._told, run_id))

    def _right(self) -> QWidget:
        self.title = named(plain(QLabel()), "panelTitle")
        self.lamp = Lamp()
        self.reason = plain(QLabel())
        self.reason.setWordWrap(True)
        self.trouble = Banner()
        self.replay_button = action(tr("Replay and compare"), "git-compare", self._replay)
        self.identity = FactGrid(columns=2)
        self.tabs = QTabWidget()
        page = QWidget()
        layout = column_of(gap=6)
        layout.setContentsMargins(6, 0, 0, 0)
        layout.addLayout(line_of(self.title, self.lamp, None, self.replay_button))
        layout.addWidget(self.reason)
        layout.addWidget(self.trouble)
        layout.addWidget(self.identity)
        layout.addWidget(self.tabs, 1)
        page.setLayout(layout)
        return page

    def _pages(self) -> Stages[None]:
        self.steps = DataTable("Steps", columns.STEPS, key="step")
        self.tabs.addTab(self.steps, tr("Steps"))
        yield
        self.tabs.addTab(self._artifacts(), tr("Artifacts"))
        yield
        self.verdicts = DataTable("Verdicts", columns.VERDICTS)
        self.tabs.addTab(self.verdicts, tr("Verdicts"))
        yield
        self.orders = DataTable("Orders of the run", columns.ORDERS, key="client_order_id")
        self.orders.opened.connect(lambda row: self._follow(f"order:{row['client_order_id']}"))
        self.tabs.addTab(self.orders, tr("Orders"))
        yield
        self.events = DataTable("Events of the run", columns.EVENTS, key="event_id")
        self.tabs.addTab(self.events, tr("Events"))
        yield
        self.replay = DataTable("Replay", columns.REPLAY, key="artifact")
        self.replayed = plain(QLabel(tr("A replay makes the run again on the same snapshots and compares every byte.")))
        self.replayed.setWordWrap(True)
        self.tabs.addTab(_over(self.replayed, self.replay), tr("Replay"))
        yield

    def _artifacts(self) -> QWidget:
        self.artifacts = DataTable("Artifacts", columns.ARTIFACTS, key="artifact")
        self.open_button = action(tr("Open the file"), "external-link", self._open)
        self.copy_button = action(tr("Copy path"), "copy", lambda: copy_text(self._picked("path")))
        self.hash_button = action(tr("Copy SHA-256"), "copy", lambda: copy_text(self._picked("sha256")))
        self.artifacts.opened.connect(lambda _: self._open())
        self.artifacts.picked.connect(lambda _: self._allow())
        line = QWidget()
        line.setLayout(line_of(self.open_button, self.copy_button, self.hash_button, None))
        return _over(line, self.artifacts)

    def _search(self) -> None:
        since, until = self.filters.span()
        self._state.search_runs(self.filters.words.text(), self.kind.currentData() or "", self.outcome.currentData(),
                                since, until)  # fmt: skip
        self._again()

    def _turn(self, direction: int) -> None:
        if self._state.turn(direction):
            self._again()

    def _told(self, run_id: str, told: View | Trouble) -> None:
        if run_id != self._state.run_id:
            return
        if isinstance(told, Trouble):
            self.trouble.say(" → ".join(filter(None, (told.message, told.remedy))), "bad")
            return
        assert isinstance(told, RunView)  # noqa: S101 - the answer to a RunAsk
        self.trouble.say("")
        is_other = self._state.run is None or self._state.run.run_id != told.run_id
        self._state.run = told
        self._show(told)
        if is_other:
            self.replay.show_sheet(Sheet({}))
            self.replayed.setText(tr("A replay makes the run again on the same snapshots and compares every byte."))

    def _show(self, run: RunView) -> None:
        self.title.setText(run.run_id)
        outcome = word("outcome", run.outcome) if run.outcome else tr("unfinished")
        self.lamp.show_state(outcome, outcome_tone(run.outcome))
        self.reason.setText(spoken(run.reason))
        self.reason.setVisible(bool(run.reason))
        self.identity.show_facts(
            [(tr(_IDENTITY[name]), run.identity[name]) for name in _IDENTITY if name in run.identity]
        )
        self.steps.show_sheet(run.steps, run.as_of)
        self.artifacts.show_sheet(run.artifacts, run.as_of)
        self.verdicts.show_sheet(verdicts_sheet(run.verdicts), run.as_of)
        self.orders.show_sheet(run.orders, run.as_of)
        self.events.show_sheet(events_sheet(run.events), run.as_of)
        self._allow()

    def _allow(self) -> None:
        run_id = self._state.run_id
        allow(self.replay_button, self._state.why_not_replay(self._link.viewer), ("replay", run_id))
        lacking = "" if self._picked("path") else tr("Pick an artifact first.")
        for button in (self.open_button, self.copy_button, self.hash_button):
            allow(button, lacking)

    def _picked(self, name: str) -> str:
        row = self.artifacts.current()
        return str(row[name]) if row else ""

    def _open(self) -> None:
        path = self._picked("path")
        if path and not open_file(path):
            self.trouble.say(tr("{path} is not there.", path=path), "bad")

    def _replay(self) -> None:
        run_id = self._state.run_id
        self._state.is_busy = True
        self._allow()
        self.replayed.setText(tr("Replaying {run} …", run=run_id))
        self.tabs.setCurrentIndex(self.tabs.count() - 1)
        self._link.act(("replay", run_id), partial(self._replayed, run_id))

    def _replayed(self, run_id: str, done: Done) -> None:
        self._tell_end(done)
        self._state.is_busy = False
        self._allow()
        if run_id != self._state.run_id:
            return
        self.replayed.setText(" ".join(filter(None, (done.message, done.remedy))))
        if done.rows:
            self.replay.show_sheet(replay_sheet(done.rows), self._state.run.as_of if self._state.run else None)


def _over(upper: QWidget, lower: QWidget) -> QWidget:
    page = QWidget()
    layout = column_of(upper, gap=4)
    layout.setContentsMargins(0, 6, 0, 0)
    layout.addWidget(lower, 1)
    page.setLayout(layout)
    return page
