from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from core.research.leaks.checks import CHECKS, Finding, eventful_days, perturbation, sensitivity, truncation
from core.research.leaks.lab import examine, make_trial
from core.research.leaks.subject import Subject, day_by_day, over_panel, over_world
from core.research.leaks.world import AUCTION, Values, World

TRIAL = make_trial(days=90)


def whole(measure: Callable[[World], Values], **more: object) -> Subject:
    return Subject("it", "test", over_world(measure), whole=True, **more)  # type: ignore[arg-type]


def leaks(found: dict[str, list[Finding]]) -> list[Finding]:
    return [finding for finding in found["it"] if finding.leak]


def close(world: World) -> Values:
    return world.panel["close"]


def tomorrow(world: World) -> Values:
    grid = np.full(world.panel.shape, np.nan)
    grid[:-1] = world.panel["close"][1:]
    return grid


def days_in_sample(world: World) -> Values:
    return np.full(world.panel.shape, float(len(world.panel.dates)))


def gone_after_a_thousandfold(world: World) -> Values:
    following = tomorrow(world)
    return np.where(following > 1000 * world.panel["close"], np.nan, world.panel["close"])


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
@pytest.mark.parametrize("at", [2000, AUCTION])
def test_what_reads_the_past_alone_passes_every_check(check: Callable[..., dict[str, list[Finding]]], at: int) -> None:
    def before(world: World, days: Sequence[int]) -> Values:
        everything = world.lay_out(world.panel["close"], world.panel.dates, world.panel.symbols, (0, *world.days))
        return everything[None, np.searchsorted(world.days, days)]

    assert leaks(check(Subject("it", "test", before, at=at, reach=(1,), whole=True), TRIAL)) == []


def test_tomorrows_close_fails_every_check() -> None:
    assert leaks(truncation(whole(tomorrow), TRIAL))
    assert leaks(perturbation(whole(tomorrow), TRIAL))
    assert leaks(sensitivity(whole(tomorrow), TRIAL))


def test_only_truncation_sees_what_hangs_on_the_samples_length() -> None:
    subject = whole(days_in_sample)
    assert leaks(truncation(subject, TRIAL))
    assert not leaks(perturbation(subject, TRIAL))
    assert not leaks(sensitivity(subject, TRIAL))


def test_only_perturbation_sees_what_the_market_never_did() -> None:
    subject = whole(gone_after_a_thousandfold)
    assert not leaks(truncation(subject, TRIAL))
    assert leaks(perturbation(subject, TRIAL))
    assert not leaks(sensitivity(subject, TRIAL))


def test_only_sensitivity_sees_a_lookback_that_is_not_true() -> None:
    def ten_days_ago(world: World) -> Values:
        grid = np.full(world.panel.shape, np.nan)
        grid[10:] = world.panel["close"][:-10]
        return grid

    for reach, wrong in ((9, True), (10, False)):
        subject = whole(ten_days_ago, reach=(reach,))
        assert not leaks(truncation(subject, TRIAL))
        assert not leaks(perturbation(subject, TRIAL))
        assert bool(leaks(sensitivity(subject, TRIAL))) is wrong
    (finding, *_) = leaks(sensitivity(whole(ten_days_ago, reach=(9,)), TRIAL))
    assert "beyond the declared lookback" in finding.detail
    place = TRIAL.world.days.index(TRIAL.bars[0].day)
    assert finding.day == TRIAL.world.days[place + 10]


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_the_close_of_the_day_is_clean_at_night_and_a_leak_at_the_open(
    check: Callable[..., dict[str, list[Finding]]],
) -> None:
    assert not leaks(check(whole(close), TRIAL))
    assert leaks(check(whole(close, at=AUCTION), TRIAL))


def test_a_constant_is_noted_and_passes() -> None:
    (verdict,) = examine(whole(lambda world: np.where(np.isfinite(world.panel["close"]), 1.0, np.nan)), TRIAL)
    assert verdict.passed
    assert [finding.detail for finding in verdict.findings] == ["no bar moves it"]


def test_members_are_judged_apart() -> None:
    def both(world: World, days: Sequence[int]) -> Values:
        return np.concatenate([over_world(close)(world, days), over_world(tomorrow)(world, days)])

    subject = Subject("pair", "test", both, ("good", "bad"), whole=True, reach=(0, 0))
    good, bad = examine(subject, TRIAL)
    assert (good.name, good.passed, good.caught_by) == ("good", True, ())
    assert (bad.name, bad.passed, bad.caught_by) == ("bad", False, tuple(CHECKS))


def test_a_subject_that_works_day_by_day_is_held_to_its_day() -> None:
    def of(shift: int) -> Subject:
        def measure(world: World, day: int) -> Values:
            days = np.unique(world.published("daily")["trade_date"])
            row = int(np.searchsorted(days, day)) + shift
            found = world.published("daily").query("trade_date == @days[@row]") if row < len(days) else []
            return np.array([float(found["close"].sum()) if len(found) else np.nan])

        return Subject("it", "test", day_by_day(measure))

    assert examine(of(0), TRIAL)[0].passed
    assert examine(of(1), TRIAL)[0].caught_by == tuple(CHECKS)


def test_what_a_subject_remembers_of_later_days_is_seen() -> None:
    seen: list[int] = []

    def newest_day_ever_asked(world: World, day: int) -> Values:
        seen.append(day)
        return np.array([float(max(seen))])

    assert leaks(truncation(Subject("it", "test", day_by_day(newest_day_ever_asked)), TRIAL))


def test_the_cuts_are_the_first_the_last_and_the_eventful_days() -> None:
    world = TRIAL.world
    days = eventful_days(world)
    assert {world.days[0], world.days[-1]} <= set(days)
    assert list(days) == sorted(set(days))
    assert set(days) <= set(world.days)
    assert set(days) & set(world.frames["dividend"]["trade_date"])
    assert set(days) & set(world.frames["suspend_d"]["trade_date"])
    assert set(days) & set(world.frames["namechange"].query("change_reason == 'ST'")["start_date"])
    basic = world.newest("stock_basic")
    assert set(days) & set(basic["list_date"])
    assert set(days) & set(basic.loc[basic["delist_date"] > 0, "delist_date"])
    assert TRIAL.futures[-1] == world.days[-1]


def test_the_changed_bars_are_of_every_kind() -> None:
    limits = TRIAL.world.published("stk_limit").set_index(["ts_code", "trade_date"])
    bars = TRIAL.world.published("daily").set_index(["ts_code", "trade_date"])
    closes = [(bars.at[(bar.symbol, bar.day), "close"], limits.loc[(bar.symbol, bar.day)]) for bar in TRIAL.bars]
    assert any(price == limit["up_limit"] for price, limit in closes)
    assert any(price == limit["down_limit"] for price, limit in closes)
    assert any(limit["down_limit"] < price < limit["up_limit"] for price, limit in closes)
    assert any(bar.flat for bar in TRIAL.bars)


def test_the_market_is_longer_than_the_longest_lookback() -> None:
    assert len(make_trial(400).world.days) == 450
    assert len(make_trial(10).world.days) == 300


def test_a_lookback_is_tried_to_its_end() -> None:
    """The market goes on after the longest reach of its bars, so that an understated one shows."""
    trial = make_trial(250)
    last = max(trial.world.days.index(bar.day) for bar in trial.bars)
    assert last + 250 < len(trial.world.days) - 1


def test_the_panel_is_the_published_one() -> None:
    (verdict,) = examine(Subject("it", "test", over_panel(lambda panel: panel["adj_close"]), whole=True), TRIAL)
    assert verdict.passed
    assert verdict.checks == tuple(CHECKS)


def test_a_trial_always_shows_the_same() -> None:
    one, other = (perturbation(whole(tomorrow), replace(TRIAL)) for _ in range(2))
    assert one == other
