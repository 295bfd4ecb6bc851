"""The paper account: cash, holdings and what may be sold today."""

from dataclasses import dataclass, field
from datetime import date

from core.adapters.paper.feed import DayFeed
from core.domain.holdings import entitlement
from core.domain.money import notional_fen


@dataclass(slots=True)
class Holding:
    """Shares of one symbol; `enable_shares` is what T+1 and orders at work leave to sell."""

    qty_shares: int
    enable_shares: int
    cost_fen: int
    last_li: int


@dataclass(frozen=True, slots=True)
class Lock:
    """Bonus shares that cannot be sold before their listing date."""

    symbol: str
    qty_shares: int
    until: date


@dataclass(slots=True)
class PaperAccount:
    """Cash in fen and holdings by symbol."""

    cash_fen: int
    holdings: dict[str, Holding] = field(default_factory=dict)
    locks: list[Lock] = field(default_factory=list)

    def start_day(self, feed: DayFeed) -> None:
        """Credit the day's entitlements and make yesterday's purchases sellable."""
        for symbol, due in sorted(feed.entitlements.items()):
            holding = self.holdings.get(symbol)
            if holding is None:
                continue
            cash_fen, bonus = entitlement(holding.qty_shares, due.cash_per_share, due.bonus_per_share)
            self.cash_fen += cash_fen
            holding.qty_shares += bonus
            if bonus and due.listed_on > feed.day:
                self.locks.append(Lock(symbol, bonus, due.listed_on))
        self.locks = [lock for lock in self.locks if lock.until > feed.day]
        for symbol, holding in self.holdings.items():
            locked = sum(lock.qty_shares for lock in self.locks if lock.symbol == symbol)
            holding.enable_shares = holding.qty_shares - locked

    def bought(self, symbol: str, qty_shares: int, price_li: int) -> None:
        """Add a purchase, not sellable today."""
        holding = self.holdings.setdefault(symbol, Holding(0, 0, 0, price_li))
        holding.qty_shares += qty_shares
        holding.cost_fen += notional_fen(price_li, qty_shares)

    def sold(self, symbol: str, qty_shares: int) -> None:
        """Take away sold shares with their part of the cost; they left `enable_shares` when the order was taken."""
        holding = self.holdings[symbol]
        holding.cost_fen -= holding.cost_fen * qty_shares // holding.qty_shares
        holding.qty_shares -= qty_shares

    def end_day(self, feed: DayFeed) -> None:
        """Mark at the close and drop what is sold out."""
        self.holdings = {symbol: each for symbol, each in sorted(self.holdings.items()) if each.qty_shares}
        for symbol, holding in self.holdings.items():
            if symbol in feed.bars:
                holding.last_li = feed.bars[symbol].close_li
