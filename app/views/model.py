"""The model that scores: its factors with their weights, the nights it was made on, and what it gave."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict

import numpy as np
import pandas as pd

from app.compose import House, studies_of
from app.views.factor_curves import chosen_study
from app.views.factors import leak_word, shares
from app.views.heading import desk_time_of
from app.views.nights import SCORES, finished_nights, frame_of, scored
from core.domain.errors import DaybreakError
from core.pipeline.engine.engine import VERSION
from core.pipeline.factors.registry import FactorRegistry
from core.pipeline.scores.rule import PREFIX, choose_weights
from core.ports.runs import Run
from core.ports.views.research import ModelAsk, ModelView
from core.ports.views.sheet import Sheet

PARTS = (
    "factor", "category", "direction", "share", "used", "leak", "rank_ic", "t", "discovery_rate", "turnover", "cluster",
    "definition",
)  # fmt: skip
NIGHTS = (
    "trade_date", "run_id", "outcome", "factors", "names", "best", "median", "spread", "config_hash", "code_version",
    "seed", "snapshot_pin", "changed",
)  # fmt: skip


def model(house: House, ask: ModelAsk) -> ModelView:
    """Return the composition of the rule score now and a row a night it was made on, newest first."""
    desk = house.desk
    nights = finished_nights(house, ask.nights)
    newest = nights[0] if nights else None
    scores = frame_of(house, newest, SCORES) if newest else pd.DataFrame()
    used = {str(name)[len(PREFIX) :] for name in scores.columns if str(name).startswith(PREFIX)}
    return ModelView(
        desk.clock.now(),
        _words(house),
        Sheet.of(_parts(house, used), PARTS),
        Sheet.of(_history(house, nights), NIGHTS),
        scores["score"].to_numpy(dtype=np.float64) if len(scores) else np.empty(0),
        newest.identity.trade_date if newest else None,
        _trouble(house),
    )


def catalogue_digest(registry: FactorRegistry) -> str:
    """Return what names this very catalogue: a digest over every computed factor's name, version and expression."""
    lines = [f"{factor.column} {factor.digest} {factor.status}" for factor in registry.computed()]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def _words(house: House) -> Mapping[str, str]:
    desk, settings = house.desk, house.desk.settings
    return {
        "catalogue": catalogue_digest(desk.factors),
        "engine": str(VERSION),
        "config_hash": desk.config_hash,
        "code_version": desk.code_version,
        "seed": str(settings.model.seed),
        "weights": "settings" if settings.model.weights else "catalogue",
        "top_m": str(settings.model.top_m),
        "top_n": str(settings.portfolio.top_n),
        "min_coverage": f"{settings.factors.min_coverage:.0%}",
        "neutralise": settings.factors.neutralise,
        "winsor": f"{settings.factors.winsor_low:g}–{settings.factors.winsor_high:g}",
        "leak_pass_days": f"{settings.factors.leak_pass_days:g}",
    }


def _trouble(house: House) -> str:
    desk = house.desk
    days = desk.settings.factors.leak_pass_days
    try:
        passed = desk.factor_book.fresh_passes(desk.factors.active(), desk_time_of(house), days)
        choose_weights(desk.settings.model.weights, desk.factors, passed)
    except DaybreakError as error:
        return f"{error.message} → {error.remedy}"
    return ""


def _parts(house: House, used: set[str]) -> list[dict[str, object]]:
    """A row for each factor with a weight, the largest first."""
    desk, lived = house.desk, desk_time_of(house)
    weighed = shares(house) or desk.settings.model.weights or desk.factors.directions
    total = sum(map(abs, weighed.values())) or 1.0
    checks = desk.factor_book.newest_checks([desk.factors[name] for name in weighed])
    _, head, names = chosen_study(house, "", "")
    figures = studies_of(house)[0].figures(head.key, names) if head else {}
    place = {str(factor): row for row, factor in enumerate(figures.get("factor", ()))}
    rows = []
    for name, share in sorted(weighed.items(), key=lambda pair: (-abs(pair[1]), pair[0])):
        factor, row = desk.factors[name], place.get(name)
        rows.append(
            {
                "factor": name,
                "category": factor.category,
                "direction": 1 if share > 0 else -1,
                "share": abs(share) / total,
                "used": name in used,
                "leak": leak_word(checks.get(name), lived, desk.settings.factors.leak_pass_days),
                "definition": factor.definition,
            }
            | ({} if row is None else {key: figures[key][row] for key in PARTS[6:11]})
        )
    return rows


def _history(house: House, nights: list[Run]) -> list[dict[str, object]]:
    """A row a night; `changed` where settings or code are not those of the night before it."""
    rows = []
    for run, before in zip(nights, [*nights[1:], *nights[-1:]], strict=True):
        made, then = run.identity, before.identity
        found = scored(house.desk.artifacts.path(run.run_id, SCORES))
        rows.append(
            {
                "trade_date": made.trade_date,
                "run_id": run.run_id,
                "outcome": run.outcome.word if run.outcome else "",
                "config_hash": made.config_hash,
                "code_version": made.code_version,
                "seed": made.seed,
                "snapshot_pin": run.snapshot_pin,
                "changed": (made.config_hash, made.code_version) != (then.config_hash, then.code_version),
            }
            | ({} if found is None else asdict(found))
        )
    return rows
