"""The bar that is always there: mode, trade date and time, next job, data, engine, alarms, STOP."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QToolButton

from core.domain.trading_state import TradingState
from core.ports.stop import StopState
from core.ports.views.heading import AlarmCount, EngineLamp, Heading, Pulse
from widgets.kit.cards import Fact, Lamp, Pill, column_of, line_of, named, retone, small_button
from widgets.kit.icons import icon
from widgets.kit.sayings import spoken
from widgets.kit.theme import theme
from widgets.kit.words import tr, untranslated, word
from widgets.shell.stopping import Verb

_NO_TERMINAL = untranslated("Simulated: its orders reach no terminal; a paper twin fills them.")
_REACH = {"PAPER": untranslated("Simulated: its orders may reach a simulation account of PTrade, never real money.")}
_GAP_PX = 16


class TopBar(QFrame):
    """Shows the heading; `pressed` carries the verb of STOP, the other signals what a person asks for."""

    pressed = Signal(str)
    rearming = Signal()
    flattening = Signal()
    wanted = Signal(str)
    searching = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self._mode = Pill()
        self._viewer = Pill(tr("VIEWER"), "warn")
        self._viewer.hide()
        self._day = Fact(tr("Trade date"))
        self._time = Fact(tr("Beijing time"))
        self._next = Fact(tr("Next job"))
        self._data, self._engine, self._alarms = Lamp(), Lamp(), Lamp()
        self.alarm_button = small_button("bell", tr("Alarms"), lambda: self.wanted.emit("alarms"))
        self.stop_button = QPushButton("STOP")
        self.stop_menu = QToolButton()
        self._state = QLabel()
        self._live_since: tuple[datetime, datetime] | None = None
        self._build_stop()
        brand = named(QLabel(tr("Daybreak")), "panelTitle")
        data, engine = _captioned(tr("Data"), self._data), _captioned(tr("Engine"), self._engine)
        alarms = _captioned(tr("Alarms"), self._alarms)
        search = small_button("command", tr("Find a command (Ctrl+K)"), self.searching.emit)
        layout = line_of(
            brand, self._mode, self._viewer, self._day, self._time, self._next, data, engine, alarms, None,
            self._state, search, self.alarm_button, self.stop_button, self.stop_menu, gap=_GAP_PX,
        )  # fmt: skip
        layout.setContentsMargins(12, 5, 10, 5)
        self.setLayout(layout)
        self._dispensable = (brand, self._next, self._day, self._time, search, data, engine, self._state)

    def event(self, event: QEvent) -> bool:
        """Give way whenever the room or what stands in it changes."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._give_way()
        return done

    def _give_way(self) -> None:
        """Hide what matters least where it is too narrow, so that mode, alarms and STOP are never cut off."""
        hidden = [part for part in self._dispensable if part.isHidden()]
        needed = self.minimumSizeHint().width() + sum(part.sizeHint().width() + _GAP_PX for part in hidden)
        for part in self._dispensable:
            part.setVisible(needed <= self.width())
            needed -= 0 if part.isVisibleTo(self) else part.sizeHint().width() + _GAP_PX

    def show_heading(self, heading: Heading) -> None:
        """Show the state of the desk."""
        live = heading.channel == "LIVE"
        named_so = word("channel", heading.channel)
        said = heading.channel if named_so == heading.channel else f"{heading.channel} {named_so}"
        self._mode.show_state(said, "live" if live else "simulated")
        self._mode.setToolTip("" if live else tr(_REACH.get(heading.channel, _NO_TERMINAL)))
        self._day.show_value("–" if heading.trade_date is None else f"{heading.trade_date}")
        stands = abs((heading.desk_time - heading.as_of).total_seconds()) > 1
        self._live_since = None if stands else (heading.desk_time, heading.as_of)
        simulated = tr("Simulated time: it stands where the newest run stood.")
        self._time.show_value(f"{heading.desk_time:%H:%M:%S}", tip=simulated if stands else "")
        self._show_data(heading)
        self._show_engine(heading.engine)
        self._show_alarms(heading.alarms, heading.as_of)

    def show_silence(self, reason: str) -> None:
        """Say that nobody tells what the state is: nothing may look green."""
        for lamp in (self._data, self._engine, self._alarms):
            lamp.show_state(tr("unknown"), "muted", reason)

    def show_viewer(self, is_viewer: bool) -> None:
        """Say that another console has the desk."""
        self._viewer.setVisible(is_viewer)
        self._viewer.setToolTip(tr("Another console has this desk; here you can look, and press STOP."))

    def tick(self, now: datetime) -> None:
        """Let the clock run between two headings."""
        if self._live_since is not None:
            self._time.show_value(f"{now:%H:%M:%S}")

    def show_stop(self, state: StopState | None, note: str = "") -> None:
        """Show what STOP says, None while a press has not reached the disk."""
        name = "HALTED" if state is None else state.state.value
        retone(self, state=name)
        retone(self.stop_button, state=name)
        ink = theme().on_critical if name == TradingState.ACTIVE.value else theme().critical
        self.stop_button.setIcon(icon("octagon-x", ink))
        if state is None:
            self._say(tr("Pressing STOP …"), note)
        elif state.state is TradingState.ACTIVE:
            lesser = len(state.holds)
            self._say(tr("{count} lesser hold(s)", count=lesser) if lesser else "", note)
        else:
            self._say(f"{state.state} {word('trading_state', state.state.value)}", note or _why(state))
        self.stop_button.setAccessibleName(tr("STOP, now {state}", state=name))

    def show_no_desk(self) -> None:
        """Show that there is nothing to stop yet."""
        self._mode.show_state("–", "")
        retone(self, state="")
        retone(self.stop_button, state="")
        self.stop_button.setIcon(icon("octagon-x", theme().on_critical))
        self._say("", tr("There is no desk here yet"))

    def _say(self, text: str, tip: str) -> None:
        self._state.setText(text)
        retone(self._state, tone="critical")
        self._state.setToolTip(tip)
        self._state.setAccessibleName(text)
        self.stop_button.setToolTip(tip or tr("Block new orders and cancel what works, at once (Ctrl+Shift+S)"))

    def _build_stop(self) -> None:
        named(self.stop_button, "stop")
        self.stop_button.pressed.connect(lambda: self.pressed.emit(Verb.HALT.value))
        self.stop_menu.setIcon(icon("chevron-down"))
        self.stop_menu.setAccessibleName(tr("More of STOP"))
        self.stop_menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.stop_menu)
        for verb, text in (
            (Verb.HALT, tr("Stop: block new orders and cancel what works")),
            (Verb.BLOCK, tr("Block new orders, leave what works")),
            (Verb.CANCEL, tr("Cancel what works, block nothing")),
            (Verb.REDUCE, tr("Let only sells through")),
        ):
            menu.addAction(text, partial(self.pressed.emit, verb.value))
        menu.addSeparator()
        menu.addAction(icon("trending-down"), tr("Flatten: sell all that may be sold …"), self.flattening.emit)
        menu.addAction(icon("lock-open"), tr("Trade again …"), self.rearming.emit)
        self.stop_menu.setMenu(menu)

    def _show_data(self, heading: Heading) -> None:
        age, newest = heading.data_age_days, heading.newest_daily
        if newest is None:
            self._data.show_state(tr("no bars"), "bad", tr("Pull or import data."))
        elif age is None:
            self._data.show_state(f"{newest:%m-%d}", "warn", tr("The calendar does not say how old that is."))
        else:
            tone = "good" if age <= 1 else "warn" if age <= 2 else "bad"
            said = tr("{day}, {age} open day(s) old", day=newest, age=age)
            self._data.show_state(f"{newest:%m-%d}", tone, said)

    def _show_engine(self, engine: EngineLamp) -> None:
        shown = {
            Pulse.ALIVE: (tr("alive"), "good"),
            Pulse.SILENT: (tr("silent"), "bad"),
            Pulse.ABSENT: (tr("not running"), "muted"),
        }[engine.pulse]
        doing = ", ".join(word("kind", kind) for kind in engine.running)
        self._engine.show_state(doing or shown[0], "accent" if doing else shown[1])
        if engine.next_at is None:
            self._next.show_value("–", tip=tr("Nothing is scheduled."))
        else:
            self._next.show_value(f"{word('kind', engine.next_job)} {engine.next_at:%m-%d %H:%M}")

    def _show_alarms(self, count: AlarmCount | None, now: datetime) -> None:
        if count is None or not count.is_watched(now):
            self._alarms.show_state(tr("nobody watches"), "muted", tr("Start the engine: it looks for alarms."))
        elif not count.standing:
            self._alarms.show_state(tr("none"), "good")
        else:
            tone = "critical" if count.worst_priority <= 1 else "bad" if count.unacknowledged else "warn"
            self._alarms.show_state(
                tr("{new} new of {all}", new=count.unacknowledged, all=count.standing), tone,
            )  # fmt: skip


def _captioned(caption: str, lamp: Lamp) -> QFrame:
    frame = QFrame()
    layout = column_of(named(QLabel(caption), "caption"), lamp, gap=2)
    frame.setLayout(layout)
    return frame


def _why(state: StopState) -> str:
    return tr("Since {at} by {by}: {reason}", at=state.at or "?", by=state.by or "?", reason=spoken(state.reason))
