"""What finished nights left, for screens that look back on several of them."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from app.compose import House
from core.domain.outcome import Outcome
from core.pipeline.scores.rule import PREFIX
from core.ports.runs import Run
from core.ports.views.factors import Evening

_FINISHED = frozenset({Outcome.DONE, Outcome.DEGRADED})
_RUNS_A_NIGHT = 8
"""How many runs of all kinds are looked through for each night wanted: some per day, and by hand."""

_LOOKED_BACK = 20
SCORES = "scores_all.parquet"


def finished_nights(house: House, count: int) -> list[Run]:
    """Return the newest finished nights, one a data day, newest first."""
    found: dict[object, Run] = {}
    for run in house.desk.runs.recent(count * _RUNS_A_NIGHT):
        if run.identity.kind == "night" and run.outcome in _FINISHED and len(found) < count:
            found.setdefault(run.identity.trade_date, run)
    return list(found.values())


def newest_night(house: House) -> Run | None:
    """Return the newest finished night, None before the first."""
    return next(iter(finished_nights(house, _LOOKED_BACK)), None)


def evening_of(house: House, run: Run | None) -> Evening | None:
    """Say which night's values are shown."""
    if run is None:
        return None
    return Evening(run.run_id, run.identity.trade_date, len(frame_of(house, run, "factors.parquet", ("ts_code",))))


def frame_of(house: House, run: Run, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """Return a table a night left, or some of its columns; empty where it left none."""
    path = house.desk.artifacts.path(run.run_id, name)
    return _frame(path, None if columns is None else tuple(columns)) if path.is_file() else pd.DataFrame()


def json_of(house: House, run: Run, name: str) -> dict[str, object]:
    """Return a document a run left; empty where it left none."""
    path = house.desk.artifacts.path(run.run_id, name)
    found = json.loads(path.read_bytes()) if path.is_file() else {}
    return found if isinstance(found, dict) else {}


@dataclass(frozen=True, slots=True)
class Scored:
    """What one night's scores came to: factors and names scored, the highest, the median and the standard deviation."""

    factors: int
    names: int
    best: float
    median: float
    spread: float


@lru_cache(maxsize=512)
def scored(path: Path) -> Scored | None:
    """Sum up a night's table of scores; None where it left none."""
    table = pd.read_parquet(io.BytesIO(path.read_bytes())) if path.is_file() else pd.DataFrame()
    if not len(table):
        return None
    found = table["score"]
    factors = sum(str(name).startswith(PREFIX) for name in table.columns)
    return Scored(factors, len(table), float(found.max()), float(found.median()), float(found.std()))


@lru_cache(maxsize=16)
def _frame(path: Path, columns: tuple[str, ...] | None) -> pd.DataFrame:
    """A finished run's file never changes."""
    return pd.read_parquet(io.BytesIO(path.read_bytes()), columns=None if columns is None else list(columns))
