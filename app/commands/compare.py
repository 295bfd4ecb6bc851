"""compare: another desk beside this one, day by day, or name by name on one day."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from app.commands.shared import (
    FromOption,
    HomeOption,
    JsonOption,
    Result,
    ToOption,
    as_date,
    as_span,
    finish,
    resolve_home,
)
from app.comparing import beside, day_row, pair_row, stand_of
from app.compose import look_into, write_table
from app.watch import Watch
from core.domain.money import yuan_from_li
from core.domain.outcome import Outcome
from core.jobs.beside import days_beside
from core.pipeline.beside import DayBeside, span_results

_MOST_DAYS = 250


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("compare")(compare)


def compare(
    other: Annotated[
        Path | None, typer.Option("--with", help="Home folder of the other desk; else execution.shadow_of.")
    ] = None,
    start: FromOption = None,
    end: ToOption = None,
    day: Annotated[str | None, typer.Option("--date", metavar="DATE", help="Show this day name by name.")] = None,
    csv: Annotated[Path | None, typer.Option(help="Keep the rows in this file too.")] = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Compare day by day what this desk and another meant to trade, and what came of it; the other is only read.

    Orders are the Mornings' before the gates. Overlaps are shares of what both put in, each of its own assets.
    """
    first, last = as_span(start, end)
    chosen = as_date(day)
    with look_into(resolve_home(home), Watch(json).step) as house, beside(house, other) as (place, seen):
        since = chosen or first or house.opened_on() or date.min
        days = days_beside(house.desk, seen, since, chosen or last or date.max, _MOST_DAYS)
        channel = house.desk.settings.execution.channel
        stands = {
            "this": stand_of(house.home, house.desk, channel.value),
            "other": stand_of(place, seen, seen.settings.execution.channel.value),
        }
    rows = _rows(days, chosen)
    if csv is not None:
        write_table(csv, rows)
    finish(Result(Outcome.DONE, _message(days, stands), rows, stands), json)


def _rows(days: list[DayBeside], chosen: date | None) -> list[dict[str, Any]]:
    if chosen is None:
        return [_shown_day(day_row(day)) for day in days]
    return [_shown_pair(pair_row(day.trade_date, pair)) for day in days for pair in day.pairs]


def _shown_day(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "date": row["day"].isoformat(),
        "ours": row["our_orders"],
        "theirs": row["their_orders"],
        **{name: row[name] for name in ("same", "differing", "only_ours", "only_theirs")},
        "orders_pct": _percent(row["order_overlap"]),
        "targets_pct": _percent(row["target_overlap"]),
        "result_pct": _percent(row["our_result"]),
        "their_result_pct": _percent(row["their_result"]),
        "apart_pct": _percent(row["difference"]),
        "morning": _told(row["our_morning"], row["our_as_of"]),
        "their_morning": _told(row["their_morning"], row["their_as_of"]),
    }


def _shown_pair(row: dict[str, Any]) -> dict[str, Any]:
    limits = {
        f"{whose}_limit": None if li is None else float(yuan_from_li(li))
        for whose, li in (("our", row.pop("our_limit_li")), ("their", row.pop("their_limit_li")))
    }
    return {"date": row.pop("day").isoformat(), **row, **limits}


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 4)


def _told(outcome: str, as_of: datetime | None) -> str | None:
    return None if as_of is None else f"{outcome} {as_of:%H:%M}"


def _message(days: list[DayBeside], stands: dict[str, dict[str, Any]]) -> str:
    agreeing = sum(day.agrees for day in days)
    ours, theirs = span_results(days)
    result = "" if ours is None or theirs is None else f"; result {ours:+.2%} beside {theirs:+.2%}"
    lines = [f"{len(days)} day(s), the same orders on {agreeing}{result}"]
    for name, stand in stands.items():
        when = f"as of {stand['as_of']} ({stand['run']})" if stand["run"] else "has not run yet"
        lines.append(
            f"{name:5}  {stand['channel']}  {when}, code {stand['code']}, settings {stand['settings']}, {stand['home']}"
        )
    return "\n".join(lines)
