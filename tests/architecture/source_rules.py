"""Rules an import graph cannot see, read from the syntax tree: each returns lines naming file, line and breach."""

import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

CLOCK_FOLDER = "core/adapters/clock/"
SAFETY_FOLDER = "core/safety/"
APPROVED = "ApprovedOrders"
NOW = frozenset(
    {
        "datetime.datetime.now",
        "datetime.datetime.utcnow",
        "datetime.datetime.today",
        "datetime.date.today",
        "time.time",
        "time.time_ns",
        "time.localtime",
        "time.gmtime",
        "time.ctime",
        "pandas.Timestamp.now",
        "pandas.Timestamp.utcnow",
        "pandas.Timestamp.today",
    }
)

Rule = Callable[[str, ast.Module], Iterator[str]]


def breaches(root: Path, rule: Rule, rooms: tuple[str, ...] = ("app", "core", "widgets")) -> list[str]:
    """Return what `rule` says of every Python file of `rooms`, in order of path."""
    found: list[str] = []
    for path in sorted(path for room in rooms for path in (root / room).rglob("*.py")):
        found += rule(path.relative_to(root).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
    return found


def nobody_asks_the_time(path: str, tree: ast.Module) -> Iterator[str]:
    """The system's clock is asked in the clock adapter alone; everybody else is handed a Clock."""
    if path.startswith(CLOCK_FOLDER):
        return
    names = _imported_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name) and (meant := _qualified(node, names)) in NOW:
            yield f"{path}:{node.lineno}: {meant}"


def only_safety_approves(path: str, tree: ast.Module) -> Iterator[str]:
    """ApprovedOrders may be named in annotations and isinstance; making one, or renaming it, is safety's alone."""
    if path.startswith(SAFETY_FOLDER):
        return
    harmless = {id(name) for node in ast.walk(tree) for part in _type_positions(node) for name in ast.walk(part)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom | ast.Import):
            for alias in node.names:
                if alias.name.endswith(APPROVED) and alias.asname not in (None, APPROVED):
                    yield f"{path}:{node.lineno}: {APPROVED} under another name"
        elif _last_name(node) == APPROVED and id(node) not in harmless:
            yield f"{path}:{node.lineno}: {APPROVED} outside an annotation"  # type: ignore[attr-defined]


def domain_uses_the_standard_library_only(path: str, tree: ast.Module) -> Iterator[str]:
    """The nouns depend on nothing that can be upgraded."""
    if not path.startswith("core/domain/"):
        return
    for node in ast.walk(tree):
        modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for module in modules:
            if module.split(".")[0] not in sys.stdlib_module_names and not module.startswith("core.domain"):
                yield f"{path}:{node.lineno}: imports {module}"  # type: ignore[attr-defined]


def every_package_opens_with_a_paragraph(path: str, tree: ast.Module) -> Iterator[str]:
    """What lives here, in at least one whole sentence."""
    if path.endswith("__init__.py") and "." not in (ast.get_docstring(tree) or "").strip(" \n"):
        yield f"{path}:1: no opening sentence"


def _imported_names(tree: ast.Module) -> dict[str, str]:
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.split(".")[0]
                names[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return names


def _qualified(node: ast.AST, names: dict[str, str]) -> str:
    if isinstance(node, ast.Name):
        return names.get(node.id, "")
    if isinstance(node, ast.Attribute) and (base := _qualified(node.value, names)):
        return f"{base}.{node.attr}"
    return ""


def _last_name(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def _type_positions(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None:
        yield node.annotation
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns is not None:
        yield node.returns
    elif isinstance(node, ast.Call) and _last_name(node.func) == "isinstance":
        yield from node.args[1:]
