"""The night's pure stages on lawless input: they neither crash, nor look ahead, nor depend on the order of rows."""

from dataclasses import replace

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from core.pipeline.adapt import FLAGS, Adapted, adapt
from core.pipeline.factors.library import CATALOGUE
from core.pipeline.factors.today import grids_of, values_today
from core.pipeline.preprocess import preprocess
from core.pipeline.scores.rule import rule_score
from core.pipeline.universe import select_universe
from core.settings.model import Factors, Universe
from tests.fakes.bars import Market, make_market

SCORED = tuple(CATALOGUE[name] for name in CATALOGUE.directions)
MARKET = make_market(12, 75, seed=21, missing=0.1)
PRICES = ("open", "high", "low", "close", "pre_close", "vol", "amount")
ANY_FLOAT = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True), st.sampled_from([0.0, -1.0, 1e300, 1e-300, 0.01, 1e6])
)
EDITS = st.lists(st.tuples(st.integers(0, len(MARKET.daily) - 1), st.sampled_from(PRICES), ANY_FLOAT), max_size=40)
COLUMN = arrays.arrays(np.float64, st.integers(0, 60), elements=ANY_FLOAT)
FRAMES = ("daily", "adj_factor", "daily_basic", "stk_limit", "suspend_d")


def _edited(edits: list[tuple[int, str, float]], repeats: list[int]) -> Market:
    daily = MARKET.daily.copy()
    for row, name, value in edits:
        daily.loc[row, name] = value
    return replace(MARKET, daily=pd.concat([daily, daily.iloc[repeats]], ignore_index=True))


def _adapt(market: Market, day: int = MARKET.day) -> Adapted:
    return adapt(**{name: getattr(market, name) for name in FRAMES}, day=day)


@settings(deadline=None, max_examples=25)
@given(EDITS, st.lists(st.integers(0, len(MARKET.daily) - 1), max_size=5))
def test_whatever_is_sent_only_lawful_bars_are_left(edits: list[tuple[int, str, float]], repeats: list[int]) -> None:
    adapted = _adapt(_edited(edits, repeats))
    rows = adapted.daily
    assert (rows[["open", "high", "low", "close", "vol", "amount"]] > 0).all().all()
    assert (rows["low"] <= rows[["open", "close"]].min(axis=1)).all()
    assert (rows["high"] >= rows[["open", "close"]].max(axis=1)).all()
    assert not rows.duplicated(["ts_code", "trade_date"]).any()
    assert np.isfinite(adapted.panel["close"]).sum() == len(rows)
    assert sum(adapted.counts.values()) == len(adapted.anomalies)
    universe = select_universe(adapted, MARKET.stock_basic, MARKET.namechange, Universe(), MARKET.day)
    flags = adapted.flags.reindex(universe["ts_code"])
    assert flags.loc[universe["included"].to_numpy(), "traded"].all()
    assert list(adapted.flags.columns) == list(FLAGS)
    grids = grids_of(adapted.panel, MARKET.stk_limit, len(adapted.panel.dates))
    values = values_today(SCORED, grids, list(universe["ts_code"])).to_numpy()
    assert not np.isinf(values).any()


@settings(deadline=None, max_examples=12)
@given(st.integers(11, 74), EDITS, st.randoms(use_true_random=False))
def test_no_stage_sees_rows_after_the_day_or_their_order(
    at: int, edits: list[tuple[int, str, float]], random: object
) -> None:
    day = MARKET.days[at]
    later = [edit for edit in edits if MARKET.daily.loc[edit[0], "trade_date"] > day]
    seed = random.randrange(2**32)  # type: ignore[attr-defined]
    spoilt = _edited(later, [])
    spoilt = replace(spoilt, daily=spoilt.daily.sample(frac=1, random_state=seed))
    for one, other in zip(_stages(MARKET, day), _stages(spoilt, day), strict=True):
        pd.testing.assert_frame_equal(one, other, check_exact=True)


def _stages(market: Market, day: int) -> list[pd.DataFrame]:
    adapted = _adapt(market, day)
    wanted = Universe(min_listed_days=0, min_amount_yuan=0)
    universe = select_universe(adapted, market.stock_basic, market.namechange, wanted, day)
    included = list(universe.loc[universe["included"], "ts_code"])
    grids = grids_of(adapted.panel, market.stk_limit[market.stk_limit["trade_date"] <= day], len(adapted.panel.dates))
    ready = preprocess(values_today(SCORED, grids, included), Factors())
    scores = rule_score(ready.rank_pct, universe, CATALOGUE.directions, 0.0, ready.coverage)
    return [adapted.flags, universe, ready.raw, ready.zscore, ready.rank_pct, scores]


@settings(deadline=None, max_examples=100)
@given(COLUMN, st.randoms(use_true_random=False))
def test_preprocessing_does_not_care_who_stands_where(values: np.ndarray, random: object) -> None:
    frame = pd.DataFrame({"x": values})
    order = list(range(len(values)))
    random.shuffle(order)  # type: ignore[attr-defined]
    straight, shuffled = preprocess(frame, Factors()), preprocess(frame.iloc[order], Factors())
    pd.testing.assert_frame_equal(straight.zscore.iloc[order], shuffled.zscore, check_exact=True)
    pd.testing.assert_frame_equal(straight.rank_pct.iloc[order], shuffled.rank_pct, check_exact=True)


@settings(deadline=None, max_examples=200)
@given(COLUMN)
def test_preprocessing_keeps_gaps_bounds_and_order(values: np.ndarray) -> None:
    got = preprocess(pd.DataFrame({"x": values}), Factors())
    seen = np.isfinite(values)
    assert got.zscore["x"].notna().tolist() == got.rank_pct["x"].notna().tolist() == seen.tolist()
    rank = got.rank_pct["x"][seen]
    assert ((rank > 0) & (rank <= 1)).all()
    ordered = got.zscore["x"][seen].to_numpy()[np.argsort(values[seen], kind="stable")]
    assert (np.diff(ordered) >= 0).all()
    assert np.isfinite(ordered).all()
    assert abs(ordered.mean() if len(ordered) else 0.0) < 1e-6


NAMES = list(CATALOGUE.directions)
RANK = st.one_of(st.just(np.nan), st.floats(0.001, 1.0))


@settings(deadline=None, max_examples=60)
@given(
    arrays.arrays(np.float64, (6, 4), elements=RANK),
    st.lists(st.floats(-5, 5).filter(lambda weight: abs(weight) > 1e-3), min_size=4, max_size=4),
    st.lists(st.tuples(st.booleans(), st.booleans(), st.floats(0, 1)), min_size=6, max_size=6),
)
def test_scores_stay_in_bounds_and_add_up(
    ranks: np.ndarray, weights: list[float], rows: list[tuple[bool, bool, float]]
) -> None:
    codes = [f"{number:06d}.SZ" for number in range(6)]
    frame = pd.DataFrame(ranks, columns=NAMES[:4], index=codes).assign(**{NAMES[0]: 0.5})
    universe = pd.DataFrame(rows, columns=["included", "shadow", "penalty"]).assign(ts_code=codes)
    got = rule_score(frame, universe, dict(zip(NAMES, weights, strict=False)), 0.0, frame.notna().mean())
    assert got["ts_code"].tolist() == sorted(got["ts_code"], key=lambda code: (-_of(got, code, "score"), code))
    assert set(got["ts_code"]) == set(universe.loc[universe["included"], "ts_code"])
    assert got["rank"].tolist() == list(range(1, len(got) + 1))
    assert got["score"].between(0, 1).all()
    gross = got.filter(like="c_").sum(axis=1).to_numpy()
    assert ((gross > -1e-12) & (gross < 1 + 1e-12)).all()
    penalty = universe.set_index("ts_code")["penalty"].reindex(got["ts_code"]).to_numpy()
    np.testing.assert_allclose(got["score"], np.clip(gross - penalty, 0, 1), atol=1e-12)


def _of(scores: pd.DataFrame, code: str, column: str) -> float:
    return float(scores.set_index("ts_code").loc[code, column])
