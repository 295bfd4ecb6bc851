"""What the executor does with accepted orders: sending, merging, cancelling, surviving."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from core.adapters.ptrade.orders_file import content_hash
from core.domain.orders import Side
from core.safety.stop import interpret
from tests.fakes.paper_market import batch, order
from tests.fakes.ptrade_bench import Bench, entrusted, working

BUY = order(1, "600000.SH", Side.BUY, 100, 10_000)
SELL = order(2, "600001.SH", Side.SELL, 300, 9_000)


def held(bench: Bench, code: str, amount: int, enable: int) -> None:
    bench.portfolio.positions[code] = SimpleNamespace(
        amount=amount, enable_amount=enable, last_sale_price=9.0, cost_basis=8.0
    )


def started(folder: Path, *orders: object, at: str = "09:30:00") -> Bench:
    bench = Bench(folder, at)
    held(bench, "600001.XSHG", 300, 300)
    bench.put(batch(orders))  # type: ignore[arg-type]
    bench.poll()
    return bench


def test_sells_go_first_and_nothing_goes_twice(tmp_path: Path) -> None:
    bench = started(tmp_path, BUY, SELL)
    bench.poll("09:30:05")
    assert bench.sent == [("600001.SS", -300, 9.0), ("600000.SS", 100, 10.0)]


@pytest.mark.parametrize("at", ["09:10:00", "09:24:31", "09:26:00", "09:29:59", "11:30:00", "12:59:59", "14:55:00"])
def test_nothing_is_sent_outside_the_windows(tmp_path: Path, at: str) -> None:
    assert started(tmp_path, BUY, at=at).sent == []


def test_a_buy_waits_for_cash_and_a_sale_for_sellable_shares(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.portfolio.cash = 999.0
    held(bench, "600001.XSHG", 300, 200)
    bench.put(batch([BUY, SELL]))
    bench.poll()
    assert bench.sent == []
    bench.portfolio.cash = 1_010.0
    held(bench, "600001.XSHG", 300, 300)
    bench.poll("09:30:20")
    assert len(bench.sent) == 2


def test_what_was_just_sent_is_taken_off_the_stale_cash(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.portfolio.cash = 1_500.0
    bench.put(batch([BUY, order(3, "600003.SH", Side.BUY, 100, 10_000)]))
    bench.poll()
    bench.poll("09:30:10")
    assert len(bench.sent) == 1
    rows = bench.report()
    assert rows["D-003"]["state"] == "NOT_SENT"
    assert "needs 1006.00 yuan" in rows["D-003"]["message"]


@pytest.mark.parametrize("word", ["HALTED\nby=x", "", "halted", "ACTIVE please", "REDUCING nonsense"])
def test_stop_before_the_first_order(tmp_path: Path, word: str) -> None:
    bench = Bench(tmp_path)
    (tmp_path / "STOP").write_text(word)
    bench.put(batch([BUY]))
    bench.poll()
    assert (bench.ack()["code"], bench.sent) == ("STOPPED", [])


def test_an_unreadable_stop_is_pressed(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    (tmp_path / "STOP").mkdir()
    bench.put(batch([BUY]))
    bench.poll()
    assert bench.sent == []


def test_stop_is_asked_before_every_order(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.put(batch([order(i, f"60000{i}.SH", Side.BUY, 100, 10_000) for i in range(5)]))

    def press_after_two(number: int) -> str:
        if number == 2:
            (tmp_path / "STOP").write_text("HALTED\n")
        return f"id-{number}"

    bench.answer = press_after_two
    bench.poll()
    assert len(bench.sent) == 2


def test_halted_cancels_what_works_and_ends_what_waits_for_good(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.portfolio.cash = 1_500.0
    bench.put(batch([BUY, order(3, "600003.SH", Side.BUY, 100, 10_000)]))
    bench.poll()
    bench.orders = [working("id-1", "7")]
    (tmp_path / "STOP").write_text("HALTED\n")
    bench.poll("09:31:00")
    assert bench.cancelled == ["id-1"]
    (tmp_path / "STOP").unlink()
    bench.portfolio.cash = 1e6
    bench.restart()
    bench.poll("09:40:00")
    assert len(bench.sent) == 1
    assert bench.report()["D-003"]["message"].startswith("STOP says HALTED")


def test_reducing_sells_and_buys_nothing(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    held(bench, "600001.XSHG", 300, 300)
    (tmp_path / "STOP").write_text("REDUCING\n")
    bench.put(batch([BUY, SELL]))
    bench.poll()
    assert bench.sent == [("600001.SS", -300, 9.0)]
    assert bench.report()["D-001"]["state"] == "NOT_SENT"


def test_leftovers_are_cancelled_in_time_and_asked_again_if_need_be(tmp_path: Path) -> None:
    bench = started(tmp_path, BUY)
    bench.orders = [working("id-1", "7")]
    for at in ("14:54:59", "14:55:00", "14:55:05", "14:55:20", "14:57:00"):
        bench.poll(at)
    assert bench.cancelled == ["id-1", "id-1"]


def test_none_from_order_is_a_reject_that_is_not_retried(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.answer = lambda number: None
    bench.put(batch([BUY]))
    bench.poll()
    bench.poll("09:30:05")
    assert len(bench.sent) == 1
    assert bench.report()["D-001"]["state"] == "REJECTED"


def raising(number: int) -> str:
    raise RuntimeError("timeout at the counter")


def test_an_exception_from_order_is_unknown_and_never_sent_again(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.answer = raising
    bench.put(batch([BUY]))
    for at in ("09:30:00", "09:30:05", "10:00:00"):
        bench.poll(at)
    bench.restart()
    bench.poll("10:00:05")
    assert len(bench.sent) == 1
    assert bench.report()["D-001"]["state"] == "UNKNOWN"


def lost(folder: Path) -> Bench:
    """A bench that died between INTENT and SENT at 09:30:00."""
    bench = Bench(folder)
    bench.answer = raising
    bench.put(batch([BUY]))
    bench.poll()
    name = folder / "journal_20260105.csv"
    name.write_text("".join(line for line in name.read_text().splitlines(True) if "PHASE" not in line))
    bench.restart()
    return bench


def test_a_lost_order_is_found_in_the_account(tmp_path: Path) -> None:
    bench = lost(tmp_path)
    bench.account_orders = [entrusted("7", "600000.SS", 100, 10.0, "2026-01-05 09:30:01", "8", 100.0)]
    bench.trades = {"x": [["b1", "7", "600000.XSHG", "买", 100.0, 9.99, 999.0, "2026-01-05 09:30:02"]]}
    bench.poll("09:30:30")
    row = bench.report()["D-001"]
    assert (row["state"], row["filled_shares"], row["entrust_no"]) == ("FILLED", "100", "7")
    assert bench.section("fills")[0]["price"] == "9.990"
    assert len(bench.sent) == 1


@pytest.mark.parametrize(
    "row",
    [
        entrusted("7", "600000.SS", 100, 10.0, "2026-01-05 09:29:59"),
        entrusted("7", "600000.SS", 200, 10.0, "2026-01-05 09:30:01"),
        entrusted("7", "600000.SS", -100, 10.0, "2026-01-05 09:30:01"),
        entrusted("7", "600000.SS", 100, 10.01, "2026-01-05 09:30:01"),
        entrusted("7", "600001.SS", 100, 10.0, "2026-01-05 09:30:01"),
        entrusted("7", "600000.SS", 100, 10.0, ""),
    ],
)
def test_an_order_that_only_resembles_is_somebody_elses(tmp_path: Path, row: dict[str, object]) -> None:
    bench = lost(tmp_path)
    bench.account_orders = [row]
    bench.poll("09:30:30")
    assert bench.report()["D-001"]["state"] == "UNKNOWN"
    assert [other["entrust_no"] for other in bench.section("others")] == ["7"]


def test_two_orders_that_fit_are_left_to_a_person(tmp_path: Path) -> None:
    bench = lost(tmp_path)
    bench.account_orders = [entrusted(no, "600000.SS", 100, 10.0, "2026-01-05 09:30:01") for no in ("7", "8")]
    bench.poll("09:30:30")
    assert bench.report()["D-001"]["state"] == "UNKNOWN"
    assert "2 account orders look like it" in bench.section("alarms")[0]["message"]


def test_a_torn_journal_row_is_no_row(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.portfolio.cash = 0.0
    bench.put(batch([BUY]))
    bench.poll()
    name = tmp_path / "journal_20260105.csv"
    name.write_text(name.read_text() + "09:30:05,INTENT,D-0")
    bench.portfolio.cash = 1e6
    bench.restart()
    bench.poll("09:31:00")
    bench.restart()
    bench.poll("09:31:05")
    assert len(bench.sent) == 1


def test_filled_only_grows_and_a_final_status_stays(tmp_path: Path) -> None:
    bench = started(tmp_path, BUY)
    push = {"order_id": "id-1", "entrust_no": 7, "status": "8", "business_amount": 100.0, "entrust_type": "0"}
    bench.space["on_order_response"](bench.context, [push])
    bench.orders = [working("id-1", "7", "7", 50)]
    bench.poll("09:30:05")
    assert bench.report()["D-001"]["filled_shares"] == "100"
    assert bench.report()["D-001"]["state"] == "FILLED"


def test_fills_are_counted_once_and_cancel_pushes_are_no_fills(tmp_path: Path) -> None:
    bench = started(tmp_path, BUY)
    push = {
        "order_id": "id-1", "entrust_no": "7", "business_id": "b1", "business_amount": 40, "business_price": 9.9,
        "business_time": "2026-01-05 09:30:02", "real_type": "0", "real_status": "0",
    }  # fmt: skip
    cancel = dict(push, business_id="c1", business_amount=60, real_type="2")
    bench.space["on_trade_response"](bench.context, [push, push, cancel])
    bench.trades = {"id-1": [["b1", 7, "600000.XSHG", "买", 40.0, 9.9, 396.0, "2026-01-05 09:30:02"]]}
    bench.orders = [working("id-1", "7", "5", 40)]
    bench.poll("09:30:05")
    row = bench.report()["D-001"]
    assert (row["state"], row["filled_shares"], len(bench.section("fills"))) == ("PARTIAL_CANCELLED", "40", 1)


def test_yesterdays_orders_of_this_trade_are_not_todays(tmp_path: Path) -> None:
    bench = started(tmp_path, BUY)
    bench.orders = [working("id-1", "3", "8", 100, day="2026-01-02"), working("id-1", "7", 2)]
    bench.poll("09:30:05")
    row = bench.report()["D-001"]
    assert (row["entrust_no"], row["filled_shares"], row["state"]) == ("7", "0", "WORKING")


def test_rejects_in_a_row_stop_the_rest(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.answer = lambda number: None
    bench.put(batch([order(i, f"6000{i:02d}.SH", Side.BUY, 100, 10_000) for i in range(30)]))
    bench.poll()
    bench.poll("09:30:05")
    states = [row["state"] for row in bench.report().values()]
    assert (states.count("REJECTED"), states.count("NOT_SENT")) == (5, 25)
    assert "5 rejects in a row" in bench.section("alarms")[0]["message"]


def test_reports_are_written_on_a_day_without_a_batch_and_again_to_the_same_bytes(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    held(bench, "600001.XSHG", 300, 300)
    assert bench.report() == {}
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(first) == {"exec_report_20260105.csv", "real_positions_20260105.csv"}
    bench.now = "15:35:00"
    bench.space["report_again"](bench.context)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first


def test_a_counter_that_disagrees_with_the_account_is_an_alarm(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    held(bench, "600001.XSHG", 300, 300)
    bench.space["get_all_positions"] = lambda: [
        {"stock_code": "600001", "exchange_type": "1", "current_amount": "200.0"}
    ]
    bench.report()
    assert "account shows 300, counter 200" in bench.section("alarms")[0]["message"]


def test_an_error_in_a_callback_stays_inside_and_the_next_one_works(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.put(batch([BUY]))
    bench.poll()
    broken = bench.space["get_orders"]
    bench.space["get_orders"] = raising
    bench.poll("09:30:05")
    bench.space["get_orders"] = broken
    bench.orders = [working("id-1", "7")]
    bench.poll("09:30:10")
    assert bench.report()["D-001"]["entrust_no"] == "7"


def test_a_stale_status_does_not_bring_a_cancelled_order_back(tmp_path: Path) -> None:
    bench = started(tmp_path, BUY)
    bench.orders = [working("id-1", "7", "6")]
    bench.poll("09:30:05")
    bench.orders = [working("id-1", "7", "2")]
    bench.poll("09:30:10")
    assert bench.report()["D-001"]["state"] == "CANCELLED"


def test_a_fill_is_journaled_once(tmp_path: Path) -> None:
    bench = started(tmp_path, BUY)
    bench.trades = {"id-1": [["b1", "7", "600000.XSHG", "买", 40.0, 9.9, 396.0, "2026-01-05 09:30:02"]]}
    for at in ("09:31:00", "09:32:00"):
        bench.poll(at)
    assert bench.journal().count(",FILL,") == 1


def test_two_sales_of_one_holding_do_not_count_on_the_same_shares(tmp_path: Path) -> None:
    bench = started(tmp_path, SELL)
    again = order(4, "600001.SH", Side.SELL, 300, 8_990)
    bench.put(batch([again], sequence=2, prev_hash=content_hash(batch([SELL]))))
    bench.poll("09:30:05")
    assert (bench.ack(2)["verdict"], len(bench.sent)) == ("accepted", 1)


def test_orders_go_out_at_a_few_a_second_and_in_short_callbacks(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.put(batch([order(i, f"6000{i:02d}.SH", Side.BUY, 100, 10_000) for i in range(30)]))
    bench.poll()
    assert len(bench.sent) == 15
    assert bench.slept == [0.25] * 15
    bench.poll("09:30:20")
    assert len(bench.sent) == 30


def test_a_push_about_the_cancel_request_is_not_about_the_order(tmp_path: Path) -> None:
    bench = started(tmp_path, BUY)
    push = {"order_id": "id-1", "entrust_no": "8", "status": "8", "business_amount": 0, "entrust_type": "2"}
    bench.space["on_order_response"](bench.context, [push])
    bench.orders = [working("id-1", "7")]
    bench.poll("09:30:05")
    assert bench.report()["D-001"]["state"] == "WORKING"


class Killed(BaseException):
    """The process is gone."""


def killing(number: int) -> str:
    raise Killed


def test_an_intent_after_a_torn_row_is_still_an_intent(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.portfolio.cash = 0.0
    bench.put(batch([BUY]))
    bench.poll()
    name = tmp_path / "journal_20260105.csv"
    name.write_text(name.read_text() + "09:30:05,STAT")
    bench.portfolio.cash = 1e6
    bench.answer = killing
    bench.restart()
    with pytest.raises(Killed):
        bench.poll("09:31:00")
    bench.restart()
    bench.poll("09:31:05")
    assert len(bench.sent) == 1
    assert bench.report()["D-001"]["state"] == "UNKNOWN"


STOPS = [
    b"ACTIVE", b"REDUCING\n", b"HALTED\r\nby=x\r\n", b" REDUCING \nby=x", b"REDUCING\rby=x", b"\xef\xbb\xbfREDUCING",
    b"\nREDUCING", b"reducing", b"", b"ACTIVE ACTIVE", b"ACTIVE\n\xb9\xc9", b"\x00", b"ACTIVE\x0cHALTED", b"REDUCING=1",
]  # fmt: skip


@pytest.mark.parametrize("content", STOPS)
def test_the_executor_and_the_desk_read_the_same_stop(tmp_path: Path, content: bytes) -> None:
    bench = Bench(tmp_path)
    (tmp_path / "STOP").write_bytes(content)
    assert bench.space["read_stop"]()[0] == interpret(content, "STOP").state.value


def test_a_torn_journal_row_with_an_open_quote_hides_no_later_row(tmp_path: Path) -> None:
    (tmp_path / "journal_20260105.csv").write_text('09:29:00,ALARM,"step: Error(1, 2')
    bench = started(tmp_path, BUY)
    assert len(bench.sent) == 1
    bench.restart()
    bench.poll("09:30:20")
    assert len(bench.sent) == 1


def test_stop_cancels_even_where_the_broker_answers_nonsense(tmp_path: Path) -> None:
    bench = started(tmp_path, BUY)
    bench.orders = [working("id-1", "11")]
    bench.poll("09:30:30")
    bench.trades = {"id-1": [["half a row"]]}
    (tmp_path / "STOP").write_text("HALTED\n")
    bench.poll("09:31:05")
    assert bench.cancelled == ["id-1"]


def test_a_status_that_cannot_be_read_sends_nothing(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.put(batch([BUY]))
    bench.portfolio.cash = 0.0
    bench.poll()
    bench.portfolio.cash = 1e6
    bench.trades = {"id-1": [["half a row"]]}
    bench.poll("09:31:05")
    assert bench.sent == []
    bench.trades = {}
    bench.poll("09:31:10")
    assert len(bench.sent) == 1


def test_a_full_disk_neither_ends_the_strategy_nor_keeps_stop_from_cancelling(tmp_path: Path) -> None:
    bench = started(tmp_path, BUY)
    bench.orders = [working("id-1", "11")]
    bench.poll("09:30:30")

    def full(name: str, text: str) -> None:
        raise OSError(28, "No space left on device")

    bench.space["append_text"] = full
    (tmp_path / "STOP").write_text("HALTED\n")
    bench.poll("09:31:05")
    assert bench.cancelled == ["id-1"]
