"""stop, resume: pressing STOP, and trading again."""

import getpass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from app.commands.shared import HomeOption, JsonOption, Result, finish, resolve_home
from app.compose import stop_file, stop_switch, system_clock
from core.domain.errors import FixAndRestart, Refused, SkipName
from core.domain.outcome import Outcome
from core.domain.stop import EVERYTHING, Scope, ScopeKind, Trigger
from core.domain.trading_state import TradingState
from core.ports.stop import StopState

REARM_PHRASE = "RESUME TRADING"

ReasonOption = Annotated[str, typer.Option("--reason", help="Why; kept in the history.")]
StrategyOption = Annotated[str | None, typer.Option(help="Only this strategy, by its id.", show_default=False)]
SymbolOption = Annotated[str | None, typer.Option(help="Only this symbol, like 600000.SH.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command("stop")(stop)
    app.command("resume")(resume)


def stop(
    home: HomeOption = None,
    reducing: Annotated[bool, typer.Option("--reducing", help="Let sells through, block buys.")] = False,
    block: Annotated[bool, typer.Option("--block", help="Block new orders; what works is left alone.")] = False,
    cancel: Annotated[bool, typer.Option("--cancel", help="Cancel what works, once; blocks nothing.")] = False,
    strategy: StrategyOption = None,
    symbol: SymbolOption = None,
    reason: ReasonOption = "pressed on the command line",
    json: JsonOption = False,
) -> None:
    """Press STOP: no orders file from now on; the executor sends nothing further and cancels what works.

    Writes the file directly: no lock, no settings, no working database are needed.
    """
    if block and cancel:
        raise FixAndRestart("--block --cancel is what `daybreak stop` does by itself", "give one of them, or neither")
    if cancel and reducing:
        raise FixAndRestart("--cancel blocks nothing, so there is nothing to reduce", "leave --reducing out")
    folder, scope = _home(home), scope_of(strategy, symbol)
    switch, at = stop_switch(folder), _now()
    wanted = TradingState.REDUCING if reducing else TradingState.HALTED
    try:
        if cancel:
            state = switch.cancel(_user(), reason, at, scope, Trigger.CLI)
        else:
            state = switch.press(wanted, _user(), reason, at, scope, Trigger.CLI, keeps_working=block)
    except OSError as error:
        raise FixAndRestart(
            f"STOP is NOT pressed, {stop_file(folder)} cannot be written: {error.strerror}",
            "stop the strategy in the terminal now, then mend the folder",
        ) from None
    pressed = cancel or any(hold.scope == scope and hold.state.severity >= wanted.severity for hold in state.everywhere)
    told = f"what works is being cancelled: {scope}" if cancel else _said(state)
    finish(
        Result(
            Outcome.DONE if pressed else Outcome.FAILURE,
            f"{told}; but {state.remark}" if state.remark else told,
            _rows(state),
            {"state": state.state.value, "file": str(stop_file(folder))},
        ),
        json,
    )


def scope_of(strategy: str | None, symbol: str | None) -> Scope:
    """Return the scope two options name, everything where neither is given; FixAndRestart for both or a bad name."""
    if strategy is not None and symbol is not None:
        raise FixAndRestart("--strategy and --symbol are two scopes", "press them one after the other")
    try:
        if strategy is not None:
            return Scope(ScopeKind.STRATEGY, strategy)
        return EVERYTHING if symbol is None else Scope(ScopeKind.SYMBOL, symbol)
    except (ValueError, SkipName) as error:
        raise FixAndRestart(f"no such scope: {error}", "a symbol is written like 600000.SH") from None


def _said(state: StopState) -> str:
    lesser = f", {len(state.holds)} lesser hold(s)" if state.holds else ""
    return f"STOP is {state.state}{lesser}"


def _rows(state: StopState) -> list[dict[str, object]]:
    return [
        {
            "scope": str(hold.scope),
            "state": hold.state.value,
            "working orders": "left alone" if hold.keeps_working else "cancelled",
            "since": hold.at or "?",
            "by": hold.by or "?",
            "trigger": hold.trigger or "?",
            "reason": hold.reason,
        }
        for hold in state.everywhere
    ]


def resume(
    home: HomeOption = None,
    reason: ReasonOption = "",
    phrase: Annotated[str, typer.Option(help=f"Type {REARM_PHRASE!r}.")] = "",
    json: JsonOption = False,
) -> None:
    """Re-arm after STOP: wants a typed phrase and a reason."""
    switch = stop_switch(_home(home))
    before = switch.read()
    if not before.everywhere:
        finish(Result(Outcome.DONE, "STOP is not pressed; nothing to do"), json)
    if not reason.strip():
        raise FixAndRestart("re-arming needs a reason", "give --reason")
    typer.echo(f"{before.state} since {before.at or '?'} by {before.by or '?'}: {before.reason}", err=True)
    typed = phrase or (typer.prompt(f"Type {REARM_PHRASE} to trade again", err=True) if not json else "")
    if typed != REARM_PHRASE:
        raise Refused(f"{typed!r} is not {REARM_PHRASE!r}; STOP stays {before.state}", "type the phrase exactly")
    switch.rearm(before, _user(), reason, _now())
    finish(Result(Outcome.DONE, f"STOP is {switch.read().state}"), json)


def _home(home: HomeOption) -> Path:
    folder = resolve_home(home)
    if not folder.is_dir():
        raise FixAndRestart(f"{folder} does not exist", "name the desk's --home")
    return folder


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def _now() -> datetime:
    return system_clock().now()
