"""What a study found, as it is kept for the screens."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from zlib import crc32

import numpy as np

from core.domain.dates import date_of
from core.jobs.factor_study import Asked
from core.ports.snapshots import DataView
from core.ports.studies import KeptStudy, StudyHead
from core.research.ic.findings import Findings

SERIES = (
    "rank_ic", "ic", "coverage", "returns", "everyone", "turnover", "autocorrelation", "alike",
)  # fmt: skip
_SERIES_OF = {name: f"{name}_by_date" for name in SERIES} | {"alike": "alike"}


def series_name(name: str) -> str:
    """Return under which name one of SERIES is kept: figures have the plain one."""
    return _SERIES_OF[name]


def to_keep(found: Sequence[Findings], asked: Asked, view: DataView, whole: bool) -> KeptStudy:
    """Return a study as it is kept; `whole` where every factor computed was in it, not a choice of some."""
    first = found[0]
    names = tuple(each.names for each in found)
    factors = tuple(row.factor.name for row in first.rows)
    head = StudyHead(
        key=_key(asked, factors, whole),
        as_of=view.as_of,
        pin=view.pin,
        horizon=asked.terms.horizon,
        horizons=first.daily.horizons,
        cost=asked.terms.round_trip_cost,
        alike=asked.terms.alike,
        neutral=asked.neutral,
        names=names,
        mean_names=tuple(each.mean_names for each in found),
        factors=len(factors),
        trials=found[-1].trials,
        dates=len(first.dates),
        first=date_of(int(first.dates[0])),
        last=date_of(int(first.dates[-1])),
    )
    return KeptStudy(
        head,
        np.asarray(first.dates, dtype=np.int32),
        factors,
        {each.names: _figures(each) for each in found},
        {each.names: {_SERIES_OF[name]: getattr(each.daily, name) for name in SERIES} for each in found},
    )


def _key(asked: Asked, factors: Sequence[str], whole: bool) -> str:
    """Return a name for the question: asked again it replaces its answer, however far the data has grown."""
    start, end = (_day(day) for day in asked.span)
    span = "" if asked.span == (None, None) else f"-{start}-{end}"
    chosen = "" if whole else f"-{len(factors)}of{crc32(' '.join(factors).encode()):08x}"
    return f"{asked.terms.horizon}d-{asked.neutral}-{'+'.join(asked.names)}{span}{chosen}"


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%Y%m%d}"


def _figures(found: Findings) -> dict[str, Sequence[object]]:
    rows = [asdict(row.study) for row in found.rows]
    plain = [name for name in rows[0] if name != "decay"]
    figures: dict[str, Sequence[object]] = {name: [row[name] for row in rows] for name in plain}
    figures["shrunk"] = [row.shrunk for row in found.rows]
    figures["cluster"] = [row.cluster for row in found.rows]
    figures["discovery_rate"] = [row.discovery_rate for row in found.rows]
    figures["study_weight"] = [row.weight for row in found.rows]
    for place, horizon in enumerate(found.daily.horizons):
        figures[f"decay_{horizon}"] = [row["decay"][place][1] for row in rows]
    return figures
