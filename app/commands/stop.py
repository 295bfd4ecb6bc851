"""stop, resume: pressing STOP, and trading again."""

import getpass
from dataclasses import asdict
from datetime import date as date_type
from datetime import datetime, time
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from app.commands import drill, guard
from app.commands.run import when
from app.commands.shared import DateOption, HomeOption, JsonOption, Result, as_date, finish, resolve_home
from app.compose import beating, heartbeats, look_into, open_house, stop_file, stop_switch, system_clock
from app.watch import Watch
from core.domain.errors import FixAndRestart, Refused, SkipName
from core.domain.outcome import Outcome
from core.domain.stop import EVERYTHING, Scope, ScopeKind, Trigger
from core.domain.trading_state import TradingState
from core.jobs.flatten import flatten, flatten_job, holdings_in, phrase_of
from core.jobs.resuming import Preview, preview
from core.ports.stop import StopState
from core.safety.rearming import Override, refuse

FLATTEN_AT = time(9, 31)
"""When a simulated home's flattening of another day stands."""

REARM_PHRASE = "RESUME TRADING"

ReasonOption = Annotated[str, typer.Option("--reason", help="Why; kept in the history.")]
StrategyOption = Annotated[str | None, typer.Option(help="Only this strategy, by its id.", show_default=False)]
SymbolOption = Annotated[str | None, typer.Option(help="Only this symbol, like 600000.SH.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command("stop")(stop)
    app.command("resume")(resume)
    guard.register(app)
    drill.register(app)


def stop(
    home: HomeOption = None,
    reducing: Annotated[bool, typer.Option("--reducing", help="Let sells through, block buys.")] = False,
    block: Annotated[bool, typer.Option("--block", help="Block new orders; what works is left alone.")] = False,
    cancel: Annotated[bool, typer.Option("--cancel", help="Cancel what works, once; blocks nothing.")] = False,
    flat: Annotated[bool, typer.Option("--flatten", help="Reduce, then sell all that may be sold.")] = False,
    strategy: StrategyOption = None,
    symbol: SymbolOption = None,
    reason: ReasonOption = "pressed on the command line",
    phrase: Annotated[str, typer.Option(help="What --flatten wants typed.")] = "",
    look: Annotated[bool, typer.Option("--look", help="With --flatten: only show what would be sold.")] = False,
    date: DateOption = None,
    trigger: Annotated[Trigger, typer.Option(hidden=True)] = Trigger.CLI,
    json: JsonOption = False,
) -> None:
    """Press STOP: no orders file from now on; the executor sends nothing further and cancels what works.

    Writes the file directly: no lock, no settings, no working database are needed. --flatten alone needs them all: it
    presses REDUCING, then releases an orders file through the gates.
    """
    if flat:
        if block or cancel or reducing:
            raise FixAndRestart("--flatten reduces and sells; it takes no second verb", "press them one after another")
        _flatten(home, scope_of(strategy, symbol), reason, phrase, as_date(date), look, json)
    if block and cancel:
        raise FixAndRestart("--block --cancel is what `daybreak stop` does by itself", "give one of them, or neither")
    if cancel and reducing:
        raise FixAndRestart("--cancel blocks nothing, so there is nothing to reduce", "leave --reducing out")
    folder, scope = _home(home), scope_of(strategy, symbol)
    switch, at = stop_switch(folder), _now()
    wanted = TradingState.REDUCING if reducing else TradingState.HALTED
    try:
        if cancel:
            state = switch.cancel(_user(), reason, at, scope, trigger)
        else:
            state = switch.press(wanted, _user(), reason, at, scope, trigger, keeps_working=block)
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


def _flatten(
    home: HomeOption, scope: Scope, reason: str, phrase: str, day: date_type | None, look: bool, as_json: bool
) -> NoReturn:
    """Show what would be sold, want the phrase typed, sell."""
    with open_house(resolve_home(home), Watch(as_json).step) as house:
        job = flatten_job(scope, _user(), reason)
        chosen, moment = when(house, job, FLATTEN_AT, day)
        if moment is not None:
            house.stand_at(moment)
        rows = [asdict(each) for each in holdings_in(house.desk, scope, chosen)]
        for row in rows:
            typer.echo("{symbol}: {sellable_shares} of {qty_shares} shares may be sold".format(**row), err=True)
        if look:
            data = {"phrase": phrase_of(scope), "trade_date": chosen.isoformat()}
            finish(Result(Outcome.DONE, f"{len(rows)} holding(s) would be sold on {chosen}", rows, data), as_json)
        typed = phrase or ("" if as_json else typer.prompt(f"Type {phrase_of(scope)} to sell them", err=True))
        with beating(house, job.kind):
            run = flatten(house.desk, scope, _user(), reason, typed, chosen, house.desk.clock.now())
        data = {"run_id": run.run_id, "trade_date": chosen.isoformat()}
        finish(Result(run.outcome or Outcome.FAILURE, f"{run.run_id} {run.reason}".strip(), rows, data), as_json)


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
    strategy: StrategyOption = None,
    symbol: SymbolOption = None,
    reason: ReasonOption = "",
    phrase: Annotated[str, typer.Option(help=f"Type {REARM_PHRASE!r}.")] = "",
    override: Annotated[str, typer.Option(metavar="NAME", help="Who lets trading go on all the same.")] = "",
    override_reason: Annotated[str, typer.Option(metavar="WHY", help="Why that is right.")] = "",
    look: Annotated[bool, typer.Option("--look", help="Only show what would change.")] = False,
    json: JsonOption = False,
) -> None:
    """Re-arm after STOP: shows what changes, then wants a reason and a typed phrase.

    Waits for the cool-off and for every cause to be gone, unless a named person overrides; never while STOP cannot be
    read. Without --strategy or --symbol every hold goes.
    """
    folder, at = _home(home), _now()
    scope = None if strategy is None and symbol is None else scope_of(strategy, symbol)
    switch = stop_switch(folder)
    before = switch.read()
    if not before.everywhere:
        finish(Result(Outcome.DONE, "STOP is not pressed; nothing to do"), json)
    shown = _preview(folder, before, scope, at, json)
    if look:
        finish(Result(Outcome.DONE, _said(before), _preview_rows(shown), _preview_data(shown)), json)
    if not reason.strip():
        raise FixAndRestart("re-arming needs a reason", "give --reason")
    chosen = Override(override, override_reason) if override or override_reason else None
    refuse(shown.obstacles, chosen)
    typed = phrase or (typer.prompt(f"Type {REARM_PHRASE} to trade again", err=True) if not json else "")
    if typed != REARM_PHRASE:
        raise Refused(f"{typed!r} is not {REARM_PHRASE!r}; STOP stays {before.state}", "type the phrase exactly")
    why = f"{reason} (overridden by {chosen.name}: {chosen.reason})" if chosen else reason
    finish(Result(Outcome.DONE, _said(switch.rearm(before, _user(), why, at, scope))), json)


def _preview(folder: Path, before: StopState, scope: Scope | None, at: datetime, as_json: bool) -> Preview:
    """Show on stderr what re-arming would do, and return it."""
    if not before.readable:
        raise Refused(f"STOP cannot be read: {before.reason}", "mend what cannot be read; it is never overridden")
    with look_into(folder, Watch(as_json).step) as house:
        shown = preview(house.desk, before, scope, at, heartbeats(folder))
    for row in _preview_rows(shown):
        typer.echo(f"{row['what']}: {row['detail']}", err=True)
    return shown


def _preview_rows(shown: Preview) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for change in shown.changes:
        hold = change.hold
        then = "stays" if change.state_after is hold.state else f"→ {change.state_after}"
        detail = f"{hold.state} {then}, since {hold.at or '?'} by {hold.by or '?'}: {hold.reason}"
        rows.append({"what": str(hold.scope), "detail": detail})
    rows += [{"what": "in the way", "detail": each.what} for each in shown.obstacles]
    return rows + [{"what": "then", "detail": line} for line in shown.next_morning]


def _preview_data(shown: Preview) -> dict[str, object]:
    obstacles = [{"what": each.what, "may_be_overridden": each.may_be_overridden} for each in shown.obstacles]
    return {"obstacles": obstacles, "next_morning": list(shown.next_morning), "phrase": REARM_PHRASE}


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
