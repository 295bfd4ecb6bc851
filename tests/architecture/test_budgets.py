"""The budgets are kept, and each one fails when somebody breaks it."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.budgets import EXCEPTIONS, code_lines, violations

ROOT = Path(__file__).resolve().parents[2]


def plant(root: Path, name: str, text: str) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return root


def function_of(lines: int) -> str:
    """A function whose `def` and body hold `lines` lines of code."""
    return "def long(x):\n" + "    x += 1\n" * (lines - 1)


def test_the_tree_keeps_its_budgets() -> None:
    assert violations() == []


def test_every_exception_has_a_reason() -> None:
    assert [key for key, reason in EXCEPTIONS.items() if len(reason) < 20] == []


def test_a_file_over_six_hundred_lines_breaks_the_budget(tmp_path: Path) -> None:
    plant(tmp_path, "core/big.py", "x = 1\n" * 601)
    plant(tmp_path, "core/small.py", "x = 1\n")
    plant(tmp_path, "core/tiny.py", "x = 1\n")
    assert violations(tmp_path, {}) == ["core/big.py: 601 lines, at most 600"]


def test_a_test_file_has_the_same_limit(tmp_path: Path) -> None:
    assert violations(plant(tmp_path, "tests/unit/test_big.py", "x = 1\n" * 601), {}) != []


def test_six_hundred_lines_are_within_budget(tmp_path: Path) -> None:
    plant(tmp_path, "core/big.py", "x = 1\n" * 600)
    assert violations(plant(tmp_path, "core/small.py", "") and plant(tmp_path, "app/small.py", ""), {}) == []


def test_files_that_are_all_a_bit_long_break_the_median(tmp_path: Path) -> None:
    for number in range(3):
        plant(tmp_path, f"core/m{number}.py", "x = 1\n" * 151)
    plant(tmp_path, "core/__init__.py", "")
    plant(tmp_path, "app/__init__.py", "")
    plant(tmp_path, "widgets/__init__.py", "")
    assert violations(tmp_path, {}) == ["the median file has 151 lines, at most 150"]


def test_a_function_over_sixty_lines_breaks_the_budget(tmp_path: Path) -> None:
    assert violations(plant(tmp_path, "core/a.py", function_of(60)), {}) == []
    assert violations(plant(tmp_path, "core/a.py", function_of(61)), {}) == [
        "core/a.py::long: 61 lines of code, at most 60"
    ]


def test_methods_and_nested_functions_are_found(tmp_path: Path) -> None:
    inner = "".join(f"        {line}\n" for line in function_of(61).splitlines())
    plant(tmp_path, "core/a.py", f"class Room:\n    def door(self):\n{inner}")
    assert [line.split(":")[2] for line in violations(tmp_path, {})] == ["Room.door", "Room.door.long"]


def test_comments_blank_lines_and_docstrings_are_free(tmp_path: Path) -> None:
    padded = function_of(60).replace("\n", '\n    """' + "words\n" * 20 + '"""\n', 1) + "    # why\n\n" * 20
    assert len(code_lines(padded)) == 60
    assert violations(plant(tmp_path, "core/a.py", padded), {}) == []


def test_an_exception_lets_through_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    plant(tmp_path, "core/a.py", function_of(61))
    assert violations(tmp_path, {"core/a.py::long": "because"}) == []
    assert violations(tmp_path, {"core/a.py": "because"}) != []
    assert violations(tmp_path, {"core/a.py::long": ""}) != []


def test_an_exception_no_longer_needed_is_a_breach(tmp_path: Path) -> None:
    plant(tmp_path, "core/a.py", function_of(3))
    assert violations(tmp_path, {"core/a.py::long": "because"}) == [
        "core/a.py::long: within budget, delete its exception"
    ]


def test_the_linter_refuses_a_tangled_function(tmp_path: Path) -> None:
    branches = "".join(f"    if x == {n}:\n        x += 1\n" for n in range(10))
    source = f'"""Doc."""\n\n\ndef tangled(x: int) -> int:\n    """Do."""\n{branches}    return x\n'
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--config", str(ROOT / "pyproject.toml")]
    result = subprocess.run([*command, "--stdin-filename", "core/x.py", "-"], input=source, capture_output=True,
                            text=True, cwd=ROOT, check=False)  # fmt: skip
    assert result.returncode == 1
    assert "C901" in result.stdout
