import os
from pathlib import Path

import pytest

from core.adapters.ptrade.inbox import FolderInbox
from core.adapters.ptrade.reports import FILLS, ORDERS, POSITIONS
from core.adapters.ptrade.sealed import content_hash
from core.domain.errors import FixAndRestart
from core.domain.orders import Channel, OrderState, Side
from tests.fakes.paper_market import DAY
from tests.fakes.report_files import FILLED, HELD, PARTS, exec_report, origin, positions, sealed


def inbox(folder: Path) -> FolderInbox:
    return FolderInbox(folder, "0000", Channel.PAPER)


def put(folder: Path, name: str, data: bytes) -> None:
    (folder / "inbox").mkdir(exist_ok=True)
    (folder / "inbox" / name).write_bytes(data)


def changed(row: tuple[object, ...], **fields: object) -> tuple[object, ...]:
    names = {10: ORDERS, 8: FILLS, 5: POSITIONS}[len(row)]
    return tuple(fields.get(name, value) for name, value in zip(names, row, strict=True))


def test_nothing_there_is_none(tmp_path: Path) -> None:
    box = inbox(tmp_path)
    assert (box.ack(DAY, 1), box.exec_report(DAY), box.broker_figures(DAY)) == (None, None, None)


def test_a_report_is_read_in_our_words(tmp_path: Path) -> None:
    put(tmp_path, "exec_report_20260105.csv", exec_report(others=[("9", "000001.SZ", "BUY", 100, "9.9", "8", 100)]))
    report = inbox(tmp_path).exec_report(DAY)
    assert report is not None
    (result,) = report.results
    assert (result.symbol, result.side, result.state) == ("600000.SH", Side.BUY, OrderState.FILLED)
    assert [(fill.price_li, fill.qty_shares) for fill in report.fills] == [(9990, 100), (10000, 200)]
    assert (report.foreign_orders, report.batch_ids) == (1, ("B-1",))


def test_positions_are_read_in_fen_and_li(tmp_path: Path) -> None:
    put(tmp_path, "real_positions_20260105.csv", positions([changed(HELD, cost_price="-1.234")]))
    figures = inbox(tmp_path).broker_figures(DAY)
    assert figures is not None
    assert (figures.cash_fen, figures.total_fen) == (100_050, 403_050)
    assert (figures.positions[0].symbol, figures.positions[0].cost_li) == ("600000.SH", -1234)


def test_fills_that_do_not_add_up_are_left_to_reconciliation(tmp_path: Path) -> None:
    put(tmp_path, "exec_report_20260105.csv", exec_report(fills=PARTS[:1]))
    report = inbox(tmp_path).exec_report(DAY)
    assert report is not None
    assert [len(report.fills), sum(fill.qty_shares for fill in report.fills)] == [1, 100]


def test_what_an_editor_adds_changes_nothing_while_the_seal_fits(tmp_path: Path) -> None:
    told = exec_report(orders=[changed(FILLED, message="资金不足")])
    put(tmp_path, "exec_report_20260105.csv", told)
    as_written = inbox(tmp_path).exec_report(DAY)
    assert as_written is not None
    for edited in (b"\xef\xbb\xbf" + told, told.decode().encode("gbk"), told.decode().encode("gb18030")):
        put(tmp_path, "exec_report_20260105.csv", edited)
        again = inbox(tmp_path).exec_report(DAY)
        assert again is not None
        assert again.results == as_written.results


def test_gbk_in_which_a_character_was_lost_is_refused(tmp_path: Path) -> None:
    told = exec_report(orders=[changed(FILLED, message="成交 ✓")])
    put(tmp_path, "exec_report_20260105.csv", told.decode().encode("gbk", errors="replace"))
    with pytest.raises(FixAndRestart, match="sha256"):
        inbox(tmp_path).exec_report(DAY)


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", " =1", "＝1", "\x1b[31m", "a\x00b"])
def test_a_cell_that_would_run_is_refused(tmp_path: Path, cell: str) -> None:
    put(tmp_path, "exec_report_20260105.csv", exec_report(orders=[changed(FILLED, message=cell)]))
    with pytest.raises(FixAndRestart, match=r"spreadsheet|control character"):
        inbox(tmp_path).exec_report(DAY)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such files")
def test_links_and_pipes_are_not_read(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.csv"
    elsewhere.write_bytes(exec_report())
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "exec_report_20260105.csv").symlink_to(elsewhere)
    with pytest.raises(FixAndRestart, match="is a link"):
        inbox(tmp_path).exec_report(DAY)
    os.mkfifo(tmp_path / "inbox" / "real_positions_20260105.csv")
    with pytest.raises(FixAndRestart, match="pipe"):
        inbox(tmp_path).broker_figures(DAY)


def test_line_ends_of_a_transfer_are_forgiven(tmp_path: Path) -> None:
    put(tmp_path, "exec_report_20260105.csv", exec_report().replace(b"\n", b"\r\n"))
    report = inbox(tmp_path).exec_report(DAY)
    assert report is not None
    assert len(report.fills) == 2


BAD_REPORTS = {
    "missing column": (exec_report(fill_columns=FILLS[:-1], fills=[row[:-1] for row in PARTS]), "filled_at"),
    "wrong date": (exec_report(trade_date="20260104"), "trade_date is '20260104'"),
    "foreign account": (exec_report(account_tail="9999"), "account_tail is '9999'"),
    "other channel": (exec_report(channel="LIVE"), "channel is 'LIVE'"),
    "other format": (exec_report(format="daybreak-exec-report-2"), "format is"),
    "duplicate fill": (exec_report(fills=[PARTS[0], PARTS[1], PARTS[0]]), "line 18: business_id 'b1'"),
    "negative quantity": (exec_report(fills=[changed(PARTS[0], shares=-100), PARTS[1]]), "line 16: shares '-100'"),
    "fill of no order": (exec_report(fills=[changed(PARTS[0], client_order_id="D-2")]), "client_order_id 'D-2'"),
    "fill of another symbol": (exec_report(fills=[changed(PARTS[0], symbol="600001.SS")]), "symbol"),
    "fill on the other side": (exec_report(fills=[changed(PARTS[0], side="SELL")]), "side"),
    "fill beyond its limit": (exec_report(fills=[changed(PARTS[0], price="10.01"), PARTS[1]]), "price '10.01'"),
    "fill of another day": (exec_report(fills=[changed(PARTS[0], filled_at="2026-01-04 09:30:01")]), "filled_at"),
    "overfill": (exec_report(orders=[changed(FILLED, shares=200)]), "at most the 200"),
    "filled less than FILLED": (exec_report(orders=[changed(FILLED, shares=400)]), "the state is FILLED"),
    "rejected but filled": (exec_report(orders=[changed(FILLED, state="REJECTED")]), "the state is REJECTED"),
    "partial but whole": (exec_report(orders=[changed(FILLED, state="PARTIAL")]), "the state is PARTIAL"),
    "unknown state": (exec_report(orders=[changed(FILLED, state="MAYBE")]), "state 'MAYBE'"),
    "order twice": (exec_report(orders=[FILLED, FILLED]), "each order once"),
    "order of no batch": (exec_report(orders=[changed(FILLED, batch_id="B-2")]), "batch_id 'B-2'"),
    "batch twice": (exec_report(batch_ids="B-1;B-1"), "stands twice"),
    "wrong count": (exec_report(fills=PARTS, orders=(FILLED,), alarms=3), "0 alarms"),
    "nan price": (exec_report(orders=[changed(FILLED, limit_price="nan")]), "limit_price 'nan'"),
    "not a code": (exec_report(orders=[changed(FILLED, symbol="ABC")]), "symbol 'ABC'"),
    "half a line": (exec_report()[:-60], "breaks off"),
    "no end mark": (exec_report().replace(b"#END,3\n", b""), "breaks off"),
    "edited": (exec_report().replace(b"9.99", b"9.98"), "sha256"),
    "GBK bytes": (exec_report().replace(b"D-1", "浦发".encode("gbk"), 1), "sha256"),
    "empty": (b"", "empty"),
    "HTML": (b"<html>500</html>", "breaks off"),
    "NUL bytes": (b"\0" * 100, "breaks off"),
    "neither UTF-8 nor GBK": (b"\xff" * 100, "neither UTF-8 nor GBK"),
}


@pytest.mark.parametrize("name", BAD_REPORTS)
def test_a_malformed_report_is_refused_with_file_and_remedy(tmp_path: Path, name: str) -> None:
    data, named = BAD_REPORTS[name]
    put(tmp_path, "exec_report_20260105.csv", data)
    with pytest.raises(FixAndRestart) as caught:
        inbox(tmp_path).exec_report(DAY)
    assert "exec_report_20260105.csv" in caught.value.message
    assert named in caught.value.message
    assert "nothing was taken" in caught.value.remedy


BAD_POSITIONS = {
    "negative quantity": (positions([changed(HELD, shares=-300)]), "line 10: shares '-300'"),
    "more sellable than held": (positions([changed(HELD, enable_shares=400)]), "enable_shares '400'"),
    "twice": (positions([HELD, HELD]), "each holding once"),
    "missing column": (positions([HELD[:-1]], columns=POSITIONS[:-1]), "cost_price"),
    "negative price": (positions([changed(HELD, last_price="-1.00")]), "last_price"),
    "negative cash": (positions(cash="-1.00"), "cash '-1.00'"),
    "cash in exponents": (positions(cash="1e6"), "cash '1e6'"),
    "no cash": (
        sealed(origin("real-positions", total="1.00", positions=0), [("", POSITIONS, ())]),
        "'cash' is missing",
    ),
    "a short row": (positions([HELD[:-1]]), "line 10: 4 fields, expected 5"),
    "an exec_report": (exec_report(), "format is"),
}


@pytest.mark.parametrize("name", BAD_POSITIONS)
def test_malformed_positions_are_refused(tmp_path: Path, name: str) -> None:
    data, named = BAD_POSITIONS[name]
    put(tmp_path, "real_positions_20260105.csv", data)
    with pytest.raises(FixAndRestart) as caught:
        inbox(tmp_path).broker_figures(DAY)
    assert named in caught.value.message


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    put(tmp_path, "exec_report_20260105.csv", b"")
    with (tmp_path / "inbox" / "exec_report_20260105.csv").open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(FixAndRestart, match="100000000 bytes, expected at most"):
        inbox(tmp_path).exec_report(DAY)


def test_a_path_given_by_hand_must_exist_and_is_read(tmp_path: Path) -> None:
    by_hand = tmp_path / "downloaded (1).csv"
    with pytest.raises(FixAndRestart, match="does not exist"):
        inbox(tmp_path).exec_report(DAY, by_hand)
    by_hand.write_bytes(exec_report())
    assert inbox(tmp_path).exec_report(DAY, by_hand) is not None


def test_a_folder_where_a_file_should_be_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "inbox" / "exec_report_20260105.csv").mkdir(parents=True)
    with pytest.raises(FixAndRestart, match="cannot be read"):
        inbox(tmp_path).exec_report(DAY)


ONE = ("D-1", "accepted", "OK", "")
OTHER = ("D-2", "refused", "LIMITS", "an order above 500000 yuan")


def ack(verdict: str = "accepted", code: str = "OK", orders: tuple[object, ...] = (ONE,), **changes: object) -> bytes:
    header = origin("ack", sequence=1, batch_id="B-1", orders_sha256="a" * 64, executor="b" * 64, settings="c" * 16)
    sections = [
        ("answer", ("verdict", "code", "reason"), [(verdict, code, "2 orders")]),
        ("orders", ("client_order_id", "verdict", "code", "reason"), list(orders)),
    ]
    return sealed({**header, "format": "daybreak-ack-2", "orders": len(orders), **changes}, sections)  # type: ignore[arg-type]


def test_an_ack_is_read_with_what_each_order_was_told(tmp_path: Path) -> None:
    put(tmp_path, "ack_20260105_1.csv", ack("partly", "PARTLY", (ONE, OTHER)))
    found = inbox(tmp_path).ack(DAY, 1)
    assert found is not None
    assert (found.batch_id, found.state, found.code, found.reason) == ("B-1", "partly", "PARTLY", "2 orders")
    assert [(order.client_order_id, order.code) for order in found.refused] == [("D-2", "LIMITS")]
    assert (found.executor, found.settings) == ("b" * 64, "c" * 16)


@pytest.mark.parametrize(
    "data",
    [
        ack("maybe"),
        ack(sequence=2),
        ack()[:-5],
        ack(code="LIMITS"),
        ack(orders=(ONE, OTHER)),
        ack("partly", "PARTLY", (ONE,)),
        ack("partly", "PARTLY", (OTHER,)),
        ack("refused", "LIMITS", (ONE,)),
        ack("refused", "OK", ()),
        ack(orders=(ONE, ONE)),
        ack(orders=(("D-1", "accepted", "LIMITS", ""),)),
        ack(orders=(("D-1", "perhaps", "OK", ""),)),
        ack(orders=5 * (ONE,)[:1], batch_id="../../etc"),
        ack(executor="somebody"),
        ack(format="daybreak-ack-1"),
    ],
)
def test_a_wrong_ack_is_refused(tmp_path: Path, data: bytes) -> None:
    put(tmp_path, "ack_20260105_1.csv", data)
    with pytest.raises(FixAndRestart, match=r"ack_20260105_1\.csv"):
        inbox(tmp_path).ack(DAY, 1)


def test_a_header_that_says_two_things_is_refused(tmp_path: Path) -> None:
    top = [f"#{key}={value}" for key, value in origin("ack", sequence=1, batch_id="B-1").items()]
    top.append("#account_tail=0000")
    bottom = ["verdict,code,reason", "accepted,OK,", "#END,1"]
    lines = [*top, "#sha256=" + content_hash([*top, *bottom]), *bottom]
    put(tmp_path, "ack_20260105_1.csv", "".join(f"{line}\n" for line in lines).encode())
    with pytest.raises(FixAndRestart, match="line 7: header 'account_tail' stands twice"):
        inbox(tmp_path).ack(DAY, 1)


def test_an_end_mark_that_counts_wrong_is_refused(tmp_path: Path) -> None:
    top = [f"#{key}={value}" for key, value in origin("ack", sequence=1, batch_id="B-1").items()]
    bottom = ["verdict,code,reason", "accepted,OK,", "#END,2"]
    lines = [*top, "#sha256=" + content_hash([*top, *bottom]), *bottom]
    put(tmp_path, "ack_20260105_1.csv", "".join(f"{line}\n" for line in lines).encode())
    with pytest.raises(FixAndRestart, match="'#END,2' after 1 rows"):
        inbox(tmp_path).ack(DAY, 1)
