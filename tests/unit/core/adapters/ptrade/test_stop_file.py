"""The STOP file on disk: whatever stands there, trading never goes on by mistake."""

import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from core.adapters.ptrade.stop_file import StopFile
from core.domain.dates import at
from core.domain.errors import FixAndRestart, Refused
from core.domain.stop import EVERYTHING, Scope, ScopeKind
from core.domain.trading_state import TradingState
from core.ports.stop import StopState
from tests.fakes.morning import TODAY

NOON = at(TODAY, 12)
ACTIVE, REDUCING, HALTED = TradingState
BANK, STEEL = Scope(ScopeKind.SYMBOL, "600000.SH"), Scope(ScopeKind.SYMBOL, "600019.SH")


def history(stop: StopFile) -> list[dict[str, Any]]:
    text = stop.path.with_name("STOP.history").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def stop(tmp_path: Path) -> StopFile:
    return StopFile(tmp_path / "STOP")


def test_absent_is_active(stop: StopFile) -> None:
    assert stop.read().state is ACTIVE
    assert not stop.path.exists()


def test_pressed_is_read_back_and_survives_another_reader(stop: StopFile) -> None:
    assert stop.press(HALTED, "ops", "numbers look wrong", NOON).state is HALTED
    read = StopFile(stop.path).read()
    assert (read.state, read.by, read.reason) == (HALTED, "ops", "numbers look wrong")
    assert read.at == "2026-01-09T12:00:00+08:00"
    assert not list(stop.path.parent.glob("*.tmp"))


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff", b"\xef\xbb\xbfACTIVE\n", b"active\n", b"GO\n", b"ACTIVE" * 20_000]
)
def test_garbage_is_halted(stop: StopFile, content: bytes) -> None:
    stop.path.write_bytes(content)
    assert stop.read().state is HALTED


def test_a_directory_a_dead_link_and_a_missing_folder_are_halted(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").symlink_to(tmp_path / "nothing")
    for path in (tmp_path / "a", tmp_path / "b", tmp_path / "gone" / "STOP", tmp_path / "a" / "x" / "STOP"):
        read = StopFile(path).read()
        assert read.state is HALTED
        assert read.reason


def test_a_folder_that_is_a_file_is_halted(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert StopFile(tmp_path / "file" / "STOP").read().state is HALTED


def test_pressing_never_downgrades(stop: StopFile) -> None:
    stop.press(HALTED, "ops", "first", NOON)
    assert stop.press(REDUCING, "ops", "second", NOON).state is HALTED
    assert stop.read().reason == "first"


def test_pressing_goes_up_from_reducing_and_from_a_file_saying_active(stop: StopFile) -> None:
    stop.path.write_text("ACTIVE\n")
    assert stop.press(REDUCING, "ops", "slow", NOON).state is REDUCING
    assert stop.press(HALTED, "ops", "stop", NOON).state is HALTED


def test_pressing_over_garbage_stays_halted(stop: StopFile) -> None:
    stop.path.write_bytes(b"\xff")
    assert stop.press(REDUCING, "ops", "slow", NOON).state is HALTED
    stop_dir = StopFile(stop.path.parent)
    assert stop_dir.press(HALTED, "ops", "stop", NOON).state is HALTED


def test_pressing_in_a_missing_folder_makes_it_and_stays_halted(tmp_path: Path) -> None:
    stop = StopFile(tmp_path / "later" / "STOP")
    assert stop.press(REDUCING, "ops", "slow", NOON).state is HALTED
    assert stop.path.read_text().startswith("HALTED\n")


def test_active_cannot_be_pressed(stop: StopFile) -> None:
    with pytest.raises(ValueError, match="re-arm"):
        stop.press(ACTIVE, "ops", "go", NOON)
    assert not stop.path.exists()


class _FullDisk(StopFile):
    def _write(self, wanted: StopState, only_create: bool) -> None:
        raise OSError(28, "No space left on device")


def test_a_full_disk_still_stops(tmp_path: Path) -> None:
    assert _FullDisk(tmp_path / "STOP").press(REDUCING, "ops", "slow", NOON).state is HALTED


def test_re_arming_removes_the_file_and_keeps_a_line(stop: StopFile) -> None:
    stop.press(HALTED, "ops", "wrong numbers", NOON)
    assert stop.rearm(stop.read(), "lead", "checked against the counter", NOON).state is ACTIVE
    stop.press(REDUCING, "ops", "again", NOON)
    stop.rearm(stop.read(), "lead", "fine", NOON)
    lines = [line for line in history(stop) if "rearmed" in line]
    assert [line["was"]["state"] for line in lines] == ["HALTED", "REDUCING"]
    assert (lines[0]["by"], lines[0]["reason"], lines[0]["was"]["by"]) == ("lead", "checked against the counter", "ops")


@pytest.mark.parametrize(("by", "reason"), [("", "fine"), ("lead", ""), ("lead", "  ")])
def test_re_arming_wants_a_name_and_a_reason(stop: StopFile, by: str, reason: str) -> None:
    stop.press(HALTED, "ops", "wrong", NOON)
    with pytest.raises(FixAndRestart, match="name and a reason"):
        stop.rearm(stop.read(), by, reason, NOON)
    assert stop.read().state is HALTED


def test_re_arming_what_is_not_stopped_changes_nothing(stop: StopFile) -> None:
    assert stop.rearm(stop.read(), "lead", "fine", NOON).state is ACTIVE
    assert not stop.path.with_name("STOP.history").exists()


def test_re_arming_a_directory_asks_a_person(tmp_path: Path) -> None:
    folder = tmp_path / "STOP"
    folder.mkdir()
    with pytest.raises(FixAndRestart, match="by hand"):
        StopFile(folder).rearm(StopFile(folder).read(), "lead", "fine", NOON)
    assert StopFile(folder).read().state is HALTED


def test_rearming_never_undoes_a_stop_nobody_looked_at(stop: StopFile) -> None:
    stop.press(REDUCING, "ops", "rumours", NOON)
    seen = stop.read()
    stop.press(HALTED, "risk", "numbers look wrong", NOON)
    with pytest.raises(Refused, match="HALTED by risk: numbers look wrong"):
        stop.rearm(seen, "ops", "rumours were wrong", NOON)
    assert stop.read().state is HALTED


def test_where_no_text_can_be_written_a_file_that_said_active_is_emptied(stop: StopFile) -> None:
    stop.path.write_text("ACTIVE\n")
    (stop.path.parent / f".STOP.{os.getpid()}.tmp").mkdir()
    assert stop.press(HALTED, "ops", "now", NOON).state is HALTED


def test_a_scoped_hold_leaves_the_rest_alone_and_pressing_everything_keeps_it(stop: StopFile) -> None:
    held = stop.press(HALTED, "ops", "odd prints", NOON, BANK)
    assert (held.state, [hold.scope for hold in held.holds]) == (ACTIVE, [BANK])
    both = stop.press(REDUCING, "risk", "index falls", NOON)
    assert (both.state, both.reason, [hold.scope for hold in both.holds]) == (REDUCING, "index falls", [BANK])
    assert stop.path.read_text(encoding="utf-8").startswith("SCOPED\n"), "an older reader halts"


def test_re_arming_one_scope_leaves_the_others(stop: StopFile) -> None:
    stop.press(HALTED, "ops", "odd prints", NOON, BANK)
    stop.press(REDUCING, "ops", "rumours", NOON, STEEL)
    stop.press(HALTED, "risk", "index falls", NOON)
    left = stop.rearm(stop.read(), "lead", "over", NOON, EVERYTHING)
    assert (left.state, {hold.scope for hold in left.holds}) == (ACTIVE, {BANK, STEEL})
    left = stop.rearm(left, "lead", "explained", NOON, BANK)
    assert {hold.scope for hold in left.holds} == {STEEL}
    assert stop.rearm(left, "lead", "denied", NOON).everywhere == ()
    assert not stop.path.exists()


def test_blocking_alone_keeps_what_works_until_somebody_halts(stop: StopFile) -> None:
    assert stop.press(HALTED, "ops", "wait", NOON, keeps_working=True).keeps_working
    assert not stop.press(HALTED, "ops", "no, stop", NOON).keeps_working
    assert not stop.press(HALTED, "ops", "wait", NOON, keeps_working=True).keeps_working


def test_a_request_to_cancel_blocks_nothing_and_leaves_with_its_day(stop: StopFile) -> None:
    asked = stop.cancel("ops", "wrong price", NOON, BANK)
    assert (asked.state, asked.everywhere, [each.scope for each in asked.cancels]) == (ACTIVE, (), [BANK])
    assert len(stop.cancel("ops", "again", NOON, BANK).cancels) == 2
    later = stop.press(REDUCING, "ops", "slow", NOON + timedelta(days=1))
    assert later.cancels == ()


def test_a_halt_that_cancels_anyway_needs_no_request(stop: StopFile) -> None:
    stop.press(HALTED, "ops", "stop", NOON)
    assert stop.cancel("ops", "all of it", NOON).cancels == ()


def test_a_file_with_an_editors_ending_or_small_letters_halts_until_re_armed(stop: StopFile) -> None:
    (stop.path.parent / "stop.txt").write_text("please\n")
    read = stop.read()
    assert (read.state, read.trigger) == (HALTED, "file")
    assert stop.rearm(read, "lead", "seen", NOON).state is ACTIVE
    assert not (stop.path.parent / "stop.txt").exists()


def test_every_press_says_who_what_and_why_in_the_history(stop: StopFile) -> None:
    stop.press(HALTED, "ops", "odd prints", NOON, BANK, "cli")
    stop.press(REDUCING, "daybreak", "8 % below the peak", NOON, trigger="drawdown")
    stop.cancel("ops", "wrong price", NOON, STEEL, "console")
    told = [(line["by"], line["trigger"], line["reason"]) for line in history(stop)]
    assert told == [
        ("ops", "cli", "odd prints"),
        ("daybreak", "drawdown", "8 % below the peak"),
        ("ops", "console", "wrong price"),
    ]
    assert history(stop)[0]["pressed"] == {"scope": "symbol 600000.SH", "state": "HALTED", "working": "cancel"}


def test_a_history_that_cannot_be_written_is_told_and_the_press_holds(stop: StopFile) -> None:
    stop.path.with_name("STOP.history").mkdir()
    pressed = stop.press(HALTED, "ops", "stop", NOON)
    assert pressed.state is HALTED
    assert "STOP.history was not written" in pressed.remark


def test_a_press_waits_for_nobody_who_holds_the_files_lock(stop: StopFile) -> None:
    with FileLock(stop.path.with_name(".STOP.lock")):
        assert stop.press(HALTED, "ops", "stop", NOON).state is HALTED


def test_a_lesser_press_never_falls_on_a_halt_of_the_same_moment(tmp_path: Path) -> None:
    class Late(StopFile):
        def _write(self, wanted: StopState, only_create: bool) -> None:
            self.path.write_text("HALTED\n")
            super()._write(wanted, only_create)

    assert Late(tmp_path / "STOP").press(HALTED, "ops", "odd prints", NOON, BANK).state is HALTED
