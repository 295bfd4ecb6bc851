"""Keeps the translations: `python -m tests.words` renews resources/translations; what lacks Chinese stays empty.

Each folder under widgets/panels has a file of its own, and so have tables and charts; what the core says is in
core.zh.ts, which is read as it is (see widgets.kit.sayings); all else is in shell.zh.ts.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from tests import sentences

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "resources" / "translations"
CORE = TRANSLATIONS / "core.zh.ts"
CONTEXT = "daybreak"
_CHARTS = ("LineChart", "DrawdownChart", "BarChart", "CountChart", "Histogram", "HeatMap", "Meters")
_TEXT_AT = {"tr": 0, "untranslated": 0, "Column": 1, "DataTable": 0, "Series": 0, **dict.fromkeys(_CHARTS, 1)}
_NAMED_TEXTS = ("header", "tip")
_OWN_FILE = ("tables", "charts")


def sources(root: Path = ROOT) -> dict[str, list[Path]]:
    """Return the files that speak, by area."""
    found: dict[str, list[Path]] = {"shell": []}
    for path in sorted((root / "widgets").rglob("*.py")):
        parts = path.relative_to(root / "widgets").parts
        found.setdefault(_area(parts), []).append(path)
    found["shell"] += [*sorted((root / "app").glob("console*.py")), root / "app" / "bridge.py"]
    return {area: [path for path in paths if path.is_file()] for area, paths in found.items()}


def _area(parts: tuple[str, ...]) -> str:
    if parts[0] == "panels" and len(parts) > 2:
        return parts[1]
    return parts[0] if parts[0] in _OWN_FILE else "shell"


def texts(paths: list[Path]) -> list[str]:
    """Return every English text of some files, in order, once."""
    return list(dict.fromkeys(text for path in paths for text in _texts(ast.parse(path.read_text(encoding="utf-8")))))


def _texts(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            place = _TEXT_AT.get(node.func.id)
            if place is not None:
                named = [each.value for each in node.keywords if node.func.id == "Column" and each.arg in _NAMED_TEXTS]
                yield from _literals([*node.args[place : place + 1], *named])
        elif isinstance(node, ast.ClassDef):
            yield from _literals(
                [
                    each.value
                    for each in node.body
                    if isinstance(each, ast.AnnAssign | ast.Assign) and _names_title(each)
                ]
            )


def _names_title(node: ast.AnnAssign | ast.Assign) -> bool:
    targets = [node.target] if isinstance(node, ast.AnnAssign) else node.targets
    return any(isinstance(each, ast.Name) and each.id == "title" for each in targets)


def _literals(nodes: list[ast.expr | None]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.IfExp):
            yield from _literals([node.body, node.orelse])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
            yield node.value


def read(path: Path) -> dict[str, str]:
    """Return the translations of a .ts file by English text."""
    if not path.is_file():
        return {}
    return {
        message.findtext("source", ""): message.findtext("translation", "")
        for message in ElementTree.parse(path).iter("message")
    }


def write(path: Path, translations: dict[str, str]) -> None:
    """Write a .ts file."""
    tree = ElementTree.Element("TS", version="2.1", language="zh_CN", sourcelanguage="en_US")
    context = ElementTree.SubElement(tree, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    for source, translation in translations.items():
        message = ElementTree.SubElement(context, "message")
        ElementTree.SubElement(message, "source").text = source
        said = ElementTree.SubElement(message, "translation")
        said.text = translation
        if not translation:
            said.set("type", "unfinished")
    ElementTree.indent(tree, " ")
    body = ElementTree.tostring(tree, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def compiled(ts: Path, qm: Path) -> None:
    """Compile a .ts file."""
    import PySide6

    tool = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    subprocess.run([tool, "-silent", ts, "-qm", qm], check=True)


def main() -> int:
    """Renew every file; say which texts still lack their Chinese."""
    lacking = 0
    for area, paths in sources().items():
        ts = TRANSLATIONS / f"{area}.zh.ts"
        known = read(ts)
        wanted = {text: known.get(text, "") for text in texts(paths)}
        write(ts, wanted)
        compiled(ts, ts.with_suffix(".qm"))
        lacking += _told_lacking(area, wanted)
    known = read(CORE)
    said = {text: known.get(text, "") for text in sentences.sentences(sentences.files())}
    write(CORE, said)
    return 1 if lacking + _told_lacking("core", said) else 0


def _told_lacking(area: str, translations: dict[str, str]) -> int:
    lacking = [text for text, chinese in translations.items() if not chinese]
    sys.stdout.writelines(f"{area}: {text}\n" for text in lacking)
    return len(lacking)


if __name__ == "__main__":
    sys.exit(main())
