"""The paper account: cash, holdings, what may be sold today, and the tax on dividends that a sale brings due."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from core.adapters.paper.feed import DayFeed
from core.domain.dividend_tax import PAR_FEN, dividend_tax_rate, share_out
from core.domain.holdings import entitlement
from core.domain.money import notional_fen, round_rate_fen


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
class Tranche:
    """Shares that came in on one day, with the dividends on them that are still to be taxed."""

    symbol: str
    qty_shares: int
    acquired: date
    sellable: date
    taxable_fen: int = 0


@dataclass(slots=True)
class PaperAccount:
    """Cash in fen and holdings by symbol; `tranches` is the depository's view of them, oldest first.

    `withheld_fen` is the tax taken today, after the close and outside `cash_fen`; none where the holder is not `taxed`.
    """

    cash_fen: int
    holdings: dict[str, Holding] = field(default_factory=dict)
    locks: list[Lock] = field(default_factory=list)
    tranches: list[Tranche] = field(default_factory=list)
    withheld_fen: int = 0
    taxed: bool = True
    sold_today: Counter[str] = field(default_factory=Counter)
    bought_today: Counter[str] = field(default_factory=Counter)

    def start_day(self, feed: DayFeed) -> None:
        """Credit the day's entitlements, make yesterday's purchases sellable and mark the delisted at nothing."""
        self.withheld_fen = 0
        for symbol, due in sorted(feed.entitlements.items()):
            holding = self.holdings.get(symbol)
            if holding is None:
                continue
            cash_fen, bonus = entitlement(holding.qty_shares, due.cash_per_share, due.bonus_per_share)
            _, taxed = entitlement(holding.qty_shares, Decimal(0), due.profits_per_share)
            self.cash_fen += cash_fen
            holding.qty_shares += bonus
            owners = [tranche for tranche in self.tranches if tranche.symbol == symbol]
            if owners:
                parts = share_out(cash_fen + taxed * PAR_FEN, [tranche.qty_shares for tranche in owners])
                for tranche, part in zip(owners, parts, strict=True):
                    tranche.taxable_fen += part
            if bonus:
                self.tranches.append(Tranche(symbol, bonus, feed.day, due.listed_on))
            if bonus and due.listed_on > feed.day:
                self.locks.append(Lock(symbol, bonus, due.listed_on))
        self.locks = [lock for lock in self.locks if lock.until > feed.day]
        for symbol, holding in self.holdings.items():
            locked = sum(lock.qty_shares for lock in self.locks if lock.symbol == symbol)
            holding.enable_shares = holding.qty_shares - locked
            if symbol in feed.delisted:
                holding.last_li = 0

    def bought(self, symbol: str, qty_shares: int, price_li: int) -> None:
        """Add a purchase, not sellable today."""
        holding = self.holdings.setdefault(symbol, Holding(0, 0, 0, price_li))
        holding.qty_shares += qty_shares
        holding.cost_fen += notional_fen(price_li, qty_shares)
        self.bought_today[symbol] += qty_shares

    def sold(self, symbol: str, qty_shares: int) -> None:
        """Take away sold shares with their part of the cost; they left `enable_shares` when the order was taken."""
        holding = self.holdings[symbol]
        holding.cost_fen -= holding.cost_fen * qty_shares // holding.qty_shares
        holding.qty_shares -= qty_shares
        self.sold_today[symbol] += qty_shares

    def end_day(self, feed: DayFeed) -> None:
        """Withhold the tax on what was sold, mark at the close and drop what is sold out."""
        self._clear(feed.day)
        self.holdings = {symbol: each for symbol, each in sorted(self.holdings.items()) if each.qty_shares}
        for symbol, holding in self.holdings.items():
            if symbol in feed.bars:
                holding.last_li = feed.bars[symbol].close_li

    def _clear(self, day: date) -> None:
        """Net the day share by share: deliver from the oldest that could be sold, or take in what came."""
        for symbol in sorted(self.sold_today.keys() | self.bought_today.keys()):
            gained = self.bought_today[symbol] - self.sold_today[symbol]
            due = self._deliver(symbol, max(-gained, 0), day)
            if self.taxed:
                self.withheld_fen += sum(round_rate_fen(taxable, rate) for rate, taxable in due.items())
            if gained > 0:
                self.tranches.append(Tranche(symbol, gained, day, day + timedelta(days=1)))
        self.tranches = [tranche for tranche in self.tranches if tranche.qty_shares]
        self.sold_today.clear()
        self.bought_today.clear()

    def _deliver(self, symbol: str, left: int, day: date) -> Counter[Decimal]:
        due: Counter[Decimal] = Counter()
        for tranche in self.tranches:
            if left and tranche.symbol == symbol and tranche.sellable <= day and tranche.qty_shares:
                taken = min(left, tranche.qty_shares)
                part = (2 * tranche.taxable_fen * taken + tranche.qty_shares) // (2 * tranche.qty_shares)
                due[dividend_tax_rate(tranche.acquired, day)] += part
                tranche.qty_shares -= taken
                tranche.taxable_fen -= part
                left -= taken
        return due
