"""Every promise of the safety case names tests that exist and run."""

from pathlib import Path

import pytest

from tests.architecture.safety_case import PAGE, TITLES, problems, read, unproven

ROOT = Path(__file__).resolve().parents[2]
HEAD = "| " + " | ".join(TITLES) + " |\n|---|---|---|\n"
KEPT = "| it holds | by a lock | `tests/test_it.py::test_holds` |\n"


def wrong_of(root: Path, page: str, test: str = "def test_holds(): ...\n") -> list[str]:
    for path, text in ((root / PAGE, HEAD + page), (root / "tests" / "test_it.py", test)):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return problems(root)


def test_every_promise_names_tests_that_exist() -> None:
    assert problems(ROOT) == []
    rows, _ = read((ROOT / PAGE).read_text(encoding="utf-8"))
    assert len(rows) > 30


def test_every_protective_sentence_of_the_handbook_is_quoted() -> None:
    assert unproven(ROOT) == []


def said_of(root: Path, readme: str, row: str) -> list[str]:
    (root / "docs").mkdir()
    (root / "README.md").write_text(readme, encoding="utf-8")
    (root / PAGE).write_text("# Safety case\n\n## Orders\n" + HEAD + row, encoding="utf-8")
    return unproven(root)


@pytest.mark.parametrize(
    ("readme", "quotes", "wrong"),
    [
        ("It trades. It never sends\nan order twice. It is fast.\n", "“never sends an order twice”", 0),
        ("It never sends an order twice.\n", "it is careful", 1),
        ("- A broken file is refused.\n- It cannot trade.\n", "“It cannot trade”", 1),
        ("It trades.\n", "“It never sends”", 1),
        ("```\nit never runs\n```\n| never | in a table |\n# Never in a title\n", "it is careful", 0),
    ],
)
def test_a_protective_sentence_without_a_row_is_seen(readme: str, quotes: str, wrong: int, tmp_path: Path) -> None:
    row = KEPT.replace("it holds", quotes)
    assert len(said_of(tmp_path, readme, row)) == wrong


def test_a_promise_that_is_kept_is_no_problem(tmp_path: Path) -> None:
    assert wrong_of(tmp_path, KEPT) == []


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (KEPT.replace("test_holds", "test_gone"), "no tests/test_it.py::test_gone"),
        (KEPT.replace("test_it", "test_nowhere"), "no tests/test_nowhere.py::test_holds"),
        ("| it holds | by a lock | |\n", "expected"),
        ("| it holds | by a lock | soon |\n", "expected"),
        ("| it holds | `tests/test_it.py::test_holds` |\n", "expected"),
        (KEPT.replace("` |", "`<br>soon |"), "expected"),
        (KEPT + KEPT, "promised twice"),
    ],
)
def test_a_row_without_its_test_is_seen(page: str, said: str, tmp_path: Path) -> None:
    wrong = wrong_of(tmp_path, page)
    assert wrong
    assert all(said in each for each in wrong)


@pytest.mark.parametrize("mark", ["@pytest.mark.skip", "@pytest.mark.skip(reason='later')", "@pytest.mark.xfail()"])
def test_a_test_that_never_runs_proves_nothing(mark: str, tmp_path: Path) -> None:
    wrong = wrong_of(tmp_path, KEPT, f"{mark}\ndef test_holds(): ...\n")
    assert [each.endswith("is always skipped or may fail") for each in wrong] == [True]


def test_a_state_machine_counts_by_the_name_of_its_case(tmp_path: Path) -> None:
    test = "class Books(Machine): ...\nTestBooks = Books.TestCase\n"
    assert wrong_of(tmp_path, KEPT.replace("test_holds", "TestBooks"), test) == []
