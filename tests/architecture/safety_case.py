"""The safety case read: rows of promise, mechanism and test, and what is wrong with them."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

PAGE = Path("docs", "safety-case.md")
TITLES = ("promise", "mechanism", "test")
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
_ALWAYS = ("skip", "xfail")


@dataclass(frozen=True, slots=True)
class Row:
    """One promise; `tests` are pairs of a path and a function's name."""

    line: int
    promise: str
    mechanism: str
    tests: tuple[tuple[str, str], ...]


def read(text: str) -> tuple[list[Row], list[str]]:
    """Return the rows, and a line for each that is no row of three cells ending in tests."""
    rows, wrong = [], []
    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip() for cell in line.strip("|").split(" | ")] if line.startswith("| ") else []
        if not cells or tuple(cells) == TITLES:
            continue
        tests = tuple(_TEST.findall(cells[-1]))
        if len(cells) != len(TITLES) or not all(cells) or len(tests) != len(cells[-1].split("<br>")):
            wrong.append(f"line {number}: expected `| promise | mechanism | `tests/path.py::name`<br>… |`: {line[:80]}")
        else:
            rows.append(Row(number, cells[0], cells[1], tests))
    return rows, wrong


def problems(root: Path) -> list[str]:
    """Return what is wrong with the page of `root`: malformed rows, tests that do not exist or never run."""
    rows, wrong = read((root / PAGE).read_text(encoding="utf-8"))
    known: dict[str, dict[str, bool]] = {}
    for row in rows:
        for path, name in row.tests:
            if path not in known:
                known[path] = _tests_of(root / path)
            if name not in known[path]:
                wrong.append(f"line {row.line}: there is no {path}::{name}")
            elif not known[path][name]:
                wrong.append(f"line {row.line}: {path}::{name} is always skipped or may fail")
    promises = [row.promise for row in rows]
    wrong += [f"line {row.line}: promised twice" for row in rows if promises.count(row.promise) > 1]
    return wrong


def _tests_of(path: Path) -> dict[str, bool]:
    """Return the test functions of a file and whether each really runs."""
    if not path.is_file():
        return {}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bodies = [tree.body, *(node.body for node in tree.body if isinstance(node, ast.ClassDef))]
    return {
        node.name: not any(_ends_in(decorator, _ALWAYS) for decorator in node.decorator_list)
        for body in bodies
        for node in body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    } | _machines(tree)


def _machines(tree: ast.Module) -> dict[str, bool]:
    """Return the state machines bound to a name: `TestBooks = BooksMachine.TestCase`."""
    return {
        node.targets[0].id: True
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "TestCase"
    }


def _ends_in(decorator: ast.expr, names: tuple[str, ...]) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and called.attr in names
