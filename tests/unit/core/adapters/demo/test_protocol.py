"""Replies, refusals and pages in Tushare's words."""

from datetime import date

import pytest

from core.adapters.demo.market import DemoExchange
from core.adapters.demo.protocol import Access, Desk
from core.domain.dates import at

_NOW = at(date(2026, 6, 30), 20)


class _Watch:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def desk(market: DemoExchange) -> Desk:
    return Desk(market, Access("tok"), lambda: _NOW, _Watch())


def _ask(api: str = "daily", token: str = "tok", fields: object = "", **params: object) -> dict[str, object]:
    return {"api_name": api, "token": token, "params": params, "fields": fields}


def test_a_reply_has_tushare_s_shape(desk: Desk) -> None:
    reply = desk.answer(_ask(trade_date="20260630", limit=3))
    assert sorted(reply) == ["code", "data", "msg", "request_id"]
    assert (reply["code"], reply["msg"]) == (0, None)
    data = reply["data"]
    assert sorted(data) == ["fields", "has_more", "items"]
    assert [len(row) for row in data["items"]] == [len(data["fields"])] * 3
    assert reply["request_id"] != desk.answer(_ask(trade_date="20260630"))["request_id"]


def test_pages_add_up_to_the_whole(desk: Desk) -> None:
    whole = desk.answer(_ask(trade_date="20260630"))["data"]
    pages, offset, more = [], 0, True
    while more:
        page = desk.answer(_ask(trade_date="20260630", limit="150", offset=str(offset)))["data"]
        pages += page["items"]
        offset, more = offset + 150, page["has_more"]
    assert pages == whole["items"]
    assert not whole["has_more"]
    assert desk.answer(_ask(trade_date="20260630", offset=len(pages)))["data"] == {**whole, "items": []}


def test_a_reply_never_exceeds_the_cap(desk: Desk) -> None:
    for limit in ({}, {"limit": 99_999}):
        data = desk.answer(_ask(start_date="20260101", **limit))["data"]
        assert len(data["items"]) == 6000
        assert data["has_more"]


def test_repeat_page_gives_the_first_page_again(desk: Desk) -> None:
    first = desk.answer(_ask(trade_date="20260630", limit=10))["data"]
    second = _ask(trade_date="20260630", limit=10, offset=10)
    assert desk.answer(second, repeat_page=True)["data"] == first
    assert desk.answer(second)["data"]["items"] != first["items"]


def test_fields_are_chosen_in_order(desk: Desk) -> None:
    assert desk.answer(_ask("stk_limit"))["data"]["fields"] == ["trade_date", "ts_code", "up_limit", "down_limit"]
    for fields in ("pre_close, ts_code,nonsense,ts_code", ["pre_close", "ts_code"]):
        assert desk.answer(_ask("stk_limit", fields=fields))["data"]["fields"] == ["pre_close", "ts_code"]


def test_missing_values_are_null(desk: Desk) -> None:
    data = desk.answer(_ask("daily_basic", fields="pe", trade_date="20260630"))["data"]
    assert [None] in data["items"]


@pytest.mark.parametrize(
    ("request_", "code", "text"),
    [
        (_ask(token="other"), 40101, "您的token不对，请确认。"),
        ({"api_name": "daily"}, 40101, "您的token不对，请确认。"),
        (_ask("fina_dividend"), -2001, "请指定正确的接口名"),
        (_ask("__class__"), -2001, "请指定正确的接口名"),
        (_ask("index_daily"), -2001, "必填参数,ts_code不能为空"),
        (_ask("dividend"), -2001, "必填参数,ts_code,ann_date,record_date,ex_date,imp_ann_date至少输入一个"),
        (_ask(trade_date="2026-6"), -2001, "参数校验失败,trade_date日期格式不正确: 2026-6"),
        (_ask(limit=-1), -2001, "参数校验失败,limit应为非负整数: -1"),
        (_ask(offset="9" * 5000), -2001, "参数校验失败,offset应为非负整数: 99999999999999999999"),
        ({**_ask(), "params": [1]}, -2001, "参数校验失败,params应为对象"),
        ([], -2001, "请求格式错误，请提交JSON对象。"),
        (None, -2001, "请求格式错误，请提交JSON对象。"),
    ],
)
def test_refusals_are_worded_as_tushare_words_them(desk: Desk, request_: object, code: int, text: str) -> None:
    """Source of the texts for token and interface: public reports of the official server; -2001: document 130."""
    reply = desk.answer(request_)
    assert (reply["code"], reply["msg"], reply["data"]) == (code, text, None)


def test_a_missing_permission_is_refused(market: DemoExchange) -> None:
    desk = Desk(market, Access("tok", forbidden=frozenset({"stk_auction"})), lambda: _NOW, _Watch())
    reply = desk.answer(_ask("stk_auction"))
    assert reply["code"] == 40203
    assert str(reply["msg"]).startswith("抱歉，您没有接口(stk_auction)访问权限")
    assert desk.answer(_ask("daily", limit=1))["code"] == 0


def test_the_rate_limit_opens_again_after_a_minute(market: DemoExchange) -> None:
    watch = _Watch()
    desk = Desk(market, Access("tok", per_minute={"daily": 2}), lambda: _NOW, watch)
    codes = [desk.answer(_ask(limit=1))["code"] for _ in range(3)]
    assert codes == [0, 0, 40203]
    watch.seconds = 59.9
    refused = desk.answer(_ask(limit=1))
    assert str(refused["msg"]).startswith("抱歉，您每分钟最多访问该接口2次，")
    assert desk.answer(_ask("adj_factor", limit=1))["code"] == 0
    watch.seconds = 60.0
    assert desk.answer(_ask(limit=1))["code"] == 0
