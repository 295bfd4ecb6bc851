"""The executor's journal and its list of batches: rows it appends while it trades, each ended by a full stop.

Neither is sealed: both grow. A row counts only with its end mark, as for the executor itself.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from core.adapters.ptrade.plain_files import plain_bytes
from core.domain.dates import ymd
from core.domain.errors import DaybreakError, SkipName
from core.domain.money import li_from_yuan
from core.domain.orders import OrderResult, OrderState, Side
from core.domain.symbols import from_ptrade

ROW = re.compile(rb"(?:\xef\xbb\xbf)?[0-9]{2}:[0-9]{2}:[0-9]{2},[A-Z]{2,16},")
"""How both files begin, and nothing else that falls into a folder of downloads."""

FIELDS = {
    "ORDER": 8, "BATCH": 5, "REFUSED": 5, "ANSWERED": 5, "INTENT": 1, "SENT": 2, "PHASE": 3, "ENTRUST": 2, "STATUS": 4,
    "FILL": 6, "CANCEL": 1, "WITHDRAW": 2, "TOLD": 1, "ALARM": 1,
}  # fmt: skip
"""How many fields each event of a journal has between its name and the full stop."""

_UNANSWERED = frozenset({"", "0", "1"})
_REJECTED = "9"


def text_of(data: bytes) -> str:
    """Return the text with newline ends and without a byte order mark; bytes that are no UTF-8 show as U+FFFD."""
    return data.decode("utf-8", errors="replace").removeprefix("\ufeff").replace("\r\n", "\n")


def whole_rows(text: str) -> Iterator[list[str]]:
    """Yield time, event and fields of each row that reached its end mark; a torn one swallows no other."""
    for line in text.split("\n"):
        with suppress(csv.Error):
            for row in csv.reader([line]):
                if len(row) > 2 and row[-1] == ".":
                    yield row[:-1]


@dataclass(slots=True)
class _Sent:
    order: OrderResult
    status: str = ""
    phase: str = ""
    filled: int = 0
    message: str = ""

    def result(self) -> OrderResult | None:
        """What the broker said of it, None while it said nothing."""
        rejected = self.phase == "REJECTED" or (self.status == _REJECTED and not self.filled)
        if not rejected and self.status in _UNANSWERED and not self.filled:
            return None
        state = OrderState.REJECTED if rejected else OrderState.WORKING
        return replace(self.order, state=state, filled_shares=self.filled, message=self.message)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a journal says: the orders the broker has answered so far, and the numbers of the rows nobody can read.

    Orders stand in the order they were sent: REJECTED, or WORKING if taken. A row that cannot be read says nothing of
    its order, so it may hide a rejection; the last one counts only once its line has ended.
    """

    answered: tuple[OrderResult, ...] = ()
    unread: tuple[int, ...] = ()


def heard(text: str) -> Heard:
    """Return what a journal says."""
    orders: dict[str, OrderResult] = {}
    sent: dict[str, _Sent] = {}
    unread: list[int] = []
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        try:
            if line:
                _hear(line, orders, sent)
        except (ValueError, ArithmeticError, LookupError, SkipName, csv.Error):
            if number < len(lines):
                unread.append(number)
    return Heard(tuple(result for each in sent.values() if (result := each.result()) is not None), tuple(unread))


def _hear(line: str, orders: dict[str, OrderResult], sent: dict[str, _Sent]) -> None:
    """Take one row in; ValueError and its kin for one that no executor of ours writes, or that never ended."""
    _, event, *fields, end = next(csv.reader([line]))
    if end != "." or len(fields) != FIELDS.get(event):
        raise ValueError(line)
    if event == "ORDER":
        orders[fields[0]] = _order(fields)
    elif event == "INTENT":
        sent.setdefault(fields[0], _Sent(orders[fields[0]]))
    elif fields[0] in sent:
        _apply(sent[fields[0]], event, fields)


def rests_s(text: str) -> dict[str, int]:
    """Return, by order, the whole seconds from its sending to the first request to cancel it, as far as rows tell.

    An order found again after a restart counts from the row that says so: its rest is never made longer than it was.
    """
    sent: dict[str, int] = {}
    rests: dict[str, int] = {}
    for at, event, *fields in whole_rows(text):
        with suppress(ValueError, LookupError):
            if event == "SENT":
                sent.setdefault(fields[0], _seconds(at))
            elif event == "CANCEL" and fields[0] in sent:
                rests.setdefault(fields[0], _seconds(at) - sent[fields[0]])
    return rests


def _seconds(at: str) -> int:
    hours, minutes, seconds = (int(part) for part in at.split(":"))
    return (hours * 60 + minutes) * 60 + seconds


def _order(fields: list[str]) -> OrderResult:
    cid, batch_id, _, code, side, shares, price, _ = fields
    return OrderResult(
        cid, from_ptrade(code), Side(side), int(shares), li_from_yuan(price), OrderState.PENDING, 0, "", batch_id
    )


def _apply(sent: _Sent, event: str, fields: list[str]) -> None:
    if event == "STATUS":
        sent.status, sent.filled, sent.message = fields[1], max(sent.filled, int(fields[2])), fields[3]
    elif event == "PHASE":
        sent.phase, sent.message = fields[1], fields[2]


@dataclass(slots=True)
class JournalWatch:
    """The journals of a day as they lie in some folders, read anew only where size or time has changed."""

    folders: Iterable[Path]
    _seen: dict[Path, tuple[tuple[int, int], Heard]] = field(default_factory=dict)

    def heard(self, day: date, say: Callable[[str], None]) -> Mapping[Path, Heard]:
        """Return what each journal of the day says; one that cannot be read is told and left out, a row told."""
        found = {}
        for folder in self.folders:
            for path in sorted(folder.glob(f"journal_{ymd(day)}*.csv")):
                try:
                    found[path] = self._read(path)
                    for number in found[path].unread:
                        say(f"{path.name}: row {number} cannot be read")
                except (OSError, DaybreakError) as error:
                    say(f"{path.name} cannot be read: {error}")
        return found

    def _read(self, path: Path) -> Heard:
        stat = path.stat()
        mark = (stat.st_size, stat.st_mtime_ns)
        seen = self._seen.get(path)
        if seen is None or seen[0] != mark:
            seen = mark, heard(text_of(plain_bytes(path) or b""))
            self._seen[path] = seen
        return seen[1]
