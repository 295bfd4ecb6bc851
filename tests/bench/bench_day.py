"""What one trading day costs: the cycle as it runs on the demo exchange's stored rows, part by part.

400 symbols over a stored year, `seconds` the median over the days run, in one process, nothing fetched. The first day
carries what a process does once. The session runs the executor's own script through a simulated day, which its peer
does not.
"""

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

from core.adapters.clock.clocks import StandingClock
from core.domain.dates import at
from core.jobs.cycle import DayRow, run_days
from tests.bench.day_peers import plain_day
from tests.bench.demo_home import make_home, opened
from tests.bench.stopwatch import BEGIN, END, Stopwatch

SYMBOLS, DAYS, LOOKBACK_DAYS = 400, 7, 250
PARTS = ("morning", "session", "close", "night")
_FINISHED = {"done", "degraded"}

Row = dict[str, object]


def run(symbols: int = SYMBOLS, days: int = DAYS, lookback_days: int = LOOKBACK_DAYS) -> list[Row]:
    """Return a row for each part of the cycle over `days` days, then the day as a whole."""
    with tempfile.TemporaryDirectory(prefix="bench_day_", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        before, *span = make_home(home, symbols, lookback_days + days, days + 1, lookback_days)
        watch = _cycle(home, before, span)
        spent = [_parts_s(watch, day) for day in span]
        peers = [plain_day(home, day, lookback_days) for day in span]
    rows = [
        _row(part, [day[part] for day in spent], peers[0][part][0], [day[part][1] for day in peers]) for part in PARTS
    ]
    whole = f"day: {symbols} symbols x {lookback_days} days"
    together = [sum(seconds for _, seconds in day.values()) for day in peers]
    return [*rows, _row(whole, [sum(day.values()) for day in spent], "the peers together", together)]


def _cycle(home: Path, before: date, span: list[date]) -> Stopwatch:
    """Run the cycle over `span`; a day that stopped early would be measured as a fast one, so it is an error."""
    clock = StandingClock(at(before, 0))
    with opened(home, clock) as house:
        watch = Stopwatch(house.desk.runs)
        assert house.session is not None
        rows = list(run_days(replace(house.desk, runs=watch), clock, house.session, span))
    stopped = [row for row in rows if not _is_whole(row)]
    if stopped or not any(row.orders for row in rows):
        raise RuntimeError(f"expected whole days with orders among them, got {stopped or rows}")
    return watch


def _is_whole(row: DayRow) -> bool:
    return row.reconciliation == "ok" and set(row.outcomes.split()) <= _FINISHED


def _parts_s(watch: Stopwatch, day: date) -> dict[str, float]:
    """The session is what lies between Morning's end and Close's beginning."""
    begin = {kind: watch.at_s(kind, day, BEGIN) for kind in ("morning", "close", "night")}
    end = {kind: watch.at_s(kind, day, END) for kind in begin}
    return {kind: end[kind] - begin[kind] for kind in begin} | {"session": begin["close"] - end["morning"]}


def _row(part: str, spent: list[float], peer: str, peer_spent: list[float]) -> Row:
    return {
        "part": part, "seconds": median(spent), "slowest_s": max(spent), "days": len(spent), "peer": peer,
        "peer_seconds": median(peer_spent), "ratio": median(spent) / median(peer_spent),
    }  # fmt: skip
