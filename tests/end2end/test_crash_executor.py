"""The executor killed at every write, append, send and cancel of its day, and started again."""

from pathlib import Path

import pytest

from core.adapters.ptrade.inbox import FolderInbox
from core.domain.dates import ymd
from core.domain.orders import Channel, OrderState
from tests.fakes.crash_table import PAGE, Cut, cuts_of, render
from tests.fakes.crash_terminal import JOB, ORDERS, broker_of, prepare, sends_of, trade
from tests.fakes.fail_points import KILLED_CODE, Deadly, Recorded
from tests.fakes.home_processes import in_child
from tests.fakes.paper_market import DAY

ROOT = Path(__file__).resolve().parents[2]
SHARES = 2
FINAL = {"600001.SH": OrderState.FILLED, "600000.SH": OrderState.FILLED, "600002.SH": OrderState.CANCELLED}


@pytest.fixture(scope="module")
def listed() -> list[Cut]:
    return cuts_of((ROOT / PAGE).read_text(encoding="utf-8"))[JOB]


def test_no_effect_of_the_executor_is_without_its_name_in_the_table(listed: list[Cut], tmp_path: Path) -> None:
    prepare(tmp_path / "home")
    assert in_child(trade, tmp_path / "home", Recorded(tmp_path / "log")).exit_code == 0
    points = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    assert render({JOB: points}) == render({JOB: [cut.point for cut in listed]}), f"write {PAGE} anew"
    assert _unsent(tmp_path / "home") == []


@pytest.mark.parametrize("share", range(SHARES))
def test_an_executor_killed_at_any_point_doubles_and_loses_nothing(
    share: int, listed: list[Cut], tmp_path: Path
) -> None:
    deaths = [(cut.point, side) for cut in listed for side in cut.sides]
    for number, (point, side) in enumerate(deaths[share::SHARES]):
        home, when = tmp_path / f"{number}", f"killed {side} {point}"
        prepare(home)
        assert in_child(trade, home, Deadly(point, side)).exit_code == KILLED_CODE, when
        assert in_child(trade, home, Recorded(tmp_path / "log")).exit_code == 0, when
        unsent = _unsent(home)
        assert not unsent or (_between_intent_and_send(point, side) and len(unsent) == 1), f"{when}: {unsent}"


def _between_intent_and_send(point: str, side: str) -> bool:
    """Whether the journal says INTENT and the counter has no order: nobody can know, so it stays with a person."""
    return (" | send " in point and side == "before") or ("append INTENT" in point and side == "after")


def _unsent(home: Path) -> list[str]:
    """Check a day that is over, and return the ids of orders whose sending is unknown, which are not at the broker."""
    broker, inbox = broker_of(home), FolderInbox(home, "0000", Channel.PAPER)
    report, figures, ack = inbox.exec_report(DAY), inbox.broker_figures(DAY), inbox.ack(DAY, 1)
    assert report is not None
    assert figures is not None
    assert ack is not None
    assert ack.state == "accepted"
    states = {result.client_order_id: result.state for result in report.results}
    sent = sends_of(broker)
    assert set(sent.values()) <= {1}, sent
    assert states.keys() == {each.client_order_id for each in ORDERS}
    for each in ORDERS:
        expected = FINAL[each.symbol] if sent[each.symbol] else OrderState.UNKNOWN
        assert states[each.client_order_id] is expected, each
    fills = {(fill.entrust_no, fill.business_id, fill.qty_shares, fill.price_li) for fill in report.fills}
    assert fills == {
        (str(fill.entrust), fill.business_id, fill.qty_shares, fill.price_li)
        for ticket in broker.tickets
        for fill in ticket.fills
    }
    assert (figures.cash_fen, report.foreign_orders) == (broker.cash_fen(), 0)
    chain = (home / "inbox" / "batches.csv").read_text(encoding="utf-8").splitlines()
    assert sum(f",BATCH,{ymd(DAY)},1," in row and row.endswith(",.") for row in chain) == 1
    return [key for key, state in states.items() if state is OrderState.UNKNOWN]
