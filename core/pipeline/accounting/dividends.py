"""Cash, bonus shares and conversions on the ex-date."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal

import pandas as pd

from core.domain.dates import date_of, ymd
from core.domain.dividend_tax import PAR_FEN, from_profits, share_out
from core.domain.holdings import Lot, entitlement
from core.domain.journal import JournalEntry, Ledger, LotMove, Posting
from core.pipeline.accounting.lots import OpenLots


def dividend_entries(
    day: date, dividends: pd.DataFrame, lots: Iterable[Lot], posted: Collection[str] = ()
) -> list[JournalEntry]:
    """Return one entry per held symbol that goes ex on `day`, by symbol; refs in `posted` are left out.

    `dividends` has the columns of the dataset (cash_div_tax in yuan per share before tax, stk_div in shares per
    share, NaN = none; stk_bo_rate and stk_co_rate the parts of them from profits and reserves, NaN = not known;
    trade_date = ex-date). Shares held at the previous close are entitled: lots acquired on `day` do not count. Cash is
    settled at once and in full: each lot remembers what of it will be taxed at its sale. Bonus and converted shares are
    a lot without cost, sellable from div_listdate, or from the ex-date where that is unknown.
    """
    held = OpenLots(lot for lot in lots if lot.acquired_date < day)
    due = dividends[(dividends["trade_date"] == ymd(day)) & dividends["ts_code"].isin(held.symbols())]
    entries = []
    for row in due.sort_values("ts_code").to_dict("records"):
        ref = f"div:{ymd(day)}:{row['ts_code']}"
        if ref not in posted:
            entry = _entry(ref, day, row, held.of(row["ts_code"]))
            if entry.postings or entry.lot_moves:
                entries.append(entry)
    return entries


def _entry(ref: str, day: date, row: Mapping[str, object], lots: list[Lot]) -> JournalEntry:
    symbol = lots[0].symbol
    shares = [lot.qty_shares for lot in lots]
    per_share = _per_share(row["stk_div"])
    cash_fen, bonus = entitlement(sum(shares), _per_share(row["cash_div_tax"]), per_share)
    taxed = from_profits(per_share, _stated(row.get("stk_bo_rate")), _stated(row.get("stk_co_rate")))
    taxable_fen = cash_fen + entitlement(sum(shares), Decimal(0), taxed)[1] * PAR_FEN
    moves = [
        LotMove(lot.lot_id, symbol, 0, 0, lot.acquired_date, lot.sellable_date, part)
        for lot, part in zip(lots, share_out(taxable_fen, shares), strict=True)
        if part
    ]
    if bonus:
        moves.append(LotMove(ref, symbol, bonus, 0, day, _listed(row.get("div_listdate"), day)))
    postings = (Posting(Ledger.CASH_SETTLED, cash_fen), Posting(Ledger.DIVIDENDS, -cash_fen, symbol))
    memo = f"{symbol} cash {cash_fen} fen, {bonus} bonus shares"
    return JournalEntry(ref, day, "dividend", memo, postings if cash_fen else (), tuple(moves))


def _listed(number: object, day: date) -> date:
    return day if number is None or pd.isna(number) else max(day, date_of(int(str(number).split(".")[0])))


def _per_share(figure: object) -> Decimal:
    return _stated(figure) or Decimal(0)


def _stated(figure: object) -> Decimal | None:
    return None if figure is None or pd.isna(figure) else Decimal(str(figure))
