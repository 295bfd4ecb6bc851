"""How often the source may be asked."""

from collections.abc import Mapping

from pyrate_limiter import Duration, InMemoryBucket, Rate, RateItem

from core.ports.clock import Clock


class RateLimiter:
    """At most `rate_per_minute` requests in any 60 seconds, and fewer for interfaces with a limit of their own.

    It uses pyrate-limiter's buckets without its Limiter, whose clock is fixed and which starts a thread.
    """

    def __init__(self, clock: Clock, rate_per_minute: int, interface_rate_per_minute: Mapping[str, int]) -> None:
        self._clock = clock
        self._all = _bucket(rate_per_minute)
        self._own = {api_name: _bucket(rate) for api_name, rate in interface_rate_per_minute.items()}

    def wait(self, api_name: str) -> None:
        """Sleep until one more request for `api_name` is allowed, and count it."""
        if api_name in self._own:
            self._take(self._own[api_name], api_name)
        self._take(self._all, api_name)

    def _take(self, bucket: InMemoryBucket, api_name: str) -> None:
        while True:
            now_ms = int(self._clock.monotonic() * 1000)
            bucket.leak(now_ms)
            item = RateItem(api_name, now_ms)
            if bucket.put(item):
                return
            wait_ms = bucket.waiting(item)
            self._clock.sleep(max(wait_ms, 1) / 1000 if isinstance(wait_ms, int) else 1.0)


def _bucket(rate_per_minute: int) -> InMemoryBucket:
    return InMemoryBucket([Rate(rate_per_minute, Duration.MINUTE)])
