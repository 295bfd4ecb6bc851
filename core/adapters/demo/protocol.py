"""Requests and replies as Tushare words them: codes, texts, fields, pages."""

import math
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import pandas as pd

from core.adapters.demo.interfaces import INTERFACES, Interface
from core.adapters.demo.market import DemoExchange
from core.adapters.demo.query import BadParameter, Query, published_through

BAD_TOKEN = 40101
REFUSED = 40203
BAD_REQUEST = -2001
_DETAILS = "权限的具体详情访问：https://tushare.pro/document/1?doc_id=108。"
_WINDOW_S = 60.0


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask what: the token, interfaces bought apart and missing, and requests a minute by interface."""

    token: str
    forbidden: frozenset[str] = frozenset()
    per_minute: Mapping[str, int] = field(default_factory=dict)


class Desk:
    """Answers requests; `now` decides what is published, `monotonic` (seconds) drives the rate limits. Thread-safe."""

    def __init__(
        self,
        market: DemoExchange,
        access: Access,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        self._market = market
        self._access = access
        self._now = now
        self._monotonic = monotonic
        self._asked: dict[str, deque[float]] = {name: deque() for name in access.per_minute}
        self._served = 0
        self._lock = threading.Lock()

    def answer(self, request: object, repeat_page: bool = False) -> dict[str, object]:
        """Return the reply to a decoded request; `repeat_page` gives the first page whatever was asked."""
        try:
            interface, query, fields = self._read(request)
            frame = interface.rows(self._market, query)
            return self._reply(0, None, _page(frame, interface, query, fields, repeat_page))
        except _Denied as denied:
            return self._reply(denied.code, str(denied), None)
        except BadParameter as error:
            return self._reply(BAD_REQUEST, str(error), None)

    def _read(self, request: object) -> tuple[Interface, Query, list[str]]:
        if not isinstance(request, dict):
            raise BadParameter("请求格式错误，请提交JSON对象。")
        if request.get("token") != self._access.token:
            raise _Denied(BAD_TOKEN, "您的token不对，请确认。")
        api = request.get("api_name")
        if not isinstance(api, str) or api not in INTERFACES:
            raise BadParameter("请指定正确的接口名")
        self._admit(api)
        params = request.get("params") or {}
        if not isinstance(params, dict):
            raise BadParameter("参数校验失败,params应为对象")
        interface = INTERFACES[api]
        query = Query(params, published_through(api, self._now()))
        if interface.required and not any(query.text(name) for name in interface.required):
            raise BadParameter(f"必填参数,{','.join(interface.required)}不能为空")
        return interface, query, _fields(request.get("fields"), interface)

    def _admit(self, api: str) -> None:
        if api in self._access.forbidden:
            raise _Denied(REFUSED, f"抱歉，您没有接口({api})访问权限，{_DETAILS}")
        most = self._access.per_minute.get(api)
        if most is None:
            return
        with self._lock:
            asked, now = self._asked[api], self._monotonic()
            while asked and now - asked[0] >= _WINDOW_S:
                asked.popleft()
            if len(asked) >= most:
                raise _Denied(REFUSED, f"抱歉，您每分钟最多访问该接口{most}次，{_DETAILS}")
            asked.append(now)

    def _reply(self, code: int, message: str | None, data: dict[str, object] | None) -> dict[str, object]:
        with self._lock:
            self._served += 1
            number = self._served
        return {"request_id": f"{number:032x}", "code": code, "msg": message, "data": data}


class _Denied(Exception):
    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


def _fields(asked: object, interface: Interface) -> list[str]:
    """The fields of the reply in the order asked for; unknown ones are left out, none means the default ones."""
    names = asked.split(",") if isinstance(asked, str) else asked if isinstance(asked, list) else []
    wanted = list(dict.fromkeys(str(name).strip() for name in names if str(name).strip()))
    known = interface.fields + interface.hidden
    return [name for name in wanted if name in known] if wanted else list(interface.fields)


def _page(
    frame: pd.DataFrame, interface: Interface, query: Query, fields: list[str], repeat_page: bool
) -> dict[str, object]:
    cap = interface.row_cap
    limit = min(query.count("limit", cap) or cap, cap)
    offset = query.count("offset", 0)
    start = 0 if repeat_page else offset
    columns = [_cells(frame[name].iloc[start : start + limit]) for name in fields]
    items = [list(row) for row in zip(*columns, strict=True)]
    return {"fields": fields, "items": items, "has_more": offset + limit < len(frame)}


def _cells(column: "pd.Series[object]") -> list[object]:
    return [None if isinstance(cell, float) and math.isnan(cell) else cell for cell in column.tolist()]
