"""A clerk with a pocket calculator: what the books must say, kept without entries, accounts or running lots.

Every share in the drawer is one of a heap bought together; money is counted in one purse per kind. Dividends per share
are exact fractions, so that a tax can be checked within the roundings the books make on the way.
"""

import math
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from core.domain.orders import Side


def half_up(value: Fraction) -> int:
    return math.floor(value + Fraction(1, 2))


@dataclass
class Heap:
    """Shares that came together, what one of them has earned untaxed, and how often rounding touched them."""

    name: str
    shares: int
    came: date
    free_from: date
    earned: Fraction = Fraction(0)
    touched: int = 0


@dataclass
class Clerk:
    """Knows what is legal; a deed that is not leaves everything as it was and answers False."""

    free: int
    waiting: int = 0
    held_back: int = 0
    fees: int = 0
    dividends: int = 0
    tax_paid: int = 0
    heaps: dict[str, list[Heap]] = field(default_factory=dict)
    orders: dict[str, int] = field(default_factory=dict)

    def shares(self) -> Counter[str]:
        return +Counter({symbol: sum(heap.shares for heap in heaps) for symbol, heaps in self.heaps.items()})

    def sellable(self, today: date) -> Counter[str]:
        return +Counter({s: sum(h.shares for h in heaps if h.free_from <= today) for s, heaps in self.heaps.items()})

    def new_morning(self) -> None:
        self.free += self.waiting
        self.waiting = 0

    def pay(self, symbol: str, today: date, cash: Fraction, bonus: Fraction, free_from: date, name: str) -> None:
        """Cash in yuan and new shares, per share held since yesterday."""
        owners = [heap for heap in self.heaps.get(symbol, []) if heap.came < today]
        held = sum(heap.shares for heap in owners)
        paid, new = half_up(cash * held * 100), math.floor(bonus * held)
        self.free += paid
        self.dividends += paid
        for heap in owners:
            heap.earned += cash * 100
            heap.touched += 1
        if new:
            self.heaps[symbol].append(Heap(name, new, today, free_from))

    def hold_back(self, fen: int) -> bool:
        if fen > self.free:
            return False
        self.free -= fen
        self.held_back += fen
        return True

    def give_back(self) -> None:
        self.free += self.held_back
        self.held_back = 0

    def cost_of_order(self, side: Side, fen: int) -> int:
        stamp = half_up(Fraction(fen, 2000)) if side is Side.SELL else 0
        return max(500, half_up(Fraction(fen, 4000))) + half_up(Fraction(fen, 100_000)) + stamp

    def buy(self, symbol: str, shares: int, fen: int, today: date, tomorrow: date, name: str) -> bool:
        fees = self.cost_of_order(Side.BUY, fen)
        if fen + fees > self.free or fen + fees > self.free + self.waiting + self.held_back:
            return False
        self.free -= fen + fees
        self.fees += fees
        self.orders[name] = fees
        self.heaps.setdefault(symbol, []).append(Heap(name, shares, today, tomorrow))
        return True

    def tax_on(self, symbol: str, shares: int, today: date) -> tuple[Fraction, Fraction]:
        """The exact tax on the oldest shares that may be sold, and how far rounding may lead from it."""
        tax, slack, left = Fraction(0), Fraction(2), shares
        for heap in sorted(self.heaps.get(symbol, []), key=lambda heap: heap.came):
            if heap.free_from <= today and left:
                gone = min(left, heap.shares)
                left -= gone
                tax += heap.earned * gone * years_share(heap.came, today)
                slack += heap.touched
        return tax, slack

    def sell(self, symbol: str, shares: int, fen: int, today: date, name: str, tax: int) -> bool:
        fees = self.cost_of_order(Side.SELL, fen)
        if shares > self.sellable(today)[symbol] or self.free + self.waiting + self.held_back + fen - fees - tax < 0:
            return False
        self.waiting += fen - fees - tax
        self.fees += fees
        self.tax_paid += tax
        self.orders[name] = fees
        for heap in sorted(self.heaps[symbol], key=lambda heap: heap.came):
            if heap.free_from <= today and shares:
                gone = min(shares, heap.shares)
                heap.shares -= gone
                heap.touched += 1
                shares -= gone
        self.heaps[symbol] = [heap for heap in self.heaps[symbol] if heap.shares]
        return True

    def correct_fees(self, name: str, fees: int) -> bool:
        change = fees - self.orders[name]
        if self.free - change < 0 or self.free + self.waiting + self.held_back - change < 0:
            return False
        self.free -= change
        self.fees += change
        self.orders[name] = fees
        return True

    def rename(self, old: str, new: str) -> None:
        self.heaps.setdefault(new, []).extend(self.heaps.pop(old))


def years_share(came: date, gone: date) -> Fraction:
    """A fifth within a month, a tenth within a year, by counting whole calendar months that have gone by."""
    months = (gone.year - came.year) * 12 + gone.month - came.month
    if months < 1 or (months == 1 and gone.day <= came.day):
        return Fraction(1, 5)
    return Fraction(1, 10) if months < 12 or (months == 12 and gone.day <= came.day) else Fraction(0)
