"""factors list | show NAME | ic: what the factors are, and how well they rank what comes after them."""

import math
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from app.commands.shared import HomeOption, JsonOption, Result, as_date, finish, resolve_home
from app.compose import look_into
from app.watch import Watch
from core.domain.errors import FixAndRestart
from core.domain.outcome import Outcome
from core.jobs.factor_study import Measured, measure, read_stored
from core.pipeline.factors.catalogue import CATALOGUE
from core.pipeline.factors.factor import Factor
from core.pipeline.labels import HORIZONS
from core.ports.snapshots import DataView
from core.research.ic.study import Study

DEFAULT_HORIZON = 5
DEFAULT_COST = 0.2
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


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    factors = typer.Typer(no_args_is_help=True, help="Factors: what they are and how well they rank.")
    factors.command("list")(factors_list)
    factors.command("show")(factors_show)
    factors.command("ic")(factors_ic)
    app.add_typer(factors, name="factors")


def factors_list(json: JsonOption = False) -> None:
    """List every factor: name, category, wanted direction, lookback in trading days, definition."""
    finish(Result(Outcome.DONE, f"{len(CATALOGUE)} factors", [_described(each) for each in CATALOGUE]), json)


def factors_show(
    name: Annotated[str, typer.Argument(help="Factor, e.g. reversal_5.")],
    home: HomeOption = None,
    horizon: HorizonOption = DEFAULT_HORIZON,
    cost: CostOption = DEFAULT_COST,
    json: JsonOption = False,
) -> None:
    """Show one factor with its coverage and IC over all that is stored."""
    factor = _chosen([name])[0]
    with look_into(resolve_home(home), Watch(json).step) as house:
        view = house.desk.snapshots.view(house.desk.clock.now())
        measured, said = _measure(view, [factor], (None, None), horizon, cost, house.desk.progress)
    described = _described(factor)
    lines = "\n".join(f"{key}: {value}" for key, value in described.items())
    finish(Result(Outcome.DONE, f"{said}\n{lines}", _rows(measured, json), {"factor": described}), json)


def factors_ic(
    home: HomeOption = None,
    start: FirstOption = None,
    end: LastOption = None,
    horizon: HorizonOption = DEFAULT_HORIZON,
    names: Annotated[list[str] | None, typer.Option("--factor", help="Only this one; repeat for several.")] = None,
    cost: CostOption = DEFAULT_COST,
    json: JsonOption = False,
) -> None:
    """Measure factors over the stored snapshots, over all names and over those buyable at the next open."""
    factors = _chosen(names)
    with look_into(resolve_home(home), Watch(json).step) as house:
        view = house.desk.snapshots.view(house.desk.clock.now())
        measured, said = _measure(view, factors, (start, end), horizon, cost, house.desk.progress)
    finish(Result(Outcome.DONE, said, _rows(measured, json)), json)


def _measure(
    view: DataView,
    factors: Sequence[Factor],
    span: tuple[str | None, str | None],
    horizon: int,
    cost: float,
    progress: Callable[[str], None],
) -> tuple[list[Measured], str]:
    """The studies, and one line on what they were read from."""
    if horizon not in HORIZONS:
        raise FixAndRestart(f"there is no label of {horizon} days", f"choose from {', '.join(map(str, HORIZONS))}")
    stored = read_stored(view, as_date(span[0]), as_date(span[1]), max(factor.lookback for factor in factors))
    measured = measure(stored, factors, horizon, cost / _PERCENT, progress)
    return measured, (
        f"{len(stored.dates)} dates {stored.dates[0]}…{stored.dates[-1]}, open D+1 → close D+{horizon}, "
        f"replacing a name costs {cost:g} %, as of {view.as_of:%Y-%m-%d %H:%M} pin {view.pin}"
    )


def _chosen(names: list[str] | None) -> list[Factor]:
    known = {factor.name: factor for factor in CATALOGUE}
    for name in names or []:
        if name not in known:
            raise FixAndRestart(f"there is no factor {name!r}", f"choose from {', '.join(known)}")
    return [factor for factor in CATALOGUE if not names or factor.name in names]


def _described(factor: Factor) -> dict[str, object]:
    return {
        "name": factor.name,
        "category": factor.category,
        "direction": factor.direction,
        "lookback": factor.lookback,
        "definition": factor.definition,
    }


def _rows(measured: Sequence[Measured], for_machine: bool) -> list[dict[str, object]]:
    return [_figures(each) if for_machine else _printed(each) for each in measured]


def _figures(each: Measured) -> dict[str, object]:
    study = asdict(each.study)
    decay = {str(horizon): _known(value) for horizon, value in study.pop("decay")}
    figures = {name: _known(value) for name, value in study.items()}
    return {
        "factor": each.factor.name,
        "names": each.names,
        **figures,
        "shrunk": _known(each.shrunk),
        "decay": decay,
        "cluster": each.cluster,
    }


def _printed(each: Measured) -> dict[str, object]:
    study = each.study
    return {
        "factor": each.factor.name,
        "names": each.names,
        "dates": study.dates,
        "cover": _text(study.coverage * _PERCENT, ".0f", "%"),
        "IC": _text(study.ic, "+.4f"),
        "rank IC": _text(study.rank_ic, "+.4f"),
        "ICIR": _text(study.icir, "+.3f"),
        "HAC t": _text(study.t, "+.2f"),
        "EWMA": _text(study.ewma, "+.4f"),
        "shrunk": _text(each.shrunk, "+.4f"),
        "decay " + "/".join(str(horizon) for horizon, _ in study.decay): _decay(study),
        "turn": _text(study.turnover * _PERCENT, ".0f", "%"),
        "auto": _text(study.rank_autocorrelation, "+.2f"),
        "excess": _text(study.excess * _PERCENT, "+.2f", "%"),
        "net": _text(study.net * _PERCENT, "+.2f", "%"),
        "cluster": each.cluster,
    }


def _decay(study: Study) -> str:
    return " ".join(_text(value, "+.3f").replace("0.", ".", 1) for _, value in study.decay)


def _known(value: object) -> object:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _text(value: float, form: str, unit: str = "") -> str:
    return f"{value:{form}}{unit}" if math.isfinite(value) else "–"
