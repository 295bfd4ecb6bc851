"""Whole paper days: the executor's own source, real files, a real database, and a child process that is killed."""

import os
import signal
import sqlite3
import subprocess
import sys
import time as wall
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from core.adapters.paper.faults import Faults
from core.adapters.ptrade.inbox import FolderInbox
from core.domain.dates import ymd
from core.domain.errors import FixAndRestart, Refused
from core.domain.money import notional_fen
from core.domain.orders import BrokerFigures, Channel, ExecReport, OrderState, Side
from core.domain.rulebook import order_fees, tariff_board
from tests.fakes.paper_market import DAY, NEXT_DAY, bar, batch, dividend, drop, feed, one_price, order, session

SYMBOLS = [f"6000{i:02d}.SH" for i in range(20)]
MARKET = feed({symbol: bar(symbol) for symbol in SYMBOLS})
BUYS = [order(i, symbol, Side.BUY, 3000, 10_100) for i, symbol in enumerate(SYMBOLS)]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def exchange(tmp_path: Path) -> Path:
    return tmp_path / "ptrade"


def results(exchange: Path, day: date = DAY) -> tuple[ExecReport, BrokerFigures]:
    box = FolderInbox(exchange, "0000", Channel.PAPER)
    report, figures = box.exec_report(day), box.broker_figures(day)
    assert report is not None
    assert figures is not None
    return report, figures


def states(report: ExecReport) -> list[str]:
    return [str(result.state) for result in report.results]


def cash_after(report: ExecReport, cash_fen: int) -> int:
    """Cash from the fills alone: notional and fees of each order's whole amount."""
    for result in report.results:
        traded_li = sum(f.price_li * f.qty_shares for f in report.fills if f.client_order_id == result.client_order_id)
        amount_fen = notional_fen(traded_li, 1)
        fees = order_fees(
            result.side, amount_fen, report.trade_date, Decimal("0.00025"), 500, tariff_board(result.symbol)
        )
        cash_fen += (amount_fen if result.side is Side.SELL else -amount_fen) - fees.total_fen
    return cash_fen


def test_a_day_buys_reports_and_adds_up(exchange: Path) -> None:
    drop(exchange, batch(BUYS))
    session(exchange, MARKET).trade(DAY)
    report, figures = results(exchange)
    assert states(report) == ["FILLED"] * 20
    assert figures.cash_fen == cash_after(report, 100_000_000)
    assert {p.symbol: p.qty_shares for p in figures.positions} == dict.fromkeys(SYMBOLS, 3000)
    assert all(p.enable_shares == 0 for p in figures.positions)
    assert figures.total_fen == figures.cash_fen + 20 * notional_fen(10_100, 3000)


@pytest.mark.parametrize("seed", range(12))
def test_days_full_of_faults_still_add_up(exchange: Path, seed: int) -> None:
    first = drop(exchange, batch(BUYS))
    desk = session(exchange, MARKET, paper_faults=True, paper_seed=seed)
    desk.trade(DAY)
    report, figures = results(exchange)
    held = {p.symbol: p.qty_shares for p in figures.positions}
    assert figures.cash_fen == cash_after(report, 100_000_000)
    sells = [order(i, symbol, Side.SELL, qty, 10_000) for i, (symbol, qty) in enumerate(held.items())]
    drop(exchange, batch(sells, day=NEXT_DAY, prev_hash=first))
    desk.trade(NEXT_DAY)
    sold, after = results(exchange, NEXT_DAY)
    assert OrderState.UNKNOWN not in {result.state for result in (*report.results, *sold.results)}
    assert after.cash_fen == cash_after(sold, figures.cash_fen)
    for fill in (*report.fills, *sold.fills):
        assert 9_900 <= fill.price_li <= 10_200
    for symbol, qty in held.items():
        left = qty - sum(fill.qty_shares for fill in sold.fills if fill.symbol == symbol)
        assert left == {p.symbol: p.qty_shares for p in after.positions}.get(symbol, 0)


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(tmp_path: Path) -> None:
    inboxes = []
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        exchange = tmp_path / name / "ptrade"
        drop(exchange, batch(BUYS))
        session(exchange, MARKET, paper_faults=True, paper_seed=seed).trade(DAY)
        inboxes.append({path.name: path.read_bytes() for path in (exchange / "inbox").iterdir()})
    assert inboxes[0] == inboxes[1]
    assert inboxes[0] != inboxes[2]


def test_a_batch_priced_after_the_auction_does_not_trade_in_it(exchange: Path) -> None:
    drop(exchange, batch(BUYS))
    session(exchange, MARKET).trade(DAY)
    assert min(fill.filled_at for fill in results(exchange)[0].fills) >= "2026-01-05 09:30:00"


def test_a_batch_that_is_there_early_trades_in_the_auction_at_the_open(exchange: Path) -> None:
    drop(exchange, batch(BUYS))
    session(exchange, MARKET, orders_at=time(9, 12)).trade(DAY)
    first = [fill for fill in results(exchange)[0].fills if fill.filled_at == "2026-01-05 09:25:00"]
    assert first
    assert {fill.price_li for fill in first} == {10_000}


def test_nothing_trades_against_a_one_price_limit_or_a_suspension(exchange: Path) -> None:
    market = feed({"600000.SH": one_price("600000.SH", 11_000, 10_000), "600001.SH": bar("600001.SH")})
    orders = [
        order(1, "600000.SH", Side.BUY, 100, 11_000),
        order(2, "600001.SH", Side.BUY, 100, 10_100),
        order(3, "600002.SH", Side.BUY, 100, 10_000),
    ]
    drop(exchange, batch(orders))
    session(exchange, market).trade(DAY)
    report, _ = results(exchange)
    assert states(report) == ["CANCELLED", "FILLED", "CANCELLED"]


def test_the_volume_cap_holds_over_the_whole_day(exchange: Path) -> None:
    market = feed({"600000.SH": bar("600000.SH", volume=50_000)})
    drop(exchange, batch([order(1, "600000.SH", Side.BUY, 9_000, 10_100)]))
    session(exchange, market, paper_faults=True).trade(DAY)
    report, _ = results(exchange)
    assert 0 < sum(fill.qty_shares for fill in report.fills) <= 5_000
    assert states(report) == ["PARTIAL_CANCELLED"]


def test_stop_before_the_day_sends_nothing(exchange: Path) -> None:
    drop(exchange, batch(BUYS))
    (exchange / "STOP").write_text("HALTED\nby=operator\n")
    session(exchange, MARKET).trade(DAY)
    report, figures = results(exchange)
    ack = FolderInbox(exchange, "0000", Channel.PAPER).ack(DAY, 1)
    assert ack is not None
    assert (ack.state, ack.code) == ("refused", "STOPPED")
    assert (report.results, figures.cash_fen) == ((), 100_000_000)


def test_stop_in_the_middle_cancels_what_works_and_survives_a_restart(exchange: Path) -> None:
    market = feed({symbol: bar(symbol, volume=200_000) for symbol in SYMBOLS})
    drop(exchange, batch(BUYS))

    def press(now: datetime) -> None:
        if f"{now:%H:%M}" >= "09:40":
            (exchange / "STOP").write_text("HALTED\n")

    class RestartsLater(Faults):
        def restart_at_s(self) -> float | None:
            return 10 * 3600.0

    session(exchange, market, faults=RestartsLater, watch=press).trade(DAY)
    report, _ = results(exchange)
    assert set(states(report)) <= {"FILLED", "PARTIAL_CANCELLED", "CANCELLED", "NOT_SENT"}
    assert "PARTIAL_CANCELLED" in states(report)
    assert max(fill.filled_at for fill in report.fills) < "2026-01-05 09:46:00"


class DiesAfter(Faults):
    def dies_after_order(self, nth: int, restarts: int) -> bool:
        return (nth, restarts) in {(3, 0), (7, 1), (11, 2)}


class DiesBefore(Faults):
    def dies_before_order(self, nth: int, restarts: int) -> bool:
        return (nth, restarts) == (3, 0)


def test_a_terminal_that_dies_between_intent_and_sent_sends_nothing_twice(exchange: Path) -> None:
    drop(exchange, batch(BUYS))
    session(exchange, MARKET, faults=DiesAfter).trade(DAY)
    report, figures = results(exchange)
    assert states(report) == ["FILLED"] * 20
    assert sum(p.qty_shares for p in figures.positions) == 60_000
    assert report.foreign_orders == 0


def test_an_order_that_may_or_may_not_have_gone_stays_unknown(exchange: Path) -> None:
    drop(exchange, batch(BUYS))
    session(exchange, MARKET, faults=DiesBefore).trade(DAY)
    report, figures = results(exchange)
    assert states(report).count("UNKNOWN") == 1
    assert sum(p.qty_shares for p in figures.positions) == 57_000


def test_refused_files_come_back_with_a_reason_and_no_order(exchange: Path) -> None:
    made = batch(BUYS)
    drop(exchange, made)
    path = exchange / "outbox" / "orders_20260105_1.csv"
    path.rename(path.with_name("orders_20260106_1.csv"))
    desk = session(exchange, MARKET)
    desk.trade(NEXT_DAY)
    ack = FolderInbox(exchange, "0000", Channel.PAPER).ack(NEXT_DAY, 1)
    assert ack is not None
    assert (ack.state, ack.code) == ("refused", "DATE")
    assert "20260105" in ack.reason
    assert results(exchange, NEXT_DAY)[0].results == ()


def test_a_day_without_orders_reports_too(exchange: Path) -> None:
    session(exchange, MARKET).trade(DAY)
    report, figures = results(exchange)
    assert (report.results, report.fills, figures.positions, figures.total_fen) == ((), (), (), 100_000_000)


def test_a_finished_day_is_not_run_again_and_an_earlier_one_never(exchange: Path) -> None:
    desk = session(exchange, MARKET)
    desk.trade(NEXT_DAY)
    before = {path.name: path.read_bytes() for path in (exchange / "inbox").iterdir()}
    drop(exchange, batch(BUYS, day=NEXT_DAY))
    desk.trade(NEXT_DAY)
    assert {path.name: path.read_bytes() for path in (exchange / "inbox").iterdir()} == before
    assert not FolderInbox(exchange, "0000", Channel.PAPER).ack(NEXT_DAY, 1)
    with pytest.raises(FixAndRestart, match="2026-01-05 is over"):
        desk.trade(DAY)


def test_dividends_reach_the_account(exchange: Path) -> None:
    first = drop(exchange, batch(BUYS[:1]))
    session(exchange, MARKET).trade(DAY)
    before = results(exchange)[1]
    assert first
    ex_day = feed({symbol: bar(symbol) for symbol in SYMBOLS}, {SYMBOLS[0]: dividend("0.5", "0.1")})
    session(exchange, ex_day).trade(NEXT_DAY)
    after = results(exchange, NEXT_DAY)[1]
    assert after.cash_fen == before.cash_fen + 150_000
    assert (after.positions[0].qty_shares, after.positions[0].enable_shares) == (3300, 3300)


def test_live_is_refused(exchange: Path) -> None:
    with pytest.raises(Refused, match="LIVE"):
        session(exchange, MARKET, channel="LIVE")


CHILD = """
import sys
from pathlib import Path
from tests.integration.test_paper_day import MARKET
from tests.fakes.paper_market import DAY, session
print("ready", flush=True)
session(Path(sys.argv[1]), MARKET, paper_faults=True, paper_seed=3).trade(DAY)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a POSIX signal")
def test_killed_at_any_instant_the_day_ends_the_same(tmp_path: Path) -> None:
    whole = tmp_path / "whole" / "ptrade"
    drop(whole, batch(BUYS))
    started = wall.monotonic()
    session(whole, MARKET, paper_faults=True, paper_seed=3).trade(DAY)
    took = wall.monotonic() - started
    killed = tmp_path / "killed" / "ptrade"
    drop(killed, batch(BUYS))
    for share in (0.3, 0.9, 1.05):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(killed)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert child.stdout is not None
        child.stdout.readline()
        wall.sleep(took * share)
        child.send_signal(signal.SIGKILL)
        child.communicate()
    session(killed, MARKET, paper_faults=True, paper_seed=3).trade(DAY)
    names = {path.name for path in (whole / "inbox").iterdir()}
    assert {path.name: path.read_bytes() for path in (killed / "inbox").iterdir() if path.name in names} == {
        path.name: path.read_bytes() for path in (whole / "inbox").iterdir()
    }


def test_killed_between_the_commit_and_the_inbox_only_publishing_is_left(exchange: Path) -> None:
    drop(exchange, batch(BUYS))
    desk = session(exchange, MARKET)
    desk.trade(DAY)
    before = {path.name: path.read_bytes() for path in (exchange / "inbox").iterdir()}
    with sqlite3.connect(exchange.parent / "paper" / "counter.sqlite3") as database:
        database.execute("UPDATE days SET published = 0 WHERE trade_date = ?", (ymd(DAY),))
    database.close()
    for path in (exchange / "inbox").iterdir():
        path.unlink()
    session(exchange, MARKET).trade(DAY)
    assert {path.name: path.read_bytes() for path in (exchange / "inbox").iterdir()} == before


def test_only_the_newest_days_files_are_kept_beside_the_account(exchange: Path) -> None:
    desk = session(exchange, MARKET)
    for day in (DAY, NEXT_DAY):
        desk.trade(day)
    database = sqlite3.connect(exchange.parent / "paper" / "counter.sqlite3")
    assert database.execute("SELECT DISTINCT trade_date FROM outputs").fetchall() == [(ymd(NEXT_DAY),)]
    assert database.execute("SELECT count(*) FROM days").fetchone() == (2,)
    database.close()
