"""The Night as it runs, for 5,000 symbols over a stored year, each step beside the same work in plain pandas.

The home is filled in one process and lives through a whole day there, so that the plan has holdings to deal with; the
Night of that day is run in a second process and the peers in a third, so that the peak memory is the Night's own.
Nothing is fetched, and the files are in the system's cache. A step counts until its record is committed. `ratio` is the
Night's seconds over the peer's; the peers check, record and keep nothing. A step may take 10 s, the process 2,048 MiB.
"""

import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from datetime import time as clock_time
from pathlib import Path

from app.compose import House
from core.adapters.clock.clocks import StandingClock
from core.domain.dates import at
from core.domain.outcome import Outcome
from core.jobs.close import close_job
from core.jobs.cycle import CLOSE_AT, MORNING_AT, NIGHT_AT, SESSION_AT, instant, run_session
from core.jobs.morning import MORNING
from core.jobs.night import NIGHT
from core.jobs.run import Job, execute
from tests.bench.apart import apart, peak_mib
from tests.bench.demo_home import make_home, opened
from tests.bench.peers import Timed, plain_night
from tests.bench.stopwatch import Stopwatch

SYMBOLS, DAYS = 5000, 250
LIMIT_S, LIMIT_MIB = 10.0, 2048.0

Row = dict[str, object]
Measured = tuple[dict[str, float], float | None]


def run(symbols: int = SYMBOLS, days: int = DAYS) -> list[Row]:
    """Return a row a step, then the Night as a whole and its memory, each against its limit and its peer."""
    with tempfile.TemporaryDirectory(prefix="bench_night_", ignore_cleanup_errors=True) as folder:
        home, start = Path(folder), time.perf_counter()
        day, stored = apart(_prepare, home, symbols, days)
        sys.stderr.write(f"a home with {stored} was made in {time.perf_counter() - start:.0f} s\n")
        steps, peak = apart(_night, home, day)
        peers, peers_peak = apart(_peers, home, day, days)
    whole: Row = {"step": f"all: {symbols} symbols x {days} days", "seconds": sum(steps.values())}
    return [
        *(step_row(name, seconds, peers) for name, seconds in steps.items()),
        _beside(whole, "the peers together", sum(seconds for _, seconds in peers.values())),
        *memory_row(peak, peers_peak),
    ]


def step_row(step: str, seconds: float, peers: Timed) -> Row:
    """Return a step's row; KeyError for a step nobody wrote a peer for."""
    if step not in peers:
        raise KeyError(f"step {step} has no peer: write one in tests/bench/peers.py")
    limit = {"limit_s": LIMIT_S, "verdict": "held" if seconds <= LIMIT_S else "BROKEN"}
    return _beside({"step": step, "seconds": seconds, **limit}, *peers[step])


def _beside(row: Row, peer: str, peer_seconds: float) -> Row:
    return row | {"peer": peer, "peer_seconds": peer_seconds, "ratio": float(str(row["seconds"])) / peer_seconds}


def memory_row(peak: float | None, peers_peak: float | None) -> list[Row]:
    """Return the row of both peaks in MiB, none where the system does not tell them."""
    if peak is None or peers_peak is None:
        return []
    return [{
        "step": "peak memory", "verdict": "held" if peak <= LIMIT_MIB else "BROKEN", "peer": "the peers' process",
        "ratio": peak / peers_peak, "peak_mib": peak, "limit_mib": LIMIT_MIB, "peer_mib": peers_peak,
    }]  # fmt: skip


def _prepare(home: Path, symbols: int, days: int) -> tuple[date, str]:
    """Fill the home, live through its last day up to the Close; return that day and what is there."""
    before, day = make_home(home, symbols, days, last_days=2, lookback_days=days)
    clock = StandingClock(at(before, 0))
    with opened(home, clock) as house:
        run_whole(house, clock, NIGHT, before, NIGHT_AT)
        run_whole(house, clock, MORNING, day, MORNING_AT)
        clock.stand_at(instant(day, SESSION_AT))
        assert house.session is not None
        run_session(house.desk, house.session, day)
        run_whole(house, clock, close_job(), day, CLOSE_AT)
        bars = sum(house.store.rows("daily", stored) for stored in house.store.stored_dates("daily"))
        return day, f"{bars} bars and {len(house.desk.books.account(day).positions)} holdings"


def _night(home: Path, day: date) -> Measured:
    """Open the home and run its Night; seconds by step, and the process's peak memory in MiB."""
    clock, start = StandingClock(instant(day, NIGHT_AT)), time.perf_counter()
    with opened(home, clock) as house:
        seconds = {"open": time.perf_counter() - start}
        watch = Stopwatch(house.desk.runs)
        house.desk = replace(house.desk, runs=watch)
        run_whole(house, clock, NIGHT, day, NIGHT_AT)
        return seconds | watch.steps_s(), peak_mib()


def _peers(home: Path, day: date, days: int) -> tuple[Timed, float | None]:
    return plain_night(home, day, days), peak_mib()


def run_whole(house: House, clock: StandingClock, job: Job, day: date, hour: clock_time) -> None:
    """Run a job as far as it goes; one that stops early would be measured as a fast one, so it is an error."""
    clock.stand_at(instant(day, hour))
    ran = execute(house.desk, job, day, clock.now())
    if ran.outcome not in (Outcome.DONE, Outcome.DEGRADED):
        raise RuntimeError(f"{ran.run_id} ended {ran.outcome}: {ran.reason}")
