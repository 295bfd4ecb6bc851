"""demo: the whole product on an embedded exchange."""

from typing import Annotated

import typer

from app.commands.console import open_console
from app.commands.shared import HomeOption, JsonOption, Result, clear_scratch, finish, resolve_home
from app.demonstration import MARK, demonstrate
from app.watch import Watch
from core.domain.outcome import Outcome


def register(app: typer.Typer) -> None:
    """Add the verb of this file."""
    app.command("demo")(demo)


def demo(
    home: HomeOption = None,
    days: Annotated[int, typer.Option(min=1, max=60, help="Trading days to run.")] = 20,
    symbols: Annotated[int, typer.Option(min=50, max=2000, help="Symbols of the demo exchange.")] = 400,
    seed: Annotated[int, typer.Option(help="Seed of the demo exchange.")] = 7,
    keep: Annotated[
        bool, typer.Option("--keep", help="Go on with an interrupted demo instead of starting anew.")
    ] = False,
    console: Annotated[bool, typer.Option("--console", help="Watch it in the console, and stay there.")] = False,
    json: JsonOption = False,
) -> None:
    """Run 20 trading days of the full cycle on a simulated exchange served over the Tushare protocol on loopback."""
    folder = home.expanduser().absolute() if home is not None else resolve_home(None) / "demo"
    if console:
        raise typer.Exit(open_console(folder, demo=True))
    clear_scratch(folder, MARK, "demo", keep)
    rows, page = demonstrate(folder, days, symbols, seed, Watch(json))
    bad = [row.trade_date for row in rows if row.reconciliation != "ok"]
    outcome = Outcome.FAILURE if bad or any(row.failed for row in rows) else Outcome.DONE
    message = f"{len(rows)} trading days on the SIMULATED demo exchange\nreport  {page}\nhome    {folder}"
    data = {"home": str(folder), "report": str(page), "not_reconciled": bad}
    finish(Result(outcome, message, [row.as_dict() for row in rows], data), json)
