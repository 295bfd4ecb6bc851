import numpy as np
import pandas as pd
import pytest

from core.domain.errors import FixAndRestart, Refused, RetryLater
from core.pipeline.factors.declaration import Factor
from core.pipeline.factors.library import CATALOGUE
from core.pipeline.scores.rule import choose_weights, rule_score

DIRECTIONS = dict(CATALOGUE.directions)
CODES = ["000001.SZ", "000002.SZ", "000003.SZ", "000004.SZ"]


def _universe(codes: list[str] = CODES, **columns: list[object]) -> pd.DataFrame:
    count = len(codes)
    default: dict[str, list[object]] = {
        "ts_code": list(codes), "included": [True] * count, "penalty": [0.0] * count, "shadow": [False] * count,
    }  # fmt: skip
    return pd.DataFrame(default | columns)


def _ranks(**columns: list[float]) -> pd.DataFrame:
    return pd.DataFrame(columns, index=pd.Index(CODES, name="ts_code"))


def _score(
    ranks: pd.DataFrame,
    universe: pd.DataFrame | None = None,
    weights: dict[str, float] | None = None,
    min_coverage: float = 0.5,
) -> pd.DataFrame:
    chosen = _universe() if universe is None else universe
    return rule_score(ranks, chosen, weights or DIRECTIONS, min_coverage, ranks.notna().mean())


def test_weights_and_directions_by_hand() -> None:
    """ep wanted high with weight 3, log_circ_mv low with weight 1: 0.75·0.25 + 0.25·(1 - 1.0) = 0.1875."""
    ranks = _ranks(ep=[0.25, 0.5, 0.75, 1.0], log_circ_mv=[1.0, 0.75, 0.5, 0.25])
    got = _score(ranks, weights={"ep": 3.0, "log_circ_mv": -1.0})
    assert list(got.columns) == ["ts_code", "score", "rank", "shadow", "c_ep", "c_log_circ_mv"]
    assert got["ts_code"].tolist() == CODES[::-1]
    assert got["rank"].tolist() == [1, 2, 3, 4]
    assert got["score"].tolist() == [0.9375, 0.6875, 0.4375, 0.1875]
    assert got.iloc[3][["c_ep", "c_log_circ_mv"]].tolist() == [0.1875, 0.0]


def test_without_weights_the_catalogue_decides() -> None:
    ranks = _ranks(ep=[0.25, 0.5, 0.75, 1.0], log_circ_mv=[1.0, 0.75, 0.5, 0.25])
    assert (DIRECTIONS["ep"], DIRECTIONS["log_circ_mv"]) == (1, -1)
    pd.testing.assert_frame_equal(_score(ranks), _score(ranks, weights={"ep": 2.0, "log_circ_mv": -2.0}))


def test_a_missing_rank_is_neutral() -> None:
    got = _score(_ranks(ep=[0.2, np.nan, 1.0, 0.6], bp=[0.2, 0.4, 1.0, 0.6])).set_index("ts_code")
    assert got.loc[CODES[1], "score"] == pytest.approx((0.5 + 0.4) / 2)


def test_a_thin_factor_is_left_out() -> None:
    ranks = _ranks(ep=[0.5, np.nan, np.nan, np.nan], bp=[0.25, 0.5, 0.75, 1.0])
    got = _score(ranks)
    assert "c_ep" not in got.columns
    assert got["score"].tolist() == [1.0, 0.75, 0.5, 0.25]
    assert "c_ep" in _score(ranks, min_coverage=0.25).columns


def test_contributions_sum_to_the_score_before_the_penalty() -> None:
    random = np.random.default_rng(1)
    ranks = _ranks(**{name: list(random.random(4)) for name in DIRECTIONS})
    penalty = [0.1, 0.0, 0.9, 0.0]
    got = _score(ranks, _universe(penalty=penalty)).set_index("ts_code").loc[CODES]
    gross = got.filter(like="c_").sum(axis=1)
    np.testing.assert_allclose(got["score"], np.clip(gross - penalty, 0, 1), rtol=1e-12)
    assert got["score"].iloc[2] == 0.0


def test_equal_scores_rank_by_symbol() -> None:
    shuffled = _ranks(ep=[0.5] * 4).iloc[[2, 0, 3, 1]]
    assert _score(shuffled, _universe(CODES[::-1]))["ts_code"].tolist() == CODES


def test_shadows_are_scored_and_marked_and_the_excluded_are_not_there() -> None:
    universe = _universe(shadow=[False, True, False, False], included=[True, True, False, True])
    got = _score(_ranks(ep=[0.1, 0.9, 1.0, 0.5]), universe)
    assert got["ts_code"].tolist() == [CODES[1], CODES[3], CODES[0]]
    assert got["shadow"].tolist() == [True, False, False]
    assert _score(_ranks(ep=[0.1, 0.9, 1.0, 0.5]), _universe(CODES[:2]))["ts_code"].tolist() == [CODES[1], CODES[0]]


def test_the_settings_weights_stand_for_the_directions() -> None:
    assert choose_weights({}, CATALOGUE, set(DIRECTIONS)) == DIRECTIONS
    assert choose_weights({"ep": 2.0, "bp": 0.0}, CATALOGUE, {"ep", "bp"}) == {"ep": 2.0}


def test_a_factor_without_a_fresh_pass_does_not_score() -> None:
    passed = set(DIRECTIONS) - {"ep"}
    assert set(choose_weights({}, CATALOGUE, passed)) == passed
    assert choose_weights({"ep": 2.0, "bp": 1.0}, CATALOGUE, passed) == {"bp": 1.0}
    with pytest.raises(Refused, match="leak lab"):
        choose_weights({"ep": 2.0}, CATALOGUE, passed)
    with pytest.raises(Refused, match="leak lab"):
        choose_weights({}, CATALOGUE, ())


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"momentum_30": 1.0}, "did you mean momentum_"),
        ({"ep": np.nan}, "nan"),
        ({"ep": np.inf}, "inf"),
        ({"ep": 0.0}, "all zero"),
        ({"watched": 1.0}, "a shadow factor"),
        ({"gone": 1.0}, "a deprecated factor"),
    ],
)
def test_senseless_weights_are_refused(weights: dict[str, float], words: str) -> None:
    registry = CATALOGUE.with_own(
        (
            Factor("watched", "price", "close", "Watched.", status="shadow"),
            Factor("gone", "price", "close", "Gone.", status="deprecated"),
        )
    )
    with pytest.raises(FixAndRestart, match=words):
        choose_weights(weights, registry, {"ep"})


def test_no_usable_factor_is_data_not_ready() -> None:
    with pytest.raises(RetryLater, match="the best on 25%"):
        _score(_ranks(ep=[0.5, np.nan, np.nan, np.nan]))
    with pytest.raises(RetryLater):
        _score(_ranks(ep=[np.nan] * 4), min_coverage=0.0)


def test_nobody_to_score_gives_an_empty_frame() -> None:
    got = _score(_ranks(ep=[0.1, 0.9, 1.0, 0.5]), _universe(included=[False] * 4))
    assert got.empty
    assert list(got.columns)[:4] == ["ts_code", "score", "rank", "shadow"]
