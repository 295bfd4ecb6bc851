"""What is shown before STOP is re-armed: what changes, what the next Morning does, what trips again at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from core.domain.dates import SHANGHAI, TradingCalendar
from core.domain.errors import DaybreakError
from core.domain.outcome import Outcome
from core.domain.stop import Scope, Trigger
from core.jobs.bookkeeping import CLOSED
from core.jobs.desk import Desk
from core.pipeline.portfolio.plan import Plan
from core.ports.stop import StopState
from core.safety.rearming import Change, Obstacle, after_rearming, changes, cooling
from core.safety.triggers import Tripped, again, of_breaks, of_sent, of_verdicts
from core.safety.watchdog import OWN_NAME, Pulse

_PLANNED = frozenset({Outcome.DONE, Outcome.DEGRADED})
_RECENT = 30


@dataclass(frozen=True, slots=True)
class Preview:
    """All that re-arming would do; `next_morning` in words."""

    changes: tuple[Change, ...]
    obstacles: tuple[Obstacle, ...]
    next_morning: tuple[str, ...]


def preview(desk: Desk, now: StopState, scope: Scope | None, at: datetime, pulses: Sequence[Pulse]) -> Preview:
    """Look at the books as they are; FixAndRestart where `scope` is not held."""
    changed = changes(now, scope)
    trips = again(_standing(desk, at), after_rearming(now, scope))
    obstacles = [
        *([] if now.readable else [Obstacle(f"STOP cannot be read: {now.reason}", may_be_overridden=False)]),
        *_hearts(pulses),
        *(Obstacle(f"{each.trigger} would press {each.state} again: {each.reason}", True) for each in trips),
        *cooling(now, scope, at, desk.settings.stop.rearm_cooloff_s),
    ]
    return Preview(tuple(changed), tuple(obstacles), tuple(_next_morning(desk, at)))


def _standing(desk: Desk, at: datetime) -> list[Tripped]:
    """Return the triggers whose cause is still there."""
    settings, books = desk.settings.stop, desk.books
    found = of_breaks(books.open_breaks(), settings)
    journal = desk.inbox.journal(at.date())
    found += of_sent(journal.answered, settings) if journal else []
    morning = next((run for run in desk.runs.recent(_RECENT) if run.identity.kind == "morning"), None)
    if morning is not None:
        said = of_verdicts(books.verdicts(morning.run_seq), settings)
        mended = _has_figures(desk, morning.identity.trade_date, at)
        found += [each for each in said if not (each.trigger is Trigger.FIGURES_MISSING and mended)]
    return found


def _has_figures(desk: Desk, day: date, at: datetime) -> bool:
    try:
        return desk.books.broker(desk.snapshots.view(at).calendar().prev_open(day)) is not None
    except DaybreakError:
        return False


def _hearts(pulses: Sequence[Pulse]) -> list[Obstacle]:
    """Return who died at work and did not start again: the guard would press at its next look."""
    return [
        Obstacle(f"{each.name} died while {each.doing or 'at work'}: run it again, or the guard presses again", False)
        for each in pulses
        if each.name != OWN_NAME and not each.ended and not each.alive
    ]


def _next_morning(desk: Desk, at: datetime) -> list[str]:
    try:
        calendar = desk.snapshots.view(at).calendar()
        day = _morning_day(desk, calendar, at)
        before = calendar.prev_open(day)
    except DaybreakError as error:
        return [f"the next Morning is not known: {error.message}"]
    lines = []
    breaks = desk.books.open_breaks()
    if breaks:
        lines.append(f"is blocked by {len(breaks)} open break(s): `daybreak breaks list`")
    close = desk.runs.latest("close", before)
    if desk.books.equity() and (close is None or close.outcome not in CLOSED):
        lines.append(f"is blocked until Close of {before} has settled")
    lines.append(_plan_line(desk, before))
    return [f"the Morning of {day} {line}" for line in lines]


def _morning_day(desk: Desk, calendar: TradingCalendar, at: datetime) -> date:
    """Return the day whose Morning may still release orders."""
    today = at.date()
    until = datetime.combine(today, time.fromisoformat(desk.settings.execution.release_until), tzinfo=SHANGHAI)
    if calendar.is_open(today) and at < until and not desk.books.batches(today):
        return today
    return calendar.next_open(today)


def _plan_line(desk: Desk, before: date) -> str:
    night = desk.runs.latest("night", before)
    if night is None or night.outcome not in _PLANNED:
        return f"has no plan until Night of {before} has run"
    names = {artifact.name for artifact in desk.runs.artifacts(night.run_seq)}
    if "plan.json" not in names:
        return f"finds no plan from {night.run_id}"
    plan = Plan.from_json(desk.artifacts.get(night.run_id, "plan.json").decode())
    return f"would order from the plan of {night.run_id}: {len(plan.rows)} names, buys and sells"
