"""What plan and Morning say, in the screen's language: every sentence of theirs is known."""

import ast
from pathlib import Path

import pytest

from widgets.kit.words import speak
from widgets.panels.orders import phrases
from widgets.panels.orders.phrases import in_words

ROOT = Path(__file__).resolve().parents[5]


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("rank 10 enters", "rank 10 enters"),
        ("rank 18 enters; cut by the turnover cap", "rank 18 enters; cut by the turnover cap"),
        ("left the universe: ILLIQUID", "left the universe: Illiquid"),
        ("auction at the upper limit of 12340 li: no sellers", "auction at the upper limit of 12.34: no sellers"),
        ("30059912 fen of settled cash left", "300,599.12 CNY of settled cash left"),
        ("kept: LOCKED_DOWN", "kept: limit down"),
        ("no price to sell at", "no price to sell at"),
        ("board star has room for 1200 fen more", "board star has room for 12.00 CNY more"),
        (
            "turnover cap of 30059912 fen: 3 of 9 buy trades cut or waiting",
            "turnover cap of 300,599.12 CNY: 3 of 9 buy trades cut or waiting",
        ),
        ("something nobody has foreseen", "something nobody has foreseen"),
        ("", ""),
    ],
)
def test_a_sentence_reads_in_yuan_and_words(told: str, shown: str) -> None:
    assert in_words(told) == shown


def test_a_sentence_is_translated_whole() -> None:
    speak("zh", {"rank {rank} enters": "排名 {rank}，买入", "cut by the turnover cap": "受换手上限削减"}.get)
    try:
        assert in_words("rank 3 enters; cut by the turnover cap") == "排名 3，买入; 受换手上限削减"
    finally:
        speak("en", str)


def test_every_reason_of_the_order_builder_is_known() -> None:
    source = (ROOT / "core" / "pipeline" / "orders.py").read_text(encoding="utf-8")
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    texts = [_filled(call.args[1]) for call in calls if getattr(call.func, "id", "") == "skip" and len(call.args) > 1]
    assert len(texts) > 8
    unknown = [text for text in texts if not any(pattern.fullmatch(text) for pattern, _ in phrases._PATTERNS)]
    assert unknown == []


def _filled(node: ast.expr) -> str:
    """The text of a reason, every blank filled with something of its kind."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else _blank(part) for part in node.values)
    return str(ast.literal_eval(node))


def _blank(part: ast.expr) -> str:
    return "board main" if "place" in ast.unparse(part) else "100"
