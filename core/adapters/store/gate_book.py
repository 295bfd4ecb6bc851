"""The gates' memory on SQLite: counters are read here, reads of the account's value, peaks and trips kept."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select

from core.adapters.store import gate_counters, schema
from core.domain.dates import date_of, ymd
from core.domain.errors import FixAndRestart
from core.ports.gate_book import CounterRow, Counters, EquityRead, LossRecord, LossRule, Trip

_JOURNAL = schema.loss_journal
_READ, _PEAK, _TRIP, _REARM = "read", "peak", "trip", "rearm"
# More reads than a rule may want confirmed.
_KEPT = 10


class SqlGateBook:
    """`core.ports.gate_book.GateBook` on an engine whose transactions start with BEGIN IMMEDIATE."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def counters(self, day: date, window: Sequence[date]) -> Counters:
        """Return what was counted on `day` and over the days of `window`."""
        with self._engine.connect() as connection:
            return gate_counters.counters_of(connection, day, window)

    def counter_rows(self, first: date, last: date) -> list[CounterRow]:
        """Return the counters' rows of these days, oldest first."""
        with self._engine.connect() as connection:
            return gate_counters.rows_between(connection, first, last)

    def record_reads(self, run_seq: int, day: date, at: datetime, reads: Sequence[EquityRead]) -> None:
        """Keep reads of the account's value; one of the same run and source is kept once, the first."""
        with self._engine.begin() as connection:
            for read in reads:
                values = {"total_fen": read.total_fen, "base_fen": read.base_fen, "peak_fen": read.peak_fen}
                _add(connection, run_seq, day, at, _READ, read.source, values)

    def record_peak(self, run_seq: int, day: date, at: datetime, total_fen: int) -> None:
        """Raise the highest close to `total_fen`; a lower one changes nothing."""
        with self._engine.begin() as connection:
            highest = _record(list(connection.execute(_all()))).peak_fen
            if highest is None or total_fen > highest:
                _add(connection, run_seq, day, at, _PEAK, LossRule.DRAWDOWN, {"peak_fen": total_fen})

    def losses(self, before_run: int | None = None) -> LossRecord:
        """Return reads, peak and open trips; trips and re-arming of `before_run` and later runs are left out."""
        with self._engine.connect() as connection:
            rows = list(connection.execute(_all()))
        if before_run is not None:
            rows = [row for row in rows if row.kind in (_READ, _PEAK) or row.run_seq < before_run]
        return _record(rows)

    def trip(self, run_seq: int, at: datetime, trip: Trip) -> bool:
        """Latch a rule and return whether it was not latched already."""
        with self._engine.begin() as connection:
            if trip.rule in _record(list(connection.execute(_all()))).trips:
                return False
            values = {"total_fen": trip.total_fen, "base_fen": trip.against_fen}
            return _add(connection, run_seq, trip.trade_date, at, _TRIP, trip.rule, values)

    def rearm(self, run_seq: int, day: date, at: datetime, rule: LossRule, author: str, reason: str) -> None:
        """Release a rule; FixAndRestart for one that has not tripped, or without a name and a reason."""
        if not author.strip() or not reason.strip():
            raise FixAndRestart("re-arming needs a name and a reason", "give --author and --reason")
        with self._engine.begin() as connection:
            if rule not in _record(list(connection.execute(_all()))).trips:
                raise FixAndRestart(f"{rule} has not tripped", "`daybreak gates list` shows what has")
            _add(connection, run_seq, day, at, _REARM, rule, {"author": author.strip(), "reason": reason.strip()})


def _all() -> Any:
    return select(_JOURNAL).order_by(_JOURNAL.c.entry_id)


def _add(
    connection: Connection, run_seq: int, day: date, at: datetime, kind: str, name: str, values: dict[str, Any]
) -> bool:
    key = {"run_seq": run_seq, "kind": kind, "name": str(name)}
    if connection.execute(select(_JOURNAL.c.entry_id).filter_by(**key)).first() is not None:
        return False
    row = {"total_fen": 0, "base_fen": 0, "peak_fen": 0, "author": "", "reason": ""} | values
    connection.execute(insert(_JOURNAL).values(**key, trade_date=ymd(day), at=at.isoformat(), **row))
    return True


def _record(rows: Sequence[Row[Any]]) -> LossRecord:
    """Fold the journal: what a rule's re-arming left behind no longer counts for it."""
    reads: dict[LossRule, tuple[EquityRead, ...]] = dict.fromkeys(LossRule, ())
    trips: dict[LossRule, Trip] = {}
    peak_fen: int | None = None
    for row in rows:
        if row.kind == _READ:
            read = EquityRead(row.name, row.total_fen, row.base_fen, row.peak_fen)
            reads = {rule: (*earlier, read)[-_KEPT:] for rule, earlier in reads.items()}
        elif row.kind == _PEAK:
            peak_fen = max(row.peak_fen, peak_fen or 0)
        else:
            rule = LossRule(row.name)
            if row.kind == _TRIP:
                trips[rule] = Trip(rule, date_of(row.trade_date), row.run_seq, row.total_fen, row.base_fen)
                continue
            trips.pop(rule, None)
            reads[rule] = ()
            peak_fen = None if rule is LossRule.DRAWDOWN else peak_fen
    return LossRecord(reads, peak_fen, trips)
