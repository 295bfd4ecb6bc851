"""A trading day minute by minute, made from the day's bar: opens at its open, stays inside it, ends at its close."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate, pairwise

from core.adapters.paper.draws import rng
from core.adapters.paper.feed import DayBar
from core.domain.dates import ymd
from core.domain.rulebook import TICK_LI

OPEN_AUCTION_S = 9 * 3600 + 25 * 60
MORNING_S = (9 * 3600 + 30 * 60, 11 * 3600 + 30 * 60)
AFTERNOON_S = (13 * 3600, 14 * 3600 + 57 * 60)
CLOSE_S = 15 * 3600
BOUNDARIES_S: tuple[int, ...] = (OPEN_AUCTION_S, *range(*MORNING_S, 60), *range(*AFTERNOON_S, 60), CLOSE_S)
_LAST = len(BOUNDARIES_S) - 1
_AUCTION_SHARE = 0.03
_NOISE = 0.04


def continuous(at_s: float) -> bool:
    """Whether orders are matched as they arrive at that second of the day."""
    return MORNING_S[0] <= at_s < MORNING_S[1] or AFTERNOON_S[0] <= at_s < AFTERNOON_S[1]


def index_at(at_s: float) -> int:
    """The last matching instant at or before that second; -1 before the opening auction."""
    return bisect_right(BOUNDARIES_S, at_s) - 1


@dataclass(frozen=True, slots=True)
class PricePath:
    """Price in 厘 and shares traded so far at every instant of BOUNDARIES_S."""

    prices_li: tuple[int, ...]
    traded_shares: tuple[int, ...]


def price_path(bar: DayBar, seed: int, day: date, symbol: str) -> PricePath:
    """Return the day's path; the same (seed, day, symbol) gives the same one.

    Straight lines between open, high, low (at drawn minutes) and close, with noise clipped to [low, high], on the tick.
    """
    draw = rng(seed, ymd(day), symbol, "path")
    at_high, at_low = draw.sample(range(1, _LAST), 2)
    anchors = sorted({at_high: bar.high_li, at_low: bar.low_li, 0: bar.open_li, _LAST: bar.close_li}.items())
    prices = [bar.open_li]
    for (start, first), (end, last) in pairwise(anchors):
        for i in range(start + 1, end):
            wanted = first + (last - first) * (i - start) / (end - start)
            wanted += (bar.high_li - bar.low_li) * _NOISE * draw.gauss(0, 1)
            prices.append(_inside(wanted, bar))
        prices.append(last)
    return PricePath(tuple(prices), tuple(int(bar.volume_shares * share) for share in _volume_shares()))


def _inside(price_li: float, bar: DayBar) -> int:
    return min(max(round(price_li / TICK_LI) * TICK_LI, bar.low_li), bar.high_li)


@lru_cache(maxsize=1)
def _volume_shares() -> tuple[float, ...]:
    """Return the share of the day's volume done by each instant: busy at both ends, as real days are."""
    middle = _LAST / 2
    weights = [1.0 + 1.5 * ((i - middle) / middle) ** 2 for i in range(1, _LAST + 1)]
    scale = (1 - _AUCTION_SHARE) / sum(weights)
    done = list(accumulate([_AUCTION_SHARE, *(weight * scale for weight in weights)]))
    return (*(min(1.0, share) for share in done[:-1]), 1.0)
