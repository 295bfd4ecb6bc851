"""What the engine's jobs raise, and what they do not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from core.domain.dates import at
from core.domain.outcome import Outcome
from core.ports.runs import RunIdentity
from core.ports.views.engine import JobState, WaitingJob
from tests.fakes.alarms import a_calm_bench, calm, seen, with_job
from tests.fakes.desk import DeskBench
from tests.fakes.engine_state import job_state, last_run
from tests.fakes.trading import D2

SATURDAY = date(2026, 1, 10)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    made = a_calm_bench(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("name", "ending", "exit_code", "raised"),
    [
        ("pull_bars", "crashed", 78, True),
        ("pull_bars", "timed_out", -15, True),
        ("drill", "killed", None, True),
        ("pull_bars", "not_ready", 11, True),
        ("morning", "timed_out", -9, True),
        ("night", "crashed", 78, True),
        ("night", "crashed", 1, False),
        ("close", "blocked", 12, False),
        ("pull_bars", "done", 0, False),
        ("pull_bars", "cancelled", -15, False),
        ("pull_bars", "gave_way", -15, False),
    ],
)
def test_a_job_that_ended_badly_is_told_unless_a_run_tells_it(
    bench: DeskBench, name: str, ending: str, exit_code: int | None, raised: bool
) -> None:
    found = seen(bench, with_job(bench, job_state(name, last_run(ending, exit_code))))
    assert found == ({("JOB_FAILED", "raised"): name} if raised else {})


def test_one_that_will_be_tried_again_or_was_asked_for_is_not_given_up(bench: DeskBench) -> None:
    waits = WaitingJob("night", D2, "retry", at(D2, 21), at(D2, 23), 2)
    again = with_job(bench, job_state("night", last_run("not_ready", 11)), waiting=(waits,))
    asked = with_job(bench, job_state("night", last_run("not_ready", 11, cause="request")))
    assert (seen(bench, again), seen(bench, asked)) == ({}, {})


@pytest.mark.parametrize(
    ("name", "when", "raised"),
    [
        ("morning", at(D2, 9, 26), True),
        ("night", at(D2, 20), True),
        ("morning", at(SATURDAY, 9, 26), False),
        ("audit_verify", at(SATURDAY, 10), True),
        ("pull_bars", at(D2, 16), False),
        ("morning", at(date(2099, 1, 1), 9, 26), True),
    ],
)
def test_a_missed_job_is_told_where_its_day_matters(bench: DeskBench, name: str, when: datetime, raised: bool) -> None:
    found = seen(bench, with_job(bench, job_state(name, missed_at=when)))
    assert found == ({("JOB_MISSED", "raised"): name} if raised else {})


def test_a_missed_morning_that_a_person_ran_is_over(bench: DeskBench) -> None:
    run = bench.desk.runs.begin(RunIdentity("morning", D2, at(D2, 9, 40), "PAPER", "c", "v", 1), at(D2, 9, 40))
    bench.desk.runs.finish(run.run_seq, Outcome.DONE, "", at(D2, 9, 40))
    assert seen(bench, with_job(bench, job_state("morning", missed_at=at(D2, 9, 26)))) == {}


@pytest.mark.parametrize("changed", [{"held": "off"}, {"paused": True}])
def test_what_is_held_or_paused_raises_nothing(bench: DeskBench, changed: dict[str, object]) -> None:
    job: JobState = job_state("morning", last_run("killed"), at(D2, 9, 26))
    assert seen(bench, with_job(bench, replace(job, **changed))) == {}  # type: ignore[arg-type]


def test_without_an_engine_nothing_is_told(bench: DeskBench) -> None:
    assert seen(bench, replace(calm(bench), engine=lambda: None)) == {}
