"""Driving a cycle from a door: a table row a day, and a page over all of them."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from app.compose import House, StandingClock, render_span, write_file
from app.watch import Watch
from core.domain.errors import FixAndRestart
from core.jobs.cycle import DayRow, run_days

PAGE = "report.html"


def drive(
    house: House,
    clock: StandingClock,
    days: list[date],
    watch: Watch,
    tell: Callable[[Sequence[DayRow]], None] = lambda rows: None,
) -> tuple[list[DayRow], Path]:
    """Run the cycle over `days`, telling the rows so far after each, and write <home>/report.html.

    FixAndRestart when there is no day or no session.
    """
    if not days:
        raise FixAndRestart("no trading day in that span", "choose dates the stored calendar and data cover")
    if house.session is None:
        raise FixAndRestart("a LIVE home has no simulated session", "replay into a scratch home")
    rows: list[DayRow] = []
    watch.count(0, len(days))
    for row in run_days(house.desk, clock, house.session, days):
        rows.append(row)
        tell(rows)
        watch.count(len(rows), len(days))
        watch.say(
            f"{row.trade_date} ({len(rows)}/{len(days)}): plan {row.plan}, orders {row.orders}, fills {row.fills},"
            f" assets {row.total_assets:,.2f}, {row.reconciliation}"
        )
    page = house.home / PAGE
    write_file(page, render_span(house, rows).encode())
    return rows, page
