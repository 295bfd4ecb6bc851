"""What is told of a settings file that does not load: lines and keys, the text around, and no secret."""

from pathlib import Path

import pytest

from core.domain.errors import FixAndRestart
from core.settings.broken import excerpt, problems_of, shown
from core.settings.load import load_settings


def problems(home: Path, text: str) -> list[tuple[int, str]]:
    (home / "cfg.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FixAndRestart) as refused:
        load_settings(home, {})
    return [(each.line, each.key) for each in problems_of(refused.value, str(home / "cfg.yaml"))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("portfolio:\n  topn: 10\n", [(2, "portfolio.topn")]),
        ("portfolo:\n  top_n: 10\n", [(1, "portfolo")]),
        ("portfolio: 3\n", [(1, "portfolio")]),
        ("portfolio:\n  top_n: ten\n  buffer: -1\n", [(2, "portfolio.top_n"), (3, "portfolio.buffer")]),
        ("data_source:\n  interface_rate_per_minute: {daily: x}\n", [(2, "data_source.interface_rate_per_minute")]),
        ("portfolio:\n  top_n: [\n", [(3, "")]),
        ("portfolio:\n  top_n: 5\n  top_n: 6\n", [(3, "")]),
        ("- portfolio\n", [(1, "")]),
        ("", [(0, "")]),
    ],
)
def test_each_problem_has_its_line_and_the_key_that_can_be_taken_out(
    tmp_path: Path, text: str, told: list[tuple[int, str]]
) -> None:
    assert problems(tmp_path, text) == told


def test_the_text_around_is_shown_with_the_bad_line_marked() -> None:
    lines = excerpt("".join(f"a{number}: {number}\n" for number in range(1, 10)), {1, 6})
    assert [(line.number, line.is_bad) for line in lines] == [
        (1, True), (2, False), (3, False), (4, False), (5, False), (6, True), (7, False), (8, False),
    ]  # fmt: skip
    assert lines[0].text == "a1: 1"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("  top_n: 10  # ours", "  top_n: 10  # ours"),
        ("# a note of ours", "# a note of ours"),
        ("  tushare_token: 0badcafe", "  tushare_token: (not shown here)"),
        ("  http_url: http://user:pass@host", "  http_url: (not shown here)"),
        (f"  source_name: {'a1' * 20}", "  source_name: (not shown here)"),
        (f"{'a1' * 20}: x", "(not shown here): (not shown here)"),
        ("# token 0badcafe", "(not shown here)"),
        ("f00d" * 12, "(not shown here)"),
        ("a: \x1b[31m\u202eb\x00", "a: ·[31m·b·"),
        ("a: " + "b " * 200, ("a: " + "b " * 200)[:160]),
    ],
)
def test_no_secret_and_no_trick_of_the_screen_gets_through(line: str, told: str) -> None:
    assert shown(line) == told
