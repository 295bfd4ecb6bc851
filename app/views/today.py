"""The day as a timeline: which job stands where, what it left, and the checklist before orders go out."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from app.compose import LOCK_FILE, House, heartbeats, is_held
from app.views.building import Builders
from app.views.heading import desk_time_of, trade_date_of
from core.domain.answers import AnswerState
from core.domain.errors import DaybreakError, RetryLater
from core.domain.outcome import Outcome
from core.domain.trading_state import TradingState
from core.jobs.close import close_job
from core.jobs.morning import MORNING
from core.jobs.night import NIGHT
from core.jobs.run import Job
from core.ports.runs import EventRow, Run, StepRecord
from core.ports.views.engine import EngineState, Presence, RunningJob, read_engine
from core.ports.views.sheet import Sheet
from core.ports.views.today import (
    INTERRUPTED,
    RUNNING,
    WAITING,
    ArtifactView,
    CheckView,
    Figures,
    JobView,
    StepView,
    TodayAsk,
    TodayView,
)

_EVENTS, _SEARCHED = 200, 5000
_LOG_LINES = 200
_LOG_BYTES = 64_000
_RECENT = 400
_LEVELS = ("info", "warning", "alarm")
_QUIET = frozenset({Outcome.DONE, Outcome.NOT_TRADE_DAY})
_SETTLED = frozenset({Outcome.DONE, Outcome.DEGRADED})


def today(house: House, ask: TodayAsk) -> TodayView:
    """Return a trade date's jobs in the order of the day, from the Night that planned it on."""
    desk, now = house.desk, house.desk.clock.now()
    desk_time = desk_time_of(house)
    day = ask.trade_date or trade_date_of(house, desk_time) or desk_time.date()
    found = read_engine(house.home, now)
    engine = found.state if found.presence is Presence.LIVE else None
    jobs = _jobs(house, day, engine)
    events = _events(house, ask.trade_date)
    return TodayView(
        as_of=now,
        trade_date=day,
        days=tuple(sorted({run.identity.trade_date for run in desk.runs.recent(_RECENT)} | {day})),
        jobs=jobs,
        checks=_checks(house, day, jobs, desk_time),
        events=Sheet.of(
            ({"at": each.at, "level": each.level, "topic": each.topic, "message": each.message} for each in events),
            ("at", "level", "topic", "message"),
        ),
        log=_log_tail(house.home, engine),
        channel=desk.settings.execution.channel.value,
        is_worked_on=is_held(house.home / LOCK_FILE),
        engine_lives=engine is not None,
    )


def _events(house: House, asked: date | None) -> list[EventRow]:
    """Return the newest events, or those of the day asked for and of the day before it, when its Night ran."""
    if asked is None:
        return house.desk.runs.events(_LEVELS, _EVENTS)
    since = _previous(house, asked) or asked
    return [each for each in house.desk.runs.events(_LEVELS, _SEARCHED) if since <= each.at.date() <= asked][:_EVENTS]


def _jobs(house: House, day: date, engine: EngineState | None) -> tuple[JobView, ...]:
    schedule = house.desk.settings.schedule
    before = _previous(house, day)
    planned = () if before is None else (_job(house, NIGHT, before, schedule.night_at, engine),)
    return (
        *planned,
        _job(house, MORNING, day, schedule.morning_at, engine),
        _session(house, day),
        _job(house, close_job(), day, schedule.close_at, engine),
        _job(house, NIGHT, day, schedule.night_at, engine),
    )


def _previous(house: House, day: date) -> date | None:
    try:
        return house.calendar().prev_open(day)
    except RetryLater:
        return None


def _job(house: House, job: Job, day: date, at: str, engine: EngineState | None) -> JobView:
    desk = house.desk
    run = desk.runs.latest(job.kind, day)
    working = _working(house, job.kind, day, engine)
    if run is None:
        state = RUNNING if working else WAITING
        waiting = tuple(StepView(step.name, None) for step in job.steps)
        doing, log = (working.doing, working.log) if working else ("", "")
        return JobView(job.kind, day, at, state, steps=waiting, doing=doing, log=log)
    records = desk.runs.steps(run.run_seq)
    ended = run.outcome is not None
    return JobView(
        kind=job.kind,
        trade_date=day,
        scheduled_at=at,
        state=_state(run, working is not None or _beats(house, job.kind) or is_held(house.home / LOCK_FILE)),
        run_id=run.run_id,
        attempt=int(run.run_id.rsplit("-", 1)[-1]),
        reason=run.reason,
        started_at=records[0].started_at if records else None,
        ended_at=records[-1].ended_at if ended and records else None,
        steps=steps_of(job, records, ended),
        artifacts=_artifacts(house, run),
        doing=working.doing if working else _doing(house, job.kind),
        log=working.log if working else "",
    )


def _state(run: Run, works: bool) -> str:
    if run.outcome is not None:
        return run.outcome.word
    return RUNNING if works else INTERRUPTED


def _working(house: House, kind: str, day: date, engine: EngineState | None) -> RunningJob | None:
    running = engine.running if engine else ()
    return next((each for each in running if each.job == kind and each.day == day), None)


def _beats(house: House, kind: str) -> bool:
    return any(pulse.name == kind and pulse.alive and not pulse.ended for pulse in heartbeats(house.home))


def _doing(house: House, kind: str) -> str:
    pulses = heartbeats(house.home)
    return next((pulse.doing for pulse in pulses if pulse.name == kind and pulse.alive and not pulse.ended), "")


def _figures(detail: Mapping[str, object]) -> Figures:
    """Return what a step left that is one figure or one word."""
    shown = ((name, value) for name, value in detail.items() if isinstance(value, int | float | str))
    return tuple((name, value) for name, value in shown if value != "")


def steps_of(job: Job, records: Sequence[StepRecord], ended: bool) -> tuple[StepView, ...]:
    """Return the steps in the job's order: done ones, then those to come or, where the job has ended, passed over."""
    done = {each.name: _step(each) for each in records}
    left = {step.name: StepView(step.name, None, skipped=ended) for step in job.steps if step.name not in done}
    order = {step.name: place for place, step in enumerate(job.steps)}
    return tuple(sorted((done | left).values(), key=lambda step: order.get(step.name, len(order))))


def _step(record: StepRecord) -> StepView:
    detail = record.detail
    lacking = detail.get("degraded")
    return StepView(
        name=record.name,
        seconds=(record.ended_at - record.started_at).total_seconds(),
        figures=_figures(detail),
        lacking=tuple(map(str, lacking)) if isinstance(lacking, list | tuple) else (),
        stopped=_stopped(detail.get("stop")),
    )


def _stopped(stop: object) -> bool:
    """Whether a step ended its job for a reason a person should see."""
    return isinstance(stop, list | tuple) and bool(stop) and stop[0] not in {each.word for each in _QUIET}


def _artifacts(house: House, run: Run) -> tuple[ArtifactView, ...]:
    folder = house.home / "runs" / run.run_id
    return tuple(
        ArtifactView(each.name, str(folder / each.name), each.size_bytes)
        for each in house.desk.runs.artifacts(run.run_seq)
    )


def _session(house: House, day: date) -> JobView:
    """The executor's day as its files tell: what was released, how it answered, what came of it."""
    desk = house.desk
    batches, results = desk.books.batches(day), desk.books.results(day)
    steps = []
    for batch in batches:
        answers = desk.answers.answers(batch.batch_id)
        said = answers[-1].state if answers else "unheard"
        figures = (("sequence", batch.sequence), ("orders", batch.rows), ("answer", said))
        steps.append(StepView("file", 0 if answers else None, figures))
    if results:
        fills = desk.books.fills(day)
        rejected = sum(result.state == "REJECTED" for result in results)
        steps.append(StepView("reports", 0, (("orders", len(results)), ("fills", len(fills)), ("rejected", rejected))))
    state = Outcome.DONE.word if results else RUNNING if batches else WAITING
    return JobView("session", day, "09:30", state, steps=tuple(steps))


def _checks(house: House, day: date, jobs: Sequence[JobView], desk_time: datetime) -> tuple[CheckView, ...]:
    return (
        _stop_check(house),
        _plan_check(jobs),
        _data_check(house, day, desk_time),
        _break_check(house),
        _close_check(house, day),
        _answer_check(house),
        _losses_check(house),
    )


def _stop_check(house: House) -> CheckView:
    state = house.desk.stop.read()
    tone = "good" if state.state is TradingState.ACTIVE and not state.holds else "critical"
    said = "" if tone == "good" else f"{state.state} {state.reason}".strip()
    return CheckView("stop", tone, said, "alarms")


def _plan_check(jobs: Sequence[JobView]) -> CheckView:
    night = next((job for job in jobs if job.kind == NIGHT.kind), None)
    if night is None or not night.run_id:
        return CheckView("plan", "bad", "", "today")
    return CheckView(
        "plan", "good" if night.state in {each.word for each in _SETTLED} else "bad", night.run_id, "orders"
    )


def _data_check(house: House, day: date, desk_time: datetime) -> CheckView:
    bars = [each for each in house.desk.snapshots.stored_dates("daily") if each <= desk_time.date()]
    if not bars:
        return CheckView("bars", "bad", "", "data")
    before = _previous(house, day)
    tone = "muted" if before is None else "good" if max(bars) >= before else "bad"
    return CheckView("data", tone, str(max(bars)), "data")


def _break_check(house: House) -> CheckView:
    count = len(house.desk.books.open_breaks())
    return CheckView("breaks", "bad" if count else "good", str(count), "reconciliation")


def _close_check(house: House, day: date) -> CheckView:
    before = _previous(house, day)
    run = None if before is None else house.desk.runs.latest("close", before)
    if run is None:
        fresh = not house.desk.books.equity()
        return CheckView("close", "muted" if fresh else "bad", "", "reconciliation")
    return CheckView("close", "good" if run.outcome in _SETTLED else "bad", run.run_id, "reconciliation")


def _answer_check(house: House) -> CheckView:
    newest = house.desk.answers.newest()
    if newest is None:
        return CheckView("answer", "muted", "", "orders")
    answers = house.desk.answers.answers(newest.batch_id)
    known = bool(answers) and answers[-1].state is not AnswerState.UNKNOWN
    return CheckView("answer", "good" if known else "bad", newest.batch_id, "orders")


def _losses_check(house: House) -> CheckView:
    try:
        trips = sorted(house.desk.gate_book.losses().trips)
    except DaybreakError as error:
        return CheckView("losses", "bad", error.message, "alarms")
    return CheckView("losses", "bad" if trips else "good", ", ".join(trips), "alarms")


def _log_tail(home: Path, engine: EngineState | None) -> tuple[str, ...]:
    """Return the end of the newest log the engine keeps; nothing where it keeps none."""
    folder = home / "engine" / "logs"
    newest = max(folder.glob("*.log"), key=lambda path: path.stat().st_mtime, default=None) if folder.is_dir() else None
    if newest is None:
        return ()
    with newest.open("rb") as file:
        file.seek(max(0, newest.stat().st_size - _LOG_BYTES))
        lines = file.read(_LOG_BYTES).decode(errors="replace").splitlines()
    return (f"── {newest.name}", *lines[-_LOG_LINES:])


BUILDERS: Builders = {TodayAsk: today}
