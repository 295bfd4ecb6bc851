"""The alarms as a person sees and answers them."""

from collections.abc import Hashable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSplitter, QVBoxLayout, QWidget

from core.ports.views.alarms import AlarmsView
from widgets.kit.cards import Banner, Lamp, action, allow, line_of, retone
from widgets.kit.drawer import Field
from widgets.kit.keys import key_inside
from widgets.kit.link import Done, Link
from widgets.kit.panel import Panel
from widgets.kit.stages import Stages
from widgets.kit.words import moment, tr
from widgets.panels.alarms.detail import AlarmDetail
from widgets.panels.alarms.state import ALL, FILTERS, HOURS, AlarmsState
from widgets.tables.column import Column, Kind
from widgets.tables.table import DataTable

_STANDING = (
    Column("state", "State", Kind.WORD, group="alarm_state", width=138),
    Column("priority", "P", Kind.INTEGER, tip="Priority: 1 is the most urgent, 4 the least", width=44),
    Column("title", "Alarm"),
    Column("detail", "What is so", Kind.SENTENCE),
    Column("since", "Since", Kind.MOMENT, width=168),
    Column("age_min", "Age (min)", Kind.INTEGER),
    Column("count", "Times", Kind.INTEGER, tip="How often it came up"),
    Column("remedy", "What to do"),
    Column("owner", "Owner", Kind.WORD, group="owner"),
    Column("chattering", "Chatters", Kind.FLAG, hidden=True),
    Column("condition", "Seen", Kind.WORD, group="alarm_condition", hidden=True),
    Column("subject", "Of", Kind.CODE, hidden=True),
    Column("code", "Code", Kind.CODE, hidden=True),
    Column("alarm_id", "Number", Kind.INTEGER, hidden=True),
)
_HISTORY = (
    Column("at", "Time", Kind.MOMENT, width=168),
    Column("alarm_id", "Number", Kind.INTEGER),
    Column("code", "Alarm", Kind.WORD, group="alarm"),
    Column("move", "What happened", Kind.WORD, group="alarm_move"),
    Column("state", "State", Kind.WORD, group="alarm_state"),
    Column("by", "Said by"),
    Column("note", "Note"),
    Column("detail", "What is so", Kind.SENTENCE),
    Column("subject", "Of", Kind.CODE, hidden=True),
    Column("until", "Until", Kind.MOMENT, hidden=True),
)

_RENEW_S = 10.0


class AlarmsPanel(Panel):
    """The list on top; the alarm picked and the history below."""

    name = "alarms"
    title = "Alarms"
    topics = frozenset({"alarms"})

    def __init__(self, link: Link) -> None:
        self.state = AlarmsState()
        self.table = DataTable("Alarms", _STANDING, key="alarm_id")
        self._arrangement: dict[str, Any] = {}
        self._wanted = 0
        self._asked_at: datetime | None = None
        super().__init__(link)
        self.watch = Lamp()
        self.look_button = action(tr("Look now"), "eye", self._look)
        self.add_to_head(self.watch)
        self.add_to_head(self.look_button)

    def build(self) -> Stages[None]:
        """Build banners, filters, list, detail and history."""
        self.flood = Banner()
        self.unfold = action(tr("Show all of them"), "layers", self._unfold)
        self.unfold.hide()
        self.filters = {name: self._filter_button(name) for name in FILTERS}
        group = QButtonGroup(self)
        for button in self.filters.values():
            group.addButton(button)
        self.table.picked.connect(self._pick)
        self.table.opened.connect(self._open)
        self.table.grid.selectionModel().selectionChanged.connect(lambda *_: self._allow())
        self._whole, page = QSplitter(Qt.Orientation.Vertical), QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.flood)
        layout.addLayout(line_of(*self.filters.values(), self.unfold, None, gap=4))
        layout.addWidget(self._whole, 1)
        self._whole.addWidget(self.table)
        self.put(page)
        yield
        self.ack_button = action(tr("Acknowledge (A)"), "check", self.acknowledge, tone="accent")
        self.shelve_button = action(tr("Shelve … (S)"), "hourglass", self.shelve)
        self.unshelve_button = action(tr("Off the shelf …"), "undo-2", self.unshelve)
        self.open_button = action(tr("Show what helps"), "external-link", lambda: self._open(self._row()))
        self.detail = AlarmDetail(self.ack_button, self.shelve_button, self.unshelve_button, self.open_button)
        yield
        self.history = DataTable("History of alarms", _HISTORY)
        self.history.set_empty_text(tr("No alarm has come up yet."))
        key_inside(self, "A", self.acknowledge)
        key_inside(self, "S", self.shelve)
        lower = QSplitter(Qt.Orientation.Horizontal)
        lower.addWidget(self.detail)
        lower.addWidget(self.history)
        lower.setSizes([560, 640])
        self._whole.addWidget(lower)
        self._whole.setSizes([380, 280])
        self._whole.setStretchFactor(0, 1)
        self._whole.setStretchFactor(1, 0)

    def wanted(self) -> Hashable:
        """Ask for all that stands and the newest history."""
        return self.state.ask()

    def show_view(self, view: AlarmsView) -> Stages[None]:
        """Show the alarms."""
        self.state.take(view)
        self._show_rows()
        yield
        self.history.show_sheet(view.history, view.as_of)
        self._show_watch(view.as_of)

    def tick(self, now: datetime) -> None:
        """Ask anew every few seconds, as a look that finds nothing moves nothing; say so where nobody looks."""
        super().tick(now)
        if self.view is None:
            return
        self._show_watch(now)
        last = max(self.view.as_of, self._asked_at or self.view.as_of)
        if self.isVisible() and (now - last).total_seconds() > _RENEW_S:
            self._asked_at = now
            self.refresh()

    def go_to(self, argument: str) -> None:
        """Pick the alarm of that number."""
        if argument.isdecimal():
            self._wanted, self.state.chosen = int(argument), ALL
            self.refresh()

    def save(self) -> dict[str, Any]:
        """Return filter, name and the table's arrangement."""
        table = self._arrangement or self.table.save()
        return {"filter": self.state.chosen, "author": self.state.author, "table": table}

    def restore(self, saved: dict[str, Any]) -> None:
        """Take back filter, name and arrangement."""
        chosen = saved.get("filter")
        self.state.chosen = str(chosen) if chosen in FILTERS else ALL
        self.state.author = str(saved.get("author", ""))
        self._arrangement = dict(saved.get("table") or {})

    def acknowledge(self) -> None:
        """Ask for a name and a note."""
        ids = self._ids()
        if self.state.why_not_acknowledge(ids, self.link.viewer):
            return
        self._ask(
            tr("Acknowledge {count} alarm(s)", count=len(ids)),
            [
                tr("It says that you have seen it; the alarm goes when its condition does."),
                tr("Where it gets more urgent it wants a person again."),
            ],
            Field("note", tr("What you saw or did")),
            lambda said: self.state.acknowledge_command(ids, said["author"], said["note"]),
            tr("Acknowledge"),
        )

    def shelve(self) -> None:
        """Ask for how long, a name and a reason."""
        ids = self._ids()
        if self.state.why_not_shelve(ids, self.link.viewer):
            return
        self._ask(
            tr("Shelve {count} alarm(s)", count=len(ids)),
            [tr("It is silent until then, and comes back by itself.")],
            Field("reason", tr("Why it may wait")),
            lambda said: self.state.shelve_command(ids, said["author"], said["reason"], said["hours"]),
            tr("Shelve"),
            Field("hours", tr("For how many hours"), choices=HOURS),
        )

    def unshelve(self) -> None:
        """Ask for a name and a reason."""
        ids = self._ids()
        if self.state.why_not_unshelve(ids, self.link.viewer):
            return
        self._ask(
            tr("Take {count} alarm(s) off the shelf", count=len(ids)),
            [tr("Where the condition still stands, it is heard anew.")],
            Field("reason", tr("Why now")),
            lambda said: self.state.unshelve_command(ids, said["author"], said["reason"]),
            tr("Off the shelf"),
        )

    def _ask(self, title: str, told: list[str], why: Field, command: Any, confirm: str, *more: Field) -> None:
        author = Field("author", tr("Your name"), default=self.state.author)

        def do(said: Mapping[str, str]) -> None:
            self.link.act(command(said), self._answered)

        self.drawer.ask(title, told, [*more, author, why], do, confirm)

    def _answered(self, done: Done) -> None:
        self.drawer.say(done)
        self.refresh()

    def _show_rows(self) -> None:
        as_of = self.state.view.as_of if self.state.view else None
        counts = self.state.counts()
        for name, button in self.filters.items():
            button.setText(tr("{name} {count}", name=tr(FILTERS[name]), count=counts[name]))
            button.setChecked(name == self.state.chosen)
            retone(button, tone="accent" if name == self.state.chosen else "")
        self.table.show_sheet(self.state.sheet(), as_of)
        if self._arrangement:
            self.table.restore(self._arrangement)
            self._arrangement = {}
        if self._wanted or self.table.current() is None:
            self.table.go_to(self._wanted or self.state.picked or self.state.first())
            self._wanted = 0
        flooded = self.state.view is not None and self.state.view.flood
        text = tr("Flood: more alarms came up in the last minute than can be read. Lesser ones are folded.")
        self.flood.say(text if flooded else "", "critical")
        self.unfold.setVisible(self.state.folds)
        self.detail.show_alarm(self.state.row(self.state.picked))
        self._allow()

    def _look(self) -> None:
        self.link.act(("alarms", "check"), lambda _: self.refresh())

    def _show_watch(self, now: datetime) -> None:
        view = self.state.view
        is_watched = view is not None and view.is_watched(now)
        nothing = tr("Nothing stands.") if is_watched else tr("Nobody is watching, so nobody knows. Press Look now.")
        self.table.set_empty_text(nothing)
        if view is None or view.looked_at is None:
            self.watch.show_state(tr("nobody is watching"), "muted", tr("Start the engine: it looks for alarms."))
        elif not view.is_watched(now):
            self.watch.show_state(
                tr("nobody is watching since {moment}", moment=moment(view.looked_at)),
                "muted",
                tr("Start the engine: it looks for alarms."),
            )
        else:
            self.watch.show_state(
                tr("watched, last look {time}", time=f"{view.looked_at:%H:%M:%S}"), "good", view.looked_by
            )

    def _filter_button(self, name: str) -> QPushButton:
        button = QPushButton(tr(FILTERS[name]))
        button.setCheckable(True)
        button.clicked.connect(partial(self._choose, name))
        return button

    def _choose(self, name: str) -> None:
        self.state.chosen = name
        self._show_rows()

    def _unfold(self) -> None:
        self.state.unfolded = True
        self._show_rows()

    def _pick(self, row: Mapping[str, Any]) -> None:
        self.state.picked = int(row["alarm_id"])
        self.detail.show_alarm(self.state.row(self.state.picked))
        self._allow()

    def _row(self) -> Mapping[str, Any]:
        return self.state.row(self.state.picked) or {}

    def _open(self, row: Mapping[str, Any]) -> None:
        full = self.state.row(int(row.get("alarm_id", 0)))
        if full is not None:
            self.link.open(full["panel"], full["place"])

    def _ids(self) -> list[int]:
        chosen = [int(row["alarm_id"]) for row in self.table.selected()]
        return chosen or ([self.state.picked] if self.state.picked else [])

    def _allow(self) -> None:
        ids, viewer = self._ids(), self.link.viewer
        allow(self.look_button, tr("This console only looks.") if viewer else "", ("alarms", "check"))
        allow(self.ack_button, self.state.why_not_acknowledge(ids, viewer), ("alarms", "ack"))
        allow(self.shelve_button, self.state.why_not_shelve(ids, viewer), ("alarms", "shelve"))
        allow(self.unshelve_button, self.state.why_not_unshelve(ids, viewer), ("alarms", "unshelve"))
        allow(self.open_button, "" if self._row() else tr("Pick an alarm first."))
