"""breaks: what a person does about differences."""

from typing import Annotated

import typer

from app.commands.shared import HomeOption, JsonOption, Result, finish, resolve_home
from app.compose import look_into, open_house
from app.watch import Watch
from core.domain.breaks import BreakAction
from core.domain.outcome import Outcome
from core.jobs.resolve import resolve as resolve_break

ReasonOption = Annotated[str, typer.Option("--reason", help="Why; kept in the history.")]
AuthorOption = Annotated[str, typer.Option("--author", help="Who decides.")]


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    breaks = typer.Typer(no_args_is_help=True, help="Differences found by reconciliation.")
    breaks.command("list")(breaks_list)
    breaks.command("resolve")(breaks_resolve)
    app.add_typer(breaks, name="breaks")


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
