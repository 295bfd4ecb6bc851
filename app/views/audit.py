"""The Audit screen's searches: events, runs and orders page by page, and everything about one run."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from app.compose import House
from app.records import records_of
from app.views.building import Builders
from app.views.lineage import lineage
from app.views.payload import payload
from app.views.verdicts import brief, verdict_sheet
from core.domain.dates import ymd
from core.domain.errors import FixAndRestart
from core.ports.records import EventLine, EventQuery, OrderLine, RunLine
from core.ports.runs import StepRecord
from core.ports.views.audit import (
    PAGE_ROWS,
    EventsAsk,
    LineageAsk,
    OrdersAsk,
    PageView,
    PayloadAsk,
    RecordsAsk,
    RunAsk,
    RunsAsk,
    RunView,
)
from core.ports.views.sheet import Sheet

REPLAYABLE = ("night", "morning", "close")
_MOST_OF_A_RUN = 500

CHAIN_FIELDS = ("table", "links", "first", "last")
EVENT_FIELDS = ("event_id", "at", "level", "topic", "message", "detail")
RUN_FIELDS = (
    "run_id", "kind", "trade_date", "attempt", "outcome", "reason", "started_at", "ended_at", "seconds", "channel",
    "snapshot_pin",
)  # fmt: skip
ORDER_FIELDS = (
    "client_order_id", "trade_date", "symbol", "side", "qty_shares", "limit_li", "state", "filled_shares", "reason",
    "message", "batch_id", "run_id",
)  # fmt: skip
STEP_FIELDS = ("position", "step", "seconds", "started_at", "ended_at", "detail")
ARTIFACT_FIELDS = ("artifact", "bytes", "sha256", "path", "on_disk")


def events(house: House, ask: EventsAsk) -> PageView:
    """Return one page of events, with the topics there are."""
    records = records_of(house)
    lines, total = records.events(ask.query, ask.page * PAGE_ROWS, PAGE_ROWS)
    return PageView(house.desk.clock.now(), "events", _event_sheet(lines), ask.page, total, tuple(records.topics()))


def runs(house: House, ask: RunsAsk) -> PageView:
    """Return one page of runs."""
    lines, total = records_of(house).runs(ask.query, ask.page * PAGE_ROWS, PAGE_ROWS)
    return PageView(house.desk.clock.now(), "runs", Sheet.of(map(_run_row, lines), RUN_FIELDS), ask.page, total)


def orders(house: House, ask: OrdersAsk) -> PageView:
    """Return one page of orders."""
    lines, total = records_of(house).orders(ask.text, ask.page * PAGE_ROWS, PAGE_ROWS)
    return PageView(house.desk.clock.now(), "orders", _order_sheet(lines), ask.page, total)


def chain(house: House, _: RecordsAsk) -> PageView:
    """Return what the chain of records holds."""
    lines = records_of(house).chain()
    total = sum(line.links for line in lines)
    return PageView(house.desk.clock.now(), "records", Sheet.of(map(asdict, lines), CHAIN_FIELDS), 0, total)


def run(house: House, ask: RunAsk) -> RunView:
    """Return everything about one run; FixAndRestart where there is none of that id."""
    records, desk = records_of(house), house.desk
    line = records.run(ask.run_id)
    if line is None:
        raise FixAndRestart(f"there is no run {ask.run_id!r}", "search the runs, or see `daybreak status`")
    found, identity = line.run, line.run.identity
    span = (line.started_at, line.ended_at or desk.clock.now())
    mine, _ = records.events(EventQuery(text=found.run_id, between=span), 0, _MOST_OF_A_RUN)
    ordered, _ = records.orders(f"{ymd(identity.trade_date)}-", 0, _MOST_OF_A_RUN)
    return RunView(
        as_of=desk.clock.now(),
        run_id=found.run_id,
        kind=identity.kind,
        trade_date=identity.trade_date,
        outcome=found.outcome.word if found.outcome else "",
        reason=found.reason,
        identity=_identity(line),
        steps=Sheet.of(_step_rows(desk.runs.steps(found.run_seq)), STEP_FIELDS),
        artifacts=Sheet.of(_artifact_rows(house, line), ARTIFACT_FIELDS),
        verdicts=verdict_sheet(desk.books.verdicts(found.run_seq)),
        events=_event_sheet(mine),
        orders=_order_sheet(each for each in ordered if each.run_id == found.run_id),
        can_replay=identity.kind in REPLAYABLE and found.outcome is not None,
    )


def _identity(line: RunLine) -> dict[str, str]:
    identity = asdict(line.run.identity)
    del identity["kind"], identity["trade_date"]
    texts = {name: _text(value) for name, value in identity.items()}
    pin = line.run.snapshot_pin
    return {"run_seq": str(line.run.run_seq), "attempt": str(line.attempt), **texts, "snapshot_pin": str(pin or "–")}


def _text(value: object) -> str:
    return f"{value:%Y-%m-%d %H:%M:%S}" if isinstance(value, datetime) else str(value)


def _event_sheet(lines: Iterable[EventLine]) -> Sheet:
    return Sheet.of((asdict(line) for line in lines), EVENT_FIELDS)


def _run_row(line: RunLine) -> dict[str, object]:
    run, identity = line.run, line.run.identity
    return {
        "run_id": run.run_id,
        "kind": identity.kind,
        "trade_date": identity.trade_date,
        "attempt": line.attempt,
        "outcome": run.outcome.word if run.outcome else "unfinished",
        "reason": run.reason,
        "started_at": line.started_at,
        "ended_at": line.ended_at,
        "seconds": _took(line.started_at, line.ended_at),
        "channel": identity.channel,
        "snapshot_pin": run.snapshot_pin or None,
    }


def _took(began: datetime, ended: datetime | None) -> float | None:
    """Return seconds; None while it goes on, and where the clock of a simulated day stood still."""
    took = 0.0 if ended is None else (ended - began).total_seconds()
    return took or None


def _order_sheet(lines: Iterable[OrderLine]) -> Sheet:
    return Sheet.of((asdict(line) for line in lines), ORDER_FIELDS)


def _step_rows(steps: Iterable[StepRecord]) -> list[dict[str, object]]:
    return [
        {
            "position": position,
            "step": step.name,
            "seconds": _took(step.started_at, step.ended_at),
            "started_at": step.started_at,
            "ended_at": step.ended_at,
            "detail": brief(step.detail),
        }
        for position, step in enumerate(steps, start=1)
    ]


def _artifact_rows(house: House, line: RunLine) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for artifact in house.desk.runs.artifacts(line.run.run_seq):
        path = house.desk.artifacts.path(line.run.run_id, artifact.name)
        told = {"artifact": artifact.name, "bytes": artifact.size_bytes, "sha256": artifact.sha256}
        rows.append({**told, "path": str(path), "on_disk": path.is_file()})
    return rows


BUILDERS: Builders = {
    EventsAsk: events,
    RunsAsk: runs,
    OrdersAsk: orders,
    RecordsAsk: chain,
    RunAsk: run,
    LineageAsk: lineage,
    PayloadAsk: payload,
}
