"""Stand-ins around the Tushare client: a wire that answers from a script, and a memory without a database."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from core.adapters.tushare.breaker import SourceState
from core.adapters.tushare.reply import Reply, parse_reply


def table(fields: Sequence[str], items: Sequence[Sequence[object]], has_more: bool | None = None) -> str:
    data = {"fields": list(fields), "items": [list(row) for row in items]}
    return json.dumps({"code": 0, "msg": None, "data": data if has_more is None else {**data, "has_more": has_more}})


def refusal(code: int, text: str) -> str:
    return json.dumps({"code": code, "msg": text, "data": None})


class ScriptedWire:
    """Answers each request with the body `answer(api_name, params)` gives; keeps the requests."""

    masked_url = "http://scripted"

    def __init__(self, answer: Callable[[str, dict[str, object]], str]) -> None:
        self._answer = answer
        self.asked: list[tuple[str, dict[str, object], tuple[str, ...]]] = []

    def post(self, api_name: str, token: str, params: Mapping[str, object], fields: Sequence[str]) -> Reply:
        self.asked.append((api_name, dict(params), tuple(fields)))
        return parse_reply(api_name, self._answer(api_name, dict(params)))


class MemoryInADict:
    """A BreakerMemory; `saves` counts the changes."""

    def __init__(self) -> None:
        self.states: dict[str, SourceState] = {}
        self.saves = 0

    def load(self, source: str) -> SourceState:
        return self.states.get(source, SourceState())

    def save(self, source: str, before: SourceState, after: SourceState, now: datetime) -> bool:
        if self.load(source) != before:
            return False
        self.states[source] = after
        self.saves += 1
        return True
