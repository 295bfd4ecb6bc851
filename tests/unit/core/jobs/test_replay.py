"""Two runs are compared artifact by artifact, and the first difference is shown."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.adapters.store.run_files import RunFiles
from core.domain.dates import at
from core.domain.outcome import Outcome
from core.jobs.replay import compare, first_difference
from core.ports.runs import Artifact, Run, RunIdentity
from tests.fakes.trading import D1

RUN = Run(1, "night-20260105-01", RunIdentity("night", D1, at(D1, 20), "PAPER", "h", "c", 1), 7, Outcome.DONE, "")


class Ledger:
    """Only the artifacts of one run."""

    def __init__(self, *artifacts: Artifact) -> None:
        self._artifacts = list(artifacts)

    def artifacts(self, run_seq: int) -> list[Artifact]:
        return self._artifacts


def side(folder: Path, **contents: bytes) -> tuple[Ledger, RunFiles]:
    files = RunFiles(folder)
    return Ledger(*(files.put(RUN.run_id, name, data) for name, data in contents.items())), files


def compared(tmp_path: Path, one: dict[str, bytes], two: dict[str, bytes], again: Run = RUN) -> dict[str, str]:
    found = compare(RUN, *side(tmp_path / "1", **one), again, *side(tmp_path / "2", **two))  # type: ignore[arg-type]
    return {each.name: each.difference for each in found}


def test_equal_runs_are_the_same_everywhere(tmp_path: Path) -> None:
    assert compared(tmp_path, {"plan": b"a", "page": b"b"}, {"plan": b"a", "page": b"b"}) == {
        "outcome": "", "page": "", "plan": "",
    }  # fmt: skip


def test_sizes_and_sameness_are_told(tmp_path: Path) -> None:
    found = compare(RUN, *side(tmp_path / "1", plan=b"abc"), RUN, *side(tmp_path / "2", plan=b"abd"))  # type: ignore[arg-type]
    assert [(each.name, each.size_bytes, each.same) for each in found] == [("outcome", 0, True), ("plan", 3, False)]


def test_an_artifact_of_one_side_only_is_a_difference(tmp_path: Path) -> None:
    assert compared(tmp_path, {"plan": b"a", "page": b""}, {"plan": b"a", "extra": b""}) == {
        "outcome": "", "extra": "only the replay left it", "page": "only the original left it", "plan": "",
    }  # fmt: skip


def test_another_outcome_is_a_difference(tmp_path: Path) -> None:
    again = replace(RUN, outcome=Outcome.BLOCKED, reason="stop: HALTED")
    assert compared(tmp_path, {}, {}, again) == {"outcome": "done () became blocked (stop: HALTED)"}
    assert compared(tmp_path, {}, {}, replace(RUN, outcome=None))["outcome"].startswith("done () became unfinished")


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        (b"", b"", ""),
        (b"abc", b"abc", ""),
        (b"abc", b"abd", 'byte 2 (line 1): "abc" became "abd"'),
        (b"a\nb\nc", b"a\nb\nd", 'byte 4 (line 3): "a\\nb\\nc" became "a\\nb\\nd"'),
        (b"abc", b"ab", 'byte 2 (line 1): "abc" became "ab"'),
        (b"", b"x", 'byte 0 (line 1): "" became "x"'),
        (b"\xff", b"\xfe", 'byte 0 (line 1): "\\ufffd" became "\\ufffd"'),
    ],
)
def test_the_first_difference_is_named_by_byte_and_line(one: bytes, two: bytes, told: str) -> None:
    assert first_difference(one, two) == told


@given(one=st.binary(max_size=200), two=st.binary(max_size=200))
@settings(deadline=None, max_examples=100)
def test_only_equal_bytes_have_no_difference(one: bytes, two: bytes) -> None:
    told = first_difference(one, two)
    assert (told == "") is (one == two)
    if told:
        at_byte = int(told.split()[1])
        assert one[:at_byte] == two[:at_byte]
        assert one[at_byte : at_byte + 1] != two[at_byte : at_byte + 1]
