"""A drill of STOP: a morning of orders on the paper broker, half of them working, and somebody presses."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from core.adapters.paper.feed import DayBar, DayFeed
from core.adapters.paper.session import PaperSession
from core.domain.dates import SHANGHAI, ymd
from core.domain.orders import Batch, Channel, Order, Side
from core.domain.rulebook import Band
from core.settings.model import Execution, Portfolio

PRESSED_AT = time(9, 30, 2)
_ORDERS = 40
_CANCELLED = ("5", "6")
_TAIL = "0000"


@dataclass(frozen=True, slots=True)
class Drilled:
    """What the executor did after the press; seconds of the simulated terminal, None where it never came to that."""

    pressed_at: str
    sent_before: int
    sent_after: int
    working: int
    cancelled: int
    press_to_block_s: float
    press_to_cancel_s: float | None

    @property
    def passed(self) -> bool:
        """Whether some orders worked, none was sent afterwards, and all that worked were cancelled."""
        return 0 < self.working == self.cancelled and not self.sent_after and self.sent_before < _ORDERS


def drill(folder: Path, day: date, write_orders: Callable[[Path, Batch], None], press: Callable[[], None]) -> Drilled:
    """Play a paper day in `folder` and press once orders are out; the exchange folder is `folder`/ptrade."""
    exchange, moment = folder / "ptrade", datetime.combine(day, PRESSED_AT, tzinfo=SHANGHAI)
    write_orders(exchange / "outbox", _batch(day))
    pressed: list[datetime] = []

    def watch(now: datetime) -> None:
        if now >= moment and not pressed:
            pressed.append(now)
            press()

    execution = Execution(channel=Channel.DEMO, account_tail=_TAIL, paper_faults=False)
    PaperSession(exchange, folder / "paper", _feed, execution, Portfolio(), watch=watch).trade(day)
    rows = _journal(exchange / "inbox" / f"journal_{ymd(day)}.csv")
    return _judge(rows, pressed[0])


def _feed(day: date) -> DayFeed:
    bar = DayBar(10_000, 10_200, 9_950, 10_100, 10_000, 5_000_000, Band(9_000, 11_000))
    return DayFeed(day, {_symbol(number): bar for number in range(_ORDERS)}, {})


def _batch(day: date) -> Batch:
    """Return buys of which every second one is priced below the day's lowest price, so that it keeps working."""
    batch_id = f"{ymd(day)}-01"
    orders = tuple(
        Order(f"{batch_id}-{number:03d}", _symbol(number), Side.BUY, 100, 10_100 if number % 2 else 9_900, "drill")
        for number in range(_ORDERS)
    )
    return Batch(batch_id, day, 1, "", Channel.DEMO, _TAIL, "14:56:00", orders)


def _symbol(number: int) -> str:
    return f"6000{number:02d}.SH"


def _journal(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8").splitlines()))


def _judge(rows: list[list[str]], pressed: datetime) -> Drilled:
    at = f"{pressed:%H:%M:%S}"
    sent = [row[0] for row in rows if row[1] == "INTENT"]
    asked = {row[2] for row in rows if row[1] == "CANCEL"}
    gone = {row[2]: row[0] for row in rows if row[1] == "STATUS" and row[3] in _CANCELLED}
    filled = {row[2] for row in rows if row[1] == "FILL"}
    open_then = {row[2] for row in rows if row[1] == "INTENT" and row[0] <= at} - filled
    late = [moment for moment in sent if moment > at]
    done = [_seconds(moment, pressed) for cid, moment in gone.items() if cid in asked]
    return Drilled(
        at, len(sent) - len(late), len(late), len(open_then), len(done),
        max((_seconds(moment, pressed) for moment in late), default=0.0), max(done, default=None),
    )  # fmt: skip


def _seconds(moment: str, since: datetime) -> float:
    there = datetime.combine(since.date(), time.fromisoformat(moment), tzinfo=SHANGHAI)
    return (there - since.replace(microsecond=0)) / timedelta(seconds=1)
