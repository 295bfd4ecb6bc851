"""Day after day: Morning, the broker's session, Close, Night, with a clock that is put where each begins."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Protocol

from core.domain.dates import SHANGHAI
from core.domain.errors import RetryLater
from core.domain.money import yuan_from_fen
from core.domain.orders import OrderState
from core.domain.outcome import Outcome
from core.jobs.bookkeeping import CLOSED
from core.jobs.close import close_job
from core.jobs.desk import Desk
from core.jobs.morning import MORNING
from core.jobs.night import NIGHT
from core.jobs.pull import ensure_calendar, pull
from core.jobs.run import Job, execute
from core.pipeline.portfolio.plan import Plan
from core.ports.exchange_folder import BrokerSession
from core.ports.runs import Run

MORNING_AT = time(9, 26)
SESSION_AT = time(16, 5)
CLOSE_AT = time(16, 10)
NIGHT_AT = time(20, 0)
_RECONCILED = frozenset({Outcome.DONE, Outcome.DEGRADED})
_SESSION_DATA = ("daily", "stk_limit", "suspend_d", "dividend")


class StandingClock(Protocol):
    """A clock that can be put somewhere."""

    def stand_at(self, instant: datetime) -> None:
        """Put the clock at `instant`."""
        ...


_ENDED_WELL = frozenset({Outcome.DONE, Outcome.DEGRADED, Outcome.BLOCKED, Outcome.NOT_TRADE_DAY})


@dataclass(frozen=True, slots=True)
class DayRow:
    """One trading day of a cycle, as its table shows it; amounts in yuan."""

    trade_date: str
    plan: int
    orders: int
    fills: int
    rejected: int
    cash: float
    total_assets: float
    gates: str
    reconciliation: str
    outcomes: str

    @property
    def failed(self) -> bool:
        """Whether one of the day's jobs neither finished nor was blocked by a gate."""
        return any(Outcome.from_word(word) not in _ENDED_WELL for word in self.outcomes.split())

    @property
    def agreement(self) -> str:
        """How the day's reconciliation stands: ok, breaks or none."""
        return {"ok": "ok", "not done": "none"}.get(self.reconciliation, "breaks")

    def as_dict(self) -> dict[str, object]:
        """Return the row for JSON."""
        return asdict(self)


def instant(day: date, clock_time: time) -> datetime:
    """Return when a job of `day` stands."""
    return datetime.combine(day, clock_time, tzinfo=SHANGHAI)


def run_days(
    desk: Desk,
    clock: StandingClock,
    session: BrokerSession,
    days: Sequence[date],
) -> Iterator[DayRow]:
    """Run whole days, from the Night before the first to the Night after the last, and yield a row for each.

    A day whose Close has settled is over and only reported, so an interrupted cycle goes on where it was.
    """
    clock.stand_at(instant(days[0], time(0, 0)))
    calendar = ensure_calendar(desk, "cycle", days[0])
    for day in days:
        before = calendar.prev_open(day)
        if not _is_over(desk, day):
            _run(desk, clock, NIGHT, before, NIGHT_AT)
            _run(desk, clock, MORNING, day, MORNING_AT)
            clock.stand_at(instant(day, SESSION_AT))
            run_session(desk, session, day)
            _run(desk, clock, close_job(), day, CLOSE_AT)
        yield day_row(desk, before, day)
    _run(desk, clock, NIGHT, days[-1], NIGHT_AT)


def run_session(desk: Desk, session: BrokerSession, day: date) -> None:
    """Play the simulated broker's day: after the close, when the bars it fills against are published.

    RetryLater without them: a day played on an empty market would be over for good.
    """
    pulled = pull(desk, "paper-session", [(name, day) for name in _SESSION_DATA])
    if pulled.missing_of("daily"):
        raise RetryLater(f"no bars to trade {day} on: {pulled.reasons()[0]}", "run again when they are stored")
    session.trade(day)


def _run(desk: Desk, clock: StandingClock, job: Job, day: date, clock_time: time) -> None:
    clock.stand_at(instant(day, clock_time))
    execute(desk, job, day, desk.clock.now())


def _is_over(desk: Desk, day: date) -> bool:
    close = desk.runs.latest("close", day)
    return close is not None and close.outcome in CLOSED


def day_row(desk: Desk, before: date, day: date) -> DayRow:
    """Return what came of one day: the night of `before`, the day's morning and its close."""
    states = Counter(result.state for result in desk.books.results(day))
    marks = [mark for mark in desk.books.equity() if mark.trade_date == day]
    account = desk.books.account(day)
    breaks = [each for each in desk.books.open_breaks() if each.trade_date == day]
    night, morning, close = (
        desk.runs.latest(kind, on) for kind, on in (("night", before), ("morning", day), ("close", day))
    )
    return DayRow(
        trade_date=day.isoformat(),
        plan=_plan_size(desk, night),
        orders=sum(record.rows for record in desk.books.batches(day)),
        fills=len(desk.books.fills(day)),
        rejected=states[OrderState.REJECTED],
        cash=float(yuan_from_fen(account.cash_fen)),
        total_assets=float(yuan_from_fen(marks[-1].total_fen)) if marks else 0.0,
        gates=_gates(desk, morning),
        reconciliation=f"{len(breaks)} open" if breaks else ("ok" if _outcome(close) in _RECONCILED else "not done"),
        outcomes=" ".join(_outcome(run).word for run in (night, morning, close)),
    )


def _outcome(run: Run | None) -> Outcome:
    return Outcome.FAILURE if run is None or run.outcome is None else run.outcome


def _plan_size(desk: Desk, night: Run | None) -> int:
    if night is None:
        return 0
    names = {artifact.name for artifact in desk.runs.artifacts(night.run_seq)}
    if "plan.json" not in names:
        return 0
    plan = Plan.from_json(desk.artifacts.get(night.run_id, "plan.json").decode())
    return sum(1 for row in plan.rows if row.target_value_fen > 0)


def _gates(desk: Desk, morning: Run | None) -> str:
    if morning is None:
        return "not asked"
    steps = {step.name: step.detail for step in desk.runs.steps(morning.run_seq)}
    detail = steps.get("gates")
    if detail is None:
        return morning.reason or "not asked"
    refused = detail.get("not_passed")
    return "all pass" if not refused else ", ".join(str(each) for each in refused) if isinstance(refused, list) else ""
