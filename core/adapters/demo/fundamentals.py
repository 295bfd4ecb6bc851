"""Shares, book value, earnings and revenue behind the ratios of `daily_basic`."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from core.adapters.demo.arrays import Floats, Ints
from core.adapters.demo.companies import Company
from core.adapters.demo.returns import Traits
from core.domain.rulebook import Status
from core.domain.symbols import Board

_TYPICAL_VALUE_YUAN = 9e9
_HIGHEST_PRICE_YUAN = 300.0


@dataclass(frozen=True, slots=True)
class Fundamentals:
    """What stands behind a share at the span's start: fen a share, shares, yuan; `turnover` is a fraction a day."""

    first_price: Ints
    total_shares: Ints
    float_shares: Ints
    book_yuan: Floats
    earnings_yuan: Floats
    revenue_yuan: Floats
    turnover: Floats


def draw_fundamentals(
    rng: np.random.Generator, companies: list[Company], traits: Traits, days: list[date]
) -> Fundamentals:
    """Draw sizes and values that agree with the traits: small shares are small, cheap shares have much book."""
    count = len(companies)
    young = np.array([company.board in {Board.STAR, Board.CHINEXT} for company in companies])
    weak = np.array([any(span.status is not Status.NORMAL for span in company.names) for company in companies])
    new = np.array([company.list_day >= days[0] for company in companies])
    price_yuan = np.exp(rng.normal(2.45, 0.65, count) + 0.5 * young)
    price_yuan = np.where(weak, rng.uniform(2.2, 4.5, count), np.clip(price_yuan, 2.5, _HIGHEST_PRICE_YUAN))
    price = np.rint(price_yuan * 100).astype(np.int64)
    market_value = _TYPICAL_VALUE_YUAN * np.exp(-1.0 * traits.small) * np.where(weak, 0.4, 1.0)
    total = np.rint(market_value / price * 100 / 1e4).astype(np.int64) * 10_000
    loose = np.where(new, rng.uniform(0.18, 0.3, count), rng.uniform(0.4, 1.0, count))
    book = market_value / np.exp(0.9 - 0.5 * traits.value + 0.2 * rng.standard_normal(count))
    return_on_book = rng.normal(0.08, 0.06, count) - 0.15 * weak
    return Fundamentals(
        first_price=price,
        total_shares=total,
        float_shares=np.rint(total * loose).astype(np.int64),
        book_yuan=book,
        earnings_yuan=book * return_on_book,
        revenue_yuan=market_value / np.exp(rng.normal(1.0, 0.7, count)),
        turnover=0.013 * np.exp(0.35 * rng.standard_normal(count) + 0.15 * traits.small) * np.where(new, 4.0, 1.0),
    )
