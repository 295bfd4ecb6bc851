"""The size budgets of the code: `python -m tests.architecture.budgets` lists what breaks them, and exits 1."""

import ast
import io
import statistics
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("app", "core", "widgets", "resources")
MAX_FILE_LINES = 600
MAX_MEDIAN_LINES = 150
MAX_FUNCTION_LINES = 60
_NO_CODE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}

# A path, or path::function, with the reason why it may be larger. One that no longer is must be deleted here.
EXCEPTIONS: dict[str, str] = {
    "resources/ptrade/executor.py": "PTrade runs a strategy from one file and refuses packages of one's own",
    "core/adapters/store/migrations/versions/0001_initial.py::_orders": "declares tables; a migration is never edited",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def product_files(root: Path = ROOT) -> list[Path]:
    """Every Python file of the product, sorted."""
    return [*sorted(path for room in PRODUCT for path in (root / room).rglob("*.py")), root / "bootstrap.py"]


def all_files(root: Path = ROOT) -> list[Path]:
    """The product's files and the tests'."""
    return [path for path in [*product_files(root), *sorted((root / "tests").rglob("*.py"))] if path.is_file()]


def line_count(path: Path) -> int:
    """Lines of the file, blank ones and comments included."""
    return len(path.read_text(encoding="utf-8").splitlines())


def code_lines(source: str) -> set[int]:
    """Numbers of the lines that hold code: no blank line, no comment, no docstring."""
    found: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in _NO_CODE:
            found.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | Function) and ast.get_docstring(node, clean=False) is not None:
            text = node.body[0]
            found.difference_update(range(text.lineno, (text.end_lineno or text.lineno) + 1))
    return found


def functions(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, Function]]:
    """Yield every function with its dotted name, methods and nested ones included."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Function | ast.ClassDef):
            name = f"{prefix}{node.name}"
            if isinstance(node, Function):
                yield name, node
            yield from functions(node, f"{name}.")
        else:
            yield from functions(node, prefix)


def long_functions(source: str) -> Iterator[tuple[str, int]]:
    """Yield the name and size of each function over budget; the signature counts, decorators do not."""
    code = code_lines(source)
    for name, node in functions(ast.parse(source)):
        size = sum(node.lineno <= line <= (node.end_lineno or node.lineno) for line in code)
        if size > MAX_FUNCTION_LINES:
            yield name, size


def violations(root: Path = ROOT, exceptions: dict[str, str] | None = None) -> list[str]:
    """Return one line for each breach of a budget, and for each exception that is no longer needed."""
    allowed = dict(EXCEPTIONS if exceptions is None else exceptions)
    breaches: list[tuple[str, str]] = []
    for path in all_files(root):
        name = path.relative_to(root).as_posix()
        if (size := line_count(path)) > MAX_FILE_LINES:
            breaches.append((name, f"{name}: {size} lines, at most {MAX_FILE_LINES}"))
        for function, size in long_functions(path.read_text(encoding="utf-8")):
            key = f"{name}::{function}"
            breaches.append((key, f"{key}: {size} lines of code, at most {MAX_FUNCTION_LINES}"))
    used = {key for key, _ in breaches}
    found = [text for key, text in breaches if not allowed.get(key)]
    found += [f"{key}: within budget, delete its exception" for key in sorted(allowed) if key not in used]
    sizes = [line_count(path) for path in product_files(root) if path.is_file() and path.name != "__init__.py"]
    if sizes and (median := statistics.median(sizes)) > MAX_MEDIAN_LINES:
        found.append(f"the median file has {median:g} lines, at most {MAX_MEDIAN_LINES}")
    return found


if __name__ == "__main__":
    lines = violations()
    sys.stdout.write("".join(f"{line}\n" for line in lines) or "all budgets kept\n")
    sys.exit(1 if lines else 0)
