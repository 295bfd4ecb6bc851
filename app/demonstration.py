"""The demo: a simulated exchange behind a loopback server, and the same jobs that would trade."""

import os
import secrets
from collections.abc import Callable
from datetime import date
from pathlib import Path

from app.compose import assemble, demo_server, locked, online_market
from app.cycling import drive
from app.initialise import initialise
from core.adapters.clock.clocks import StandingClock
from core.adapters.store.database import open_database
from core.domain.dates import at
from core.domain.orders import Channel
from core.jobs.cycle import DayRow
from core.settings.load import load_settings

MARK = ".demo"


def demonstrate(
    home: Path, days: int, symbols: int, seed: int, progress: Callable[[str], None]
) -> tuple[list[DayRow], Path]:
    """Run the last `days` trading days of the demo exchange in `home` and return its rows and its page."""
    token = secrets.token_hex(16)
    progress(f"demo exchange: {symbols} symbols, seed {seed}")
    clock = StandingClock(at(date(2000, 1, 1), 0))
    with demo_server(symbols, seed, days, token, clock.now) as served:
        first = served.days[0]
        clock.stand_at(at(first, 0))
        if not (home / MARK).is_file():
            overrides = {
                "data_source": {"mode": "tushare_proxy", "http_url": served.url, "rate_per_minute": 600_000,
                                "interface_rate_per_minute": {}, "source_name": "demo-exchange"},
            }  # fmt: skip
            initialise(home, Channel.DEMO, None, first, progress, overrides)
            (home / MARK).write_text("made by `daybreak demo`; removed by the next one\n", encoding="utf-8")
        settings = load_settings(home, os.environ)
        source = settings.data_source.model_copy(update={"http_url": served.url})
        settings = settings.model_copy(update={"data_source": source})
        with locked(home):
            engine = open_database(home)
            try:
                market = online_market(source, clock, lambda: token, engine)
                house = assemble(home, home, engine, settings, clock, market, progress)
                return drive(house, clock, served.days, lambda _: None)
            finally:
                engine.dispose()
