"""Collects what the core says: every English sentence in the code that may reach a screen, with holes for its figures.

A sentence is any text of at least two words in core and app that is not named below as something else: whoever writes
a new one learns from the tests that it lacks its Chinese, and a person at a Chinese screen never does.
"""

import ast
import re
import string
from collections.abc import Iterator
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXECUTOR = "resources/ptrade/executor.py"
ELSEWHERE = (
    "app/bridge.py",
    "app/console",
    "core/adapters/demo/",
    "core/adapters/paper/stop_drill.py",
    "core/adapters/store/migrations/",
    "core/pipeline/factors/alpha",
    "core/pipeline/factors/ashare.py",
    "core/pipeline/factors/expression.py",
    "core/pipeline/factors/fields.py",
    "core/pipeline/factors/technical.py",
    "core/pipeline/report/charts.py",
    "core/research/leaks/controls.py",
    "core/research/leaks/market.py",
    "core/research/leaks/planted",
    "core/research/leaks/stages.py",
    "core/research/tearsheet/charts.py",
)
"""Files whose texts are translated elsewhere, or are no sentences: factors, drawings, a played vendor."""

SINGLE = (
    "everything", "then", "stays", "same", "nothing", "none", "unknown", "acknowledged", "shelved", "changed", "sent",
    "cash", "total", "buy", "sell",
)  # fmt: skip
"""Words that say something alone: what STOP holds, how a replay compares, what was done, what is meant."""

OUTSIDE = (
    "Permission denied",
    "No such file or directory",
    "No space left on device",
    "Read-only file system",
    "Input/output error",
    "Is a directory",
    "File exists",
    "Connection refused",
    "database is locked",
    "disk I/O error",
    "database disk image is malformed",
    "Parquet magic bytes not found in footer. Either the file is corrupted or this is not a parquet file.",
    "[Errno {0}] {1}",
    "[errno {0}] {1}",
    "[Errno {0}] {1}: {2}",
    "[Errno {0}] Failed to open local file {1}. Detail: {2}",
)
"""What system and libraries say most often through the core's own sentences."""

FORMER = (
    "{0} has tripped: {1} fen against {2}; buys wait for a person",
    "books have {0} fen in cash, the broker {1} ({2})",
    "assets went from {0} to {1} fen, more than {2}",
    "buys and fees need {0} of {1} fen",
    "{0}: {1} fen ordered, at most {2}",
    "{0} fen against {1} at {2}, at most {3} less",
)
"""Sentences that the core says otherwise by now and records still hold: whoever changes one adds it here."""

_SILENT = frozenset(
    {"tr", "untranslated", "Column", "switch", "re.compile", "cast", "NewType", "Literal", "argparse.ArgumentParser"}
    | {"typer.Option", "typer.Argument", "typer.Typer", "typer.prompt"}
)
_SILENT_METHODS = frozenset(
    {"execute", "executemany", "exec_driver_sql", "prefix_with", "strftime", "add_argument", "echo", "print"}
)
_CODE = re.compile(
    r"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|DROP|ALTER|WITH|UNION|FROM|WHERE)\b"  # SQL
    r"|[a-z_]+(, [a-z_]+)+$|.*\(\?|.*\?.*\?"
    r"|.*(<[a-z/]|\\|\[/|\$[a-z])"  # markup, patterns, templates of programs
    r"|# |\||\*|.*==|[\u4e00-\u9fff]",  # documents, in Chinese too; comparisons
    re.DOTALL,
)
_WORD = re.compile(r"[A-Za-z]{2,}")
_OPEN_AT_START = re.compile(r"[ ,;.:)]")
_OPEN_AT_END = re.compile(r"[ (]$")

Piece = str | ast.expr


def files(root: Path = ROOT) -> list[Path]:
    """Return the files that speak through others: all of core and app but those of ELSEWHERE, and the executor."""
    found = [*sorted((root / "core").rglob("*.py")), *sorted((root / "app").rglob("*.py")), root / EXECUTOR]
    return [path for path in found if not path.relative_to(root).as_posix().startswith(ELSEWHERE) and path.is_file()]


def sentences(paths: list[Path]) -> dict[str, tuple[str, ...]]:
    """Return every sentence once, in order, holes as {0} {1} …, with what fills each hole in the code."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys((*SINGLE, *OUTSIDE, *FORMER), ())
    for path in paths:
        for node in _speaking(ast.parse(path.read_text(encoding="utf-8"))):
            for way in _ways(node):
                for line in _lines(way) if not _is_code(way) else ():
                    text, fillings = _template(line)
                    if text:
                        found.setdefault(text, fillings)
    return found


def _speaking(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func)
        if name in _SILENT or name.rsplit(".", 1)[-1] in _SILENT_METHODS:
            return
    if isinstance(node, ast.expr) and _is_text(node):
        yield node
        for piece in next(_ways(node)):
            if not isinstance(piece, str):
                yield from _speaking(piece)
        return
    for child in ast.iter_child_nodes(node):
        yield from _speaking(child)


def _is_text(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Add) and (_is_text(node.left) or _is_text(node.right))
    if isinstance(node, ast.Call):
        return _formatted(node) is not None
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _formatted(node: ast.Call) -> str | None:
    """Return the text that `"…".format(…)` fills in."""
    function = node.func
    is_format = isinstance(function, ast.Attribute) and function.attr == "format"
    text = function.value if isinstance(function, ast.Attribute) and is_format else None
    return text.value if isinstance(text, ast.Constant) and isinstance(text.value, str) else None


def _ways(node: ast.expr) -> Iterator[tuple[Piece, ...]]:
    """Yield the pieces of a text, once for each of the texts it chooses between."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield (node.value,)
    elif isinstance(node, ast.JoinedStr):
        parts = [list(_ways(each.value if isinstance(each, ast.FormattedValue) else each)) for each in node.values]
        yield from (tuple(piece for part in way for piece in part) for way in product(*parts))
    elif isinstance(node, ast.BinOp) and _is_text(node):
        yield from (left + right for left, right in product(list(_ways(node.left)), list(_ways(node.right))))
    elif isinstance(node, ast.IfExp) and _is_choice(node):
        yield from _ways(node.body)
        yield from _ways(node.orelse)
    elif isinstance(node, ast.Call) and (text := _formatted(node)) is not None:
        yield tuple(_pieces_of_format(text, node.args))
    else:
        yield (node,)


def _is_choice(node: ast.expr) -> bool:
    return _is_choice(node.body) and _is_choice(node.orelse) if isinstance(node, ast.IfExp) else _is_text(node)


def _pieces_of_format(text: str, values: list[ast.expr]) -> Iterator[Piece]:
    for place, (literal, name, _, _) in enumerate(string.Formatter().parse(text)):
        yield literal
        if name is not None:
            yield values[min(place, len(values) - 1)] if values else ast.Name("value")


def _is_code(way: tuple[Piece, ...]) -> bool:
    """Whether a text is SQL, markup, a pattern or a program."""
    return _CODE.match("".join(piece if isinstance(piece, str) else "x" for piece in way)) is not None


def _lines(way: tuple[Piece, ...]) -> Iterator[list[Piece]]:
    """Yield the pieces line by line, as a screen translates them."""
    line: list[Piece] = []
    for piece in way:
        first, *more = piece.split("\n") if isinstance(piece, str) else [piece]
        line.append(first)
        for each in more:
            yield line
            line = [each]
    yield line


def _template(pieces: list[Piece]) -> tuple[str, tuple[str, ...]]:
    """Return a sentence with its holes numbered, '' for what is none; what is open at an end gets a hole there."""
    said = "".join(piece if isinstance(piece, str) else "\0" for piece in pieces)
    literal = said.replace("\0", "x")
    if " " not in literal.strip() or not _WORD.search(said.replace("\0", " ")):
        return "", ()
    fillings = ["the rest"] * bool(_OPEN_AT_START.match(said))
    text = "{0}" * len(fillings)
    for piece in pieces + [ast.Name("rest")] * bool(_OPEN_AT_END.search(said)):
        if isinstance(piece, str):
            text += piece.replace("{", "{{").replace("}", "}}")
        elif text.endswith(f"{{{len(fillings) - 1}}}"):
            fillings[-1] += f" {ast.unparse(piece)}"
        else:
            text += f"{{{len(fillings)}}}"
            fillings.append(ast.unparse(piece))
    return text, tuple(fillings)
