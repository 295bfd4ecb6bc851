"""Every outcome reaches the shell as its own exit code, and a machine gets one JSON object with it."""

import json
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.cli import main
from core.domain.outcome import Outcome
from core.domain.trading_state import TradingState
from tests.fakes.desk import LIVED, NEXT, DeskBench, lived_bench, settings_of, write_cfg


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskBench]:
    for name in [name for name in os.environ if name.startswith("DAYBREAK")]:
        monkeypatch.delenv(name)
    made = lived_bench(tmp_path / "desk")
    write_cfg(made.home, settings_of(data_source={"mode": "cache_only"}))
    monkeypatch.setenv("DAYBREAK_HOME", str(made.home))
    yield made
    made.close()


@pytest.fixture
def daybreak(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def run(*words: str) -> tuple[int, dict[str, object]]:
        monkeypatch.setattr("sys.argv", ["daybreak", *words, "--json"])
        with pytest.raises(SystemExit) as caught:
            main()
        return int(caught.value.code or 0), json.loads(capsys.readouterr().out)

    return run


SUNDAY = (NEXT + timedelta(days=6 - NEXT.weekday())).isoformat()
DAY = NEXT.isoformat()


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        (("status",), Outcome.DONE),
        (("run", "night", "--date", SUNDAY), Outcome.NOT_TRADE_DAY),
        (("run", "night", "--date", DAY), Outcome.DATA_NOT_READY),
        (("run", "night", "--date", "2999-01-04"), Outcome.DATA_NOT_READY),
        (("run", "close", "--date", DAY), Outcome.UNKNOWN),
        (("run", "morning", "--date", "someday"), Outcome.BAD_CONFIG),
        (("replay", "night-19000101-01"), Outcome.BAD_CONFIG),
        (("resume", "--reason", "x", "--phrase", "please"), Outcome.BLOCKED),
        (("doctor",), Outcome.DEGRADED),
        (("breaks", "list"), Outcome.DONE),
    ],
)
def test_each_outcome_has_its_code(  # type: ignore[no-untyped-def]
    bench: DeskBench, daybreak, words: tuple[str, ...], outcome: Outcome
) -> None:
    bench.desk.stop.press(TradingState.HALTED, "test", "exercise", bench.clock.now())
    bench.close()
    code, said = daybreak(*words)
    assert (code, said["outcome"]) == (outcome.exit_code, outcome.word), said
    assert said["exit_code"] == code
    assert said["message"]


def test_a_morning_without_its_data_is_degraded_and_one_without_a_plan_blocked(bench: DeskBench, daybreak) -> None:  # type: ignore[no-untyped-def]
    code, said = daybreak("run", "morning", "--date", DAY)
    assert code in {Outcome.DEGRADED.exit_code, Outcome.BLOCKED.exit_code}
    assert "stk_auction" in str(said) or "data_freshness" in str(said)


def test_a_folder_that_is_no_home_says_what_to_do(tmp_path: Path, daybreak) -> None:  # type: ignore[no-untyped-def]
    code, said = daybreak("status", "--home", str(tmp_path))
    assert (code, said["outcome"]) == (78, "bad_config")
    assert "daybreak init" in str(said["remedy"])


def test_wrong_usage_is_bad_configuration(daybreak) -> None:  # type: ignore[no-untyped-def]
    assert daybreak("run", "evening")[0] == Outcome.BAD_CONFIG.exit_code


def test_a_defect_is_a_failure_told_plainly(bench: DeskBench, daybreak) -> None:  # type: ignore[no-untyped-def]
    with bench.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE runs SET outcome = 'nonsense'")
    bench.close()
    code, said = daybreak("status")
    assert (code, said["outcome"]) == (1, "failure")
    assert "nonsense" in str(said["message"])


def test_a_settled_job_is_told_again_with_its_page(bench: DeskBench, daybreak) -> None:  # type: ignore[no-untyped-def]
    bench.close()
    code, said = daybreak("run", "close", "--date", LIVED[-1].isoformat())
    assert code == 0
    assert Path(str(said["report"])).is_file()
    assert said["run_id"] == f"close-{LIVED[-1]:%Y%m%d}-01"
