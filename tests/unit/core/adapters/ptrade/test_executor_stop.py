"""STOP over less than everything, as the executor follows it: one symbol, one strategy, what works and what waits."""

from pathlib import Path

import pytest

from core.adapters.ptrade.orders_file import content_hash
from core.adapters.ptrade.stop_file import StopFile
from core.domain.dates import at, date_of
from core.domain.orders import Side
from core.domain.stop import EVERYTHING, Scope, ScopeKind
from core.domain.trading_state import TradingState
from tests.fakes.paper_market import batch, order
from tests.fakes.ptrade_bench import Bench, working

NOW = at(date_of(20260105), 9, 30)
BANK, OTHER = order(1, "600000.SH", Side.BUY, 100, 10_000), order(2, "600003.SH", Side.BUY, 100, 10_000)
THE_BANK = Scope(ScopeKind.SYMBOL, "600000.SH")
OURS, THEIRS = Scope(ScopeKind.STRATEGY, "ours"), Scope(ScopeKind.STRATEGY, "theirs")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.fixture
def stop(tmp_path: Path) -> StopFile:
    return StopFile(tmp_path / "STOP")


def with_both_working(bench: Bench) -> None:
    bench.put(batch([BANK, OTHER]))
    bench.poll()
    bench.orders = [working("id-1", "901"), working("id-2", "902")]
    bench.poll("09:30:05")
    assert len(bench.sent) == 2


def test_a_held_symbol_is_not_sent_and_the_others_are(bench: Bench, stop: StopFile) -> None:
    stop.press(TradingState.HALTED, "ops", "odd prints", NOW, THE_BANK)
    bench.put(batch([BANK, OTHER]))
    bench.poll()
    assert bench.ack()["verdict"] == "partly"
    assert [code for code, *_ in bench.sent] == ["600003.SS"]
    assert bench.report()["D-001"]["message"] == "STOPPED: STOP says HALTED 600000.SS"


def test_a_held_symbol_is_cancelled_where_it_works_and_the_others_stay(bench: Bench, stop: StopFile) -> None:
    with_both_working(bench)
    stop.press(TradingState.HALTED, "ops", "odd prints", NOW, THE_BANK)
    bench.poll("09:30:10")
    assert bench.cancelled == ["id-1"]


def test_blocking_leaves_working_orders_and_sends_nothing_new(bench: Bench, stop: StopFile) -> None:
    with_both_working(bench)
    stop.press(TradingState.HALTED, "ops", "wait", NOW, keeps_working=True)
    first = batch([BANK, OTHER])
    bench.put(batch([order(3, "600004.SH", Side.BUY, 100, 10_000)], sequence=2, prev_hash=content_hash(first)))
    bench.poll("09:30:10")
    assert bench.cancelled == []
    assert len(bench.sent) == 2
    assert bench.ack(2)["code"] == "STOPPED"


def test_reducing_one_symbol_blocks_its_buys_alone(bench: Bench, stop: StopFile) -> None:
    stop.press(TradingState.REDUCING, "ops", "enough of it", NOW, THE_BANK)
    bench.put(batch([BANK, OTHER]))
    bench.poll()
    assert [code for code, *_ in bench.sent] == ["600003.SS"]


@pytest.mark.parametrize(("known_as", "scope", "sent"), [("ours", OURS, 0), ("ours", THEIRS, 2), ("", THEIRS, 0)])
def test_a_strategy_is_stopped_by_its_name_and_one_without_a_name_by_any(
    bench: Bench, stop: StopFile, known_as: str, scope: Scope, sent: int
) -> None:
    bench.space["STRATEGY_ID"] = known_as
    stop.press(TradingState.HALTED, "ops", "its model is broken", NOW, scope)
    bench.put(batch([BANK, OTHER]))
    bench.poll()
    assert len(bench.sent) == sent


@pytest.mark.parametrize(("scope", "cancelled"), [(EVERYTHING, ["id-1", "id-2"]), (THE_BANK, ["id-1"])])
def test_a_request_cancels_what_works_in_its_scope(
    bench: Bench, stop: StopFile, scope: Scope, cancelled: list[str]
) -> None:
    with_both_working(bench)
    stop.cancel("ops", "wrong price", NOW, scope)
    bench.poll("09:30:10")
    assert bench.cancelled == cancelled


def test_a_request_is_followed_once_a_restart_included_and_blocks_no_later_file(bench: Bench, stop: StopFile) -> None:
    with_both_working(bench)
    stop.cancel("ops", "wrong price", NOW)
    bench.poll("09:30:10")
    bench.orders = [working("id-1", "901", "6"), working("id-2", "902", "6")]
    bench.restart()
    first = batch([BANK, OTHER])
    bench.put(batch([order(3, "600004.SH", Side.BUY, 100, 10_000)], sequence=2, prev_hash=content_hash(first)))
    bench.poll("09:30:40")
    bench.poll("09:30:45")
    assert [code for code, *_ in bench.sent][2:] == ["600004.SS"]
    assert bench.cancelled == ["id-1", "id-2"]


def test_a_request_withdraws_what_still_waits_to_be_sent(bench: Bench, stop: StopFile) -> None:
    bench.portfolio.cash = 0.0
    bench.put(batch([BANK, OTHER]))
    bench.poll()
    stop.cancel("ops", "wrong price", NOW, THE_BANK)
    bench.portfolio.cash = 1e6
    bench.poll("09:30:20")
    assert [code for code, *_ in bench.sent] == ["600003.SS"]
    assert bench.report()["D-001"]["message"].startswith("STOP says cancel")


def test_a_request_of_another_day_is_over(bench: Bench, stop: StopFile) -> None:
    stop.cancel("ops", "wrong price", at(date_of(20260104), 9, 30))
    bench.put(batch([BANK, OTHER]))
    bench.poll()
    assert len(bench.sent) == 2


def test_a_full_disk_keeps_no_request_from_cancelling(bench: Bench, stop: StopFile) -> None:
    with_both_working(bench)
    stop.cancel("ops", "wrong price", NOW)
    full = bench.space["journal"]

    def journal(day: object, *rows: list[object]) -> None:
        if any(row[1] == "WITHDRAW" for row in rows):
            raise OSError(28, "No space left on device")
        full(day, *rows)

    bench.space["journal"] = journal
    bench.poll("09:30:10")
    assert bench.cancelled == ["id-1", "id-2"]
