"""The daily interfaces under Tushare's names and in its units: 手, 千元, 万股, 万元; auctions in 股 and 元."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.adapters.demo.arrays import Flags, Floats, Ints
from core.adapters.demo.index import INDEX_CODE
from core.adapters.demo.market import DemoExchange
from core.adapters.demo.query import Query
from core.domain.dates import ymd

_LOT = 100
_THOUSAND_YUAN_FEN = 1e5
_TEN_THOUSAND = 1e4
_FEN = 100
_LI = 1000
_HALTING_MOVE = 0.3


@dataclass(frozen=True, slots=True)
class Cells:
    """The matrix cells a reply is made of, newest day first, then by ts_code."""

    rows: Ints
    columns: Ints

    def of(self, matrix: Ints | Floats) -> Ints | Floats:
        """The values of these cells."""
        return matrix[self.rows, self.columns]

    def yuan(self, matrix: Ints) -> Floats:
        """The fen of these cells as yuan."""
        return matrix[self.rows, self.columns] / _FEN


def daily(market: DemoExchange, query: Query) -> pd.DataFrame:
    """Bars; a suspended day has no row."""
    cells, prices = _cells(market, market.traded, query), market.prices
    close, before = cells.yuan(prices.close), cells.yuan(prices.pre_close)
    return _frame(market, cells, {
        "open": cells.yuan(prices.open), "high": cells.yuan(prices.high), "low": cells.yuan(prices.low),
        "close": close, "pre_close": before, "change": np.round(close - before, 2),
        "pct_chg": np.round((close / before - 1) * 100, 4),
        "vol": cells.of(market.vol) / _LOT, "amount": cells.of(market.amount) / _THOUSAND_YUAN_FEN,
    })  # fmt: skip


def daily_basic(market: DemoExchange, query: Query) -> pd.DataFrame:
    """Ratios of traded shares; pe is missing for a loss."""
    cells, base = _cells(market, market.traded, query), market.fundamentals
    close, vol = cells.yuan(market.prices.close), cells.of(market.vol)
    total, floating = cells.of(market.total_shares), cells.of(market.float_shares)
    value, free = total * close, np.rint(floating * 0.7)
    earnings = base.earnings_yuan[cells.columns]
    pe = np.where(earnings > 0, value / np.where(earnings > 0, earnings, 1.0), np.nan)
    ps = value / base.revenue_yuan[cells.columns]
    dividend_yield = cells.of(market.year_cash_li) / _LI / close * 100
    columns = {
        "turnover_rate": vol / floating * 100, "turnover_rate_f": vol / free * 100,
        "volume_ratio": vol / cells.of(market.recent_vol),
        "pe": pe, "pe_ttm": pe, "pb": value / base.book_yuan[cells.columns], "ps": ps, "ps_ttm": ps,
        "dv_ratio": dividend_yield, "dv_ttm": dividend_yield,
        "total_share": total / _TEN_THOUSAND, "float_share": floating / _TEN_THOUSAND,
        "free_share": free / _TEN_THOUSAND,
        "total_mv": value / _TEN_THOUSAND, "circ_mv": floating * close / _TEN_THOUSAND,
    }  # fmt: skip
    return _frame(market, cells, {"close": close, **{name: np.round(values, 4) for name, values in columns.items()}})


def adj_factor(market: DemoExchange, query: Query) -> pd.DataFrame:
    """The factor of every listed share, suspended or not."""
    cells = _cells(market, market.listed, query)
    return _frame(market, cells, {"adj_factor": np.round(cells.of(market.prices.adj_factor), 6)})


def stk_limit(market: DemoExchange, query: Query) -> pd.DataFrame:
    """Limit prices of every listed share; no row on a day without limits."""
    cells, prices = _cells(market, market.listed & ~market.prices.free, query), market.prices
    return _frame(market, cells, {
        "pre_close": cells.yuan(prices.pre_close),
        "up_limit": cells.yuan(prices.up), "down_limit": cells.yuan(prices.down),
    })  # fmt: skip


def suspend_d(market: DemoExchange, query: Query) -> pd.DataFrame:
    """S on each suspended day, R on the day trading resumes, S with its minutes for a halt within a listing day."""
    resumed = np.zeros_like(market.suspended)
    resumed[1:] = market.suspended[:-1] & market.traded[1:]
    wanted = query.choices("suspend_type")
    frames = []
    for kind, timing, mask in (
        ("S", None, market.suspended),
        ("S", "09:31-09:41", _halts(market)),
        ("R", None, resumed),
    ):
        cells = _cells(market, mask, query)
        frame = _frame(market, cells, {"suspend_timing": [timing] * len(cells.rows), "suspend_type": kind})
        frames.append(frame if not wanted or kind in wanted else frame.iloc[:0])
    rows = pd.concat(frames, ignore_index=True)
    return rows.sort_values(["trade_date", "ts_code"], ascending=[False, True], kind="stable", ignore_index=True)


def stk_auction(market: DemoExchange, query: Query) -> pd.DataFrame:
    """The opening call auction: its price is the open. The fields known at 09:25, nothing of the day after it."""
    cells, prices = _cells(market, market.traded, query), market.prices
    vol, floating = cells.of(market.auction_vol), cells.of(market.float_shares)
    return _frame(market, cells, {
        "vol": vol, "price": cells.yuan(prices.open), "amount": vol * cells.of(prices.open) / _FEN,
        "pre_close": cells.yuan(prices.pre_close), "turnover_rate": np.round(vol / floating * 100, 6),
        "volume_ratio": np.round(vol / cells.of(market.recent_vol), 4), "float_share": floating / _TEN_THOUSAND,
    })  # fmt: skip


def index_daily(market: DemoExchange, query: Query) -> pd.DataFrame:
    """Bars of the one index the demo has."""
    codes = query.choices("ts_code")
    rows = _days(market, query)[::-1] if INDEX_CODE in codes else np.empty(0, np.int64)
    bars = market.index
    close, before = bars.close[rows], bars.pre_close[rows]
    return pd.DataFrame({
        "ts_code": [INDEX_CODE] * len(rows), "trade_date": _dates(market, rows),
        "close": close, "open": bars.open[rows], "high": bars.high[rows], "low": bars.low[rows],
        "pre_close": before, "change": np.round(close - before, 4), "pct_chg": np.round((close / before - 1) * 100, 4),
        "vol": bars.vol[rows] / _LOT, "amount": bars.amount[rows] / _THOUSAND_YUAN_FEN,
    })  # fmt: skip


def _halts(market: DemoExchange) -> Flags:
    """Listing days that halt for ten minutes because the price moved 30 % from the open."""
    prices = market.prices
    moved = np.maximum(prices.high - prices.open, prices.open - prices.low) >= _HALTING_MOVE * prices.open
    flags: Flags = prices.free & market.traded & moved
    return flags


def _days(market: DemoExchange, query: Query) -> Ints:
    first, last = query.span("trade_date")
    last = last if query.through is None else min(last, ymd(query.through))
    return np.flatnonzero((market.day_numbers >= first) & (market.day_numbers <= last))


def _cells(market: DemoExchange, mask: Flags, query: Query) -> Cells:
    rows = _days(market, query)[::-1]
    codes = query.choices("ts_code")
    columns = np.flatnonzero(np.isin(market.codes, codes)) if codes else np.arange(len(market.codes))
    picked_rows, picked_columns = np.nonzero(mask[np.ix_(rows, columns)])
    return Cells(rows[picked_rows], columns[picked_columns])


def _dates(market: DemoExchange, rows: Ints) -> list[str]:
    return [str(number) for number in market.day_numbers[rows]]


def _frame(market: DemoExchange, cells: Cells, columns: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame({"ts_code": market.codes[cells.columns], "trade_date": _dates(market, cells.rows), **columns})
