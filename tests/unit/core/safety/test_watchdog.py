"""What the guard concludes from heartbeats: dead, hung, absent, or only itself asleep."""

from dataclasses import replace
from datetime import date

import pytest

from core.domain.dates import at
from core.safety.watchdog import OWN_NAME, Pulse, Watchdog, in_session
from core.settings.stop import Stop

ENGINE = Pulse("engine", "first", 1, 10.0, "pricing", ended=False, alive=True)
MONDAY = date(2026, 1, 5)


def looks(dog: Watchdog, *seen: tuple[Pulse, float]) -> list[str]:
    """The reasons given at the last of several looks."""
    found: list[str] = []
    for pulse, now_s in seen:
        found = [finding.reason for finding in dog.judge([pulse], now_s)]
    return found


def beats(*moments: float) -> list[tuple[Pulse, float]]:
    return [(replace(ENGINE, beat=number), now_s) for number, now_s in enumerate(moments, 1)]


@pytest.fixture
def dog() -> Watchdog:
    return Watchdog((), 1.0)


def test_a_beating_heart_is_left_alone(dog: Watchdog) -> None:
    assert looks(dog, *beats(*range(0, 100, 4))) == []


def test_silence_beyond_the_promise_is_a_hang(dog: Watchdog) -> None:
    assert looks(dog, *[(ENGINE, float(second)) for second in range(11)]) == []
    assert looks(dog, (ENGINE, 11.0)) == ["engine hangs while pricing: silent for 11 s, promised 10 s"]


def test_a_new_start_counts_as_a_sign_of_life(dog: Watchdog) -> None:
    looks(dog, *[(ENGINE, float(second)) for second in range(11)])
    assert looks(dog, (replace(ENGINE, start="second"), 11.0)) == []


def test_a_dead_process_is_found_at_the_second_look(dog: Watchdog) -> None:
    dead = replace(ENGINE, alive=False)
    assert looks(dog, (ENGINE, 0.0), (dead, 1.0)) == []
    assert looks(dog, (dead, 2.0)) == ["engine died while pricing"]


def test_who_said_good_bye_may_be_silent_and_dead(dog: Watchdog) -> None:
    gone = replace(ENGINE, ended=True, alive=False)
    assert looks(dog, *[(gone, float(second)) for second in range(100)]) == []


def test_a_guard_that_slept_condemns_nobody_for_that_time(dog: Watchdog) -> None:
    assert looks(dog, (ENGINE, 0.0), (ENGINE, 3_600.0), (ENGINE, 3_605.0)) == []
    assert looks(dog, *[(ENGINE, 3_605.0 + second) for second in range(12)])


def test_a_guard_is_not_its_own_keeper(dog: Watchdog) -> None:
    assert looks(dog, *[(replace(ENGINE, name=OWN_NAME, alive=False), float(second)) for second in range(99)]) == []


def test_who_is_expected_must_be_there() -> None:
    dog = Watchdog(("engine",), 1.0)
    assert looks(dog, (replace(ENGINE, ended=True), 0.0)) == []
    assert looks(dog, (replace(ENGINE, ended=True), 1.0)) == ["engine is not running"]
    assert looks(dog, (ENGINE, 2.0)) == []


@pytest.mark.parametrize(
    ("day", "hour", "minute", "inside"),
    [(5, 9, 9, False), (5, 9, 10, True), (5, 12, 0, True), (5, 15, 4, True), (5, 15, 5, False), (4, 10, 0, False)],
)
def test_the_session(day: int, hour: int, minute: int, inside: bool) -> None:
    assert in_session(at(MONDAY.replace(day=day), hour, minute), Stop()) is inside
