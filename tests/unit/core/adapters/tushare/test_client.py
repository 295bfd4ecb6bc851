"""Retries, pauses, and what is never asked again."""

from datetime import datetime

import pytest

from core.adapters.tushare.breaker import Circuit, CircuitBreaker
from core.adapters.tushare.client import TushareClient
from core.adapters.tushare.errors import NotOffered, Throttled, Unreachable
from core.domain.dates import SHANGHAI
from core.domain.errors import FixAndRestart, RetryLater
from core.settings.model import DataSource
from tests.fakes.stepping_clock import SteppingClock
from tests.fakes.tushare_wire import MemoryInADict, ScriptedWire, refusal, table

START = datetime(2026, 1, 5, 20, 10, 30, tzinfo=SHANGHAI)
SETTINGS = DataSource(retries=2, backoff_s=1.0, backoff_max_s=30.0, breaker_failures=2, breaker_cooldown_s=300.0)
GOOD = table(["ts_code"], [["000001.SZ"]])
MINUTE = refusal(40203, "抱歉，您每分钟最多访问该接口200次")


class Desk:
    """A client, the clock it waits on and the wire it asks."""

    def __init__(self, *answers: str, settings: DataSource = SETTINGS) -> None:
        script = list(answers)
        self.wire = ScriptedWire(lambda _api, _params: script.pop(0) if len(script) > 1 else script[0])
        self.clock = SteppingClock(START)
        self.memory = MemoryInADict()
        self.token: str | None = "t0ken-of-some-length"
        breaker = CircuitBreaker("s", settings.breaker_failures, settings.breaker_cooldown_s, self.clock, self.memory)
        self.client = TushareClient(
            settings, self.wire, self.clock, breaker, lambda: self.token, jitter=lambda: 0.5  # type: ignore[arg-type]
        )  # fmt: skip

    def ask(self, api_name: str = "daily") -> list[list[object]]:
        rows: list[list[object]] = self.client.query(api_name, {}, ["ts_code"], 6000).to_numpy().tolist()
        return rows

    @property
    def circuit(self) -> Circuit:
        return self.memory.load("s").circuit

    @property
    def failures(self) -> int:
        return self.memory.load("s").failures


def test_a_passing_fault_is_tried_again_after_a_growing_pause() -> None:
    desk = Desk("<html>", "nonsense", GOOD)
    assert desk.ask() == [["000001.SZ"]]
    first, second = desk.clock.slept
    assert 1.0 <= first <= 2.0
    assert 2.0 <= second <= 3.0
    assert desk.failures == 0


def test_retries_end_and_count_as_one_failure() -> None:
    desk = Desk("<html>")
    with pytest.raises(Unreachable):
        desk.ask()
    assert len(desk.wire.asked) == 3
    assert desk.failures == 1


def test_an_open_breaker_asks_nothing_then_probes_once() -> None:
    desk = Desk("<html>")
    for _ in range(2):
        with pytest.raises(Unreachable):
            desk.ask()
    assert desk.circuit is Circuit.OPEN
    asked = len(desk.wire.asked)
    with pytest.raises(RetryLater, match="left alone"):
        desk.ask()
    assert len(desk.wire.asked) == asked
    desk.clock.advance(300)
    with pytest.raises(Unreachable):
        desk.ask()
    assert len(desk.wire.asked) == asked + 1
    assert desk.circuit is Circuit.OPEN


def test_a_minute_rate_waits_for_the_next_minute() -> None:
    desk = Desk(MINUTE, GOOD)
    assert desk.ask() == [["000001.SZ"]]
    assert desk.clock.slept == [30 + 2.5]


def test_a_minute_rate_that_stays_is_no_failure_of_the_source() -> None:
    desk = Desk(MINUTE)
    with pytest.raises(Throttled):
        desk.ask()
    assert len(desk.wire.asked) == 3
    assert desk.failures == 0


@pytest.mark.parametrize(("period", "rest_s"), [("每小时最多", 49 * 60 + 30), ("每天最多", 3 * 3600 + 49 * 60 + 30)])
def test_an_hour_or_day_rate_rests_that_interface_only(period: str, rest_s: int) -> None:
    desk = Desk(refusal(40203, f"抱歉，您{period}访问该接口5次"), GOOD)
    for _ in range(2):
        with pytest.raises(RetryLater, match=period):
            desk.ask("daily")
    assert len(desk.wire.asked) == 1
    assert desk.ask("adj_factor") == [["000001.SZ"]]
    desk.clock.advance(rest_s - 1)
    with pytest.raises(RetryLater, match=period):
        desk.ask("daily")
    desk.clock.advance(1)
    assert desk.ask("daily") == [["000001.SZ"]]


def test_no_permission_marks_that_interface_unavailable() -> None:
    desk = Desk(refusal(40203, "抱歉，您没有接口(stk_auction)访问权限"), GOOD)
    for _ in range(2):
        with pytest.raises(FixAndRestart, match="没有接口"):
            desk.ask("stk_auction")
    assert len(desk.wire.asked) == 1
    assert desk.ask("daily") == [["000001.SZ"]]
    assert desk.failures == 0


@pytest.mark.parametrize("text", ["您的token不对，请确认。", "您的IP数量超限，最大数量为2个！"])
def test_a_wrong_token_stops_everything(text: str) -> None:
    desk = Desk(refusal(40101, text), GOOD)
    for api_name in ("daily", "adj_factor"):
        with pytest.raises(FixAndRestart, match=text[:4]):
            desk.ask(api_name)
    assert len(desk.wire.asked) == 1


def test_a_malformed_request_is_not_repeated() -> None:
    desk = Desk(refusal(-2001, "必填参数"), GOOD)
    with pytest.raises(FixAndRestart, match="必填参数"):
        desk.ask()
    assert len(desk.wire.asked) == 1
    assert desk.ask() == [["000001.SZ"]]


def test_a_refusal_proves_the_source_alive() -> None:
    desk = Desk("<html>", "<html>", "<html>", refusal(-2001, "必填参数"))
    with pytest.raises(Unreachable):
        desk.ask()
    with pytest.raises(FixAndRestart):
        desk.ask()
    assert desk.failures == 0


class NothingHere(ScriptedWire):
    def post(self, api_name: str, *_rest: object) -> object:  # type: ignore[override]
        self.asked.append((api_name, {}, ()))
        raise NotOffered(f"{api_name}: HTTP 404")


def test_an_interface_the_server_lacks_is_asked_for_once() -> None:
    desk = Desk(GOOD)
    wire = NothingHere(lambda _api, _params: GOOD)
    desk.client._wire = wire  # type: ignore[assignment]
    for _ in range(2):
        with pytest.raises(FixAndRestart, match="404"):
            desk.ask()
    assert len(wire.asked) == 1
    assert desk.failures == 0


@pytest.mark.parametrize("token", [None, ""])
def test_without_a_token_nothing_is_asked(token: str | None) -> None:
    desk = Desk(GOOD)
    desk.token = token
    with pytest.raises(FixAndRestart, match="TUSHARE_TOKEN"):
        desk.ask()
    assert desk.wire.asked == []


def test_every_attempt_is_counted_by_the_limiter() -> None:
    desk = Desk("<html>", "<html>", GOOD, settings=SETTINGS.model_copy(update={"rate_per_minute": 2, "backoff_s": 0.0}))
    desk.ask()
    assert desk.clock.monotonic() >= 60.0
