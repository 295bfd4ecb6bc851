"""kill -9 at random instants, in the middle of a paper day and again and again: the end is that of an undisturbed home.

What is killed at each single effect is in test_crash_points.
"""

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from core.adapters.store.chain_check import Fault, check_home
from core.adapters.store.database import open_database
from tests.fakes.home_market import DAY_ONE, DAY_TWO
from tests.fakes.home_mortal import JOBS, KILLED_CODE, THE_END, die, paper_at, paper_mortal, run_mortal
from tests.fakes.home_processes import daybreak, in_child
from tests.fakes.home_stages import Stages, command
from tests.fakes.home_state import differences, final_state, rows, sends

HomeAt = Callable[[str], Path]

KILLED = {
    "night": ("closed", DAY_ONE, "planned again"),
    "morning": ("planned again", DAY_TWO, "released again"),
    "close": ("traded again", DAY_TWO, "closed again"),
}
WITH_PAPER = KILLED | {"paper": ("released again", DAY_TWO, "traded again")}


@pytest.mark.parametrize("kind", KILLED)
def test_the_moments_hold_both_sides_of_every_step(kind: str, home_at: HomeAt, tmp_path: Path) -> None:
    """Without this a watch that fell off a port would leave the test of two days with nothing to kill at."""
    before, day, _ = KILLED[kind]
    moments = _moments(home_at(before), run_mortal, tmp_path / "moments", kind, day)
    steps = [moment.removeprefix("runs.finish_step ") for moment in moments if "finish_step" in moment]
    assert steps == [*(step.name for step in JOBS[kind][0].steps), "report"]
    assert moments[0] == "runs.begin"
    assert moments[-3:] == ["runs.finish", "runs.event", THE_END]
    if kind == "morning":
        release = moments.index("outbox.release")
        assert moments[release + 1 : release + 3] == ["stop.read", "books.record_batch"], "before and after the rename"
    if kind == "close":
        post = moments.index("books.record_broker")
        assert moments[post + 1 : post + 3] == ["books.post", "runs.finish_step post"]


@pytest.mark.parametrize("when", [(9, 26, 0), (9, 30, 4), (9, 30, 9), (10, 45, 0), (14, 58, 0), (15, 31, 0)])
def test_a_paper_day_killed_in_the_middle_leaves_nothing_behind(
    when: tuple[int, int, int], stages: Stages, home_at: HomeAt
) -> None:
    """The simulated counter dies with the process, so orders half sent are not sent at all."""
    before, day, after = WITH_PAPER["paper"]
    home = home_at(before)
    killed = in_child(paper_at, home, day, *when, die)
    assert killed.exit_code == KILLED_CODE
    assert not differences(stages.state(before), final_state(home))
    _assert_same_end(home, "paper", day, stages.state(after), f"at {when}")


@pytest.mark.parametrize("kind", WITH_PAPER)
def test_the_real_command_killed_at_random_instants_ends_as_if_it_never_was(
    kind: str, stages: Stages, home_at: HomeAt
) -> None:
    """Each try lives a little longer than the one before, until one is quick enough to end by itself."""
    before, day, after = WITH_PAPER[kind]
    home, dice = home_at(before), random.Random(f"{kind} 20250617")
    patience_s, kills, ended = 0.04, 0, None
    while ended is None:
        try:
            ended = daybreak(home, *command(kind, day), patience_s=patience_s * dice.uniform(0.7, 1.3))
        except TimeoutError:
            kills += 1
            patience_s *= 1.35
    assert kills >= 2
    assert ended.exit_code == 0, ended
    _assert_same_end(home, kind, day, stages.state(after), f"{kills} times at random")


def test_two_days_killed_over_and_over_end_as_two_days_in_peace(
    stages: Stages, home_at: HomeAt, tmp_path: Path
) -> None:
    """Every command of both days dies three times, each time further on, before it may end."""
    home, dice = home_at("stored"), random.Random(9)
    days = [("night", DAY_ONE.replace(day=13)), *((kind, DAY_ONE) for kind in ("morning", "paper", "close", "night"))]
    for position, (kind, day) in enumerate([*days, *((kind, DAY_TWO) for kind in ("morning", "paper", "close"))]):
        for attempt in range(3):
            log, number = tmp_path / f"log{position}-{attempt}", dice.randint(2, 9)
            if kind == "paper":
                in_child(paper_mortal, home, day, log, number)
            else:
                in_child(run_mortal, home, kind, day, log, number)
        assert daybreak(home, *command(kind, day)).exit_code == 0
    assert not differences(stages.state("closed again"), final_state(home))


def _moments(home: Path, work: Callable[..., None], log: Path, *what: object) -> list[str]:
    """Every moment of an undisturbed run, in order."""
    ended = in_child(work, home, *what, log, None)
    assert ended.exit_code == 0, ended
    return log.read_text(encoding="utf-8").splitlines()


def _assert_same_end(home: Path, kind: str, day: date, expected: dict[str, object], moment: str) -> None:
    """Start the same command again, and compare; nothing may have been written, booked or sent twice."""
    again = daybreak(home, *command(kind, day))
    assert again.exit_code == 0, f"killed before {moment}: {again}"
    assert not differences(expected, final_state(home)), f"killed before {moment}"
    assert _record_faults(home) == (), f"killed before {moment}"
    mine = [row["attempt"] for row in rows(home, "runs") if (row["kind"], row["trade_date"]) == (kind, _number(day))]
    assert mine == ([] if kind == "paper" else [1]), f"killed before {moment}"
    assert set(sends(home, day).values()) <= {1}
    assert len(list((home / "ptrade" / "outbox").glob(f"*{day:%Y%m%d}*"))) <= 1


def _record_faults(home: Path) -> tuple[Fault, ...]:
    engine = open_database(home)
    try:
        return check_home(home, home, engine).faults
    finally:
        engine.dispose()


def _number(day: date) -> int:
    return int(f"{day:%Y%m%d}")
