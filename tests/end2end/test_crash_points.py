"""Every effect of a day is a named point; the process is killed at each, and the ordinary command ends the day."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.crash_day import DAY, JOBS, CrashDay, crash_day
from tests.fakes.crash_table import PAGE, Cut, cut_at, cuts_of, steps_of
from tests.fakes.fail_points import KILLED_CODE
from tests.fakes.home_stages import Stages
from tests.fakes.home_state import differences, final_state, rows, sends

ROOT = Path(__file__).resolve().parents[2]
SHARES = {"morning": 2, "close": 2, "night": 3}
ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="the size of a file is limited as POSIX does it")


@pytest.fixture(scope="module")
def day(stages: Stages, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CrashDay]:
    with crash_day(stages, tmp_path_factory.mktemp("day")) as made:
        yield made


@pytest.fixture(scope="module")
def cuts(day: CrashDay, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Cut]]:
    """Every point the jobs pass, whatever the table says."""
    folder = tmp_path_factory.mktemp("points")
    return {job: cut_at(day.record(day.before(job, folder / job), job, folder / f"{job}.log")) for job in JOBS}


@pytest.mark.parametrize("job", JOBS)
def test_no_effect_of_a_job_is_without_its_name_in_the_table(job: str, cuts: dict[str, list[Cut]]) -> None:
    listed = cuts_of((ROOT / PAGE).read_text(encoding="utf-8"))
    assert [cut.point for cut in cuts[job]] == [cut.point for cut in listed[job]], f"write {PAGE} anew"


def test_a_session_killed_at_any_point_ends_as_if_it_never_was(
    day: CrashDay, cuts: dict[str, list[Cut]], tmp_path: Path
) -> None:
    for number, (point, side) in enumerate(_deaths(cuts["paper"])):
        home = day.before("paper", tmp_path / f"{number}")
        assert day.cut(home, "paper", point, side).exit_code == KILLED_CODE, f"{side} {point}"
        again = day.run(home, "paper")
        assert again.exit_code == 0, f"killed {side} {point}: {again.text}"
        _assert_the_same(home, "paper", day.after("paper"), f"killed {side} {point}")


@ON_POSIX
def test_a_session_in_trouble_with_the_disk_says_so_and_loses_nothing(
    day: CrashDay, cuts: dict[str, list[Cut]], tmp_path: Path
) -> None:
    for number, cut in enumerate(cuts["paper"]):
        home = day.before("paper", tmp_path / f"{number}")
        ended = day.trouble(home, "paper", cut.point)
        assert (ended.exit_code, ended.out.startswith(f"{home}/")) == (0, True), f"{cut.point}: {ended}"
        _assert_the_same(home, "paper", day.after("paper"), f"trouble at {cut.point}")


@ON_POSIX
@pytest.mark.parametrize("job", ["morning", "paper"])
def test_a_file_that_is_held_for_a_moment_is_waited_for(
    job: str, day: CrashDay, cuts: dict[str, list[Cut]], tmp_path: Path
) -> None:
    exchanged = [cut.point for cut in cuts[job] if " | rename to ptrade/" in cut.point]
    assert exchanged
    for number, point in enumerate(exchanged):
        home = day.before(job, tmp_path / f"{number}")
        assert day.hold(home, job, point).exit_code == 0, point
        _assert_the_same(home, job, day.after(job), f"held at {point}")


@pytest.mark.parametrize(("job", "share"), [(job, share) for job in SHARES for share in range(SHARES[job])])
def test_a_job_killed_at_any_point_of_any_step_goes_on_to_the_same_next_step(
    job: str, share: int, day: CrashDay, cuts: dict[str, list[Cut]], tmp_path: Path
) -> None:
    """Killed at the start of a step, at a point of it, and at the start of the next, where all must be as in peace.

    From equal homes the rest of the job is equal, so the whole need not be run once more for every point. Trouble with
    the disk takes the place of the second death likewise.
    """
    steps = steps_of(cuts[job])
    mine = _evenly(steps, SHARES[job])[share]
    home = day.before(job, tmp_path / "begin")
    for number, within in enumerate(steps[: max(mine) + 1]):
        following = steps[number + 1][0].point if number + 1 < len(steps) else None
        if number:
            assert day.cut(home, job, within[0].point, "before").exit_code == KILLED_CODE, within[0].point
        if number not in mine:
            continue
        expected = _at(day, job, home, following, tmp_path / f"peace{number}")
        for place, (point, side) in enumerate(_deaths(within)):
            broken = _begun(day, job, home, point, tmp_path / f"{number}-{place}")
            assert day.cut(broken, job, point, side).exit_code == KILLED_CODE, f"{side} {point}"
            if following is None:
                assert day.run(broken, job).exit_code == 0, f"killed {side} {point}"
            else:
                assert day.cut(broken, job, following, "before").exit_code == KILLED_CODE, f"{side} {point}"
            _assert_the_same(broken, job, expected, f"killed {side} {point}")
        for place, cut in enumerate(within if os.name == "posix" else []):
            broken = _begun(day, job, home, cut.point, tmp_path / f"trouble{number}-{place}")
            ended = day.trouble(broken, job, cut.point, following or "")
            assert ended.exit_code == (KILLED_CODE if following else 0), f"{cut.point}: {ended}"
            assert ended.out.startswith(f"{broken}/"), f"{cut.point}: {ended}"
            _assert_the_same(broken, job, expected, f"trouble at {cut.point}")
    assert day.run(home, job).exit_code == 0
    _assert_the_same(home, job, day.after(job), "killed at the start of every step")


def _begun(day: CrashDay, job: str, home: Path, point: str, to: Path) -> Path:
    """Copy the home of a step's beginning; of the job's, where a process tells at its end of its other steps."""
    return day.before(job, to) if point.endswith(" source_requests") else day.copy(home, to)


def _evenly(steps: list[list[Cut]], shares: int) -> list[list[int]]:
    """Divide steps, by number, into runs of about equally many points: what stands before a run is walked through."""
    points = sum(map(len, steps))
    divided: list[list[int]] = [[] for _ in range(shares)]
    passed = 0
    for number, within in enumerate(steps):
        divided[min(shares * (passed + len(within) // 2) // points, shares - 1)].append(number)
        passed += len(within)
    return divided


def _deaths(cuts: list[Cut]) -> list[tuple[str, str]]:
    return [(cut.point, side) for cut in cuts for side in cut.sides]


def _at(day: CrashDay, job: str, home: Path, following: str | None, copy: Path) -> dict[str, object]:
    """What a job that is left in peace until the next step holds there."""
    if following is None:
        return day.after(job)
    peaceful = day.copy(home, copy)
    assert day.cut(peaceful, job, following, "before").exit_code == KILLED_CODE, following
    return final_state(peaceful)


def _assert_the_same(home: Path, job: str, expected: dict[str, object], when: str) -> None:
    """Nothing lost, doubled, left over or out of balance."""
    assert not differences(expected, final_state(home)), when
    assert sum(row["amount_fen"] for row in rows(home, "postings")) == 0, when
    assert set(sends(home, DAY).values()) <= {1}, when
    assert [row["attempt"] for row in rows(home, "runs") if row["kind"] == job and row["trade_date"] == 20250618] == (
        [] if job == "paper" else [1]
    ), when
