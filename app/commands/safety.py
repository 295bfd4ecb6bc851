"""stop, resume, breaks: what a person does about safety."""

import getpass
from datetime import datetime
from typing import Annotated

import typer

from app.commands.shared import HomeOption, JsonOption, Result, finish, resolve_home
from app.compose import StopFile, look_into, open_house, stop_switch, system_clock
from app.watch import Watch
from core.domain.breaks import BreakAction
from core.domain.errors import FixAndRestart, Refused
from core.domain.outcome import Outcome
from core.domain.trading_state import TradingState
from core.jobs.resolve import resolve as resolve_break

REARM_PHRASE = "RESUME TRADING"

ReasonOption = Annotated[str, typer.Option("--reason", help="Why; kept in the history.")]
AuthorOption = Annotated[str, typer.Option("--author", help="Who decides.")]


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command("stop")(stop)
    app.command("resume")(resume)
    breaks = typer.Typer(no_args_is_help=True, help="Differences found by reconciliation.")
    breaks.command("list")(breaks_list)
    breaks.command("resolve")(breaks_resolve)
    app.add_typer(breaks, name="breaks")


def stop(
    home: HomeOption = None,
    reducing: Annotated[bool, typer.Option("--reducing", help="Let sells through, block buys.")] = False,
    reason: ReasonOption = "pressed on the command line",
    json: JsonOption = False,
) -> None:
    """Press STOP: no orders file from now on; the executor sends nothing further and cancels what works.

    Writes the file directly: no database, no lock, no settings are needed.
    """
    switch = _switch(home)
    wanted = TradingState.REDUCING if reducing else TradingState.HALTED
    try:
        state = switch.press(wanted, _user(), reason, _now())
    except OSError as error:
        raise FixAndRestart(
            f"STOP is NOT pressed, {switch.path} cannot be written: {error.strerror}",
            "stop the strategy in the terminal now, then mend the folder",
        ) from None
    pressed = state.state.severity >= wanted.severity
    finish(
        Result(
            Outcome.DONE if pressed else Outcome.FAILURE,
            f"STOP is {state.state}",
            data={"state": state.state.value, "file": str(switch.path)},
        ),
        json,
    )


def resume(
    home: HomeOption = None,
    reason: ReasonOption = "",
    phrase: Annotated[str, typer.Option(help=f"Type {REARM_PHRASE!r}.")] = "",
    json: JsonOption = False,
) -> None:
    """Re-arm after STOP: wants a typed phrase and a reason."""
    switch = _switch(home)
    before = switch.read()
    if before.state is TradingState.ACTIVE:
        finish(Result(Outcome.DONE, "STOP is not pressed; nothing to do"), json)
    if not reason.strip():
        raise FixAndRestart("re-arming needs a reason", "give --reason")
    typer.echo(f"{before.state} since {before.at or '?'} by {before.by or '?'}: {before.reason}", err=True)
    typed = phrase or (typer.prompt(f"Type {REARM_PHRASE} to trade again", err=True) if not json else "")
    if typed != REARM_PHRASE:
        raise Refused(f"{typed!r} is not {REARM_PHRASE!r}; STOP stays {before.state}", "type the phrase exactly")
    switch.rearm(before, _user(), reason, _now())
    finish(Result(Outcome.DONE, f"STOP is {switch.read().state}"), json)


def breaks_list(home: HomeOption = None, json: JsonOption = False) -> None:
    """List open breaks with their evidence."""
    with look_into(resolve_home(home), Watch(json).step) as house:
        found = house.desk.books.open_breaks()
        rows = [
            {
                "id": each.break_id,
                "date": each.trade_date.isoformat(),
                "code": each.code.value,
                "symbol": each.symbol,
                "detail": each.detail,
            }
            for each in found
        ]
        finish(Result(Outcome.BLOCKED if rows else Outcome.DONE, f"{len(rows)} open break(s)", rows), json)


def breaks_resolve(
    break_id: Annotated[int, typer.Argument(help="The break's number in `breaks list`.")],
    action: Annotated[BreakAction, typer.Option(help="What is decided.")],
    author: AuthorOption,
    reason: ReasonOption,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Resolve one break by a named action with a reason."""
    with open_house(resolve_home(home), Watch(json).step) as house:
        run = resolve_break(house.desk, house.desk.clock.now().date(), break_id, action, author, reason)
        left = len(house.desk.books.open_breaks())
        finish(
            Result(run.outcome or Outcome.FAILURE, f"break #{break_id}: {action}; {left} still open {run.reason}"), json
        )


def _switch(home: HomeOption) -> StopFile:
    folder = resolve_home(home)
    if not folder.is_dir():
        raise FixAndRestart(f"{folder} does not exist", "name the desk's --home")
    return stop_switch(folder)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def _now() -> datetime:
    return system_clock().now()
