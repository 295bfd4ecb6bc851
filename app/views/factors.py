"""The screen of factors: the list with its figures, one factor in full, and what watches over all of them."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd

from app.compose import House, studies_of
from app.views.building import Builders
from app.views.factor_curves import chosen_study, compare, curves
from app.views.factor_monitors import monitors
from app.views.heading import desk_time_of
from app.views.nights import evening_of, frame_of, newest_night
from core.domain.errors import DaybreakError
from core.pipeline.factors.declaration import Factor
from core.pipeline.scores.rule import choose_weights
from core.ports.factors import KeptCheck
from core.ports.runs import Run
from core.ports.views.factors import (
    CompareAsk,
    FactorAsk,
    FactorsAsk,
    FactorsView,
    FactorView,
    LeakVerdict,
    MonitorAsk,
)
from core.ports.views.sheet import Sheet

FIGURES = (
    "dates", "ic", "rank_ic", "icir", "t", "discovery_rate", "ewma", "shrunk", "turnover", "rank_autocorrelation",
    "gross", "excess", "net", "wanted", "cluster", "study_weight",
)  # fmt: skip
WORDS = (
    "factor", "category", "status", "direction", "lookback", "version", "source", "definition", "leak", "checked_at",
    "coverage", "weight", "study_coverage",
)  # fmt: skip


def factors(house: House, ask: FactorsAsk) -> FactorsView:
    """Return a row a factor; reads the study's figures, one night's columns and the book, computes nothing."""
    desk = house.desk
    now, registry = desk.clock.now(), desk.factors
    lived = desk_time_of(house)
    heads, head, names = chosen_study(house, ask.study, ask.names)
    figures = studies_of(house)[0].figures(head.key, names) if head else {}
    place = {str(factor): row for row, factor in enumerate(figures.get("factor", ()))}
    checks = desk.factor_book.newest_checks(registry)
    evening = newest_night(house)
    covered, weights = _coverage(house, evening), shares(house)
    decays = [f"decay_{horizon}" for horizon in head.horizons] if head else []
    rows: list[dict[str, object]] = []
    for factor in registry:
        row = place.get(factor.name)
        found = {name: figures[name][row] for name in (*FIGURES, *decays)} if row is not None else {}
        rows.append(
            _declared(factor)
            | {
                "leak": leak_word(checks.get(factor.name), lived, desk.settings.factors.leak_pass_days),
                "checked_at": checks[factor.name].checked_at if factor.name in checks else None,
                "coverage": covered.get(factor.name),
                "weight": weights.get(factor.name),
                "study_coverage": None if row is None else figures["coverage"][row],
            }
            | found
        )
    days = desk.factor_table.dates()
    stored = (len(days), days[0] if days else None, days[-1] if days else None)
    sheet = Sheet.of(rows, (*WORDS, *FIGURES, *decays))
    bars = max(desk.snapshots.stored_dates("daily"), default=None)
    return FactorsView(now, sheet, tuple(heads), head, names, evening_of(house, evening), stored, bars)


def factor(house: House, ask: FactorAsk) -> FactorView:
    """Return one factor in full; FixAndRestart for a name there is no factor of."""
    desk = house.desk
    now, declared = desk.clock.now(), desk.factors[ask.factor]
    _, head, names = chosen_study(house, ask.study, ask.names)
    found = None
    if head is not None:
        figures = studies_of(house)[0].figures(head.key, names)
        wanted = dict(zip(figures["factor"], figures["wanted"], strict=True)).get(declared.name)
        found = None if wanted is None else curves(house, head, names, declared.name, int(str(wanted)))
    check = desk.factor_book.newest_checks([declared]).get(declared.name)
    evening = newest_night(house)
    words = {name: str(value) for name, value in _declared(declared).items()}
    words["expression"] = " ".join(declared.expression.split())
    return FactorView(
        now,
        declared.name,
        words,
        found,
        _verdict(check, desk_time_of(house), desk.settings.factors.leak_pass_days),
        evening_of(house, evening),
        _values(house, evening, declared),
    )


def leak_word(check: KeptCheck | None, now: datetime, max_age_days: float) -> str:
    """Return passed, stale (passed too long ago), leaks, or unchecked."""
    if check is None:
        return "unchecked"
    if not check.check.passed:
        return "leaks"
    return "stale" if check.checked_at < now - timedelta(days=max_age_days) else "passed"


def shares(house: House) -> Mapping[str, float]:
    """Return each factor's share of the score as it would be made now, signed by direction; empty where none would."""
    desk = house.desk
    passed = desk.factor_book.fresh_passes(
        desk.factors.active(), desk_time_of(house), desk.settings.factors.leak_pass_days
    )
    try:
        weights = choose_weights(desk.settings.model.weights, desk.factors, passed)
    except DaybreakError:
        return {}
    total = sum(abs(weight) for weight in weights.values())
    return {name: weight / total for name, weight in weights.items()}


def _declared(factor: Factor) -> dict[str, object]:
    return {
        "factor": factor.name,
        "category": factor.category,
        "status": factor.status,
        "direction": factor.direction,
        "lookback": factor.lookback,
        "version": factor.version,
        "source": factor.source,
        "definition": factor.definition,
    }


def _coverage(house: House, evening: Run | None) -> Mapping[str, float]:
    """Return the share of the universe each factor has a value for that night."""
    if evening is None:
        return {}
    raw = frame_of(house, evening, "factors.parquet").drop(columns="ts_code", errors="ignore")
    return {str(name): float(share) for name, share in raw.notna().mean().items()} if len(raw) else {}


def _verdict(check: KeptCheck | None, now: datetime, max_age_days: float) -> LeakVerdict | None:
    if check is None:
        return None
    evidence: Mapping[str, Any] = check.check.evidence
    findings = [each for each in evidence.get("findings", ()) if isinstance(each, dict)]
    fields = list(dict.fromkeys(name for each in findings for name in each))
    tried = {name: _short(evidence[name]) for name in ("days", "names", "seed", "cuts", "futures") if name in evidence}
    stale = leak_word(check, now, max_age_days) == "stale"
    checks = tuple(str(each) for each in evidence.get("checks", ()))
    return LeakVerdict(check.check.passed, stale, check.checked_at, checks, tried, Sheet.of(findings, fields))


def _short(value: object) -> object:
    return len(value) if isinstance(value, list) else value


def _values(house: House, evening: Run | None, factor: Factor) -> Sheet:
    """Return tonight's values of a factor, highest first; its rank among them where it does not score."""
    fields = ("symbol", "company", "raw", "zscore", "rank")
    raw = pd.DataFrame() if evening is None else frame_of(house, evening, "factors.parquet")
    if evening is None or factor.name not in raw:
        return Sheet(dict.fromkeys(fields, ()))
    table = raw[["ts_code", factor.name]].rename(columns={factor.name: "raw"}).astype({"raw": np.float64})
    for name, file in (("zscore", "zscores.parquet"), ("rank", "ranks.parquet")):
        made = frame_of(house, evening, file)
        scored = made.set_index("ts_code")[factor.name] if factor.name in made else pd.Series(dtype=np.float64)
        table[name] = table["ts_code"].map(scored).astype(np.float64)
    if table["rank"].isna().all():
        table["rank"] = table["raw"].rank(pct=True)
    table = table.sort_values("raw", ascending=False, kind="stable")
    names = companies(house)
    return Sheet(
        {
            "symbol": table["ts_code"].tolist(),
            "company": [names.get(symbol, "") for symbol in table["ts_code"]],
            **{name: table[name].to_numpy() for name in ("raw", "zscore", "rank")},
        }
    )


def declared_now(house: House, names: Iterable[str]) -> Mapping[str, Factor]:
    """Return those factors that are declared now; none where a desk's own cannot be read."""
    try:
        registry = house.desk.factors
    except DaybreakError:
        return {}
    return {name: registry[name] for name in names if name in registry}


def companies(house: House) -> Mapping[str, str]:
    """Return the name of every company by symbol, as of now."""
    rows = house.store.view(house.desk.clock.now()).read("stock_basic", columns=["ts_code", "name"])
    return dict(zip(rows["ts_code"], rows["name"], strict=True))


BUILDERS: Builders = {FactorsAsk: factors, FactorAsk: factor, CompareAsk: compare, MonitorAsk: monitors}
