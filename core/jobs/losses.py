"""Reading what the account is worth, from several sources, and latching a loss rule once that is confirmed."""

from collections.abc import Mapping

from core.domain.money import notional_fen
from core.domain.orders import BrokerFigures
from core.jobs.marks import capital_fen
from core.jobs.run import RunContext
from core.ports.books import EquityMark
from core.ports.gate_book import EquityRead, Trip
from core.safety.losses import against_fen, trips_of


def read_account(context: RunContext, step: str, totals_fen: Mapping[str, int], previous: EquityMark | None) -> None:
    """Keep one read for each source of `totals_fen`, against the previous close and the highest one.

    On a first day there is no close: what was paid in stands for it.
    """
    base_fen = previous.total_fen if previous is not None else capital_fen(context.desk.books)
    peak_fen = max(context.desk.gate_book.losses().peak_fen or base_fen, base_fen)
    reads = [EquityRead(f"{step} {source}", total, base_fen, peak_fen) for source, total in totals_fen.items()]
    context.desk.gate_book.record_reads(context.run.run_seq, context.day, context.as_of, reads)


def worth_fen(figures: BrokerFigures, prices_li: Mapping[str, int]) -> int:
    """Return what the broker's cash and shares are worth at `prices_li`, at the broker's own price where one lacks."""
    return figures.cash_fen + sum(
        notional_fen(prices_li.get(held.symbol, held.last_li), held.qty_shares) for held in figures.positions
    )


def latch_losses(context: RunContext) -> None:
    """Latch every rule that the reads now trip; each new one is an alarm."""
    desk, run_seq = context.desk, context.run.run_seq
    record = desk.gate_book.losses(before_run=run_seq)
    for rule in trips_of(record, desk.settings.losses):
        newest = record.reads[rule][-1]
        trip = Trip(rule, context.day, run_seq, newest.total_fen, against_fen(newest, rule))
        if desk.gate_book.trip(run_seq, context.as_of, trip):
            message = f"{rule} has tripped: {trip.total_fen} fen against {trip.against_fen} fen; buys wait for a person"
            desk.runs.event(desk.clock.now(), "alarm", "gates.tripped", message, {"rule": rule.value})
