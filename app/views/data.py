"""The Data screen: coverage, age, gaps, sources, revisions and corrections."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from app.compose import House, source_states
from app.records import audit_home, corrections_of, records_of
from app.views.building import Builders
from app.views.correcting import CORRECTABLE, effect
from app.views.heading import desk_time_of
from core.domain.dataset import DATASETS, Dataset, Kind
from core.domain.dates import SHANGHAI, TradingCalendar
from core.domain.errors import RetryLater
from core.domain.orders import Channel
from core.jobs.revision_effects import effects
from core.ports.records import Records, RequestLine
from core.ports.views.data import Coverage, DataAsk, DataView, EffectAsk, RevisionAsk, RevisionView
from core.ports.views.sheet import Sheet
from core.settings.model import DataSource

MOST_GAPS = 400
MOST_REVISIONS = 200
MOST_REQUESTS = 400
ONLINE = ("tushare_proxy", "tushare_official")
_SPARSE = frozenset({"suspend_d", "dividend"})
"""Datasets whose rows come and go with events: an empty day is a whole one."""

_DATASET_FIELDS = (
    "dataset", "kind", "last_date", "age_days", "coverage", "gaps", "rows", "partitions", "revised_rows",
    "corrections", "known_at", "came_at", "sources", "health",
)  # fmt: skip
_SOURCE_FIELDS = ("source", "state", "failures", "opened_at", "probe_at", "updated_at", "last_error")
_REQUEST_FIELDS = (
    "interface", "day", "requests", "failures", "throttled", "rows", "mean_ms", "slowest_ms", "last_ms", "busiest",
    "allowed", "use", "last_at",
)  # fmt: skip
_REVISION_FIELDS = ("revision_id", "dataset", "day", "rows_changed", "detected_at")
_PROPOSAL_FIELDS = (
    "proposal_id", "dataset", "day", "ts_code", "column", "old_value", "new_value", "author", "reason", "created_at",
    "undoes", "decision", "decided_by", "decided_for",
)  # fmt: skip
_CORRECTION_FIELDS = (
    "correction_id", "dataset", "day", "ts_code", "column", "old_value", "new_value", "author", "confirmed_by",
    "reason", "created_at", "undoes", "undone_by",
)  # fmt: skip


def data(house: House, ask: DataAsk) -> DataView:
    """Return the whole screen, as of the time the desk lives at."""
    desk_time, records, settings = desk_time_of(house), records_of(house), house.desk.settings
    audits = audit_home(house, desk_time)
    calendar = _calendar(house)
    due = _due(calendar, desk_time)
    reach = {} if calendar is None else {"trade_cal": calendar.known_until(desk_time.date())}
    revised, total = records.revisions(MOST_REVISIONS)
    laid, proposals = corrections_of(house)
    requests = records.requests(MOST_REQUESTS)
    return DataView(
        as_of=house.desk.clock.now(),
        today=desk_time.date(),
        mode=settings.data_source.mode,
        why_no_pull=_why_no_pull(house),
        by_two=settings.data_source.corrections_by_two,
        datasets=Sheet.of(_dataset_rows(audits, records, settings.data_source, due, reach), _DATASET_FIELDS),
        gaps={str(row["dataset"]): _newest(row["gaps"]) for row in audits if row["gaps"]},
        coverage=_coverage(calendar, records, desk_time, ask.days, settings.data_source.unavailable),
        sources=Sheet.of(_source_rows(house, requests), _SOURCE_FIELDS),
        requests=Sheet.of(_request_rows(house, requests), _REQUEST_FIELDS),
        revisions=Sheet.of(({name: getattr(each, name) for name in _REVISION_FIELDS} for each in revised),
                           _REVISION_FIELDS),
        revisions_total=total,
        proposals=Sheet.of(reversed(proposals), _PROPOSAL_FIELDS),
        corrections=Sheet.of(reversed(laid), _CORRECTION_FIELDS),
        columns=CORRECTABLE,
    )  # fmt: skip


def revision(house: House, ask: RevisionAsk) -> RevisionView:
    """Return one vendor revision compared cell by cell, with what it touches of past plans."""
    found = records_of(house).revision(ask.revision_id)
    columns = [
        {"column": name, "cells": cells, "largest": found.largest.get(name)} for name, cells in found.columns.items()
    ]
    return RevisionView(
        as_of=house.desk.clock.now(),
        revision_id=found.revision_id,
        dataset=found.dataset,
        day=found.day,
        rows_came=found.rows_came,
        rows_went=found.rows_went,
        rows_changed=found.rows_changed,
        columns=Sheet.of(columns, ("column", "cells", "largest")),
        symbols=found.symbols,
        run_ids=found.run_ids,
        effect=tuple(effects(house.desk, found.run_ids, set(found.symbols))),
    )


def _why_no_pull(house: House) -> str:
    """Return a code for why nothing can be fetched; the token is left to the command, which asks the keyring."""
    settings = house.desk.settings
    if settings.execution.channel is Channel.DEMO:
        return "demo"
    return "" if settings.data_source.mode in ONLINE else settings.data_source.mode


def _calendar(house: House) -> TradingCalendar | None:
    try:
        return house.calendar()
    except RetryLater:
        return None


def _newest(gaps: Any) -> tuple[date, ...]:
    return tuple(sorted(gaps, reverse=True)[:MOST_GAPS])


def _dataset_rows(
    audits: list[dict[str, object]],
    records: Records,
    source: DataSource,
    due: Mapping[str, date],
    reach: Mapping[str, date],
) -> list[Mapping[str, object]]:
    """Return a row for each dataset; `reach` is the last day of one that tells of days to come."""
    came = records.newest_ingest()
    rows: list[Mapping[str, object]] = []
    for audit in audits:
        name = str(audit["dataset"])
        spec = DATASETS[name]
        share, gaps, sources = audit["coverage_pct"], audit["gaps"], audit["sources"]
        rows.append(
            {
                **audit,
                **({"last_date": reach[name], "age_days": 0} if name in reach else {}),
                "kind": spec.kind.value,
                "coverage": None if share is None else float(str(share)) / 100,
                "gaps": len(gaps) if isinstance(gaps, tuple) and spec.kind is Kind.DAILY else None,
                "known_at": f"{spec.known_at:%H:%M}",
                "came_at": came.get(name),
                "sources": ", ".join(sources) if isinstance(sources, tuple) else "",
                "health": _health(spec, audit, due.get(name), name in source.unavailable),
            }
        )
    return rows


def _due(calendar: TradingCalendar | None, desk_time: datetime) -> dict[str, date]:
    """Return by dataset of days the newest open day whose rows are published by now."""
    days = [] if calendar is None else calendar.last_n(desk_time.date(), 2)
    out = {}
    for name, spec in DATASETS.items():
        published = [day for day in days if datetime.combine(day, spec.known_at, tzinfo=SHANGHAI) <= desk_time]
        if spec.kind is Kind.DAILY and published:
            out[name] = published[-1]
    return out


def _health(spec: Dataset, audit: Mapping[str, object], due: date | None, unbought: bool) -> str:
    """Return how a dataset stands: a day that is due and not stored puts it behind, however new the rest is."""
    last = audit["last_date"]
    if unbought:
        return "unbought"
    if not isinstance(last, date):
        return "missing"
    if due is not None and last < due:
        return "stale"
    return "gaps" if spec.kind is Kind.DAILY and audit["gaps"] else "ok"


def _coverage(
    calendar: TradingCalendar | None, records: Records, desk_time: datetime, count: int, unavailable: tuple[str, ...]
) -> Coverage | None:
    days = () if calendar is None else tuple(calendar.last_n(desk_time.date(), count))
    if not days:
        return None
    specs = [spec for name, spec in sorted(DATASETS.items()) if spec.kind is Kind.DAILY and name not in unavailable]
    stored = records.rows_by_day(days[0])
    rows = np.array([[stored.get(spec.name, {}).get(day, -1) for day in days] for spec in specs], dtype=np.int64)
    return Coverage(
        datasets=tuple(spec.name for spec in specs),
        days=days,
        share=np.array([_share(spec, line) for spec, line in zip(specs, rows, strict=True)]),
        rows=rows,
        expected=np.array([_expected(spec, line, days, desk_time) for spec, line in zip(specs, rows, strict=True)]),
    )


def _share(spec: Dataset, rows: np.ndarray) -> np.ndarray:
    filled = rows[rows > 0]
    usual = float(np.median(filled)) if len(filled) and spec.name not in _SPARSE else 1.0
    share = np.ones(len(rows)) if spec.name in _SPARSE else rows / usual
    return np.where(rows < 0, np.nan, share)


def _expected(spec: Dataset, rows: np.ndarray, days: tuple[date, ...], desk_time: datetime) -> np.ndarray:
    stored = np.flatnonzero(rows >= 0)
    first = int(stored[0]) if len(stored) else len(days)
    out = [datetime.combine(day, spec.known_at, tzinfo=SHANGHAI) <= desk_time for day in days]
    return np.array([position >= first and is_out for position, is_out in enumerate(out)])


def _source_rows(house: House, requests: Iterable[RequestLine]) -> list[dict[str, object]]:
    """Return every source that was ever asked; one without a row of its own has not failed since."""
    pause = timedelta(seconds=house.desk.settings.data_source.breaker_cooldown_s)
    rows: dict[str, dict[str, object]] = {
        line.source: {"source": line.source, "state": "closed", "failures": 0, "updated_at": line.last_at}
        for line in sorted(requests, key=lambda line: line.last_at)
    }
    for row in source_states(house):
        opened = _instant(row["opened_at"])
        told = {"opened_at": opened, "updated_at": _instant(row["updated_at"])}
        rows[str(row["source"])] = row | told | {"probe_at": None if opened is None else opened + pause}
    return list(rows.values())


def _instant(text: object) -> datetime | None:
    return datetime.fromisoformat(str(text)) if text else None


def _request_rows(house: House, requests: Iterable[RequestLine]) -> list[dict[str, object]]:
    source = house.desk.settings.data_source
    rows = []
    for row in requests:
        allowed = source.interface_rate_per_minute.get(row.interface, source.rate_per_minute)
        rows.append(
            {
                "interface": row.interface,
                "day": row.day,
                "requests": row.requests,
                "failures": row.failures,
                "throttled": row.throttled,
                "rows": row.rows,
                "mean_ms": row.mean_ms,
                "slowest_ms": row.slowest_ms,
                "last_ms": row.last_ms,
                "busiest": row.busiest_minute,
                "allowed": allowed,
                "use": row.busiest_minute / allowed,
                "last_at": row.last_at,
            }
        )
    return rows


BUILDERS: Builders = {DataAsk: data, EffectAsk: effect, RevisionAsk: revision}
