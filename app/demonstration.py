"""The demo: a simulated exchange behind a loopback server, and the same jobs that would trade."""

import os
import secrets
from datetime import date
from pathlib import Path

from app.compose import demo_exchange, demo_server, open_demo, standing_clock, write_file
from app.cycling import drive
from app.initialise import Overrides, initialise, is_made
from app.studying import study_the_demo
from app.watch import Watch
from core.domain.dates import at
from core.domain.orders import Channel
from core.jobs.cycle import DayRow
from core.settings.load import load_settings
from core.settings.model import Settings

MARK = ".demo"


def demonstrate(home: Path, days: int, symbols: int, seed: int, watch: Watch) -> tuple[list[DayRow], Path]:
    """Run the last `days` trading days of the demo exchange in `home` and return its rows and its page."""
    watch.say(f"demo exchange: {symbols} symbols, seed {seed}")
    exchange, trading_days = demo_exchange(seed, symbols, days)
    first, token = trading_days[0], secrets.token_hex(16)
    clock = standing_clock(at(first, 0))
    with demo_server(exchange, token, clock) as url:
        if not is_made(home, watch.step):
            _make(home, first, url, watch)
        with open_demo(home, _settings(home, url), clock, token, watch.step) as house:
            ended = drive(house, clock, trading_days, watch)
            watch.say("a study of every factor, for the console")
            study_the_demo(house)
            return ended


def _make(home: Path, first: date, url: str, watch: Watch) -> None:
    source: dict[str, object] = {
        "mode": "tushare_proxy",
        "http_url": url,
        "rate_per_minute": 600_000,
        "source_name": "demo-exchange",
    }
    source["interface_rate_per_minute"] = {}
    overrides: Overrides = {"data_source": source, "execution": {"channel": Channel.DEMO.value}}
    write_file(home / MARK, b"made by `daybreak demo`; the next demo replaces it\n")
    initialise(home, first, overrides, watch.step)


def _settings(home: Path, url: str) -> Settings:
    """Return the home's settings with the port the server has this time."""
    settings = load_settings(home, os.environ)
    return settings.model_copy(update={"data_source": settings.data_source.model_copy(update={"http_url": url})})
