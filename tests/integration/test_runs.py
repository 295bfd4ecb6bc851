"""The run ledger on a real SQLite file."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from core.adapters.store.database import STATE_FILE, open_database
from core.adapters.store.runs import SqlRuns
from core.domain.dates import at
from core.domain.errors import FixAndRestart
from core.domain.outcome import Outcome
from core.ports.runs import Artifact, Run, RunIdentity, StepRecord
from tests.fakes.desk import empty_state
from tests.fakes.trading import D1, D2

NOW = at(D1, 20)
NIGHT = RunIdentity("night", D1, NOW, "PAPER", "config", "code", 7)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    (tmp_path / STATE_FILE).write_bytes(empty_state())
    made = open_database(tmp_path)
    yield made
    made.dispose()


@pytest.fixture
def runs(engine: Engine) -> SqlRuns:
    return SqlRuns(engine)


def step(name: str, **detail: object) -> StepRecord:
    return StepRecord(name, NOW, NOW + timedelta(seconds=1), detail)


def finished(runs: SqlRuns, identity: RunIdentity, outcome: Outcome = Outcome.DONE, reason: str = "") -> Run:
    run = runs.begin(identity, NOW)
    runs.finish(run.run_seq, outcome, reason, NOW)
    return runs.get(run.run_id)


def test_an_unfinished_run_is_gone_on_with_whatever_the_time(runs: SqlRuns) -> None:
    first = runs.begin(NIGHT, NOW)
    assert (first.run_id, first.outcome, first.snapshot_pin) == ("night-20260105-01", None, 0)
    assert first.identity == NIGHT
    later = replace(NIGHT, as_of=at(D1, 23), config_hash="other")
    assert runs.begin(later, at(D1, 23)) == first


def test_a_finished_one_is_followed_by_the_next_attempt(runs: SqlRuns) -> None:
    finished(runs, NIGHT, Outcome.DATA_NOT_READY, "later")
    second = runs.begin(NIGHT, NOW)
    assert second.run_id == "night-20260105-02"
    assert second.run_seq > runs.get("night-20260105-01").run_seq


def test_kinds_and_days_do_not_mix(runs: SqlRuns) -> None:
    runs.begin(NIGHT, NOW)
    assert runs.begin(replace(NIGHT, kind="close"), NOW).run_id == "close-20260105-01"
    assert runs.begin(replace(NIGHT, trade_date=D2), NOW).run_id == "night-20260106-01"


def test_the_latest_may_be_asked_for_by_outcome(runs: SqlRuns) -> None:
    assert runs.latest("night", D1) is None
    done = finished(runs, NIGHT)
    blocked = finished(runs, NIGHT, Outcome.BLOCKED, "stop: HALTED")
    assert runs.latest("night", D1) == blocked
    assert runs.latest("night", D1, Outcome.DONE) == done
    assert runs.latest("night", D1, Outcome.FAILURE) is None
    assert (blocked.outcome, blocked.reason) == (Outcome.BLOCKED, "stop: HALTED")


def test_an_unknown_run_is_named(runs: SqlRuns) -> None:
    with pytest.raises(FixAndRestart, match="no run 'night-19000101-01'"):
        runs.get("night-19000101-01")


def test_the_newest_come_first(runs: SqlRuns) -> None:
    for kind in ("night", "morning", "close"):
        finished(runs, replace(NIGHT, kind=kind))
    assert [run.identity.kind for run in runs.recent(2)] == ["close", "morning"]


def test_steps_come_back_in_the_order_they_ended(runs: SqlRuns) -> None:
    run = runs.begin(NIGHT, NOW)
    records = [step("pull", missing=["daily 中"]), step("adapt"), step("a-first-by-name")]
    for record in records:
        runs.finish_step(run.run_seq, record, [])
    assert runs.steps(run.run_seq) == records


def test_artifacts_are_listed_by_name_and_the_newest_content_counts(runs: SqlRuns) -> None:
    run = runs.begin(NIGHT, NOW)
    runs.finish_step(run.run_seq, step("one"), [Artifact("plan.json", "old", 1), Artifact("a.json", "a", 2)])
    runs.finish_step(run.run_seq, step("two"), [Artifact("plan.json", "new", 3)])
    assert runs.artifacts(run.run_seq) == [Artifact("a.json", "a", 2), Artifact("plan.json", "new", 3)]


def test_a_step_and_its_artifacts_are_recorded_together_or_not_at_all(engine: Engine, runs: SqlRuns) -> None:
    run = runs.begin(NIGHT, NOW)

    def fail(connection, cursor, statement, parameters, context, many):  # type: ignore[no-untyped-def]
        if "run_artifacts" in statement:
            raise OSError("plug")

    event.listen(engine, "before_cursor_execute", fail)
    with pytest.raises(OSError, match="plug"):
        runs.finish_step(run.run_seq, step("one"), [Artifact("plan.json", "x", 1)])
    event.remove(engine, "before_cursor_execute", fail)
    assert runs.steps(run.run_seq) == []


def test_a_step_cannot_be_recorded_twice(runs: SqlRuns) -> None:
    run = runs.begin(NIGHT, NOW)
    runs.finish_step(run.run_seq, step("one"), [])
    with pytest.raises(Exception, match="UNIQUE"):
        runs.finish_step(run.run_seq, step("one"), [])


def test_the_pin_is_kept(runs: SqlRuns) -> None:
    run = runs.begin(NIGHT, NOW)
    runs.pin_snapshots(run.run_seq, 41)
    assert runs.get(run.run_id).snapshot_pin == 41


def test_everything_outlives_the_process(tmp_path: Path, engine: Engine, runs: SqlRuns) -> None:
    run = runs.begin(NIGHT, NOW)
    runs.finish_step(run.run_seq, step("one", rows=3), [Artifact("plan.json", "x", 1)])
    engine.dispose()
    again = open_database(tmp_path)
    assert SqlRuns(again).steps(run.run_seq)[0].detail == {"rows": 3}
    assert SqlRuns(again).begin(NIGHT, NOW) == run
    again.dispose()


def test_events_are_kept_in_order_and_asked_for_by_level(engine: Engine, runs: SqlRuns) -> None:
    for level, topic in (("info", "a"), ("alarm", "b"), ("warning", "c"), ("alarm", "d")):
        runs.event(NOW, level, topic, "中", {"day": D1})
    assert [row.topic for row in runs.events(("alarm", "warning"), 2)] == ["d", "c"]
    assert [(row.at, row.level, row.message) for row in runs.events(("info",), 9)] == [(NOW, "info", "中")]
    with engine.connect() as connection:
        detail = connection.exec_driver_sql("SELECT detail FROM events LIMIT 1").scalar_one()
    assert json.loads(detail) == {"day": "2026-01-05"}
