"""What a company does to its shareholders besides dividends: rights, a new code or an exchange of shares, the end.

No data source tells these in time for the books, so a person enters them, except a delisting.
"""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from core.domain.dates import ymd
from core.domain.dividend_tax import share_out
from core.domain.errors import FixAndRestart, SkipName
from core.domain.holdings import Lot
from core.domain.journal import JournalEntry, Ledger, LotMove, Posting
from core.domain.money import notional_fen
from core.domain.symbols import board_of
from core.pipeline.accounting.lots import OpenLots


def rights_entry(
    day: date, symbol: str, lots: Iterable[Lot], ratio: Decimal, price_li: int, taken_shares: int, listed: date
) -> JournalEntry:
    """Return the entry of a rights issue (配股) paid on `day`: cash against a lot sellable from `listed`.

    `ratio` is new shares per share held the day before; the right to fractions lapses, and so does what is not taken.
    FixAndRestart when more is taken than offered, or a figure makes no sense.
    """
    held = OpenLots(lot for lot in lots if lot.acquired_date < day).held(symbol)
    if price_li <= 0 or listed < day:
        raise FixAndRestart(
            f"rights paid on {day} at {price_li} li and listed on {listed} make no sense",
            "give a price above 0 and a listing date not before the payment",
        )
    offered = int(held * ratio)
    if not 0 < taken_shares <= offered:
        raise FixAndRestart(
            f"{taken_shares} new shares of {symbol} cannot be taken: {held} held give a right to {offered}",
            "give the number of shares paid for",
        )
    cost_fen = notional_fen(price_li, taken_shares)
    ref = f"rights:{ymd(day)}:{symbol}"
    postings = (Posting(Ledger.SECURITIES, cost_fen, symbol), Posting(Ledger.CASH_SETTLED, -cost_fen))
    memo = f"{symbol} {taken_shares} of {offered} rights taken at {price_li} li"
    moves = (LotMove(ref, symbol, taken_shares, cost_fen, day, listed),)
    return JournalEntry(ref, day, "rights", memo, postings, moves)


def exchange_entry(
    day: date, old: str, new: str, lots: Iterable[Lot], ratio: Decimal = Decimal(1), cash_fen: int = 0
) -> JournalEntry:
    """Return the entry by which all shares of `old` become `ratio` times as many of `new`, each lot for itself.

    With a ratio of 1 it is a change of code. Lots keep their dates, cost and taxable dividends; the account's fraction
    of a share falls away and is paid by `cash_fen`. FixAndRestart where nothing of `old` is held, `new` is no A-share,
    or a figure makes no sense.
    """
    held = OpenLots(lots).of(old)
    try:
        board_of(new)
    except SkipName as error:
        raise FixAndRestart(error.message, "give the new code as 600000.SH") from None
    if not held or old == new or not ratio > 0 or cash_fen < 0:
        raise FixAndRestart(
            f"{sum(lot.qty_shares for lot in held)} shares of {old} cannot become {ratio} times as many of {new} and"
            f" {cash_fen} fen",
            "name a symbol that is held, another one it becomes, and a ratio above 0",
        )
    shares = [lot.qty_shares for lot in held]
    parts = share_out(int(sum(shares) * ratio), shares)
    moves = []
    for lot, part in zip(held, parts, strict=True):
        dates = (lot.acquired_date, lot.sellable_date)
        moves.append(LotMove(lot.lot_id, old, -lot.qty_shares, -lot.cost_fen, *dates, -lot.taxable_fen))
        moves.append(LotMove(lot.lot_id, new, part, lot.cost_fen, *dates, lot.taxable_fen))
    cost_fen = sum(lot.cost_fen for lot in held)
    postings = [Posting(Ledger.SECURITIES, -cost_fen, old), Posting(Ledger.SECURITIES, cost_fen, new)]
    if cash_fen:
        postings += [Posting(Ledger.CASH_SETTLED, cash_fen), Posting(Ledger.REALISED, -cash_fen, old)]
    memo = f"{sum(shares)} {old} become {sum(parts)} {new}"
    return JournalEntry(f"exchange:{ymd(day)}:{old}", day, "exchange", memo, tuple(postings), tuple(moves))


def delisting_entries(
    day: date, delisted: Collection[str], lots: Iterable[Lot], posted: Collection[str] = ()
) -> list[JournalEntry]:
    """Return one entry per held symbol that is no longer listed: its shares stay in the books, its cost is written off.

    Written once per symbol and day; a symbol that has no cost left has none.
    """
    held = OpenLots(lots)
    entries = []
    for symbol in held.symbols():
        cost_fen = sum(lot.cost_fen for lot in held.of(symbol))
        ref = f"delist:{ymd(day)}:{symbol}"
        if symbol not in delisted or not cost_fen or ref in posted:
            continue
        moves = tuple(
            LotMove(lot.lot_id, symbol, 0, -lot.cost_fen, lot.acquired_date, lot.sellable_date)
            for lot in held.of(symbol)
            if lot.cost_fen
        )
        postings = (Posting(Ledger.SECURITIES, -cost_fen, symbol), Posting(Ledger.WRITE_DOWNS, cost_fen, symbol))
        memo = f"{symbol} {held.held(symbol)} shares are delisted"
        entries.append(JournalEntry(ref, day, "delisting", memo, postings, moves))
    return entries
