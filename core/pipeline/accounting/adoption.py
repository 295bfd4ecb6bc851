"""Taking over the broker's figure for one break, once a person has decided so."""

from collections.abc import Iterable
from datetime import date

from core.domain.breaks import Break, BreakCode
from core.domain.errors import FixAndRestart
from core.domain.holdings import Account, Lot
from core.domain.journal import JournalEntry, Ledger, LotMove, Posting
from core.domain.money import notional_fen
from core.domain.orders import BrokerFigures
from core.pipeline.accounting.lots import OpenLots

ADOPTION = "adoption"
WRITE_OFF = "write_off"

_SHARES = frozenset(
    {
        BreakCode.POSITION_MISSING_AT_BROKER,
        BreakCode.POSITION_UNKNOWN_TO_BOOKS,
        BreakCode.POSITION_MISMATCH,
        BreakCode.CORPORATE_ACTION_UNEXPLAINED,
    }
)


def adoption_entry(
    found: Break, account: Account, lots: Iterable[Lot], figures: BrokerFigures, next_open: date
) -> JournalEntry:
    """Return the entry after which the books agree with the broker about that break's cash or shares.

    The other side is the adjustments account. `lots` acquired after the break's day are not looked at. Shares gained
    are sellable from `next_open` and take the broker's cost where the books knew none of the symbol (none where that is
    negative, after profits taken), no cost otherwise; shares lost leave at book cost, first in first out.
    FixAndRestart for a break that is about neither cash nor shares.
    """
    ref = f"adopt:{found.break_id}"
    if found.code is BreakCode.CASH_MISMATCH:
        return _cash_entry(ref, ADOPTION, found, account, figures)
    if found.code not in _SHARES:
        raise FixAndRestart(
            f"break {found.break_id} ({found.code}) has no broker figure to adopt", "resolve it as explained"
        )
    then = OpenLots(lot for lot in lots if lot.acquired_date <= found.trade_date)
    moves = _share_moves(ref, found, then, figures, next_open)
    cost_fen = sum(move.cost_fen for move in moves)
    booked = (
        Posting(Ledger.SECURITIES, cost_fen, found.symbol),
        Posting(Ledger.ADJUSTMENTS, -cost_fen, found.symbol),
    )
    return JournalEntry(ref, found.trade_date, ADOPTION, found.detail, booked if cost_fen else (), moves)


def write_off_entry(found: Break, account: Account, figures: BrokerFigures) -> JournalEntry:
    """Return the entry that gives up a difference in cash nobody explained: the books agree, the loss is shown."""
    return _cash_entry(f"write_off:{found.break_id}", WRITE_OFF, found, account, figures)


def _cash_entry(ref: str, kind: str, found: Break, account: Account, figures: BrokerFigures) -> JournalEntry:
    gained = figures.cash_fen - account.cash_fen
    postings = (Posting(Ledger.CASH_SETTLED, gained), Posting(Ledger.ADJUSTMENTS, -gained))
    return JournalEntry(ref, found.trade_date, kind, found.detail, postings)


def _share_moves(
    ref: str, found: Break, lots: OpenLots, figures: BrokerFigures, next_open: date
) -> tuple[LotMove, ...]:
    stated = next((position for position in figures.positions if position.symbol == found.symbol), None)
    held = lots.held(found.symbol)
    gained = (stated.qty_shares if stated else 0) - held
    if gained <= 0:
        return lots.take(found.symbol, -gained, None, f"adopting break {found.break_id}")
    cost_fen = notional_fen(max(stated.cost_li, 0), gained) if stated and held == 0 else 0
    return (LotMove(ref, found.symbol, gained, cost_fen, found.trade_date, next_open),)
