"""Today as a person sees it."""

from collections.abc import Hashable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPlainTextEdit, QSplitter, QTabWidget, QWidget

from core.ports.views.today import CheckView, JobView, TodayView
from widgets.kit.cards import Lamp, Short, card_of, line_of, named, small_button
from widgets.kit.drawer import Field
from widgets.kit.link import Done, Link
from widgets.kit.panel import Panel
from widgets.kit.sayings import spoken
from widgets.kit.stages import Stages
from widgets.kit.words import tr
from widgets.panels.today.cards import JobCard
from widgets.panels.today.state import CHECKS, UNKNOWN, TodayState
from widgets.tables.column import Column, Kind
from widgets.tables.table import DataTable

_EVENTS = (
    Column("at", "Time", Kind.MOMENT),
    Column("level", "Level", Kind.WORD, group="level"),
    Column("topic", "Topic", Kind.TEXT),
    Column("message", "Message", Kind.SENTENCE),
)
_FILES = (
    Column("job", "Job", Kind.TEXT),
    Column("name", "File", Kind.TEXT),
    Column("size_bytes", "Size (bytes)", Kind.INTEGER),
    Column("path", "Path", Kind.TEXT),
)
_MOST_JOBS = 5


class TodayPanel(Panel):
    """The timeline on top; checklist, events and log below."""

    name = "today"
    title = "Today"
    topics = frozenset({"runs", "events", "orders", "breaks", "ledger", "stop", "engine"})

    def __init__(self, link: Link) -> None:
        self.state = TodayState()
        super().__init__(link)
        self._day = named(QLabel(), "panelTitle")
        for widget in (
            small_button("chevron-left", tr("The day before"), lambda: self._step(-1)),
            self._day,
            small_button("chevron-right", tr("The day after"), lambda: self._step(1)),
            small_button("calendar-clock", tr("The desk's own day"), self._home),
        ):
            self.add_to_head(widget)

    def build(self) -> Stages[None]:
        """Build timeline, checklist, events and log."""
        whole = QSplitter(Qt.Orientation.Vertical)
        self.put(whole)
        self.cards = []
        timeline = QWidget()
        beside = line_of()
        timeline.setLayout(beside)
        whole.addWidget(timeline)
        for _ in range(_MOST_JOBS):
            self.cards.append(JobCard(self._run, self._cancel, self._details))
            beside.addWidget(self.cards[-1])
            yield
        self._checks = QGridLayout()
        self._checks.setColumnStretch(1, 1)
        self._checks.setVerticalSpacing(4)
        checklist = QFrame()
        checklist.setLayout(self._checks)
        self._checklist = card_of(checklist, None, title=tr("Before orders go out"))
        yield
        self.events = DataTable("Events", _EVENTS)
        self._log = QPlainTextEdit(readOnly=True)
        self._log.setAccessibleName(tr("Log of the newest job"))
        tabs = QTabWidget()
        tabs.addTab(self.events, tr("Events"))
        yield
        self.files = DataTable("Files of the day's runs", _FILES, key="path")
        self.files.opened.connect(lambda row: QDesktopServices.openUrl(QUrl.fromLocalFile(row["path"])))
        tabs.addTab(self._log, tr("Log"))
        tabs.addTab(self.files, tr("Files"))
        lower = QSplitter(Qt.Orientation.Horizontal)
        lower.addWidget(self._checklist)
        lower.addWidget(tabs)
        lower.setSizes([460, 800])
        whole.addWidget(lower)
        whole.setSizes([380, 260])
        whole.setStretchFactor(0, 0)
        whole.setStretchFactor(1, 1)

    def wanted(self) -> Hashable:
        """Ask for the chosen day."""
        return self.state.ask()

    def show_view(self, view: TodayView) -> Stages[None]:
        """Show the day."""
        self.state.view = view
        self._day.setText(f"{view.trade_date}")
        for card, job in zip(self.cards, view.jobs, strict=False):
            card.show_job(job, self.state, self.link.viewer)
            card.show()
            yield
        for card in self.cards[len(view.jobs) :]:
            card.hide()
        self._show_checks(view.checks)
        yield
        self.events.show_sheet(view.events, view.as_of)
        yield
        self.files.show_sheet(self.state.files(), view.as_of)
        self._log.setPlainText("\n".join(view.log) or tr("The engine has not run a job here yet."))

    def go_to(self, argument: str) -> None:
        """Show the day named, 2026-01-05; anything else is the desk's own day."""
        try:
            self.state.trade_date = date.fromisoformat(argument)
        except ValueError:
            self.state.trade_date = None
        self.refresh()

    def _step(self, direction: int) -> None:
        if self.state.step_day(direction):
            self.refresh()

    def _home(self) -> None:
        self.state.trade_date = None
        self.refresh()

    def _run(self, job: JobView) -> None:
        self.link.act(self.state.run_command(job), self._ran)

    def _cancel(self, job: JobView) -> None:
        command = self.state.cancel_command(job)
        self.drawer.ask(
            tr("Cancel this run?"),
            [
                tr("The process is told to end, and is killed where it does not."),
                tr("A later run goes on where it stopped."),
            ],
            [Field("phrase", tr("Type CANCEL"), phrase="CANCEL")],
            lambda _: self.link.act(command, self.drawer.say),
            confirm=tr("Cancel the run"),
            tone="critical",
        )

    def _details(self, job: JobView) -> None:
        self.link.open("audit", f"run:{job.run_id}")

    def _ran(self, done: Done) -> None:
        self.refresh()
        if not done.went_well:
            self.drawer.ask(
                tr("It did not run"),
                list(filter(None, (done.message, done.remedy))),
                [],
                lambda _: self.drawer.close_up(),
                tr("Understood"),
            )

    def _show_checks(self, checks: tuple[CheckView, ...]) -> None:
        while self._checks.count():
            item = self._checks.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for row, check in enumerate(checks):
            well, ill, remedy = CHECKS[check.code]
            calm = check.tone in ("good", "muted")
            said = well if check.tone == "good" else UNKNOWN.get(check.code, ill) if calm else ill
            self._checks.addWidget(Lamp(tr(said), check.tone, "" if calm else tr(remedy)), row, 0)
            evidence = spoken(check.evidence)
            told = evidence if calm else " · ".join(filter(None, (evidence, tr(remedy))))
            self._checks.addWidget(named(Short(told, Qt.AlignmentFlag.AlignRight), "caption"), row, 1)
            more = small_button("chevron-right", tr("Show more of this"), partial(self.link.open, check.panel))
            self._checks.addWidget(more, row, 2)
