"""The four data-source modes."""

from collections.abc import Callable
from datetime import date
from functools import partial

from core.adapters.tushare.breaker import BreakerMemory, CircuitBreaker
from core.adapters.tushare.client import TushareClient
from core.adapters.tushare.market import TushareMarket
from core.adapters.tushare.tally import NoTally, Tally
from core.adapters.tushare.wire import Wire
from core.domain.errors import RetryLater
from core.ports.clock import Clock
from core.ports.market_data import Fetched, MarketData
from core.settings.model import DataSource

OFFICIAL_URL = "http://api.tushare.pro"


class NoSource:
    """The modes that contact nobody: what is stored is all there is."""

    def __init__(self, mode: str) -> None:
        self._mode = mode

    def fetch(self, dataset: str, day: date) -> Fetched:
        """Raise RetryLater saying what to import."""
        raise RetryLater(
            f"{dataset} of {day} is not stored and data_source.mode is {self._mode}",
            f"`daybreak data import FOLDER` with a CSV or Parquet of {dataset} that holds {day:%Y%m%d}, "
            "or choose an online mode",
        )


def build_market(
    source: DataSource,
    clock: Clock,
    token: Callable[[], str | None],
    memory: BreakerMemory,
    exchange: str = "SSE",
    tally: Tally | None = None,
) -> MarketData:
    """Return the source `source.mode` names; tushare_official ignores `http_url`.

    `token` is asked at each request; its absence is a FixAndRestart of the first fetch, so that commands which fetch
    nothing work without one. Raises FixAndRestart when `http_url` is no address.
    """
    if source.mode in ("manual_csv", "cache_only"):
        return NoSource(source.mode)
    http_url = OFFICIAL_URL if source.mode == "tushare_official" else source.http_url
    wire = Wire(http_url, source.path_style, source.timeout_s, clock)
    name = f"{source.mode} {wire.masked_url}"
    breaker = CircuitBreaker(name, source.breaker_failures, source.breaker_cooldown_s, clock, memory)
    client = TushareClient(source, wire, clock, breaker, token, note=partial((tally or NoTally()).note, name))
    return TushareMarket(client, source.source_name, source.index_codes, exchange)
