"""What STOP's text means: one of three words, or HALTED."""

import pytest

from core.domain.trading_state import TradingState
from core.ports.stop import StopState
from core.safety.stop import interpret, render


@pytest.mark.parametrize(
    ("content", "state"),
    [
        (b"ACTIVE", TradingState.ACTIVE),
        (b"ACTIVE\n", TradingState.ACTIVE),
        (b"REDUCING\r\nby=me\r\n", TradingState.REDUCING),
        (b"HALTED \n", TradingState.HALTED),
        (b"REDUCING\nACTIVE\n", TradingState.REDUCING),
        (b"", TradingState.HALTED),
        (b"\n", TradingState.HALTED),
        (b"\nACTIVE\n", TradingState.HALTED),
        (b"active\n", TradingState.HALTED),
        (b"reducing", TradingState.HALTED),
        (b"ACTIVE REDUCING\n", TradingState.HALTED),
        (b"ACTIVE;\n", TradingState.HALTED),
        (b"state=ACTIVE\n", TradingState.HALTED),
        (b"ACTIV", TradingState.HALTED),
        (b"\xef\xbb\xbfACTIVE\n", TradingState.HALTED),
        (b"\xff\xfeA\x00C\x00T\x00I\x00V\x00E\x00", TradingState.HALTED),
        (bytes(range(256)), TradingState.HALTED),
        ("停止".encode("gbk"), TradingState.HALTED),
        (b"ACTIVE\n\xff", TradingState.HALTED),
        (b"\x00" * 4096, TradingState.HALTED),
    ],
)
def test_anything_but_the_three_words_is_halted(content: bytes, state: TradingState) -> None:
    read = interpret(content, "STOP")
    assert read.state is state
    assert read.source == "STOP"


def test_what_is_not_understood_says_why() -> None:
    assert "'go'" in interpret(b"go", "STOP").reason
    assert "UTF-8" in interpret(b"\xff", "STOP").reason


def test_rendered_text_reads_back() -> None:
    written = render(TradingState.REDUCING, "操作员", "vendor a=b is late", "2026-01-09T09:26:00+08:00")
    expected = StopState(TradingState.REDUCING, "操作员", "vendor a=b is late", "2026-01-09T09:26:00+08:00", "STOP")
    assert interpret(written, "STOP") == expected


def test_a_line_break_in_a_reason_cannot_pose_as_a_line() -> None:
    read = interpret(render(TradingState.HALTED, "me", "late\nby=someone\r\nelse", ""), "STOP")
    assert (read.by, read.reason) == ("me", "late by=someone else")
