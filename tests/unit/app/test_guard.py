"""The guard, looking at real files and real children that die or hang."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.guard import Guard, main, stand_guard
from core.adapters.clock.clocks import StandingClock
from core.adapters.ptrade.stop_file import StopFile
from core.adapters.watchdog.heartbeat import Heartbeat
from core.adapters.watchdog.pulse import GuardPulse
from core.adapters.watchdog.session_days import leave_calendar
from core.domain.dates import TradingCalendar, at, date_of
from core.domain.orders import Side
from core.domain.trading_state import TradingState
from core.settings.model import Settings
from tests.fakes.paper_market import batch, order
from tests.fakes.ptrade_bench import Bench, working
from tests.fakes.stepping_clock import SteppingClock

MONDAY, SUNDAY = date_of(20260105), date_of(20260104)
IN_SESSION, AT_NIGHT = at(MONDAY, 10), at(MONDAY, 20)
HALTED, ACTIVE = TradingState.HALTED, TradingState.ACTIVE

_CONTEXT: Any = multiprocessing.get_context("spawn")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "ptrade").mkdir()
    return tmp_path


def stop_of(home: Path) -> StopFile:
    return StopFile(home / "ptrade" / "STOP")


def history(home: Path) -> list[dict[str, Any]]:
    text = (home / "ptrade" / "STOP.history").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def a_guard(home: Path, moment: datetime = IN_SESSION) -> tuple[Guard, SteppingClock, list[str]]:
    clock, said = SteppingClock(moment), []  # type: ignore[var-annotated]
    return Guard(home, Settings(), clock, said.append), clock, said


def look(guard: Guard, clock: SteppingClock, seconds: int) -> None:
    for _ in range(seconds):
        guard.look()
        clock.advance(1.0)


def a_dead_heart(home: Path, name: str = "engine") -> None:
    heart = Heartbeat(home, name, 10.0)
    heart.__enter__()
    heart._lock.release()


def test_a_quiet_home_stays_as_it_is(home: Path) -> None:
    guard, clock, said = a_guard(home)
    look(guard, clock, 20)
    assert stop_of(home).read().everywhere == ()
    assert said == []


def test_a_hung_engine_halts_within_its_promise(home: Path) -> None:
    guard, clock, said = a_guard(home)
    with Heartbeat(home, "engine", 10.0) as heart:
        for _ in range(30):
            heart.beat("pricing")
            look(guard, clock, 1)
        assert stop_of(home).read().state is ACTIVE
        look(guard, clock, 13)
    read = stop_of(home).read()
    assert (read.state, read.by, read.trigger) == (HALTED, "guard", "watchdog")
    assert "engine hangs while pricing" in read.reason
    assert StopFile(home / "ptrade" / "WATCHDOG").read().state is HALTED
    assert [line["trigger"] for line in history(home)] == ["watchdog"]
    assert sum("engine hangs" in line for line in said) == 3, "said once as a finding, once for each file"


@pytest.mark.parametrize(("moment", "state"), [(IN_SESSION, HALTED), (AT_NIGHT, ACTIVE), (at(SUNDAY, 10), ACTIVE)])
def test_a_dead_engine_halts_in_the_session_alone(home: Path, moment: datetime, state: TradingState) -> None:
    a_dead_heart(home)
    guard, clock, _ = a_guard(home, moment)
    look(guard, clock, 3)
    assert stop_of(home).read().state is state


TUESDAY = date_of(20260106)
NEXT_YEAR = [TUESDAY + timedelta(days=number) for number in range(300) if number % 7 < 4]


@pytest.mark.parametrize(
    ("spoil", "state"),
    [
        ("", ACTIVE),
        ("a month and a day old", HALTED),
        ("written tomorrow", HALTED),
        ("ends before", HALTED),
        ("begins after", HALTED),
        ("half of it", HALTED),
        ("no list", HALTED),
        ("no open day at all", HALTED),
        ("a folder", HALTED),
        ("none", HALTED),
    ],
)
def test_a_holiday_is_no_session_where_the_calendar_says_so_and_else_it_is(
    home: Path, spoil: str, state: TradingState
) -> None:
    written = {"a month and a day old": MONDAY - timedelta(days=32), "written tomorrow": TUESDAY}.get(spoil, MONDAY)
    days = [date_of(20251104), *([date_of(20260104)] if spoil == "ends before" else NEXT_YEAR)]
    first = TUESDAY if spoil == "begins after" else days[0]
    leave_calendar(home, TradingCalendar(days, first, max(days)), written)
    file = home / "calendar.json"
    if spoil == "half of it":
        file.write_bytes(file.read_bytes()[:-40])
    elif spoil == "no list":
        file.write_text(file.read_text().replace('"open": [', '"open": 5, "other": ['))
    elif spoil == "no open day at all":
        file.write_text(json.dumps(json.loads(file.read_text()) | {"open": []}))
    elif spoil in ("a folder", "none"):
        file.unlink()
        if spoil == "a folder":
            file.mkdir()
    a_dead_heart(home)
    guard, clock, _ = a_guard(home)
    look(guard, clock, 3)
    assert stop_of(home).read().state is state


def test_on_an_open_day_the_calendar_keeps_nobody_from_halting(home: Path) -> None:
    leave_calendar(home, TradingCalendar([MONDAY, *NEXT_YEAR], MONDAY, NEXT_YEAR[-1]), MONDAY)
    a_dead_heart(home)
    guard, clock, _ = a_guard(home)
    look(guard, clock, 3)
    assert stop_of(home).read().state is HALTED


def test_while_the_cause_persists_a_re_armed_stop_is_pressed_again(home: Path) -> None:
    a_dead_heart(home)
    guard, clock, _ = a_guard(home)
    look(guard, clock, 3)
    for name in ("STOP", "WATCHDOG"):
        (home / "ptrade" / name).unlink()
    look(guard, clock, 1)
    assert stop_of(home).read().state is HALTED


@pytest.mark.parametrize("name", ["STOP.txt", "stop.txt", "Stop.TXT"])
def test_a_file_dropped_with_an_editors_ending_presses(home: Path, name: str) -> None:
    guard, clock, _ = a_guard(home, AT_NIGHT)
    look(guard, clock, 1)
    (home / "ptrade" / name).write_text("please stop")
    look(guard, clock, 1)
    assert (home / "ptrade" / "STOP").read_text(encoding="utf-8").startswith("HALTED")
    assert history(home)[0]["trigger"] == "file"


def test_a_file_dropped_by_hand_is_noticed_in_the_history(home: Path) -> None:
    guard, clock, said = a_guard(home, AT_NIGHT)
    look(guard, clock, 1)
    (home / "ptrade" / "STOP").write_text("HALTED\nby=the lead\nreason=call from the broker\n", encoding="utf-8")
    look(guard, clock, 3)
    (line,) = history(home)
    assert (line["noticed"]["state"], line["by"], line["reason"]) == ("HALTED", "the lead", "call from the broker")
    assert said == ["STOP is HALTED call from the broker"]


def test_a_guard_that_cannot_look_halts(home: Path) -> None:
    guard, clock, said = a_guard(home)
    (home / "heartbeats").write_text("no folder")
    look(guard, clock, 1)
    (home / "ptrade").rename(home / "mislaid")
    look(guard, clock, 2)
    assert stop_of(home).read().state is HALTED
    assert any("guard failed" in line for line in said)


def test_broken_settings_are_told_and_the_defaults_hold(home: Path) -> None:
    (home / "cfg.yaml").write_text("no: such: thing", encoding="utf-8")
    said: list[str] = []
    stand_guard(home, SteppingClock(IN_SESSION), said.append, looks=2)
    assert "goes by the defaults" in said[0]
    assert said[1] == f"guarding {home}"


def test_no_home_is_told_with_its_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--home", str(tmp_path)]) == 78
    assert "no ptrade folder" in capsys.readouterr().err


def test_the_guard_needs_neither_database_nor_screen() -> None:
    heavy = ("sqlalchemy", "sqlite3", "pandas", "numpy", "pyarrow", "duckdb", "numba", "PySide6", "app.compose")
    code = f"import sys, app.guard; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def live(home: Path, pipe: Any) -> None:
    """An engine that beats once and then hangs until it is killed."""
    with Heartbeat(home, "engine", 0.5):
        pipe.send("beating")
        pipe.recv()


def watch(home: Path, pipe: Any) -> None:
    """A guard in a process of its own, in a session whatever the day of the test."""
    (home / "cfg.yaml").write_text("stop:\n  guard_poll_s: 0.02\n", encoding="utf-8")
    stand_guard(home, StandingClock(IN_SESSION), pipe.send)


@contextmanager
def child(work: Any, home: Path) -> Iterator[tuple[Any, Any]]:
    mine, theirs = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=work, args=(home, theirs), daemon=True)
    process.start()
    try:
        yield process, mine
    finally:
        process.kill()
        process.join()


def heard(pipe: Any, words: str) -> str:
    """The next thing said that has these words in it."""
    while True:
        assert pipe.poll(60), f"nobody said {words!r}"
        text = str(pipe.recv())
        if words in text:
            return text


@pytest.mark.parametrize("dies", [True, False], ids=["killed", "hung"])
def test_a_real_guard_halts_for_a_real_engine(home: Path, dies: bool) -> None:
    with child(watch, home) as (_, guard), child(live, home) as (engine, beat):
        heard(guard, "guarding")
        heard(beat, "beating")
        if dies:
            os.kill(engine.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        said = heard(guard, "STOP is pressed")
    assert ("engine died" if dies else "engine hangs") in said
    assert stop_of(home).read().trigger == "watchdog"


def test_a_killed_guard_is_missed_at_once(home: Path) -> None:
    pulse = GuardPulse(home)
    with child(watch, home) as (process, guard):
        heard(guard, "guarding")
        assert pulse.read().state is ACTIVE
        process.kill()
        process.join()
        assert pulse.read().state is HALTED


def rejecting(home: Path, how: str, count: int = 5) -> tuple[Guard, Bench, list[str]]:
    """A guard beside the shipped executor whose broker refuses, its research folder being the folder of downloads."""
    drop = home / "ptrade" / "drop"
    drop.mkdir()
    bench = Bench(drop)
    bench.answer = (lambda number: None) if how == "at once" else (lambda number: f"id-{number}")
    bench.put(batch([order(number, f"6000{number:02d}.SH", Side.BUY, 100, 10_000) for number in range(1, count + 4)]))
    guard, _, said = a_guard(home, at(MONDAY, 9, 30, 5))
    return guard, bench, said


@pytest.mark.parametrize("how", ["at once", "by the counter"])
def test_a_burst_of_rejects_in_the_executors_journal_presses_while_it_trades(home: Path, how: str) -> None:
    guard, bench, said = rejecting(home, how)
    guard.look()
    assert stop_of(home).read().state is ACTIVE
    bench.poll()
    if how == "by the counter":
        guard.look()
        assert stop_of(home).read().state is ACTIVE, "sent is not rejected"
        bench.orders = [working(f"id-{number}", str(number), "9") for number in range(1, 6)]
        bench.poll("09:30:05")
    guard.look()
    read = stop_of(home).read()
    assert (read.state, read.trigger) == (HALTED, "reject_burst")
    assert "5 orders rejected in a row" in read.reason
    assert any("reject_burst presses HALTED" in line for line in said)


def test_a_burst_presses_once_and_again_when_it_grows(home: Path) -> None:
    guard, bench, _ = rejecting(home, "by the counter")
    bench.poll()
    for count in (5, 6):
        bench.orders = [working(f"id-{number}", str(number), "9") for number in range(1, count + 1)]
        bench.poll(f"09:30:{count:02d}")
        guard.look()
        assert stop_of(home).read().state is HALTED
        (home / "ptrade" / "STOP").unlink()
        guard.look()
        assert stop_of(home).read().state is ACTIVE, "re-armed by a person, and nothing new"


@pytest.mark.parametrize(
    "row", ["09:30:05,STATUS,{cid},9,\x00", "09:30:05,PHASE,{cid}", "09:30:05,STATUS,{cid},9,none,no money,."]
)
def test_rejects_in_rows_nobody_can_read_press_like_rejects(home: Path, row: str) -> None:
    guard, bench, said = rejecting(home, "by the counter")
    bench.poll()
    journal = home / "ptrade" / "drop" / "journal_20260105.csv"
    whole = journal.read_text(encoding="utf-8")
    sent = [line.split(",")[2] for line in whole.splitlines() if ",INTENT," in line]
    rows = [row.format(cid=name) for name in sent[:5]]
    journal.write_text(whole + "\n".join(rows[:4]) + "\n" + rows[4], encoding="utf-8")
    guard.look()
    assert stop_of(home).read().state is ACTIVE, "four, and one that is still being written"
    assert sum("cannot be read" in line for line in said) == 4
    journal.write_text(whole + "\n".join(rows) + "\n", encoding="utf-8")
    guard.look()
    read = stop_of(home).read()
    assert (read.state, read.trigger) == (HALTED, "reject_burst")
    assert "5 rows of the executor's journal cannot be read" in read.reason


@pytest.mark.parametrize("gap", ["8", "7"])
def test_rejects_with_a_taken_order_between_are_no_burst(home: Path, gap: str) -> None:
    guard, bench, _ = rejecting(home, "by the counter")
    bench.poll()
    bench.orders = [working(f"id-{number}", str(number), gap if number == 3 else "9") for number in range(1, 7)]
    bench.poll("09:30:05")
    guard.look()
    assert stop_of(home).read().state is ACTIVE


def test_another_days_journal_and_one_that_cannot_be_read_press_nothing(home: Path) -> None:
    guard, bench, said = rejecting(home, "at once")
    bench.poll()
    journal = home / "ptrade" / "drop" / "journal_20260105.csv"
    journal.rename(journal.with_name("journal_20260102.csv"))
    (home / "ptrade" / "drop" / "journal_20260105 (1).csv").mkdir()
    guard.look()
    guard.look()
    assert stop_of(home).read().state is ACTIVE
    assert [line for line in said if "cannot be read" in line] == [said[0]], "told once"
