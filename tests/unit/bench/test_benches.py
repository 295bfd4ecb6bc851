"""Every benchmark at a size that takes seconds: what it prints is whole, finite and has a peer."""

import json
import math
from pathlib import Path

import pytest

from core.adapters.clock.clocks import StandingClock
from core.domain.dates import at
from core.jobs.cycle import NIGHT_AT
from core.jobs.night import NIGHT
from tests.bench.__main__ import main
from tests.bench.bench_night import LIMIT_MIB, LIMIT_S, memory_row, run_whole, step_row
from tests.bench.demo_home import make_home, opened

ROW = {"seconds", "peer", "peer_seconds", "ratio"}
TINY = {
    "night": ("symbols=60, days=60", ROW | {"step"}),
    "day": ("symbols=60, days=2, lookback_days=60", ROW | {"part", "slowest_s", "days"}),
    "store": ("symbols=60, days=60", ROW | {"work", "rows"}),
}


def printed(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """Run one benchmark in its tiny size through the runner and read its JSON."""
    package = folder / f"tiny_{name}"
    package.mkdir()
    (package / f"bench_{name}.py").write_text(
        f"from tests.bench import bench_{name}\n\n\ndef run():\n    return bench_{name}.run({TINY[name][0]})\n"
    )
    assert main([name, "--json"], package, package.name) == 0
    [measured] = json.loads(capsys.readouterr().out, parse_constant=pytest.fail)
    assert measured["failed"] is False
    rows: list[dict[str, object]] = measured["rows"]
    return rows


@pytest.mark.parametrize("name", TINY)
def test_every_row_is_measured_beside_a_named_peer(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    rows = [row for row in printed(name, tmp_path, capsys) if row.get("step") != "peak memory"]
    assert len(rows) >= 4
    for row in rows:
        assert TINY[name][1] <= set(row)
        assert row["peer"]
        assert all(is_positive(row[key]) for key in ("seconds", "peer_seconds", "ratio")), row
        assert row["ratio"] == pytest.approx(float(str(row["seconds"])) / float(str(row["peer_seconds"])))


def is_positive(value: object) -> bool:
    return isinstance(value, float) and math.isfinite(value) and value > 0


def test_a_step_is_held_up_to_its_limit_and_broken_beyond() -> None:
    peers = {"adapt": ("pandas", 2.0)}
    assert step_row("adapt", LIMIT_S, peers)["verdict"] == "held"
    assert step_row("adapt", LIMIT_S + 0.001, peers)["verdict"] == "BROKEN"
    assert step_row("adapt", 1.0, peers)["ratio"] == 0.5


def test_memory_is_held_up_to_its_limit_and_left_out_where_unknown() -> None:
    assert [row["verdict"] for row in memory_row(LIMIT_MIB, 100.0)] == ["held"]
    assert [row["verdict"] for row in memory_row(LIMIT_MIB + 1, 100.0)] == ["BROKEN"]
    assert memory_row(None, None) == []


def test_a_step_without_a_peer_is_an_error() -> None:
    with pytest.raises(KeyError, match="prayer"):
        step_row("prayer", 1.0, {"adapt": ("pandas", 2.0)})


def test_a_night_that_stops_early_is_not_measured(tmp_path: Path) -> None:
    [day] = make_home(tmp_path, symbols=50, days=60, last_days=1, lookback_days=30)
    unstored = day.replace(day=27)
    clock = StandingClock(at(day, 0))
    with opened(tmp_path, clock) as house, pytest.raises(RuntimeError, match=r"Outcome\.DATA_NOT_READY"):
        run_whole(house, clock, NIGHT, unstored, NIGHT_AT)
