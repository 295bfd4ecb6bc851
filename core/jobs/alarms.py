"""Looking for alarms: the catalogue of conditions, and one look that brings the book of alarms up to date.

A look may be repeated, interrupted or made by two at once: it says what has to change so that the book tells what is
so, and writes nothing where it does already. It takes no lock of a job.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.domain.alarm_flood import Change, changes, fold
from core.domain.alarms import MANY, Alarm, AlarmKey, Condition, Sighting
from core.domain.errors import RetryLater
from core.jobs import alarm_rules as rules
from core.jobs.alarm_engine import engine_jobs
from core.jobs.alarm_scene import Scene, Surroundings
from core.jobs.desk import Desk
from core.ports.alarm_book import AlarmBook

Rule = Callable[[Scene], Iterator[Sighting]]
_UNKNOWN_PRIORITY = 2


@dataclass(frozen=True, slots=True)
class Card:
    """One code: who looks into it, and the screen that helps, opened at `place` with the alarm's subject and evidence.

    Its words are in resources/report, under `alarm` and `alarm_remedy`.
    """

    owner: str
    panel: str
    rule: Rule
    place: str = ""


CATALOGUE: Mapping[str, Card] = {
    "STOP_PRESSED": Card("trading", "today", rules.stop_pressed),
    "STOP_UNREADABLE": Card("operations", "today", rules.stop_pressed),
    "BREAK_OPEN": Card("operations", "reconciliation", rules.breaks_open, "{subject}"),
    "RUN_BLOCKED": Card("trading", "audit", rules.runs_ended_badly, "run:{subject}"),
    "RUN_FAILED": Card("operations", "audit", rules.runs_ended_badly, "run:{subject}"),
    "RUN_UNKNOWN": Card("trading", "orders", rules.runs_ended_badly, "{trade_date}"),
    "RUN_CRASHED": Card("operations", "today", rules.runs_crashed, "{trade_date}"),
    "DATA_MISSING": Card("data", "data", rules.data_stale, "dataset:{subject}"),
    "DATA_STALE": Card("data", "data", rules.data_stale, "dataset:{subject}"),
    "CALENDAR_SHORT": Card("data", "data", rules.calendar_short, "dataset:{subject}"),
    "SOURCE_RESTS": Card("data", "data", rules.sources_rest),
    "ORDERS_UNANSWERED": Card("trading", "orders", rules.batch_answers, "{trade_date}"),
    "ORDERS_REFUSED": Card("trading", "orders", rules.batch_answers, "{trade_date}"),
    "ORDERS_PARTLY": Card("trading", "orders", rules.batch_answers, "{trade_date}"),
    "JOURNAL_UNREAD": Card("trading", "orders", rules.journal_unread, "{trade_date}"),
    "CLOSE_MISSING": Card("operations", "today", rules.close_missing, "{subject}"),
    "LOSS_TRIPPED": Card("risk", "holdings", rules.losses_tripped),
    "GATE_REVIEW": Card("risk", "settings", rules.reviews_overdue, "gates.review_date"),
    "DRILL_OVERDUE": Card("operations", "settings", rules.drill_overdue, "stop.drill_max_age_days"),
    "HEART_DIED": Card("operations", "today", rules.hearts),
    "HEART_SILENT": Card("operations", "today", rules.hearts),
    "ENGINE_SILENT": Card("operations", "today", rules.engine_silent),
    "JOB_FAILED": Card("operations", "today", engine_jobs),
    "JOB_MISSED": Card("operations", "today", engine_jobs),
    "DISK_LOW": Card("operations", "data", rules.disk_low),
    "SNAPSHOT_LOST": Card("data", "data", rules.snapshots_lost),
    "SNAPSHOT_ALTERED": Card("data", "audit", rules.snapshots_lost),
    "EVENT_ALARM": Card("operations", "audit", rules.events_alarming, "events:{topic}"),
}
"""Every condition there is an alarm for."""


def look(desk: Desk, around: Surroundings, book: AlarmBook) -> list[Change]:
    """Look once and return what changed; a rule that fails is an alarm, never a reason to end another."""
    now = desk.clock.now()
    settings = desk.settings.alarms
    seen, blind = see(Scene(desk, around, now, _subjects(book.standing())))

    def judge(standing: Sequence[Alarm]) -> list[Change]:
        return changes(standing, fold(seen, (alarm.key for alarm in standing), settings.fold_above), blind, now)

    return book.bring_up_to_date(judge)


def see(scene: Scene) -> tuple[list[Sighting], frozenset[str]]:
    """Return everything the rules see, and the codes of which some rule could not tell."""
    seen: list[Sighting] = []
    blind: set[str] = set()
    for rule, codes in _rules().items():
        try:
            seen += [_as_kept(sighting) for sighting in rule(scene)]
        except RetryLater as error:
            seen.append(_unknown(codes[0], Condition.NO_DATA, error.message))
            blind.update(codes)
        except Exception as error:  # noqa: BLE001 - whatever keeps a rule from seeing is itself an alarm
            seen.append(_unknown(codes[0], Condition.ERROR, f"{type(error).__name__}: {error}"))
            blind.update(codes)
    return list({sighting.key: sighting for sighting in seen}.values()), frozenset(blind)


def _rules() -> dict[Rule, list[str]]:
    found: dict[Rule, list[str]] = defaultdict(list)
    for code, card in CATALOGUE.items():
        found[card.rule].append(code)
    return found


def _unknown(code: str, condition: Condition, why: str) -> Sighting:
    return Sighting(AlarmKey(code, "", condition), _UNKNOWN_PRIORITY, why)


def _as_kept(sighting: Sighting) -> Sighting:
    """Return a sighting as it reads once it was stored, so that it equals itself at the next look."""
    evidence = json.loads(json.dumps(dict(sighting.evidence), ensure_ascii=False, sort_keys=True, default=str))
    return Sighting(sighting.key, sighting.priority, sighting.detail, evidence, sighting.many)


def _subjects(standing: Iterable[Alarm]) -> dict[str, list[str]]:
    """Return the subjects that stand by code; of a folded alarm those it names."""
    found: dict[str, list[str]] = defaultdict(list)
    for alarm in standing:
        named = alarm.seen.evidence.get("subjects", ()) if alarm.key.subject == MANY else [alarm.key.subject]
        if isinstance(named, list):
            found[alarm.key.code] += named
    return found
