"""Ask a Tushare server politely and read its whole answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import SystemRandom

import pandas as pd
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from core.adapters.tushare.breaker import CircuitBreaker
from core.adapters.tushare.errors import DECISIONS, Decision, NotOffered, Refusal, Throttled, Trouble, Unreachable
from core.adapters.tushare.limits import RateLimiter
from core.adapters.tushare.paging import read_all
from core.adapters.tushare.reply import Reply
from core.adapters.tushare.tally import Ending
from core.adapters.tushare.wire import Wire
from core.domain.errors import DaybreakError, FixAndRestart, RetryLater
from core.ports.clock import Clock
from core.settings.model import DataSource

Note = Callable[[str, float, int, Ending], None]

_EVERY_INTERFACE = "*"
_AFTER_THE_MINUTE_S = (1.0, 4.0)
_DICE = SystemRandom()
_THROTTLING = frozenset({Trouble.RATE_MINUTE, Trouble.RATE_HOUR, Trouble.RATE_DAY})


def _count_nothing(_api_name: str, _took_s: float, _rows: int, _ending: Ending) -> None:
    return None


@dataclass(frozen=True, slots=True)
class _Closed:
    """An interface that is not asked: until an instant, or for the life of this client."""

    kind: type[RetryLater] | type[FixAndRestart]
    message: str
    remedy: str
    until: datetime | None


class TushareClient:
    """Rows of one interface at a time, with limits, retries, paging and the breaker in between.

    `token` is asked at every request and never kept. `jitter` gives numbers in [0, 1). `note` is told of each request:
    its interface, seconds on the wire, rows, and how it ended.
    """

    def __init__(
        self,
        source: DataSource,
        wire: Wire,
        clock: Clock,
        breaker: CircuitBreaker,
        token: Callable[[], str | None],
        jitter: Callable[[], float] = _DICE.random,
        note: Note = _count_nothing,
    ) -> None:
        self._wire = wire
        self._clock = clock
        self._breaker = breaker
        self._token = token
        self._jitter = jitter
        self._note = note
        self._limiter = RateLimiter(clock, source.rate_per_minute, source.interface_rate_per_minute)
        self._attempts = source.retries + 1
        self._backoff = wait_exponential_jitter(
            multiplier=source.backoff_s, max=source.backoff_max_s, jitter=source.backoff_s
        )
        self._closed: dict[str, _Closed] = {}

    @property
    def source_url(self) -> str:
        """The server's address, masked."""
        return self._wire.masked_url

    def query(self, api_name: str, params: Mapping[str, object], fields: Sequence[str], row_cap: int) -> pd.DataFrame:
        """Return all rows of `api_name` under the vendor's names, cells as they came.

        Raises RetryLater when the source does not answer, is left alone by the breaker, or wants a pause, and
        FixAndRestart when only a person can help: no or a wrong token, no permission, a request it refuses.
        """
        return read_all(api_name, lambda page: self._ask(api_name, {**params, **page}, fields), row_cap)

    def _ask(self, api_name: str, params: Mapping[str, object], fields: Sequence[str]) -> Reply:
        self._check_open(api_name)
        token = _required(self._token())
        attempts = 1 if self._breaker.admit() else self._attempts
        retrying = Retrying(
            stop=stop_after_attempt(attempts),
            wait=self._pause_s,
            sleep=self._clock.sleep,
            retry=retry_if_exception_type((Unreachable, Throttled)),
            reraise=True,
        )
        try:
            reply = retrying(self._attempt, api_name, token, params, fields)
        except Unreachable as failure:
            self._breaker.failed(failure.message)
            raise
        except DaybreakError:
            self._breaker.succeeded()
            raise
        self._breaker.succeeded()
        return reply

    def _attempt(self, api_name: str, token: str, params: Mapping[str, object], fields: Sequence[str]) -> Reply:
        self._limiter.wait(api_name)
        try:
            reply = self._post(api_name, token, params, fields)
        except NotOffered as missing:
            self._close(api_name, missing, None)
            raise
        if reply.code == 0:
            return reply
        refusal = Refusal(api_name, reply.code, reply.text)
        self._remember(refusal)
        raise refusal.error()

    def _post(self, api_name: str, token: str, params: Mapping[str, object], fields: Sequence[str]) -> Reply:
        began, rows, ending = self._clock.monotonic(), 0, Ending.FAILED
        try:
            reply = self._wire.post(api_name, token, params, fields)
            rows, ending = len(reply.items), Ending.ANSWERED
            if reply.code != 0 and Refusal(api_name, reply.code, reply.text).trouble in _THROTTLING:
                ending = Ending.THROTTLED
            return reply
        except Throttled:
            ending = Ending.THROTTLED
            raise
        finally:
            self._note(api_name, self._clock.monotonic() - began, rows, ending)

    def _pause_s(self, state: RetryCallState) -> float:
        """Seconds before the next attempt: the rest of the minute after throttling, else growing with jitter."""
        if state.outcome is None or not isinstance(state.outcome.exception(), Throttled):
            return self._backoff(state)
        now = self._clock.now()
        shortest, longest = _AFTER_THE_MINUTE_S
        rest_of_minute = 60 - now.second - now.microsecond / 1e6
        return rest_of_minute + shortest + (longest - shortest) * self._jitter()

    def _remember(self, refusal: Refusal) -> None:
        decision = DECISIONS[refusal.trouble]
        if decision is Decision.STOP:
            self._close(_EVERY_INTERFACE, refusal.error(), None)
        elif decision is Decision.UNAVAILABLE:
            self._close(refusal.api_name, refusal.error(), None)
        elif decision in _REST:
            self._close(refusal.api_name, refusal.error(), _REST[decision](self._clock.now()))

    def _close(self, api_name: str, error: RetryLater | FixAndRestart, until: datetime | None) -> None:
        self._closed[api_name] = _Closed(type(error), error.message, error.remedy, until)

    def _check_open(self, api_name: str) -> None:
        for name in (_EVERY_INTERFACE, api_name):
            closed = self._closed.get(name)
            if closed is None:
                continue
            if closed.until is None or self._clock.now() < closed.until:
                raise closed.kind(closed.message, closed.remedy)
            del self._closed[name]


def _required(token: str | None) -> str:
    if not token:
        raise FixAndRestart(
            "there is no Tushare token",
            "set the environment variable TUSHARE_TOKEN, or store `tushare_token` in the system keyring, "
            "or choose data_source.mode manual_csv or cache_only",
        )
    return token


def _next_hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def _next_midnight(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


_REST: dict[Decision, Callable[[datetime], datetime]] = {
    Decision.REST_TO_HOUR: _next_hour,
    Decision.REST_TO_MIDNIGHT: _next_midnight,
}
