"""Reconciliation as a screen is told it."""

from datetime import timedelta

from core.domain.breaks import RULES, Break, BreakAction, BreakCode
from core.jobs.close import close_job
from core.jobs.resolve import Decision, resolve
from core.ports.views.reconciliation import ReconciliationAsk, ReconciliationView
from tests.fakes.desk import LIVED, NEXT
from tests.unit.app.views.conftest import Read


def told(read: Read) -> ReconciliationView:
    view = read.tell(ReconciliationAsk())
    assert isinstance(view, ReconciliationView)
    return view


def closed(read: Read) -> None:
    read.bench.run(close_job(), NEXT, 16, 10)


def broken(read: Read, code: BreakCode = BreakCode.FOREIGN_ORDERS) -> int:
    run = read.bench.desk.runs.latest("close", NEXT)
    found = Break(code, NEXT, "", "one order of others", {"others": 1})
    read.bench.desk.books.record_breaks(run.run_seq, [found])
    return read.bench.desk.books.open_breaks()[0].break_id


def test_the_four_statements_agree_after_a_close(traded: Read) -> None:
    closed(traded)
    view = told(traded)
    assert view.trade_date == NEXT
    assert view.close.outcome == "done"
    assert all(view.shares.columns["agrees"])
    assert len(view.shares)
    assert view.cash.ledger_fen == view.cash.broker_fen == traded.bench.desk.books.account(NEXT).cash_fen
    assert len(view.breaks) == 0


def test_before_the_close_the_day_before_is_the_newest(traded: Read) -> None:
    assert told(traded).trade_date == LIVED[-1]


def test_a_break_says_what_may_be_done_and_a_decision_is_kept(traded: Read) -> None:
    closed(traded)
    number = broken(traded)
    view = told(traded)
    row = view.breaks.row(0)
    assert row["id"] == number
    assert row["evidence"] == "others: 1"
    assert row["actions"] == tuple(action.value for action in RULES[BreakCode.FOREIGN_ORDERS].actions)
    assert view.wait_days
    assert view.wait_days[0] > view.today
    resolve(traded.bench.desk, NEXT, number, Decision(BreakAction.EXPLAINED, "an author", "a reason"))
    view = told(traded)
    assert len(view.breaks) == 0
    assert view.decided.row(0) | {"decided_at": ""} == {
        "break_id": number, "trade_date": NEXT, "code": "FOREIGN_ORDERS", "symbol": "", "detail": "one order of others",
        "action": "explained", "author": "an author", "reason": "a reason", "decided_at": "",
    }  # fmt: skip


def test_history_counts_breaks_and_parity_by_day(traded: Read) -> None:
    closed(traded)
    broken(traded)
    history = told(traded).history
    assert history.columns["day"] == sorted(history.columns["day"])
    assert history.columns["day"][-1] == NEXT
    assert (history.columns["found"][-1], history.columns["open"][-1]) == (1, 1)
    assert 0 < history.columns["parity"][-1] <= 1


def test_planned_trades_have_their_causes(traded: Read) -> None:
    closed(traded)
    parity = told(traded).parity
    assert len(parity) == len(traded.bench.desk.books.results(NEXT))
    differing = [parity.row(at) for at in range(len(parity)) if parity.row(at)["price_fen"]]
    assert all(row["price_cause"] for row in differing)


def test_entries_to_take_back_are_those_of_the_last_weeks(traded: Read) -> None:
    closed(traded)
    entries = told(traded).entries
    assert entries.columns["day"][0] == NEXT
    assert min(entries.columns["day"]) >= NEXT - timedelta(days=21)
    trade = next(entries.row(at) for at in range(len(entries)) if entries.row(at)["kind"] == "trade")
    assert trade["cash_fen"]
    assert trade["shares"]


def test_breaks_are_shown_where_what_the_morning_left_is_gone(traded: Read) -> None:
    closed(traded)
    number = broken(traded)
    morning = traded.bench.desk.runs.latest("morning", NEXT)
    (traded.bench.home / "runs" / morning.run_id / "orders.json").unlink()
    view = told(traded)
    assert view.breaks.row(0)["id"] == number
    assert "orders.json" in view.troubles[0]
    assert len(view.parity) == 0
    assert len(view.shares)
