"""Read a table that comes in pages."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from core.adapters.tushare.errors import Unreachable
from core.adapters.tushare.reply import Reply
from core.domain.errors import FixAndRestart

_MAX_PAGES = 1000


def read_all(api_name: str, ask: Callable[[Mapping[str, object]], Reply], row_cap: int) -> pd.DataFrame:
    """Return all rows as objects under the vendor's names; a row may stand on two pages.

    `ask` takes the paging parameters, none for the first page. Another page is asked for while one says has_more or
    holds `row_cap` rows. Raises FixAndRestart when a page repeats, Unreachable when pages contradict each other or
    do not end.
    """
    first = ask({})
    rows: list[list[Any]] = list(first.items)
    seen = {_content(first)}
    page = first
    while page.has_more or len(page.items) >= row_cap:
        page = ask({"limit": max(len(first.items), 1), "offset": len(rows)})
        if page.items and page.fields != first.fields:
            raise Unreachable(f"{api_name}: pages have different fields: {page.fields}", "run again later")
        if page.items and _content(page) in seen:
            raise FixAndRestart(
                f"{api_name}: the page at row {len(rows)} repeats an earlier one",
                "the source ignores `offset` and cannot give the whole table; use another source or import by hand",
            )
        if (page.has_more and not page.items) or len(seen) >= _MAX_PAGES:
            raise Unreachable(f"{api_name}: pages do not end after {len(rows)} rows", "run again later")
        seen.add(_content(page))
        rows += page.items
    return pd.DataFrame(rows, columns=list(first.fields), dtype=object)


def _content(page: Reply) -> int:
    return hash(repr(page.items))
