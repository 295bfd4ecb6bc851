"""alarms: what stands, looking for it, and what a person says to it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from app.alarm_rows import history_row, standing_row
from app.alarming import AlarmWatch
from app.commands.shared import HomeOption, JsonOption, Result, finish, resolve_home
from app.compose import House, SqlAlarmBook, labels, last_look, look_into, system_clock
from app.lookout import stand_lookout
from app.watch import Watch
from core.domain.alarms import Alarm, AlarmState, Move, MoveKind
from core.domain.errors import FixAndRestart
from core.domain.outcome import Outcome
from core.jobs.alarms import CATALOGUE

IdsArgument = Annotated[list[int], typer.Argument(help="Numbers in `daybreak alarms list`.", metavar="ALARM…")]
AuthorOption = Annotated[str, typer.Option("--author", help="Who says so.")]
_SHOWN = ("alarm_id", "priority", "state", "condition", "code", "subject", "since", "count", "owner", "detail")


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    alarms = typer.Typer(no_args_is_help=True, help="What stands and wants a person.")
    alarms.command("list")(alarms_list)
    alarms.command("check")(alarms_check)
    alarms.command("watch")(alarms_watch)
    alarms.command("ack")(alarms_ack)
    alarms.command("shelve")(alarms_shelve)
    alarms.command("unshelve")(alarms_unshelve)
    alarms.command("history")(alarms_history)
    app.add_typer(alarms, name="alarms")


def alarms_list(home: HomeOption = None, json: JsonOption = False) -> None:
    """List every alarm that stands, most urgent first, with what to do; says so where nobody is watching."""
    with look_into(resolve_home(home), Watch(json).step) as house:
        finish(_standing(house, _unwatched(house)), json)


def alarms_check(
    by: Annotated[str, typer.Option(help="Who looks, as the screens name it.")] = "daybreak alarms check",
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Look for alarms now, as the engine does every few seconds; also while another command works on the home."""
    with look_into(resolve_home(home), Watch(json).step) as house:
        AlarmWatch(house.home, house.desk.clock, by).look_at(house)
        finish(_standing(house, ""), json)


def alarms_watch(
    while_engine: Annotated[
        bool, typer.Option("--while-engine", help="End once the engine has said good-bye; not where it died.")
    ] = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Look for alarms every alarms.look_every_s until told to end; the engine keeps one of these alive."""
    folder = resolve_home(home)
    stand_lookout(folder, system_clock(), lambda text: typer.echo(text, err=True), while_engine)
    finish(Result(Outcome.DONE, f"nobody looks for alarms in {folder} any more"), json)


def alarms_ack(
    alarms: IdsArgument,
    author: AuthorOption,
    note: Annotated[str, typer.Option("--note", help="What was seen or done; kept in the history.")],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Say that a named person has seen an alarm; one whose condition is over is over with that."""
    _decide(alarms, lambda now: Move(MoveKind.ACKNOWLEDGED, now, author, note), "acknowledged", home, json)


def alarms_shelve(
    alarms: IdsArgument,
    author: AuthorOption,
    reason: Annotated[str, typer.Option("--reason", help="Why it may wait; kept in the history.")],
    hours: Annotated[float, typer.Option("--hours", help="For how long; then it is heard again.")] = 1.0,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Put an alarm aside for a time, at most alarms.max_shelf_h; it comes back by itself."""
    folder = resolve_home(home)
    with look_into(folder, Watch(json).step) as house:
        most = house.desk.settings.alarms.max_shelf_h
    if not 0 < hours <= most:
        raise FixAndRestart(f"--hours is {hours}, expected more than 0 and at most {most:g}", "see alarms.max_shelf_h")
    until = timedelta(hours=hours)
    _decide(alarms, lambda now: Move(MoveKind.SHELVED, now, author, reason, now + until), "shelved", home, json)


def alarms_unshelve(
    alarms: IdsArgument,
    author: AuthorOption,
    reason: Annotated[str, typer.Option("--reason", help="Why now; kept in the history.")],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Take an alarm off the shelf before its time: where its condition still stands it is heard anew."""
    _decide(alarms, lambda now: Move(MoveKind.UNSHELVED, now, author, reason), "off the shelf", home, json)


def alarms_history(
    code: Annotated[str, typer.Option("--code", help="Of one code only.")] = "",
    count: Annotated[int, typer.Option(min=1, max=10_000, help="How many of the newest lines.")] = 50,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Show what happened to alarms, newest first: raised, returned, acknowledged by whom, shelved until when."""
    if code and code not in CATALOGUE:
        raise FixAndRestart(f"{code!r} is no alarm", f"one of {', '.join(CATALOGUE)}")
    with look_into(resolve_home(home), Watch(json).step) as house:
        rows = [history_row(one) for one in SqlAlarmBook(house.engine).history(count, code)]
        finish(Result(Outcome.DONE, f"{len(rows)} line(s)", rows), json)


def _decide(ids: list[int], move_at: Callable[[datetime], Move], done: str, home: Path | None, as_json: bool) -> None:
    with look_into(resolve_home(home), Watch(as_json).step) as house:
        book, now = SqlAlarmBook(house.engine), house.desk.clock.now()
        moved = [book.move(alarm_id, move_at(now)) for alarm_id in dict.fromkeys(ids)]
        rows = [_row(alarm) for alarm in moved]
        finish(Result(Outcome.DONE, f"{len(moved)} alarm(s) {done}", rows), as_json)


def _standing(house: House, unwatched: str) -> Result:
    words = labels("en")
    standing = sorted(SqlAlarmBook(house.engine).standing(), key=lambda alarm: (alarm.seen.priority, alarm.alarm_id))
    rows = [_row(alarm) | {"what_to_do": words.get(f"alarm_remedy.{alarm.key.code}", "")} for alarm in standing]
    unseen = sum(alarm.state in (AlarmState.UNACKNOWLEDGED, AlarmState.RETURNED) for alarm in standing)
    message = f"{len(rows)} alarm(s), {unseen} not acknowledged{unwatched}"
    outcome = Outcome.DEGRADED if rows or unwatched else Outcome.DONE
    return Result(outcome, message, rows, {"unacknowledged": unseen, "watched": not unwatched})


def _unwatched(house: House) -> str:
    looked, within_s = last_look(house.home), house.desk.settings.alarms.unwatched_after_s
    now: datetime = house.desk.clock.now()
    if looked is None:
        return "; nobody ever looked: `daybreak alarms check`, or let the engine run"
    if abs((now - looked.at).total_seconds()) > within_s:
        return f"; nobody is watching since {looked.at:%Y-%m-%d %H:%M:%S}: `daybreak alarms check`, or start the engine"
    return ""


def _row(alarm: Alarm) -> dict[str, object]:
    row = standing_row(alarm)
    return {name: f"{row[name]:%Y-%m-%d %H:%M:%S}" if name == "since" else row[name] for name in _SHOWN}
