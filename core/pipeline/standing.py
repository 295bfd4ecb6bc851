"""What an open break means on a given day: priority with age, owner, and whether the next orders wait for it."""

from collections.abc import Callable, Iterable
from datetime import date

from core.domain.breaks import RULES, Break, BreakCode, Priority, Standing
from core.domain.money import FEN_PER_YUAN
from core.settings.model import Reconciliation


def standing(found: Break, today: date, age_days: int, settings: Reconciliation) -> Standing:
    """Return what `found`, `age_days` trading days old, means on `today`.

    It grows one level more urgent every `escalate_after_days`, and one more when the day it waited for has come. A
    waiting break lets orders through until its day; P1 never does.
    """
    rule = RULES[found.code]
    waiting = found.waits_until is not None and today < found.waits_until
    overdue = found.waits_until is not None and not waiting
    priority = _priority(found, settings).raised(age_days // settings.escalate_after_days + overdue)
    blocking = {Priority.P1: True, Priority.P2: settings.p2_blocks, Priority.P3: settings.p3_blocks}[priority]
    return Standing(
        found=found,
        priority=priority,
        owner=settings.owners.get(rule.owner.value, rule.owner.value),
        age_days=age_days,
        waiting=waiting,
        blocks=blocking and not (waiting and priority is not Priority.P1),
        actions=rule.actions,
    )


def standings(
    breaks: Iterable[Break], today: date, age: Callable[[date], int], settings: Reconciliation
) -> list[Standing]:
    """Return what each break means on `today`, most urgent first; `age` says how many trading days ago a day was."""
    stand = [standing(found, today, age(found.trade_date), settings) for found in breaks]
    return sorted(stand, key=lambda one: (one.priority, -one.age_days, one.found.break_id))


def _priority(found: Break, settings: Reconciliation) -> Priority:
    """A small difference in cash is a fee or interest; any other keeps its code's priority."""
    difference = found.evidence.get("difference_fen")
    if found.code is BreakCode.CASH_MISMATCH and isinstance(difference, int):
        return Priority.P2 if abs(difference) <= settings.small_cash_yuan * FEN_PER_YUAN else Priority.P1
    return RULES[found.code].priority
