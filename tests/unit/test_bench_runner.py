"""The benchmark runner: table, JSON, unknown names."""

import json
from pathlib import Path

import pytest

from tests.bench.__main__ import main, table

BENCH = (
    'def run():\n    return [{"step": "factors", "seconds": 1.23456, "rows": 5000}, {"step": "rank", "seconds": 0.5}]\n'
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package `benches` with one benchmark, importable while the test runs."""
    (tmp_path / "benches").mkdir()
    (tmp_path / "benches" / "__init__.py").write_text("")
    (tmp_path / "benches" / "bench_night.py").write_text(BENCH)
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path / "benches"


def test_a_table_is_aligned_and_misses_no_column(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["night"], folder, "benches") == 0
    assert capsys.readouterr().out.splitlines() == [
        "night",
        "step     seconds  rows",
        "-------  -------  ----",
        "factors    1.235  5000",
        "rank       0.500",
        "",
    ]


def test_json_is_one_list(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["night", "--json"], folder, "benches") == 0
    [measured] = json.loads(capsys.readouterr().out)
    assert (measured["bench"], measured["failed"]) == ("night", False)
    assert measured["rows"][0] == {"step": "factors", "seconds": 1.23456, "rows": 5000}


HELD = 'def run():\n    return [{"step": "fast", "target": "at most 5 s", "holds": %s}, {"step": "told"}]\n'


@pytest.mark.parametrize(("holds", "exit_code", "cell"), [("False", 1, "NO"), ("True", 0, "yes")])
def test_a_target_that_does_not_hold_fails_the_command(
    folder: Path, capsys: pytest.CaptureFixture[str], holds: str, exit_code: int, cell: str
) -> None:
    (folder / "bench_target.py").write_text(HELD % holds)
    package = f"benches_{holds.lower()}"
    folder.rename(folder.with_name(package))
    assert main(["target"], folder.with_name(package), package) == exit_code
    printed = capsys.readouterr()
    assert printed.out.splitlines()[3].split() == ["fast", "at", "most", "5", "s", cell]
    assert printed.err == ("target: fast does not hold at most 5 s\n" if exit_code else "")


def test_small_figures_keep_their_digits() -> None:
    assert table([{"share": 1.5e-7}, {"share": 0.0}]).splitlines()[2:] == ["1.5e-07", "  0.000"]


def test_an_unknown_name_lists_the_known_ones(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nigth"], folder, "benches") == 2
    assert capsys.readouterr().err == "no benchmark 'nigth'; there are: night\n"


def test_no_rows_are_a_header_at_most() -> None:
    assert table([]) == "\n"
