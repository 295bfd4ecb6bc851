"""Which firings run, wait, are missed, are made up for or tried again."""

from datetime import date, timedelta

import pytest

from core.domain.dates import at
from core.domain.job_names import JobName
from core.domain.orders import Channel
from core.jobs.schedule.plan import job_plans
from core.settings.model import Settings
from tests.fakes.scheduling import PretendedEngine, PretendedProcesses, Ran, online, tables_of

DAY = date(2026, 1, 5)
NEXT = DAY + timedelta(days=1)
MORNING, NIGHT, CLOSE, PAPER = JobName.MORNING, JobName.NIGHT, JobName.CLOSE, JobName.PAPER


def _engine(
    hour: int, minute: int = 0, processes: PretendedProcesses | None = None, **schedule: object
) -> PretendedEngine:
    settings = online()
    changed = settings.schedule.model_copy(update=schedule)
    return PretendedEngine(settings.model_copy(update={"schedule": changed}), at(DAY, hour, minute), processes)


def _of(engine: PretendedEngine, *jobs: JobName) -> list[Ran]:
    return [each for each in engine.ran if each.job in jobs]


def test_nothing_is_made_up_for_by_an_engine_that_never_ran_before() -> None:
    engine = _engine(23)
    engine.advance(1)
    assert engine.ran == []
    assert engine.said("missed") == []


def test_a_job_fires_at_its_time_and_not_before() -> None:
    engine = _engine(9, 25)
    engine.until(at(DAY, 9, 25, 59), 1.0)
    assert _of(engine, MORNING) == []
    engine.advance(1)
    assert _of(engine, MORNING) == [Ran(MORNING, DAY, at(DAY, 9, 26), "time")]


def test_a_morning_found_within_its_grace_runs_and_later_never() -> None:
    prompt, late = _engine(9, 20), _engine(9, 20)
    prompt.sleep_until(at(DAY, 9, 29))
    late.sleep_until(at(DAY, 9, 29, 1))
    prompt.until(at(DAY, 12))
    late.until(at(DAY, 12))
    assert [ran.at for ran in _of(prompt, MORNING)] == [at(DAY, 9, 29)]
    assert _of(late, MORNING) == []
    assert late.board.memories[MORNING].misfires == 1
    assert "morning of 2026-01-05 09:26 was missed: it does not run late" in late.said("missed")


def test_a_morning_that_cannot_start_within_its_grace_never_runs() -> None:
    engine = _engine(9, 20, PretendedProcesses(takes_s={NIGHT: 1200.0}))
    assert engine.board.request(NIGHT, DAY, engine.now) == ""
    engine.until(at(DAY, 12))
    assert _of(engine, MORNING) == []
    assert any("morning of 2026-01-05 could not start by" in text for text in engine.said("missed"))


def test_what_gives_way_is_ended_for_morning_and_run_again_after_it() -> None:
    engine = _engine(9, 20, PretendedProcesses(takes_s={JobName.PULL_ADJUSTMENTS: 900.0}))
    engine.until(at(DAY, 9, 40), 10.0)
    assert engine.said("gave_way") == ["pull_adjustments is ended: morning is due"]
    ran = [(each.job, each.cause) for each in _of(engine, MORNING, JobName.PULL_ADJUSTMENTS)]
    assert ran == [
        (JobName.PULL_ADJUSTMENTS, "time"), (MORNING, "time"), (JobName.PULL_ADJUSTMENTS, "retry"),
    ]  # fmt: skip
    assert _of(engine, MORNING)[0].at <= at(DAY, 9, 26, 20)


def test_of_missed_nights_the_newest_that_traded_is_made_up_for() -> None:
    closed = {DAY, NEXT}

    def exit_of(job: JobName, day: date, attempt: int) -> int:
        return 10 if job is NIGHT and day in closed else 0

    engine = _engine(19, 0, PretendedProcesses(exit_of))
    engine.sleep_until(at(DAY + timedelta(days=4), 8))
    engine.until(at(DAY + timedelta(days=4), 8, 30))
    newest = DAY + timedelta(days=3)
    assert [(each.day, each.cause) for each in _of(engine, NIGHT)] == [(newest, "catch_up")]


def test_a_night_that_did_not_trade_hands_on_to_the_one_before() -> None:
    friday = date(2026, 1, 9)
    engine = PretendedEngine(
        online(), at(friday, 19),
        PretendedProcesses(lambda job, day, attempt: 10 if job is NIGHT and day.weekday() > 4 else 0),
    )  # fmt: skip
    engine.sleep_until(at(friday + timedelta(days=3), 8))
    engine.until(at(friday + timedelta(days=3), 8, 30))
    assert [each.day.day for each in _of(engine, NIGHT)] == [11, 10, 9]
    assert [each.day for each in _of(engine, JobName.FACTORS)] == [friday]


def test_each_missed_close_is_made_up_for_in_order_with_the_session_before_it() -> None:
    engine = _engine(15)
    engine.sleep_until(at(DAY + timedelta(days=2), 8))
    engine.until(at(DAY + timedelta(days=2), 8, 30))
    ran = [(each.job, each.day) for each in _of(engine, PAPER, CLOSE)]
    assert ran == [(PAPER, DAY), (CLOSE, DAY), (PAPER, NEXT), (CLOSE, NEXT)]


def test_what_was_missed_too_long_ago_is_not_made_up_for() -> None:
    engine = _engine(15, catch_up_days=2)
    engine.sleep_until(at(DAY + timedelta(days=5), 8))
    engine.until(at(DAY + timedelta(days=5), 8, 30))
    assert sorted({each.day for each in _of(engine, CLOSE)}) == [DAY + timedelta(days=3), DAY + timedelta(days=4)]


def test_a_job_whose_data_are_not_ready_is_tried_again_until_its_limit() -> None:
    engine = _engine(19, 59, PretendedProcesses(lambda job, day, attempt: 11), retry_for_h=1.0)
    engine.until(at(DAY, 23, 59), 30.0)
    tries = _of(engine, NIGHT)
    assert [each.cause for each in tries] == ["time", "retry", "retry", "retry", "retry", "retry"]
    assert (tries[1].at - tries[0].at).total_seconds() == pytest.approx(660, abs=60)
    assert tries[-1].at <= at(DAY, 21)
    assert "night of 2026-01-05 is given up: its data never came" in engine.said("given_up")


@pytest.mark.parametrize("exit_code", [0, 1, 10, 12, 13, 14, 78])
def test_every_other_ending_is_final(exit_code: int) -> None:
    engine = _engine(19, 59, PretendedProcesses(lambda job, day, attempt: exit_code))
    engine.until(at(DAY, 23, 59), 30.0)
    assert len(_of(engine, NIGHT)) == 1


def test_a_morning_waits_for_the_auction_in_short_steps_and_not_past_half_past_nine() -> None:
    engine = _engine(
        9, 25, PretendedProcesses(lambda job, day, attempt: 11 if job is MORNING else 0, takes_s={MORNING: 5.0})
    )
    engine.until(at(DAY, 10), 1.0)
    tries = _of(engine, MORNING)
    assert len(tries) > 5
    assert tries[-1].at <= at(DAY, 9, 30)


def test_factors_follow_a_night_that_made_data_and_no_other() -> None:
    for exit_code, follows in ((0, 1), (13, 1), (10, 0), (12, 0), (1, 0)):
        engine = _engine(19, 59, PretendedProcesses(lambda job, day, attempt, code=exit_code: code))  # type: ignore[misc]
        engine.until(at(DAY, 20, 10))
        assert len(_of(engine, JobName.FACTORS)) == follows, exit_code


def test_factors_that_are_off_or_paused_follow_nothing() -> None:
    off, paused = _engine(19, 59, off=("factors",)), _engine(19, 59)
    paused.board.pause(JobName.FACTORS)
    for engine in (off, paused):
        engine.until(at(DAY, 20, 30))
        assert len(_of(engine, NIGHT)) == 1
        assert _of(engine, JobName.FACTORS) == []


def test_no_job_of_the_day_waits_for_a_slow_pull() -> None:
    engine = _engine(16, 1, PretendedProcesses(takes_s={JobName.PULL_BARS: 3000.0}))
    engine.until(at(DAY, 16, 30), 10.0)
    assert engine.said("gave_way")[0] == "pull_bars is ended: paper is due"
    started = [(each.job, each.at <= at(DAY, 16, 10, 20)) for each in _of(engine, PAPER, CLOSE)]
    assert started == [(PAPER, True), (CLOSE, True)]
    assert engine.ran[-1].job is JobName.PULL_BARS, "it goes on after them"


def test_only_morning_ends_a_check_up() -> None:
    engine = _engine(16, 8, PretendedProcesses(takes_s={JobName.DOCTOR: 3600.0}))
    assert engine.board.request(JobName.DOCTOR, DAY, engine.now) == ""
    engine.until(at(DAY, 17, 30))
    assert engine.said("gave_way") == []
    assert [each.job for each in engine.ran] == [JobName.DOCTOR, CLOSE]


def test_nothing_begins_while_morning_is_about_to_be_tried_again() -> None:
    slow = PretendedProcesses(
        lambda job, day, attempt: 11 if job is MORNING and attempt < 5 else 0,
        takes_s={MORNING: 1.0, JobName.PULL_ADJUSTMENTS: 400.0},
    )
    engine = _engine(9, 20, slow)
    engine.until(at(DAY, 9, 40), 1.0)
    tries = [each.at for each in _of(engine, MORNING)]
    assert len(tries) == 5
    between = [each.job for each in engine.ran if tries[0] < each.at < tries[-1] and each.job is not MORNING]
    assert between == []


def test_what_is_made_up_for_also_waits_its_turn_for_longer_than_its_grace() -> None:
    engine = _engine(16, 1, PretendedProcesses(takes_s={PAPER: 3000.0}))
    engine.until(at(DAY, 17, 30))
    assert [each.job for each in engine.ran] == [JobName.PULL_BARS, PAPER, CLOSE]
    assert engine.said("missed") == []


def test_a_request_that_waits_past_its_grace_is_dropped_and_no_misfire() -> None:
    engine = _engine(11, 0, PretendedProcesses(takes_s={JobName.DOCTOR: 3000.0}))
    assert engine.board.request(JobName.DOCTOR, DAY, engine.now) == ""
    engine.advance(1)
    assert engine.board.request(NIGHT, DAY, engine.now) == ""
    engine.until(at(DAY, 12))
    assert [each.job for each in engine.ran] == [JobName.DOCTOR]
    assert engine.said("missed") == ["night of 2026-01-05 could not start by 2026-01-05 11:15:01"]
    assert (engine.board.memories[NIGHT].misfires, engine.board.memories[NIGHT].missed) == (0, None)


def test_a_pause_takes_what_waits_off_the_queue() -> None:
    engine = _engine(19, 59, PretendedProcesses(lambda job, day, attempt: 11))
    engine.until(at(DAY, 20, 2))
    assert [each.job for each in engine.board.waiting] == [NIGHT]
    engine.board.pause(NIGHT)
    engine.board.resume(NIGHT, engine.now)
    engine.until(at(DAY, 23))
    assert len(_of(engine, NIGHT)) == 1


def test_a_changed_table_misses_nothing_and_drops_what_is_now_held() -> None:
    engine = _engine(19, 59, PretendedProcesses(lambda job, day, attempt: 11))
    engine.until(at(DAY, 20, 2))
    schedule = Settings().schedule.model_copy(update={"off": ("night",), "close_at": "19:00"})
    plans = job_plans(online().model_copy(update={"schedule": schedule}))
    engine.board.replan(plans, tables_of(plans), engine.now)
    engine.until(at(DAY, 23))
    assert len(_of(engine, NIGHT)) == 1
    assert _of(engine, CLOSE) == []
    assert engine.said("missed") == []


def test_on_a_live_channel_no_paper_session_is_played() -> None:
    settings = online()
    live = settings.execution.model_copy(update={"channel": Channel.LIVE})
    engine = PretendedEngine(settings.model_copy(update={"execution": live}), at(DAY, 16, 1))
    engine.until(at(DAY, 17))
    assert [each.job for each in engine.ran] == [JobName.PULL_BARS, CLOSE]


def test_a_night_that_was_killed_goes_on_three_times_at_most_and_a_morning_never() -> None:
    engine = _engine(9, 0, PretendedProcesses(lambda job, day, attempt: -9))
    engine.until(at(DAY, 23))
    assert len(_of(engine, NIGHT)) == 3
    assert len(_of(engine, MORNING)) == 1
    assert "night of 2026-01-05 was killed 3 times" in engine.said("given_up")


def test_a_paused_job_does_not_fire_and_what_it_missed_is_not_made_up_for() -> None:
    engine = _engine(15)
    engine.board.pause(CLOSE)
    engine.until(at(DAY, 16, 30))
    engine.board.resume(CLOSE, engine.now)
    engine.until(at(DAY, 23))
    assert _of(engine, CLOSE) == []
    assert engine.said("paused") == ["close of 2026-01-05 16:10 did not run: paused"]
    engine.until(at(NEXT, 17))
    assert [each.day for each in _of(engine, CLOSE)] == [NEXT]


def test_a_clock_set_back_runs_nothing_twice_that_ended_well() -> None:
    engine = _engine(9, 20)
    engine.until(at(DAY, 9, 28))
    engine.sleep_until(at(DAY, 9, 10))
    engine.until(at(DAY, 9, 40))
    assert len(_of(engine, MORNING)) == 1


def test_a_clock_set_back_runs_again_what_did_not_end_well_under_the_false_time() -> None:
    engine = _engine(6, 0, PretendedProcesses(lambda job, day, attempt: 12 if job is MORNING and attempt == 1 else 0))
    engine.sleep_until(at(DAY, 9, 26))
    engine.advance(60)
    engine.advance(60)
    engine.sleep_until(at(DAY, 6, 3))
    engine.until(at(DAY, 9, 40))
    assert [each.at for each in _of(engine, MORNING)] == [at(DAY, 9, 26), at(DAY, 9, 26)]


def test_a_run_begun_under_a_false_time_is_not_tried_again_before_the_true_one() -> None:
    engine = _engine(9, 25, PretendedProcesses(lambda job, day, attempt: 11 if job is MORNING and attempt == 1 else 0))
    engine.until(at(DAY, 9, 26))
    engine.sleep_until(at(DAY, 9, 16))
    engine.until(at(DAY, 9, 40))
    assert [each.at for each in _of(engine, MORNING)] == [at(DAY, 9, 26), at(DAY, 9, 26)]


def test_a_day_seen_too_early_fires_again_when_it_comes() -> None:
    engine = _engine(7)
    engine.sleep_until(at(NEXT, 12))
    engine.sleep_until(at(DAY, 7, 1))
    engine.until(at(NEXT, 10))
    assert [each.at for each in _of(engine, MORNING)] == [at(DAY, 9, 26), at(NEXT, 9, 26)]


def test_what_is_switched_off_or_has_nobody_to_ask_is_held_with_the_reason() -> None:
    offline = {plan.name: plan.held for plan in PretendedEngine(Settings(), at(DAY, 0)).plans}
    assert "cache_only" in offline[JobName.PULL_BARS]
    assert offline[NIGHT] == ""
    engine = _engine(19, 59, off=("night",))
    engine.until(at(DAY, 20, 30))
    assert _of(engine, NIGHT) == []
    assert engine.board.next_run(NIGHT, engine.now) is None


def test_a_demo_home_runs_nothing_by_itself() -> None:
    settings = online()
    demo = settings.execution.model_copy(update={"channel": "DEMO"})
    engine = PretendedEngine(settings.model_copy(update={"execution": demo}), at(DAY, 0))
    engine.until(at(NEXT, 0), 300.0)
    assert engine.ran == []
    assert all("DEMO" in plan.held for plan in engine.plans)


def test_a_shadow_home_keeps_the_hours_of_a_paper_home() -> None:
    plans: dict[str, list[tuple[object, ...]]] = {}
    for channel in ("PAPER", "SHADOW"):
        execution = online().execution.model_copy(update={"channel": channel})
        engine = PretendedEngine(online().model_copy(update={"execution": execution}), at(DAY, 0))
        plans[channel] = [(plan.name, plan.when, plan.held) for plan in engine.plans]
    assert plans["SHADOW"] == plans["PAPER"]
    assert all(not held for name, _, held in plans["SHADOW"] if name in (MORNING, NIGHT, JobName.PAPER))
