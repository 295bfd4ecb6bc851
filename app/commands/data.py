"""data pull | import | audit | rules | correct | revisions."""

from collections.abc import Iterable
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
from app.compose import can_ask, import_into, look_into, open_house
from app.records import Overrule, audit_home, corrections_of, decide_correction, propose_correction, revisions_of
from app.secret_keeping import keyring_trouble
from app.stepping_aside import let_others_in
from app.watch import Watch
from app.working import Work
from core.domain.dataset import DATASETS, Kind
from core.domain.errors import FixAndRestart
from core.domain.outcome import Outcome
from core.jobs.pull import ensure_calendar, history, pull

_RUN_ID = "data-pull"

AuthorOption = Annotated[str, typer.Option("--author", help="Who decides.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why; kept in the history.")]


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    data = typer.Typer(no_args_is_help=True, help="Market data: pull, import, audit, check, correct.")
    data.command("pull")(data_pull)
    data.command("import")(data_import)
    data.command("audit")(data_audit)
    data.command("rules")(data_rules)
    # A value below zero is no option.
    data.command("correct", context_settings={"ignore_unknown_options": True})(data_correct)
    data.command("confirm")(data_confirm)
    data.command("withdraw")(data_withdraw)
    data.command("undo")(data_undo)
    data.command("corrections")(data_corrections)
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
    folder = resolve_home(home)
    with (
        Work(folder, "data_pull", json, ", ".join(datasets or ()), takes_place=False) as work,
        open_house(folder, work.step) as house,
    ):
        let_others_in(house)
        desk = house.desk
        if not can_ask(house):
            keyring = keyring_trouble()
            raise FixAndRestart(
                f"data_source.mode is {desk.settings.data_source.mode} and there is no Tushare token"
                + (f"; the system keyring: {keyring}" if keyring else ""),
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
        finish(Result(outcome, message + _reasons(why for _, _, why in pulled.missing), rows), json)


def data_import(
    folder: Annotated[
        Path, typer.Argument(help="Folder of CSV or Parquet files with Tushare's names, or one of them.")
    ],
    home: HomeOption = None,
    start: FromOption = None,
    end: ToOption = None,
    json: JsonOption = False,
) -> None:
    """Import files from hand; what the folder lacks is derived by the rulebook and marked as derived."""
    if not folder.exists():
        raise FixAndRestart(
            f"{folder} is not there", "name the folder that holds the CSV or Parquet files, or one file"
        )
    first, last = as_span(start, end)
    desk_home = resolve_home(home)
    with (
        Work(desk_home, "data_import", json, folder.name, takes_place=False) as work,
        open_house(desk_home, work.step) as house,
    ):
        let_others_in(house)
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
    author: AuthorOption,
    reason: ReasonOption,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Propose to overrule a stored value; nothing changes before `data confirm`, the file itself never does."""
    _known([dataset])
    wanted_day = as_date(day) or date.min
    new_value = None if value == "null" else value
    with open_house(resolve_home(home), Watch(json).step) as house:
        row = propose_correction(house, Overrule(dataset, wanted_day, ts_code, column, new_value), author, reason)
        finish(Result(Outcome.DONE, _next(row), [row]), json)


def data_undo(
    correction_id: Annotated[int, typer.Argument(help="The correction's number in `data corrections`.")],
    author: AuthorOption,
    reason: ReasonOption,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Propose to take a correction away again, by a row of its own; past runs keep what they read."""
    with open_house(resolve_home(home), Watch(json).step) as house:
        row = propose_correction(house, correction_id, author, reason)
        finish(Result(Outcome.DONE, _next(row), [row]), json)


def data_confirm(
    proposal_id: Annotated[int, typer.Argument(help="The proposal's number.")],
    author: AuthorOption,
    reason: ReasonOption,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Take the second step: from now on every run reads the corrected value."""
    with open_house(resolve_home(home), Watch(json).step) as house:
        row = decide_correction(house, proposal_id, True, author, reason)
        finish(Result(Outcome.DONE, f"correction #{row['correction_id']} is laid over", [row]), json)


def data_withdraw(
    proposal_id: Annotated[int, typer.Argument(help="The proposal's number.")],
    author: AuthorOption,
    reason: ReasonOption,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Give up a proposal; it stays on record."""
    with open_house(resolve_home(home), Watch(json).step) as house:
        row = decide_correction(house, proposal_id, False, author, reason)
        finish(Result(Outcome.DONE, f"proposal #{proposal_id} is withdrawn", [row]), json)


def data_corrections(home: HomeOption = None, json: JsonOption = False) -> None:
    """List every proposal and correction: who, why, when, confirmed by whom, undone by what."""
    with look_into(resolve_home(home), Watch(json).step) as house:
        laid, proposals = corrections_of(house)
        waiting = sum(not row["decision"] for row in proposals)
        shown = [{"what": "correction", **row} for row in laid]
        message = f"{len(laid)} correction(s), {len(proposals)} proposal(s), {waiting} of them wait for the second step"
        if not json:
            shown += [{"what": "proposal", **dict.fromkeys(shown[0] if shown else {}, ""), **row} for row in proposals]
        finish(Result(Outcome.DONE, message, shown if laid or json else proposals, {"proposals": proposals}), json)


def data_revisions(
    home: HomeOption = None,
    dataset: Annotated[str | None, typer.Option("--dataset", help="Only this one.")] = None,
    json: JsonOption = False,
) -> None:
    """Show what the vendor changed after it was stored: which cells, by how much, and which runs stood on the old."""
    _known([dataset] if dataset else None)
    with look_into(resolve_home(home), Watch(json).step) as house:
        rows = revisions_of(house, dataset)
        finish(Result(Outcome.DONE, f"{len(rows)} vendor revision(s)", rows), json)


def _next(row: dict[str, object]) -> str:
    number = row["proposal_id"]
    return f"proposal #{number} waits for its second step: daybreak data confirm {number} --author NAME --reason TEXT"


def _reasons(missing: Iterable[str]) -> str:
    """Return why partitions are missing, one example of each thing to do about it."""
    by_remedy = {why.partition(" → ")[2]: why for why in missing}
    return "".join(f"\n{why}" for why in by_remedy.values())


def _known(names: list[str] | None) -> list[str]:
    for name in names or []:
        if name not in DATASETS:
            raise FixAndRestart(f"there is no dataset {name!r}", f"choose from {', '.join(DATASETS)}")
    return names or list(DATASETS)
