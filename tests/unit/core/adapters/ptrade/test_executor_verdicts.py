"""Which orders files the executor takes and what its ack says of the others."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.adapters.paper.terminal import account_number
from core.adapters.ptrade.inbox import FolderInbox
from core.adapters.ptrade.orders_file import content_hash, encode
from core.domain.orders import Channel, Side
from tests.fakes.paper_market import DAY, NEXT_DAY, batch, order
from tests.fakes.ptrade_bench import Bench
from tests.fakes.report_files import sealed

BUYS = (order(1, "600000.SH", Side.BUY, 100, 10_000), order(2, "000001.SZ", Side.BUY, 200, 9_990))
GOOD = batch(BUYS)
NAME = "orders_20260105_1.csv"


def test_a_good_file_is_accepted_and_sent_once(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.put(GOOD)
    for at in ("09:30:00", "09:30:05", "09:31:00"):
        bench.poll(at)
    assert bench.ack() == {"verdict": "accepted", "code": "OK", "reason": "2 orders"}
    assert bench.sent == [("600000.SS", 100, 10.0), ("000001.SZ", 200, 9.99)]


def rewritten(**header: object) -> bytes:
    """The good file with header lines changed and the seal made anew: what an edit with good tools would give."""
    first = dict(line[1:].split("=", 1) for line in encode(GOOD).decode().split("\n")[:10])
    rows = [("D-001", "600000.SS", "BUY", 100, "10.00", "r"), ("D-002", "000001.SZ", "BUY", 200, "9.99", "r")]
    columns = ("client_order_id", "symbol", "side", "shares", "limit_price", "reason")
    return sealed({**first, **header}, [("", columns, rows)])


REFUSED = {
    "truncated": (encode(GOOD)[:-30], "TRUNCATED"),
    "half a row": (encode(GOOD)[:-10], "TRUNCATED"),
    "edited": (encode(GOOD).replace(b"10.00", b"11.00"), "CHECKSUM"),
    "GBK over other text": (encode(GOOD).replace(b"test", "测试".encode("gbk")), "CHECKSUM"),
    "yesterday's, renamed": (encode(batch(BUYS, day=NEXT_DAY)), "DATE"),
    "another sequence, copied": (encode(batch(BUYS, sequence=2)), "SEQUENCE"),
    "another account": (encode(batch(BUYS, account_tail="1234")), "ACCOUNT"),
    "real orders": (encode(batch(BUYS, channel=Channel.LIVE)), "CHANNEL"),
    "replay": (encode(batch(BUYS, channel=Channel.REPLAY)), "CHANNEL"),
    "too late": (encode(batch(BUYS, valid_until="09:29:59")), "EXPIRED"),
    "an order too large": (encode(batch([order(1, "600000.SH", Side.BUY, 60_000, 10_000)])), "LIMITS"),
    "too many orders": (
        encode(batch([order(i, f"{600000 + i}.SH", Side.BUY, 100, 10_000) for i in range(201)])),
        "LIMITS",
    ),
    "wrong count": (rewritten(rows=2, notional_fen=1), "COUNT"),
    "rows is no number": (rewritten(rows="two"), "TRUNCATED"),
    "valid until nonsense": (rewritten(valid_until="soon"), "FORMAT"),
    "format of tomorrow": (rewritten(format="daybreak-orders-2"), "FORMAT"),
    "empty": (b"", "FORMAT"),
    "not ours": (b"<html></html>", "FORMAT"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_and_why(tmp_path: Path, name: str) -> None:
    data, code = REFUSED[name]
    bench = Bench(tmp_path)
    bench.put(GOOD, NAME, data)
    bench.poll()
    bench.poll("09:31:00")
    assert (bench.ack()["verdict"], bench.ack()["code"]) == ("refused", code)
    assert bench.ack()["reason"]
    assert bench.sent == []


@pytest.mark.parametrize(
    ("row", "bad"),
    [("BUY,100", "BUY,-100"), ("BUY,100", "BUY,1.5"), ("BUY,100", "HOLD,100"), ("10.00", "1e1"), ("600000.SS", "X.SS")],
)
def test_a_bad_row_refuses_the_whole_file(tmp_path: Path, row: str, bad: str) -> None:
    bench = Bench(tmp_path)
    lines = encode(GOOD).decode().replace(row, bad).split("\n")
    top = dict(line[1:].split("=", 1) for line in lines[:10])
    rows = [[*line.split(",")[:5], "r"] for line in lines[12:14]]
    bench.put(GOOD, data=sealed(top, [("", lines[11].split(","), rows)]))
    bench.poll()
    assert (bench.ack()["code"], bench.sent) == ("ROW", [])


def test_windows_line_ends_and_a_bom_change_nothing(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.put(GOOD, data=b"\xef\xbb\xbf" + encode(GOOD).replace(b"\n", b"\r\n"))
    bench.poll()
    assert bench.ack()["verdict"] == "accepted"


def test_an_upload_seen_half_way_is_taken_when_it_is_whole(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.put(GOOD, data=encode(GOOD)[:200])
    bench.poll()
    assert bench.ack()["verdict"] == "refused"
    bench.put(GOOD)
    bench.poll("09:30:05")
    assert bench.ack()["verdict"] == "accepted"
    assert len(bench.sent) == 2


def test_an_accepted_file_that_changes_afterwards_changes_nothing(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.put(GOOD)
    bench.poll()
    bench.put(batch([order(9, "600009.SH", Side.BUY, 100, 10_000)]))
    bench.poll("09:30:05")
    bench.restart()
    bench.poll("09:30:10")
    assert [code for code, _, _ in bench.sent] == ["600000.SS", "000001.SZ"]


def second(prev_hash: str) -> bytes:
    return encode(batch([order(5, "600005.SH", Side.BUY, 100, 10_000)], sequence=2, prev_hash=prev_hash))


def test_the_second_file_must_follow_the_first(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.put(GOOD, "orders_20260105_2.csv", second(content_hash(GOOD)))
    bench.poll()
    assert bench.ack(2)["code"] == "CHAIN"
    bench.put(GOOD)
    bench.poll("09:30:05")
    assert (bench.ack(1)["verdict"], bench.ack(2)["verdict"]) == ("accepted", "accepted")


def test_a_second_file_after_something_else_is_refused(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.put(GOOD)
    bench.put(GOOD, "orders_20260105_2.csv", second("a" * 64))
    bench.poll()
    assert bench.ack(2)["code"] == "CHAIN"


def test_two_batches_cannot_follow_the_same_one_even_days_apart(tmp_path: Path) -> None:
    first = Bench(tmp_path)
    first.put(batch(BUYS, prev_hash="a" * 64))
    first.poll()
    later = Bench(tmp_path, day="2026-01-06")
    later.put(batch(BUYS, day=NEXT_DAY, prev_hash="a" * 64))
    later.poll()
    assert later.ack()["code"] == "CHAIN"


def test_a_client_order_id_is_never_used_twice_in_a_day(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.put(GOOD)
    again = batch([order(1, "600007.SH", Side.BUY, 100, 10_000)], sequence=2, prev_hash=content_hash(GOOD))
    bench.put(again)
    bench.poll()
    assert bench.ack(2)["code"] == "REPEATED"


def test_a_trade_bound_to_another_account_takes_nothing(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.account = "88001111"
    bench.restart()
    bench.put(GOOD)
    bench.poll()
    assert (bench.ack()["code"], bench.sent) == ("ACCOUNT", [])


def test_the_ack_is_sealed(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.put(GOOD)
    bench.poll()
    (tmp_path / "inbox").mkdir()
    (tmp_path / "ack_20260105_1.csv").rename(tmp_path / "inbox" / "ack_20260105_1.csv")
    ack = FolderInbox(tmp_path, "0000", Channel.PAPER).ack(DAY, 1)
    assert ack is not None
    assert (ack.batch_id, ack.state, ack.orders_hash) == ("20260105-01", "accepted", content_hash(GOOD))


def test_a_batch_accepted_on_another_day_is_never_taken_again(tmp_path: Path) -> None:
    first = Bench(tmp_path)
    first.put(GOOD)
    first.poll()
    later = Bench(tmp_path, day="2026-01-06")
    later.put(batch(BUYS, day=NEXT_DAY, batch_id=GOOD.batch_id))
    later.poll()
    assert (later.ack()["code"], later.sent) == ("REPEATED", [])


def test_a_day_whose_journal_is_lost_sends_nothing_again(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.put(GOOD)
    bench.poll()
    assert len(bench.sent) == 2
    (tmp_path / "journal_20260105.csv").unlink()
    bench.restart()
    bench.poll("09:30:30")
    assert (bench.ack()["code"], len(bench.sent)) == ("REPEATED", 2)
    assert "its journal is gone" in bench.ack()["reason"]


def test_a_death_between_the_journal_and_the_chain_is_made_up_for_once(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.put(GOOD)
    bench.poll()
    chain = (tmp_path / "batches.csv").read_text()
    (tmp_path / "batches.csv").unlink()
    for at in ("09:30:30", "09:30:35"):
        bench.restart()
        bench.poll(at)
    assert (tmp_path / "batches.csv").read_text().split(",", 1)[1] == chain.split(",", 1)[1]
    assert len(bench.sent) == 2


@pytest.mark.parametrize(
    ("channel", "simulated"), [(Channel.PAPER, ""), (Channel.PAPER, "0000"), (Channel.LIVE, "88000000")]
)
def test_simulated_files_trade_on_the_simulation_account_alone_and_live_ones_never(
    tmp_path: Path, channel: Channel, simulated: str
) -> None:
    bench = Bench(tmp_path)
    bench.edits = {"ACCEPT_CHANNEL": str(channel), "SIMULATED_ACCOUNT": simulated}
    bench.restart()
    bench.put(replace(GOOD, channel=channel))
    bench.poll()
    assert (bench.ack()["code"], bench.sent) == ("CHANNEL", [])


_NAMES = st.sampled_from(["", "88000000", "0000", "TWIN0000", "SHADOW", "twin0000"])
_WRITTEN = st.fixed_dictionaries(
    {
        "ACCEPT_CHANNEL": st.sampled_from([*map(str, Channel), "UNSET", ""]),
        "SIMULATED_ACCOUNT": _NAMES,
        "STRATEGY_ID": _NAMES,
        "ACCOUNT_TAIL": st.sampled_from(["", "0000", "000"]),
        "MAX_DAY_YUAN": st.sampled_from([0.0, 1e12]),
    }
)


@given(st.sampled_from([each for each in Channel if not each.reaches_terminal]), _WRITTEN, st.integers(0, 10**12))
@settings(max_examples=40, deadline=None)
def test_whatever_is_written_in_a_terminal_it_trades_no_file_of_a_channel_that_reaches_none(
    channel: Channel, written: dict[str, object], number: int
) -> None:
    with TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        bench.account, bench.edits = f"{number}0000", written
        bench.restart()
        bench.put(replace(GOOD, channel=channel))
        bench.poll()
        assert (bench.ack()["verdict"], bench.sent) == ("refused", [])


def test_its_twin_trades_a_shadow_file_under_an_account_no_broker_gives(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.account = account_number("0000")
    bench.edits = {"ACCEPT_CHANNEL": "SHADOW", "SIMULATED_ACCOUNT": bench.account}
    bench.restart()
    bench.put(replace(GOOD, channel=Channel.SHADOW))
    bench.poll()
    assert (bench.ack()["code"], len(bench.sent)) == ("OK", 2)


def test_a_real_account_takes_live_files(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.edits = {"ACCEPT_CHANNEL": "LIVE"}
    bench.restart()
    bench.put(replace(GOOD, channel=Channel.LIVE))
    bench.poll()
    assert (bench.ack()["code"], len(bench.sent)) == ("OK", 2)


def test_a_day_has_a_largest_amount(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.put(batch([order(i, f"6000{i:02d}.SH", Side.BUY, 49_000, 10_000) for i in range(41)]))
    bench.poll()
    assert (bench.ack()["code"], bench.ack()["reason"]) == ("LIMITS", "more than 20000000 yuan a day")


def test_one_symbol_stands_once_on_a_side(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    top = dict(line[1:].split("=", 1) for line in encode(GOOD).decode().split("\n")[:10])
    rows = [(cid, "600000.SS", "BUY", 100, "10.00", "r") for cid in ("D-001", "D-002")]
    columns = ("client_order_id", "symbol", "side", "shares", "limit_price", "reason")
    bench.put(GOOD, data=sealed({**top, "notional_fen": 200_000}, [("", columns, rows)]))
    bench.poll()
    assert (bench.ack()["code"], bench.sent) == ("ROW", [])


def test_a_file_is_taken_in_part_and_each_order_told_why(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    too_large = order(3, "600002.SH", Side.BUY, 60_000, 10_000)
    bench.put(batch([*BUYS, too_large]))
    bench.poll()
    bench.restart()
    bench.poll("09:31:00")
    (tmp_path / "inbox").mkdir()
    (tmp_path / "ack_20260105_1.csv").rename(tmp_path / "inbox" / "ack_20260105_1.csv")
    ack = FolderInbox(tmp_path, "0000", Channel.PAPER).ack(DAY, 1)
    assert ack is not None
    assert (ack.state, ack.code, ack.reason) == ("partly", "PARTLY", "2 orders, 1 refused")
    assert [(each.client_order_id, each.code) for each in ack.refused] == [("D-003", "LIMITS")]
    assert [code for code, _, _ in bench.sent] == ["600000.SS", "000001.SZ"]
    assert bench.report()["D-003"]["state"] == "NOT_SENT"


@pytest.mark.parametrize("rows", range(7))
@pytest.mark.parametrize("more", [0, 12])
def test_a_part_refused_stays_refused_wherever_the_journal_was_torn(tmp_path: Path, rows: int, more: int) -> None:
    """Three ORDER rows, the refusal and the BATCH row go out in one append, the ANSWERED row after the ack."""
    whole = Bench(tmp_path)
    whole.put(batch([*BUYS, order(3, "600002.SH", Side.BUY, 60_000, 10_000)]))
    whole.portfolio.cash = 0.0
    whole.poll()
    lines = whole.journal().splitlines(keepends=True)
    assert [line.split(",")[1] for line in lines[:6]] == ["ORDER"] * 3 + ["PHASE", "BATCH", "ANSWERED"]
    torn = "".join(lines[:rows]) + "".join(lines[rows : rows + 1])[:more]
    answer = (tmp_path / "ack_20260105_1.csv").read_bytes()
    (tmp_path / "journal_20260105.csv").write_text(torn, encoding="utf-8")
    (tmp_path / "batches.csv").unlink()
    (tmp_path / "ack_20260105_1.csv").unlink()
    bench = Bench(tmp_path)
    bench.poll("09:31:00")
    assert [code for code, _, _ in bench.sent] == ["600000.SS", "000001.SZ"]
    assert bench.report()["D-003"]["message"] == "LIMITS: an order above 500000 yuan"
    if rows < 6:
        assert (tmp_path / "ack_20260105_1.csv").read_bytes() == answer


@pytest.mark.parametrize("torn", [None, b"", b"#format=daybreak-a"])
def test_an_accepted_file_is_answered_after_a_death_before_the_ack(tmp_path: Path, torn: bytes | None) -> None:
    bench = Bench(tmp_path)
    bench.put(GOOD)
    bench.poll()
    kept = [line for line in bench.journal().splitlines(keepends=True) if "ANSWERED" not in line]
    (tmp_path / "journal_20260105.csv").write_text("".join(kept), encoding="utf-8")
    (tmp_path / "ack_20260105_1.csv").unlink()
    if torn is not None:
        (tmp_path / "ack_20260105_1.csv").write_bytes(torn)
    again = Bench(tmp_path)
    again.poll("09:31:00")
    assert again.ack() == {"verdict": "accepted", "code": "OK", "reason": "2 orders"}
    assert again.sent == []


def test_reducing_refuses_the_buys_of_a_file_one_by_one(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    (tmp_path / "STOP").write_text("REDUCING\n")
    bench.portfolio.positions = {"600003.XSHG": SimpleNamespace(amount=500, enable_amount=500)}
    bench.put(batch([order(1, "600003.SH", Side.SELL, 500, 10_000), order(2, "600000.SH", Side.BUY, 100, 10_000)]))
    bench.poll()
    assert bench.ack()["verdict"] == "partly"
    assert [code for code, _, _ in bench.sent] == ["600003.SS"]


def test_the_ack_and_the_journal_name_the_executor_and_its_settings(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.edits |= {"EXECUTOR": "e" * 64}
    bench.restart()
    bench.put(GOOD)
    bench.poll()
    told = (tmp_path / "ack_20260105_1.csv").read_text(encoding="utf-8")
    first = bench.space["fingerprint"]()
    assert f"#executor={'e' * 64}\n#settings={first}\n" in told
    assert f"ANSWERED,20260105-01,1,accepted,{'e' * 64},{first},." in bench.journal()
    bench.edits |= {"MAX_ORDER_YUAN": 1.0}
    bench.restart()
    assert bench.space["fingerprint"]() != first


def test_a_brokers_words_never_run_in_a_spreadsheet(tmp_path: Path) -> None:
    plain = Bench(tmp_path).space["plain"]
    assert [plain(each) for each in ("=1+1", "-61 资金不足", "＋1", "@x", "\x1b[2J", "-5", "+1.25", "-.5", 7, "")] == [
        "'=1+1", "'-61 资金不足", "'＋1", "'@x", "[2J", "-5", "+1.25", "'-.5", "7", "",
    ]  # fmt: skip


def test_a_file_saved_as_gbk_is_taken_where_its_checksum_fits(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    told = batch([replace(order(1, "600000.SH", Side.BUY, 100, 10_000), reason="名次 3")])
    bench.put(told, data=encode(told).decode().encode("gbk"))
    bench.poll()
    assert (bench.ack()["verdict"], len(bench.sent)) == ("accepted", 1)
