"""Entries balance, or they are not made."""

from datetime import date
from decimal import Decimal

import pytest

from core.domain.holdings import Account, Lot, Position, entitlement, positions_of
from core.domain.journal import JournalEntry, Ledger, LotMove, Posting

DAY = date(2026, 1, 9)
NEXT = date(2026, 1, 12)
MOVE = LotMove("lot-1", "600000.SH", 100, 100_000, DAY, NEXT)


def _entry(cash_fen: int, securities_fen: int, moves: tuple[LotMove, ...]) -> JournalEntry:
    postings = (Posting(Ledger.CASH_SETTLED, cash_fen), Posting(Ledger.SECURITIES, securities_fen, "600000.SH"))
    return JournalEntry("ref-1", DAY, "buy", "", postings, moves)


def test_a_balanced_entry_stands() -> None:
    assert _entry(-100_000, 100_000, (MOVE,)).lot_moves == (MOVE,)


def test_an_unbalanced_entry_is_refused() -> None:
    with pytest.raises(ValueError, match="out of balance by 1 fen"):
        _entry(-99_999, 100_000, (MOVE,))


def test_securities_without_their_lots_are_refused() -> None:
    with pytest.raises(ValueError, match="moves lots of 0 fen"):
        _entry(-100_000, 100_000, ())


def test_lots_fold_to_positions_with_t_plus_1() -> None:
    lots = [
        Lot("b", "600000.SH", 200, 200_000, DAY, NEXT),
        Lot("a", "600000.SH", 100, 90_000, DAY, DAY),
        Lot("c", "000001.SZ", 0, 0, DAY, DAY),
    ]
    assert positions_of(lots, DAY) == {"600000.SH": Position("600000.SH", 300, 100, 290_000)}
    assert positions_of(lots, NEXT)["600000.SH"].sellable_shares == 300


def test_an_account_has_settled_and_unsettled_cash() -> None:
    assert Account(DAY, 70, 30, {}).cash_fen == 100


def test_entitlement_rounds_cash_and_drops_fractions_of_a_share() -> None:
    assert entitlement(333, Decimal("0.125"), Decimal("0.3")) == (4163, 99)
    assert entitlement(0, Decimal(1), Decimal(1)) == (0, 0)
    with pytest.raises(ValueError, match="no entitlement"):
        entitlement(-1, Decimal(0), Decimal(0))
