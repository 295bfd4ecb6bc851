"""What a running engine does when it is asked, and what it refuses."""

from datetime import date, timedelta

import pytest

from core.domain.dates import at
from core.domain.job_names import JobName
from core.jobs.schedule.control import VALID_S, Answer, obey, request_document
from tests.fakes.scheduling import PretendedEngine, PretendedProcesses, online

DAY = date(2026, 1, 5)
DOCTOR, MORNING, NIGHT = JobName.DOCTOR, JobName.MORNING, JobName.NIGHT


@pytest.fixture
def engine() -> PretendedEngine:
    return PretendedEngine(online(), at(DAY, 11), PretendedProcesses(takes_s={DOCTOR: 600.0}))


def _ask(engine: PretendedEngine, verb: str, job: str = "", day: date | None = None, late_s: float = 0.0) -> Answer:
    made = engine.now - timedelta(seconds=late_s)
    return obey(engine.supervisor, request_document(verb, "a person", made, job, day), engine.now, engine.now_s)


def test_a_job_asked_for_runs_at_once_and_for_the_day_named(engine: PretendedEngine) -> None:
    assert _ask(engine, "run", DOCTOR, date(2026, 1, 2)).done
    engine.advance(1)
    assert [(each.job, each.day, each.cause) for each in engine.ran] == [(DOCTOR, date(2026, 1, 2), "request")]


def test_a_second_run_of_the_same_job_is_refused(engine: PretendedEngine) -> None:
    assert _ask(engine, "run", DOCTOR).done
    assert _ask(engine, "run", DOCTOR) == Answer(False, "doctor waits already")
    engine.advance(1)
    assert _ask(engine, "run", DOCTOR) == Answer(False, "doctor of 2026-01-05 is running already")
    assert _ask(engine, "run", JobName.DATA_AUDIT).text == "data_audit of 2026-01-05 starts once doctor has ended"


@pytest.mark.parametrize(
    ("hour", "minute", "day", "done"),
    [
        (9, 26, DAY, True),
        (9, 59, DAY, True),
        (9, 25, DAY, False),
        (10, 1, DAY, False),
        (9, 30, date(2026, 1, 6), False),
    ],
)
def test_a_morning_asked_for_keeps_its_day_and_its_hours(hour: int, minute: int, day: date, done: bool) -> None:
    engine = PretendedEngine(online(), at(DAY, hour, minute))
    assert _ask(engine, "run", MORNING, day).done is done


def test_a_morning_of_another_day_is_refused_for_that_reason() -> None:
    engine = PretendedEngine(online(), at(DAY, 9, 30))
    assert "on its own day alone" in _ask(engine, "run", MORNING, date(2026, 1, 6)).text


def test_a_request_is_good_for_half_a_minute(engine: PretendedEngine) -> None:
    assert not _ask(engine, "run", DOCTOR, late_s=VALID_S + 1).done
    assert engine.board.waiting == []
    assert _ask(engine, "run", DOCTOR, late_s=VALID_S - 1).done


def test_a_request_that_says_it_is_good_for_longer_is_not(engine: PretendedEngine) -> None:
    document = request_document("run", "a person", engine.now - timedelta(minutes=5), DOCTOR)
    document["valid_until"] = (engine.now + timedelta(days=1)).isoformat()
    assert not obey(engine.supervisor, document, engine.now, engine.now_s).done


def test_a_request_from_a_clock_that_runs_ahead_is_refused(engine: PretendedEngine) -> None:
    assert not _ask(engine, "run", DOCTOR, late_s=-VALID_S - 1).done


def test_pause_cancel_and_resume(engine: PretendedEngine) -> None:
    assert _ask(engine, "pause", NIGHT).done
    assert _ask(engine, "run", NIGHT).text == "night is paused: `daybreak engine resume night` first"
    assert _ask(engine, "resume", NIGHT).done
    assert _ask(engine, "cancel", NIGHT) == Answer(False, "night neither runs nor waits")
    assert _ask(engine, "run", NIGHT).done
    assert _ask(engine, "cancel", NIGHT) == Answer(True, "night waits no longer")


@pytest.mark.parametrize(
    "document",
    [
        None,
        {},
        {"verb": "run"},
        {"verb": "run", "made_at": "yesterday", "valid_until": "tomorrow"},
        {"verb": "run", "made_at": "2026-01-05T11:00:00", "valid_until": "2026-01-05T11:00:30", "job": "night"},
        {"verb": "format", "made_at": "2026-01-05T11:00:00+08:00", "valid_until": "2026-01-05T11:00:30+08:00",
         "job": "night", "day": None},
        {"verb": "run", "made_at": "2026-01-05T11:00:00+08:00", "valid_until": "2026-01-05T11:00:30+08:00",
         "job": "rm -rf", "day": None},
        {"verb": "run", "made_at": "2026-01-05T11:00:00+08:00", "valid_until": "2026-01-05T11:00:30+08:00",
         "job": "night", "day": ["2026-01-05"]},
    ],
)  # fmt: skip
def test_what_is_not_understood_does_nothing(engine: PretendedEngine, document: dict[str, object] | None) -> None:
    answer = obey(engine.supervisor, document, engine.now, engine.now_s)
    assert not answer.done
    assert "read" in answer.text or "understood" in answer.text
    engine.advance(1)
    assert engine.ran == []
