"""The packaged executor: this desk's settings, a checksum its acks carry, and never LIVE."""

import ast
import hashlib
import re
from pathlib import Path
from typing import Any

import pytest

from core.adapters.ptrade.orders_file import encode
from core.adapters.ptrade.package import CHECKSUM, PAGE, SOURCE, UNSET, Package, package
from core.domain.errors import FixAndRestart
from core.domain.orders import Channel, Side
from core.settings.model import Settings
from tests.fakes.paper_market import batch, order
from tests.fakes.ptrade_bench import Bench


def made(simulated_account: str = "", **execution: Any) -> Package:
    settings = Settings.model_validate({"execution": {"account_tail": "4711", **execution}})
    return package(settings, simulated_account)


def constants(packaged: Package) -> dict[str, object]:
    lines = re.findall(rb'^([A-Z_]+) = ("[^"]*"|[0-9.]+)(?:  #.*)?$', packaged.files[SOURCE], re.MULTILINE)
    return {name.decode(): ast.literal_eval(value.decode()) for name, value in lines}


def test_the_settings_are_baked_in_and_equal_ones_give_equal_bytes() -> None:
    baked = constants(made("88004711"))
    wanted = {"ACCOUNT_TAIL": "4711", "ACCEPT_CHANNEL": "PAPER", "SIMULATED_ACCOUNT": "88004711", "MAX_ORDER_YUAN": 5e5}
    assert {name: baked[name] for name in wanted} == wanted
    assert made("88004711") == made("88004711")


def test_live_is_never_written_and_the_page_says_who_writes_it() -> None:
    packaged = made(channel=Channel.LIVE)
    assert constants(packaged)["ACCEPT_CHANNEL"] == UNSET
    assert re.search(rb'^ACCEPT_CHANNEL = "LIVE"', packaged.files[SOURCE], re.MULTILINE) is None
    page = packaged.files[PAGE].decode()
    assert '<section class="warn ">' in page
    assert "软件从不写" in page
    assert packaged.live_fingerprint in page


def test_an_unset_channel_takes_nothing(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.edits = {"ACCEPT_CHANNEL": UNSET, "SIMULATED_ACCOUNT": bench.account}
    bench.restart()
    for channel in Channel:
        bench.put(batch([order(1, "600000.SH", Side.BUY, 100, 10_000)], channel=channel))
        bench.poll()
        assert (bench.ack()["code"], bench.sent) == ("CHANNEL", [])


def test_the_checksums_are_those_of_the_file(tmp_path: Path) -> None:
    packaged = made("88004711")
    source = packaged.files[SOURCE]
    assert packaged.files[CHECKSUM].decode() == f"{hashlib.sha256(source).hexdigest()}  {SOURCE}\n"
    bare = re.sub(rb'^EXECUTOR = "[0-9a-f]{64}"', b'EXECUTOR = ""', source, flags=re.MULTILINE)
    assert packaged.executor == hashlib.sha256(bare).hexdigest() == constants(packaged)["EXECUTOR"]


@pytest.mark.parametrize("channel", [Channel.PAPER, Channel.LIVE])
def test_the_fingerprints_are_what_the_executor_says_of_itself(tmp_path: Path, channel: Channel) -> None:
    packaged = made("88004711", channel=channel)
    bench = Bench(tmp_path)
    bench.space.update(constants(packaged))
    assert bench.space["fingerprint"]() == packaged.fingerprint
    bench.space["ACCEPT_CHANNEL"] = "LIVE"
    assert bench.space["fingerprint"]() == packaged.live_fingerprint


def test_a_packaged_executor_trades_and_its_ack_names_it(tmp_path: Path) -> None:
    packaged = made("88004711")
    bench = Bench(tmp_path)
    bench.account = "88004711"
    bench.edits = constants(packaged)
    bench.restart()
    bench.put(batch(()), data=encode(batch([order(1, "600000.SH", Side.BUY, 100, 10_000)], account_tail="4711")))
    bench.poll()
    assert bench.ack()["verdict"] == "accepted"
    assert f"#executor={packaged.executor}\n" in (tmp_path / "ack_20260105_1.csv").read_text(encoding="utf-8")


def test_the_page_stands_alone_and_no_placeholder_is_left() -> None:
    page = made("88004711").files[PAGE].decode()
    assert not re.search(r"\$[a-z]|src=|href=|@import|url\(", page)
    assert page.count("<li>") > 25
    assert "程序化交易报告" in page


@pytest.mark.parametrize(
    ("account", "execution", "named"),
    [
        ("", {"channel": Channel.DEMO}, "no terminal"),
        ("", {"channel": Channel.REPLAY}, "no terminal"),
        ("88004711", {"channel": Channel.SHADOW}, "no terminal"),
        ("88001234", {}, "does not end in 4711"),
        ('88"4711', {}, "does not end"),
        ("", {"account_tail": '12"4'}, "account_tail"),
    ],
)
def test_what_cannot_be_packaged_is_refused(account: str, execution: dict[str, Any], named: str) -> None:
    with pytest.raises(FixAndRestart, match=named):
        made(account, **execution)


def test_limits_that_would_refuse_the_desks_own_orders_are_refused() -> None:
    settings = Settings.model_validate({"executor": {"max_order_yuan": 1000}})
    with pytest.raises(FixAndRestart, match=r"below sanity\.max_order_yuan"):
        package(settings, "")
