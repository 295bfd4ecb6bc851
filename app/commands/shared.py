"""What every verb shares: its options, its result, and how both are shown."""

import json
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

from app.watch import Watch
from core.domain.dates import parse_date
from core.domain.errors import FixAndRestart
from core.domain.outcome import Outcome

HOME_VARIABLE = "DAYBREAK_HOME"
_PLAIN_WIDTH = 160

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


def clear_scratch(folder: Path, mark: str, maker: str, keep: bool) -> None:
    """Empty a folder that `maker` may write to, unless `keep`; only one that bears `mark` is ever touched."""
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / mark).is_file():
        raise FixAndRestart(f"{folder} is not empty and no {maker} made it", "name an empty or new folder")
    if not keep:
        shutil.rmtree(folder)


def finish(result: Result, as_json: bool) -> NoReturn:
    """Print the result and leave with its exit code."""
    Watch.close()
    if as_json:
        document = {
            "outcome": result.outcome.word,
            "exit_code": result.outcome.exit_code,
            "message": result.message,
            "rows": list(result.rows),
            **result.data,
        }
        sys.stdout.write(json.dumps(document, ensure_ascii=False, default=str) + "\n")
    else:
        _print(result)
    raise typer.Exit(result.outcome.exit_code)


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
    if isinstance(value, float):
        return f"{value:,.2f}"
    return str(value)
