"""Guards of a module, found in its source, and the module compiled without one of them.

A guard is a condition that leads to nothing but an error; of several joined by `or` each is one of its own.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]


def guards_of(path: str) -> dict[str, tuple[int, int]]:
    """Name each guard of a file by its function and number, with the place to find it again: (condition, operand)."""
    named: dict[str, tuple[int, int]] = {}
    counts: dict[str, int] = {}
    for index, (function, condition) in enumerate(_conditions(_tree(path))):
        for operand in range(len(_operands(condition))):
            counts[function] = counts.get(function, 0) + 1
            named[f"{Path(path).stem}.{function}#{counts[function]}"] = (index, operand)
    return named


def module_of(path: str, without: tuple[int, int] | None = None) -> ModuleType:
    """Compile a file, less the guard at that place, to a module that nothing else sees."""
    tree = _tree(path)
    if without is not None:
        _, condition = list(_conditions(tree))[without[0]]
        if isinstance(condition.test, ast.BoolOp) and isinstance(condition.test.op, ast.Or):
            condition.test.values[without[1]] = ast.Constant(False)
        else:
            condition.test = ast.Constant(False)
        ast.fix_missing_locations(tree)
    module = ModuleType(f"{path.removesuffix('.py').replace('/', '.')}_unguarded")
    exec(compile(tree, path, "exec"), module.__dict__)
    return module


def _tree(path: str) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def _conditions(tree: ast.AST, name: str = "") -> Iterator[tuple[str, ast.If]]:
    for node in ast.iter_child_nodes(tree):
        inner = f"{name}.{node.name}".lstrip(".") if isinstance(node, ast.FunctionDef | ast.ClassDef) else name
        if isinstance(node, ast.If) and isinstance(node.body[-1], ast.Raise):
            yield name, node
        yield from _conditions(node, inner)


def _operands(condition: ast.If) -> list[ast.expr]:
    test = condition.test
    return test.values if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or) else [test]
