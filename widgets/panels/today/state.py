"""What Today shows and allows, free of Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from core.domain.money import FEN_PER_YUAN
from core.ports.views.sheet import Sheet
from core.ports.views.today import INTERRUPTED, RUNNING, WAITING, JobView, StepView, TodayAsk, TodayView
from widgets.kit.sayings import spoken
from widgets.kit.words import tr, untranslated, word

TONES: Mapping[str, str] = {
    "done": "good",
    "degraded": "warn",
    "not_trade_day": "muted",
    "data_not_ready": "warn",
    "blocked": "bad",
    "failure": "bad",
    "bad_config": "bad",
    "unknown": "bad",
    RUNNING: "accent",
    INTERRUPTED: "bad",
    WAITING: "muted",
}
_TITLES = {
    "night": untranslated("Night"),
    "morning": untranslated("Morning"),
    "session": untranslated("Session"),
    "close": untranslated("Close"),
}
_STATES = {
    RUNNING: untranslated("running"),
    INTERRUPTED: untranslated("interrupted"),
    WAITING: untranslated("not yet"),
}
CHECKS: Mapping[str, tuple[str, str, str]] = {
    "stop": (untranslated("STOP is not pressed"), untranslated("STOP is pressed"), ""),
    "plan": (
        untranslated("The plan of this day is there"),
        untranslated("There is no plan for this day"),
        untranslated("Run Night."),
    ),
    "data": (
        untranslated("The bars of the day before are there"),
        untranslated("The bars are old"),
        untranslated("Pull the data."),
    ),
    "bars": ("", untranslated("No bars are in store"), untranslated("Pull or import data.")),
    "breaks": (untranslated("No break is open"), untranslated("Breaks are open"), untranslated("Decide them.")),
    "close": (
        untranslated("The day before was reconciled"),
        untranslated("The day before was not reconciled"),
        untranslated("Run Close."),
    ),
    "answer": (
        untranslated("The last batch was answered"),
        untranslated("The last batch has no answer"),
        untranslated("Ask the terminal, then decide."),
    ),
    "losses": (untranslated("No loss limit is tripped"), untranslated("A loss limit is tripped"), ""),
}
"""By code of a check: what to say when it is well, when it is not, and what to do then."""
UNKNOWN: Mapping[str, str] = {
    "data": untranslated("The calendar does not name the day before"),
    "close": untranslated("There is no day to reconcile yet"),
    "answer": untranslated("No batch was released yet"),
}
"""By code of a check: what to say where there is nothing to be well or ill."""


@dataclass(slots=True)
class TodayState:
    """The date chosen and the last view of it."""

    trade_date: date | None = None
    view: TodayView | None = None
    chosen: dict[str, str] = field(default_factory=dict)

    def ask(self) -> TodayAsk:
        """Return what to ask for."""
        return TodayAsk(self.trade_date)

    def files(self) -> Sheet:
        """Return every file the day's runs left, in the order of the day."""
        jobs = self.view.jobs if self.view is not None else ()
        rows = [
            {"job": title_of(job, job.trade_date), "name": each.name, "size_bytes": each.size_bytes, "path": each.path}
            for job in jobs
            for each in job.artifacts
        ]
        return Sheet.of(rows, ("job", "name", "size_bytes", "path"))

    def step_day(self, direction: int) -> bool:
        """Go to the neighbouring day something ran for; False where there is none."""
        if self.view is None:
            return False
        days = [day for day in self.view.days if (day > self.view.trade_date) == (direction > 0)]
        beyond = [day for day in days if day != self.view.trade_date]
        if not beyond:
            return False
        self.trade_date = min(beyond) if direction > 0 else max(beyond)
        return True

    def why_not_run(self, job: JobView) -> str:
        """Say why a job cannot be started by hand now, '' where it can."""
        if job.kind == "session":
            return tr("The session belongs to the terminal.")
        if job.state == RUNNING:
            return tr("It runs already.")
        if job.state in ("done", "degraded"):
            return tr("It is done; doing it again changes nothing.")
        if self.view is not None and self.view.channel == "DEMO":
            return tr("The demo's exchange is open only while `daybreak demo` runs.")
        if self.view is not None and self.view.is_worked_on:
            return tr("Another command works on this home; wait until it ends.")
        return ""

    def run_command(self, job: JobView) -> tuple[str, ...]:
        """Return the command that starts or retries a job: by the engine where one lives, else by itself."""
        day = job.trade_date.isoformat()
        if self.view is not None and self.view.engine_lives:
            return ("engine", "run", job.kind, "--date", day)
        return ("run", job.kind, "--date", day)

    def cancel_command(self, job: JobView) -> tuple[str, ...]:
        """Return the command that ends a running job; empty where nobody who could is there."""
        lives = self.view is not None and self.view.engine_lives
        return ("engine", "cancel", job.kind) if lives and job.state == RUNNING else ()


def title_of(job: JobView, trade_date: date) -> str:
    """Return what a job's card is called, with the day where it is another one."""
    title = tr(_TITLES.get(job.kind, job.kind))
    return title if job.trade_date == trade_date else f"{title} {job.trade_date:%m-%d}"


def state_word(state: str) -> str:
    """Return a job's state in words."""
    return tr(_STATES[state]) if state in _STATES else word("outcome", state)


def told_by(step: StepView) -> str:
    """Return what a step says of itself: what it went on without, else how long it took and what it counted."""
    if step.skipped:
        return tr("not reached")
    if step.lacking:
        return tr("without {what}", what=", ".join(map(_named, step.lacking)))
    return " · ".join(filter(None, (duration(step.seconds), figures_of(step))))


def _named(lacking: str) -> str:
    """Return what was lacking with a dataset by its name: `stk_limit 2026-01-05` is limit prices of that day."""
    first, _, rest = lacking.partition(" ")
    return spoken(f"{word('dataset', first)} {rest}".strip())


def progress(job: JobView) -> str:
    """Return how many steps of a running job are done; '' for any other."""
    if job.state != RUNNING or job.kind == "session":
        return ""
    done = sum(step.seconds is not None for step in job.steps)
    return tr("{done} of {all} steps", done=done, all=len(job.steps))


def duration(seconds: float | None) -> str:
    """Return how long something took; nothing where it did not end, or the clock of a simulated day stood still."""
    if seconds is None or seconds <= 0:
        return ""
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    return f"{seconds:.1f} s" if seconds < 60 else str(timedelta(seconds=round(seconds)))


def figures_of(step: StepView) -> str:
    """Return what a step left in one line; a figure that has no words for it is left to the run's own page."""
    told = ((word("figure", name), _shown(name, value)) for name, value in step.figures)
    return " · ".join(text.format(value) for text, value in told if "{}" in text)


def _shown(name: str, value: int | float | str) -> str:
    if isinstance(value, str):
        return word("answer", value)
    if name.endswith("_fen"):
        return f"{value / FEN_PER_YUAN:,.2f}"
    return f"{value / 100:.2f}%" if name.endswith("_bp") else f"{value:,}"
