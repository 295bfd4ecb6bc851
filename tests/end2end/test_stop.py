"""STOP, whoever presses it and whenever: no orders file from then on, and nothing further from the executor."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from app.compose import LOCK_FILE
from core.adapters.ptrade.orders_file import decode
from core.domain.orders import Side
from core.domain.outcome import Outcome
from core.domain.trading_state import TradingState
from tests.fakes.home_market import DAY_TWO
from tests.fakes.home_mortal import morning_with_stop, paper_at, press_halted
from tests.fakes.home_processes import daybreak, in_child, resume
from tests.fakes.home_stages import Stages, command
from tests.fakes.home_state import exchanged, journal, rows, sends

HomeAt = Callable[[str], Path]

READS_IN_GATES, READS_BEFORE_RENAME = (1,), (2, 3)
BLOCKED = Outcome.BLOCKED.exit_code
MORNING = command("morning", DAY_TWO)
ORDERS = f"outbox/orders_{DAY_TWO:%Y%m%d}_1.csv"


def _empty(stop: Path) -> None:
    stop.touch()


def _garbage(stop: Path) -> None:
    stop.write_bytes(b"\xff\xfe\x00 ACTIVE? \x80" * 50)


def _active_and_more(stop: Path) -> None:
    stop.write_text("ACTIVE but not quite\n", encoding="utf-8")


def _folder(stop: Path) -> None:
    stop.mkdir()


def _link_to_nothing(stop: Path) -> None:
    stop.symlink_to(stop.with_name("nowhere"))


def _no_exchange_folder(stop: Path) -> None:
    stop.parent.rename(stop.parent.with_name("mislaid"))


@pytest.mark.parametrize("drop", [_empty, _garbage, _active_and_more, _folder, _link_to_nothing])
def test_whatever_lies_in_stops_place_halts(drop: Callable[[Path], None], home_at: HomeAt) -> None:
    home = home_at("planned again")
    if drop is _link_to_nothing and os.name == "nt":
        pytest.skip("links need a privilege on Windows")
    drop(home / "ptrade" / "STOP")
    ended = daybreak(home, *MORNING)
    assert ended.exit_code == BLOCKED, ended
    assert "STOP says HALTED" in ended.text
    assert ORDERS not in exchanged(home)


def test_a_mislaid_exchange_folder_halts(home_at: HomeAt) -> None:
    home = home_at("planned again")
    _no_exchange_folder(home / "ptrade" / "STOP")
    ended = daybreak(home, *MORNING)
    assert ended.exit_code == BLOCKED, ended
    assert not list(home.rglob(Path(ORDERS).name))


@pytest.mark.parametrize("nth", [*READS_IN_GATES, *READS_BEFORE_RENAME])
def test_stop_pressed_before_any_of_mornings_readings_leaves_no_orders_file(
    nth: int, stages: Stages, home_at: HomeAt
) -> None:
    """The last reading stands between the finished temporary file and its rename."""
    home = home_at("planned again")
    ended = in_child(morning_with_stop, home, DAY_TWO, nth, TradingState.HALTED)
    assert ended.exit_code == BLOCKED, ended
    assert _outbox(home) == _outbox(stages.home("planned again"))
    again = daybreak(home, *MORNING)
    assert again.exit_code == BLOCKED, "STOP outlives the process that met it"
    assert _outbox(home) == _outbox(stages.home("planned again"))
    assert rows(home, "batches") == rows(stages.home("planned again"), "batches")

    assert resume(home).exit_code == 0
    assert daybreak(home, *MORNING).exit_code == 0
    assert _outbox(home) == _outbox(stages.home("released again")), "the orders are those of an undisturbed Morning"


def test_the_reading_after_the_last_comes_too_late_for_the_file(home_at: HomeAt) -> None:
    """Holds the numbers above to what Morning really reads."""
    home = home_at("planned again")
    assert in_child(morning_with_stop, home, DAY_TWO, READS_BEFORE_RENAME[-1] + 1, TradingState.HALTED).exit_code == 0
    assert ORDERS in exchanged(home)


@pytest.mark.parametrize("nth", [*READS_IN_GATES, READS_BEFORE_RENAME[0]])
def test_reducing_lets_sells_through_alone(nth: int, home_at: HomeAt) -> None:
    home = home_at("planned again")
    ended = in_child(morning_with_stop, home, DAY_TWO, nth, TradingState.REDUCING)
    assert ended.exit_code == Outcome.DEGRADED.exit_code, ended
    batch = decode(exchanged(home)[ORDERS])
    assert {order.side for order in batch.orders} == {Side.SELL}


def test_reducing_in_the_instant_before_the_rename_leaves_no_file_with_a_buy(stages: Stages, home_at: HomeAt) -> None:
    home = home_at("planned again")
    ended = in_child(morning_with_stop, home, DAY_TWO, READS_BEFORE_RENAME[-1], TradingState.REDUCING)
    assert ended.exit_code == BLOCKED, ended
    assert _outbox(home) == _outbox(stages.home("planned again"))


def test_the_command_presses_stop_while_all_else_is_stuck(home_at: HomeAt) -> None:
    """A job holds the home's lock, the settings are broken and the database is no database."""
    home = home_at("planned again")
    (home / "cfg.yaml").write_text("no: such: thing", encoding="utf-8")
    (home / "state.sqlite3").write_bytes(b"not a database")
    with FileLock(home / LOCK_FILE):
        ended = daybreak(home, "stop", "--reason", "fire in the server room", "--json")
    assert ended.exit_code == 0, ended
    assert ended.json()["state"] == "HALTED"
    assert (home / "ptrade" / "STOP").read_text(encoding="utf-8").splitlines()[0] == "HALTED"


def test_resume_wants_the_phrase_and_a_reason(stages: Stages, home_at: HomeAt) -> None:
    home = home_at("planned again")
    assert daybreak(home, "stop").exit_code == 0
    refused = resume(home, "--json", phrase="resume trading")
    assert refused.exit_code == BLOCKED, refused
    nameless = resume(home, "--json", reason="  ")
    assert nameless.exit_code == Outcome.BAD_CONFIG.exit_code, nameless
    assert daybreak(home, *MORNING).exit_code == BLOCKED
    assert resume(home).exit_code == 0
    assert "the alarm was false" in (home / "ptrade" / "STOP.history").read_text(encoding="utf-8")
    assert daybreak(home, *MORNING).exit_code == 0
    assert _outbox(home) == _outbox(stages.home("released again"))


def test_a_folder_in_stops_place_is_never_removed_by_software(home_at: HomeAt) -> None:
    home = home_at("planned again")
    _folder(home / "ptrade" / "STOP")
    (home / "ptrade" / "STOP" / "note").touch()
    ended = resume(home, "--json")
    assert ended.exit_code == BLOCKED, ended
    assert "never overridden" in ended.json()["remedy"]
    assert daybreak(home, *MORNING).exit_code == BLOCKED


def test_with_a_file_already_there_the_executor_begins_nothing(stages: Stages, home_at: HomeAt) -> None:
    home = home_at("released again")
    assert daybreak(home, "stop").exit_code == 0
    assert daybreak(home, *command("paper", DAY_TWO)).exit_code == 0
    assert not sends(home, DAY_TWO)
    ack = exchanged(home)[f"inbox/ack_{DAY_TWO:%Y%m%d}_1.csv"].decode()
    assert "refused,STOPPED,STOP says HALTED" in ack
    assert "#fills=0" in exchanged(home)[f"inbox/exec_report_{DAY_TWO:%Y%m%d}.csv"].decode()
    daybreak(home, *command("close", DAY_TWO))
    assert rows(home, "fills") == rows(stages.home("released again"), "fills")


def test_under_reducing_the_executor_sends_the_files_sells_alone(stages: Stages, home_at: HomeAt) -> None:
    home = home_at("released again")
    assert daybreak(home, "stop", "--reducing").exit_code == 0
    assert daybreak(home, *command("paper", DAY_TWO)).exit_code == 0
    sold = {order.client_order_id for order in decode(exchanged(home)[ORDERS]).orders if order.side is Side.SELL}
    assert {*sends(home, DAY_TWO)} == sold
    assert {*sends(stages.home("traded again"), DAY_TWO)} > sold


def test_pressed_in_the_middle_of_the_day_nothing_more_is_sent_and_what_works_is_cancelled(home_at: HomeAt) -> None:
    home = home_at("released again")
    assert in_child(paper_at, home, DAY_TWO, 9, 30, 2, press_halted).exit_code == 0
    written = journal(home, DAY_TWO)
    pressed = "09:30:02"
    assert sends(home, DAY_TWO), "some orders left before"
    assert max(at for at, event, *_ in written if event == "INTENT") <= pressed
    assert min(at for at, event, *_ in written if event == "CANCEL") >= pressed
    daybreak(home, *command("close", DAY_TWO))
    results = [row for row in rows(home, "order_results") if row["trade_date"] == int(f"{DAY_TWO:%Y%m%d}")]
    assert {row["state"] for row in results} <= {"FILLED", "CANCELLED", "PARTIAL_CANCELLED", "NOT_SENT"}
    assert {"CANCELLED", "PARTIAL_CANCELLED"} & {row["state"] for row in results}


def test_a_held_symbol_leaves_the_morning_and_the_others_are_released(stages: Stages, home_at: HomeAt) -> None:
    planned = decode(_outbox(stages.home("released again"))[ORDERS]).orders
    held = planned[-1]
    home = home_at("planned again")
    pressed = daybreak(home, "stop", "--symbol", held.symbol, "--reason", "odd prints", "--json")
    assert pressed.exit_code == 0, pressed
    assert pressed.json()["state"] == "ACTIVE"
    ended = daybreak(home, *MORNING)
    assert ended.exit_code == Outcome.DEGRADED.exit_code, ended
    assert f"STOP holds back {held.client_order_id} {held.symbol}" in ended.text
    released = decode(_outbox(home)[ORDERS]).orders
    assert [order.symbol for order in released] == [each.symbol for each in planned if each.symbol != held.symbol]


def _outbox(home: Path) -> dict[str, bytes]:
    return {name: data for name, data in exchanged(home).items() if name.startswith("outbox/")}
