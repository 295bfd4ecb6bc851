"""A job of the day as a card: how it stands, its steps, and what may be done."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from core.ports.views.today import RUNNING, JobView, StepView
from widgets.kit.cards import Lamp, Short, action, allow, line_of, named, retone
from widgets.kit.icons import icon
from widgets.kit.sayings import spoken
from widgets.kit.theme import theme
from widgets.kit.words import tr, word
from widgets.panels.today.state import TONES, TodayState, duration, progress, state_word, title_of, told_by

_PICTURES = {"night": "moon", "morning": "sun", "session": "activity", "close": "scale"}


class JobCard(QFrame):
    """One job; `run`, `cancel` and `show_run` are called with the job as it stands."""

    def __init__(
        self,
        run: Callable[[JobView], object],
        cancel: Callable[[JobView], object],
        show_run: Callable[[JobView], object],
    ) -> None:
        super().__init__()
        named(self, "card")
        self.job: JobView | None = None
        self._picture, self._title = QLabel(), named(QLabel(), "panelTitle")
        self._when = named(QLabel(), "caption")
        self.lamp = Lamp()
        self._reason = QLabel()
        self._reason.setWordWrap(True)
        self._steps = QGridLayout()
        self._steps.setContentsMargins(0, 0, 0, 0)
        self._steps.setHorizontalSpacing(8)
        self._steps.setVerticalSpacing(2)
        self._steps.setColumnStretch(2, 1)
        self.run_button = action(tr("Run now"), "play", lambda: run(self._now()))
        self.cancel_button = action(tr("Cancel"), "x", lambda: cancel(self._now()))
        self.show_button = action(tr("Details"), "search", lambda: show_run(self._now()))
        self.cancel_button.hide()
        inside = QWidget()
        inside.setLayout(self._steps)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(_topped(inside))
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 9, 12, 10)
        layout.setSpacing(5)
        layout.addLayout(line_of(self._picture, self._title, None, self._when))
        layout.addLayout(line_of(self.lamp, None))
        layout.addWidget(self._reason)
        layout.addWidget(scroll, 1)
        layout.addLayout(line_of(self.run_button, self.cancel_button, None, self.show_button))

    def show_job(self, job: JobView, state: TodayState, viewer: bool) -> None:
        """Show a job as it stands now."""
        self.job = job
        view = state.view
        title = title_of(job, view.trade_date if view else job.trade_date)
        self.setAccessibleName(title)
        tone = TONES.get(job.state, "bad")
        self._picture.setPixmap(icon(_PICTURES.get(job.kind, "circle"), str(getattr(theme(), tone))).pixmap(18, 18))
        self._title.setText(title)
        began = f"{job.started_at:%H:%M:%S}" if job.started_at else job.scheduled_at
        took = (job.ended_at - job.started_at).total_seconds() if job.ended_at and job.started_at else None
        self._when.setText(" · ".join(filter(None, (began, duration(took)))))
        again = tr("attempt {number}", number=job.attempt) if job.attempt > 1 else ""
        self.lamp.show_state(" · ".join(filter(None, (state_word(job.state), progress(job), again))), tone)
        self._reason.setText(spoken(job.reason or job.doing))
        retone(self._reason, tone=tone if job.reason else "muted")
        self._reason.setVisible(bool(self._reason.text()))
        self._show_steps(job.steps, job.state == RUNNING)
        self._allow(job, state, viewer)

    def _now(self) -> JobView:
        assert self.job is not None  # noqa: S101 - buttons are off until a job is shown
        return self.job

    def _allow(self, job: JobView, state: TodayState, viewer: bool) -> None:
        why_not = tr("This console only looks.") if viewer else state.why_not_run(job)
        tried = bool(job.run_id)
        self.run_button.setText(tr("Retry") if tried else tr("Run now"))
        self.run_button.setVisible(job.kind != "session")
        allow(self.run_button, why_not, state.run_command(job))
        cancel = state.cancel_command(job)
        self.cancel_button.setVisible(job.state == RUNNING and job.kind != "session")
        allow(self.cancel_button, "" if cancel else tr("Only the engine can end it."), cancel)
        allow(self.show_button, "" if tried else tr("There is no run yet."))
        self.show_button.setVisible(job.kind != "session")

    def _show_steps(self, steps: tuple[StepView, ...], running: bool) -> None:
        while self._steps.count():
            item = self._steps.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        first_open = next((step.name for step in steps if step.seconds is None), "")
        for row, step in enumerate(steps):
            works = running and step.name == first_open
            self._steps.addWidget(_mark(step, works), row, 0)
            name = QLabel(word("step", step.name))
            retone(name, tone=_tone(step, works))
            self._steps.addWidget(name, row, 1)
            self._steps.addWidget(named(Short(told_by(step), Qt.AlignmentFlag.AlignRight), "caption"), row, 2)


def _tone(step: StepView, works: bool) -> str:
    if step.stopped:
        return "bad"
    if step.lacking:
        return "warn"
    return "muted" if step.seconds is None and not works else ""


def _mark(step: StepView, works: bool) -> QLabel:
    picture, colour = ("circle", theme().faint) if step.seconds is None else ("check", theme().good)
    if works:
        picture, colour = "circle-dot", theme().accent
    elif step.stopped:
        picture, colour = "circle-x", theme().bad
    elif step.lacking:
        picture, colour = "triangle-alert", theme().warn
    elif step.skipped:
        picture = "minus"
    mark = QLabel()
    mark.setPixmap(icon(picture, colour).pixmap(13, 13))
    return mark


def _topped(widget: QWidget) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 4, 0)
    layout.addWidget(widget)
    layout.addStretch(1)
    return page
