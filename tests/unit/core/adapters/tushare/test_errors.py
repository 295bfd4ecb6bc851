"""Refusals by text, in the reference's order."""

import pytest

from core.adapters.tushare.errors import (
    DECISIONS,
    REMEDIES,
    Decision,
    Refusal,
    Throttled,
    Trouble,
    Unreachable,
    classify,
)
from core.domain.errors import FixAndRestart, RetryLater

_DETAIL = "权限的具体详情访问：https://tushare.pro/document/1?doc_id=108。"


@pytest.mark.parametrize(
    ("code", "text", "trouble", "decision"),
    [
        (40203, f"抱歉，您每分钟最多访问该接口200次，{_DETAIL}", Trouble.RATE_MINUTE, Decision.WAIT_FOR_MINUTE),
        (40203, f"抱歉，您每小时最多访问该接口5次，{_DETAIL}", Trouble.RATE_HOUR, Decision.REST_TO_HOUR),
        (40203, f"抱歉，您每天最多访问该接口20次，{_DETAIL}", Trouble.RATE_DAY, Decision.REST_TO_MIDNIGHT),
        (-1, "访问过于频繁，请稍后再试", Trouble.RATE_MINUTE, Decision.WAIT_FOR_MINUTE),
        (40203, "超出频次限制", Trouble.RATE_MINUTE, Decision.WAIT_FOR_MINUTE),
        (40203, "抱歉，您没有接口(stk_auction)访问权限", Trouble.PERMISSION, Decision.UNAVAILABLE),
        (40203, f"抱歉，您没有访问该接口的权限，{_DETAIL}", Trouble.PERMISSION, Decision.UNAVAILABLE),
        (40203, "您的积分不足", Trouble.PERMISSION, Decision.UNAVAILABLE),
        (40101, "您的token不对，请确认。", Trouble.TOKEN, Decision.STOP),
        (9, "Token 已过期", Trouble.TOKEN, Decision.STOP),
        (40204, "您的IP数量超限，最大数量为2个！", Trouble.ADDRESSES, Decision.STOP),
        (50000, "服务器繁忙", Trouble.BUSY, Decision.TRY_AGAIN),
        (-2001, "必填参数trade_date缺失", Trouble.OTHER, Decision.REFUSE),
        (2002, "", Trouble.PERMISSION, Decision.UNAVAILABLE),
        (40201, "?", Trouble.RATE_DAY, Decision.REST_TO_MIDNIGHT),
    ],
)
def test_text_decides(code: int, text: str, trouble: Trouble, decision: Decision) -> None:
    assert classify(code, text) is trouble
    assert DECISIONS[trouble] is decision


def test_text_outranks_the_number() -> None:
    assert classify(40101, "抱歉，您每分钟最多访问该接口2次") is Trouble.RATE_MINUTE


def test_every_trouble_has_a_decision_and_a_remedy() -> None:
    assert set(DECISIONS) == set(REMEDIES) == set(Trouble)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("每分钟最多访问", Throttled),
        ("每天最多访问", RetryLater),
        ("服务繁忙", Unreachable),
        ("token不对", FixAndRestart),
        ("没有接口", FixAndRestart),
        ("?", FixAndRestart),
    ],
)
def test_the_error_says_whether_time_or_a_person_helps(text: str, kind: type[Exception]) -> None:
    error = Refusal("daily", 1, text).error()
    assert type(error) is kind
    assert "daily" in error.message
    assert text in error.message
    assert error.remedy
