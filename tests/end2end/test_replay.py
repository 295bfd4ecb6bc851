"""A replay re-creates a run byte for byte, and says where it first cannot."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from core.domain.outcome import Outcome
from core.domain.trading_state import TradingState
from tests.fakes.home_market import DAY_ONE, DAY_TWO
from tests.fakes.home_mortal import morning_with_stop, run_mortal
from tests.fakes.home_processes import daybreak, in_child, resume
from tests.fakes.home_stages import command
from tests.fakes.home_state import final_state, rows

HomeAt = Callable[[str], Path]

NIGHT, MORNING, CLOSE = f"night-{DAY_ONE:%Y%m%d}-01", f"morning-{DAY_TWO:%Y%m%d}-01", f"close-{DAY_TWO:%Y%m%d}-01"


def _replayed(home: Path, run_id: str) -> tuple[int, dict[str, str], str]:
    """Exit code, verdict by artifact, and the message of a replay."""
    ended = daybreak(home, "replay", run_id, "--json")
    document = ended.json()
    return ended.exit_code, {row["artifact"]: row["verdict"] for row in document["rows"]}, document["message"]


@pytest.mark.parametrize("run_id", [NIGHT, MORNING, CLOSE])
def test_every_byte_of_a_run_is_the_same_again(run_id: str, home_at: HomeAt) -> None:
    home = home_at("closed again")
    before = final_state(home)
    code, verdicts, message = _replayed(home, run_id)
    assert code == 0, message
    assert "every byte is the same" in message
    run_seq = next(row["run_seq"] for row in rows(home, "runs") if row["run_id"] == run_id)
    recorded = {row["name"] for row in rows(home, "run_artifacts") if row["run_seq"] == run_seq}
    assert recorded | {"outcome", "snapshots"} == {*verdicts}
    assert {*verdicts.values()} == {"same"}
    assert final_state(home) == before, "a replay leaves the home as it is"


@pytest.mark.parametrize(
    ("run_id", "artifact"),
    [(NIGHT, "plan.json"), (NIGHT, "factors.parquet"), (MORNING, "orders_file.csv"), (CLOSE, "report.html")],
)
def test_one_changed_byte_of_an_artifact_is_named(run_id: str, artifact: str, home_at: HomeAt) -> None:
    home = home_at("closed again")
    path = home / "runs" / run_id / artifact
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    _replace(path, bytes(data))
    code, verdicts, message = _replayed(home, run_id)
    assert code == Outcome.FAILURE.exit_code
    assert f"first difference in {artifact}" in message
    assert f"byte {len(data) // 2} " in message
    assert [name for name, verdict in verdicts.items() if verdict != "same"] == [artifact]


@pytest.mark.parametrize("place", [0.1, 0.35, 0.6, 0.95])
def test_one_changed_byte_of_a_snapshot_is_told(place: float, home_at: HomeAt) -> None:
    """Wherever it lies in the file: in the rows, or in a part of it that no figure depends on."""
    home = home_at("closed again")
    (path,) = (home / "snapshots" / "daily" / f"trade_date={DAY_ONE:%Y%m%d}").glob("*.parquet")
    data = bytearray(path.read_bytes())
    data[int(len(data) * place)] ^= 1
    _replace(path, bytes(data))
    code, verdicts, message = _replayed(home, NIGHT)
    assert code == Outcome.FAILURE.exit_code, message
    assert f"first difference in snapshots: {path.relative_to(home).as_posix()} is not what was stored" in message
    assert verdicts["snapshots"] != "same"


def test_a_run_that_was_killed_and_gone_on_with_replays_as_one(home_at: HomeAt, tmp_path: Path) -> None:
    home = home_at("planned again")
    in_child(run_mortal, home, "morning", DAY_TWO, tmp_path / "log", 15)
    assert daybreak(home, *command("morning", DAY_TWO)).exit_code == 0
    code, _, message = _replayed(home, MORNING)
    assert code == 0, message


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_morning_that_stop_ended_ends_the_same_again(nth: int, home_at: HomeAt) -> None:
    home = home_at("planned again")
    in_child(morning_with_stop, home, DAY_TWO, nth, TradingState.HALTED)
    assert resume(home).exit_code == 0
    code, _, message = _replayed(home, MORNING)
    assert code == 0, message


def test_what_cannot_be_replayed_says_so(home_at: HomeAt, tmp_path: Path) -> None:
    home = home_at("planned again")
    unknown = daybreak(home, "replay", "night-20250101-01", "--json")
    assert unknown.exit_code == Outcome.BAD_CONFIG.exit_code
    assert "night-20250101-01" in unknown.json()["message"]
    in_child(run_mortal, home, "morning", DAY_TWO, tmp_path / "log", 9)
    unfinished = daybreak(home, "replay", MORNING, "--json")
    assert unfinished.exit_code == Outcome.BAD_CONFIG.exit_code
    assert "cannot be replayed" in unfinished.json()["message"]


def _replace(path: Path, data: bytes) -> None:
    """Write anew instead of into the file: the copies of a stage share it."""
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    path.unlink()
    path.write_bytes(data)
    assert hashlib.sha256(data).hexdigest() != before
