"""factors ic | report: how well factors rank what comes after them, as a table and as a tear sheet."""

import math
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from app.commands.shared import HomeOption, JsonOption, Result, as_span, finish, resolve_home
from app.compose import House, look_into, render_tear_sheet, write_file
from app.studying import keep_study
from app.working import Work
from core.domain.errors import FixAndRestart
from core.domain.outcome import Outcome
from core.jobs.factor_study import NAMES, NEUTRAL, Asked, study_factors
from core.pipeline.factors.declaration import Factor
from core.pipeline.factors.registry import FactorRegistry
from core.pipeline.labels import HORIZONS
from core.research.ic.findings import ALIKE, Findings, Measured, Terms, surest_first
from core.research.ic.statistics import monthly
from core.research.ic.study import Study
from core.research.tearsheet.model import TearSheet

DEFAULT_HORIZON = 5
DEFAULT_COST = 0.2
DEFAULT_TOP = 40
MOST_SECTIONS = 20
_PERCENT = 100

FirstOption = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="First date of factor values; default all.")
]
LastOption = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="Last date of factor values; labels read on.")
]
HorizonOption = Annotated[int, typer.Option("--horizon", help="Days from the next open to the close: 1, 5, 10 or 20.")]
CostOption = Annotated[
    float, typer.Option("--cost", min=0.0, help="Percent of the amount lost selling one name and buying another.")
]
NamesOption = Annotated[
    list[str] | None,
    typer.Option("--names", help=f"Over which names: {', '.join(NAMES)}; repeat for several; default the first two."),
]
NeutralOption = Annotated[
    str, typer.Option("--neutral", help=f"What is taken out of the winsorised values first: {', '.join(NEUTRAL)}.")
]
AlikeOption = Annotated[
    float, typer.Option("--alike", min=0.0, max=1.0, help="Mean absolute rank correlation within a cluster.")
]


def add_to(group: typer.Typer) -> None:
    """Add the verbs of this file to the factors' group."""
    group.command("ic")(factors_ic)
    group.command("report")(factors_report)


def factors_ic(
    home: HomeOption = None,
    start: FirstOption = None,
    end: LastOption = None,
    horizon: HorizonOption = DEFAULT_HORIZON,
    names: Annotated[list[str] | None, typer.Option("--factor", help="Only this one; repeat for several.")] = None,
    category: Annotated[str | None, typer.Option("--category", help="Only factors of this category.")] = None,
    over: NamesOption = None,
    neutral: NeutralOption = NEUTRAL[0],
    alike: AlikeOption = ALIKE,
    cost: CostOption = DEFAULT_COST,
    top: Annotated[int, typer.Option("--top", min=1, help="Print the surest so many; --json has all.")] = DEFAULT_TOP,
    keep: Annotated[bool, typer.Option("--keep/--no-keep", help="Keep the study in the home for the console.")] = True,
    json: JsonOption = False,
) -> None:
    """Measure factors over the stored snapshots, the surest first, over all names and over those buyable next open."""
    asked, folder = _asked((start, end), horizon, cost, alike, over, neutral), resolve_home(home)
    with Work(folder, "factors_ic", json, _about(asked)) as work, look_into(folder, work.step) as house:
        factors = choose(house.desk.factors, names, category)
        found = study_factors(house.desk, factors, asked)
        said = _said(house, found, asked)
        if keep:
            said += f", kept as {keep_study(house, found, asked)}"
        order = [row.factor.name for row in surest_first(found[-1].rows)]
        shown = order if json else order[:top]
        if len(shown) < len(order):
            said += f"; {len(order) - len(shown)} more: --top {len(order)}, or --json"
        finish(Result(Outcome.DONE, said, figures(found, shown, json)), json)


def factors_report(
    names: Annotated[list[str] | None, typer.Argument(help="Factors shown in full; default the surest 20.")] = None,
    home: HomeOption = None,
    start: FirstOption = None,
    end: LastOption = None,
    horizon: HorizonOption = DEFAULT_HORIZON,
    category: Annotated[str | None, typer.Option("--category", help="Only factors of this category.")] = None,
    neutral: NeutralOption = NEUTRAL[0],
    alike: AlikeOption = ALIKE,
    cost: CostOption = DEFAULT_COST,
    out: Annotated[Path | None, typer.Option("--out", help="The file; default factors.html in this folder.")] = None,
    json: JsonOption = False,
) -> None:
    """Write a tear sheet of all factors as one HTML file: a table of them, clusters, and a section for those named."""
    asked = _asked((start, end), horizon, cost, alike, None, neutral)
    file, folder = (out or Path("factors.html")).expanduser().absolute(), resolve_home(home)
    with Work(folder, "factors_report", json, _about(asked)) as work, look_into(folder, work.step) as house:
        registry = house.desk.factors
        factors = choose(registry, None, category)
        wanted = [registry[name].name for name in names or []]
        factors += [registry[name] for name in wanted if registry[name] not in factors]
        found = study_factors(house.desk, factors, asked)
        shown = wanted or [row.factor.name for row in surest_first(found[-1].rows)[:MOST_SECTIONS]]
        sheet = _sheet(house, found, asked, shown)
        page = render_tear_sheet(sheet, house.desk.settings.alerts.language).encode()
        said = _said(house, found, asked)
        write_file(file, page)
        finish(Result(Outcome.DONE, f"{file} ({len(page) / 1e6:.1f} MB): {said}", data={"file": str(file)}), json)


def choose(registry: FactorRegistry, names: Sequence[str] | None, category: str | None) -> list[Factor]:
    """Return the factors named, else all that are computed, of one category if given.

    Raises FixAndRestart for an unknown name or category.
    """
    named = [registry[name] for name in names or []]
    chosen = [each for each in registry.all() if each in named] if names else list(registry.computed())
    families = sorted({each.category for each in registry.computed()})
    if category is not None and category not in families:
        raise FixAndRestart(f"there is no category {category!r}", f"choose from {', '.join(families)}")
    chosen = [each for each in chosen if category in (None, each.category)]
    if not chosen:
        raise FixAndRestart("no factor is left to measure", "drop --category or name other factors")
    return chosen


def figures(found: Sequence[Findings], names: Sequence[str], for_machine: bool) -> list[dict[str, object]]:
    """Return the table's rows: each factor over each set of names, in the order of `names`."""
    rows = {(row.factor.name, each.names): (row, each, place) for each in found for place, row in enumerate(each.rows)}
    chosen = [rows[name, each.names] for name in names for each in found]
    return [_figures(*each) if for_machine else _printed(each[0]) for each in chosen]


def measured_alone(
    house: House, factor: Factor, horizon: int, cost: float, for_machine: bool
) -> tuple[str, list[dict[str, object]]]:
    """Return what `factors show` says of one factor over all that is stored: a line, and its rows of the table."""
    asked = _asked((None, None), horizon, cost, ALIKE, None, NEUTRAL[0])
    found = study_factors(house.desk, [factor], asked)
    return _said(house, found, asked), figures(found, [factor.name], for_machine)


def _asked(
    span: tuple[str | None, str | None],
    horizon: int,
    cost: float,
    alike: float,
    names: Sequence[str] | None,
    neutral: str,
) -> Asked:
    if horizon not in HORIZONS:
        raise FixAndRestart(f"there is no label of {horizon} days", f"choose from {', '.join(map(str, HORIZONS))}")
    for name in names or []:
        if name not in NAMES:
            raise FixAndRestart(f"--names {name!r} is none", f"choose from {', '.join(NAMES)}")
    if neutral not in NEUTRAL:
        raise FixAndRestart(f"--neutral {neutral!r} is none", f"choose from {', '.join(NEUTRAL)}")
    over = tuple(name for name in NAMES if name in (names or NAMES[:2]))
    return Asked(as_span(*span), Terms(horizon, cost / _PERCENT, alike), over, neutral)


def _about(asked: Asked) -> str:
    """Return what tells this study from others."""
    first, last = asked.span
    span = f" {first or ''}…{last or ''}" if first or last else ""
    return f"{asked.terms.horizon} d{span}" + ("" if asked.neutral == NEUTRAL[0] else f" −{asked.neutral}")


def _said(house: House, found: Sequence[Findings], asked: Asked) -> str:
    dates, terms = found[0].dates, asked.terms
    view = house.desk.snapshots.view(house.desk.clock.now())
    size = ", ".join(f"{each.mean_names:.0f} {each.names}" for each in found)
    neutral = "" if asked.neutral == NEUTRAL[0] else f", neutral to {asked.neutral}"
    return (
        f"{len(dates)} dates {dates[0]}…{dates[-1]}, {size} names a date, open D+1 → close D+{terms.horizon}, "
        f"replacing a name costs {terms.round_trip_cost * _PERCENT:g} %{neutral}, {found[-1].trials} factors tried, "
        f"as of {view.as_of:%Y-%m-%d %H:%M} pin {view.pin}"
    )


def _sheet(house: House, found: Sequence[Findings], asked: Asked, shown: Sequence[str]) -> TearSheet:
    now: datetime = house.desk.clock.now()
    pin = house.desk.snapshots.view(now).pin
    return TearSheet(tuple(found), asked.terms, asked.neutral, now, pin, tuple(shown))


def _figures(row: Measured, found: Findings, place: int) -> dict[str, object]:
    study = asdict(row.study)
    decay = {str(horizon): _known(value) for horizon, value in study.pop("decay")}
    series = found.daily.rank_ic[place, list(decay).index(str(found.horizon))]
    return {
        "factor": row.factor.name,
        "category": row.factor.category,
        "names": row.names,
        **{name: _known(value) for name, value in study.items()},
        "shrunk": _known(row.shrunk),
        "decay": decay,
        "cluster": row.cluster,
        "discovery_rate": _known(row.discovery_rate),
        "trials": found.trials,
        "weight": _known(row.weight),
        "monthly": {str(month): _known(mean) for month, mean in monthly(series, found.dates)},
    }


def _printed(row: Measured) -> dict[str, object]:
    study = row.study
    return {
        "factor": row.factor.name,
        "names": row.names,
        "dates": study.dates,
        "cover": _text(study.coverage * _PERCENT, ".0f", "%"),
        "IC": _text(study.ic, "+.4f"),
        "rank IC": _text(study.rank_ic, "+.4f"),
        "ICIR": _text(study.icir, "+.3f"),
        "HAC t": _text(study.t, "+.2f") + ("*" if row.told_from_chance else ""),
        "EWMA": _text(study.ewma, "+.4f"),
        "shrunk": _text(row.shrunk, "+.4f"),
        "decay " + "/".join(str(horizon) for horizon, _ in study.decay): _decay(study),
        "turn": _text(study.turnover * _PERCENT, ".0f", "%"),
        "auto": _text(study.rank_autocorrelation, "+.2f"),
        "excess": _text(study.excess * _PERCENT, "+.2f", "%"),
        "net": _text(study.net * _PERCENT, "+.2f", "%"),
        "cluster": row.cluster,
    }


def _decay(study: Study) -> str:
    return " ".join(_text(value, "+.3f").replace("0.", ".", 1) for _, value in study.decay)


def _known(value: object) -> object:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _text(value: float, form: str, unit: str = "") -> str:
    return f"{value:{form}}{unit}" if math.isfinite(value) else "–"
