"""How a run is started, ended, timed out, cancelled and taken over."""

from datetime import date, timedelta

from core.domain.dates import at
from core.domain.job_names import JobName
from tests.fakes.scheduling import PretendedEngine, PretendedProcesses, online

DAY = date(2026, 1, 5)
NIGHT, CLOSE = JobName.NIGHT, JobName.CLOSE


def _engine(processes: PretendedProcesses, hour: int = 19, minute: int = 59) -> PretendedEngine:
    return PretendedEngine(online(), at(DAY, hour, minute), processes)


def _last(engine: PretendedEngine, job: JobName = NIGHT) -> tuple[str, int | None]:
    last = engine.board.memories[job].last
    assert last is not None
    return last.ending, last.exit_code


def test_a_run_past_its_limit_is_ended_and_one_that_will_not_end_is_killed() -> None:
    for stubborn, exit_code in ((False, -15), (True, -9)):
        processes = PretendedProcesses(takes_s={NIGHT: 1e9}, stubborn=stubborn)
        engine = _engine(processes)
        engine.until(at(DAY, 23, 30), 5.0)
        assert _last(engine) == ("timed_out", exit_code)
        assert processes.ended
        assert bool(processes.killed)
        assert "night of 2026-01-05 took longer than 180 min and is ended" in engine.said("timed_out")


def test_a_run_that_finishes_while_it_is_told_to_end_counts_as_done() -> None:
    processes = PretendedProcesses(takes_s={NIGHT: 8.0}, stubborn=True)
    engine = _engine(processes)
    engine.until(at(DAY, 20, 0), 1.0)
    assert engine.supervisor.cancel(NIGHT, engine.now_s) == "night is told to end"
    engine.until(at(DAY, 20, 0, 9), 1.0)
    assert _last(engine) == ("done", 0)


def test_a_cancelled_run_is_not_tried_again() -> None:
    engine = _engine(PretendedProcesses(takes_s={NIGHT: 600.0}))
    engine.until(at(DAY, 20, 1), 1.0)
    assert engine.supervisor.cancel(NIGHT, engine.now_s)
    engine.until(at(DAY, 22))
    assert [each.job for each in engine.ran if each.job is NIGHT] == [NIGHT]
    assert _last(engine) == ("cancelled", -15)
    assert engine.supervisor.cancel(NIGHT, engine.now_s) == ""


def test_a_program_that_cannot_be_started_is_told_and_the_next_job_runs() -> None:
    processes = PretendedProcesses(fails_to_start=True)
    engine = _engine(processes, 16, 3)
    engine.until(at(DAY, 16, 9))
    assert "could not be started" in engine.said("ended")[0]
    processes.fails_to_start = False
    engine.until(at(DAY, 16, 30))
    assert _last(engine, CLOSE) == ("done", 0)


def test_a_run_at_work_is_adopted_by_the_next_engine_and_not_doubled() -> None:
    processes = PretendedProcesses(takes_s={NIGHT: 900.0})
    engine = _engine(processes)
    engine.until(at(DAY, 20, 1))
    engine.restart()
    assert engine.said("adopted") == ["night of 2026-01-05 runs on, process 1"]
    engine.until(at(DAY, 20, 30))
    assert [each.job for each in engine.ran if each.job is NIGHT] == [NIGHT]
    assert _last(engine) == ("done", 0)


def test_a_run_started_in_the_instant_the_engine_died_is_found_by_its_token() -> None:
    processes = PretendedProcesses(takes_s={NIGHT: 900.0})
    engine = _engine(processes)
    engine.until(at(DAY, 20, 0), 1.0)
    assert engine.supervisor.running is not None
    engine.supervisor.running.child = None
    engine.restart()
    assert engine.said("adopted") == ["night of 2026-01-05 runs on, process 1"]


def test_a_run_that_died_with_its_engine_goes_on_and_a_morning_is_left_to_a_person() -> None:
    for job, hour, minute, runs in ((NIGHT, 20, 0, 2), (JobName.MORNING, 9, 26, 1)):
        processes = PretendedProcesses(takes_s={job: 900.0})
        engine = _engine(processes, hour - 1, 59)
        engine.until(at(DAY, hour, minute), 1.0)
        processes._living.clear()
        engine.restart()
        engine.until(at(DAY, hour, minute) + timedelta(minutes=30))
        assert [each.job for each in engine.ran].count(job) == runs


def test_an_adopted_run_keeps_the_limit_it_had() -> None:
    processes = PretendedProcesses(takes_s={NIGHT: 1e9})
    engine = _engine(processes)
    engine.until(at(DAY, 22))
    engine.restart()
    engine.until(at(DAY, 23, 2), 5.0)
    assert _last(engine) == ("timed_out", -15)


def test_one_run_at_a_time() -> None:
    processes = PretendedProcesses(takes_s={JobName.PAPER: 1800.0})
    engine = _engine(processes, 16, 4)
    engine.until(at(DAY, 16, 20))
    assert [each.job for each in engine.ran] == [JobName.PAPER]
    assert [each.job for each in engine.board.waiting] == [CLOSE]
