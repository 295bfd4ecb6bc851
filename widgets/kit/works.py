"""Long work on the screen: how far it is, how long it takes, how it ended; and the button that ends it."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from core.ports.views.work import Stage, WorkView
from widgets.kit.cards import Lamp, Short, action, allow, column_of, line_of, named, plain, small_button
from widgets.kit.link import Done, Link
from widgets.kit.sayings import spoken
from widgets.kit.words import tr, untranslated, word

_BAR_PX = 150
_SURE_MS = 4000
_ENDINGS = {
    "cancelled": untranslated("cancelled"),
    "crashed": untranslated("died without a word"),
    "timed_out": untranslated("took too long and was ended"),
}
_CANCELLED = "cancelled"
_MINUTE_S, _HOUR_S = 60, 3600


def title_of(work: WorkView) -> str:
    """Return what a piece of work is called, with what tells it from others of its kind."""
    return f"{word('work', work.kind)} {work.about}".strip()


def span_of(seconds: float) -> str:
    """Return a length of time as people read it: 0:07, 12:30, 3:05:00."""
    whole = max(0, round(seconds))
    hours, minutes, rest = whole // _HOUR_S, whole % _HOUR_S // _MINUTE_S, whole % _MINUTE_S
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def ending_of(work: WorkView) -> str:
    """Return how a piece of work ended."""
    named_here = _ENDINGS.get(work.outcome)
    return tr(named_here) if named_here else word("outcome", work.outcome)


def times_of(work: WorkView, now: datetime) -> str:
    """Return how long a piece of work has been at it, and about how long it still takes where that is known."""
    passed = span_of((now - work.began_at).total_seconds())
    if work.left_s is None:
        return tr("for {passed}", passed=passed)
    left_s = max(0.0, work.left_s - (now - work.told_at).total_seconds())
    return tr("for {passed}, about {left} left", passed=passed, left=span_of(left_s))


class WorkRow(QFrame):
    """One piece of work on one line; `is_short` leaves out what there is no room for in the line of status."""

    def __init__(self, link: Link, is_short: bool = False, dismiss: Callable[[str], object] | None = None) -> None:
        super().__init__()
        self._link, self._dismiss = link, dismiss
        self.work: WorkView | None = None
        self.setObjectName("" if is_short else "banner")
        self.lamp = Lamp()
        self.bar = QProgressBar()
        self.bar.setFixedWidth(_BAR_PX)
        self.said = Short()
        self.times = plain(QLabel())
        longest = tr("for {passed}, about {left} left", passed="0:00:00", left="0:00:00")
        self.times.setMinimumWidth(self.times.fontMetrics().horizontalAdvance(longest))
        self.times.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.cancel = action(tr("Cancel"), "ban", self._press, command=("work", "cancel"))
        self.gone = small_button("x", tr("Take it off this list; its result stays"), self._leave)
        self._sure = QTimer(self, singleShot=True, interval=_SURE_MS)
        self._sure.timeout.connect(self._calm)
        layout = self._line(is_short)
        layout.setContentsMargins(*((0, 0, 0, 0) if is_short else (12, 4, 8, 4)))
        self.setLayout(layout)

    def show_work(self, work: WorkView, now: datetime) -> None:
        """Show how a piece of work stands."""
        self.work = work
        self.bar.setVisible(not work.is_over)
        self.cancel.setVisible(not work.is_over)
        self.gone.setVisible(work.is_over)
        if work.is_over:
            self._show_end(work)
            return
        waiting = work.stage is Stage.WAITING
        self.lamp.show_state(title_of(work), "muted" if waiting else "accent")
        percent = work.percent
        self.bar.setRange(0, 0 if percent is None and not waiting else 100)
        self.bar.setValue(percent or 0)
        self.bar.setAccessibleName(title_of(work))
        counted = f" ({work.done}/{work.total})" if work.total else ""
        self.said.say(tr("is being ended …") if work.is_told_to_end else f"{spoken(work.doing)}{counted}")
        self.times.setText(times_of(work, now))
        self.setToolTip(self.said.whole())
        why_not = tr("It is told to end.") if work.is_told_to_end else self._why_not(work)
        allow(self.cancel, why_not, ("work", "cancel", work.work_id))

    def _show_end(self, work: WorkView) -> None:
        tone = "good" if work.went_well else "muted" if work.outcome == _CANCELLED else "bad"
        self.lamp.show_state(f"{title_of(work)}: {ending_of(work)}", tone)
        message = " ".join(spoken(work.message).split())
        where = "" if work.where in message else work.where
        self.said.say("  ".join(filter(None, (message, work.remedy and f"→ {spoken(work.remedy)}", where))))
        ended = work.ended_at or work.told_at
        took = span_of((ended - work.began_at).total_seconds())
        self.times.setText(tr("{at}, after {took}", at=f"{ended:%m-%d %H:%M}", took=took))

    def _why_not(self, work: WorkView) -> str:
        if self._link.viewer:
            return tr("This console only looks.")
        return tr("The engine runs it: end it on Today.") if work.is_engines else ""

    def _line(self, is_short: bool) -> QHBoxLayout:
        self.lamp.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.said.setVisible(not is_short)
        if is_short:
            return line_of(self.lamp, self.bar, self.times, self.cancel, self.gone)
        layout = line_of(self.lamp, self.bar)
        layout.addWidget(self.said, 1)
        for widget in (self.times, self.cancel, self.gone):
            layout.addWidget(widget)
        return layout

    def _press(self) -> None:
        """Ask once more, then end it."""
        if not self._sure.isActive():
            self.cancel.setText(tr("Really cancel?"))
            self._sure.start()
            return
        self._calm()
        if self.work is not None:
            allow(self.cancel, tr("It is told to end."))
            self._link.act(("work", "cancel", self.work.work_id), self._told)

    def _calm(self) -> None:
        self._sure.stop()
        self.cancel.setText(tr("Cancel"))

    def _told(self, done: Done) -> None:
        if not done.went_well:
            self.said.say(f"{done.message} {done.remedy}".strip())
            allow(self.cancel, "")

    def _leave(self) -> None:
        if self.work is not None and self._dismiss is not None:
            self._dismiss(self.work.work_id)


class WorkStrip(QWidget):
    """The long work of one screen, a line each; hidden where there is none."""

    def __init__(self, link: Link) -> None:
        super().__init__()
        self._link = link
        self._hidden: set[str] = set()
        self._rows: dict[str, WorkRow] = {}
        self._layout = column_of(gap=4)
        self.setLayout(self._layout)
        self.hide()

    def rows(self) -> list[WorkRow]:
        """Return the lines shown."""
        return list(self._rows.values())

    def show_works(self, works: Sequence[WorkView], now: datetime, told: Collection[str] = ()) -> None:
        """Show work under way, and what ended last of each kind where nobody was told its message yet."""
        shown = [work for work in newest_of_each(works) if work.work_id not in self._hidden]
        shown = [work for work in shown if not work.is_over or spoken(work.message) not in told]
        for work_id in self._rows.keys() - {work.work_id for work in shown}:
            row = self._rows.pop(work_id)
            self._layout.removeWidget(row)
            row.deleteLater()
        for work in shown:
            if work.work_id not in self._rows:
                row = self._rows[work.work_id] = WorkRow(self._link, dismiss=self._forget)
                self._layout.addWidget(row)
            self._rows[work.work_id].show_work(work, now)
        self.setVisible(bool(shown))

    def _forget(self, work_id: str) -> None:
        self._hidden.add(work_id)
        row = self._rows.pop(work_id)
        self._layout.removeWidget(row)
        row.deleteLater()
        self.setVisible(bool(self._rows))
        self._link.act(("work", "forget", work_id), lambda _: None)


class WorkLine(QWidget):
    """The long work of the whole desk in the line of status: one piece with its bar, and how many there are beside."""

    def __init__(self, link: Link) -> None:
        super().__init__()
        self.row = WorkRow(link, is_short=True)
        self._more = plain(QLabel())
        self.setLayout(line_of(named(self._more, "caption"), self.row))
        self.hide()

    def show_works(self, works: Sequence[WorkView], now: datetime) -> None:
        """Show the piece begun last."""
        under_way = [work for work in works if not work.is_over]
        self.setVisible(bool(under_way))
        if under_way:
            self.row.show_work(under_way[0], now)
            others = len(under_way) - 1
            self._more.setText(tr("{count} more", count=others) if others else "")
            self._more.setToolTip("\n".join(title_of(work) for work in under_way[1:]))

    def cancel_button(self) -> QPushButton:
        """Return the button that ends the piece shown."""
        return self.row.cancel


def newest_of_each(works: Sequence[WorkView]) -> list[WorkView]:
    """Return work under way, and of each kind the last that ended unless another of that kind was begun since."""
    found, kinds = [], set()
    for work in sorted(works, key=lambda each: each.began_at, reverse=True):
        if not work.is_over or work.kind not in kinds:
            found.append(work)
        kinds.add(work.kind)
    return found
