"""Look-ups over the tables of records; nothing here writes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, Select, and_, case, desc, func, or_, select

from core.adapters.store import schema
from core.adapters.store.corrections import Overrule, check_overrule
from core.adapters.store.files import sha256_bytes
from core.adapters.store.manifest import entries, known, newest_id, standing
from core.adapters.store.revisions import revisions
from core.adapters.store.runs import run_of
from core.adapters.store.view import SnapshotView
from core.domain.dataset import DATASETS, Kind
from core.domain.dates import date_of, ymd
from core.domain.errors import FixAndRestart
from core.ports.records import (
    MOST_COUNTED,
    ChainLine,
    EventLine,
    EventQuery,
    OrderLine,
    RequestLine,
    Revision,
    RevisionLine,
    RunLine,
    RunQuery,
    SnapshotLine,
)

_EVENTS, _RUNS, _ORDERS = schema.events.c, schema.runs.c, schema.batch_orders.c
_RESULTS, _FILES, _REVISIONS = schema.order_results, schema.snapshot_files, schema.vendor_revisions
_REQUESTS = schema.source_requests

_TOPICS_OF = 20_000


class SqlRecords:
    """The records of one home; its snapshot files lie in `lender`."""

    def __init__(self, lender: Path, engine: Engine) -> None:
        self._lender = lender
        self._engine = engine

    def events(self, query: EventQuery, skip: int, count: int) -> tuple[list[EventLine], int]:
        """Return a page of events, newest first, and how many match."""
        wanted = [
            *_words(query.text, _EVENTS.message, _EVENTS.topic, _EVENTS.detail),
            *_among(_EVENTS.level, query.levels),
            *_among(_EVENTS.topic, query.topics),
            *([] if query.since is None else [_EVENTS.at >= query.since.isoformat()]),
            *([] if query.until is None else [_EVENTS.at < f"{query.until.isoformat()}U"]),
            *([] if query.between is None else _within(*query.between)),
        ]
        rows, total = self._page(select(schema.events), wanted, _EVENTS.event_id, skip, count)
        return [_event(row) for row in rows], total

    def topics(self) -> list[str]:
        """Return the topics the newest events have, by name."""
        newest = select(_EVENTS.topic).order_by(_EVENTS.event_id.desc()).limit(_TOPICS_OF).subquery()
        with self._engine.connect() as connection:
            return list(connection.execute(select(newest.c.topic).distinct().order_by(newest.c.topic)).scalars())

    def runs(self, query: RunQuery, skip: int, count: int) -> tuple[list[RunLine], int]:
        """Return a page of runs, newest first, and how many match."""
        ended = [outcome for outcome in query.outcomes if outcome]
        outcomes = [_RUNS.outcome.in_(ended)] if ended else []
        outcomes += [_RUNS.outcome.is_(None)] if "" in query.outcomes else []
        wanted = [
            *_words(query.text, _RUNS.run_id, _RUNS.reason),
            *_among(_RUNS.kind, query.kinds),
            *([or_(*outcomes)] if outcomes else []),
            *([] if query.since is None else [_RUNS.trade_date >= ymd(query.since)]),
            *([] if query.until is None else [_RUNS.trade_date <= ymd(query.until)]),
        ]
        rows, total = self._page(select(schema.runs), wanted, _RUNS.run_seq, skip, count)
        return [_run(row) for row in rows], total

    def run(self, run_id: str) -> RunLine | None:
        """Return the run, None where there is none of that id."""
        with self._engine.connect() as connection:
            row = connection.execute(select(schema.runs).where(_RUNS.run_id == run_id)).first()
        return None if row is None else _run(row)

    def orders(self, text: str, skip: int, count: int) -> tuple[list[OrderLine], int]:
        """Return a page of orders whose id or symbol holds `text`, newest first, and how many do."""
        wanted = _words(text, _ORDERS.client_order_id, _ORDERS.symbol)
        rows, total = self._page(_orders(), wanted, _ORDERS.client_order_id, skip, count)
        return [_order(row) for row in rows], total

    def order(self, client_order_id: str) -> OrderLine | None:
        """Return the order, None where there is none of that id."""
        with self._engine.connect() as connection:
            row = connection.execute(_orders().where(_ORDERS.client_order_id == client_order_id)).first()
        return None if row is None else _order(row)

    def files_read(self, dataset: str, day: date, as_of: datetime, pin: int) -> SnapshotLine | None:
        """Return the file a run that stands at `as_of` reads for `day` with snapshots up to `pin`; None for none."""
        spec = DATASETS[dataset]
        daily = spec.kind is Kind.DAILY
        with self._engine.connect() as connection:
            found = entries(connection, dataset, pin, *((day, day) if daily else ()))
        entry = known(spec, found, as_of).get(day) if daily else standing(spec, found, as_of)
        return None if entry is None else self.snapshot(entry.snapshot_id)

    def snapshot(self, snapshot_id: int) -> SnapshotLine | None:
        """Return the snapshot file of that number, None where there is none."""
        with self._engine.connect() as connection:
            row = connection.execute(select(_FILES).where(_FILES.c.snapshot_id == snapshot_id)).first()
        return None if row is None else _snapshot(row)

    def is_intact(self, line: SnapshotLine) -> bool | None:
        """Return whether the file on disk still has the bytes that were stored; None where it cannot be read."""
        try:
            return sha256_bytes((self._lender / line.path).read_bytes()) == line.sha256
        except OSError:
            return None

    def rows_by_day(self, since: date) -> Mapping[str, Mapping[date, int]]:
        """Return by dataset the rows of the newest file of each stored day from `since` on."""
        columns = _FILES.c
        query = select(columns.dataset, columns.trade_date, columns.rows).where(columns.trade_date >= ymd(since))
        found: dict[str, dict[date, int]] = {}
        with self._engine.connect() as connection:
            for dataset, day, rows in connection.execute(query.order_by(columns.snapshot_id)):
                found.setdefault(dataset, {})[date_of(day)] = rows
        return found

    def newest_ingest(self) -> Mapping[str, datetime]:
        """Return by dataset when its newest file came in."""
        columns = _FILES.c
        newest = select(func.max(columns.snapshot_id)).group_by(columns.dataset)
        query = select(columns.dataset, columns.ingest_time).where(columns.snapshot_id.in_(newest))
        with self._engine.connect() as connection:
            return {dataset: datetime.fromisoformat(since) for dataset, since in connection.execute(query)}

    def revisions(self, count: int) -> tuple[Sequence[RevisionLine], int]:
        """Return the newest vendor revisions, and how many there are."""
        rows, total = self._page(select(_REVISIONS), [], _REVISIONS.c.revision_id, 0, count)
        return [_revision(row) for row in rows], total

    def revision(self, revision_id: int) -> Revision:
        """Return one vendor revision compared cell by cell; FixAndRestart where there is none of that number."""
        found = revisions(self._lender, self._engine, number=revision_id)
        if not found:
            raise FixAndRestart(f"there is no vendor revision #{revision_id}", "`daybreak data revisions` shows them")
        return found[0]

    def chain(self) -> list[ChainLine]:
        """Return what the chain of records holds by table, the most first."""
        columns = schema.record_chain.c
        dated = case((columns.day > 0, columns.day))
        query = select(columns.table_name, func.count().label("links"), func.min(dated), func.max(dated))
        with self._engine.connect() as connection:
            rows = connection.execute(query.group_by(columns.table_name).order_by(desc("links"))).all()
        return [ChainLine(name, links, _date(first), _date(last)) for name, links, first, last in rows]

    def requests(self, count: int) -> list[RequestLine]:
        """Return what was asked of each interface a day, newest day first, by interface."""
        columns = _REQUESTS.c
        query = select(_REQUESTS).order_by(columns.day.desc(), columns.interface, columns.source).limit(count)
        with self._engine.connect() as connection:
            return [_request(row) for row in connection.execute(query)]

    def cell(
        self, dataset: str, day: date, ts_code: str, column: str, new_value: str | None, at: datetime
    ) -> str | None:
        """Return the value a correction would overrule; FixAndRestart where it is no cell that can be corrected."""
        with self._engine.connect() as connection:
            pin = newest_id(connection)
        view = SnapshotView(self._lender, self._engine, at, pin)
        return check_overrule(view, Overrule(dataset, day, ts_code, column, new_value))

    def _page(
        self,
        query: Select[Any],
        wanted: Sequence[ColumnElement[bool]],
        newest: ColumnElement[Any],
        skip: int,
        count: int,
    ) -> tuple[Sequence[Row[Any]], int]:
        matching = query.where(and_(True, *wanted))
        with self._engine.connect() as connection:
            some = matching.with_only_columns(newest).limit(MOST_COUNTED).subquery()
            total = connection.execute(select(func.count()).select_from(some)).scalar_one()
            rows = connection.execute(matching.order_by(newest.desc()).offset(skip).limit(count)).all()
        return rows, int(total)


def _words(text: str, *columns: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    """Every word stands in one of the columns, case aside as LIKE has it; signs that mean something to it do not."""
    return [or_(*(column.contains(word, autoescape=True) for column in columns)) for word in text.split()]


def _within(first: datetime, last: datetime) -> list[ColumnElement[bool]]:
    return [_EVENTS.at >= first.isoformat(), _EVENTS.at <= last.isoformat()]


def _date(number: int | None) -> date | None:
    return None if number is None else date_of(number)


def _among(column: ColumnElement[Any], values: Sequence[str]) -> list[ColumnElement[bool]]:
    return [column.in_(values)] if values else []


def _orders() -> Select[Any]:
    """Every order with its batch, the run that released it, and the newest result."""
    newest = (
        select(_RESULTS.c.client_order_id, func.max(_RESULTS.c.run_seq).label("run_seq"))
        .group_by(_RESULTS.c.client_order_id)
        .subquery()
    )
    batches, orders, runs = schema.batches, schema.batch_orders, schema.runs
    same = (_RESULTS.c.client_order_id == newest.c.client_order_id) & (_RESULTS.c.run_seq == newest.c.run_seq)
    joined = (
        orders.join(batches, batches.c.batch_id == orders.c.batch_id)
        .outerjoin(runs, runs.c.run_seq == orders.c.run_seq)
        .outerjoin(newest, newest.c.client_order_id == orders.c.client_order_id)
        .outerjoin(_RESULTS, same)
    )
    told = (_RESULTS.c.state, _RESULTS.c.filled_shares, _RESULTS.c.message)
    return select(orders, batches.c.trade_date, runs.c.run_id, *told).select_from(joined)


def _event(row: Row[Any]) -> EventLine:
    return EventLine(row.event_id, datetime.fromisoformat(row.at), row.level, row.topic, row.message, row.detail)


def _run(row: Row[Any]) -> RunLine:
    ended = None if row.ended_at is None else datetime.fromisoformat(row.ended_at)
    return RunLine(run_of(row), row.attempt, datetime.fromisoformat(row.started_at), ended)


def _order(row: Row[Any]) -> OrderLine:
    return OrderLine(
        client_order_id=row.client_order_id,
        batch_id=row.batch_id,
        trade_date=date_of(row.trade_date),
        run_id=row.run_id or "",
        symbol=row.symbol,
        side=row.side,
        qty_shares=row.qty_shares,
        limit_li=row.limit_li,
        reason=row.reason,
        state=row.state or "",
        filled_shares=row.filled_shares or 0,
        message=row.message or "",
    )


def _snapshot(row: Row[Any]) -> SnapshotLine:
    return SnapshotLine(
        snapshot_id=row.snapshot_id,
        dataset=row.dataset,
        day=date_of(row.trade_date),
        path=row.path,
        rows=row.rows,
        sha256=row.sha256,
        payload_hash=row.payload_hash,
        source_name=row.source_name,
        source_url=row.source_url,
        ingest_time=datetime.fromisoformat(row.ingest_time),
        run_id=row.run_id,
        strategy_id=row.strategy_id,
        revises=row.revises,
    )


def _revision(row: Row[Any]) -> RevisionLine:
    detected = datetime.fromisoformat(row.detected_at)
    return RevisionLine(row.revision_id, row.dataset, date_of(row.trade_date), row.rows_changed, detected)


def _request(row: Row[Any]) -> RequestLine:
    return RequestLine(
        source=row.source,
        interface=row.interface,
        day=date_of(row.day),
        requests=row.requests,
        failures=row.failures,
        throttled=row.throttled,
        rows=row.rows,
        mean_ms=row.total_ms / row.requests,
        slowest_ms=row.slowest_ms,
        last_ms=row.last_ms,
        busiest_minute=row.busiest_minute,
        last_at=datetime.fromisoformat(row.last_at),
    )
