"""replay: one run byte for byte, or a span of days over the stored snapshots."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from app.commands.shared import (
    FromOption,
    HomeOption,
    JsonOption,
    Result,
    ToOption,
    as_span,
    clear_scratch,
    finish,
    opening_cash,
    resolve_home,
)
from app.compose import REPLAY_MARK
from app.replaying import replay_run, replay_span
from app.working import Work
from core.domain.errors import FixAndRestart
from core.domain.outcome import Outcome


def register(app: typer.Typer) -> None:
    """Add the verb of this file."""
    app.command("replay")(replay)


def replay(
    run_id: Annotated[str | None, typer.Argument(help="A run to re-create and compare byte for byte.")] = None,
    start: FromOption = None,
    end: ToOption = None,
    into: Annotated[
        Path | None,
        typer.Option(help="Scratch home of a span; default: a folder named after the dates under the home's replays."),
    ] = None,
    cash: Annotated[float | None, typer.Option(help="Opening cash of a span in yuan; default from settings.")] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Go on with an interrupted span instead of starting anew.")
    ] = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Replay RUN_ID and print the first difference, or run the whole cycle over --from … --to."""
    folder = resolve_home(home)
    if run_id is not None and start is None and end is None:
        _one(folder, run_id, json)
    first, last = as_span(start, end)
    if run_id is not None or first is None or last is None:
        raise FixAndRestart("replay wants either a RUN_ID, or --from and --to", "see `daybreak replay --help`")
    scratch = into or folder / "replays" / f"{first:%Y%m%d}-{last:%Y%m%d}"
    _span(folder, scratch, first, last, opening_cash(cash), keep, json)


def _one(folder: Path, run_id: str, as_json: bool) -> None:
    with Work(folder, "replay_run", as_json, run_id, takes_place=False) as work:
        compared, remarks = replay_run(folder, run_id, work.step)
        rows = [
            {"artifact": each.name, "bytes": each.size_bytes, "verdict": "same" if each.same else each.difference}
            for each in compared
        ]
        different = [each for each in compared if not each.same]
        first = f"first difference in {different[0].name}: {different[0].difference}" if different else ""
        outcome = Outcome.FAILURE if different else Outcome.DONE
        said = " ".join([f"{run_id}: {first or 'every byte is the same'}", *remarks])
        finish(Result(outcome, said, rows), as_json)


def _span(folder: Path, scratch: Path, first: date, last: date, cash: float | None, keep: bool, as_json: bool) -> None:
    with Work(folder, "replay", as_json, f"{first}…{last}") as work:
        clear_scratch(scratch, REPLAY_MARK, "replay", keep)
        rows, page = replay_span(folder, scratch, first, last, cash, work)
        bad = [row.trade_date for row in rows if row.reconciliation != "ok"]
        outcome = Outcome.DEGRADED if bad or any(row.failed for row in rows) else Outcome.DONE
        named = f" ({', '.join(bad[:5])})" if bad else ""
        message = f"{len(rows)} day(s), {len(bad)} not reconciled{named}\nreport  {page}\nhome    {scratch}"
        data = {"home": str(scratch), "report": str(page)}
        finish(Result(outcome, message, [row.as_dict() for row in rows], data), as_json)
