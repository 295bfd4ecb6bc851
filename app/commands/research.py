"""research labels: what names earned after each stored day, by horizon."""

import math

import typer

from app.commands.factor_ic import FirstOption, LastOption
from app.commands.shared import HomeOption, JsonOption, Result, as_span, finish, resolve_home
from app.compose import look_into
from app.studying import keep_labels
from app.working import Work
from core.domain.outcome import Outcome
from core.ports.studies import LabelFigures

_PRINTED = ("mean", "std", "q05", "q50", "q95")
_PERCENT = 100


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(no_args_is_help=True, help="Research: what there was to earn.")
    group.callback()(_research)
    group.command("labels")(research_labels)
    app.add_typer(group, name="research")


def _research() -> None:
    """Keep the group a group while it has one verb."""


def research_labels(
    home: HomeOption = None, start: FirstOption = None, end: LastOption = None, json: JsonOption = False
) -> None:
    """Sum up the labels over the stored snapshots, open D+1 to close D+h by horizon, and keep that for the console."""
    folder = resolve_home(home)
    with Work(folder, "research_labels", json) as work, look_into(folder, work.step) as house:
        found = keep_labels(house, as_span(start, end))
        head = found.head
        said = (
            f"{head.dates} dates {head.first} to {head.last}, {head.names:.0f} names a date, "
            f"as of {head.as_of:%Y-%m-%d %H:%M} pin {head.pin}"
        )
        finish(Result(Outcome.DONE, said, [_row(found, place, json) for place in range(len(found.edges))]), json)


def _row(found: LabelFigures, place: int, for_machine: bool) -> dict[str, object]:
    row = {name: _known(column[place]) for name, column in found.columns.items()}
    if for_machine:
        return row
    shown: dict[str, object] = {"horizon": row["horizon"], "names": row["names"], "count": f"{row['count']:,.0f}"}
    shown |= {name: _percent(row[name]) for name in _PRINTED}
    skew = row["skew"]
    return shown | {"skew": f"{skew:+.2f}" if isinstance(skew, float) else "–", "positive": _percent(row["positive"])}


def _known(value: object) -> object:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _percent(value: object) -> str:
    return f"{value * _PERCENT:+.2f}%" if isinstance(value, float) else "–"
