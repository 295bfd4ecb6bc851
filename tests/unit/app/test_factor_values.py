"""daybreak factors list | show | status | build | update | new, as typed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from app.compose import make_state, open_house
from app.initialise import make_folders
from core.adapters.store.snapshots import SnapshotStore
from core.domain.errors import FixAndRestart
from core.pipeline.factors.library import CATALOGUE
from tests.fakes.stored_market import faulty_market, store_market

MARKET = faulty_market(symbols=12, days=12)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    make_folders(folder)
    make_state(folder)
    with open_house(folder, lambda text: None) as house:
        assert isinstance(house.store, SnapshotStore)
        store_market(house.store, MARKET, MARKET.days)
    return folder


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["factors", *arguments, "--home", str(home), "--json"])


def answer(home: Path, *arguments: str) -> dict[str, object]:
    result = run(home, *arguments)
    assert result.exit_code == 0, result.output
    document: dict[str, object] = json.loads(result.stdout)
    return document


def refusal(home: Path, *arguments: str) -> str:
    error = run(home, *arguments).exception
    assert isinstance(error, FixAndRestart)
    return error.message


def add(home: Path, *more: str) -> dict[str, object]:
    return answer(home, "new", "pace", "--expression", "close / open - 1", "--definition", "the day's body", *more)


def rows(document: dict[str, object]) -> list[dict[str, object]]:
    found = document["rows"]
    assert isinstance(found, list)
    return found


def test_the_list_is_the_library_even_where_there_is_no_home(tmp_path: Path) -> None:
    listed = rows(answer(tmp_path / "nowhere", "list"))
    assert [row["name"] for row in listed] == [factor.name for factor in CATALOGUE]
    assert set(listed[0]) == {"name", "category", "status", "direction", "lookback", "definition"}


def test_the_list_can_be_narrowed(home: Path) -> None:
    value = rows(answer(home, "list", "--category", "value", "--status", "active"))
    assert {row["category"] for row in value} == {"value"}
    assert "ep" in {row["name"] for row in value}
    assert "none" in refusal(home, "list", "--category", "nonsense")
    assert "none" in refusal(home, "list", "--status", "nonsense")


def test_a_factor_of_ones_own_is_written_listed_and_built(home: Path) -> None:
    made = add(home)
    files = made["files"]
    assert isinstance(files, list)
    assert [Path(path).name for path in files] == ["pace.yaml", "test_pace.py"]
    assert rows(answer(home, "list"))[-1]["name"] == "pace"
    built = answer(home, "update")
    assert (built["computed"], built["columns"]) == (1, len(CATALOGUE) + 1)
    shown = answer(home, "show", "pace")["factor"]
    assert isinstance(shown, dict)
    assert (shown["days"], shown["last"], shown["leak_check"]) == (1, "2025-01-21", None)
    assert shown["expression"] == "close / open - 1"


def test_a_bad_file_of_ones_own_stops_every_verb_of_factors(home: Path) -> None:
    add(home)
    (home / "factors" / "own" / "pace.yaml").write_text("name: pace\n", encoding="utf-8")
    for verb in (("list",), ("show", "ep"), ("status",), ("build",), ("update",)):
        assert "pace.yaml" in refusal(home, *verb)


def test_a_build_is_gone_on_with(home: Path) -> None:
    first = answer(home, "build", "--to", "20250114", "--memory", "450MB")
    assert (first["first"], first["last"], first["computed"]) == ("2025-01-06", "2025-01-14", 7)
    again = answer(home, "build")
    assert (again["computed"], again["kept"]) == (5, 7)
    state = answer(home, "status")
    assert (state["days"], state["first"], state["last"]) == (12, "2025-01-06", "2025-01-21")
    assert sum(int(str(row["factors"])) for row in rows(state)) == len(CATALOGUE)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build", "--memory", "lots"), "is no size"),
        (("build", "--memory", "1MB"), "too small"),
        (("build", "--from", "20250110", "--to", "20250106"), "lies before"),
        (("show", "nope"), "there is no factor 'nope'"),
        (("new", "ep", "--expression", "close", "--definition", "x"), "ep"),
        (("new", "../ep", "--expression", "close", "--definition", "x"), "../ep"),
    ],
)
def test_what_cannot_be_is_refused(home: Path, arguments: tuple[str, ...], said: str) -> None:
    assert said in refusal(home, *arguments)
    assert not list((home / "factors").glob("*.parquet"))
    assert not (home / "factors" / "ep.yaml").exists()
