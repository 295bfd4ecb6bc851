"""How strong the market stood and how far the factors agreed, night by night."""

import json
import math
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from app.compose import House
from app.views.nights import SCORES, finished_nights, json_of
from core.pipeline.panel import FloatArray
from core.pipeline.scores.rule import PREFIX
from core.ports.runs import Run
from core.ports.views.factors import MonitorAsk, MonitorView
from core.ports.views.sheet import Sheet

_AGREEMENT = ("factors", "agreement", "spread", "best_spread", "score_spread")
FIELDS = (
    "trade_date", "run_id", "names", "rising", "above_mean", "strength", "gate", "gate_code", *_AGREEMENT, "kept",
)  # fmt: skip
STRENGTH_GATE = "strength"


def monitors(house: House, ask: MonitorAsk) -> MonitorView:
    """Return a row a night, oldest first; reads what the nights and mornings left."""
    settings = house.desk.settings
    top = settings.portfolio.top_n
    rows, before = [], frozenset[str]()
    for run in reversed(finished_nights(house, ask.nights)):
        figures, best = _agreement(house, run, top)
        kept = len(best & before) / len(best) if best and before else math.nan
        rows.append(_strength(house, run) | figures | {"kept": kept})
        before = best
    return MonitorView(house.desk.clock.now(), Sheet.of(rows, FIELDS), settings.strength.min_strength, top, ("rule",))


def agreement(turned: FloatArray) -> float:
    """Return the mean correlation of any two rows of K×N ranks over the names; NaN below two rows that vary."""
    centred = turned - turned.mean(axis=1, keepdims=True)
    sizes = np.sqrt((centred**2).sum(axis=1))
    unit = centred[sizes > 0] / sizes[sizes > 0, None]
    count = len(unit)
    if count < 2:
        return math.nan
    return float(((unit.sum(axis=0) ** 2).sum() - count) / (count * (count - 1)))


def _strength(house: House, run: Run) -> dict[str, object]:
    told = json_of(house, run, "strength.json")
    calendar = house.calendar()
    morning = house.desk.runs.latest("morning", calendar.next_open(run.identity.trade_date))
    gate = next((each for each in _verdicts(house, morning) if each.get("gate") == STRENGTH_GATE), {})
    return {
        "trade_date": run.identity.trade_date,
        "run_id": run.run_id,
        "names": told.get("names"),
        "rising": told.get("rising"),
        "above_mean": told.get("above_mean"),
        "strength": told.get("strength"),
        "gate": gate.get("ruling"),
        "gate_code": gate.get("code"),
    }


def _verdicts(house: House, morning: Run | None) -> list[dict[str, object]]:
    if morning is None:
        return []
    path = house.desk.artifacts.path(morning.run_id, "verdicts.json")
    return list(json.loads(path.read_bytes())) if path.is_file() else []


def _agreement(house: House, run: Run, top: int) -> tuple[dict[str, object], frozenset[str]]:
    """Return how far the scoring factors agreed that night, and the names on top."""
    return _measured(house.desk.artifacts.path(run.run_id, SCORES), top)


@lru_cache(maxsize=512)
def _measured(path: Path, top: int) -> tuple[dict[str, object], frozenset[str]]:
    """A factor's ranks are its contributions over the largest of them: they were weighed when the score was made."""
    scores = pd.read_parquet(path) if path.is_file() else pd.DataFrame()
    parts = [name for name in scores.columns if str(name).startswith(PREFIX)]
    if not len(scores) or not parts:
        return dict.fromkeys(_AGREEMENT), frozenset()
    shares = scores[parts].to_numpy(dtype=np.float64).T
    weights = shares.max(axis=1, keepdims=True)
    turned = shares / np.where(weights > 0, weights, 1.0)
    apart = turned.std(axis=0)
    return {
        "factors": len(parts),
        "agreement": agreement(turned),
        "spread": float(apart.mean()),
        "best_spread": float(apart[:top].mean()),
        "score_spread": float(scores["score"].std()),
    }, frozenset(scores["ts_code"].head(top))
