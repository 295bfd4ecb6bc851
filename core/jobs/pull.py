"""Bring in what a job needs: cache first, increments by trade date, and never a partition that is not whole."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from core.domain.dataset import DATASETS, Kind
from core.domain.dates import SHANGHAI, TradingCalendar
from core.domain.errors import DaybreakError, RetryLater
from core.domain.progress import Counted
from core.jobs.desk import Desk
from core.ports.snapshots import Audit

READY_SHARE = 0.98
_PROGRESS_EVERY = 20
_COUNTED = frozenset({"daily", "daily_basic", "adj_factor", "stk_limit"})
_NEVER_EMPTY = _COUNTED | {"stk_auction"}


class NotPublished(RetryLater):
    """The vendor answers, but the day's rows are not out, or not all of them."""


@dataclass(slots=True)
class Pulled:
    """What a pull brought, what was already there, and what could not be had (dataset, day, why).

    `unpublished` names the datasets among the missing whose source answers, only not yet with the whole day.
    """

    fetched: int = 0
    cached: int = 0
    missing: list[tuple[str, date, str]] = field(default_factory=list)
    unpublished: list[str] = field(default_factory=list)

    def missing_of(self, dataset: str) -> list[str]:
        """Which partitions of `dataset` could not be had; without the why, which a replay cannot repeat."""
        return [f"{dataset} {day}" for name, day, _ in self.missing if name == dataset]

    def reasons(self) -> list[str]:
        """Every missing partition with the reason it is missing."""
        return [f"{name} {day}: {why}" for name, day, why in self.missing]


def pull(desk: Desk, run_id: str, wanted: Iterable[tuple[str, date]], refresh: bool = False) -> Pulled:
    """Fetch and store every wanted (dataset, day) that is not stored; go on past those a source cannot give.

    With `refresh` stored ones are asked for again, which is how a vendor's revision comes to light. Interfaces the
    settings call unavailable are neither asked nor missed.
    """
    pulled = Pulled()
    listed = [pair for pair in wanted if pair[0] not in desk.settings.data_source.unavailable]
    told_every = max(1, min(_PROGRESS_EVERY, len(listed) // _PROGRESS_EVERY))
    for position, (dataset, day) in enumerate(listed):
        if position % told_every == 0:
            desk.progress(Counted(f"{run_id}: pull {dataset} {day}", position, len(listed)))
        if not refresh and desk.snapshots.has(dataset, day):
            pulled.cached += 1
            continue
        try:
            _bring(desk, run_id, dataset, day)
            pulled.fetched += 1
        except DaybreakError as error:
            pulled.missing.append((dataset, day, str(error)))
            if isinstance(error, NotPublished):
                pulled.unpublished.append(dataset)
    return pulled


def _bring(desk: Desk, run_id: str, dataset: str, day: date) -> None:
    _check_published(desk, dataset, day)
    fetched = desk.market.fetch(dataset, day)
    _check_whole(desk, dataset, day, len(fetched.frame))
    audit = Audit(
        fetched.source_name,
        fetched.source_url,
        desk.clock.now(),
        run_id,
        desk.settings.data_source.strategy_id,
    )
    known, newest = desk.snapshots.has(dataset, day), desk.snapshots.pin()
    if desk.snapshots.append(dataset, day, fetched.frame, audit) > newest and known:
        message = f"{dataset} of {day} came back changed; `daybreak data revisions` has the counts"
        desk.runs.event(desk.clock.now(), "warning", "data.revision", message, {"dataset": dataset, "day": str(day)})


def _check_published(desk: Desk, dataset: str, day: date) -> None:
    """Ask no earlier than a day's rows become known: an answer before that, kept, would stand for the whole day."""
    spec = DATASETS[dataset]
    published = datetime.combine(day, spec.known_at, tzinfo=SHANGHAI)
    if spec.kind is Kind.DAILY and desk.clock.now() < published:
        raise NotPublished(f"{dataset} of {day} is not published before {published:%H:%M}", "run again after that")


def _check_whole(desk: Desk, dataset: str, day: date, rows: int) -> None:
    """Refuse an empty partition, or one of today far shorter than the one before it: the vendor is still publishing."""
    if dataset not in _NEVER_EMPTY:
        return
    before = max((stored for stored in desk.snapshots.stored_dates(dataset) if stored < day), default=None)
    expected = 0 if before is None else desk.snapshots.rows(dataset, before)
    short = dataset in _COUNTED and day == desk.clock.now().date() and rows < READY_SHARE * expected
    if rows == 0 or short:
        raise NotPublished(
            f"{dataset} of {day} has {rows} rows, {before} had {expected}; ready from {READY_SHARE:.0%}",
            "run again when the vendor has published",
        )


def ensure_calendar(desk: Desk, run_id: str, day: date) -> TradingCalendar:
    """Return the calendar, fetching it when it is missing or is not whole up to the alarm's horizon.

    It is asked for again by every job until it is: the vendor may be publishing a year. A calendar that stays short
    raises an alarm event. RetryLater where there is none; one that does not reach `day` is returned and says so itself
    when asked.
    """
    horizon = desk.settings.trade_cal.horizon_alarm_days
    view = desk.snapshots.view(desk.clock.now())
    known = view.calendar() if desk.snapshots.stored_dates("trade_cal") else None
    if known is None or _known_days(known, day) < horizon:
        pulled = pull(desk, run_id, [("trade_cal", day)], refresh=True)
        if pulled.fetched:
            known = desk.snapshots.view(desk.clock.now()).calendar()
        if known is None:
            raise _no_calendar(pulled)
    left = _known_days(known, day)
    if left < horizon:
        message = f"the trading calendar ends on {known.known_until(day)}, {left} days from {day}"
        desk.runs.event(desk.clock.now(), "alarm", "calendar.horizon", message, {"last": str(known.known_until(day))})
    return known


def _no_calendar(pulled: Pulled) -> RetryLater:
    why, _, remedy = (pulled.missing[0][2] if pulled.missing else "").partition(" → ")
    told = f"; {why}" if why else ""
    return RetryLater(f"the trading calendar was never stored{told}", remedy or "`daybreak data import`")


def _known_days(calendar: TradingCalendar, day: date) -> int:
    return (calendar.known_until(day) - day).days


def history(datasets: Iterable[str], days: Iterable[date]) -> list[tuple[str, date]]:
    """Return every (dataset, day), day by day, so that an interrupted pull leaves whole days."""
    names = list(datasets)
    return [(name, day) for day in days for name in names if DATASETS[name].kind is Kind.DAILY]
