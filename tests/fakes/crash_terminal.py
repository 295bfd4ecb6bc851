"""A terminal that runs the executor over a real folder and is killed at a chosen effect, while the broker lives on."""

import csv
import io
import pickle
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from core.adapters.paper.account import Holding, PaperAccount
from core.adapters.paper.counter import PaperCounter
from core.adapters.paper.faults import Faults
from core.adapters.paper.research import FOLDER
from core.adapters.paper.session import EXECUTOR
from core.adapters.paper.terminal import PaperTerminal, account_number
from core.adapters.paper.ticket import Terms, Ticket
from core.domain.orders import Side
from tests.fakes.fail_points import Act, FailPoints, Point
from tests.fakes.paper_market import DAY, bar, batch, drop, feed, order

JOB = "executor"
CASH_FEN = 100_000_000
ORDERS = [
    order(1, "600001.SH", Side.SELL, 300, 9_900),
    order(2, "600000.SH", Side.BUY, 200, 10_100),
    order(3, "600002.SH", Side.BUY, 100, 9_100),
]
"""One that is sold, one that is bought, and one too cheap to trade, so that it has to be cancelled."""

_MARKET = feed({each.symbol: bar(each.symbol) for each in ORDERS})
_TERMS = Terms(Decimal("0.00025"), 500, 0.1)
_BROKER = "broker.pickle"
_OPENS_S, _CLOSES_S, _ENDS_S = 9 * 3600 + 1800, 15 * 3600, 15 * 3600 + 36 * 60
_BUSY_S = ((0, _OPENS_S + 60), (14 * 3600 + 3240, 14 * 3600 + 3480))


class Broker(PaperCounter):
    """The counter; what it is asked for are sends, and it is kept in a file when the terminal dies."""

    points: FailPoints | None = None

    def place(self, symbol: str, side: Side, qty_shares: int, limit_li: int) -> Ticket:
        """Announce an order, then take it."""
        taken: list[Ticket] = []

        def take() -> None:
            taken.append(super(Broker, self).place(symbol, side, qty_shares, limit_li))

        self._announce(f"send {side} {symbol}", take)
        take()
        return taken[-1]

    def request_cancel(self, ticket: Ticket) -> None:
        """Announce a cancel, then take it."""
        cancel = super().request_cancel
        self._announce(f"cancel {ticket.symbol}", lambda: cancel(ticket))
        cancel(ticket)

    def __getstate__(self) -> dict[str, Any]:
        return {key: value for key, value in vars(self).items() if key != "points"}

    def _announce(self, what: str, effect: Callable[[], object]) -> None:
        if self.points is not None:
            self.points.name(what, effect=effect)


def prepare(home: Path) -> None:
    """Put the day's orders file and STOP's absence where the terminal will look."""
    drop(home, batch(ORDERS))
    (home / "inbox").mkdir()
    (home / "outbox" / "orders_20260105_1.csv").rename(home / "inbox" / "orders_20260105_1.csv")


def trade(home: Path, act: Act) -> None:
    """Run the terminal from where the broker's clock stands to the end of the day, every effect told to `act`."""
    kept = home / _BROKER
    broker = pickle.loads(kept.read_bytes()) if kept.exists() else _opened()
    first = broker.now_s == 0
    points = FailPoints(home, JOB, _keeping(broker, kept, act))
    broker.points = points
    folder = _Folder(home / "inbox", points)
    edits = {"ACCOUNT_TAIL": "0000", "ACCEPT_CHANNEL": "PAPER", "SIMULATED_ACCOUNT": account_number("0000")}
    source = EXECUTOR.read_text(encoding="utf-8")
    terminal = PaperTerminal(source, broker, folder, "0000", edits, lambda said: None)  # type: ignore[arg-type]
    if first:
        broker.advance(_OPENS_S - 120)
    terminal.start()
    while broker.now_s < _ENDS_S:
        points.where = "before the open" if broker.now_s < _OPENS_S else "trading"
        points.where = points.where if broker.now_s < _CLOSES_S else "reports"
        terminal.run_due()
        busy = any(start <= broker.now_s < end for start, end in _BUSY_S)
        broker.advance(broker.now_s + (6 if busy else 300))
    terminal.run_due()
    kept.write_bytes(pickle.dumps(broker))


def broker_of(home: Path) -> Broker:
    """The broker as the terminal left it."""
    kept: Broker = pickle.loads((home / _BROKER).read_bytes())
    return kept


def sends_of(broker: Broker) -> Counter[str]:
    """How often each symbol was ordered."""
    return Counter(ticket.symbol for ticket in broker.tickets)


def _opened() -> Broker:
    account = PaperAccount(CASH_FEN, {"600001.SH": Holding(300, 300, 300_000, 10_000)})
    return Broker(_MARKET(DAY), account, _TERMS, Faults(1, DAY, enabled=False))


def _keeping(broker: Broker, kept: Path, act: Act) -> Act:
    """Keep the broker as it is at every point, since any may be the process's last."""

    def told(point: Point) -> None:
        def effect() -> None:
            assert point.effect is not None
            point.effect()
            kept.write_bytes(pickle.dumps(broker))

        kept.write_bytes(pickle.dumps(broker))
        act(Point(point.name, point.path, effect, point.half))

    return told


class _Folder:
    """The research folder on a disk: written at once, every write announced."""

    def __init__(self, folder: Path, points: FailPoints) -> None:
        self._folder = folder
        self._points = points

    def open(self, path: str, mode: str = "r", **how: Any) -> Any:
        """Open a file of the folder as `open` does."""
        place = self._folder / path.removeprefix(FOLDER)
        if mode == "r":
            return place.open(mode, **how)
        if mode == "w":
            self._points.name(f"empty {place.name}", str(place), lambda: place.write_text(""))
        return _Writing(place.open(mode, **how), place.name, self._points)


class _Writing(io.StringIO):
    """A file being written: what is given to it is announced, then written and flushed."""

    def __init__(self, file: Any, name: str, points: FailPoints) -> None:
        super().__init__()
        self._file, self._name, self._points = file, name, points

    def write(self, text: str) -> int:
        """Write through."""

        def put(part: str) -> None:
            self._file.write(part)
            self._file.flush()

        what = f"write {self._name}" if text.startswith("#") else f"append {_events(text)} to {self._name}"
        self._points.name(what, "", lambda: put(text), lambda: put(text[: len(text) // 2]))
        put(text)
        return len(text)

    def close(self) -> None:
        """Close both."""
        self._file.close()
        super().close()


def _events(text: str) -> str:
    """Say what rows tell: each event once, with the order's id where it is about one."""
    told = []
    for row in csv.reader(text.strip().split("\n")):
        about = row[2] if len(row) > 2 and row[2].startswith("D-") and row[1] != "ORDER" else ""
        told.append(f"{row[1]} {about}".strip() if len(row) > 1 else "a row")
    return ", ".join(dict.fromkeys(told))
