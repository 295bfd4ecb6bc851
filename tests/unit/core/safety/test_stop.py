"""What STOP's text means: one of three words, or HALTED."""

import pytest

from core.domain.stop import Scope, ScopeKind
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
    pressed = StopState(
        TradingState.REDUCING, "操作员", "vendor a=b is late", "2026-01-09T09:26:00+08:00", "STOP", "cli"
    )
    assert interpret(render(pressed), "STOP") == pressed


def test_a_line_break_in_a_reason_cannot_pose_as_a_line() -> None:
    read = interpret(render(StopState(TradingState.HALTED, "me", "late\nby=someone\r\nelse", "", "")), "STOP")
    assert (read.by, read.reason) == ("me", "late by=someone else")


ROW = "hold,HALTED,cancel,symbol,600000.SH,2026-01-09T09:26:00+08:00,cli,me,odd prints"


def test_a_whole_table_is_read() -> None:
    read = interpret(f"SCOPED\n{ROW}\ncancel,20260109-1,all,,,cli,me,\nEND,2\n".encode(), "STOP")
    assert (read.state, read.readable) == (TradingState.ACTIVE, True)
    assert [(hold.scope, hold.state, hold.reason) for hold in read.holds] == [
        (Scope(ScopeKind.SYMBOL, "600000.SH"), TradingState.HALTED, "odd prints")
    ]
    assert [cancel.cancel_id for cancel in read.cancels] == ["20260109-1"]


BROKEN = {
    "no end": f"SCOPED\n{ROW}\n",
    "a row is gone": "SCOPED\nEND,1\n",
    "a row too many": f"SCOPED\n{ROW}\n{ROW}\nEND,1\n",
    "cut inside a row": f"SCOPED\n{ROW[:40]}",
    "cut inside a quote": f'SCOPED\n{ROW},"\nEND,1\n',
    "nothing": "SCOPED",
    "unknown row": "SCOPED\nrelease,HALTED,cancel,all,,,cli,me,\nEND,1\n",
    "unknown state": "SCOPED\nhold,SLOW,cancel,all,,,cli,me,\nEND,1\n",
    "active": "SCOPED\nhold,ACTIVE,cancel,all,,,cli,me,\nEND,1\n",
    "unknown working": "SCOPED\nhold,HALTED,perhaps,all,,,cli,me,\nEND,1\n",
    "unknown scope": "SCOPED\nhold,HALTED,cancel,sector,bank,,cli,me,\nEND,1\n",
    "no symbol": "SCOPED\nhold,HALTED,cancel,symbol,,,cli,me,\nEND,1\n",
    "no such symbol": "SCOPED\nhold,HALTED,cancel,symbol,bank,,cli,me,\nEND,1\n",
    "everything with a name": "SCOPED\nhold,HALTED,cancel,all,x,,cli,me,\nEND,1\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_a_table_that_is_not_whole_or_not_understood_halts_everything(text: str) -> None:
    read = interpret(text.encode(), "STOP")
    assert read.state is TradingState.HALTED
    assert not read.keeps_working
    assert "table" in read.reason
