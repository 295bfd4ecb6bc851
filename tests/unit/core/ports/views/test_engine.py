"""Whether a published state is read for what it is: living, stale, ended, absent, unreadable."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from core.domain.dates import at
from core.domain.job_names import JobName
from core.jobs.schedule.firing import Note
from core.jobs.schedule.publication import Changing, Facts, Seen, state_document
from core.ports.views.engine import Presence, read_engine
from tests.fakes.scheduling import PretendedEngine, PretendedProcesses, online

DAY = date(2026, 1, 5)


def _trades(day: date) -> bool | None:
    return day.weekday() < 5 if day < date(2026, 1, 11) else None


def _document(ended: bool = False) -> tuple[PretendedEngine, dict[str, object]]:
    engine = PretendedEngine(online(), at(DAY, 16, 1), PretendedProcesses(takes_s={JobName.PAPER: 900.0}))
    engine.until(at(DAY, 16, 10), 10.0)
    facts = Facts(7, "0.1.0", at(DAY, 16), "PAPER", "")
    remarks = [(at(DAY, 16), Note("clock", "", "the clock was set back by 3 s"))]
    made = state_document(
        facts,
        Changing(ended=ended),
        engine.supervisor,
        remarks,
        Seen(lambda name: "pull", _trades),
        engine.now,
        engine.now_s,
    )
    return engine, made


def _home(tmp_path: Path, text: str) -> Path:
    (tmp_path / "engine").mkdir()
    (tmp_path / "engine" / "state.json").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_living_engine_is_read_whole(tmp_path: Path) -> None:
    engine, document = _document()
    view = read_engine(_home(tmp_path, json.dumps(document)), engine.now + timedelta(seconds=2))
    assert view.presence is Presence.LIVE
    state = view.state
    assert state is not None
    assert (state.running[0].job, state.running[0].day, state.running[0].limit_at) == (
        "paper", DAY, at(DAY, 17, 5),
    )  # fmt: skip
    assert [each.job for each in state.waiting] == ["close"]
    assert [job.name for job in state.jobs] == list(JobName)
    assert len(state.upcoming) == 20
    assert (state.upcoming[0].job, state.upcoming[0].trades) == ("pull_basics", True)
    assert list(state.upcoming) == sorted(state.upcoming, key=lambda each: each.at)
    bars = next(job for job in state.jobs if job.name == "pull_bars")
    assert bars.last is not None
    assert (bars.last.ending, bars.last.outcome, bars.title) == ("done", "done", "kind.pull_bars")
    assert state.remarks[0].text == "the clock was set back by 3 s"


@pytest.mark.parametrize("off_s", [16.0, -16.0, 1e6])
def test_a_silent_one_is_stale_whichever_clock_is_wrong(tmp_path: Path, off_s: float) -> None:
    engine, document = _document()
    view = read_engine(_home(tmp_path, json.dumps(document)), engine.now + timedelta(seconds=off_s))
    assert view.presence is Presence.STALE
    assert view.state is not None


def test_one_that_said_good_bye_has_ended(tmp_path: Path) -> None:
    engine, document = _document(ended=True)
    assert read_engine(_home(tmp_path, json.dumps(document)), engine.now).presence is Presence.ENDED


def test_none_is_absent(tmp_path: Path) -> None:
    assert read_engine(tmp_path, at(DAY, 9)).presence is Presence.ABSENT


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"pid": 1}', '{"pid": null}', "\ufeff", "\x00" * 64])
def test_what_cannot_be_read_says_so(tmp_path: Path, text: str) -> None:
    view = read_engine(_home(tmp_path, text), at(DAY, 9))
    assert view.presence is Presence.UNREADABLE
    assert "state.json" in view.why


def test_no_missing_or_twisted_field_raises(tmp_path: Path) -> None:
    engine, document = _document()
    home = _home(tmp_path, "")
    for key in document:
        for twisted in (None, [], {}, "x", -1, [None], [{}]):
            text = json.dumps(document | {key: twisted})
            (home / "engine" / "state.json").write_text(text, encoding="utf-8")
            assert read_engine(home, engine.now).presence in set(Presence)
