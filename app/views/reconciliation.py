"""Reconciliation: the four statements, open breaks and what may be done about each, planned against filled."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from app.comparing import DAY_FIELDS, beside, day_row
from app.compose import House, breaks_by_day, decisions
from app.views.building import Builders
from app.views.heading import desk_time_of
from app.views.orders import mark_of
from app.views.universe import company_names, universe_of
from app.views.verdicts import brief
from core.domain.breaks import Standing
from core.domain.errors import DaybreakError, RetryLater
from core.domain.journal import JournalEntry, Ledger
from core.domain.money import fen_from_yuan
from core.jobs.beside import days_beside, newest_run
from core.jobs.breaks_today import open_standings
from core.jobs.four_ways import four_way_of
from core.jobs.parities import parity_of
from core.jobs.run import RunContext
from core.pipeline.four_way import CASH, FourWayRow
from core.pipeline.parity import ParityRow
from core.ports.runs import Run
from core.ports.views.reconciliation import Beside, FourCash, ReconciliationAsk, ReconciliationView
from core.ports.views.sheet import Sheet

_MOST_DAYS = 500
_ENTRY_DAYS = 21
_DECISIONS = 200
_LOOKED_AT = 40
_BESIDE_DAYS = 40
_FOUR_FIELDS = ("symbol", "name", "before", "intended", "filled", "ledger", "broker", "difference", "agrees", "codes")
_BREAK_FIELDS = (
    "id", "day", "code", "symbol", "name", "priority", "owner", "age_days", "blocks", "waiting", "waits_until",
    "follows", "detail", "evidence", "actions",
)  # fmt: skip
_PARITY_FIELDS = (
    "symbol", "name", "side", "order_id", "planned_li", "filled_li", "planned_shares", "filled_shares",
    "planned_fee_fen", "filled_fee_fen", "price_fen", "quantity_fen", "fee_fen", "astray_fen", "delay_s",
    "price_cause", "quantity_cause", "fee_cause", "time_cause",
)  # fmt: skip
_HISTORY_FIELDS = (
    "day", "parity", "planned", "planned_fen", "price_fen", "quantity_fen", "fee_fen", "late", "found", "open",
    "causes",
)  # fmt: skip
_DECIDED_FIELDS = ("break_id", "trade_date", "code", "symbol", "detail", "action", "author", "reason", "decided_at")
_ENTRY_FIELDS = ("ref", "day", "kind", "memo", "cash_fen", "shares")
_CASH = frozenset({Ledger.CASH_SETTLED, Ledger.CASH_UNSETTLED, Ledger.CASH_RESERVED})


def reconciliation(house: House, ask: ReconciliationAsk) -> ReconciliationView:
    """Return the reconciliation of a day; where none was reconciled yet, only what is open."""
    desk, today = house.desk, desk_time_of(house).date()
    books, settings = desk.books, desk.settings.reconciliation
    marked = sorted({*(mark.trade_date for mark in books.equity()), *_begun(house)}, reverse=True)
    day = ask.day or (marked[0] if marked else None)
    standing = open_standings(books, house.calendar, today, settings)
    names = _names(house, day)
    view = ReconciliationView(
        as_of=desk.clock.now(),
        trade_date=day,
        today=today,
        days=tuple(marked[:_MOST_DAYS]),
        write_off_fen=fen_from_yuan(settings.write_off_limit_yuan),
        wait_days=_wait_days(house, today, settings.max_wait_days),
        breaks=Sheet.of([_break_row(each, names) for each in standing], _BREAK_FIELDS),
        beside=_beside(house, today),
        decided=Sheet.of([asdict(each) for each in decisions(house.engine, _DECISIONS)], _DECIDED_FIELDS),
    )
    return view if day is None else _with_day(house, view, day, names)


def _with_day(house: House, view: ReconciliationView, day: date, names: dict[str, str]) -> ReconciliationView:
    desk = house.desk
    close = desk.runs.latest("close", day)
    rows = four_way_of(desk, day, desk.books.broker(day), desk.books.breaks(day))
    cash = next((row for row in rows if row.symbol == CASH), None)
    trades, troubles = _trades(house, close)
    first = day - timedelta(days=_ENTRY_DAYS)
    entries = [booked.entry for booked in desk.books.entries(first, day)]
    changed: dict[str, Any] = {
        "close": mark_of(close),
        "troubles": troubles,
        "cash": _cash_of(cash),
        "shares": Sheet.of([_four_row(row, names) for row in rows if row.symbol != CASH], _FOUR_FIELDS),
        "parity": Sheet.of([_parity_row(row, names) for row in trades], _PARITY_FIELDS),
        "history": Sheet.of(_history(house, view.days), _HISTORY_FIELDS),
        "entries": Sheet.of([_entry_row(entry) for entry in reversed(entries)], _ENTRY_FIELDS),
    }
    kept = {name: getattr(view, name) for name in view.__dataclass_fields__}
    return ReconciliationView(**(kept | changed))


def _beside(house: House, today: date) -> Beside | None:
    """Lay the desk the settings name beside this one; where that fails only this is not told."""
    home = house.desk.settings.execution.shadow_of
    if not home:
        return None
    try:
        with beside(house) as (_, seen):
            days = days_beside(house.desk, seen, house.opened_on() or date.min, today, _BESIDE_DAYS)
            runs = newest_run(house.desk), newest_run(seen)
            ours, theirs = (None if run is None else run.identity.as_of for run in runs)
            rows = [day_row(day) for day in reversed(days)]
            return Beside(home, seen.settings.execution.channel.value, ours, theirs, Sheet.of(rows, DAY_FIELDS))
    except DaybreakError as error:
        return Beside(home, trouble=f"{error.message} → {error.remedy}")


def _trades(house: House, close: Run | None) -> tuple[list[ParityRow], tuple[str, ...]]:
    """Return planned against filled; where what the Morning left is gone, breaks are shown all the same."""
    try:
        return (parity_of(RunContext(house.desk, close)) if close else []), ()
    except DaybreakError as error:
        return [], (error.message,)


def _begun(house: House) -> set[date]:
    """Return the days a Close has begun, also where it did not get as far as marking the account."""
    runs = (run for run in house.desk.runs.recent(_LOOKED_AT) if run.identity.kind == "close")
    return {run.identity.trade_date for run in runs if house.desk.books.broker(run.identity.trade_date)}


def _names(house: House, day: date | None) -> dict[str, str]:
    if day is None:
        return {}
    runs = house.desk.runs
    return company_names(universe_of(house.desk, runs.latest("morning", day), runs.latest("night", day)))


def _wait_days(house: House, today: date, most: int) -> tuple[date, ...]:
    days: list[date] = []
    try:
        calendar = house.calendar()
        while len(days) < most:
            days.append(calendar.next_open(days[-1] if days else today))
    except RetryLater:
        # Past the known calendar nobody can promise a trading day.
        pass
    return tuple(days)


def _cash_of(row: FourWayRow | None) -> FourCash | None:
    if row is None:
        return None
    return FourCash(row.before, row.intended, row.filled, row.ledger, row.broker, row.codes)


def _four_row(row: FourWayRow, names: dict[str, str]) -> dict[str, Any]:
    return asdict(row) | {
        "name": names.get(row.symbol, ""), "difference": row.difference, "agrees": row.agrees, "codes": row.codes,
    }  # fmt: skip


def _break_row(each: Standing, names: dict[str, str]) -> dict[str, Any]:
    found = each.found
    return {
        "id": found.break_id,
        "day": found.trade_date,
        "code": found.code.value,
        "symbol": found.symbol,
        "name": names.get(found.symbol, ""),
        "priority": each.priority.value,
        "owner": each.owner,
        "age_days": each.age_days,
        "blocks": each.blocks,
        "waiting": each.waiting,
        "waits_until": found.waits_until,
        "follows": found.predecessor or None,
        "detail": found.detail,
        "evidence": brief(found.evidence),
        "actions": tuple(action.value for action in each.actions),
    }


def _parity_row(row: ParityRow, names: dict[str, str]) -> dict[str, Any]:
    causes = {f"{what}_cause": row.causes.get(what) for what in ("price", "quantity", "fee", "time")}
    astray_fen = abs(row.price_fen) + abs(row.quantity_fen) + abs(row.fee_fen)
    return asdict(row) | causes | {
        "name": names.get(row.symbol, ""), "side": row.side.value, "astray_fen": astray_fen,
        "filled_li": row.filled_li or None,
    }  # fmt: skip


def _history(house: House, days: Sequence[date]) -> list[dict[str, Any]]:
    """Return a row per day, oldest first, as charts want them."""
    if not days:
        return []
    first, last = days[-1], days[0]
    parity = {each.trade_date: each for each in house.desk.books.parity(first, last)}
    breaks = breaks_by_day(house.engine, first, last)
    rows = []
    for day in sorted({*days, *breaks}):
        known, (found, still_open) = parity.get(day), breaks.get(day, (0, 0))
        row: dict[str, Any] = {"day": day, "found": found, "open": still_open}
        if known is not None:
            row |= asdict(known) | {
                "parity": None if known.parity_bp is None else known.parity_bp / 10_000,
            }
        rows.append(row)
    return rows


def _entry_row(entry: JournalEntry) -> dict[str, Any]:
    moved: dict[str, int] = {}
    for move in entry.lot_moves:
        moved[move.symbol] = moved.get(move.symbol, 0) + move.qty_shares
    return {
        "ref": entry.ref,
        "day": entry.trade_date,
        "kind": entry.kind,
        "memo": entry.memo,
        "cash_fen": sum(line.amount_fen for line in entry.postings if line.account in _CASH),
        "shares": ", ".join(f"{symbol} {shares:+d}" for symbol, shares in sorted(moved.items())),
    }


BUILDERS: Builders = {ReconciliationAsk: reconciliation}
