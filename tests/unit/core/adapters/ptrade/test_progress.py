"""The executor's journal as it is looked at while the day lasts."""

from datetime import date
from pathlib import Path

import pytest

from core.adapters.ptrade.exchange_tide import exchange_tide
from core.adapters.ptrade.executor_journal import rests_s
from core.adapters.ptrade.progress import progress_of
from core.domain.orders import OrderState

ORDER = "09:30:00,ORDER,20260723-01-001,20260723-01,1,002318.SZ,SELL,2500,18.55,14:56:00,.\n"
CID = "20260723-01-001"


def told(*rows: str) -> tuple[OrderState, int, str]:
    (order,) = progress_of((ORDER + "".join(f"{row}\n" for row in rows)).encode())
    return order.state, order.filled_shares, order.message


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), (OrderState.PENDING, 0, "")),
        ((f"09:30:00,INTENT,{CID},.",), (OrderState.UNKNOWN, 0, "")),
        ((f"09:30:00,INTENT,{CID},.", f"09:30:00,SENT,{CID},1,."), (OrderState.WORKING, 0, "")),
        ((f"09:30:00,SENT,{CID},1,.", f"09:30:07,STATUS,{CID},7,1100,,."), (OrderState.PARTIAL, 1100, "")),
        ((f"09:30:00,SENT,{CID},1,.", f"09:30:07,STATUS,{CID},8,2500,,."), (OrderState.FILLED, 2500, "")),
        ((f"09:30:00,SENT,{CID},1,.", f"14:55:07,STATUS,{CID},6,0,,."), (OrderState.CANCELLED, 0, "")),
        ((f"09:30:00,SENT,{CID},1,.", f"14:55:07,STATUS,{CID},5,600,,."), (OrderState.PARTIAL_CANCELLED, 600, "")),
        ((f"09:30:00,SENT,{CID},1,.", f"09:31:07,STATUS,{CID},9,0,no money,."), (OrderState.REJECTED, 0, "no money")),
        ((f"09:30:00,PHASE,{CID},NOT_SENT,STOP says HALTED,.",), (OrderState.NOT_SENT, 0, "STOP says HALTED")),
    ],
)
def test_the_states_are_those_of_the_executors_report(
    rows: tuple[str, ...], expected: tuple[OrderState, int, str]
) -> None:
    assert told(*rows) == expected


def test_fills_give_the_mean_price_each_counted_once() -> None:
    fill = f"09:30:07,FILL,{CID},1,0000010001,1100,18.670,2026-07-23 09:30:03,."
    (order,) = progress_of(f"{ORDER}09:30:00,SENT,{CID},1,.\n{fill}\n{fill}\n".encode())
    assert (order.filled_shares, order.traded_li, order.at) == (1100, 1100 * 18_670, "09:30:07")


@pytest.mark.parametrize(
    "row",
    [
        f"09:30:07,STATUS,{CID},8,2500,",
        f"09:30:07,STATUS,{CID},8,many,,.",
        f"09:30:07,STATUS,{CID},.",
        f"09:30:07,PHASE,{CID},MOON,,.",
        "09:30:07,STATUS,of-nobody,8,2500,,.",
        "\x00\xff,",
        "",
    ],
)
def test_a_torn_or_strange_row_is_passed_over(row: str) -> None:
    orders = progress_of(f"{ORDER}09:30:00,SENT,{CID},1,.\n{row}\n09:31:00,STATUS,{CID},7,500,,.\n".encode())
    assert [(order.state, order.filled_shares) for order in orders] == [(OrderState.PARTIAL, 500)]


def test_no_journal_tells_of_no_order() -> None:
    assert progress_of(b"") == []


def test_the_tide_of_the_folder_turns_with_every_file_of_the_newest_day(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    assert exchange_tide(tmp_path) == ((), ())
    inbox.mkdir()
    (inbox / "journal_20260722.csv").write_text("a", encoding="utf-8")
    (inbox / "journal_20260723.csv").write_text("a", encoding="utf-8")
    before = exchange_tide(tmp_path)
    assert exchange_tide(tmp_path) == before
    with (inbox / "journal_20260723.csv").open("a", encoding="utf-8") as journal:
        journal.write("b")
    grown = exchange_tide(tmp_path)
    assert grown != before
    (tmp_path / "outbox").mkdir()
    (tmp_path / "outbox" / f"orders_{date(2026, 7, 23):%Y%m%d}_1.csv").write_text("", encoding="utf-8")
    assert exchange_tide(tmp_path) != grown


@pytest.mark.parametrize(
    ("rows", "rests"),
    [
        ((f"09:30:00,SENT,{CID},1,.",), {}),
        ((f"09:30:59,SENT,{CID},1,.", f"09:31:00,CANCEL,{CID},."), {CID: 1}),
        ((f"09:30:00,SENT,{CID},1,.", f"14:55:00,CANCEL,{CID},.", f"14:55:30,CANCEL,{CID},."), {CID: 19_500}),
        ((f"09:30:00,SENT,{CID},1,.", f"09:40:00,SENT,{CID},1,.", f"09:40:01,CANCEL,{CID},."), {CID: 601}),
        ((f"09:30:00,CANCEL,{CID},.", f"0930,SENT,{CID},1,.", f"09:30:00,SENT,{CID},1,", "09:30:00,CANCEL,."), {}),
    ],
)
def test_how_long_an_order_rested_before_it_was_asked_to_be_cancelled(
    rows: tuple[str, ...], rests: dict[str, int]
) -> None:
    assert rests_s(ORDER + "".join(f"{row}\n" for row in rows)) == rests
