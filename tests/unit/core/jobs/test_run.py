"""Steps are done once, a job goes on where it was, and every way it can end is recorded."""

import errno
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.dates import at
from core.domain.errors import AskHuman, DaybreakError, FixAndRestart, Refused, RetryLater, SkipName
from core.domain.orders import Channel
from core.domain.outcome import Outcome
from core.jobs.desk import Desk
from core.jobs.run import MANIFEST_FILE, Job, RunContext, Step, Stop, execute
from core.ports.runs import Run
from tests.fakes.desk import DeskBench, TableMarket
from tests.fakes.trading import D1, D2

AT = at(D1, 20)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    made = DeskBench(tmp_path / "home", AT, TableMarket({}))
    yield made
    made.close()


class Diary:
    """A job whose steps note that they ran and answer what they were told to."""

    def __init__(self, *names: str) -> None:
        self.names = names
        self.done: list[str] = []
        self.stops: dict[str, Stop] = {}
        self.raises: dict[str, Exception] = {}
        self.details: dict[str, dict[str, object]] = {}
        self.reported: list[Stop] = []

    def job(self, **changes: object) -> Job:
        steps = tuple(Step(name, self._step(name)) for name in self.names)
        return replace(Job("night", steps, self._report), **changes)  # type: ignore[arg-type]

    def _step(self, name: str):  # type: ignore[no-untyped-def]
        def act(context: RunContext) -> Stop | None:
            self.done.append(name)
            if name in self.raises:
                raise self.raises[name]
            context.put(f"{name}.txt", name.encode())
            context.detail.update(self.details.get(name, {}))
            return self.stops.get(name)

        return act

    def _report(self, context: RunContext, stop: Stop) -> None:
        self.reported.append(stop)
        if "report" in self.raises:
            raise self.raises["report"]
        context.put("report.html", b"page")


def names(desk: Desk, run: Run) -> list[str]:
    return [step.name for step in desk.runs.steps(run.run_seq)]


def run_of(bench: DeskBench, diary: Diary, **changes: object) -> Run:
    return execute(bench.desk, diary.job(**changes), D1, AT)


def test_every_step_runs_once_in_order_and_leaves_its_artifacts(bench: DeskBench) -> None:
    diary = Diary("one", "two", "three")
    run = run_of(bench, diary)
    assert (run.outcome, run.reason, run.run_id) == (Outcome.DONE, "", "night-20260105-01")
    assert diary.done == ["one", "two", "three"]
    assert names(bench.desk, run) == ["one", "two", "three", "report"]
    left = bench.desk.runs.artifacts(run.run_seq)
    assert [each.name for each in left] == ["one.txt", "report.html", "three.txt", "two.txt"]
    assert bench.desk.artifacts.get(run.run_id, "two.txt") == b"two"
    assert diary.reported == [Stop(Outcome.DONE, "")]


def test_the_run_carries_what_fixes_it(bench: DeskBench) -> None:
    identity = run_of(bench, Diary("one")).identity
    assert (identity.kind, identity.trade_date, identity.as_of, identity.channel) == ("night", D1, AT, "PAPER")
    assert identity.config_hash == bench.desk.config_hash
    assert identity.code_version == bench.desk.code_version
    assert identity.seed == bench.settings.model.seed


def test_another_exception_leaves_the_run_to_be_resumed_at_the_first_unfinished_step(bench: DeskBench) -> None:
    diary = Diary("one", "two", "three")
    diary.raises["two"] = ZeroDivisionError("a defect")
    with pytest.raises(ZeroDivisionError):
        run_of(bench, diary)
    begun = bench.desk.runs.latest("night", D1)
    assert begun is not None
    assert begun.outcome is None
    assert names(bench.desk, begun) == ["one"]
    assert diary.reported == []

    diary.raises.clear()
    bench.restart()
    run = run_of(bench, diary)
    assert diary.done == ["one", "two", "two", "three"]
    assert (run.run_id, run.outcome) == (begun.run_id, Outcome.DONE)


def test_a_resumed_run_keeps_its_as_of(bench: DeskBench) -> None:
    diary = Diary("one")
    diary.raises["one"] = OSError("disk full")
    with pytest.raises(OSError, match="disk full"):
        run_of(bench, diary)
    diary.raises.clear()
    run = execute(bench.desk, diary.job(), D1, at(D1, 23))
    assert run.identity.as_of == AT


def test_a_run_killed_between_its_last_step_and_its_end_does_nothing_twice(bench: DeskBench) -> None:
    diary = Diary("one", "two")
    run = run_of(bench, diary)
    _unfinish(bench, run)
    again = run_of(bench, diary)
    assert diary.done == ["one", "two"]
    assert len(diary.reported) == 1
    assert (again.run_id, again.outcome) == (run.run_id, Outcome.DONE)


def _unfinish(bench: DeskBench, run: Run) -> None:
    with bench.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE runs SET outcome = NULL, ended_at = NULL WHERE run_seq = ?", (run.run_seq,))


def test_an_early_stop_ends_the_job_with_its_reason(bench: DeskBench) -> None:
    diary = Diary("one", "two", "three")
    diary.stops["two"] = Stop(Outcome.DATA_NOT_READY, "not yet")
    run = run_of(bench, diary)
    assert (run.outcome, run.reason) == (Outcome.DATA_NOT_READY, "not yet")
    assert diary.done == ["one", "two"]
    assert diary.reported == [Stop(Outcome.DATA_NOT_READY, "not yet")]


def test_a_stop_already_recorded_is_honoured_on_resume(bench: DeskBench) -> None:
    diary = Diary("one", "two")
    diary.stops["one"] = Stop(Outcome.BLOCKED, "a gate says no")
    run = run_of(bench, diary)
    _unfinish(bench, run)
    diary.stops.clear()
    again = run_of(bench, diary)
    assert (again.outcome, again.reason) == (Outcome.BLOCKED, "a gate says no")
    assert diary.done == ["one"]


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (RetryLater("later"), Outcome.DATA_NOT_READY),
        (FixAndRestart("wrong", "mend it"), Outcome.BAD_CONFIG),
        (Refused("no"), Outcome.BLOCKED),
        (AskHuman("who knows"), Outcome.UNKNOWN),
        (SkipName("600000.SH"), Outcome.DEGRADED),
    ],
)
def test_one_of_our_errors_becomes_the_outcome(bench: DeskBench, error: DaybreakError, outcome: Outcome) -> None:
    diary = Diary("one", "two")
    diary.raises["one"] = error
    run = run_of(bench, diary)
    assert (run.outcome, run.reason) == (outcome, str(error))
    assert diary.done == ["one"]
    assert diary.reported == [Stop(outcome, str(error))]
    assert ("warning", "night.error", str(error)) in bench.events()


def test_a_settled_day_is_not_run_again(bench: DeskBench) -> None:
    diary = Diary("one")
    first = run_of(bench, diary)
    assert run_of(bench, diary) == first
    assert diary.done == ["one"]
    execute(bench.desk, diary.job(), D2, at(D2, 20))
    assert diary.done == ["one", "one"]


@pytest.mark.parametrize("outcome", [Outcome.DATA_NOT_READY, Outcome.BLOCKED, Outcome.UNKNOWN, Outcome.NOT_TRADE_DAY])
def test_an_unsettled_day_is_tried_again_under_the_next_number(bench: DeskBench, outcome: Outcome) -> None:
    diary = Diary("one")
    diary.stops["one"] = Stop(outcome, "")
    assert run_of(bench, diary).run_id == "night-20260105-01"
    diary.stops.clear()
    second = run_of(bench, diary)
    assert (second.run_id, second.outcome) == ("night-20260105-02", Outcome.DONE)
    assert diary.done == ["one", "one"]


def test_which_outcomes_settle_a_day_is_the_jobs_choice(bench: DeskBench) -> None:
    diary = Diary("one")
    diary.stops["one"] = Stop(Outcome.BLOCKED, "breaks")
    run_of(bench, diary, settled=frozenset({Outcome.BLOCKED}))
    run_of(bench, diary, settled=frozenset({Outcome.BLOCKED}))
    assert diary.done == ["one"]


def test_degraded_notes_of_all_steps_are_gathered_even_from_before_a_resume(bench: DeskBench) -> None:
    diary = Diary("one", "two", "three")
    diary.details = {"one": {"degraded": ["no auction"]}, "three": {"degraded": ["no bars", "no index"]}}
    diary.raises["two"] = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        run_of(bench, diary)
    diary.raises.clear()
    run = run_of(bench, diary)
    assert (run.outcome, run.reason) == (Outcome.DEGRADED, "no auction; no bars; no index")


@pytest.mark.parametrize(
    ("stop", "outcome"), [(None, Outcome.DEGRADED), (Stop(Outcome.BLOCKED, "a gate"), Outcome.BLOCKED)]
)
def test_a_page_that_cannot_be_drawn_alarms_and_changes_nothing_else(
    bench: DeskBench, stop: Stop | None, outcome: Outcome
) -> None:
    diary = Diary("one")
    diary.raises["report"] = KeyError("no such column")
    if stop is not None:
        diary.stops["one"] = stop
    run = run_of(bench, diary)
    assert run.outcome is outcome
    alarms = [message for level, topic, message in bench.events() if (level, topic) == ("alarm", "night.report")]
    assert alarms == ["the report was not written: KeyError: 'no such column'"]


def test_a_full_disk_at_the_page_leaves_the_run_to_be_gone_on_with(bench: DeskBench) -> None:
    diary = Diary("one")
    diary.raises["report"] = OSError(errno.ENOSPC, "no space", "report.html")
    with pytest.raises(OSError, match="no space"):
        run_of(bench, diary)
    diary.raises.clear()
    run = run_of(bench, diary)
    assert (run.outcome, run.identity.as_of, diary.done) == (Outcome.DONE, AT, ["one"])
    assert names(bench.desk, run) == ["one", "report"]


def test_the_manifest_says_what_fixed_the_run_and_what_it_left(bench: DeskBench) -> None:
    run = run_of(bench, Diary("one"))
    manifest = json.loads(bench.desk.artifacts.get(run.run_id, MANIFEST_FILE))
    assert manifest["config_hash"] == bench.desk.config_hash
    assert (manifest["run_id"], manifest["outcome"], manifest["steps"]) == (run.run_id, "done", ["one", "report"])
    recorded = bench.desk.runs.artifacts(run.run_seq)
    assert {row["name"]: row["sha256"] for row in manifest["artifacts"]} == {a.name: a.sha256 for a in recorded}


def test_a_run_that_goes_on_under_other_settings_says_so(bench: DeskBench) -> None:
    diary = Diary("one")
    diary.raises["one"] = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        run_of(bench, diary)
    diary.raises.clear()
    bench.restart(portfolio={"top_n": 3})
    run_of(bench, diary)
    changed = [message for _, topic, message in bench.events() if topic == "night.changed"]
    assert changed == ["night-20260105-01 goes on with another config_hash than it began with"]


def test_a_run_under_the_same_settings_has_nothing_to_say(bench: DeskBench) -> None:
    run_of(bench, Diary("one"))
    assert [topic for _, topic, _ in bench.events()] == ["night.finished"]


def test_books_of_one_channel_are_refused_to_another(bench: DeskBench) -> None:
    run_of(bench, Diary("one"))
    with pytest.raises(FixAndRestart, match=r"books are of channel PAPER, execution.channel is LIVE"):
        execute(bench.with_channel(Channel.LIVE), Diary("one").job(), D2, at(D2, 20))
    assert bench.desk.runs.latest("night", D2) is None


def test_a_home_that_only_has_its_opening_may_still_choose_its_channel(bench: DeskBench) -> None:
    bench.open_account(D1)
    assert execute(bench.with_channel(Channel.REPLAY), Diary("one").job(), D1, AT).identity.channel == "REPLAY"


def test_the_view_is_pinned_to_what_was_stored(bench: DeskBench) -> None:
    seen: list[tuple[int, int]] = []

    def look(context: RunContext) -> None:
        before = context.view
        context.pin()
        assert context.view is not before
        seen.append((context.run.snapshot_pin, context.view.pin))

    execute(bench.desk, Job("night", (Step("look", look),), lambda context, stop: None), D1, AT)
    assert seen == [(bench.desk.snapshots.pin(),) * 2]


def test_progress_names_run_and_step(bench: DeskBench) -> None:
    run_of(bench, Diary("one"))
    assert bench.shown == ["night-20260105-01: one", "night-20260105-01: report"]
