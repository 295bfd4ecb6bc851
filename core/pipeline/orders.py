"""From plan and quotes to orders in integer units: sells first, then buys from settled cash alone.

The only place where a fraction becomes a price: `ref × (1 ± slack)`, moved to the tick, held inside band and cage.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum

from core.domain.holdings import Account, Position
from core.domain.money import FEN_PER_YUAN, LI_PER_FEN, fen_from_yuan, notional_fen
from core.domain.orders import Order, Side
from core.domain.quote import Quote
from core.domain.rulebook import TICK_LI, TRADING_MINUTES, cage_limit_li, round_buy, round_sell
from core.domain.symbols import Board
from core.pipeline.portfolio.costs import trade_cost
from core.pipeline.portfolio.plan import Action, Plan, PlanRow
from core.pipeline.portfolio.room import Room
from core.settings.model import Settings


class SkipCode(StrEnum):
    """Why a planned trade became no order."""

    RESTRICTED = "RESTRICTED"
    BLACKLISTED = "BLACKLISTED"
    NO_QUOTE = "NO_QUOTE"
    SUSPENDED = "SUSPENDED"
    LOCKED_UP = "LOCKED_UP"
    LOCKED_DOWN = "LOCKED_DOWN"
    LOCKED = "LOCKED"
    ILLIQUID = "ILLIQUID"
    PLACE_FULL = "PLACE_FULL"
    NOT_SELLABLE = "NOT_SELLABLE"
    ON_TARGET = "ON_TARGET"
    TOO_SMALL = "TOO_SMALL"
    NO_CASH = "NO_CASH"


_REPLACED = frozenset(
    {
        SkipCode.RESTRICTED,
        SkipCode.BLACKLISTED,
        SkipCode.NO_QUOTE,
        SkipCode.SUSPENDED,
        SkipCode.LOCKED_UP,
        SkipCode.ILLIQUID,
        SkipCode.PLACE_FULL,
        SkipCode.TOO_SMALL,
    }
)


_STANDS_IN = ", stands in for "


def stands_in_for(reason: str) -> str:
    """Return the symbol whose place an order with that reason has taken, '' where it has its own."""
    return reason.partition(_STANDS_IN)[2]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A planned trade that became no order, with its reason."""

    symbol: str
    side: Side
    code: SkipCode
    reason: str


@dataclass(frozen=True, slots=True)
class BuiltOrders:
    """The orders of one batch in sending order, and what was left out."""

    orders: tuple[Order, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    symbol: str
    side: Side
    qty_shares: int
    limit_li: int
    reason: str


def build_orders(
    plan: Plan,
    account: Account,
    quotes: Mapping[str, Quote],
    settings: Settings,
    trade_date: date,
    batch_id: str,
) -> BuiltOrders:
    """Return the plan's orders at `quotes`, ids `batch_id-NNN` in sending order.

    Sells stay within sellable shares, buys within settled cash including fees; the day's own sale proceeds are not
    counted. An order takes at most the settings' share of a symbol's mean turnover, and no purchase takes its industry
    or board beyond the settings' share of assets, or is worth more than their largest order: its reason says where it
    was cut to that. A buy that cannot be had passes its money to the next substitute.
    """
    builder = _Builder(account, quotes, settings, trade_date, plan)
    drafts = [*builder.sells(), *builder.buys()]
    orders = tuple(
        Order(f"{batch_id}-{index:03d}", d.symbol, d.side, d.qty_shares, d.limit_li, d.reason)
        for index, d in enumerate(drafts, start=1)
    )
    return BuiltOrders(orders, tuple(builder.skipped))


def limit_price_li(side: Side, quote: Quote, slack: float, on: date) -> int:
    """Return ref × (1 + slack) for a buy, (1 − slack) for a sell, on the tick, inside limit band and price cage."""
    exact = quote.ref_li * (1 + Decimal(str(slack)) * (1 if side is Side.BUY else -1))
    rounding = ROUND_FLOOR if side is Side.BUY else ROUND_CEILING
    price_li = int((exact / TICK_LI).to_integral_value(rounding)) * TICK_LI
    cage_li = cage_limit_li(side, quote.ref_li, quote.board, on)
    if side is Side.BUY:
        return min(limit for limit in (price_li, cage_li, quote.up_li) if limit is not None)
    return max(limit for limit in (price_li, cage_li, quote.down_li, TICK_LI) if limit is not None)


class _Builder:
    """Walks the plan once, keeping the cash left and what was skipped."""

    def __init__(self, account: Account, quotes: Mapping[str, Quote], settings: Settings, on: date, plan: Plan) -> None:
        self.account = account
        self.quotes = quotes
        self.settings = settings
        self.on = on
        self.plan = plan
        self.cash_fen = account.settled_fen
        self.room = Room(account, quotes, settings.exposure)
        self.least_fen = fen_from_yuan(settings.portfolio.min_trade_yuan)
        self.skipped: list[Skipped] = []

    def sells(self) -> Iterator[_Draft]:
        """Yield the sales in plan order."""
        for row in self.plan.rows:
            if row.action is Action.KEEP_LOCKED:
                self.skipped.append(Skipped(row.symbol, Side.SELL, SkipCode.LOCKED, f"kept: {row.reason}"))
            if row.action is Action.SELL:
                made = self._sell(row)
                if isinstance(made, _Draft):
                    yield made
                else:
                    self.skipped.append(made)

    def buys(self) -> Iterator[_Draft]:
        """Yield the purchases in plan order, each missed one followed by its substitute."""
        spare = iter(self.plan.substitutes)
        for row in self.plan.rows:
            if row.action is not Action.BUY:
                continue
            made = self._buy(row.symbol, row.target_value_fen, row.reason)
            while isinstance(made, Skipped):
                self.skipped.append(made)
                instead = next(spare, None) if made.code in _REPLACED else None
                if instead is None:
                    break
                reason = f"rank {instead.rank}{_STANDS_IN}{row.symbol}"
                made = self._buy(instead.symbol, row.trade_fen, reason)
            else:
                self.cash_fen -= self._outlay_fen(made)
                self.room.take(made.symbol, notional_fen(made.limit_li, made.qty_shares))
                yield made

    def _sell(self, row: PlanRow) -> _Draft | Skipped:
        def skip(code: SkipCode, reason: str) -> Skipped:
            return Skipped(row.symbol, Side.SELL, code, reason)

        quote = self.quotes.get(row.symbol)
        held = self._position(row.symbol)
        if row.symbol in self.settings.sanity.restricted:
            return skip(SkipCode.RESTRICTED, "on the restricted list: compliance's matter")
        if quote is None:
            return skip(SkipCode.NO_QUOTE, "no price to sell at")
        if quote.suspended:
            return skip(SkipCode.SUSPENDED, "suspended today")
        if quote.locked_down:
            return skip(SkipCode.LOCKED_DOWN, f"auction at the lower limit of {quote.down_li} li: no buyers")
        wanted = held.qty_shares - row.target_value_fen * LI_PER_FEN // quote.ref_li
        if wanted <= 0:
            return skip(SkipCode.ON_TARGET, "already at its target at today's price")
        limit_li = limit_price_li(Side.SELL, quote, self.settings.execution.sell_slack, self.on)
        wanted = min(wanted, held.sellable_shares, self._liquid_shares(quote, limit_li, held.sellable_shares))
        qty = round_sell(wanted, held.sellable_shares, quote.board, self.on)
        if held.sellable_shares == 0:
            return skip(SkipCode.NOT_SELLABLE, f"none of {held.qty_shares} shares may be sold today (T+1)")
        if qty == 0 or (row.target_value_fen > 0 and notional_fen(limit_li, qty) < self.least_fen):
            return skip(SkipCode.TOO_SMALL, f"{wanted} shares make no order worth sending")
        return _Draft(row.symbol, Side.SELL, qty, limit_li, row.reason)

    def _buy(self, symbol: str, target_fen: int, reason: str) -> _Draft | Skipped:
        def skip(code: SkipCode, why: str) -> Skipped:
            return Skipped(symbol, Side.BUY, code, why)

        quote = self.quotes.get(symbol)
        barred = self._barred(symbol, quote)
        if barred is not None:
            return skip(*barred)
        assert quote is not None  # noqa: S101 - narrows the type: a missing quote is barred
        limit_li = limit_price_li(Side.BUY, quote, self.settings.execution.buy_slack, self.on)
        wanted = target_fen * LI_PER_FEN // limit_li - self._position(symbol).qty_shares
        most = fen_from_yuan(self.settings.sanity.max_order_yuan) * LI_PER_FEN // limit_li
        if wanted > most:
            wanted, reason = most, f"{reason}; cut to sanity.max_order_yuan"
        wanted = min(wanted, self._liquid_shares(quote, limit_li, wanted))
        if not self._worth_it(round_buy(wanted, quote.board, self.on), limit_li):
            return skip(SkipCode.TOO_SMALL, f"{max(wanted, 0)} shares make no order worth sending")
        wanted = min(wanted, self._affordable_shares(limit_li, quote.board))
        if not self._worth_it(round_buy(wanted, quote.board, self.on), limit_li):
            return skip(SkipCode.NO_CASH, f"{self.cash_fen} fen of settled cash left")
        room_fen, place = self.room.left_fen(symbol)
        qty = round_buy(min(wanted, room_fen * LI_PER_FEN // limit_li), quote.board, self.on)
        if not self._worth_it(qty, limit_li):
            return skip(SkipCode.PLACE_FULL, f"{place} has room for {room_fen} fen more")
        return _Draft(symbol, Side.BUY, qty, limit_li, reason)

    def _barred(self, symbol: str, quote: Quote | None) -> tuple[SkipCode, str] | None:
        """Return why a symbol is not to be bought today at all."""
        sanity = self.settings.sanity
        if symbol in sanity.restricted:
            return SkipCode.RESTRICTED, "on the restricted list"
        if symbol in sanity.blacklist:
            return SkipCode.BLACKLISTED, "on the blacklist"
        if quote is None:
            return SkipCode.NO_QUOTE, "no price to buy at"
        if quote.suspended:
            return SkipCode.SUSPENDED, "suspended today"
        if quote.locked_up:
            return SkipCode.LOCKED_UP, f"auction at the upper limit of {quote.up_li} li: no sellers"
        if quote.mean_amount_yuan is None:
            return SkipCode.ILLIQUID, "its mean turnover is not known"
        return None

    def _position(self, symbol: str) -> Position:
        return self.account.positions.get(symbol, Position(symbol, 0, 0, 0))

    def _worth_it(self, qty_shares: int, limit_li: int) -> bool:
        return qty_shares > 0 and notional_fen(limit_li, qty_shares) >= self.least_fen

    def _liquid_shares(self, quote: Quote, limit_li: int, otherwise: int) -> int:
        """Return how many shares stay within the allowed share of mean turnover; `otherwise` where it is unknown."""
        if quote.mean_amount_yuan is None:
            return otherwise
        most = self.settings.sanity.max_order_share_of_amount
        most = min(most, self.settings.program.max_minute_share / TRADING_MINUTES)
        allowed_yuan = quote.mean_amount_yuan * most
        return int(allowed_yuan * FEN_PER_YUAN) * LI_PER_FEN // max(limit_li, quote.ref_li)

    def _affordable_shares(self, limit_li: int, board: Board) -> int:
        """Return a number of shares whose cost and fees fit the cash left: fees on all of it bound the true ones."""
        fees_fen = trade_cost(Side.BUY, max(self.cash_fen, 0), self.on, self.settings.portfolio, board).total_fen
        return max(self.cash_fen - fees_fen, 0) * LI_PER_FEN // limit_li

    def _outlay_fen(self, draft: _Draft) -> int:
        amount_fen = notional_fen(draft.limit_li, draft.qty_shares)
        board = self.quotes[draft.symbol].board
        return amount_fen + trade_cost(Side.BUY, amount_fen, self.on, self.settings.portfolio, board).total_fen
