"""A held share that leaves the exchange: written off, listed by the broker at nothing, and the next day goes on."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.dates import at, ymd
from core.domain.journal import Ledger
from core.domain.outcome import Outcome
from core.jobs.close import close_job
from core.jobs.morning import MORNING
from core.jobs.night import NIGHT
from tests.fakes.desk import AFTER, LIVED, NEXT, DeskBench, lived_bench
from tests.fakes.partitions import brought

NEWCOMER = "601999.SH"
TRADED_DAILY = ("daily", "daily_basic", "stk_limit", "stk_auction", "adj_factor")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    made = lived_bench(tmp_path / "home")
    loose = {"max_daily": 0.9, "max_drawdown": 0.9}
    made.restart(
        portfolio={"max_weight": 0.5}, losses=loose, asset_check={"max_day_change": 0.9}, sanity={"max_order_yuan": 1e6}
    )
    yield made
    made.close()


def _leave(bench: DeskBench, symbol: str) -> None:
    """Take a share from the exchange on NEXT: the listing says so, and its rows are another share's."""
    tables = bench.market.tables
    basic = tables["stock_basic"]
    gone = basic["ts_code"] == symbol
    tables["stock_basic"] = basic.assign(
        list_status=basic["list_status"].mask(gone, "D"), delist_date=basic["delist_date"].mask(gone, ymd(NEXT))
    )
    bench.desk.snapshots.append("stock_basic", LIVED[-1], tables["stock_basic"], brought(at(LIVED[-1], 22)))
    for name in TRADED_DAILY:
        frame = tables[name]
        leaves = (frame["ts_code"] == symbol) & (frame["trade_date"] >= ymd(NEXT))
        tables[name] = frame.assign(ts_code=frame["ts_code"].mask(leaves, NEWCOMER))


def test_a_delisted_share_is_worth_nothing_on_both_sides_and_the_next_morning_trades(bench: DeskBench) -> None:
    books = bench.desk.books
    held = books.account(LIVED[-1]).positions
    symbol, position = min(held.items(), key=lambda item: item[1].cost_fen)
    before_fen = books.equity()[-1].total_fen
    _leave(bench, symbol)
    assert bench.run(MORNING, NEXT, 9, 26).outcome is Outcome.DONE
    bench.play(NEXT)
    assert bench.run(close_job(), NEXT, 16, 10).outcome is Outcome.DONE
    stated = {each.symbol: each for each in bench.desk.books.broker(NEXT).positions}
    account, mark = books.account(NEXT), books.equity()[-1]
    assert books.open_breaks() == []
    assert (stated[symbol].qty_shares, stated[symbol].last_li) == (position.qty_shares, 0)
    assert (account.positions[symbol].qty_shares, account.positions[symbol].cost_fen) == (position.qty_shares, 0)
    assert books.trial_balance()[Ledger.WRITE_DOWNS] == position.cost_fen
    assert mark.total_fen == bench.desk.books.broker(NEXT).total_fen < before_fen
    assert bench.pages[-1].closes_li[symbol] == 0
    assert bench.run(NIGHT, NEXT, 20).outcome is Outcome.DONE
    morning = bench.run(MORNING, AFTER, 9, 26)
    assert morning.outcome is Outcome.DONE
    verdicts = {each["gate"]: each for each in json.loads(bench.desk.artifacts.get(morning.run_id, "verdicts.json"))}
    assert verdicts["asset_check"]["ruling"] == "pass"
