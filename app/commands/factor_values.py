"""factors list | show | status | build | update | new: what the factors are, and the table of their values."""

import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated

import typer
import yaml

from app.commands.factor_ic import DEFAULT_COST, DEFAULT_HORIZON, CostOption, HorizonOption, measured_alone
from app.commands.shared import (
    FromOption,
    HomeOption,
    JsonOption,
    Result,
    ToOption,
    as_date,
    as_span,
    finish,
    resolve_home,
)
from app.compose import House, add_own, locked, look_into, registry_of
from app.watch import Watch
from app.working import Work
from core.domain.errors import FixAndRestart, RetryLater
from core.domain.outcome import Outcome
from core.jobs.factor_build import Built, Wish, Workshop, build, coverage, update
from core.pipeline.factors.declaration import Factor

MEMORY = "512MB"
FACTORS = "factors"
_SIZES = {"KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30}

MemoryOption = Annotated[str, typer.Option("--memory", help="What the build may take, 400MB or more, e.g. 512MB, 2GB.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Compute days again whose file is as it should be.")]
ThreadsOption = Annotated[int, typer.Option("--threads", min=0, help="0: one per processor.")]


def add_to(group: typer.Typer) -> None:
    """Add the verbs of this file."""
    for name, verb in (
        ("list", factors_list),
        ("show", factors_show),
        ("status", factors_status),
        ("build", factors_build),
        ("update", factors_update),
        ("new", factors_new),
    ):
        group.command(name)(verb)


def factors_list(
    home: HomeOption = None,
    category: Annotated[str | None, typer.Option("--category", help="Only this one.")] = None,
    status: Annotated[str | None, typer.Option("--status", help="Only active, shadow or deprecated ones.")] = None,
    json: JsonOption = False,
) -> None:
    """List every factor: name, category, status, wanted direction, lookback in trading days, definition."""
    registry = registry_of(resolve_home(home))
    _check_choice("category", category, {factor.category for factor in registry})
    _check_choice("status", status, {"active", "shadow", "deprecated"})
    chosen = [
        factor
        for factor in registry
        if factor.category == (category or factor.category) and factor.status == (status or factor.status)
    ]
    finish(Result(Outcome.DONE, f"{len(chosen)} factors", [_listed(each) for each in chosen]), json)


def factors_show(
    name: Annotated[str, typer.Argument(help="Factor, e.g. reversal_5.")],
    home: HomeOption = None,
    horizon: HorizonOption = DEFAULT_HORIZON,
    cost: CostOption = DEFAULT_COST,
    json: JsonOption = False,
) -> None:
    """Show one factor: definition, expression, and over what is stored its coverage, leak check and IC."""
    folder = resolve_home(home)
    factor = registry_of(folder)[name]
    described = _described(factor)
    with look_into(folder, Watch(json).step) as house:
        described |= _kept(house, factor)
        try:
            said, rows = measured_alone(house, factor, horizon, cost, json)
        except RetryLater as nothing_stored:
            said, rows = f"IC: {nothing_stored}", []
    lines = "\n".join(f"{key}: {'–' if value is None else value}" for key, value in described.items())
    finish(Result(Outcome.DONE, f"{name}\n{lines}\n{said}", rows, {"factor": described}), json)


def factors_status(home: HomeOption = None, json: JsonOption = False) -> None:
    """Say how many factors there are of each status, which passed the leak lab, and which days have values."""
    with look_into(resolve_home(home), Watch(json).step) as house:
        desk = house.desk
        registry = desk.factors
        days = desk.factor_table.dates()
        checks = desk.factor_book.newest_checks(registry)
        columns = len(desk.factor_book.columns())
    rows = [
        {
            "status": status,
            "factors": len(named),
            "passed_leaks": sum(factor.name in checks and checks[factor.name].check.passed for factor in named),
            "leaking": sum(factor.name in checks and not checks[factor.name].check.passed for factor in named),
        }
        for status in ("active", "shadow", "deprecated")
        for named in [[factor for factor in registry if factor.status == status]]
    ]
    span = f"{len(days)} days {days[0]} to {days[-1]}" if days else "no day; run `daybreak factors build`"
    data = {"days": len(days), "first": days[0] if days else None, "last": days[-1] if days else None}
    finish(Result(Outcome.DONE, f"{columns} columns, values of {span}", rows, data | {"columns": columns}), json)


def factors_build(
    home: HomeOption = None,
    start: FromOption = None,
    end: ToOption = None,
    memory: MemoryOption = MEMORY,
    force: ForceOption = False,
    threads: ThreadsOption = 0,
    json: JsonOption = False,
) -> None:
    """Compute every factor over the stored history, one wide file a day; cut short, it goes on where it stopped."""
    first, last = as_span(start, end)
    wish = Wish(first, last, _bytes(memory), force, threads)
    folder = resolve_home(home)
    with Work(folder, "factors_build", json) as work, _building(folder), look_into(folder, work.step) as house:
        now = house.desk.clock.now()
        _finish(build(_workshop(house), house.desk.snapshots.view(now), house.desk.factors.all(), wish), json)


def factors_update(
    home: HomeOption = None,
    day: Annotated[str | None, typer.Option("--date", metavar="DATE", help="Default the newest stored.")] = None,
    threads: ThreadsOption = 0,
    json: JsonOption = False,
) -> None:
    """Compute every factor of one day, by default the newest stored."""
    folder, chosen = resolve_home(home), as_date(day)
    with Work(folder, "factors_update", json) as work, _building(folder), look_into(folder, work.step) as house:
        view = house.desk.snapshots.view(house.desk.clock.now())
        _finish(update(_workshop(house), view, house.desk.factors.all(), chosen, threads), json)


def factors_new(
    name: Annotated[str, typer.Argument(help="Its name: a letter, then letters, digits and underscores.")],
    expression: Annotated[str, typer.Option("--expression", help="E.g. 'mean(close, 5) / close - 1'.")],
    definition: Annotated[str, typer.Option("--definition", help="What it measures, in one line.")],
    home: HomeOption = None,
    category: Annotated[str, typer.Option("--category", help="A word that groups it in lists.")] = "own",
    direction: Annotated[int, typer.Option("--direction", help="1: high is wanted, -1: low, 0: neither.")] = 0,
    version: Annotated[int, typer.Option("--version", help="Raise it with the expression.")] = 1,
    replace: Annotated[bool, typer.Option("--replace", help="Over the file that is there.")] = False,
    json: JsonOption = False,
) -> None:
    """Write a factor of your own to the home as a shadow factor, and its unit test beside it."""
    folder = resolve_home(home)
    wanted = {
        "name": name, "category": category, "expression": expression, "definition": definition,
        "direction": direction, "status": "shadow", "version": version,
    }  # fmt: skip
    text = yaml.safe_dump(wanted, allow_unicode=True, sort_keys=False, width=1_000_000)
    with look_into(folder, Watch(json).step):
        factor, paths = add_own(folder, name, text, replace)
    files = [str(path) for path in paths]
    said = f"{name} reads {factor.lookback} days, is a shadow factor, and stands in {files[0]}"
    finish(Result(Outcome.DONE, said, data={"factor": _described(factor), "files": files}), json)


def _building(folder: Path) -> AbstractContextManager[None]:
    """Let one build at a time write the table; the home stays free for its jobs, which do not read it."""
    return locked(folder / FACTORS)


def _workshop(house: House) -> Workshop:
    desk = house.desk
    return Workshop(desk.panels, desk.factor_table, desk.factor_book, desk.clock, desk.progress)


def _finish(built: Built, as_json: bool) -> None:
    said = (
        f"{built.first} to {built.last}: {built.computed} days computed, {built.kept} as they should be, "
        f"{built.columns} columns, {built.names} names, {built.written_bytes / 1e6:,.1f} MB written"
    )
    data = {
        "first": built.first,
        "last": built.last,
        "computed": built.computed,
        "kept": built.kept,
        "columns": built.columns,
        "names": built.names,
        "written_bytes": built.written_bytes,
    }
    finish(Result(Outcome.DONE, said, data=data), as_json)


def _bytes(text: str) -> int:
    found = re.fullmatch(r"(\d{1,6})\s*(KB|MB|GB)", text.strip().upper())
    if found is None:
        raise FixAndRestart(f"--memory {text!r} is no size", "write it as 512MB or 2GB")
    return int(found[1]) * _SIZES[found[2]]


def _check_choice(option: str, value: str | None, choices: set[str]) -> None:
    if value is not None and value not in choices:
        raise FixAndRestart(f"--{option} {value!r} is none", f"choose from {', '.join(sorted(choices))}")


def _listed(factor: Factor) -> dict[str, object]:
    return {
        "name": factor.name,
        "category": factor.category,
        "status": factor.status,
        "direction": factor.direction,
        "lookback": factor.lookback,
        "definition": factor.definition,
    }


def _described(factor: Factor) -> dict[str, object]:
    return {
        "definition": factor.definition,
        "expression": " ".join(factor.expression.split()),
        "lookback": factor.lookback,
        "category": factor.category,
        "status": factor.status,
        "direction": factor.direction,
        "source": factor.source,
        "version": factor.version,
        "column": factor.column,
    }


def _kept(house: House, factor: Factor) -> Mapping[str, object]:
    """Coverage over the stored days, and the newest leak check."""
    seen = coverage(house.desk.factor_table, factor.column)
    check = house.desk.factor_book.newest_checks([factor]).get(factor.name)
    passed = (
        None if check is None else f"{'passed' if check.check.passed else 'LEAKS'} {check.checked_at:%Y-%m-%d %H:%M}"
    )
    return {
        "days": seen.days,
        "first": seen.first,
        "last": seen.last,
        "coverage": None if seen.days == 0 else f"{seen.share:.1%}",
        "leak_check": passed,
    }
