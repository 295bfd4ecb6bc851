"""inbox import | watch | list: files the executor wrote, taken in by path or out of a folder downloads fall into."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from app.commands.shared import DateOption, HomeOption, JsonOption, Result, as_date, finish, resolve_home
from app.compose import DropFolder, drop_folder_of, look_into, open_house, system_clock
from app.watch import Watch
from core.domain.errors import FixAndRestart, RetryLater
from core.domain.outcome import Outcome
from core.jobs.intake import Taken, outcome_of, take_in

_TWICE = 2


class How(StrEnum):
    """How files named by path came into a person's hands."""

    PATH = "path"
    DRAG = "drag"


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    inbox = typer.Typer(no_args_is_help=True, help="Files the executor wrote: ack, execution report, positions.")
    inbox.command("import")(inbox_import)
    inbox.command("watch")(inbox_watch)
    inbox.command("list")(inbox_list)
    app.add_typer(inbox, name="inbox")


def inbox_import(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, whatever they are called.")],
    how: Annotated[How, typer.Option(help="How they came; kept with each file.")] = How.PATH,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Take files in by path; each is verified whole, matched by its content, and never booked twice."""
    with open_house(resolve_home(home), Watch(json).step) as house:
        _finish(take_in(house.desk, paths, how.value), json)


def inbox_watch(
    home: HomeOption = None,
    folder: Annotated[
        Path | None, typer.Option(help="Where downloads fall; else execution.drop_folder, else ptrade/drop.")
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Look twice, take what stood still, and end.")] = False,
    every: Annotated[float, typer.Option(help="Seconds between two looks.", min=0.05)] = 2.0,
    json: JsonOption = False,
) -> None:
    """Watch a folder and take in files of ours once nobody writes to them any more; Ctrl-C ends it.

    Nothing in the folder is moved or deleted. The home is held only while files are being taken in.
    """
    root, watch = resolve_home(home), Watch(json)
    watched = _folder(root, folder, watch)
    watch.step(f"watching {watched}")
    taken: list[Taken] = []

    def take(ready: Sequence[Path]) -> None:
        with open_house(root, watch.step) as house:
            found = take_in(house.desk, ready, "watch")
        taken.extend(found)
        for each in found if not once else ():
            typer.echo(f"{each.verdict}  {each.name}  {each.detail}")

    look(DropFolder(watched), take, watch.step, lambda: system_clock().sleep(every), _TWICE if once else None)
    _finish(taken, json)


def look(
    folder: DropFolder,
    take: Callable[[Sequence[Path]], None],
    say: Callable[[str], None],
    pause: Callable[[], None],
    rounds: int | None,
) -> None:
    """Look into the folder again and again, `rounds` times or for ever, and give `take` what stands still.

    A home in use and a folder out of reach are waited over: what was not taken is found at the next look.
    """
    while rounds is None or rounds > 0:
        try:
            ready = folder.settled()
            if ready:
                take(ready)
                folder.done(ready)
        except (RetryLater, OSError) as error:
            say(f"looked in vain: {error}")
        rounds = None if rounds is None else rounds - 1
        if rounds is None or rounds > 0:
            pause()


def inbox_list(home: HomeOption = None, date: DateOption = None, json: JsonOption = False) -> None:
    """List the files that were taken in, for one trade date or for all."""
    with look_into(resolve_home(home), Watch(json).step) as house:
        found = house.desk.answers.received(as_date(date))
        rows = [
            {
                "date": each.trade_date.isoformat(),
                "kind": each.kind,
                "batches": ";".join(each.batch_ids) or None,
                "how": each.how,
                "verdict": each.verdict,
                "hash": each.content_hash[:12],
                "name": each.name,
            }
            for each in found
        ]
        finish(Result(Outcome.DONE, f"{len(rows)} file(s)", rows), json)


def _folder(home: Path, chosen: Path | None, watch: Watch) -> Path:
    with look_into(home, watch.step) as house:
        named = house.desk.settings.execution.drop_folder
    folder = chosen or drop_folder_of(home, named)
    if not chosen and not named:
        folder.mkdir(parents=True, exist_ok=True)
    if not folder.is_dir():
        raise FixAndRestart(f"{folder} is not a folder", "name the folder downloads fall into with --folder")
    return folder


def _finish(taken: Sequence[Taken], as_json: bool) -> None:
    rows = [{"file": each.name, "verdict": each.verdict.value, "detail": each.detail} for each in taken]
    refused = sum(each.verdict == "refused" for each in taken)
    message = f"{len(taken)} file(s), {refused} refused"
    finish(Result(outcome_of(taken), message, rows, {"files": [asdict(each) for each in taken]}), as_json)
