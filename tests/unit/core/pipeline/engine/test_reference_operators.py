"""The reference that the engine is tested against, against pandas and numpy where they know the operator."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from core.pipeline.factors.expression import OPERATORS
from core.pipeline.factors.language import parse
from tests.fakes.factor_panels import make_grids, of_fields
from tests.fakes.reference_operators import CELLS, CROSS, PAIRS, WINDOWS, assert_agrees, disturbed, reference

NAN = float("nan")
GRIDS = make_grids(80, 4, 11, ["gaps", "ties"])
CLOSE, VOLUME = (pd.DataFrame(GRIDS[name]) for name in ("close", "volume"))


def rolling(days: int) -> pd.core.window.Rolling:
    return CLOSE.rolling(days, min_periods=-(-days // 2))


def fitted(window: np.ndarray) -> tuple[float, float]:
    seen = np.flatnonzero(~np.isnan(window))
    if len(seen) < 2:
        return NAN, NAN
    slope, level = np.polyfit(seen, window[seen], 1)
    return slope, window[-1] - (level + slope * (len(window) - 1))


PANDAS: dict[str, Callable[[int], pd.DataFrame]] = {
    "ref(close, {d})": CLOSE.shift,
    "delta(close, {d})": CLOSE.diff,
    "sum(close, {d})": lambda days: rolling(days).sum(),
    "mean(close, {d})": lambda days: rolling(days).mean(),
    "std(close, {d})": lambda days: rolling(days).std(),
    "var(close, {d})": lambda days: rolling(days).var(),
    "max(close, {d})": lambda days: rolling(days).max(),
    "min(close, {d})": lambda days: rolling(days).min(),
    "quantile(close, {d}, 0.3)": lambda days: rolling(days).quantile(0.3),
    "rank(close, {d})": lambda days: rolling(days).rank(pct=True),
    "last(close, {d})": lambda days: CLOSE.ffill(limit=days - 1) if days > 1 else CLOSE,
    "slope(close, {d})": lambda days: rolling(days).apply(lambda window: fitted(window)[0], raw=True),
    "residual(close, {d})": lambda days: rolling(days).apply(lambda window: fitted(window)[1], raw=True),
    "cov(close, volume, {d})": lambda days: rolling(days).cov(VOLUME),
    "corr(close, volume, {d})": lambda days: rolling(days).corr(VOLUME),
}


@pytest.mark.parametrize("days", [2, 5, 20])
@pytest.mark.parametrize("text", PANDAS)
def test_a_window_is_what_pandas_rolls(text: str, days: int) -> None:
    got, expected = reference(parse(text.format(d=days)), GRIDS), PANDAS[text](days).where(CLOSE.notna())
    if "corr" in text:
        still = (rolling(days).std() < 1e-9).to_numpy()
        expected = expected.where(np.isfinite(expected) & ~still)
    np.testing.assert_allclose(got, expected, rtol=1e-7, atol=1e-9)
    assert np.isfinite(got).any()


def test_ranks_among_names_are_pandas_ranks() -> None:
    np.testing.assert_allclose(reference(parse("cs_rank(close)"), GRIDS), CLOSE.rank(axis=1, pct=True), rtol=1e-12)


def test_it_knows_every_operator() -> None:
    known = {*CELLS, *WINDOWS, *PAIRS, *CROSS, "where", "ref", "delta", "last"}
    assert known == set(OPERATORS)


def column(*values: float) -> np.ndarray:
    return np.array(values)[:, None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("argmax(close, 3)", [NAN, 2, NAN, 1, 2]),
        ("argmin(close, 3)", [NAN, 2, NAN, 3, 2]),
        ("decay(close, 3)", [NAN, (3 * 4 + 2 * 4) / 5, NAN, (3 * 1 + 4) / 4, (3 + 2) / 5]),
        ("product(close, 2)", [4, 16, NAN, 1, 1]),
        ("rsquare(close, 4)", [NAN, NAN, NAN, 25 / 28, 25 / 28]),
        ("mean(close, 1)", [4, 4, NAN, 1, 1]),
        ("last(close, 2)", [4, 4, NAN, 1, 1]),
        ("close / (close - 4)", [NAN, NAN, NAN, -1 / 3, -1 / 3]),
        ("log(close - 4)", [NAN] * 5),
        ("sqrt(close - 4)", [0, 0, NAN, NAN, NAN]),
        ("(close - 5) ** 0.5", [NAN] * 5),
        ("where(close - 4, 7, log(0))", [NAN, NAN, NAN, 7, 7]),
        ("where(close - 4, log(0), 7)", [7, 7, NAN, NAN, NAN]),
        ("(close > 1) & (close > 3)", [1, 1, NAN, 0, 0]),
        ("(close > 3) | (close > 9)", [1, 1, NAN, 0, 0]),
        ("cs_rank(close)", [1, 1, NAN, 1, 1]),
        ("cs_zscore(close)", [NAN] * 5),
        ("cs_scale(-close)", [-1, -1, NAN, -1, -1]),
    ],
)
def test_by_hand(text: str, expected: list[float]) -> None:
    """Closes 4 4 – 1 1 of one name."""
    grids = of_fields({"close": column(4, 4, NAN, 1, 1)})
    assert reference(parse(text), grids)[:, 0] == pytest.approx(expected, nan_ok=True)


def test_a_shake_moves_every_rounded_value_by_little_and_none_away() -> None:
    node = parse("residual(mean(close, 5), 10) + cs_rank(volume)")
    plain, shaken = reference(node, GRIDS), disturbed(node, GRIDS, 1e-12, 1)
    np.testing.assert_array_equal(np.isnan(plain), np.isnan(shaken))
    assert 0 < np.nanmax(np.abs(plain - shaken)) < 1e-9


def test_a_wrong_value_and_a_wrong_gap_are_found() -> None:
    node = parse("mean(close, 5)")
    right = reference(node, GRIDS)
    assert_agrees(right, node, GRIDS)
    place = np.argwhere(np.isfinite(right))[7]
    for wrong in (right[tuple(place)] * (1 + 1e-8), NAN, np.inf):
        other = right.copy()
        other[tuple(place)] = wrong
        with pytest.raises(AssertionError, match=f"at day {place[0]}, name {place[1]}"):
            assert_agrees(other, node, GRIDS)
