"""Each break code is produced by one planted difference, and by nothing else."""

from dataclasses import dataclass, replace

import pytest

from core.domain.breaks import Break, BreakCode
from core.domain.holdings import Account, Position, Traded
from core.domain.orders import Batch, BrokerFigures, ExecReport, Fill, OrderResult, OrderState, Side
from core.pipeline.reconcile import net_shares, reconcile
from core.settings.model import AssetCheck
from tests.fakes.trading import D1, D2, a_batch, a_fill, a_report, a_result, an_order, broker_says

A, B, C = "600000.SH", "000001.SZ", "600519.SH"
BUY = an_order("b1", Side.BUY, A, 200, 10_050)
SELL = an_order("s1", Side.SELL, B, 100, 9_900)
FILLS = (a_fill(D1, BUY, 200, 10_000), a_fill(D1, SELL, 100, 10_000))
RESULTS = (a_result(BUY), a_result(SELL))
HOLDINGS = {A: (200, 10_000), B: (100, 10_000), C: (100, 20_000)}


@dataclass(frozen=True)
class Day:
    """A day on which everything agrees; each test spoils one statement of it."""

    batches: tuple[Batch, ...]
    report: ExecReport | None
    results: tuple[OrderResult, ...]
    fills: tuple[Fill, ...]
    account: Account
    figures: BrokerFigures | None
    booked: Traded
    not_sent: tuple[str, ...] = ()

    def breaks(self) -> list[Break]:
        return reconcile(
            D1,
            self.batches,
            self.report,
            self.results,
            self.fills,
            self.account,
            self.figures,
            AssetCheck(),
            booked=self.booked,
            not_sent=self.not_sent,
        )


GOOD = Day(
    batches=(a_batch(D1, BUY, SELL),),
    report=a_report(D1, list(RESULTS), list(FILLS)),
    results=RESULTS,
    fills=FILLS,
    account=Account(D1, 700, 300, {symbol: Position(symbol, qty, qty, 1) for symbol, (qty, _) in HOLDINGS.items()}),
    figures=broker_says(D1, 1000, HOLDINGS),
    booked=Traded(0, {A: 200, B: -100}),
)


def reported(*results: OrderResult, fills: tuple[Fill, ...] = FILLS, foreign: int = 0) -> dict[str, object]:
    return {"report": a_report(D1, list(results), list(fills), foreign), "results": results, "fills": fills}


WORKING = replace(a_result(BUY, 200), state=OrderState.PARTIAL)
UNINTENDED = an_order("x9", Side.BUY, C, 100, 20_000)

PLANTED = {
    BreakCode.MISSING_REPORT: {"report": None},
    BreakCode.MISSING_POSITIONS: {"figures": None},
    BreakCode.ORDER_NOT_REPORTED: {"batches": (a_batch(D1, BUY, SELL, UNINTENDED),)},
    BreakCode.ORDER_NOT_INTENDED: reported(*RESULTS, a_result(UNINTENDED, 0, OrderState.CANCELLED)),
    BreakCode.ORDER_SENT_AFTER_ALL: {
        "batches": (a_batch(D1, SELL), a_batch(D1, BUY, sequence=2)), "not_sent": ("B20260105-2",),
    },
    BreakCode.ORDER_MISMATCH: {"batches": (a_batch(D1, replace(BUY, limit_li=10_060), SELL),)},
    BreakCode.ORDER_UNKNOWN: reported(WORKING, RESULTS[1]),
    BreakCode.OVERFILL: reported(
        a_result(BUY, 300), RESULTS[1], fills=(*FILLS, a_fill(D1, BUY, 100, 10_000, "2"))
    ) | {"booked": Traded(0, {A: 300, B: -100})},
    BreakCode.FILL_MISMATCH: reported(a_result(BUY, 100, OrderState.PARTIAL_CANCELLED), RESULTS[1]),
    BreakCode.LEDGER_MISMATCH: {"booked": Traded(0, {A: 200})},
    BreakCode.FOREIGN_ORDERS: reported(*RESULTS, foreign=2),
    BreakCode.POSITION_MISSING_AT_BROKER: {"figures": broker_says(D1, 1000, {A: HOLDINGS[A], B: HOLDINGS[B]})},
    BreakCode.POSITION_UNKNOWN_TO_BOOKS: {"figures": broker_says(D1, 1000, HOLDINGS | {"000002.SZ": (100, 9000)})},
    BreakCode.POSITION_MISMATCH: {"figures": broker_says(D1, 1000, HOLDINGS | {A: (100, 10_000)})},
    BreakCode.CASH_MISMATCH: {"figures": broker_says(D1, 1001, HOLDINGS)},
    BreakCode.ASSET_MISMATCH: {"figures": broker_says(D1, 1000, HOLDINGS, total_fen=502_000)},
    BreakCode.CORPORATE_ACTION_UNEXPLAINED: {"figures": broker_says(D1, 1000, HOLDINGS | {C: (130, 20_000)})},
}  # fmt: skip


def test_a_day_on_which_all_agrees_has_no_breaks() -> None:
    assert GOOD.breaks() == []


def test_every_code_is_planted() -> None:
    """But those that a file brings by itself: a delivery list days later, a report that changed."""
    assert set(PLANTED) | {BreakCode.DELIVERY_MISMATCH, BreakCode.REPORT_CHANGED} == set(BreakCode)


@pytest.mark.parametrize("code", list(PLANTED), ids=str)
def test_one_planted_difference_gives_one_break_of_its_code(code: BreakCode) -> None:
    [found] = replace(GOOD, **PLANTED[code]).breaks()
    assert found.code is code
    assert found.trade_date == D1
    assert found.detail


def test_difference_and_evidence_are_stated() -> None:
    [found] = replace(GOOD, **PLANTED[BreakCode.POSITION_MISMATCH]).breaks()
    assert (found.symbol, found.evidence) == (A, {"books_shares": 200, "broker_shares": 100})
    [cash] = replace(GOOD, **PLANTED[BreakCode.CASH_MISMATCH]).breaks()
    assert cash.evidence == {"difference_fen": 1}


UNSENT = {"batches": (a_batch(D1, BUY, SELL), a_batch(D1, UNINTENDED, sequence=2)), "not_sent": ("B20260105-2",)}


def test_what_a_person_said_was_not_sent_is_not_missed() -> None:
    assert replace(GOOD, **UNSENT).breaks() == []
    confirmed = reported(*RESULTS, a_result(UNINTENDED, 0, OrderState.NOT_SENT))
    assert replace(GOOD, **UNSENT | confirmed).breaks() == []
    idle = replace(GOOD, batches=(a_batch(D1, UNINTENDED, sequence=2),), not_sent=("B20260105-2",))
    assert replace(idle, report=None, results=(), fills=(), booked=Traded(0, {})).breaks() == []


@pytest.mark.parametrize("state", [state for state in OrderState if state is not OrderState.NOT_SENT], ids=str)
def test_what_a_report_has_of_it_after_all_is_loud(state: OrderState) -> None:
    spoilt = replace(GOOD, **UNSENT | reported(*RESULTS, a_result(UNINTENDED, 0, state)))
    assert BreakCode.ORDER_SENT_AFTER_ALL in {found.code for found in spoilt.breaks()}


def test_a_day_without_orders_needs_no_report() -> None:
    idle = replace(GOOD, batches=(), report=None, results=(), fills=(), booked=Traded(0, {}))
    assert idle.breaks() == []


def test_a_position_that_a_foreign_order_may_explain_is_no_corporate_action() -> None:
    spoilt = replace(GOOD, **PLANTED[BreakCode.CORPORATE_ACTION_UNEXPLAINED])
    spoilt = replace(spoilt, report=a_report(D1, list(RESULTS), list(FILLS), 1))
    assert [found.code for found in spoilt.breaks()] == [BreakCode.FOREIGN_ORDERS, BreakCode.POSITION_MISMATCH]


@pytest.mark.parametrize(
    "bad",
    [
        replace(FILLS[0], symbol=C),
        replace(FILLS[0], side=Side.SELL),
        replace(FILLS[0], price_li=10_060),
        replace(FILLS[0], client_order_id="nobody"),
    ],
    ids=["other symbol", "other side", "worse than the limit", "no such order"],
)
def test_a_fill_that_does_not_fit_its_order(bad: Fill) -> None:
    booked = Traded(0, net_shares([bad, FILLS[1]]))
    found = replace(GOOD, **reported(*RESULTS, fills=(bad, FILLS[1])), booked=booked).breaks()
    assert {one.code for one in found} == {BreakCode.FILL_MISMATCH}


def test_a_sale_below_its_limit_is_a_mismatch_and_above_it_is_none() -> None:
    for price_li, count in ((9_890, 1), (9_900, 0), (10_100, 0)):
        fills = (FILLS[0], replace(FILLS[1], price_li=price_li))
        assert len(replace(GOOD, **reported(*RESULTS, fills=fills)).breaks()) == count


def test_a_reported_fill_that_never_reached_the_books() -> None:
    late = a_fill(D2, BUY, 1, 10_000, "late")
    [found] = replace(GOOD, report=a_report(D1, list(RESULTS), [*FILLS, late])).breaks()
    assert found.code is BreakCode.FILL_MISMATCH
    assert "late" in found.detail


def test_exchange_closes_outrank_the_brokers_last_price() -> None:
    day = GOOD
    found = reconcile(
        D1, day.batches, day.report, day.results, day.fills, day.account, day.figures, AssetCheck(), {A: 10_010}
    )
    assert [one.code for one in found] == [BreakCode.ASSET_MISMATCH]


def test_breaks_come_sorted_whatever_the_order_of_the_input() -> None:
    spoilt = replace(GOOD, figures=broker_says(D1, 999, {}), report=None)
    shuffled = replace(spoilt, fills=FILLS[::-1], results=RESULTS[::-1])
    assert spoilt.breaks() == shuffled.breaks()
    assert [found.code for found in spoilt.breaks()] == sorted(found.code for found in spoilt.breaks())
    assert len(spoilt.breaks()) == 5
