"""What a replayed span says of itself while and after it runs, and where the spans of a home are."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.compose import REPLAY_MARK, House, system_clock, write_file
from core.jobs.cycle import DayRow
from core.jobs.marks import equity_points
from core.pipeline.report.model import EquityPoint

SHEET = "replay.json"
FOLDER = "replays"
ELSEWHERE = "elsewhere.json"
"""In the folder of replays: where spans were replayed with --into."""


@dataclass(frozen=True, slots=True)
class ReplaySheet:
    """A replayed span so far: `days` were to be played, `rows` were; `told_at` is when the last of them was.

    Equity begins with the opening cash on the eve of the first day.
    """

    first: date
    last: date
    days: int
    began_at: datetime
    told_at: datetime
    ended: bool
    cash_fen: int
    config_hash: str
    code_version: str
    seed: int
    rows: tuple[DayRow, ...]
    equity: tuple[EquityPoint, ...]


class ReplayBook:
    """Writes the sheet of one span, whole, after each of its days."""

    def __init__(self, house: House, days: Sequence[date], cash_fen: int) -> None:
        self._house, self._days, self._cash_fen = house, tuple(days), cash_fen
        self._clock = system_clock()
        self._began_at = self._clock.now()

    def tell(self, rows: Sequence[DayRow]) -> None:
        """Write down how far the span has come."""
        desk = self._house.desk
        codes, now = desk.settings.data_source.index_codes, desk.clock.now()
        sheet = ReplaySheet(
            self._days[0], self._days[-1], len(self._days), self._began_at, self._clock.now(),
            len(rows) == len(self._days), self._cash_fen, desk.config_hash, desk.code_version,
            desk.settings.model.seed, tuple(rows),
            tuple(equity_points(desk.books, self._house.store.view(now), codes, now.date())),
        )  # fmt: skip
        write_file(self._house.home / SHEET, json.dumps(asdict(sheet), default=str).encode() + b"\n")


def read_sheet(scratch: Path) -> ReplaySheet | None:
    """Return what a span says of itself; None where it was replayed before it could, or its file is no sheet."""
    try:
        raw = json.loads((scratch / SHEET).read_text(encoding="utf-8"))
        return _sheet(raw)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(home: Path, scratch: Path) -> None:
    """Keep in mind where a span of `home` is replayed, so that it is found again; call with the home locked."""
    own = home / FOLDER
    if scratch.parent == own:
        return
    known = [str(path) for path in _elsewhere(home)]
    if str(scratch) not in known:
        write_file(own / ELSEWHERE, json.dumps([*known, str(scratch)], ensure_ascii=False).encode() + b"\n")


def spans_of(home: Path) -> list[Path]:
    """Return the homes of replayed spans that are there, by name."""
    own = [path.parent for path in (home / FOLDER).glob(f"*/{REPLAY_MARK}")]
    return sorted({*own, *(path for path in _elsewhere(home) if (path / REPLAY_MARK).is_file())})


def replay_tide(home: Path) -> tuple[int, ...]:
    """Return what changes whenever a span of a home begins, comes further or goes."""
    found = []
    for scratch in spans_of(home):
        try:
            found.append((scratch / SHEET).stat().st_mtime_ns)
        except OSError:
            found.append(0)
    return tuple(found)


def _elsewhere(home: Path) -> list[Path]:
    try:
        known = json.loads((home / FOLDER / ELSEWHERE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [Path(path) for path in known if isinstance(path, str)] if isinstance(known, list) else []


def _sheet(raw: dict[str, Any]) -> ReplaySheet:
    moments = {name: datetime.fromisoformat(raw[name]) for name in ("began_at", "told_at")}
    days = {name: date.fromisoformat(raw[name]) for name in ("first", "last")}
    equity = tuple(
        EquityPoint(date.fromisoformat(each["trade_date"]), each["total_fen"], each["benchmark"])
        for each in raw["equity"]
    )
    rows = tuple(DayRow(**each) for each in raw["rows"])
    return ReplaySheet(**{**raw, **moments, **days, "rows": rows, "equity": equity})
