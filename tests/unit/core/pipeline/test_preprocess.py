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
