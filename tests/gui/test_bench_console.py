"""The benchmark of tables and charts at a size that takes a moment: every row is measured beside a named peer."""

import math

import pytest

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
