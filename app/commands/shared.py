"""What every verb shares: its options, its result, and how both are shown."""

import json
import math
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn

import platformdirs
import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from app.compose import LOCK_FILE, locked
from app.watch import Watch
from app.working import Finished
from core.domain.dates import parse_date
from core.domain.errors import FixAndRestart
from core.domain.outcome import Outcome

HOME_VARIABLE = "DAYBREAK_HOME"
_PLAIN_WIDTH = 160
_MOST_LISTED = 3
_LONGEST = 60

HomeOption = Annotated[
    Path | None,
    typer.Option(
        "--home", help=f"Home folder; else ${HOME_VARIABLE}, else the per-user data folder.", show_default=False
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]
DateOption = Annotated[
    str | None, typer.Option("--date", metavar="DATE", help="Trade date, 2026-01-05 or 20260105; default today.")
]
FromOption = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="First trade date, 2026-01-05 or 20260105.")
]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last trade date.")]


@dataclass(frozen=True, slots=True)
class Result:
    """What a verb has to say: its outcome, one line, a table, and further figures for machines."""

    outcome: Outcome
    message: str
    rows: Sequence[Mapping[str, object]] = ()
    data: Mapping[str, object] = field(default_factory=dict)


def resolve_home(home: Path | None) -> Path:
    """Return the home folder: the option, else the environment, else the per-user folder."""
    if home is not None:
        return home.expanduser().absolute()
    named = os.environ.get(HOME_VARIABLE)
    return Path(named).expanduser().absolute() if named else Path(platformdirs.user_data_dir("daybreak", False))


def as_date(text: str | None) -> date | None:
    """Read a date option; FixAndRestart when it is none."""
    return None if text is None else parse_date(text)


def as_span(start: str | None, end: str | None) -> tuple[date | None, date | None]:
    """Read --from and --to; FixAndRestart for what is no date, and for a span that ends before it begins."""
    first, last = as_date(start), as_date(end)
    if first is not None and last is not None and last < first:
        raise FixAndRestart(f"--to {last} lies before --from {first}", "swap them")
    return first, last


def opening_cash(yuan: float | None) -> float | None:
    """Return a --cash option as it is; FixAndRestart unless it is a sum above 0."""
    if yuan is not None and not (math.isfinite(yuan) and yuan > 0):
        raise FixAndRestart(f"--cash is {yuan}, expected an amount of yuan above 0", "give another --cash")
    return yuan


def clear_scratch(folder: Path, mark: str, maker: str, keep: bool) -> None:
    """Empty a folder that `maker` may write to, unless `keep`; only one that bears `mark` is ever touched.

    The mark stays, so that an interrupted clearing can be repeated. FixAndRestart for another folder, RetryLater for
    one that another command is working on.
    """
    if not folder.exists() or all(each.name == LOCK_FILE for each in folder.iterdir()):
        return
    if not (folder / mark).is_file():
        raise FixAndRestart(f"{folder} is not empty and no {maker} made it", "name an empty or new folder")
    if keep:
        return
    with locked(folder):
        for each in sorted(folder.iterdir()):
            if each.is_dir() and not each.is_symlink():
                shutil.rmtree(each)
            elif each.name not in (mark, LOCK_FILE):
                each.unlink()


def finish(result: Result, as_json: bool) -> NoReturn:
    """Print the result and leave with its exit code."""
    Watch.close()
    document = {
        "outcome": result.outcome.word,
        "exit_code": result.outcome.exit_code,
        "message": result.message,
        "rows": list(result.rows),
        **result.data,
    }
    if as_json:
        sys.stdout.write(json.dumps(document, ensure_ascii=False, default=str) + "\n")
    else:
        _print(result)
    raise Finished(document)


def _print(result: Result) -> None:
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _PLAIN_WIDTH
    if result.rows:
        console.print(table_of(result.rows))
    colour = "green" if result.outcome is Outcome.DONE else "yellow" if result.outcome.exit_code < 78 else "red"
    console.print(f"[bold {colour}]{result.outcome.word.upper()}[/] ", end="")
    console.print(result.message, markup=False, soft_wrap=True)


def table_of(rows: Sequence[Mapping[str, object]]) -> Table:
    """Return rows as a table; figures to the right, thousands separated, only the last column may wrap."""
    table = Table(header_style="bold", box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    last = list(rows[0])[-1]
    for name, value in rows[0].items():
        number = isinstance(value, int | float) and not isinstance(value, bool)
        table.add_column(
            name.replace("_", " "), justify="right" if number else "left", overflow="fold", no_wrap=name != last
        )
    for row in rows:
        table.add_row(*(escape(_cell(value)) for value in row.values()))
    return table


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.2f}"
    if isinstance(value, Mapping):
        return ", ".join(f"{name}={_short(str(each))}" for name, each in value.items())
    if isinstance(value, list | tuple):
        more = [f"+{len(value) - _MOST_LISTED}"] if len(value) > _MOST_LISTED else []
        return ", ".join([str(each) for each in value[:_MOST_LISTED]] + more)
    return str(value)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
