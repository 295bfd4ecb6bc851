"""The drill of STOP: measured on the paper broker, kept, and missed by the doctor when it is overdue."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.checkup import checkup
from app.compose import DRILLS, system_clock
from app.drilling import drill_stop, drills, last_passed
from core.adapters.clock.clocks import StandingClock
from core.adapters.paper.stop_drill import Drilled, drill
from core.adapters.ptrade.orders_file import encode, file_name
from core.domain.dates import at, date_of
from core.domain.errors import FixAndRestart
from core.domain.orders import Batch
from tests.fakes.desk import empty_state
from tests.fakes.home_processes import daybreak

DAY = date_of(20260105)
CLOCK = StandingClock(at(DAY, 18))


def test_a_drill_measures_is_kept_and_touches_nothing_of_the_desk(tmp_path: Path) -> None:
    (tmp_path / "ptrade").mkdir()
    line, _ = drill_stop(tmp_path, "ops", CLOCK)
    assert line["passed"], line
    assert (line["sent_after"], line["press_to_block_s"]) == (0, 0.0)
    assert line["working"] == line["cancelled"] != 0
    assert 0 < float(str(line["press_to_cancel_s"])) < 60
    assert drill_stop(tmp_path, "ops", CLOCK)[0]["sent_before"] == line["sent_before"], "the same drill every time"
    assert [row["at"] for row in drills(tmp_path)] == [at(DAY, 18).isoformat()] * 2
    assert last_passed(tmp_path) == at(DAY, 18)
    assert sorted(path.name for path in tmp_path.rglob("*")) == [DRILLS, "ptrade"]


def test_a_press_that_does_not_reach_the_executor_fails_the_drill(tmp_path: Path) -> None:
    def write_orders(outbox: Path, batch: Batch) -> None:
        outbox.mkdir(parents=True)
        (outbox / file_name(batch.trade_date, batch.sequence)).write_bytes(encode(batch))

    drilled = drill(tmp_path, DAY, write_orders, lambda: None)
    assert drilled.sent_after > 0
    assert drilled.press_to_block_s > 0
    assert not drilled.passed


@pytest.mark.parametrize(
    "change", [{"sent_after": 1}, {"cancelled": 6}, {"working": 0, "cancelled": 0}, {"sent_before": 40}]
)
def test_what_a_drill_must_show(change: dict[str, int]) -> None:
    good = Drilled("09:30:04", 15, 0, 7, 7, 0.0, 12.0)
    assert good.passed
    assert not replace(good, **change).passed


def test_the_chain_of_records_vouches_for_the_drills(tmp_path: Path) -> None:
    (tmp_path / "ptrade").mkdir()
    (tmp_path / "state.sqlite3").write_bytes(empty_state())
    assert daybreak(tmp_path, "drill", "stop").exit_code == 0
    assert daybreak(tmp_path, "audit", "verify").exit_code == 0
    record = tmp_path / DRILLS
    line = record.read_text(encoding="utf-8")
    for spoiled in ("", line.replace('"sent_after": 0', '"sent_after": 1'), line + line.replace(line[8:12], "2030")):
        record.write_text(spoiled, encoding="utf-8")
        verified = daybreak(tmp_path, "audit", "verify")
        assert (verified.exit_code, "drills.jsonl" in verified.text) == (1, True), spoiled


def test_a_record_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / DRILLS).write_text("{half", encoding="utf-8")
    with pytest.raises(FixAndRestart, match="cannot be read"):
        drills(tmp_path)


@pytest.mark.parametrize(("days_ago", "passed", "state"), [(30, True, "ok"), (32, True, "warn"), (1, False, "ok")])
def test_the_doctor_misses_an_overdue_drill(tmp_path: Path, days_ago: int, passed: bool, state: str) -> None:
    """A failed drill is none; a home without books is not old enough to be overdue."""
    (tmp_path / "ptrade").mkdir()
    (tmp_path / "state.sqlite3").write_bytes(empty_state())
    when = system_clock().now() - timedelta(days=days_ago, minutes=1)
    (tmp_path / DRILLS).write_text(json.dumps({"at": when.isoformat(), "passed": passed}) + "\n", encoding="utf-8")
    (row,) = [row for row in checkup(tmp_path) if row["check"] == "drill"]
    assert row["state"] == state, row
