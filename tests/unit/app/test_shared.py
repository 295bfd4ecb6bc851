"""What every verb shares: where the home is, what a result looks like, what a folder may be cleared."""

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import platformdirs
import pytest
import typer
from rich.console import Console

from app.commands.shared import HOME_VARIABLE, Result, _cell, as_date, clear_scratch, finish, resolve_home, table_of
from core.domain.errors import FixAndRestart
from core.domain.outcome import Outcome
from tests.fakes.trading import D1


def test_the_option_comes_before_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "environment"))
    assert resolve_home(tmp_path / "option") == tmp_path / "option"
    assert resolve_home(None) == tmp_path / "environment"


@pytest.mark.parametrize("value", [None, ""])
def test_without_either_it_is_the_users_own_folder(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    if value is not None:
        monkeypatch.setenv(HOME_VARIABLE, value)
    assert resolve_home(None) == Path(platformdirs.user_data_dir("daybreak", False))


def test_a_home_is_absolute_and_its_tilde_expanded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    assert resolve_home(Path("desk")) == tmp_path / "desk"
    assert resolve_home(Path("~/desk")) == Path("~/desk").expanduser()
    monkeypatch.setenv(HOME_VARIABLE, "desk")
    assert resolve_home(None) == tmp_path / "desk"


def test_dates_are_read_both_ways_and_nothing_else() -> None:
    assert as_date(None) is None
    assert as_date("2026-01-05") == as_date("20260105") == D1
    with pytest.raises(FixAndRestart, match="'tomorrow' is not a date"):
        as_date("tomorrow")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"),
        (1234567.891, "1,234,567.89"),
        (0.0, "0.00"),
        ("000001.SZ", "000001.SZ"),
        (True, "yes"),
        (False, "no"),
        (3, "3"),
    ],
)
def test_a_cell_shows_its_value(value: object, shown: str) -> None:
    assert _cell(value) == shown


def shown(rows: Sequence[Mapping[str, object]], width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(table_of(rows))
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_a_table_keeps_codes_as_they_are_and_figures_to_the_right() -> None:
    lines = shown([{"ts_code": "000001.SZ", "total_assets": 1.5}, {"ts_code": "[red]x[/]", "total_assets": 1e6}])
    assert "ts code" in lines
    assert "total assets" in lines
    assert "[red]x[/]" in lines, "a value is text, never markup"
    ends = {line.rstrip().rfind("0") for line in lines.splitlines() if "000001" in line or "[red]" in line}
    assert len(ends) == 1, "both figures end in the same column"


def test_only_the_last_column_wraps() -> None:
    lines = shown([{"run": "night-20260105-01", "reason": "word " * 40}], width=60)
    assert sum("night-20260105-01" in line for line in lines.splitlines()) == 1
    assert len([line for line in lines.splitlines() if "word" in line]) > 2


def test_a_machine_gets_one_object_and_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    result = Result(Outcome.BLOCKED, "中", [{"day": D1}], {"home": "h"})
    with pytest.raises(typer.Exit) as caught:
        finish(result, as_json=True)
    assert caught.value.exit_code == 12
    assert json.loads(capsys.readouterr().out) == {
        "outcome": "blocked", "exit_code": 12, "message": "中", "rows": [{"day": "2026-01-05"}], "home": "h",
    }  # fmt: skip


def test_a_person_gets_table_outcome_and_message(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as caught:
        finish(Result(Outcome.DONE, "a [message]", [{"day": "x"}]), as_json=False)
    assert caught.value.exit_code == 0
    out = capsys.readouterr().out
    assert out.index("day") < out.index("DONE a [message]")


def test_a_folder_that_is_new_or_empty_needs_no_clearing(tmp_path: Path) -> None:
    clear_scratch(tmp_path / "new", ".demo", "demo", keep=False)
    assert not (tmp_path / "new").exists()
    clear_scratch(tmp_path, ".demo", "demo", keep=False)
    assert tmp_path.is_dir()


@pytest.mark.parametrize("keep", [True, False])
def test_a_folder_without_the_mark_is_never_touched(tmp_path: Path, keep: bool) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(FixAndRestart, match="is not empty and no demo made it"):
        clear_scratch(tmp_path, ".demo", "demo", keep)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_marked_folder_is_cleared_unless_it_is_kept(tmp_path: Path) -> None:
    (tmp_path / ".demo").write_text("")
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / "x").write_text("")
    clear_scratch(tmp_path, ".demo", "demo", keep=True)
    assert (tmp_path / "runs" / "x").exists()
    clear_scratch(tmp_path, ".demo", "demo", keep=False)
    assert not (tmp_path / "runs").exists()
