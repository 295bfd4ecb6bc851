"""A delivery list against the books: what it corrects, and what becomes a break."""

from dataclasses import replace
from decimal import Decimal

import pytest

from core.domain.breaks import BreakCode
from core.domain.delivery import Charges, Delivery
from core.domain.journal import JournalEntry, Ledger, Posting
from core.domain.orders import Side
from core.pipeline.accounting.corrections import reversal_entry
from core.pipeline.accounting.trades import order_entries
from core.pipeline.accounting.true_up import true_up
from tests.fakes.trading import D1, D2, a_fill, a_result, an_order

A, B = "600000.SH", "000001.SZ"
FIRST, SECOND = an_order("o1", Side.BUY, A, 1000, 10_050), an_order("o2", Side.BUY, B, 500, 12_000)
FILLS = [a_fill(D1, FIRST, 300, 10_030, "1"), a_fill(D1, FIRST, 700, 10_040, "2"), a_fill(D1, SECOND, 500, 12_000)]
BOOKED = order_entries(D1, [a_result(FIRST), a_result(SECOND)], FILLS, [], Decimal("0.00025"), 500, D2)
ONE = Delivery(2, D1, A, Side.BUY, 300, 300_900, Charges(100, 0, 3, 0), "Eo1")
TWO = Delivery(3, D1, A, Side.BUY, 700, 702_800, Charges(350, 0, 7, 0), "Eo1")
OTHER = Delivery(4, D1, B, Side.BUY, 500, 600_000, Charges(500, 0, 6, 0), "")
LIST = [ONE, TWO, OTHER]


def lines(entry: JournalEntry) -> dict[str, int]:
    return {posting.account.value: posting.amount_fen for posting in entry.postings}


def test_the_difference_to_the_estimate_is_booked_order_by_order() -> None:
    """4.50 of commission for an estimated 5.00; the other order, found by its terms, was estimated right."""
    result = true_up(LIST, FILLS, BOOKED)
    assert result.breaks == ()
    assert [entry.ref for entry in result.entries] == ["trueup:20260105:o1", "trueup:20260105:o2"]
    assert lines(result.entries[0]) == {"fees:commission": -50, "cash:settled": 50}
    assert result.entries[1].postings == ()


def test_the_same_list_again_changes_nothing_and_another_is_a_break() -> None:
    entries = [*BOOKED, *true_up(LIST, FILLS, BOOKED).entries]
    assert true_up(LIST, FILLS, entries) == type(true_up([], [], []))((), ())
    dearer = [replace(ONE, charges=Charges(200, 0, 3, 0)), TWO, OTHER]
    again = true_up(dearer, FILLS, entries)
    assert again.entries == ()
    assert "was trued up to 460 fen of fees before, this list has 560" in again.breaks[0].detail
    taken_back = reversal_entry(entries[2], "clerk", "a corrected list")
    corrected = true_up(dearer, FILLS, [*entries, taken_back])
    assert [entry.ref for entry in corrected.entries] == ["trueup:20260105:o1:2"]
    assert lines(corrected.entries[0]) == {"fees:commission": 50, "cash:settled": -50}


def test_where_the_brokers_cash_was_adopted_cash_is_not_moved_again() -> None:
    adopted = JournalEntry(
        "adopt:1", D2, "adoption", "", (Posting(Ledger.CASH_SETTLED, 50), Posting(Ledger.ADJUSTMENTS, -50))
    )
    [entry, _] = true_up(LIST, FILLS, [*BOOKED, adopted]).entries
    assert lines(entry) == {"fees:commission": -50, "result:adjustments": 50}
    [entry, _] = true_up(LIST, FILLS, [*BOOKED, adopted, reversal_entry(adopted, "clerk", "wrong")]).entries
    assert lines(entry) == {"fees:commission": -50, "cash:settled": 50}


@pytest.mark.parametrize(
    ("rows", "booked", "says"),
    [
        ([ONE, OTHER], BOOKED, "order o1 traded 1000 shares for 1003700 fen, the list has 300 for 300900"),
        ([ONE, replace(TWO, amount_fen=702_801), OTHER], BOOKED, "the list has 1000 for 1003701"),
        ([ONE, TWO], BOOKED, "order o2 traded, the delivery list of 2026-01-05 does not have it"),
        ([*LIST, replace(OTHER, symbol="000002.SZ", line=5)], BOOKED, "line 5: BUY 500 000002.SZ belongs to no single"),
        ([ONE, TWO, replace(OTHER, side=Side.SELL, entrust_no="Eo2")], BOOKED, "SELL 000001.SZ is not what order o2"),
        (LIST, BOOKED[:1], "order o2 has no booked trade"),
        (LIST, [*BOOKED, reversal_entry(BOOKED[1], "clerk", "wrong")], "order o2 has no booked trade"),
    ],
)
def test_what_does_not_fit_is_a_break_and_nothing_is_posted_for_it(
    rows: list[Delivery], booked: list[JournalEntry], says: str
) -> None:
    result = true_up(rows, FILLS, booked)
    assert [found.code for found in result.breaks] == [BreakCode.DELIVERY_MISMATCH]
    assert says in result.breaks[0].detail
    assert len(result.entries) == (2 if "line 5" in says else 1)


def test_two_orders_of_one_share_need_the_entrust_number() -> None:
    twin = an_order("o3", Side.BUY, B, 500, 12_000)
    fills = [*FILLS, a_fill(D1, twin, 500, 12_000)]
    result = true_up(LIST, fills, BOOKED)
    assert "belongs to no single order" in result.breaks[0].detail
