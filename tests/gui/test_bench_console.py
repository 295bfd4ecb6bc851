"""The benchmark of tables and charts at a size that takes a moment: every row is measured beside a named peer."""

import math
import time

import pytest

from tests.bench import console_alive
from tests.bench.console_holds import Watch
from tests.bench.console_widgets import rows


def test_every_frame_is_measured_beside_a_peer(qapp: object) -> None:
    measured = rows(table_rows=300, points=2_000, frames=3, sorted_rows=50)
    assert [str(row["work"]).split(":")[0] for row in measured] == [
        "table scroll",
        "chart pan",
        "table sort",
        "table fed anew, sorted",
    ]
    for row in measured:
        assert row["peer"]
        assert all(0 < float(str(row[key])) < math.inf for key in ("seconds", "p95_s", "peer_seconds"))
        assert row["ratio"] == pytest.approx(float(str(row["seconds"])) / float(str(row["peer_seconds"])))
    assert all("holds" in row for row in measured[:2])


def test_a_press_of_stop_and_a_stretch_of_events_are_measured(qapp: object) -> None:
    press, stretch = console_alive.stop_row(3), console_alive.day_row(0.02)
    assert press["holds"] is True
    assert float(str(press["ratio"])) > 0
    assert stretch["handles_grown"] == 0


def test_a_hold_is_told_and_none_is_told_of_what_never_ended(qapp: object) -> None:
    def busy() -> None:
        until = time.perf_counter() + 0.04
        while time.perf_counter() < until:
            pass

    wall, _ = Watch().during(busy, lambda: True, after_s=0.1)
    assert wall >= 0.04
    with pytest.raises(RuntimeError, match="no hold can be told"):
        Watch(patience_s=0.1).during(busy, lambda: False)
