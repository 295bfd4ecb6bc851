"""Heartbeats on disk: alive, ended, dead, unreadable."""

from pathlib import Path

import pytest
from filelock import Timeout

from core.adapters.watchdog.heartbeat import FOLDER, Heartbeat, pulses
from core.adapters.watchdog.pulse import GuardPulse
from core.domain.trading_state import TradingState


def test_a_heart_beats_while_entered_and_says_good_bye(tmp_path: Path) -> None:
    with Heartbeat(tmp_path, "engine", 10.0) as heart:
        (first,) = pulses(tmp_path)
        heart.beat("pricing")
        (second,) = pulses(tmp_path)
    (last,) = pulses(tmp_path)
    assert (first.alive, second.alive, second.ended, second.doing, second.within_s) == (
        True,
        True,
        False,
        "pricing",
        10,
    )
    assert first.start == second.start == last.start
    assert first.beat < second.beat < last.beat
    assert (last.ended, last.alive) == (True, False)


def test_an_error_ends_it_in_order_too(tmp_path: Path) -> None:
    with pytest.raises(KeyError), Heartbeat(tmp_path, "engine", 10.0):
        raise KeyError("gone wrong, and told")
    assert pulses(tmp_path)[0].ended


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"[1]", b'{"start": 1}'])
def test_a_heartbeat_that_cannot_be_read_is_a_dead_ones(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "engine.json").write_bytes(content)
    (found,) = pulses(tmp_path)
    assert (found.name, found.alive, found.ended) == ("engine", False, False)


def test_two_of_one_name_do_not_live_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Heartbeat(tmp_path, "engine", 10.0):
        second = Heartbeat(tmp_path, "engine", 10.0)
        second._lock.timeout = 0
        with pytest.raises(Timeout), second:
            pass


def test_a_beat_the_disk_refuses_is_silence(tmp_path: Path) -> None:
    with Heartbeat(tmp_path, "engine", 10.0) as heart:
        (tmp_path / FOLDER / "engine.json").unlink()
        (tmp_path / FOLDER / "engine.json").mkdir()
        heart.beat("pricing")
        assert not pulses(tmp_path)[0].alive


def test_without_a_guard_its_pulse_is_halted(tmp_path: Path) -> None:
    pulse = GuardPulse(tmp_path)
    assert pulse.read().state is TradingState.HALTED
    with Heartbeat(tmp_path, "guard", 10.0):
        assert pulse.read().state is TradingState.ACTIVE
    assert pulse.read().state is TradingState.HALTED
