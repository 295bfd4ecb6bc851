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


def test_an_unknown_name_lists_the_known_ones(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nigth"], folder, "benches") == 2
    assert capsys.readouterr().err == "no benchmark 'nigth'; there are: night\n"


def test_no_rows_are_a_header_at_most() -> None:
    assert table([]) == "\n"
