"""Files from outside that are broken or evil: refused in our own words, or believed exactly as they stand; no crash."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.adapters.csv.folder import read_raw
from core.adapters.ptrade.delivery_list import read_delivery_list
from core.adapters.ptrade.growing import growing_of
from core.adapters.ptrade.inbox import FolderInbox
from core.adapters.ptrade.orders_file import content_hash, decode
from core.adapters.ptrade.sealed import unseal
from core.adapters.ptrade.stop_file import StopFile
from core.adapters.tushare.decode import decode as decode_market
from core.domain.dataset import DATASETS
from core.domain.errors import FixAndRestart
from core.domain.orders import Channel
from core.domain.trading_state import TradingState
from core.pipeline.factors.own import parse_own
from core.ports.exchange_folder import Arrival
from core.settings.load import load_settings
from core.settings.model import Settings
from tests.fakes.hostile_files import (
    SOUND,
    Hostile,
    arsenal,
    delivery_lists,
    market_files,
    sealed_files,
    stop_files,
    yaml_files,
)
from tests.fakes.ptrade_bench import Bench

LEAST = 200
PRICES = ("open", "high", "low", "close", "pre_close")


def believed(ask: Callable[[], object]) -> object | None:
    """The answer, None where it is refused in our words; anything else is the crash this file is about."""
    with suppress(FixAndRestart):
        return ask()
    return None


def test_there_are_enough_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    counted = Counter(file.kind for file in arsenal())
    with capsys.disabled():
        told = ", ".join(f"{kind} {count}" for kind, count in counted.items())
        sys.stdout.write(f"\nhostile files: {told}; {counted.total()} in all\n")
    assert counted.total() >= LEAST


@pytest.mark.parametrize("kind", SOUND)
def test_the_sound_file_itself_is_believed(tmp_path: Path, kind: str) -> None:
    assert taken(tmp_path, Hostile(kind, "none", SOUND[kind]())) is not None


@pytest.mark.parametrize("kind", SOUND)
def test_no_hostile_sealed_file_is_believed(tmp_path: Path, kind: str) -> None:
    believing = [file.trick for file in sealed_files(kind) if taken(tmp_path, file) is not None]
    assert believing == []


def taken(folder: Path, file: Hostile) -> object | None:
    """What the parsers of its kind make of a file."""
    if file.kind == "orders":
        return believed(lambda: decode(file.data, "orders.csv"))
    path = folder / "given.csv"
    path.write_bytes(file.data)
    return believed(lambda: FolderInbox(folder, "0000", Channel.PAPER).examine(path))


def test_the_executor_takes_no_hostile_orders_file_and_survives_each(tmp_path: Path) -> None:
    for number, file in enumerate(each for each in sealed_files("orders") if len(each.data) < 50_000):
        folder = tmp_path / str(number)
        folder.mkdir()
        bench = Bench(folder)
        (folder / "orders_20260105_1.csv").write_bytes(file.data)
        bench.poll()
        assert (bench.ack()["verdict"], bench.sent) == ("refused", []), file.trick
        assert ",ALARM," not in bench.journal(), file.trick


@pytest.mark.parametrize("kind", ["ack", "exec_report", "real_positions", "orders"])
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_spliced_in_only_what_the_seal_proves_is_believed(kind: str, data: st.DataObject) -> None:
    sound = SOUND[kind]()
    at, end = sorted((data.draw(st.integers(0, len(sound))), data.draw(st.integers(0, len(sound)))))
    spliced = sound[:at] + data.draw(st.binary(max_size=12)) + sound[end:]
    found = believed(lambda: unseal(spliced, "spliced.csv"))
    if found is not None:
        assert found.content_hash == unseal(sound, "sound.csv").content_hash  # type: ignore[attr-defined]
    if kind == "orders" and found is not None:
        assert content_hash(decode(spliced)) == found.content_hash  # type: ignore[attr-defined]


@given(data=st.data())
@settings(max_examples=80, deadline=None)
def test_whatever_is_spliced_into_a_journal_counts_as_its_rows_or_not_at_all(data: st.DataObject) -> None:
    lines = [
        "09:26:00,ORDER,D-001,20260105-01,1,600000.SS,BUY,100,10.000,14:56:00,.",
        "09:26:00,BATCH,20260105-01,1,aa,,14:56:00,.",
        "09:30:00,INTENT,D-001,.",
        "09:30:01,STATUS,D-001,9,0,no cash,.",
    ]
    sound = "".join(f"{line}\n" for line in lines).encode()
    at, end = sorted((data.draw(st.integers(0, len(sound))), data.draw(st.integers(0, len(sound)))))
    spliced = sound[:at] + data.draw(st.binary(max_size=12) | st.sampled_from(lines).map(str.encode)) + sound[end:]
    found = believed(lambda: growing_of(spliced, Path("journal_20260105.csv")))
    if isinstance(found, Arrival):
        assert {result.client_order_id for result in found.answered} <= {"D-001"}


def test_nothing_hostile_in_the_place_of_stop_reads_as_less_than_halted(tmp_path: Path) -> None:
    stop = StopFile(tmp_path / "STOP")
    for file in stop_files():
        stop.path.write_bytes(file.data)
        assert stop.read().state is TradingState.HALTED, file.trick


def test_hostile_settings_are_refused_or_change_nothing(tmp_path: Path) -> None:
    for file in yaml_files():
        (tmp_path / "cfg.yaml").write_bytes(file.data)
        found = believed(lambda: load_settings(tmp_path, {}))
        if found is not None:
            assert found == Settings(), file.trick


def test_no_hostile_declaration_becomes_a_factor() -> None:
    for file in yaml_files():
        text = file.data.decode("utf-8", errors="replace")
        assert believed(lambda text=text: parse_own(text, "own.yaml")) is None, file.trick  # type: ignore[misc]


def test_hostile_market_data_is_refused_or_stored_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "daily.csv"
    for file in market_files():
        path.write_bytes(file.data)
        frame = believed(lambda: decode_market(DATASETS["daily"], read_raw(path)))
        if frame is not None:
            assert list(figures_that_differ(frame, file.data)) == [], file.trick


def figures_that_differ(frame: object, data: bytes) -> Iterator[tuple[str, object, str]]:
    """Cells of the frame that are not what the file's one row says."""
    assert isinstance(frame, pd.DataFrame)
    lines = data.decode("utf-8-sig").splitlines()
    for line, row in zip(dict.fromkeys(lines[1:]), frame.to_dict("records"), strict=True):
        for name, text in zip(lines[0].split(","), line.split(","), strict=True):
            value, plain = row.get(name), text.strip('"')
            if name in PRICES and not (pd.isna(value) and not plain) and value != float(plain):
                yield name, value, text


def test_hostile_delivery_lists_are_refused_or_add_up(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    for file in delivery_lists():
        path.write_bytes(file.data)
        found = believed(lambda: read_delivery_list(path))
        trades = getattr(found, "trades", ())
        assert all(trade.qty_shares > 0 and trade.amount_fen > 0 for trade in trades), file.trick
