"""The safety case read: rows of promise, mechanism and test, and what is wrong with them."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PAGE = Path("docs", "safety-case.md")
TITLES = ("promise", "mechanism", "test")
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
_ALWAYS = ("skip", "xfail")
_PAGES_LEFT_OUT = frozenset({"safety-case.md", "crash-points.md", "settings.md", "benchmarks.md"})
"""This table itself, and what is generated; tables of other pages are references that have tests of their own."""
_PROTECTS = re.compile(r"\b(?:never|refuse[sd]?|cannot|blocks?|blocked|will not|must not)\b", re.IGNORECASE)
_QUOTED = re.compile(r"“([^”]+)”")
_NO_PROSE = re.compile(r"^```[^`]*```$|^[ ]*[|#].*$", re.MULTILINE)
_SENTENCE = re.compile(r"(?<=[.:;!?]) (?=[A-Z`*\[\"])")


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


def unproven(root: Path) -> list[str]:
    """Return every sentence of the handbook that promises protection and no row quotes, and every quote of nothing."""
    _, _, tables = (root / PAGE).read_text(encoding="utf-8").partition("\n## ")
    quotes = _QUOTED.findall(tables)
    claims = {page: list(_claims(page)) for page in [root / "README.md", *sorted((root / "docs").glob("*.md"))]}
    wrong = [
        f"{page.name}: quote a part of this in a promise of {PAGE.name}, or under `No promises`: {claim}"
        for page, said in claims.items()
        for claim in said
        if not any(quote in claim for quote in quotes)
    ]
    handbook = " ".join(" ".join(page.read_text(encoding="utf-8").split()) for page in claims if page.name != PAGE.name)
    return wrong + [f"{PAGE.name} quotes what no page says: {quote}" for quote in quotes if quote not in handbook]


def _claims(page: Path) -> Iterator[str]:
    if page.name in _PAGES_LEFT_OUT:
        return
    prose = _NO_PROSE.sub("", page.read_text(encoding="utf-8"))
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.) )", prose):
        for sentence in _SENTENCE.split(" ".join(block.split())):
            if _PROTECTS.search(sentence):
                yield sentence


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
