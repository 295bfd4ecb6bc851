from pathlib import Path

import pytest

from core.adapters.ptrade.orders_file import content_hash, encode
from core.adapters.ptrade.outbox import FolderOutbox
from core.domain.approved import ApprovedOrders
from core.domain.errors import FixAndRestart, Refused
from core.domain.orders import Batch, Channel, Side
from core.domain.trading_state import TradingState
from core.domain.verdict import Ruling, Verdict
from tests.fakes.paper_market import DAY, NEXT_DAY, batch, order

BUY = order(1, "600000.SH", Side.BUY, 100, 10_000)
SELL = order(2, "600001.SH", Side.SELL, 100, 10_000)


def approved(made: Batch) -> ApprovedOrders:
    return ApprovedOrders(made, (Verdict("test", Ruling.PASS, "OK", ""),))


def active() -> TradingState:
    return TradingState.ACTIVE


def everything_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_released_batch_stands_in_the_outbox(tmp_path: Path) -> None:
    made = batch((SELL, BUY))
    released = FolderOutbox(tmp_path).release(approved(made), active)
    assert released.path == tmp_path / "outbox" / "orders_20260105_1.csv"
    assert released.path.read_bytes() == encode(made)
    assert (released.rows, released.notional_fen, released.content_hash) == (2, 200_000, content_hash(made))
    assert everything_in(tmp_path) == ["orders_20260105_1.csv"]


def test_releasing_again_returns_the_file_already_there_even_when_halted(tmp_path: Path) -> None:
    outbox = FolderOutbox(tmp_path)
    first = outbox.release(approved(batch((BUY,))), active)
    assert outbox.release(approved(batch((BUY,))), lambda: TradingState.HALTED) == first


def test_another_batch_under_the_same_sequence_is_refused(tmp_path: Path) -> None:
    outbox = FolderOutbox(tmp_path)
    first = outbox.release(approved(batch((BUY,))), active)
    before = first.path.read_bytes()
    with pytest.raises(Refused, match="already holds another batch"):
        outbox.release(approved(batch((SELL,))), active)
    assert first.path.read_bytes() == before


def broken() -> TradingState:
    raise OSError("no STOP to be read")


@pytest.mark.parametrize("state_now", [lambda: TradingState.HALTED, broken])
def test_stop_in_the_instant_before_the_rename_leaves_nothing(tmp_path: Path, state_now: object) -> None:
    with pytest.raises(Refused, match="HALTED"):
        FolderOutbox(tmp_path).release(approved(batch((SELL,))), state_now)  # type: ignore[arg-type]
    assert everything_in(tmp_path) == []


def test_who_is_asked_may_refuse_in_words_of_its_own(tmp_path: Path) -> None:
    def too_late() -> TradingState:
        raise Refused("it is 10:30", "leave the day")

    with pytest.raises(Refused, match="it is 10:30"):
        FolderOutbox(tmp_path).release(approved(batch((SELL,))), too_late)
    assert everything_in(tmp_path) == []


def test_the_state_is_asked_when_the_file_is_written_and_not_yet_in_place(tmp_path: Path) -> None:
    seen: list[list[str]] = []

    def state_now() -> TradingState:
        seen.append(everything_in(tmp_path))
        return TradingState.ACTIVE

    FolderOutbox(tmp_path).release(approved(batch((BUY,))), state_now)
    assert len(seen) == 1
    assert [name.endswith(".tmp") for name in seen[0]] == [True]


def test_reducing_lets_sells_through_and_no_buy(tmp_path: Path) -> None:
    outbox = FolderOutbox(tmp_path)
    with pytest.raises(Refused, match="1 buys"):
        outbox.release(approved(batch((SELL, BUY))), lambda: TradingState.REDUCING)
    assert outbox.release(approved(batch((SELL,))), lambda: TradingState.REDUCING).rows == 1


def test_the_days_files_are_listed_by_sequence_and_read_back(tmp_path: Path) -> None:
    outbox = FolderOutbox(tmp_path)
    made = [batch((BUY,)), batch((SELL,), sequence=2), batch((BUY,), day=NEXT_DAY)]
    for each in reversed(made):
        outbox.release(approved(each), active)
    assert [outbox.read(each) for each in outbox.released(DAY)] == made[:2]


def test_a_broken_file_in_the_outbox_is_named(tmp_path: Path) -> None:
    outbox = FolderOutbox(tmp_path)
    path = outbox.release(approved(batch((BUY,))), active).path
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(FixAndRestart, match=r"orders_20260105_1\.csv line"):
        outbox.released(DAY)


def test_what_a_killed_release_left_is_swept(tmp_path: Path) -> None:
    stale = tmp_path / "outbox" / ".orders_20260105_1.csv.999999.tmp"
    stale.parent.mkdir()
    stale.write_bytes(b"half")
    FolderOutbox(tmp_path).release(approved(batch((BUY,))), active)
    assert everything_in(tmp_path) == ["orders_20260105_1.csv"]


@pytest.mark.parametrize("linked", ["ptrade", "ptrade/outbox"])
@pytest.mark.parametrize("channel", list(Channel))
def test_what_reaches_no_terminal_never_leaves_the_home(tmp_path: Path, channel: Channel, linked: str) -> None:
    notebook, exchange = tmp_path / "notebook of the terminal", tmp_path / "home" / "ptrade"
    (notebook / "outbox").mkdir(parents=True)
    (tmp_path / "home" / linked).parent.mkdir(parents=True)
    (tmp_path / "home" / linked).symlink_to(notebook, target_is_directory=True)
    made = approved(batch((BUY,), channel=channel))
    if channel.reaches_terminal:
        assert FolderOutbox(exchange).release(made, active).path.is_file()
    else:
        with pytest.raises(Refused, match=f"{channel} reaches no terminal"):
            FolderOutbox(exchange).release(made, active)
        assert everything_in(notebook) == []
