"""The STOP file on disk: whatever stands there, trading never goes on by mistake."""

import json
import os
from pathlib import Path

import pytest

from core.adapters.ptrade.stop_file import StopFile
from core.domain.dates import at
from core.domain.errors import FixAndRestart, Refused
from core.domain.trading_state import TradingState
from tests.fakes.morning import TODAY

NOON = at(TODAY, 12)
ACTIVE, REDUCING, HALTED = TradingState


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
    assert [path.name for path in stop.path.parent.iterdir()] == ["STOP"]


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
    def _write(self, state: TradingState, content: bytes) -> None:
        raise OSError(28, "No space left on device")


def test_a_full_disk_still_stops(tmp_path: Path) -> None:
    assert _FullDisk(tmp_path / "STOP").press(REDUCING, "ops", "slow", NOON).state is HALTED


def test_re_arming_removes_the_file_and_keeps_a_line(stop: StopFile) -> None:
    stop.press(HALTED, "ops", "wrong numbers", NOON)
    assert stop.rearm(stop.read(), "lead", "checked against the counter", NOON).state is ACTIVE
    stop.press(REDUCING, "ops", "again", NOON)
    stop.rearm(stop.read(), "lead", "fine", NOON)
    history = stop.path.with_name("STOP.history").read_text(encoding="utf-8").splitlines()
    lines = [json.loads(line) for line in history]
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
