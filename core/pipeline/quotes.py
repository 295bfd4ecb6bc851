"""Reference prices after the call auction, with the limits and obstacles of the day."""

import math
from collections.abc import Mapping
from datetime import date
from typing import Literal

import pandas as pd

from core.domain.money import li_from_yuan
from core.domain.quote import Quote
from core.domain.rulebook import Status, price_band
from core.domain.symbols import board_of


def build_quotes(
    auction: pd.DataFrame,
    stk_limit: pd.DataFrame,
    suspend_d: pd.DataFrame,
    closes_li: Mapping[str, int],
    universe: pd.DataFrame,
    trade_date: date,
) -> dict[str, Quote]:
    """Return the quote of every symbol in `universe` that has a previous close, by symbol.

    The frames hold the trade date's rows only (yuan). `universe` has ts_code, status, industry, listed_days (as of the
    data date, so one is added) and mean_amount_20 (yuan); what is no A-share in it gets no quote. The ex-right previous
    close comes from stk_limit, else the auction, else it is the raw one of `closes_li`. Limits that are missing are
    worked out by the rulebook. A missing or zero auction price leaves the previous close as reference. A share halted
    for part of the day counts as suspended, and so does one without an auction price where others have one.
    """
    limits = _by_symbol(stk_limit)
    auctions = _by_symbol(auction)
    halted = set(suspend_d.loc[suspend_d["suspend_type"] == "S", "ts_code"]) if len(suspend_d) else set()
    quotes = {}
    for symbol, facts in _by_symbol(universe).items():
        limit, traded = limits.get(symbol, {}), auctions.get(symbol, {})
        stated_li = _price_li(limit.get("pre_close")) or _price_li(traded.get("pre_close"))
        pre_close_li = stated_li or closes_li.get(symbol)
        if pre_close_li and facts["board"]:
            absent = bool(auctions) and symbol not in auctions
            quotes[symbol] = _quote(symbol, facts, pre_close_li, limit, traded, symbol in halted or absent, trade_date)
    return quotes


def _quote(
    symbol: str,
    facts: Mapping[str, object],
    pre_close_li: int,
    limit: Mapping[str, object],
    traded: Mapping[str, object],
    suspended: bool,
    trade_date: date,
) -> Quote:
    board = board_of(symbol)
    status = Status(str(facts["status"]))
    listed_days = _whole(facts["listed_days"]) + 1
    derived = price_band(pre_close_li, board, status, trade_date, listed_days)
    up_li = _price_li(limit.get("up_limit")) or derived.up_li
    down_li = _price_li(limit.get("down_limit")) or derived.down_li
    auction_li = None if suspended else _price_li(traded.get("price"))
    source: Literal["auction", "pre_close"] = "pre_close" if auction_li is None else "auction"
    return Quote(
        symbol=symbol,
        ref_li=pre_close_li if auction_li is None else auction_li,
        pre_close_li=pre_close_li,
        up_li=up_li,
        down_li=down_li,
        suspended=suspended,
        locked_up=auction_li is not None and up_li is not None and auction_li >= up_li,
        locked_down=auction_li is not None and down_li is not None and auction_li <= down_li,
        source=source,
        board=board,
        status=status,
        listed_days=listed_days,
        mean_amount_yuan=_positive(facts["mean_amount_20"]),
        sector=str(facts.get("industry") or ""),
    )


def _by_symbol(frame: pd.DataFrame) -> dict[str, dict[str, object]]:
    columns = {str(name): frame[name].tolist() for name in frame.columns}
    symbols = columns.get("ts_code", [])
    return {
        str(symbol): {name: values[place] for name, values in columns.items()} for place, symbol in enumerate(symbols)
    }


def _positive(value: object) -> float | None:
    """Return the figure, None where it is missing, NaN, infinite or not above zero."""
    number = math.nan if value is None or value is pd.NA else float(str(value))
    return number if math.isfinite(number) and number > 0 else None


def _price_li(value: object) -> int | None:
    number = _positive(value)
    return None if number is None else li_from_yuan(number) or None


def _whole(value: object) -> int:
    number = _positive(value)
    return 0 if number is None else int(number)
