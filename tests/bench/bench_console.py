"""What the console must do: appear, stop, stay awake under load, scroll, pan, live through a day, not hold its thread.

The load is Alpha158 with its ranks and ICs over 5,000 names and ten years, on two threads of another process.
"""

import tempfile
from datetime import date
from pathlib import Path

from app.initialise import initialise
from tests.bench import console_alive, console_holds, console_widgets
from tests.bench.apart import apart
from tests.bench.market import DAYS, SYMBOLS, Size, write_market

Row = dict[str, object]


def run() -> list[Row]:
    """Return a row for each of them, beside a named peer."""
    with tempfile.TemporaryDirectory(prefix="bench_console_", ignore_cleanup_errors=True) as folder:
        home, market = Path(folder, "home"), Path(folder, "market")
        initialise(home, date(2026, 7, 23), {"execution": {"channel": "PAPER"}}, lambda _: None)
        market.mkdir()
        apart(write_market, market, Size(SYMBOLS, DAYS))
        return [
            console_alive.shown_row(home),
            console_alive.stop_row(),
            *console_alive.load_rows(market),
            *console_widgets.rows(),
            console_alive.day_row(),
            *hold_rows(),
        ]


def hold_rows() -> list[Row]:
    """Return the rows of `console_holds` on a home that has traded."""
    with console_holds.traded_home() as home:
        return console_holds.rows(home)
