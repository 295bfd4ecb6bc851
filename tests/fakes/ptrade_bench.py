"""The executor on a bench: its source over a real folder, a clock one sets, and a broker whose answers one writes."""

import csv
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from core.adapters.paper.session import EXECUTOR
from core.adapters.ptrade.orders_file import encode, file_name
from core.domain.orders import Batch


class Bench:
    """One strategy; `restart` forgets everything but the folder."""

    def __init__(self, folder: Path, at: str = "09:30:00", day: str = "2026-01-05") -> None:
        self.folder = folder
        self.day = day
        self.now = at
        self.sent: list[tuple[str, int, float]] = []
        self.cancelled: list[object] = []
        self.slept: list[float] = []
        self.answer: Any = lambda number: f"id-{number}"
        self.orders: list[SimpleNamespace] = []
        self.account_orders: list[dict[str, object]] = []
        self.trades: dict[str, list[list[object]]] = {}
        self.quotes: Any = {}
        self.portfolio = SimpleNamespace(cash=1_000_000.0, positions={}, portfolio_value=1_000_000.0)
        self.account = "88000000"
        self.edits: dict[str, object] = {"SIMULATED_ACCOUNT": self.account}
        self.restart()

    def restart(self) -> None:
        """Load the source again."""
        bench = self

        class Now:
            @staticmethod
            def now() -> datetime:
                return datetime.fromisoformat(f"{bench.day}T{bench.now}+08:00")

        calls = {
            "log": SimpleNamespace(info=print, error=print),
            "set_parameters": lambda **_: None,
            "get_research_path": lambda: f"{self.folder}/",
            "get_user_name": lambda login_account=True: self.account,
            "is_trade": lambda: True,
            "run_interval": lambda context, action, seconds: None,
            "run_daily": lambda context, action, time: None,
            "order": self._order,
            "cancel_order": self.cancelled.append,
            "cancel_order_ex": self.cancelled.append,
            "get_orders": lambda: self.orders,
            "get_all_orders": lambda: self.account_orders,
            "get_trades": lambda: self.trades,
            "get_snapshot": self._quoted,
        }
        self.space: dict[str, Any] = dict(calls)
        exec(compile(EXECUTOR.read_text(encoding="utf-8"), "executor.py", "exec"), self.space)
        self.space["datetime"] = SimpleNamespace(datetime=Now)
        self.space["time"] = SimpleNamespace(sleep=self.slept.append)
        self.space.update(self.edits)
        self.context = SimpleNamespace(portfolio=self.portfolio)
        self.space["initialize"](self.context)

    def _order(self, code: str, amount: int, limit_price: float) -> object:
        self.sent.append((code, amount, limit_price))
        return self.answer(len(self.sent))

    def _quoted(self, code: str) -> object:
        if isinstance(self.quotes, Exception):
            raise self.quotes
        return self.quotes

    def put(self, made: Batch, name: str = "", data: bytes | None = None) -> None:
        """Upload an orders file."""
        path = self.folder / (name or file_name(made.trade_date, made.sequence))
        path.write_bytes(encode(made) if data is None else data)

    def poll(self, at: str = "") -> None:
        """Fire the interval callback at that time."""
        self.now = at or self.now
        self.space["poll"](self.context)

    def report(self, at: str = "15:30:00") -> dict[str, dict[str, str]]:
        """Write the reports and return the order rows by client id."""
        self.now = at
        self.space["after_trading_end"](self.context, {})
        return {row["client_order_id"]: row for row in self.section("orders")}

    def section(self, title: str) -> list[dict[str, str]]:
        """Rows of one section of the execution report."""
        name = f"exec_report_{self.day.replace('-', '')}.csv"
        text = (self.folder / name).read_text(encoding="utf-8").split(f"#section={title}\n")[1]
        return list(csv.DictReader(text.split("#")[0].splitlines()))

    def ack(self, sequence: int = 1) -> dict[str, str]:
        """The one row of an ack."""
        text = (self.folder / f"ack_{self.day.replace('-', '')}_{sequence}.csv").read_text(encoding="utf-8")
        return next(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))

    def journal(self) -> str:
        """The day's journal."""
        return (self.folder / f"journal_{self.day.replace('-', '')}.csv").read_text(encoding="utf-8")


def held_by(bench: Bench, code: str, shares: int) -> None:
    """Let the account hold shares that may be sold."""
    bench.portfolio.positions[code] = SimpleNamespace(
        amount=shares, enable_amount=shares, last_sale_price=9.0, cost_basis=8.0
    )


def working(order_id: str, entrust_no: object, status: object = "2", filled: int = 0, day: str = "2026-01-05") -> Any:
    """A row of get_orders."""
    return SimpleNamespace(id=order_id, entrust_no=entrust_no, status=status, filled=filled, dt=f"{day} 09:30:00")


def entrusted(
    number: str, code: str, amount: int, price: float, at: str, status: str = "2", filled: float = 0.0
) -> dict[str, object]:
    """A row of get_all_orders."""
    return {
        "symbol": code, "entrust_no": number, "amount": amount, "entrust_bs": 1 if amount > 0 else 2, "price": price,
        "status": status, "filled_amount": filled, "entrust_time": at,
    }  # fmt: skip
