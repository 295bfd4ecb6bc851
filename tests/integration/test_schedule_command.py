"""`daybreak schedule` and `daybreak engine` at the door: what they show, and how they refuse."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.cli import app
from core.adapters.clock.clocks import SystemClock
from core.domain.errors import FixAndRestart, RetryLater
from tests.fakes.desk import DeskBench
from tests.fakes.partitions import brought, open_days

NOW = SystemClock().now()
TODAY = NOW.date()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    made = DeskBench(tmp_path, NOW)
    yield made
    made.close()


def _tell(home: Path, *words: str) -> dict[str, Any]:
    result = CliRunner().invoke(app, [*words, "--home", str(home), "--json"], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def test_the_plan_says_of_each_day_whether_the_exchange_trades(bench: DeskBench) -> None:
    days = open_days(TODAY - timedelta(days=9), TODAY + timedelta(days=9), closed=(TODAY + timedelta(days=2),))
    bench.desk.snapshots.append("trade_cal", TODAY, days, brought(NOW - timedelta(hours=1)))
    rows = _tell(bench.home, "schedule", "--days", "15")["rows"]
    told = {row["at"]: row["trade_day"] for row in rows}
    assert told[str(TODAY + timedelta(days=2))] == "no"
    assert told[str(TODAY + timedelta(days=12))] == "unknown"
    for ahead in (1, 3, 4, 5, 6, 7):
        day = TODAY + timedelta(days=ahead)
        assert told[str(day)] == ("yes" if day.weekday() < 5 else "no")
    closed = [row for row in rows if row["at"] == str(TODAY + timedelta(days=2)) and row["job"] == "morning"]
    assert [row["skipped"] for row in closed] == ["the exchange is closed"]
    assert rows == sorted(rows, key=lambda row: (row["at"], row["time"]))
    assert {row["time"] for row in rows if row["job"] == "factors"} == {"after night"}


def test_without_a_calendar_nothing_is_guessed(bench: DeskBench) -> None:
    rows = _tell(bench.home, "schedule", "--days", "3")["rows"]
    assert {row["trade_day"] for row in rows} == {"unknown"}
    assert {row["skipped"] for row in rows if row["job"] == "morning"} <= {""}


def test_what_a_demo_leaves_out_and_why(bench: DeskBench) -> None:
    (bench.home / "cfg.yaml").write_text("execution: {channel: DEMO}\n", encoding="utf-8")
    told = _tell(bench.home, "schedule", "--days", "2")
    assert told["rows"]
    assert all("DEMO" in row["skipped"] for row in told["rows"])


def test_a_folder_that_is_no_home_has_no_plan(tmp_path: Path) -> None:
    with pytest.raises(FixAndRestart, match="is not a Daybreak home"):
        _tell(tmp_path, "schedule")


def test_an_engine_that_is_not_there_is_said_to_be_absent(tmp_path: Path) -> None:
    told = _tell(tmp_path, "engine", "status")
    assert (told["outcome"], told["presence"], told["rows"]) == ("degraded", "absent", [])


@pytest.mark.parametrize("verb", ["run", "cancel", "pause", "resume"])
def test_asking_nobody_says_what_to_start_and_a_job_must_exist(tmp_path: Path, verb: str) -> None:
    with pytest.raises(RetryLater, match="no engine answers"):
        _tell(tmp_path, "engine", verb, "night")
    with pytest.raises(FixAndRestart, match="there is no job 'nigth'"):
        _tell(tmp_path, "engine", verb, "nigth")
