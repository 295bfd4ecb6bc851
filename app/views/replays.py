"""Replayed spans of a home, and its own days, as equity, drawdown, months and rows."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.compose import House
from app.replay_book import read_sheet, spans_of
from core.domain.errors import FixAndRestart, RetryLater
from core.jobs.cycle import DayRow, day_row
from core.jobs.marks import equity_points
from core.pipeline.report.model import EquityPoint
from core.ports.views.research import ReplayAsk, ReplaysAsk, ReplaysView, ReplayView
from core.ports.views.sheet import Sheet

SPANS = (
    "path", "name", "state", "first", "last", "played", "days", "told_at", "total", "index", "drawdown", "cash",
    "fills", "config_hash", "code_version", "same_code",
)  # fmt: skip
ROWS = (
    "trade_date", "total", "change", "index_change", "cash", "plan", "orders", "fills", "rejected", "gates",
    "reconciliation", "outcomes",
)  # fmt: skip
TRADING_DAYS = 242
_WHOLE_YEAR = 12

_MOST_KEPT = 4096
_CLOSED: dict[tuple[str, str, str, int], DayRow] = {}

Line = npt.NDArray[np.float64]


def replays(house: House, _: ReplaysAsk) -> ReplaysView:
    """Return a row a replayed span that is there, the home's own days before them."""
    rows = [_own_row(house), *(_span_row(house, path) for path in spans_of(house.home))]
    bars = sorted(house.desk.snapshots.stored_dates("daily"))
    cash = house.desk.settings.execution.initial_cash_yuan
    stored = (bars[0], bars[-1]) if bars else None
    return ReplaysView(house.desk.clock.now(), Sheet.of(rows, SPANS), stored, float(cash))


def replay(house: House, ask: ReplayAsk) -> ReplayView:
    """Return one span in full; FixAndRestart where it is gone or says nothing of itself."""
    if not ask.path:
        rows, equity = _own_days(house)
        words = {"config_hash": house.desk.config_hash, "code_version": house.desk.code_version}
        return _view(house.desk.clock.now(), "", "", rows, equity, words)
    path = Path(ask.path)
    if path not in spans_of(house.home):
        raise FixAndRestart(f"{path} is no replay of this home", "choose one of the list")
    sheet = read_sheet(path)
    if sheet is None:
        raise FixAndRestart(f"{path} does not say what came of it", "replay the span again")
    words = {"config_hash": sheet.config_hash, "code_version": sheet.code_version, "seed": str(sheet.seed)}
    return _view(house.desk.clock.now(), ask.path, path.name, sheet.rows, sheet.equity, words)


def growth(values: Sequence[float]) -> Line:
    """Return growth since the first value above 0; NaN where there is none, and before."""
    line = np.array(values, dtype=np.float64)
    line[~(line > 0)] = np.nan
    known = line[np.isfinite(line)]
    return line / known[0] - 1 if len(known) else line


def below_peak(grown: Line) -> Line:
    """Return each value's distance below the highest so far as a fraction ≤ 0; NaN where it is not known."""
    value = 1 + grown
    peak = np.fmax.accumulate(value) if len(value) else value
    return np.asarray(value / peak - 1)


def by_month(days: Sequence[date], grown: Line) -> tuple[tuple[int, ...], Line]:
    """Return the years, and for each the return of every month and of the year; NaN where nothing is known.

    The first day is where growth begins and belongs to no month; a month runs from the last known value before it.
    """
    years = tuple(sorted({day.year for day in days[1:]}))
    table = np.full((len(years), _WHOLE_YEAR + 1), np.nan)
    level = 1.0
    opened: dict[tuple[int, int], float] = {}
    for day, value in zip(days[1:], (1 + grown)[1:], strict=True):
        row = years.index(day.year)
        for column in (day.month - 1, _WHOLE_YEAR):
            start = opened.setdefault((row, column), level)
            if np.isfinite(value):
                table[row, column] = value / start - 1
        level = float(value) if np.isfinite(value) else level
    return years, table


def _view(
    now: datetime, path: str, name: str, rows: Sequence[DayRow], equity: Sequence[EquityPoint], words: dict[str, str]
) -> ReplayView:
    days = tuple(point.trade_date for point in equity)
    account, index = growth([point.total_fen for point in equity]), growth([point.benchmark for point in equity])
    years, months = by_month(days, account)
    return ReplayView(
        now, path, name, days, account, index, below_peak(account), below_peak(index), years, months,
        by_month(days, index)[1], _sheet(rows, days, account, index), _facts(account, index, rows), words,
    )  # fmt: skip


def _facts(account: Line, index: Line, rows: Sequence[DayRow]) -> dict[str, float]:
    """Return the figures of a span; fractions. Annualised ones take TRADING_DAYS days a year."""
    change = np.diff(1 + account) / (1 + account[:-1]) if len(account) > 1 else np.empty(0)
    other = np.diff(1 + index) / (1 + index[:-1]) if len(index) > 1 else np.empty(0)
    both = np.isfinite(change) & np.isfinite(other)
    spread = float(change.std(ddof=1)) if len(change) > 1 else float("nan")
    return {
        "total": _last(account),
        "index": _last(index),
        "drawdown": float(below_peak(account).min()) if len(account) else float("nan"),
        "volatility": spread * TRADING_DAYS**0.5,
        "sharpe": float(change.mean()) / spread * TRADING_DAYS**0.5 if spread > 0 else float("nan"),
        "best": float(change.max()) if len(change) else float("nan"),
        "worst": float(change.min()) if len(change) else float("nan"),
        "beat": float((change[both] > other[both]).mean()) if both.any() else float("nan"),
        "days": float(len(change)),
        "orders": float(sum(row.orders for row in rows)),
        "fills": float(sum(row.fills for row in rows)),
        "rejected": float(sum(row.rejected for row in rows)),
        "open_days": float(sum(row.reconciliation != "ok" for row in rows)),
    }


def _last(line: Line) -> float:
    known = line[np.isfinite(line)]
    return float(known[-1]) if len(known) else float("nan")


def _sheet(rows: Sequence[DayRow], days: Sequence[date], account: Line, index: Line) -> Sheet:
    place = {day.isoformat(): at for at, day in enumerate(days)}
    shown = [
        row.as_dict()
        | {
            "trade_date": date.fromisoformat(row.trade_date),
            "total": round(row.total_assets * 100),
            "cash": round(row.cash * 100),
            "gates": [row.gates] if ": " in row.gates else row.gates.split(", "),
            "reconciliation": row.agreement,
            "outcomes": row.outcomes.split(),
            "change": _change(account, place.get(row.trade_date)),
            "index_change": _change(index, place.get(row.trade_date)),
        }
        for row in rows
    ]
    return Sheet.of(shown, ROWS)


def _change(line: Line, at: int | None) -> float | None:
    return None if not at else float((1 + line[at]) / (1 + line[at - 1]) - 1)


def _own_days(house: House) -> tuple[list[DayRow], list[EquityPoint]]:
    """Return the rows and closes of the home's own days, from its books."""
    points = _own_closes(house)
    if not points:
        return [], []
    breaks = Counter(each.trade_date for each in house.desk.books.open_breaks())
    days = [point.trade_date for point in points]
    return [_own_day(house, before, day, breaks[day]) for before, day in pairwise(days)], points


def _own_day(house: House, before: date, day: date, breaks: int) -> DayRow:
    """Return the row of one of the home's own days; a day that is closed is put together once."""
    close = house.desk.runs.latest("close", day)
    if close is None:
        return day_row(house.desk, before, day)
    key = (str(house.home), close.run_id, str(close.outcome), breaks)
    if key not in _CLOSED:
        if len(_CLOSED) >= _MOST_KEPT:
            _CLOSED.clear()
        _CLOSED[key] = day_row(house.desk, before, day)
    return _CLOSED[key]


def _own_closes(house: House) -> list[EquityPoint]:
    """Return the home's own closes after the eve; none where nobody can say when that was."""
    desk = house.desk
    marks = desk.books.equity()
    if not marks:
        return []
    codes, newest = desk.settings.data_source.index_codes, marks[-1].trade_date
    try:
        return equity_points(desk.books, house.store.view(desk.clock.now()), codes, newest)
    except RetryLater:
        return []


def _own_row(house: House) -> dict[str, object]:
    desk = house.desk
    closes = _own_closes(house)
    days = [point.trade_date for point in closes[1:]]
    grown, index = growth([each.total_fen for each in closes]), growth([each.benchmark for each in closes])
    return {
        "path": "",
        "name": "",
        "state": "own",
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "played": len(days),
        "days": len(days),
        "total": _last(grown) if days else None,
        "index": _last(index) if days else None,
        "drawdown": float(below_peak(grown).min()) if days else None,
        "cash": closes[0].total_fen if closes else None,
        "config_hash": desk.config_hash,
        "code_version": desk.code_version,
        "same_code": True,
    }


def _span_row(house: House, path: Path) -> dict[str, object]:
    sheet = read_sheet(path)
    shown: dict[str, object] = {"path": str(path), "name": path.name, "state": "silent"}
    if sheet is None:
        return shown
    account = growth([point.total_fen for point in sheet.equity])
    return shown | {
        "state": "ended" if sheet.ended else "unfinished",
        "first": sheet.first,
        "last": sheet.last,
        "played": len(sheet.rows),
        "days": sheet.days,
        "told_at": sheet.told_at,
        "total": _last(account),
        "index": _last(growth([point.benchmark for point in sheet.equity])),
        "drawdown": float(below_peak(account).min()) if len(account) else None,
        "cash": sheet.cash_fen,
        "fills": sum(row.fills for row in sheet.rows),
        "config_hash": sheet.config_hash,
        "code_version": sheet.code_version,
        "same_code": sheet.code_version == house.desk.code_version,
    }
