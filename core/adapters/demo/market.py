"""The demo exchange: a whole seeded market, made at once and always the same for the same arguments."""

from datetime import date
from functools import cached_property

import numpy as np

from core.adapters.demo.arrays import Flags, Floats, Ints
from core.adapters.demo.bands import limit_permille
from core.adapters.demo.calendar import exchange_calendar, sessions
from core.adapters.demo.companies import FEWEST, MOST, found_companies, status_changes
from core.adapters.demo.distributions import distribute
from core.adapters.demo.fundamentals import draw_fundamentals
from core.adapters.demo.halts import listed, suspended
from core.adapters.demo.index import index_bars
from core.adapters.demo.returns import draw_traits, wish_returns
from core.adapters.demo.tape import play, trade_volumes
from core.domain.dates import ymd
from core.domain.errors import FixAndRestart

# The span crosses 2026-07-06, when main-board ST limits widened, within the last twenty days.
FIRST_DAY = date(2025, 5, 6)
LAST_DAY = date(2026, 7, 24)

_FEWEST_SESSIONS = 60
_VOLUME_SESSIONS = 5
_YEAR_SESSIONS = 243
_PERMILLE = 1000


def replay_days(count: int, start: date = FIRST_DAY, end: date = LAST_DAY) -> list[date]:
    """The last `count` sessions of the span that still have a next session inside it."""
    days = sessions(start, end)
    if not 0 < count < len(days):
        raise FixAndRestart(f"{count} replay days were asked, the span has {len(days) - 1}", "ask for fewer days")
    return days[-1 - count : -1]


class DemoExchange:
    """A synthetic A-share market from `start` to `end`; prices in fen, volumes in shares, days × companies.

    Raises FixAndRestart for fewer than 60 sessions or a number of symbols outside 50…5000.
    """

    def __init__(self, seed: int, symbols: int = 400, start: date = FIRST_DAY, end: date = LAST_DAY) -> None:
        if not FEWEST <= symbols <= MOST:
            raise FixAndRestart(f"{symbols} symbols were asked for", f"choose between {FEWEST} and {MOST}")
        self.days = sessions(start, end)
        if len(self.days) < _FEWEST_SESSIONS:
            raise FixAndRestart(
                f"{start}…{end} has {len(self.days)} sessions", f"choose a span of at least {_FEWEST_SESSIONS}"
            )
        # The next December is announced before it comes: a calendar that ended with the span would raise alarms.
        self.calendar = exchange_calendar(date(start.year, 1, 1), date(end.year + (end.month > 10), 12, 31))
        rng = np.random.default_rng(seed)
        self.companies = found_companies(rng, self.days, symbols)
        self.day_numbers = np.array([ymd(day) for day in self.days])
        self.codes = np.array([company.ts_code for company in self.companies])
        self.listed = listed(self.companies, self.days)
        self.suspended = suspended(rng, self.companies, self.days)
        self.traded: Flags = self.listed & ~self.suspended
        self._play(rng)

    @cached_property
    def recent_vol(self) -> Floats:
        """Mean volume of the five sessions before, suspended ones left out; NaN where none of them traded."""
        count = _before(self.traded.astype(np.int64), _VOLUME_SESSIONS)
        mean: Floats = _before(self.vol, _VOLUME_SESSIONS) / np.where(count > 0, count, np.nan)
        return mean

    @cached_property
    def year_cash_li(self) -> Ints:
        """Cash before tax a share in 厘, over the last year of sessions including the day."""
        cash = self.distributions.cash_li
        return _before(cash, _YEAR_SESSIONS - 1) + cash

    def _play(self, rng: np.random.Generator) -> None:
        traits = draw_traits(rng, self.companies)
        self.fundamentals = draw_fundamentals(rng, self.companies, traits, self.days)
        changes = [
            (row, column, after.status)
            for column, company in enumerate(self.companies)
            for row, _, after in status_changes(company, self.days)
            if row != company.first
        ]
        wishes = wish_returns(rng, self.companies, traits, changes, len(self.days))
        first_price = self.fundamentals.first_price
        self.distributions = distribute(rng, self.companies, self.days, self.traded, first_price)
        limits = limit_permille(self.companies, self.days)
        self.prices = play(rng, first_price, self.traded, limits, wishes, self.distributions)
        self.total_shares = self._grown(self.fundamentals.total_shares)
        self.float_shares = self._grown(self.fundamentals.float_shares)
        self.vol, self.amount = trade_volumes(
            rng, self.prices, self.traded, self.fundamentals.turnover, self.float_shares
        )
        self.auction_vol = self._auction(rng)
        members = self.listed[0] & np.array([not code.endswith("BJ") for code in self.codes])
        self.index = index_bars(rng, self.prices, self.float_shares, members, self.vol, self.amount)

    def _grown(self, shares: Ints) -> Ints:
        """The share count of each day, bonus shares counted from their ex-date."""
        growth = np.cumprod(1 + self.distributions.bonus_permille / _PERMILLE, axis=0)
        return np.rint(shares * growth).astype(np.int64)

    def _auction(self, rng: np.random.Generator) -> Ints:
        """Shares matched in the opening call auction: 1–4 % of the day's volume, whole lots where possible."""
        share = rng.uniform(0.01, 0.04, self.vol.shape)
        lots = np.maximum((self.vol * share / 100).astype(np.int64), 1) * 100
        vol: Ints = np.minimum(lots, self.vol)
        return vol


def _before(matrix: Ints, sessions_back: int) -> Ints:
    """Sum of each column over the `sessions_back` rows before each row."""
    sums = np.vstack([np.zeros((1, matrix.shape[1]), np.int64), np.cumsum(matrix, axis=0)])
    rows = np.arange(len(matrix))
    total: Ints = sums[rows] - sums[np.maximum(rows - sessions_back, 0)]
    return total
