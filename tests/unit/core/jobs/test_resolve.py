"""What a person may do about a break, and what each decision books."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core.domain.breaks import Break, BreakAction, BreakCode
from core.domain.errors import FixAndRestart, Refused
from core.domain.journal import Ledger
from core.domain.money import notional_fen
from core.domain.orders import Side
from core.domain.outcome import Outcome
from core.jobs.breaks_today import blocking, open_standings
from core.jobs.close import close_job
from core.jobs.morning import MORNING
from core.jobs.night import NIGHT
from core.jobs.resolve import Decision, kind_of, resolve
from core.pipeline.accounting.outside import StatedTrade
from tests.fakes.desk import AFTER, NEXT, DeskBench, traded_bench
from tests.fakes.restated import tell

ADOPT = Decision(BreakAction.ADOPT_BROKER, "me", "why")


@pytest.fixture
def traded(tmp_path: Path) -> Iterator[DeskBench]:
    made = traded_bench(tmp_path / "home")
    yield made
    made.close()


def closed(bench: DeskBench, cash_fen: int = 0, gone: str = "") -> Break:
    """Close on a broker that says otherwise, and return the first break."""
    tell(bench, cash_fen, gone)
    assert bench.run(close_job(), NEXT, 16, 10).outcome is Outcome.BLOCKED
    return bench.desk.books.open_breaks()[0]


def adjustments(bench: DeskBench) -> int:
    return bench.desk.books.trial_balance().get(Ledger.ADJUSTMENTS, 0)


def test_explained_closes_a_figure_only_once_it_agrees(traded: DeskBench) -> None:
    found = closed(traded, cash_fen=100)
    why = Decision(BreakAction.EXPLAINED, "me", "it will pass")
    with pytest.raises(Refused, match=r"cash still differs by \+100 fen"):
        resolve(traded.desk, NEXT, found.break_id, why)
    assert traded.desk.runs.latest(kind_of(found.break_id), NEXT) is None, "a refusal leaves nothing"
    tell(traded, cash_fen=-100)
    figures = traded.desk.inbox.broker_figures(NEXT)
    assert figures is not None
    traded.desk.books.record_broker(99, figures)
    balance = traded.desk.books.trial_balance()
    run = resolve(traded.desk, NEXT, found.break_id, Decision(BreakAction.EXPLAINED, " me ", " the file was wrong "))
    (step, *_) = traded.desk.runs.steps(run.run_seq)
    said = {"break_id": found.break_id, "action": "explained", "author": "me", "reason": "the file was wrong"}
    assert step.detail == said
    assert traded.desk.books.open_breaks() == []
    assert traded.desk.books.trial_balance() == balance


def test_a_missing_share_cannot_be_explained_or_written_off(traded: DeskBench) -> None:
    held = sorted(traded.desk.books.account(NEXT).positions)[0]
    closed(traded, gone=held)
    (found,) = [each for each in traded.desk.books.open_breaks() if each.symbol == held]
    with pytest.raises(Refused, match="still differ by -"):
        resolve(traded.desk, NEXT, found.break_id, Decision(BreakAction.EXPLAINED, "me", "why"))
    with pytest.raises(Refused, match="write_off is not allowed for POSITION_MISSING"):
        resolve(traded.desk, NEXT, found.break_id, Decision(BreakAction.WRITE_OFF, "me", "why"))


def test_a_small_difference_is_written_off_and_the_next_morning_trades(traded: DeskBench) -> None:
    found = closed(traded, cash_fen=-1000)
    traded.run(NIGHT, NEXT, 20)
    run = resolve(traded.desk, NEXT, found.break_id, Decision(BreakAction.WRITE_OFF, "me", "not worth a call"))
    assert run.outcome is Outcome.DONE
    assert adjustments(traded) == 1000
    assert traded.run(MORNING, AFTER, 9, 26).outcome is Outcome.DONE


def test_a_difference_over_the_limit_is_not_written_off(traded: DeskBench) -> None:
    found = closed(traded, cash_fen=-1001)
    with pytest.raises(Refused, match=r"-1001 fen is more than reconciliation\.write_off_limit_yuan"):
        resolve(traded.desk, NEXT, found.break_id, Decision(BreakAction.WRITE_OFF, "me", "why"))
    assert adjustments(traded) == 0


def test_a_trade_outside_is_booked_as_stated(traded: DeskBench) -> None:
    before = traded.desk.books.account(NEXT)
    gone = sorted(symbol for symbol, held in before.positions.items() if held.sellable_shares == held.qty_shares)[0]
    closed(traded, gone=gone)
    (found,) = [each for each in traded.desk.books.open_breaks() if each.symbol == gone]
    held = traded.desk.books.account(NEXT).positions[gone]
    cash_fen = traded.desk.books.account(NEXT).cash_fen
    wrong = StatedTrade(Side.SELL, held.qty_shares - 100, 10_350, 600)
    with pytest.raises(FixAndRestart, match=f"break #{found.break_id} is about -{held.qty_shares}"):
        resolve(traded.desk, NEXT, found.break_id, Decision(BreakAction.ADOPT_TRADE, "me", "by phone", wrong))
    stated = StatedTrade(Side.SELL, held.qty_shares, 10_350, 600)
    run = resolve(traded.desk, NEXT, found.break_id, Decision(BreakAction.ADOPT_TRADE, "me", "by phone", stated))
    assert run.outcome is Outcome.DONE
    account = traded.desk.books.account(NEXT)
    assert gone not in account.positions
    assert account.cash_fen == cash_fen + notional_fen(10_350, held.qty_shares) - 600
    assert adjustments(traded) == 0


@pytest.mark.parametrize(
    "decision",
    [
        Decision(BreakAction.ADOPT_TRADE, "me", "why"),
        Decision(BreakAction.ADOPT_BROKER, "me", "why", until=AFTER),
        Decision(BreakAction.WAIT, "me", "why"),
        Decision(BreakAction.WAIT, "me", "why", StatedTrade(Side.BUY, 1, 1, 0), AFTER),
        Decision(BreakAction.WAIT, "me", "why", until=NEXT),
        Decision(BreakAction.WAIT, "me", "why", until=AFTER + timedelta(days=30)),
    ],
    ids=["no trade", "a day for adopting", "no day", "a trade for waiting", "today", "too far away"],
)
def test_terms_that_do_not_fit_are_refused_and_leave_nothing(traded: DeskBench, decision: Decision) -> None:
    found = closed(traded, gone=sorted(traded.desk.books.account(NEXT).positions)[0])
    with pytest.raises((FixAndRestart, Refused)):
        resolve(traded.desk, NEXT, found.break_id, decision)
    assert traded.desk.runs.latest(kind_of(found.break_id), NEXT) is None


def test_a_waiting_break_stays_open_and_returns_on_its_day(traded: DeskBench) -> None:
    found = closed(traded, cash_fen=100)
    calendar, settings = traded.desk.snapshots.view(traded.clock.now()).calendar, traded.desk.settings.reconciliation
    run = resolve(traded.desk, NEXT, found.break_id, Decision(BreakAction.WAIT, "me", "interest comes", until=AFTER))
    assert run.outcome is Outcome.DONE
    (open_one,) = open_standings(traded.desk.books, calendar, NEXT, settings)
    assert (open_one.found.waits_until, open_one.waiting, open_one.blocks) == (AFTER, True, False)
    (returned,) = blocking(traded.desk.books, calendar, AFTER, settings)
    assert (returned.waiting, returned.priority) == (False, "P1")
    assert returned.age_days == 1
    assert resolve(traded.desk, AFTER, found.break_id, ADOPT).outcome is Outcome.DONE


def test_while_a_cash_break_waits_the_asset_check_still_refuses(traded: DeskBench) -> None:
    found = closed(traded, cash_fen=100)
    traded.run(NIGHT, NEXT, 20)
    later = traded.desk.snapshots.view(traded.clock.now()).calendar().next_open(AFTER)
    resolve(traded.desk, NEXT, found.break_id, Decision(BreakAction.WAIT, "me", "interest comes", until=later))
    morning = traded.run(MORNING, AFTER, 9, 26)
    assert morning.outcome is Outcome.BLOCKED
    assert "open break" not in morning.reason
    assert "fen" in morning.reason


def test_a_break_that_comes_again_names_the_one_before(traded: DeskBench) -> None:
    found = closed(traded, cash_fen=100)
    again = Break(BreakCode.CASH_MISMATCH, AFTER, "", "one yuan again")
    other = Break(BreakCode.POSITION_MISMATCH, AFTER, "600000.SH", "another matter")
    traded.desk.books.record_breaks(99, [again, other])
    follows = {each.code: each.predecessor for each in traded.desk.books.breaks(AFTER)}
    assert follows == {BreakCode.CASH_MISMATCH: found.break_id, BreakCode.POSITION_MISMATCH: 0}
    assert found.predecessor == 0


def test_an_entry_of_ours_is_taken_back_where_that_explains_the_difference(traded: DeskBench) -> None:
    found = closed(traded, cash_fen=100)
    assert resolve(traded.desk, NEXT, found.break_id, ADOPT).outcome is Outcome.DONE
    again = Break(BreakCode.CASH_MISMATCH, NEXT, "", "the adopted yuan was wrong", {"difference_fen": -100})
    traded.desk.books.record_breaks(99, [again])
    (second,) = traded.desk.books.open_breaks()
    wrong = Decision(BreakAction.REVERSE, "me", "why", entry_ref=f"settle:{NEXT:%Y%m%d}")
    with pytest.raises((Refused, FixAndRestart)):
        resolve(traded.desk, NEXT, second.break_id, wrong)
    taken_back = Decision(BreakAction.REVERSE, "me", "it was a misprint", entry_ref=f"adopt:{found.break_id}")
    with pytest.raises(Refused, match=r"moves -100, break #\d+ is about \+0"):
        resolve(traded.desk, NEXT, second.break_id, taken_back)
    tell(traded, cash_fen=-100)
    figures = traded.desk.inbox.broker_figures(NEXT)
    assert figures is not None
    traded.desk.books.record_broker(98, figures)
    assert resolve(traded.desk, NEXT, second.break_id, taken_back).outcome is Outcome.DONE
    assert traded.desk.books.account(NEXT).cash_fen == figures.cash_fen
    assert adjustments(traded) == 0
    assert traded.desk.books.open_breaks() == []
