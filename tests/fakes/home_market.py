"""A home with six weeks of a small demo exchange in store, and no source to ask for more."""

from datetime import date
from pathlib import Path

import yaml

from app.compose import open_demo
from app.initialise import initialise
from core.adapters.clock.clocks import StandingClock
from core.adapters.demo.market import DemoExchange
from core.adapters.demo.server import TushareServer
from core.domain.dates import at
from core.jobs.pull import ensure_calendar, pull
from core.settings.load import load_settings

SEED, SYMBOLS = 8, 60
LOOKBACK_DAYS = 30
FIRST_NIGHT = date(2025, 6, 13)
DAY_ONE, DAY_TWO = date(2025, 6, 16), date(2025, 6, 17)
NOT_STORED = date(2025, 6, 18)
SUNDAY = date(2025, 6, 15)

_HISTORY = ("daily", "daily_basic", "adj_factor")
_OF_A_TRADING_DAY = ("stock_basic", "namechange", "stk_limit", "suspend_d", "index_daily", "dividend", "stk_auction")
_TOKEN = "of the demo"
# With this seed a third of the six names is sold again on the second day.
_SETTINGS: dict[str, dict[str, object]] = {
    "data_source": {"mode": "cache_only", "lookback_days": LOOKBACK_DAYS},
    "execution": {"channel": "PAPER"},
    "portfolio": {"top_n": 6, "buffer": 0, "max_weight": 0.18, "turnover_cap": 0.4},
    "sanity": {"max_order_yuan": 250_000.0},
    "exposure": {"max_sector": 1.0, "max_chinext": 1.0, "max_star": 1.0},
}


def make_stored_home(home: Path) -> None:
    """Make a PAPER home whose snapshots reach from six weeks before FIRST_NIGHT to the evening of DAY_TWO."""
    exchange = DemoExchange(SEED, SYMBOLS, date(2025, 1, 2), date(2025, 6, 30))
    days = [day for day in exchange.days if day <= DAY_TWO]
    clock = StandingClock(at(DAY_ONE, 0))
    home.mkdir(parents=True)
    with TushareServer(exchange, token=_TOKEN, now=clock.now) as server:
        source = {"mode": "tushare_proxy", "http_url": server.url, "rate_per_minute": 600_000}
        configure(home, data_source=source | {"interface_rate_per_minute": {}})
        initialise(home, FIRST_NIGHT, {}, lambda step: None)
        with open_demo(home, load_settings(home, {}), clock, _TOKEN, lambda step: None) as house:
            ensure_calendar(house.desk, "stored", DAY_ONE)
            for day in days[-LOOKBACK_DAYS - 2 :]:
                clock.stand_at(at(day, 20, 30))
                names = _HISTORY + (_OF_A_TRADING_DAY if day >= FIRST_NIGHT else ())
                pulled = pull(house.desk, "stored", [(name, day) for name in names])
                assert not pulled.missing, pulled.reasons()
    configure(home)


def configure(home: Path, **sections: dict[str, object]) -> None:
    """Write the home's cfg.yaml anew: the settings of these tests, and `sections` laid over them."""
    chosen = {name: {**_SETTINGS.get(name, {}), **sections.get(name, {})} for name in {*_SETTINGS, *sections}}
    (home / "cfg.yaml").write_text(yaml.safe_dump(chosen, allow_unicode=True), encoding="utf-8")
