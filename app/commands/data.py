"""data pull | import | audit | rules | correct | revisions."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from app.commands.data_rules import data_rules
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
from app.compose import Overrule, audit_home, can_ask, correct_home, import_into, look_into, open_house, revisions_of
from app.watch import Watch
from core.domain.dataset import DATASETS, Kind
from core.domain.errors import FixAndRestart
from core.domain.outcome import Outcome
from core.jobs.pull import ensure_calendar, history, pull

_RUN_ID = "data-pull"


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    data = typer.Typer(no_args_is_help=True, help="Market data: pull, import, audit, check, correct.")
    data.command("pull")(data_pull)
    data.command("import")(data_import)
    data.command("audit")(data_audit)
    data.command("rules")(data_rules)
    data.command("correct")(data_correct)
    data.command("revisions")(data_revisions)
    app.add_typer(data, name="data")


def data_pull(
    home: HomeOption = None,
    start: FromOption = None,
    end: ToOption = None,
    datasets: Annotated[list[str] | None, typer.Option("--dataset", help="Only these; repeat for several.")] = None,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Ask again for stored days: finds vendor revisions.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Fetch what is not stored yet, day by day; the default span is the settings' lookback up to today."""
    chosen = _known(datasets)
    first, until = as_span(start, end)
    with open_house(resolve_home(home), Watch(json).step) as house:
        desk = house.desk
        if not can_ask(house):
            raise FixAndRestart(
                f"data_source.mode is {desk.settings.data_source.mode} and there is no Tushare token",
                "store one by `daybreak config token` or set TUSHARE_TOKEN, or choose mode manual_csv or cache_only",
            )
        last = until or desk.clock.now().date()
        calendar = ensure_calendar(desk, _RUN_ID, last)
        days = (
            calendar.between(first, last) if first else calendar.last_n(last, desk.settings.data_source.lookback_days)
        )
        latest = [(name, last) for name in chosen if DATASETS[name].kind is Kind.LATEST]
        pulled = pull(desk, _RUN_ID, [*latest, *history(chosen, days)], refresh)
        rows = [{"dataset": name, "day": str(day), "why": why} for name, day, why in pulled.missing]
        outcome = Outcome.DATA_NOT_READY if rows else Outcome.DONE
        message = f"{pulled.fetched} fetched, {pulled.cached} already stored, {len(rows)} missing"
        finish(Result(outcome, message, rows), json)


def data_import(
    folder: Annotated[Path, typer.Argument(help="Folder of CSV or Parquet files with Tushare's column names.")],
    home: HomeOption = None,
    start: FromOption = None,
    end: ToOption = None,
    json: JsonOption = False,
) -> None:
    """Import files from hand; what the folder lacks is derived by the rulebook and marked as derived."""
    if not folder.is_dir():
        raise FixAndRestart(f"{folder} is not a folder", "name the folder that holds the CSV or Parquet files")
    first, last = as_span(start, end)
    with open_house(resolve_home(home), Watch(json).step) as house:
        rows, aside = import_into(house, folder, first, last)
        total, stored = (sum(int(str(row[name])) for row in rows) for name in ("partitions", "stored"))
        message = f"{total} partitions from {folder}, {stored} of them new" + "".join(
            f"\nleft aside {each}" for each in aside
        )
        finish(Result(Outcome.DONE, message, rows, {"left_aside": aside}), json)


def data_audit(home: HomeOption = None, json: JsonOption = False) -> None:
    """Say per dataset: last date, coverage, age, source, gaps, revised rows."""
    with look_into(resolve_home(home), Watch(json).step) as house:
        finish(Result(Outcome.DONE, f"as of {house.desk.clock.now():%Y-%m-%d %H:%M}", audit_home(house)), json)


def data_correct(
    dataset: Annotated[str, typer.Argument(help="Dataset, e.g. daily.")],
    day: Annotated[str, typer.Argument(help="Trade date of the row.")],
    ts_code: Annotated[str, typer.Argument(help="Symbol of the row.")],
    column: Annotated[str, typer.Argument(help="Column to overrule.")],
    value: Annotated[str, typer.Argument(help="New value in canonical units; 'null' for missing.")],
    author: Annotated[str, typer.Option(help="Who decides.")],
    reason: Annotated[str, typer.Option(help="Why.")],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Lay a correction over a stored value; the file itself is never changed."""
    _known([dataset])
    wanted_day = as_date(day) or date.min
    new_value = None if value == "null" else value
    with open_house(resolve_home(home), Watch(json).step) as house:
        row = correct_home(house, Overrule(dataset, wanted_day, ts_code, column, new_value), author, reason)
        finish(Result(Outcome.DONE, f"correction of {dataset} {wanted_day} {ts_code} is laid over", [row]), json)


def data_revisions(home: HomeOption = None, json: JsonOption = False) -> None:
    """List partitions the vendor changed after they were stored."""
    with look_into(resolve_home(home), Watch(json).step) as house:
        rows = revisions_of(house)
        finish(Result(Outcome.DONE, f"{len(rows)} vendor revision(s)", rows), json)


def _known(names: list[str] | None) -> list[str]:
    for name in names or []:
        if name not in DATASETS:
            raise FixAndRestart(f"there is no dataset {name!r}", f"choose from {', '.join(DATASETS)}")
    return names or list(DATASETS)
