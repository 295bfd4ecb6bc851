"""Whoever looks for alarms: again and again, alone, and until the engine says good-bye."""

import json
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from app.compose import last_look
from app.engine_kept import ALARMS_LOCK
from app.initialise import initialise
from app.lookout import stand_lookout
from core.domain.dates import at
from core.domain.errors import FixAndRestart, RetryLater
from tests.fakes.stepping_clock import SteppingClock

NOW = at(date(2026, 1, 5), 21)


def _say_nothing(_: str) -> None:
    return None


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("desk") / "home"
    initialise(made, NOW.date(), {}, lambda _: None)
    return made


def test_it_looks_again_after_the_pause_of_the_settings(home: Path) -> None:
    clock, said = SteppingClock(NOW), list[str]()
    stand_lookout(home, clock, said.append, while_engine=False, looks=3)
    look = last_look(home)
    assert look is not None
    assert (look.by, look.at) == ("daybreak alarms watch", at(date(2026, 1, 5), 21, 0, 30))
    assert said == []


def test_it_ends_once_the_engine_said_good_bye_and_not_where_it_died(home: Path) -> None:
    state = home / "engine" / "state.json"
    state.parent.mkdir(exist_ok=True)
    document = {"pid": 1, "version": "", "started_at": NOW.isoformat(), "beat_at": NOW.isoformat(), "stopping": False,
                "channel": "PAPER", "guard": "", "lookout": "", "remark": "", "clock_jumps": 0, "running": [],
                "waiting": [], "upcoming": [], "jobs": [], "remarks": []}  # fmt: skip
    clock = SteppingClock(NOW)
    state.write_text(json.dumps(document | {"ended": False}), encoding="utf-8")
    stand_lookout(home, clock, _say_nothing, while_engine=True, looks=9)
    assert clock.monotonic() > 100
    state.write_text(json.dumps(document | {"ended": True}), encoding="utf-8")
    before_s = clock.monotonic()
    stand_lookout(home, clock, _say_nothing, while_engine=True, looks=9)
    assert clock.monotonic() == before_s
    state.unlink()


def test_one_looks_at_a_time(home: Path) -> None:
    with FileLock(home.joinpath(*ALARMS_LOCK)), pytest.raises(RetryLater, match="looks for alarms"):
        stand_lookout(home, SteppingClock(NOW), _say_nothing, while_engine=False, looks=1, wait_s=0.0)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FixAndRestart):
        stand_lookout(tmp_path / "nowhere", SteppingClock(NOW), _say_nothing, while_engine=False, looks=1)


def test_trouble_with_looking_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "state.sqlite3").write_bytes(b"no database at all, but long enough to be taken for one" * 50)
    said = list[str]()
    stand_lookout(tmp_path, SteppingClock(NOW), said.append, while_engine=False, looks=3)
    assert len(said) == 1
