"""Where books and broker agree on cash and holdings and differ on what they are worth."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.breaks import BreakAction, BreakCode
from core.domain.dates import ymd
from core.domain.money import notional_fen, yuan_from_fen, yuan_from_li
from core.domain.outcome import Outcome
from core.domain.symbols import to_ptrade
from core.jobs.close import close_job
from core.jobs.morning import MORNING
from core.jobs.night import NIGHT
from core.jobs.resolve import Decision, resolve
from tests.fakes.desk import AFTER, NEXT, DeskBench, traded_bench
from tests.fakes.report_files import positions


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    made = traded_bench(tmp_path / "home")
    yield made
    made.close()


def mark_up(bench: DeskBench) -> int:
    """Let the broker value its first holding a yuan higher; return the total it states."""
    said = bench.desk.inbox.broker_figures(NEXT)
    assert said is not None
    dear = said.positions[0].symbol
    prices = {each.symbol: each.last_li + 1000 * (each.symbol == dear) for each in said.positions}
    rows = [
        (to_ptrade(each.symbol), each.qty_shares, each.enable_shares, yuan_from_li(prices[each.symbol]), "1.0")
        for each in said.positions
    ]
    total = said.cash_fen + sum(notional_fen(prices[each.symbol], each.qty_shares) for each in said.positions)
    (bench.home / "ptrade" / "inbox" / f"real_positions_{ymd(NEXT)}.csv").write_bytes(
        positions(rows, trade_date=ymd(NEXT), cash=yuan_from_fen(said.cash_fen), total=yuan_from_fen(total))
    )
    return total


def test_adopting_the_brokers_total_marks_at_its_prices_and_lets_the_desk_trade(bench: DeskBench) -> None:
    total = mark_up(bench)
    assert bench.run(close_job(), NEXT, 16, 10).outcome is Outcome.BLOCKED
    (found,) = bench.desk.books.open_breaks()
    assert found.code is BreakCode.ASSET_MISMATCH
    bench.run(NIGHT, NEXT, 20)
    balance = bench.desk.books.trial_balance()
    run = resolve(
        bench.desk, NEXT, found.break_id, Decision(BreakAction.ADOPT_BROKER, "an operator", "suspended, marked up")
    )
    assert (run.outcome, bench.desk.books.open_breaks()) == (Outcome.DONE, [])
    assert bench.desk.books.trial_balance() == balance
    assert bench.desk.books.equity()[-1].total_fen == total
    assert bench.run(MORNING, AFTER, 9, 26).outcome is Outcome.DONE
