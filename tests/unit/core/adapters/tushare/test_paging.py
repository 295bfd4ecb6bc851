"""Tables in pages."""

from collections.abc import Mapping

import pytest

from core.adapters.tushare.errors import Unreachable
from core.adapters.tushare.paging import read_all
from core.adapters.tushare.reply import Reply
from core.domain.errors import FixAndRestart

ROWS = [[f"{number:06d}.SZ", number] for number in range(10)]
FIELDS = ("ts_code", "n")


class Server:
    """Serves ROWS in pages of `cap`, with the habits under test."""

    def __init__(self, cap: int, says_has_more: bool, honours_offset: bool = True, total: int = 10) -> None:
        self.rows = ROWS[:total]
        self.cap = cap
        self.says_has_more = says_has_more
        self.honours_offset = honours_offset
        self.asked: list[dict[str, object]] = []

    def __call__(self, page: Mapping[str, object]) -> Reply:
        self.asked.append(dict(page))
        start = int(str(page.get("offset", 0))) if self.honours_offset else 0
        items = tuple(self.rows[start : start + self.cap])
        return Reply(0, "", FIELDS, items, self.says_has_more and start + self.cap < len(self.rows))


def test_one_short_page_is_asked_for_once_and_without_paging_parameters() -> None:
    server = Server(cap=100, says_has_more=False)
    assert read_all("daily", server, 100).to_numpy().tolist() == ROWS
    assert server.asked == [{}]


@pytest.mark.parametrize("says_has_more", [True, False])
def test_full_pages_are_followed_until_a_short_one(says_has_more: bool) -> None:
    server = Server(cap=4, says_has_more=says_has_more)
    assert read_all("daily", server, 4).to_numpy().tolist() == ROWS
    assert server.asked == [{}, {"limit": 4, "offset": 4}, {"limit": 4, "offset": 8}]


def test_has_more_is_followed_below_the_cap() -> None:
    server = Server(cap=4, says_has_more=True)
    assert len(read_all("daily", server, 6000)) == 10


def test_a_table_that_ends_at_the_cap_takes_one_more_question() -> None:
    server = Server(cap=5, says_has_more=False)
    assert len(read_all("daily", server, 5)) == 10
    assert len(server.asked) == 3


@pytest.mark.parametrize("says_has_more", [True, False])
def test_a_repeated_page_is_refused(says_has_more: bool) -> None:
    with pytest.raises(FixAndRestart, match="page at row 4 repeats"):
        read_all("daily", Server(4, says_has_more, honours_offset=False), 4)


def test_has_more_without_rows_is_refused() -> None:
    with pytest.raises(Unreachable, match="do not end"):
        read_all("daily", lambda _page: Reply(0, "", FIELDS, (), True), 4)


def test_endless_pages_are_refused() -> None:
    def endless(page: Mapping[str, object]) -> Reply:
        return Reply(0, "", FIELDS, (["a", page.get("offset", 0)],), True)

    with pytest.raises(Unreachable, match="do not end"):
        read_all("daily", endless, 4)


def test_pages_with_other_fields_are_refused() -> None:
    def turncoat(page: Mapping[str, object]) -> Reply:
        return Reply(0, "", ("n", "ts_code") if page else FIELDS, (["a", len(page)],), not page)

    with pytest.raises(Unreachable, match="different fields"):
        read_all("daily", turncoat, 4)
