"""What STOP can hold back: the scopes, the holds on them, requests to cancel, and how several sources join."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from core.domain.orders import Order, Side
from core.domain.symbols import board_of
from core.domain.trading_state import TradingState


class ScopeKind(StrEnum):
    """How far a hold reaches."""

    ALL = "all"
    STRATEGY = "strategy"
    SYMBOL = "symbol"


class Trigger(StrEnum):
    """Who or what pressed."""

    CLI = "cli"
    CONSOLE = "console"
    FILE = "file"
    WATCHDOG = "watchdog"
    DRAWDOWN = "drawdown"
    REJECT_BURST = "reject_burst"
    FIGURES_MISSING = "figures_missing"
    RECONCILIATION = "reconciliation"
    FLATTEN = "flatten"


@dataclass(frozen=True, slots=True, order=True)
class Scope:
    """Everything, one strategy by its id, or one symbol by its ts_code; `name` is empty for everything alone.

    Raises ValueError for a name that is missing or too much, SkipName for a symbol of no known board.
    """

    kind: ScopeKind
    name: str = ""

    def __post_init__(self) -> None:
        if (self.kind is ScopeKind.ALL) is bool(self.name) or self.name != "".join(self.name.split()):
            raise ValueError(f"{self.name!r} is no name for a scope of kind {self.kind}")
        if self.kind is ScopeKind.SYMBOL:
            board_of(self.name)

    def covers(self, symbol: str, strategy_id: str) -> bool:
        """Whether an order of that symbol and strategy lies in the scope."""
        named = {ScopeKind.ALL: "", ScopeKind.STRATEGY: strategy_id, ScopeKind.SYMBOL: symbol}
        return self.name == named[self.kind]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}" if self.name else "everything"


EVERYTHING = Scope(ScopeKind.ALL)


@dataclass(frozen=True, slots=True)
class Hold:
    """REDUCING or HALTED over a scope; what it forbids and already works is cancelled unless `keeps_working`.

    `at` as written, '' where unknown. `trigger` is a word of Trigger, or whatever a newer program wrote.
    """

    scope: Scope
    state: TradingState
    keeps_working: bool
    trigger: str
    by: str
    reason: str
    at: str

    def forbids(self, order: Order, strategy_id: str) -> bool:
        """Whether that order may not be sent."""
        if not self.scope.covers(order.symbol, strategy_id):
            return False
        return self.state is TradingState.HALTED or (self.state is TradingState.REDUCING and order.side is Side.BUY)

    def joined(self, other: "Hold") -> "Hold":
        """The safest of two holds over one scope; who and why are the more severe one's, of equals the first's."""
        worse = other if other.state.severity > self.state.severity else self
        return replace(worse, keeps_working=self.keeps_working and other.keeps_working)


@dataclass(frozen=True, slots=True)
class CancelRequest:
    """Withdraw, once, every order of a scope that the executor knows when it first reads this; blocks nothing."""

    cancel_id: str
    scope: Scope
    trigger: str
    by: str
    reason: str
    at: str


def join_holds(holds: Iterable[Hold]) -> tuple[Hold, ...]:
    """Return one hold a scope, the safest of all given, everything first, then by kind and name."""
    found: dict[Scope, Hold] = {}
    for hold in holds:
        found[hold.scope] = found[hold.scope].joined(hold) if hold.scope in found else hold
    return tuple(found[scope] for scope in sorted(found))


def join_cancels(cancels: Iterable[CancelRequest]) -> tuple[CancelRequest, ...]:
    """Return every request once, by id."""
    found = {cancel.cancel_id: cancel for cancel in cancels}
    return tuple(found[cancel_id] for cancel_id in sorted(found))
