"""The verbs of the alarms."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from core.domain.trading_state import TradingState
from tests.fakes.alarms import NIGHT, a_calm_bench
from tests.fakes.desk import DeskBench, write_cfg

Daybreak = Callable[..., dict[str, Any]]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    made = a_calm_bench(tmp_path)
    write_cfg(tmp_path, made.settings)
    made.desk.stop.press(TradingState.HALTED, "Wang", "a test", NIGHT)
    yield made
    made.close()


@pytest.fixture
def daybreak(bench: DeskBench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Daybreak:
    monkeypatch.setenv("DAYBREAK_HOME", str(bench.home))

    def run(*words: str) -> dict[str, Any]:
        monkeypatch.setattr("sys.argv", ["daybreak", *words, "--json"])
        with pytest.raises(SystemExit):
            main()
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    return run


def stops(said: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(row for row in said["rows"] if row["code"] == "STOP_PRESSED")
    return found


def test_a_list_says_when_nobody_ever_looked_and_a_check_looks(daybreak: Daybreak) -> None:
    said = daybreak("alarms", "list")
    assert (said["outcome"], said["watched"], said["rows"]) == ("degraded", False, [])
    assert "nobody ever looked" in said["message"]
    found = stops(daybreak("alarms", "check"))
    assert (found["state"], found["what_to_do"]) == (
        "unacknowledged", "find out who and why; re-arm it when it is over",
    )  # fmt: skip
    assert daybreak("alarms", "list")["watched"] is True


def test_acknowledging_shelving_and_the_history_of_both(daybreak: Daybreak) -> None:
    number = str(stops(daybreak("alarms", "check"))["alarm_id"])
    answer = ("--author", "Wang", "--note", "mine")
    assert stops(daybreak("alarms", "ack", number, *answer))["state"] == "acknowledged"
    assert daybreak("alarms", "ack", number, *answer)["outcome"] == "bad_config"
    reason = ("--author", "Wang", "--reason", "tonight")
    assert "at most 24" in daybreak("alarms", "shelve", number, *reason, "--hours", "25")["message"]
    assert stops(daybreak("alarms", "shelve", number, *reason, "--hours", "2"))["state"] == "shelved"
    assert stops(daybreak("alarms", "unshelve", number, *reason))["state"] == "unacknowledged"
    told = daybreak("alarms", "history", "--code", "STOP_PRESSED")["rows"]
    assert [row["move"] for row in told] == ["unshelved", "shelved", "acknowledged", "raised"]
    assert daybreak("alarms", "history", "--code", "NONSENSE")["outcome"] == "bad_config"


def test_an_empty_note_acknowledges_nothing(daybreak: Daybreak) -> None:
    number = str(stops(daybreak("alarms", "check"))["alarm_id"])
    said = daybreak("alarms", "ack", number, "--author", "Wang", "--note", " ")
    assert said["message"].endswith("it needs a name and a reason")
    assert stops(daybreak("alarms", "list"))["state"] == "unacknowledged"
