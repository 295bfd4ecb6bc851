"""The rules behind the alarms of jobs, orders, data and machine: each looks at a scene and says what it sees.

A rule says what is so, never for how long, so that the same trouble seen again says the same. What it cannot know it
raises as RetryLater; the look makes that an alarm of its own.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from core.domain.alarms import AlarmKey, Condition, Sighting
from core.domain.answers import AnswerState
from core.domain.dataset import DATASETS
from core.domain.dates import SHANGHAI
from core.domain.outcome import Outcome
from core.jobs.alarm_scene import Scene
from core.jobs.bookkeeping import CLOSED
from core.jobs.breaks_today import open_standings
from core.jobs.cycle import CLOSE_AT, instant
from core.jobs.drill_due import is_drill_due
from core.ports.runs import Run
from core.safety.catalogue import cards
from core.safety.watchdog import OWN_NAME

_KINDS = ("night", "morning", "close")
_RUNS_LOOKED_AT = 40
_EVENTS_LOOKED_AT = 50
_PATIENCE = timedelta(hours=2)
_LOW_DISK_GIB = 2.0
_TOLD_OTHERWISE = frozenset({"stop.pressed", "source.breaker", "gates.tripped"})
"""Alarms of the event table whose fact is a condition of its own."""


def saw(code: str, subject: str, priority: int, detail: str, **evidence: object) -> Sighting:
    """Return that a condition is there."""
    return Sighting(AlarmKey(code, subject, Condition.RAISED), priority, detail, evidence)


def stop_pressed(scene: Scene) -> Iterator[Sighting]:
    """STOP holds everything or a part, or cannot be read."""
    stop = scene.desk.stop.read()
    if not stop.readable:
        yield saw("STOP_UNREADABLE", "STOP", 1, stop.reason, source=stop.source)
        return
    for hold in stop.everywhere:
        detail = f"{hold.state} over {hold.scope} by {hold.by or 'nobody named'}: {hold.reason}"
        yield saw("STOP_PRESSED", str(hold.scope), 1, detail, state=hold.state.value, trigger=hold.trigger)


def breaks_open(scene: Scene) -> Iterator[Sighting]:
    """A difference waits for a decision; as urgent as the break."""
    desk = scene.desk
    today = scene.around.desk_time().date()
    for each in open_standings(desk.books, scene.around.calendar, today, desk.settings.reconciliation):
        found = each.found
        detail = f"{' '.join(filter(None, (found.code, found.symbol)))} of {found.trade_date}: {found.detail}"
        yield saw("BREAK_OPEN", f"#{found.break_id}", int(each.priority.value[1:]), detail, owner=each.owner)


def runs_ended_badly(scene: Scene) -> Iterator[Sighting]:
    """The newest run of a job was blocked, failed, or left its result unknown."""
    codes = {Outcome.BLOCKED: "RUN_BLOCKED", Outcome.FAILURE: "RUN_FAILED", Outcome.BAD_CONFIG: "RUN_FAILED"}
    for run in _newest_runs(scene):
        kind, day = run.identity.kind, str(run.identity.trade_date)
        if run.outcome is Outcome.UNKNOWN:
            yield saw("RUN_UNKNOWN", run.run_id, 1, run.reason, kind=kind, trade_date=day)
        elif run.outcome in codes and (run.outcome, kind) != (Outcome.BLOCKED, "close"):
            # A Close is blocked by its breaks, each of which is an alarm already.
            yield saw(
                codes[run.outcome], run.run_id, 1 if kind == "morning" else 2, run.reason, kind=kind, trade_date=day
            )


def runs_crashed(scene: Scene) -> Iterator[Sighting]:
    """A run has begun and neither ended nor has a living process."""
    unfinished = [run for run in _newest_runs(scene) if run.outcome is None]
    if not unfinished or scene.around.is_busy():
        return
    alive = {pulse.name for pulse in scene.around.pulses() if pulse.alive}
    for run in unfinished:
        if run.identity.kind not in alive:
            done = [step.name for step in scene.desk.runs.steps(run.run_seq)]
            detail = f"it ended in the middle, after {done[-1]}" if done else "it ended before its first step was done"
            day = str(run.identity.trade_date)
            yield saw("RUN_CRASHED", run.run_id, 1, detail, kind=run.identity.kind, trade_date=day)


def _newest_runs(scene: Scene) -> list[Run]:
    newest: dict[str, Run] = {}
    for run in scene.desk.runs.recent(_RUNS_LOOKED_AT):
        newest.setdefault(run.identity.kind, run)
    return [newest[kind] for kind in _KINDS if kind in newest]


def data_stale(scene: Scene) -> Iterator[Sighting]:
    """Bars of a past trading day are not there although they were published."""
    stored = scene.desk.snapshots.stored_dates("daily")
    if not stored:
        yield saw("DATA_MISSING", "daily", 2, "no day's bars are in store")
        return
    now, calendar = scene.around.desk_time(), scene.around.calendar()
    day = now.date()
    if not calendar.is_open(day) or now < instant(day, DATASETS["daily"].known_at) + _PATIENCE:
        day = calendar.prev_open(day)
    newest = max(stored)
    if newest < day:
        yield saw("DATA_STALE", "daily", 2, f"the newest bars are of {newest}, those of {day} are published")


def calendar_short(scene: Scene) -> Iterator[Sighting]:
    """The trading calendar ends soon."""
    today = scene.around.desk_time().date()
    known = scene.around.calendar().known_until(today)
    if known - today < timedelta(days=scene.desk.settings.trade_cal.horizon_alarm_days):
        yield saw("CALENDAR_SHORT", "trade_cal", 3, f"it ends on {known}")


def sources_rest(scene: Scene) -> Iterator[Sighting]:
    """A source failed so often that it is left alone."""
    for row in scene.around.sources():
        if row["state"] != "closed":
            yield saw("SOURCE_RESTS", str(row["source"]), 2, f"left alone: {row['last_error']}")


def batch_answers(scene: Scene) -> Iterator[Sighting]:
    """What the other end said of the newest orders file: nothing, no, or in part."""
    desk = scene.desk
    newest = desk.answers.newest()
    if newest is None or _is_closed(scene, newest.trade_date):
        return
    answers, day = desk.answers.answers(newest.batch_id), str(newest.trade_date)
    if not answers:
        told_by = datetime.fromisoformat(f"{newest.trade_date} {desk.settings.execution.valid_until}")
        if scene.is_live and scene.around.desk_time() > told_by.replace(tzinfo=SHANGHAI):
            yield saw(
                "ORDERS_UNANSWERED", newest.batch_id, 1, "no ack came while its orders were valid", trade_date=day
            )
        return
    last = answers[-1]
    code, priority = {
        AnswerState.UNKNOWN: ("ORDERS_UNANSWERED", 1),
        AnswerState.REFUSED: ("ORDERS_REFUSED", 1),
        AnswerState.PARTLY: ("ORDERS_PARTLY", 2),
    }.get(last.state, ("", 0))
    if code:
        yield saw(code, newest.batch_id, priority, f"{last.code}: {last.reason}", rows=newest.rows, trade_date=day)


def journal_unread(scene: Scene) -> Iterator[Sighting]:
    """The executor's journal has rows nobody can read, which may hide what became of an order."""
    day = scene.around.desk_time().date()
    rows = () if _is_closed(scene, day) else scene.desk.inbox.unread_rows(day)
    if rows:
        detail = f"{len(rows)} rows of the journal of {day} cannot be read, the first is row {rows[0]}"
        yield saw("JOURNAL_UNREAD", str(day), 1, detail, rows=len(rows), trade_date=str(day))


def close_missing(scene: Scene) -> Iterator[Sighting]:
    """Orders left the house on a day that no Close has booked."""
    newest = scene.desk.answers.newest()
    if newest is None or _is_closed(scene, newest.trade_date):
        return
    if scene.around.desk_time() > instant(newest.trade_date, CLOSE_AT) + _PATIENCE:
        yield saw("CLOSE_MISSING", str(newest.trade_date), 1, f"{newest.rows} orders left and no Close has booked them")


def _is_closed(scene: Scene, day: date) -> bool:
    close = scene.desk.runs.latest("close", day)
    return close is not None and close.outcome in CLOSED


def losses_tripped(scene: Scene) -> Iterator[Sighting]:
    """A loss rule has tripped and nobody has re-armed it."""
    for rule, trip in scene.desk.gate_book.losses().trips.items():
        evidence = {"total_fen": trip.total_fen, "against_fen": trip.against_fen}
        yield saw("LOSS_TRIPPED", rule.value, 1, f"tripped on {trip.trade_date}", **evidence)


def reviews_overdue(scene: Scene) -> Iterator[Sighting]:
    """A gate's limits were to be looked at by a day that has passed."""
    for card in cards(scene.desk.settings):
        if card.overdue(scene.now.date()):
            yield saw("GATE_REVIEW", card.name, 4, f"{card.owner} was to look at it by {card.review_date}")


def drill_overdue(scene: Scene) -> Iterator[Sighting]:
    """STOP was not drilled for too long."""
    last, opened = scene.around.last_drill(), scene.around.opened_on()
    # Drills are held in real time; how old a home is, its own time says.
    now = scene.around.desk_time() if last is None else scene.now
    if is_drill_due(scene.desk.settings, last, opened, now):
        yield saw("DRILL_OVERDUE", "stop", 3, f"last passed on {last:%Y-%m-%d}" if last else "STOP was never drilled")


def hearts(scene: Scene) -> Iterator[Sighting]:
    """A program that should be at work died, or says nothing for longer than it promised."""
    silent = scene.around.silent_s()
    guarded = scene.desk.settings.stop.is_guarded(scene.desk.settings.execution.channel)
    for pulse in scene.around.pulses():
        priority = 1 if guarded and pulse.name == OWN_NAME else 2
        doing = pulse.doing or "at work"
        if pulse.ended or pulse.name in _KINDS:
            continue
        if not pulse.alive:
            yield saw("HEART_DIED", pulse.name, priority, f"it died while {doing}")
        elif silent.get(pulse.name, 0.0) > pulse.within_s:
            yield saw("HEART_SILENT", pulse.name, priority, f"it promised a word every {pulse.within_s:.0f} s")


def engine_silent(scene: Scene) -> Iterator[Sighting]:
    """The engine was at work and no longer says so."""
    trouble = scene.around.engine_trouble()
    if trouble:
        yield saw("ENGINE_SILENT", "engine", 1, trouble)


def disk_low(scene: Scene) -> Iterator[Sighting]:
    """The disk of the home is nearly full."""
    if scene.around.free_gib() < _LOW_DISK_GIB:
        yield saw("DISK_LOW", "home", 2, f"less than {_LOW_DISK_GIB:.0f} GiB are free")


def snapshots_lost(scene: Scene) -> Iterator[Sighting]:
    """A stored file is gone, or is not what was stored."""
    found = scene.around.files(scene.standing.get("SNAPSHOT_ALTERED", ()))
    for path in found.gone:
        yield saw("SNAPSHOT_LOST", path, 1, f"{path} is gone")
    for path in found.altered:
        yield saw("SNAPSHOT_ALTERED", path, 1, f"{path} is not what was stored")


def events_alarming(scene: Scene) -> Iterator[Sighting]:
    """The event table has an alarm of the last hours that no other condition tells."""
    since = scene.around.desk_time() - timedelta(hours=scene.desk.settings.alarms.event_h)
    for event in scene.desk.runs.events(("alarm",), _EVENTS_LOOKED_AT):
        if event.at >= since and event.topic not in _TOLD_OTHERWISE:
            subject = f"{event.topic} {event.at.isoformat()}"
            yield saw("EVENT_ALARM", subject, 2, f"{event.topic}: {event.message}", topic=event.topic)
