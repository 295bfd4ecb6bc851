"""How far the account has fallen, and whether that is confirmed: what the two loss gates and the trip rest on."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from core.ports.gate_book import EquityRead, LossRecord, LossRule, Trip
from core.settings.limits import Losses

_AGAINST = {LossRule.DAILY_LOSS: "the previous close", LossRule.DRAWDOWN: "the highest close"}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one rule stands: `unknown` without a read, `latched` by an earlier trip, `tripped` by confirmed reads."""

    unknown: bool
    latched: Trip | None
    tripped: bool
    reason: str
    evidence: Mapping[str, object]


def standing_of(record: LossRecord | None, rule: LossRule, limits: Losses) -> Standing:
    """Judge a rule by its reads: it trips once the newest `confirmations` of them all lie beyond its limit."""
    reads = record.reads.get(rule, ()) if record is not None else ()
    trip = record.trips.get(rule) if record is not None else None
    if not reads:
        return Standing(True, trip, False, "the account's value was never read", {})
    most = limits.max_daily if rule is LossRule.DAILY_LOSS else limits.max_drawdown
    beyond = 0
    for read in reversed(reads):
        if not fall_of(read, rule) > most:
            break
        beyond += 1
    newest, needed = reads[-1], limits.confirmations
    evidence = {
        "total_fen": newest.total_fen, "against_fen": against_fen(newest, rule), "limit": most,
        "reads_beyond": beyond, "confirmations": needed,
    }  # fmt: skip
    before_fen = against_fen(newest, rule)
    fallen = f"{newest.total_fen} fen against {before_fen} fen at {_AGAINST[rule]}, at most {most:.1%} less"
    if trip is not None:
        return Standing(False, trip, False, f"tripped on {trip.trade_date} and not re-armed; {fallen}", evidence)
    return Standing(False, None, beyond >= needed, f"{fallen}: {beyond} of {needed} reads in a row beyond", evidence)


def trips_of(record: LossRecord, limits: Losses) -> list[LossRule]:
    """Return the rules that these reads trip and that are not latched yet."""
    return [rule for rule in LossRule if standing_of(record, rule, limits).tripped]


def against_fen(read: EquityRead, rule: LossRule) -> int:
    """Return what a read is measured against."""
    return read.base_fen if rule is LossRule.DAILY_LOSS else read.peak_fen


def fall_of(read: EquityRead, rule: LossRule) -> float:
    """Return the loss as a fraction, negative for a gain; infinite against nothing."""
    before_fen = against_fen(read, rule)
    return (before_fen - read.total_fen) / before_fen if before_fen > 0 else math.inf
