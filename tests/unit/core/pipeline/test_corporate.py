"""Golden corporate actions, worked out by hand."""

from decimal import Decimal

from core.domain.holdings import Lot
from core.domain.journal import JournalEntry
from core.pipeline.accounting.corporate import delisting_entries, exchange_entry, rights_entry
from tests.fakes.trading import D1, D2, D3, D4

A, B = "600000.SH", "920002.BJ"
LOTS = [Lot("x", A, 155, 10_000, D1, D2, 70), Lot("y", A, 100, 9_999, D2, D3, 0)]


def lines(entry: JournalEntry) -> dict[str, int]:
    return {f"{posting.account.value} {posting.symbol}".strip(): posting.amount_fen for posting in entry.postings}


def test_rights_cost_what_was_paid_and_wait_for_their_listing() -> None:
    """10配3 on the 155 held before: 46 rights and a fraction that lapses; 40 of them taken at 5.25 = 210.00."""
    entry = rights_entry(D2, A, LOTS, Decimal("0.3"), 5_250, 40, D4)
    assert lines(entry) == {"securities 600000.SH": 21_000, "cash:settled": -21_000}
    [move] = entry.lot_moves
    assert (move.qty_shares, move.cost_fen, move.acquired_date, move.sellable_date) == (40, 21_000, D2, D4)
    assert rights_entry(D2, A, LOTS, Decimal("0.3"), 5_250, 46, D4).lot_moves[0].qty_shares == 46


def test_a_change_of_code_keeps_every_lot_as_it_was() -> None:
    entry = exchange_entry(D3, A, B, LOTS)
    assert lines(entry) == {"securities 600000.SH": -19_999, "securities 920002.BJ": 19_999}
    moves = [(m.lot_id, m.symbol, m.qty_shares, m.cost_fen, m.acquired_date, m.taxable_fen) for m in entry.lot_moves]
    assert moves == [
        ("x", A, -155, -10_000, D1, -70), ("x", B, 155, 10_000, D1, 70),
        ("y", A, -100, -9_999, D2, 0), ("y", B, 100, 9_999, D2, 0),
    ]  # fmt: skip


def test_a_merger_gives_whole_shares_and_pays_for_the_fraction() -> None:
    """255 × 0.7 = 178.5: 178 shares, of which the first lot's 155 give 178 × 155 / 255 = 108.2, so 108."""
    entry = exchange_entry(D3, A, B, LOTS, Decimal("0.7"), 612)
    assert [(m.lot_id, m.qty_shares) for m in entry.lot_moves if m.symbol == B] == [("x", 108), ("y", 70)]
    assert lines(entry)["cash:settled"] == 612
    assert lines(entry)["result:realised 600000.SH"] == -612


def test_a_delisted_share_is_written_down_to_nothing_once() -> None:
    [entry] = delisting_entries(D3, {A}, LOTS)
    assert lines(entry) == {"securities 600000.SH": -19_999, "result:writedowns 600000.SH": 19_999}
    assert [(m.qty_shares, m.cost_fen) for m in entry.lot_moves] == [(0, -10_000), (0, -9_999)]
    assert delisting_entries(D3, {A}, LOTS, {entry.ref}) == []
    assert delisting_entries(D3, set(), LOTS) == []
    assert delisting_entries(D4, {A}, [Lot("x", A, 155, 0, D1, D2)]) == []
