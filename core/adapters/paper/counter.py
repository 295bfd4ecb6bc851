"""The paper counter: takes orders, matches them against the day's path, keeps cash and holdings."""

from collections import Counter as Tally
from collections.abc import Iterator
from datetime import date, timedelta

from core.adapters.paper import ticket as status
from core.adapters.paper.account import PaperAccount
from core.adapters.paper.faults import Faults, Push
from core.adapters.paper.feed import DayFeed
from core.adapters.paper.market_day import BOUNDARIES_S, CLOSE_S, PricePath, continuous, index_at, price_path
from core.adapters.paper.ticket import OPEN_STATUSES, PaperFill, Terms, Ticket
from core.domain.dates import at, ymd
from core.domain.errors import SkipName
from core.domain.orders import Side
from core.domain.rulebook import TICK_LI, cage_limit_li, session_at, valid_size
from core.domain.symbols import board_of

_SHARES_A_LOT = 100


class PaperCounter:
    """One day at the broker; all times are seconds of that day and only `advance` lets anything happen."""

    def __init__(self, feed: DayFeed, account: PaperAccount, terms: Terms, faults: Faults) -> None:
        self.feed = feed
        self.account = account
        self.terms = terms
        self.faults = faults
        self.now_s = 0.0
        self.tickets: list[Ticket] = []
        self.pushes: list[Push] = []
        self.changes = 0
        self._start_fen = account.cash_fen
        self._paths: dict[str, PricePath] = {}
        self._taken: Tally[str] = Tally()

    @property
    def day(self) -> date:
        """The trade date."""
        return self.feed.day

    def place(self, symbol: str, side: Side, qty_shares: int, limit_li: int) -> Ticket:
        """Hand in an order; whether it is taken shows after the counter's delay."""
        entrust = len(self.tickets) + 1
        order_id = f"{ymd(self.day)}{entrust:024x}"
        accept_s = self.now_s + self.faults.accept_delay_s(entrust)
        ticket = Ticket(order_id, entrust, symbol, side, qty_shares, limit_li, self.now_s, accept_s)
        self.tickets.append(ticket)
        self.changes += 1
        return ticket

    def request_cancel(self, ticket: Ticket) -> None:
        """Ask for a cancel; ignored for what is finished, already asked, or in a window without cancels."""
        if ticket.cancel_s is not None or ticket.status not in OPEN_STATUSES:
            return
        part = session_at(ticket.symbol, at(self.day, 0) + timedelta(seconds=self.now_s))
        if self.now_s >= CLOSE_S or (part is not None and part.holds_orders):
            return
        ticket.cancel_s = self.now_s + self.faults.accept_delay_s(ticket.entrust)
        self._move(ticket, status.PART_CANCELLING if ticket.fills else status.CANCELLING)

    def advance(self, to_s: float) -> None:
        """Let time pass: acceptances, cancels and matches in their order."""
        for at_s, _, kind, ticket in sorted(self._events(to_s), key=lambda event: event[:2]):
            self.now_s = max(self.now_s, at_s)
            if kind == "market":
                self._market(at_s)
            elif ticket is not None and kind == "accept":
                self._accept(ticket)
            elif ticket is not None and ticket.status in OPEN_STATUSES:
                self._cancelled(ticket)
        self.now_s = max(self.now_s, to_s)

    def busy(self) -> bool:
        """Whether something will happen before the next minute."""
        return any(
            ticket.status == status.WAITING or (ticket.cancel_s is not None and ticket.status in OPEN_STATUSES)
            for ticket in self.tickets
        )

    def working(self) -> bool:
        """Whether any order can still trade."""
        return any(ticket.status in OPEN_STATUSES for ticket in self.tickets)

    def cash_fen(self) -> int:
        """All cash, with the trades and fees so far and the tax withheld."""
        traded_fen = sum(ticket.net_fen(self.day, self.terms) for ticket in self.tickets if ticket.fills)
        return self._start_fen + traded_fen - self.account.withheld_fen

    def usable_fen(self) -> int:
        """Cash that a new purchase may use: without what buys at work may still need."""
        return self.cash_fen() + sum(
            ticket.net_fen(self.day, self.terms, rest_too=True) - ticket.net_fen(self.day, self.terms)
            for ticket in self.tickets
            if ticket.side is Side.BUY and ticket.status in OPEN_STATUSES
        )

    def last_li(self, symbol: str) -> int:
        """The last price, of an earlier day where the share does not trade."""
        index = index_at(self.now_s)
        if symbol not in self.feed.bars:
            return self.account.holdings[symbol].last_li if symbol in self.account.holdings else 0
        return self.feed.bars[symbol].pre_close_li if index < 0 else self._path(symbol).prices_li[index]

    def _events(self, to_s: float) -> Iterator[tuple[float, int, str, Ticket | None]]:
        for ticket in self.tickets:
            if ticket.status == status.WAITING and ticket.accept_s <= to_s:
                yield ticket.accept_s, 2 * ticket.entrust, "accept", ticket
            if ticket.cancel_s is not None and ticket.status in OPEN_STATUSES and ticket.cancel_s <= to_s:
                yield ticket.cancel_s, 2 * ticket.entrust + 1, "cancel", ticket
        for at_s in BOUNDARIES_S[index_at(self.now_s) + 1 : index_at(to_s) + 1]:
            yield at_s, 0, "market", None

    def _accept(self, ticket: Ticket) -> None:
        ticket.error = self._refusal(ticket)
        if ticket.error:
            self._move(ticket, status.REJECTED)
            return
        if ticket.side is Side.SELL:
            self.account.holdings[ticket.symbol].enable_shares -= ticket.qty_shares
        if ticket.symbol in self.feed.bars:
            index = index_at(self.now_s)
            ticket.base_shares = self._path(ticket.symbol).traded_shares[index - 1] if index > 0 else 0
        self._move(ticket, status.WORKING)
        if continuous(self.now_s):
            self._match(ticket)

    def _refusal(self, ticket: Ticket) -> str:
        """Why the counter or the exchange does not take the order; empty where it does."""
        holding = self.account.holdings.get(ticket.symbol)
        enable = holding.enable_shares if holding else 0
        try:
            board = board_of(ticket.symbol)
        except SkipName:
            return "证券代码不存在"
        if self.now_s >= CLOSE_S:
            return "非交易时间"
        if ticket.side is Side.SELL and ticket.qty_shares > enable:
            return "可卖数量不足"
        if not valid_size(ticket.side, ticket.qty_shares, enable, board, self.day):
            return "委托数量不合法"
        if not self._price_fits(ticket):
            return "委托价格不合法"
        if ticket.side is Side.BUY and -ticket.net_fen(self.day, self.terms, rest_too=True) > self.usable_fen():
            return "可用资金不足"
        return self.faults.reject_reason(ticket.entrust)

    def _price_fits(self, ticket: Ticket) -> bool:
        """Tick, limit band, and in continuous trading the cage around the last price."""
        bar = self.feed.bars.get(ticket.symbol)
        if ticket.limit_li <= 0 or ticket.limit_li % TICK_LI:
            return False
        if bar is None:
            return True
        if not bar.band.contains(ticket.limit_li):
            return False
        if not continuous(self.now_s):
            return True
        worst = cage_limit_li(ticket.side, self.last_li(ticket.symbol), board_of(ticket.symbol), self.day)
        if worst is None:
            return True
        return ticket.limit_li <= worst if ticket.side is Side.BUY else ticket.limit_li >= worst

    def _market(self, at_s: float) -> None:
        for ticket in [each for each in self.tickets if each.status in OPEN_STATUSES]:
            self._match(ticket)
            if at_s == CLOSE_S and ticket.status in OPEN_STATUSES:
                self._cancelled(ticket)

    def _match(self, ticket: Ticket) -> None:
        """Trade what the minute gives: nothing at a limit price on its blocked side, never more than the volume cap."""
        bar = self.feed.bars.get(ticket.symbol)
        if bar is None:
            return
        index = index_at(self.now_s)
        path = self._path(ticket.symbol)
        price_li = path.prices_li[index]
        buying = ticket.side is Side.BUY
        if price_li == (bar.band.up_li if buying else bar.band.down_li):
            return
        if price_li > ticket.limit_li if buying else price_li < ticket.limit_li:
            ticket.rested = True
            return
        ticket.attempts += 1
        qty_shares = self._tradable_shares(ticket, path.traded_shares[index])
        if qty_shares:
            self._trade(ticket, qty_shares, ticket.limit_li if ticket.rested else price_li)

    def _tradable_shares(self, ticket: Ticket, traded_shares: int) -> int:
        cap = self.terms.volume_cap
        since_taken = int(cap * (traded_shares - ticket.base_shares)) - ticket.filled_shares
        all_day = int(cap * traded_shares) - self._taken[ticket.symbol]
        room = min(since_taken, all_day, ticket.remaining_shares)
        room = int(room * self.faults.fill_share(ticket.entrust, ticket.attempts))
        return room if room == ticket.remaining_shares else max(0, room // _SHARES_A_LOT * _SHARES_A_LOT)

    def _trade(self, ticket: Ticket, qty_shares: int, price_li: int) -> None:
        business_id = f"{ticket.entrust:06d}{len(ticket.fills) + 1:04d}"
        fill = PaperFill(business_id, ticket.entrust, ticket.symbol, ticket.side, qty_shares, price_li, self.now_s)
        ticket.fills.append(fill)
        self._taken[ticket.symbol] += qty_shares
        if ticket.side is Side.BUY:
            self.account.bought(ticket.symbol, qty_shares, price_li)
        else:
            self.account.sold(ticket.symbol, qty_shares)
        self.pushes.append(("trade", {"ticket": ticket, "fill": fill, "cancelled": 0}))
        if not ticket.remaining_shares:
            self._move(ticket, status.DONE)
        else:
            self._move(ticket, status.PART_CANCELLING if ticket.cancel_s is not None else status.PARTIAL)

    def _cancelled(self, ticket: Ticket) -> None:
        if ticket.side is Side.SELL:
            self.account.holdings[ticket.symbol].enable_shares += ticket.remaining_shares
        self.pushes.append(("trade", {"ticket": ticket, "fill": None, "cancelled": ticket.remaining_shares}))
        self._move(ticket, status.PART_CANCELLED if ticket.fills else status.CANCELLED)

    def _move(self, ticket: Ticket, code: str) -> None:
        ticket.status = code
        self.changes += 1
        self.pushes.append(("order", {"ticket": ticket, "status": code, "filled": ticket.filled_shares}))

    def _path(self, symbol: str) -> PricePath:
        if symbol not in self._paths:
            self._paths[symbol] = price_path(self.feed.bars[symbol], self.faults.seed, self.day, symbol)
        return self._paths[symbol]
