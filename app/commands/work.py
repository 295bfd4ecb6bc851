"""work list | cancel | forget: long work of a home, wherever it was begun."""

from typing import Annotated

import typer

from app.commands.shared import HomeOption, JsonOption, Result, finish, resolve_home
from app.compose import WorkFolder, system_clock
from app.ending_work import cancel_work, find_work
from core.domain.errors import FixAndRestart
from core.domain.outcome import Outcome
from core.ports.views.work import Stage, WorkView, name_of

WorkArgument = Annotated[str, typer.Argument(metavar="ID", help="Its id in `work list`; the beginning is enough.")]


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    work = typer.Typer(no_args_is_help=True, help="Studies, replays, pulls and imports: what runs, and ending it.")
    work.command("list")(work_list)
    work.command("cancel")(work_cancel)
    work.command("forget")(work_forget)
    app.add_typer(work, name="work")


def work_list(home: HomeOption = None, json: JsonOption = False) -> None:
    """List long work under way and ended: how far it is, how it ended and where its result lies."""
    found = WorkFolder(resolve_home(home)).found()
    under_way = sum(not view.is_over for view in found)
    now = system_clock().now()
    rows = [_row(view, (view.ended_at or now) - view.began_at) for view in found]
    finish(Result(Outcome.DONE, f"{under_way} under way, {len(found) - under_way} ended", rows), json)


def work_cancel(work: WorkArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """End a piece of work with all it started; what it has stored stays, what it was about to keep is not kept."""
    folder = resolve_home(home)
    view = find_work(folder, work)
    cancel_work(folder, view)
    finish(Result(Outcome.DONE, f"{name_of(view)} is cancelled"), json)


def work_forget(work: WorkArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """Take a piece of work that has ended off the list and the screens; its result stays where it is."""
    folder = resolve_home(home)
    view = find_work(folder, work)
    if not view.is_over:
        raise FixAndRestart(f"the work {view.work_id} is under way", f"`daybreak work cancel {view.work_id}` ends it")
    WorkFolder(folder).forget(view.work_id)
    finish(Result(Outcome.DONE, f"{view.work_id} is off the list"), json)


def _row(view: WorkView, took: object) -> dict[str, object]:
    percent = "" if view.percent is None else f"{view.percent} %"
    state = view.outcome or ("told to end" if view.is_told_to_end else view.stage.value)
    told = view.message.partition("\n")[0] if view.stage is Stage.ENDED else view.doing
    return {
        "id": view.work_id,
        "work": name_of(view),
        "state": state,
        "done": percent,
        "took": str(took).partition(".")[0],
        "where": view.where,
        "told": told,
    }
