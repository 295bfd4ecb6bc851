"""Cash and bonus shares on the ex-date."""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

import pandas as pd

from core.domain.dates import date_of, ymd
from core.domain.holdings import Lot, entitlement
from core.domain.journal import JournalEntry, Ledger, LotMove, Posting
from core.pipeline.accounting.lots import OpenLots


def dividend_entries(
    day: date, dividends: pd.DataFrame, lots: Iterable[Lot], posted: Collection[str] = ()
) -> list[JournalEntry]:
    """Return one entry per held symbol that goes ex on `day`, by symbol; refs in `posted` are left out.

    `dividends` has the columns of the dataset (cash_div_tax in yuan per share before tax, stk_div in shares per
    share, NaN = none, trade_date = ex-date). Shares held at the previous close are entitled: lots acquired on `day` do
    not count. Cash is settled at once; bonus shares are a lot without cost, sellable from div_listdate, or from the
    ex-date where that is unknown.
    """
    held = OpenLots(lot for lot in lots if lot.acquired_date < day)
    due = dividends[(dividends["trade_date"] == ymd(day)) & dividends["ts_code"].isin(held.symbols())]
    entries = []
    for row in due.sort_values("ts_code").to_dict("records"):
        ref = f"div:{ymd(day)}:{row['ts_code']}"
        shares = held.held(row["ts_code"])
        cash_fen, bonus = entitlement(shares, _per_share(row["cash_div_tax"]), _per_share(row["stk_div"]))
        if ref not in posted and (cash_fen or bonus):
            listed = row.get("div_listdate")
            sellable = day if listed is None or pd.isna(listed) else max(day, date_of(int(listed)))
            entries.append(_entry(ref, day, row["ts_code"], cash_fen, bonus, sellable))
    return entries


def _per_share(figure: float | None) -> Decimal:
    return Decimal(0) if figure is None or pd.isna(figure) else Decimal(str(figure))


def _entry(ref: str, day: date, symbol: str, cash_fen: int, bonus: int, sellable: date) -> JournalEntry:
    postings = (Posting(Ledger.CASH_SETTLED, cash_fen), Posting(Ledger.DIVIDENDS, -cash_fen, symbol))
    moves = (LotMove(ref, symbol, bonus, 0, day, sellable),)
    memo = f"{symbol} cash {cash_fen} fen, {bonus} bonus shares"
    return JournalEntry(ref, day, "dividend", memo, postings if cash_fen else (), moves if bonus else ())
