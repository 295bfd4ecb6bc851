"""The JSON a server answers with, read without trust."""

import json
from dataclasses import dataclass
from typing import Any

from core.adapters.tushare.errors import Unreachable

_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: rows by position of `fields`, or a refusal where `code` is not 0."""

    code: int
    text: str
    fields: tuple[str, ...] = ()
    items: tuple[list[Any], ...] = ()
    has_more: bool = False


class HtmlBody(Unreachable):
    """A web page instead of data: a wrong path, a login page or a gateway's error."""


def parse_reply(api_name: str, body: str) -> Reply:
    """Read one reply; raises Unreachable naming the interface and what is wrong with the shape."""
    if body.lstrip("\ufeff \r\n\t").startswith("<"):
        raise HtmlBody(f"{api_name}: the source answered with a web page", "check data_source.http_url and path_style")
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        raise _odd(api_name, f"{len(body)} characters that are no whole JSON document", body) from None
    if not isinstance(document, dict):
        raise _odd(api_name, "no object at the top", document)
    code, text = document.get("code"), document.get("msg")
    if not isinstance(code, int) or isinstance(code, bool):
        raise _odd(api_name, "no integer `code`", code)
    if code != 0:
        return Reply(code, text if isinstance(text, str) else repr(text)[:_SHOWN])
    return _rows(api_name, document.get("data"))


def _rows(api_name: str, data: object) -> Reply:
    if not isinstance(data, dict):
        raise _odd(api_name, "no `data` object", data)
    fields, items, has_more = data.get("fields"), data.get("items"), data.get("has_more")
    if not isinstance(fields, list) or not all(isinstance(name, str) for name in fields):
        raise _odd(api_name, "`fields` that is no list of names", fields)
    if len(set(fields)) != len(fields):
        raise _odd(api_name, "a name twice in `fields`", fields)
    if not isinstance(items, list):
        raise _odd(api_name, "`items` that is no list", items)
    for position, row in enumerate(items):
        if not isinstance(row, list) or len(row) != len(fields):
            raise _odd(api_name, f"row {position} that does not have the {len(fields)} cells of `fields`", row)
    if not isinstance(has_more, bool | None):
        raise _odd(api_name, "`has_more` that is not true or false", has_more)
    return Reply(0, "", tuple(fields), tuple(items), bool(has_more))


def _odd(api_name: str, found: str, shown: object) -> Unreachable:
    return Unreachable(
        f"{api_name}: the reply has {found}: {str(shown)[:_SHOWN]!r}",
        "run again later; if it stays, the source does not speak the Tushare protocol",
    )
