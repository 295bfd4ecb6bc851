"""`daybreak resume`: what it shows, and what it refuses."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.compose import stop_switch, system_clock
from core.adapters.watchdog.heartbeat import Heartbeat
from core.domain.breaks import Break, BreakCode
from core.domain.dates import at
from core.domain.outcome import Outcome
from core.domain.stop import Scope, ScopeKind
from core.domain.trading_state import TradingState
from core.jobs.resuming import preview
from core.safety.watchdog import Pulse
from tests.fakes.desk import LIVED, NEXT, DeskBench, empty_state, lived_bench

HALTED, BLOCKED = TradingState.HALTED, Outcome.BLOCKED.exit_code
BANK = Scope(ScopeKind.SYMBOL, "600000.SH")
LONG_AGO = at(LIVED[0], 9)
DEAD = Pulse("morning", "1", 4, 600.0, "pulling", ended=False, alive=False)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    made = lived_bench(tmp_path_factory.mktemp("resume") / "home")
    made.desk.stop.press(HALTED, "ops", "odd prints", LONG_AGO)
    yield made
    made.close()


def test_it_says_what_the_next_morning_would_do(bench: DeskBench) -> None:
    shown = preview(bench.desk, bench.desk.stop.read(), None, at(NEXT, 8), [])
    assert shown.obstacles == ()
    assert [change.state_after for change in shown.changes] == [TradingState.ACTIVE]
    (line,) = shown.next_morning
    assert line.startswith(f"the Morning of {NEXT} would order from the plan of night-{LIVED[-1]:%Y%m%d}-01: ")


def test_after_the_last_minute_it_is_another_days_morning(bench: DeskBench) -> None:
    shown = preview(bench.desk, bench.desk.stop.read(), None, at(NEXT, 10), [])
    assert f"has no plan until Night of {NEXT} has run" in shown.next_morning[-1]
    assert f"is blocked until Close of {NEXT} has settled" in shown.next_morning[0]


def test_who_died_at_work_stands_in_the_way_and_cannot_be_overridden(bench: DeskBench) -> None:
    (found,) = preview(bench.desk, bench.desk.stop.read(), None, at(NEXT, 8), [DEAD]).obstacles
    assert "morning died while pulling" in found.what
    assert not found.may_be_overridden


def test_a_break_that_pressed_stands_in_the_way_while_it_is_open(tmp_path: Path) -> None:
    bench = lived_bench(tmp_path / "home")
    bench.desk.stop.press(HALTED, "ops", "odd prints", LONG_AGO)
    run = bench.desk.runs.recent(1)[0]
    bench.desk.books.record_breaks(run.run_seq, [Break(BreakCode.OVERFILL, LIVED[-1], "600000.SH", "200 of 100")])
    shown = preview(bench.desk, bench.desk.stop.read(), None, at(NEXT, 8), [])
    assert [each.what for each in shown.obstacles] == [
        "reconciliation would press HALTED again: OVERFILL 600000.SH 200 of 100"
    ]
    assert "is blocked by 1 open break(s)" in shown.next_morning[0]
    bench.close()


class Console:
    """`daybreak resume` at a home, as a machine calls it."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._set, self._capsys = monkeypatch, capsys

    def resume(self, *words: str) -> tuple[int, dict[str, Any]]:
        typed = ("--phrase", "RESUME TRADING", "--reason", "over", "--home", str(self.home), "--json")
        self._set.setattr("sys.argv", ["daybreak", "resume", *typed, *words])
        with pytest.raises(SystemExit) as caught:
            main()
        return int(caught.value.code or 0), json.loads(self._capsys.readouterr().out)

    @property
    def history(self) -> str:
        return (self.home / "ptrade" / "STOP.history").read_text(encoding="utf-8")

    def state(self) -> TradingState:
        return stop_switch(self.home).read().state


@pytest.fixture
def console(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Console:
    made = Console(tmp_path, monkeypatch, capsys)
    (tmp_path / "ptrade").mkdir()
    (tmp_path / "state.sqlite3").write_bytes(empty_state())
    stop_switch(tmp_path).press(HALTED, "ops", "odd prints", system_clock().now())
    return made


def test_the_cool_off_refuses_and_a_named_person_overrides_it(console: Console) -> None:
    code, said = console.resume()
    assert (code, console.state()) == (BLOCKED, HALTED)
    assert "re-arming waits 300 s" in said["message"]
    assert console.resume("--override", "the lead")[0] == Outcome.BAD_CONFIG.exit_code
    code, _ = console.resume("--override", "the lead", "--override-reason", "pressed by mistake")
    assert (code, console.state()) == (0, TradingState.ACTIVE)
    assert "over (overridden by the lead: pressed by mistake)" in console.history


def test_looking_changes_nothing_and_tells_all(console: Console) -> None:
    code, said = console.resume("--look")
    assert (code, console.state()) == (0, HALTED)
    assert [row["what"] for row in said["rows"]] == ["everything", "in the way", "then"]
    assert said["obstacles"][0]["may_be_overridden"] is True
    assert "HALTED → ACTIVE" in said["rows"][0]["detail"]


@pytest.mark.parametrize("spoil", ["database", "file"])
def test_what_cannot_be_read_is_not_overridden(console: Console, spoil: str) -> None:
    if spoil == "database":
        (console.home / "state.sqlite3").write_bytes(b"no database" * 999)
    else:
        (console.home / "ptrade" / "STOP").unlink()
        (console.home / "ptrade" / "STOP").mkdir()
    code, said = console.resume("--override", "the lead", "--override-reason", "I know what I do")
    assert (code, console.state()) == (BLOCKED, HALTED)
    assert "never overridden" in said["remedy"]


def test_one_scope_goes_and_the_rest_stays(console: Console) -> None:
    stop_switch(console.home).press(HALTED, "ops", "odd prints", LONG_AGO, BANK)
    assert console.resume("--symbol", "600000.SH")[0] == 0
    read = stop_switch(console.home).read()
    assert (read.state, read.holds) == (HALTED, ())
    assert console.resume("--symbol", "600000.SH")[0] == Outcome.BAD_CONFIG.exit_code


def test_a_job_that_died_must_run_again_first(console: Console) -> None:
    heart = Heartbeat(console.home, "morning", 600.0)
    heart.__enter__()
    heart._lock.release()
    code, said = console.resume("--override", "the lead", "--override-reason", "I know what I do")
    assert (code, console.state()) == (BLOCKED, HALTED)
    assert "cannot be overridden" in said["remedy"]
