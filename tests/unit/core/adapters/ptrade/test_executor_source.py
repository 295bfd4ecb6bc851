"""What PTrade's older interpreter and its restricted engine can run."""

import ast
import hashlib
import io
import re
import tokenize
from pathlib import Path

import pytest

from core.adapters.paper.session import EXECUTOR
from tests.fakes.ptrade_bench import Bench

SOURCE = EXECUTOR.read_text(encoding="utf-8")
TREE = ast.parse(SOURCE, feature_version=(3, 5))
TOO_NEW = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Match, ast.AsyncFunctionDef, ast.Await)


def too_new_for_35(source: str) -> list[str]:
    """Constructs of Python 3.6 and later that the parser lets through or reports."""
    try:
        tree = ast.parse(source, feature_version=(3, 5))
    except SyntaxError as error:
        return [str(error)]
    found = [type(node).__name__ for node in ast.walk(tree) if isinstance(node, TOO_NEW)]
    found += [
        "positional only" for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.args.posonlyargs
    ]
    found += ["async" for node in ast.walk(tree) if isinstance(node, ast.comprehension) and node.is_async]
    tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    found += [token.string for token in tokens if token.type == tokenize.NUMBER and "_" in token.string]
    return found + re.findall(r"\*{1,2}\w+,\s*\)", source)


def test_the_source_is_python_35() -> None:
    assert too_new_for_35(SOURCE) == []


@pytest.mark.parametrize(
    "line",
    ["x = f'{1}'", "x: int = 1", "(x := 1)", "x = 1_000", "def f(*args,): pass", "f(**kw,)", "def f(a, /): pass"],
)
def test_the_check_sees_what_35_cannot_read(line: str) -> None:
    assert too_new_for_35(line + "\n")


def test_only_the_safe_modules_are_imported_and_nothing_leads_around_that() -> None:
    imported = {alias.name for node in ast.walk(TREE) if isinstance(node, ast.Import) for alias in node.names}
    assert imported <= {"csv", "json", "time", "datetime", "math"}
    assert not any(isinstance(node, ast.ImportFrom) for node in ast.walk(TREE))
    called = {node.func.id for node in ast.walk(TREE) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not called & {"eval", "exec", "compile", "__import__", "order_target", "order_value", "order_target_value"}


def test_at_most_five_timers_and_no_orders_in_the_hooks_that_run_again() -> None:
    functions = {node.name: node for node in TREE.body if isinstance(node, ast.FunctionDef)}
    names = [node.id for node in ast.walk(TREE) if isinstance(node, ast.Name)]
    assert names.count("run_interval") + names.count("run_daily") <= 5
    assert all(len(functions[name].body) == 1 for name in ("before_trading_start", "handle_data"))


def test_the_notebook_path_is_asked_for_and_never_written_down() -> None:
    assert "/home/" not in SOURCE
    assert 'ACCEPT_CHANNEL = "PAPER"' in SOURCE
    assert 'SIMULATED_ACCOUNT = ""' in SOURCE


def test_functions_stay_short() -> None:
    lengths = {node.name: node.end_lineno - node.lineno for node in ast.walk(TREE) if isinstance(node, ast.FunctionDef)}
    assert max(lengths.values()) <= 40


@pytest.mark.parametrize("length", [0, 1, 55, 56, 63, 64, 65, 119, 120, 5000])
def test_its_sha256_is_the_standards(tmp_path: Path, length: int) -> None:
    """Against the standard library, around every padding boundary of FIPS 180-4."""
    data = bytes(i * 7 % 256 for i in range(length))
    assert Bench(tmp_path).space["sha256_hex"](data) == hashlib.sha256(data).hexdigest()
