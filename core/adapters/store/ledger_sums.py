"""Sums over the ledger that a screen shows: what names have brought and what a day has cost. Reads only."""

from collections import defaultdict
from datetime import date

from sqlalchemy import Engine, func, select

from core.adapters.store import schema
from core.domain.dates import date_of, ymd
from core.domain.journal import Ledger

_ENTRIES, _POSTINGS = schema.journal_entries, schema.postings
_FEES = (Ledger.COMMISSION, Ledger.STAMP, Ledger.TRANSFER, Ledger.OTHER_FEES, Ledger.DIVIDEND_TAX)
_RESULTS = (*_FEES, Ledger.REALISED, Ledger.DIVIDENDS, Ledger.WRITE_DOWNS, Ledger.ADJUSTMENTS)


def results_by_symbol(engine: Engine, first: date, last: date) -> dict[str, int]:
    """Return what each symbol has brought in [first, last], fees and taxes taken off, in fen; gains positive."""
    total = func.sum(_POSTINGS.c.amount_fen)
    query = (
        select(_POSTINGS.c.symbol, total)
        .join(_ENTRIES, _ENTRIES.c.entry_id == _POSTINGS.c.entry_id)
        .where(_ENTRIES.c.trade_date.between(ymd(first), ymd(last)))
        .where(_POSTINGS.c.account.in_([account.value for account in _RESULTS]))
        .group_by(_POSTINGS.c.symbol)
    )
    with engine.connect() as connection:
        return {symbol: -int(amount) for symbol, amount in connection.execute(query)}


def fees_by_day(engine: Engine, first: date, last: date) -> dict[date, dict[Ledger, int]]:
    """Return the fees and taxes booked on each day of [first, last] by account, in fen."""
    query = (
        select(_ENTRIES.c.trade_date, _POSTINGS.c.account, func.sum(_POSTINGS.c.amount_fen))
        .join(_ENTRIES, _ENTRIES.c.entry_id == _POSTINGS.c.entry_id)
        .where(_ENTRIES.c.trade_date.between(ymd(first), ymd(last)))
        .where(_POSTINGS.c.account.in_([account.value for account in _FEES]))
        .group_by(_ENTRIES.c.trade_date, _POSTINGS.c.account)
    )
    days: defaultdict[date, dict[Ledger, int]] = defaultdict(dict)
    with engine.connect() as connection:
        for day, account, amount in connection.execute(query):
            days[date_of(day)][Ledger(account)] = int(amount)
    return dict(days)


def traded_by_day(engine: Engine, first: date, last: date) -> dict[date, int]:
    """Return what was bought and sold on each day of [first, last] together, in fen."""
    fills = schema.fills
    amount = func.sum(fills.c.price_li * fills.c.qty_shares)
    query = (
        select(fills.c.trade_date, amount)
        .where(fills.c.trade_date.between(ymd(first), ymd(last)))
        .group_by(fills.c.trade_date)
    )
    with engine.connect() as connection:
        return {date_of(day): int(traded_li) // 10 for day, traded_li in connection.execute(query)}
