import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from core.pipeline.preprocess import preprocess
from core.settings.model import Factors

SETTINGS = Factors()


def _frame(**columns: list[float]) -> pd.DataFrame:
    count = len(next(iter(columns.values())))
    return pd.DataFrame(columns, index=[f"{number:06d}.SZ" for number in range(1, count + 1)])


def test_zscore_equals_plain_pandas() -> None:
    random = np.random.default_rng(4)
    values = random.standard_t(2, 500)
    values[::7] = np.nan
    column = pd.Series(values)
    clipped = column.clip(column.quantile(0.01), column.quantile(0.99))
    expected = (clipped - clipped.mean()) / clipped.std(ddof=0)
    got = preprocess(_frame(x=list(values)), SETTINGS).zscore["x"]
    np.testing.assert_allclose(got, expected, rtol=1e-10)


def test_ties_share_their_average_rank_and_gaps_stay() -> None:
    got = preprocess(_frame(x=[3.0, 1.0, np.nan, 3.0, 2.0]), SETTINGS)
    np.testing.assert_array_equal(got.rank_pct["x"], [3.5 / 4, 1 / 4, np.nan, 3.5 / 4, 2 / 4])
    assert got.coverage["x"] == 4 / 5
    assert np.isnan(got.zscore["x"].iloc[2])


def test_a_constant_has_no_score_to_tell() -> None:
    got = preprocess(_frame(x=[7.1, 7.1, np.nan, 7.1]), SETTINGS)
    np.testing.assert_array_equal(got.zscore["x"], [0.0, 0.0, np.nan, 0.0])
    np.testing.assert_array_equal(got.rank_pct["x"], [2 / 3, 2 / 3, np.nan, 2 / 3])


def test_infinities_are_gaps() -> None:
    got = preprocess(_frame(x=[np.inf, 1.0, 2.0, -np.inf]), SETTINGS)
    np.testing.assert_array_equal(got.raw["x"], [np.nan, 1.0, 2.0, np.nan])
    np.testing.assert_array_equal(got.rank_pct["x"], [np.nan, 0.5, 1.0, np.nan])
    assert got.coverage["x"] == 0.5


def test_raw_is_kept_and_the_input_is_not_touched() -> None:
    raw = _frame(x=[1.0, np.inf, 1000.0])
    before = raw.copy()
    got = preprocess(raw, SETTINGS)
    pd.testing.assert_frame_equal(raw, before)
    assert got.raw["x"].iloc[2] == 1000.0


def test_an_outlier_is_pulled_in_to_the_quantile() -> None:
    values = [float(number) for number in range(1000)] + [1e12]
    got = preprocess(_frame(x=values), SETTINGS).zscore["x"]
    assert got.iloc[-1] == got.max() < 2
    assert got.nlargest(10).nunique() == 1


@pytest.mark.parametrize("raw", [_frame(x=[]), _frame(x=[np.nan, np.nan]), pd.DataFrame(index=["000001.SZ"])])
def test_nothing_in_nothing_out(raw: pd.DataFrame) -> None:
    got = preprocess(raw, SETTINGS)
    assert got.zscore.shape == got.rank_pct.shape == raw.shape
    assert (got.coverage == 0).all()
    assert got.zscore.isna().all().all()


def test_a_factor_that_winsorises_to_one_value_has_no_score_to_tell() -> None:
    got = preprocess(_frame(x=[0.1] * 998 + [-5.0, 9.0]), SETTINGS)
    assert (got.zscore["x"] == 0).all()


INDUSTRY = ["bank", "bank", "bank", "coal", "coal", "coal", None, None, "tea"]
WEALTH = [1e9, 2e9, 4e9, 3e9, 5e9, 8e9, 1e9, 6e9, 2e9]
FACTOR = [1.0, 2.0, 4.0, 11.0, 12.0, 16.0, -3.0, -1.0, 50.0]


def _given() -> tuple[pd.DataFrame, pd.Series, pd.Series]:
    raw = _frame(x=FACTOR)
    return raw, pd.Series(INDUSTRY, index=raw.index), pd.Series(WEALTH, index=raw.index)


@pytest.mark.parametrize("by", ["industry", "size", "both"])
def test_scores_are_of_what_the_fit_leaves_after_winsorising(by: str) -> None:
    raw, industry, size = _given()
    chosen = Factors(neutralise=by, winsor_low=0.1, winsor_high=0.9)
    got = preprocess(raw, chosen, industry, size)
    clipped = raw["x"].clip(raw["x"].quantile(0.1), raw["x"].quantile(0.9)).to_numpy()
    design = pd.get_dummies(industry.fillna("")).to_numpy(dtype=float) if by != "size" else np.ones((9, 1))
    design = np.column_stack([design, np.log(size)]) if by != "industry" else design
    left = clipped - design @ np.linalg.lstsq(design, clipped, rcond=None)[0]
    np.testing.assert_allclose(got.zscore["x"], (left - left.mean()) / left.std(), atol=1e-11)
    assert got.coverage["x"] == 1
    pd.testing.assert_frame_equal(got.raw, raw)


def test_neutral_scores_do_not_care_who_stands_where() -> None:
    raw, industry, size = _given()
    both = Factors(neutralise="both")
    straight = preprocess(raw, both, industry, size)
    for seed in range(20):
        order = np.random.default_rng(seed).permutation(len(raw))
        shuffled = preprocess(raw.iloc[order], both, industry, size.iloc[order[::-1]])
        pd.testing.assert_frame_equal(straight.zscore.iloc[order], shuffled.zscore, check_exact=True)
        pd.testing.assert_frame_equal(straight.rank_pct.iloc[order], shuffled.rank_pct, check_exact=True)


def test_a_symbol_without_a_size_has_no_neutral_score() -> None:
    raw, industry, size = _given()
    size.iloc[0], size.iloc[1] = np.nan, 0.0
    got = preprocess(raw, Factors(neutralise="size"), None, size.iloc[:-1])
    missing = [True, True, *[False] * 6, True]
    assert got.zscore["x"].isna().tolist() == got.rank_pct["x"].isna().tolist() == missing
    assert got.coverage["x"] == 1
    assert preprocess(raw, Factors(neutralise="industry"), industry).zscore["x"].notna().all()


@pytest.mark.parametrize(("by", "name"), [("industry", "industry"), ("size", "size"), ("both", "industry")])
def test_what_is_neutralised_must_be_given(by: str, name: str) -> None:
    with pytest.raises(ValueError, match=f"needs the {name}"):
        preprocess(_frame(x=FACTOR), Factors(neutralise=by))


def test_importing_it_loads_no_compiler() -> None:
    code = "import sys, core.pipeline.preprocess; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
