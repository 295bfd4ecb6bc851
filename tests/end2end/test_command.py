"""The command as timers and people meet it: help, exit codes, one JSON object."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from app.cli import app
from app.compose import open_house
from core.domain.dates import at, ymd
from core.domain.outcome import Outcome
from core.ports.snapshots import Audit
from tests.fakes.home_market import DAY_TWO, NOT_STORED, SUNDAY
from tests.fakes.home_processes import Ended, daybreak, in_child
from tests.fakes.home_stages import command
from tests.fakes.home_state import exchanged

HomeAt = Callable[[str], Path]

JOBS = ("night", "morning", "close")


def _verbs(verb: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield words
    for name, each in sorted(getattr(verb, "commands", {}).items()):
        yield from _verbs(each, (*words, name))


VERBS = list(_verbs(typer.main.get_command(app)))


def _ask_all_for_help(folder: Path) -> None:
    """Ask every verb in one process; what it does with a home must not matter."""
    code = 0
    for words in VERBS:
        try:
            app([*words, "--help"])
        except SystemExit as ended:
            code = code or int(str(ended.code or 0))
    raise SystemExit(code)


def test_every_verb_explains_itself(tmp_path: Path) -> None:
    ended = in_child(_ask_all_for_help, tmp_path)
    assert ended.exit_code == 0, ended
    assert ended.out.count("Usage:") == len(VERBS) > 20
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "words",
    [
        *(("run", job) for job in JOBS), ("paper",), ("status",), ("data", "audit"), ("data", "pull"),
        ("breaks", "list"), ("replay", "night-20250613-01"), ("reset-db",), ("stop",),
    ],
)  # fmt: skip
def test_a_folder_that_is_no_home_is_bad_configuration(words: tuple[str, ...], tmp_path: Path) -> None:
    ended = daybreak(tmp_path / "nowhere", *words, "--json")
    assert ended.exit_code == Outcome.BAD_CONFIG.exit_code, ended
    assert ended.json()["remedy"]
    assert not (tmp_path / "nowhere").exists(), "asking must not make one"


@pytest.mark.parametrize("kind", [*JOBS, "paper"])
def test_a_day_the_exchange_is_closed_is_left_alone(kind: str, home_at: HomeAt) -> None:
    home = home_at("closed again")
    before = exchanged(home)
    told = _told(daybreak(home, *command(kind, SUNDAY), "--json"))
    assert told["outcome"] == "not_trade_day"
    assert told["exit_code"] == Outcome.NOT_TRADE_DAY.exit_code == 10
    assert exchanged(home) == before


def test_a_night_without_its_day_is_not_ready(home_at: HomeAt) -> None:
    home = home_at("closed again")
    told = _told(daybreak(home, *command("night", NOT_STORED), "--json"))
    assert told["exit_code"] == Outcome.DATA_NOT_READY.exit_code == 11
    assert all(name in told["message"] for name in ("daily", "daily_basic", "adj_factor", "stk_limit"))


@pytest.mark.parametrize(("share", "outcome"), [(0.5, Outcome.DATA_NOT_READY), (1.0, Outcome.DONE)])
def test_a_night_with_half_its_rows_is_not_ready(share: float, outcome: Outcome, home_at: HomeAt) -> None:
    home = home_at("closed again")
    _store_like_the_day_before(home, share)
    told = _told(daybreak(home, *command("night", NOT_STORED), "--json"))
    assert told["exit_code"] == outcome.exit_code, told
    if outcome is Outcome.DATA_NOT_READY:
        assert "daily: " in told["message"]
        assert f"rows on {NOT_STORED}" in told["message"]


def test_a_finished_job_says_so_in_one_object(home_at: HomeAt) -> None:
    home = home_at("planned again")
    told = _told(daybreak(home, *command("morning", DAY_TWO), "--json"))
    assert (told["outcome"], told["exit_code"]) == ("done", 0)
    assert told["run_id"] == f"morning-{DAY_TWO:%Y%m%d}-01"
    assert Path(told["report"]).is_file()
    for words in (("status",), ("doctor",), ("data", "audit"), ("breaks", "list"), ("config", "show")):
        assert _told(daybreak(home, *words, "--json"))["message"]


def _told(ended: Ended) -> dict[str, Any]:
    """The one JSON object on standard output; its exit code is the process's."""
    document = ended.json()
    assert ended.out.count("\n") == 1
    assert document["exit_code"] == ended.exit_code
    assert document["outcome"] == next(each.word for each in Outcome if each.exit_code == ended.exit_code)
    return document


def _store_like_the_day_before(home: Path, share: float) -> None:
    """Store the evening's essential tables of NOT_STORED as DAY_TWO had them, `daily` in part."""
    with open_house(home, lambda step: None) as house:
        view = house.store.view(at(DAY_TWO, 23))
        for dataset in ("daily", "daily_basic", "adj_factor", "stk_limit"):
            frame = view.read(dataset, DAY_TWO, DAY_TWO)
            frame = frame.head(int(len(frame) * share)) if dataset == "daily" else frame
            audit = Audit("a test", "", at(NOT_STORED, 20), "a-test", "a test")
            house.store.append(dataset, NOT_STORED, frame.assign(trade_date=ymd(NOT_STORED)), audit)
