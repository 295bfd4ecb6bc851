"""The paper terminal: runs the executor's source with PTrade's calls, hooks, timers and traps around it."""

import builtins
import csv
import json
import math
import pickle
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, tzinfo
from types import ModuleType, SimpleNamespace
from typing import Any

from core.adapters.paper import wording
from core.adapters.paper.counter import PaperCounter
from core.adapters.paper.faults import TerminalKilled
from core.adapters.paper.research import FOLDER, ResearchFolder
from core.adapters.paper.ticket import WAITING, Ticket
from core.domain.errors import SkipName
from core.domain.money import FEN_PER_YUAN, LI_PER_YUAN, li_from_yuan, notional_fen
from core.domain.orders import Side
from core.domain.symbols import from_ptrade

MAX_TIMERS = 5
_MIN_INTERVAL_S = 3
_FORBIDDEN = ("eval", "exec", "compile", "input", "breakpoint", "__import__", "open")


def account_number(account_tail: str) -> str:
    """Return the whole number of the paper account: one no broker gives, by which the executor knows its twin."""
    return f"TWIN{account_tail}"


class PaperTerminal:
    """One strategy of one account on one day; `restart` loses its memory as a server restart does."""

    def __init__(
        self,
        source: str,
        counter: PaperCounter,
        folder: ResearchFolder,
        account_tail: str,
        edits: Mapping[str, object],
        say: Callable[[str], None],
    ) -> None:
        self._code = compile(source, "executor.py", "exec")
        self._counter = counter
        self._folder = folder
        self._account_tail = account_tail
        self._edits = edits
        self._say = say
        self._g = SimpleNamespace()
        self._saved_g = b""
        self._trades: tuple[int, dict[str, list[object]]] = (-1, {})
        self._refreshed_s = -1e9
        self._sends = 0
        self._ran: set[tuple[str, str]] = set()
        self.restarts = 0
        self.context = SimpleNamespace(portfolio=None, blotter=SimpleNamespace(current_dt=None), capital_base=0.0)

    def start(self) -> None:
        """Load the source, apply what a person edited at its top, and run the starting hooks."""
        self._timers: list[tuple[Callable[..., None], float | str]] = []
        self._due_s = self._counter.now_s
        self._space: dict[str, Any] = {"__builtins__": self._builtins(), "__name__": "strategy", **self._calls()}
        exec(self._code, self._space)  # noqa: S102 - the project's own executor, with imports and open taken away
        unknown = [name for name in self._edits if name not in self._space]
        if unknown:
            raise KeyError(f"the executor has no constant {unknown[0]!r} to edit")
        self._space.update(self._edits)
        self._refresh()
        self._hook("initialize", self.context)
        if self._saved_g:
            self._g.__dict__.update(pickle.loads(self._saved_g))  # noqa: S301 - pickled by this object
        self._hook("before_trading_start", self.context, {})

    def restart(self) -> None:
        """Start again with nothing remembered but the saved g."""
        self.restarts += 1
        self.start()

    def run_due(self) -> None:
        """Run every timer and hook that is due at the counter's time; a killed terminal starts again."""
        try:
            self._deliver_pushes()
            self._run_timers()
            for name, clock_time in (("handle_data", "14:50"), ("after_trading_end", "15:30")):
                if self._once(name, clock_time):
                    self._hook(name, self.context, {})
                    self._saved_g = pickle.dumps(self._g.__dict__)
        except TerminalKilled as killed:
            self._say(f"terminal killed: {killed}")
            self.restart()

    def sleep(self, seconds: float) -> None:
        """Let simulated time pass."""
        self._counter.advance(self._counter.now_s + seconds)

    @property
    def now(self) -> datetime:
        """The simulated time."""
        return wording.instant(self._counter.day, self._counter.now_s)

    def _once(self, name: str, clock_time: str) -> bool:
        """Whether that time of day has come and this was not run yet today, restarts included."""
        if f"{self.now:%H:%M}" < clock_time or (name, clock_time) in self._ran:
            return False
        self._ran.add((name, clock_time))
        return True

    def _run_timers(self) -> None:
        for action, when in list(self._timers):
            if isinstance(when, str):
                if self._once(action.__name__, when):
                    action(self.context)
            elif self._counter.now_s >= self._due_s:
                self._refresh()
                action(self.context)
                self._due_s = self._counter.now_s + when

    def _hook(self, name: str, *arguments: object) -> None:
        """Run a hook the way the platform does: an error ends this event only."""
        try:
            self._space[name](*arguments)
        except Exception as error:  # noqa: BLE001 - the platform wraps every hook
            self._say(f"{name}: {error!r}")

    def _deliver_pushes(self) -> None:
        raw, self._counter.pushes = self._counter.pushes, []
        for kind, facts in self._counter.faults.deliver(raw, self._counter.now_s):
            ticket: Any = facts["ticket"]
            day = self._counter.day
            if kind == "order":
                status, filled = str(facts["status"]), int(str(facts["filled"]))
                self._hook("on_order_response", self.context, [wording.order_push(ticket, status, filled, day)])
            else:
                fill: Any = facts["fill"]
                cancelled = int(str(facts["cancelled"]))
                self._hook("on_trade_response", self.context, [wording.trade_push(ticket, fill, cancelled, day)])

    def _refresh(self) -> None:
        """Renew the account objects, unless they are still fresh enough to be shown stale."""
        counter = self._counter
        self.context.blotter.current_dt = self.now
        if counter.now_s - self._refreshed_s < counter.faults.account_refresh_s():
            return
        self._refreshed_s = counter.now_s
        positions = {wording.long_code(symbol): self._position(symbol) for symbol in sorted(counter.account.holdings)}
        value_fen = sum(
            notional_fen(counter.last_li(symbol), holding.qty_shares)
            for symbol, holding in counter.account.holdings.items()
        )
        self.context.portfolio = SimpleNamespace(
            cash=counter.usable_fen() / FEN_PER_YUAN,
            positions={code: position for code, position in positions.items() if position.amount},
            positions_value=value_fen / FEN_PER_YUAN,
            portfolio_value=(counter.cash_fen() + value_fen) / FEN_PER_YUAN,
        )

    def _position(self, symbol: str) -> SimpleNamespace:
        holding = self._counter.account.holdings[symbol]
        cost = holding.cost_fen / FEN_PER_YUAN / holding.qty_shares if holding.qty_shares else 0.0
        return SimpleNamespace(
            sid=wording.long_code(symbol),
            amount=holding.qty_shares,
            enable_amount=holding.enable_shares,
            cost_basis=round(cost, 3),
            last_sale_price=self._counter.last_li(symbol) / LI_PER_YUAN,
            business_type="stock",
        )

    def _builtins(self) -> dict[str, Any]:
        allowed = {name: value for name, value in vars(builtins).items() if name not in _FORBIDDEN}
        modules = {"csv": csv, "json": json, "math": math, "time": self._time(), "datetime": self._datetime()}

        def importer(name: str, *_: object) -> ModuleType:
            if name not in modules:
                raise ImportError(f"the engine does not allow import {name}")
            return modules[name]

        return {**allowed, "open": self._folder.open, "__import__": importer}

    def _time(self) -> ModuleType:
        def seconds() -> float:
            return self.now.timestamp()

        module = ModuleType("time")
        module.sleep, module.time = self.sleep, seconds  # type: ignore[attr-defined]
        return module

    def _datetime(self) -> ModuleType:
        terminal = self

        class PaperDatetime(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> Any:
                return terminal.now

        module = ModuleType("datetime")
        module.datetime, module.date, module.timedelta = PaperDatetime, date, timedelta  # type: ignore[attr-defined]
        return module

    def _calls(self) -> dict[str, object]:
        """Return the functions PTrade puts into a strategy's namespace."""
        log = SimpleNamespace(info=self._say, warn=self._say, error=self._say, debug=self._say)
        return {
            "g": self._g,
            "log": log,
            "set_parameters": lambda **_: None,
            "get_research_path": lambda: FOLDER,
            "get_user_name": lambda login_account=True: account_number(self._account_tail),
            "is_trade": lambda: True,
            "run_interval": self._run_interval,
            "run_daily": self._run_daily,
            "order": self._order,
            "cancel_order": self._cancel_order,
            "cancel_order_ex": lambda row: self._cancel(str(row["entrust_no"])),
            "get_orders": self._get_orders,
            "get_all_orders": self._get_all_orders,
            "get_trades": self._get_trades,
            "get_all_positions": self._get_all_positions,
        }

    def _run_interval(self, context: object, action: Callable[..., None], seconds: float = 10) -> None:
        self._add_timer(action, max(float(seconds), _MIN_INTERVAL_S))

    def _run_daily(self, context: object, action: Callable[..., None], time: str = "9:31") -> None:
        self._add_timer(action, time.zfill(5))

    def _add_timer(self, action: Callable[..., None], when: float | str) -> None:
        if len(self._timers) >= MAX_TIMERS:
            raise RuntimeError(f"more than {MAX_TIMERS} timers: some would never fire")
        self._timers.append((action, when))

    def _order(self, security: str, amount: object, limit_price: float | None = None) -> str | None:
        if not isinstance(amount, int) or amount == 0 or limit_price is None:
            return None
        try:
            symbol = from_ptrade(security)
        except SkipName:
            return None
        self._sends += 1
        if self._counter.faults.dies_before_order(self._sends, self.restarts):
            raise TerminalKilled(f"before order {self._sends}")
        side = Side.BUY if amount > 0 else Side.SELL
        ticket = self._counter.place(symbol, side, abs(amount), li_from_yuan(limit_price))
        if self._counter.faults.dies_after_order(self._sends, self.restarts):
            raise TerminalKilled(f"after order {self._sends}")
        return ticket.order_id

    def _cancel_order(self, order_param: object) -> None:
        order_id = order_param if isinstance(order_param, str) else getattr(order_param, "id", "")
        for ticket in self._counter.tickets:
            if ticket.order_id == order_id:
                self._counter.request_cancel(ticket)

    def _cancel(self, entrust_no: str) -> None:
        for ticket in self._counter.tickets:
            if ticket.entrust_no == entrust_no:
                self._counter.request_cancel(ticket)

    def _get_orders(self, security: str | None = None) -> list[SimpleNamespace]:
        return [wording.order_object(ticket, self._counter.day) for ticket in self._counter.tickets]

    def _get_all_orders(self, security: str | None = None) -> list[dict[str, object]]:
        known = [ticket for ticket in self._counter.tickets if ticket.status != WAITING]
        return [wording.account_row(ticket, self._counter.day) for ticket in known]

    def _get_trades(self) -> dict[str, list[object]]:
        """Return the day's fills by order; within one minute always the minute's first answer."""
        minute = int(self._counter.now_s // 60)
        if self._trades[0] != minute:
            self._trades = (minute, {each.order_id: self._rows(each) for each in self._counter.tickets if each.fills})
        return self._trades[1]

    def _rows(self, ticket: Ticket) -> list[object]:
        return [wording.trade_row(ticket, fill, self._counter.day) for fill in ticket.fills]

    def _get_all_positions(self) -> list[dict[str, object]]:
        return [
            {
                "stock_code": symbol[:6],
                "exchange_type": wording.market_number(symbol),
                "current_amount": float(holding.qty_shares),
                "enable_amount": str(holding.enable_shares),
            }
            for symbol, holding in sorted(self._counter.account.holdings.items())
        ]
