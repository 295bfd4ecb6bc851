"""init, status, doctor, reset-db: the home folder itself."""

import os
from pathlib import Path
from typing import Annotated

import typer

from app.checkup import checkup
from app.commands.shared import HomeOption, JsonOption, Result, finish, opening_cash, resolve_home
from app.compose import is_home, look_into, source_states, system_clock
from app.initialise import initialise, opening_overrides, shadow_overrides
from app.resetting import doomed, empty_books
from app.watch import Watch
from core.domain.errors import FixAndRestart, Refused
from core.domain.money import yuan_from_fen
from core.domain.orders import Channel
from core.domain.outcome import Outcome
from core.safety.catalogue import cards
from core.settings.load import load_settings

_EVENTS = 5
_LEVELS = ("info", "warning", "alarm")


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command("init")(init)
    app.command("status")(status)
    app.command("doctor")(doctor)
    app.command("reset-db")(reset_db)


def init(
    home: HomeOption = None,
    channel: Annotated[Channel, typer.Option(help="Who stands at the other end.")] = Channel.PAPER,
    shadow_of: Annotated[
        Path | None, typer.Option(help="Home of a desk: make a SHADOW home beside it, with its settings.")
    ] = None,
    cash: Annotated[float | None, typer.Option(help="Opening cash in yuan; default from settings.")] = None,
    json: JsonOption = False,
) -> None:
    """Make a home: folders, cfg.yaml, database, opening cash."""
    folder = resolve_home(home)
    if shadow_of is None:
        wanted = opening_overrides(channel, opening_cash(cash))
    else:
        wanted = shadow_overrides(resolve_home(shadow_of), opening_cash(cash))
    initialise(folder, system_clock().now().date(), wanted, Watch(json).step)
    chosen = load_settings(folder, os.environ).execution.channel
    finish(Result(Outcome.DONE, f"home {folder} is ready, channel {chosen}", data={"home": str(folder)}), json)


def status(home: HomeOption = None, json: JsonOption = False) -> None:
    """Show channel, STOP, newest runs, cash, breaks, and how fresh the data are."""
    with look_into(resolve_home(home), Watch(json).step) as house:
        desk = house.desk
        state = desk.stop.read()
        account = desk.books.account(desk.clock.now().date())
        rows = [
            {
                "run": run.run_id,
                "as of": f"{run.identity.as_of:%Y-%m-%d %H:%M}",
                "outcome": run.outcome.word if run.outcome else "unfinished",
                "reason": run.reason,
            }
            for run in desk.runs.recent(9)
        ]
        rows += [
            {"run": event.topic, "as of": f"{event.at:%Y-%m-%d %H:%M}", "outcome": event.level, "reason": event.message}
            for event in desk.runs.events(loud_levels(desk.settings.alerts.min_level), _EVENTS)
        ]
        breaks = desk.books.open_breaks()
        data = {
            "home": str(house.home),
            "channel": desk.settings.execution.channel.value,
            "mode": desk.settings.data_source.mode,
            "stop": state.state.value,
            "stop_reason": state.reason,
            "cash_yuan": float(yuan_from_fen(account.cash_fen)),
            "positions": len(account.positions),
            "open_breaks": len(breaks),
            "tripped": sorted(desk.gate_book.losses().trips),
            "overdue_reviews": [card.name for card in cards(desk.settings) if card.overdue(desk.clock.now().date())],
            "newest_daily": max(map(str, desk.snapshots.stored_dates("daily")), default="none"),
            "sources": source_states(house),
        }
        message = ", ".join(f"{key} {value}" for key, value in data.items() if value not in ("", []))
        finish(Result(Outcome.DONE, message, rows, data), json)


def loud_levels(lowest: str) -> tuple[str, ...]:
    """Return the event levels from `lowest` up."""
    return _LEVELS[_LEVELS.index(lowest) :]


def doctor(home: HomeOption = None, json: JsonOption = False) -> None:
    """Check the home, the books, the data and the machine; say what to do about each fault."""
    rows = checkup(resolve_home(home))
    bad = [str(row["check"]) for row in rows if row["state"] == "fail"]
    weak = [str(row["check"]) for row in rows if row["state"] == "warn"]
    outcome = Outcome.FAILURE if bad else Outcome.DEGRADED if weak else Outcome.DONE
    finish(Result(outcome, f"{len(bad)} fault(s) {bad}, {len(weak)} warning(s) {weak}", rows), json)


def reset_db(
    home: HomeOption = None,
    confirm: Annotated[str, typer.Option(help="The home folder's name, typed out.")] = "",
    json: JsonOption = False,
) -> None:
    """Empty the books and runs of a simulated home; snapshots stay, a backup is kept."""
    folder = resolve_home(home)
    if not is_home(folder):
        raise FixAndRestart(f"{folder} is not a Daybreak home", "name another --home")
    typer.echo(f"This empties in {folder}: {', '.join(doomed(folder))}. Snapshots, cfg.yaml and STOP stay.", err=True)
    typed = confirm or (typer.prompt(f"Type the home's name ({folder.name}) to go on", err=True) if not json else "")
    if typed != folder.name:
        raise Refused(f"{typed!r} is not {folder.name!r}; nothing was touched", "type the home folder's name exactly")
    backup = empty_books(folder, system_clock().now(), Watch(json).step)
    finish(Result(Outcome.DONE, f"books are empty; the old ones lie in {backup}", data={"backup": str(backup)}), json)
