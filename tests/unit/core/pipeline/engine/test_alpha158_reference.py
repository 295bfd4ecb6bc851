"""Alpha158 through language, catalogue and engine, against golden values and a pandas reading of Qlib."""

import re
from math import sqrt
from statistics import mean, stdev

import numpy as np
import pytest

from core.pipeline.engine.engine import Engine
from core.pipeline.engine.grids import Grids
from core.pipeline.factors.alpha158 import ALPHA158
from tests.fakes.alpha158_reference import alpha158
from tests.fakes.factor_panels import as_float64, make_grids, of_fields

NAMES = [factor.name for factor in ALPHA158]
ENGINE = Engine([factor.node for factor in ALPHA158], 1)
NAN = float("nan")

FLAWS = (
    (),
    ("gaps", "ties", "zero_volume"),
    ("constant", "holes", "never_traded"),
    ("infinities", "late", "absent"),
    ("spikes", "suspended"),
    ("extreme", "gaps"),
)

STORED = {
    1e-7: "RANK IMAX IMIN IMXD CNTP CNTN CNTD VMA VSTD VSUMP VSUMN VSUMD",
    3e-7: "OPEN0 HIGH0 LOW0 VWAP0 ROC MA MAX MIN QTLU QTLD",
    2e-5: "STD BETA RESI RSV SUMP SUMN SUMD",
    1e-4: "KMID KLEN KUP KLOW KSFT RSQR CORR CORD WVMA",
    3e-4: "KMID2 KUP2 KLOW2 KSFT2",
}
"""What storing prices in float32 costs a factor, as a share of the value plus the factor's deviation over the panel.

A price is stored within 6e-8 of itself. Ranks, places and counts do not see it, and neither do sums of volumes, whole
numbers that float32 holds; ratios of prices see it as it is. A difference of two near prices (a day's body or range, a
day's return, a deviation within a window) sees it against the difference, which is a fiftieth of a price or less; a
shadow over a range of one or two ticks sees it against those ticks.
"""


def family(name: str) -> str:
    """The name without its window."""
    return re.sub(r"(5|10|20|30|60)$", "", name)


def of_engine(grids: Grids) -> dict[str, np.ndarray]:
    return dict(zip(NAMES, ENGINE.compute(grids, 0, grids.shape[0]), strict=True))


def test_the_catalogue_has_qlibs_names_in_qlibs_order() -> None:
    assert NAMES[:14] == [
        "KMID", "KLEN", "KMID2", "KUP", "KUP2", "KLOW", "KLOW2", "KSFT", "KSFT2", "OPEN0", "HIGH0", "LOW0", "VWAP0",
        "ROC5",
    ]  # fmt: skip
    assert list(alpha158(make_grids(3, 1, 0))) == NAMES
    assert len(NAMES) == 158


@pytest.mark.parametrize("flaws", FLAWS)
def test_every_factor_is_what_qlib_says(flaws: tuple[str, ...]) -> None:
    grids = make_grids(110, 5, 3, flaws)
    expected, got = alpha158(grids), of_engine(grids)
    for name in NAMES:
        assert np.isfinite(got[name]).any(), name
        np.testing.assert_allclose(got[name], expected[name], rtol=1e-6, atol=1e-12, err_msg=name)


def test_float32_panels_lose_no_more_than_the_last_digit_to_the_engine() -> None:
    """All arithmetic is float64: from the same stored values only the result is rounded, by half a unit."""
    grids = make_grids(110, 5, 5, ["gaps", "late", "suspended", "ties"], np.float32)
    expected, got = alpha158(as_float64(grids)), of_engine(grids)
    for name in NAMES:
        assert got[name].dtype == np.float32
        np.testing.assert_allclose(got[name], expected[name], rtol=6.1e-8, atol=1e-12, err_msg=name)


@pytest.mark.parametrize("seed", range(3))
def test_what_float32_panels_cost_is_stated(seed: int) -> None:
    flaws = ["gaps", "late", "suspended"][: 3 * (seed % 2)]
    exact = alpha158(make_grids(110, 5, seed, flaws))
    got = of_engine(make_grids(110, 5, seed, flaws, np.float32))
    tolerance = {name: limit for limit, names in STORED.items() for name in names.split()}
    assert tolerance.keys() == set(map(family, NAMES))
    for name in NAMES:
        value = exact[name].to_numpy()
        np.testing.assert_array_equal(np.isnan(got[name]), np.isnan(value), err_msg=name)
        apart = np.abs(got[name] - value) / (np.abs(value) + np.nanstd(value))
        assert np.nanmax(apart) <= tolerance[family(name)], name


def published_market() -> Grids:
    """16 names × 260 days of seed 20261121: close, open and volume as the golden values were frozen on."""
    random = np.random.default_rng(20261121)
    steps, bodies, uppers, lowers, traded = random.standard_normal((5, 260, 16))
    close = 10 * np.exp(np.cumsum(0.02 * steps, axis=0))
    opened = close * (1 + 0.005 * bodies)
    high = np.maximum(opened, close) * (1 + 0.005 * np.abs(uppers))
    low = np.minimum(opened, close) * (1 - 0.005 * np.abs(lowers))
    fields = {"open": opened, "high": high, "low": low, "close": close, "vwap": (high + low + close) / 3}
    return of_fields(fields | {"volume": np.exp(10 + traded)})


@pytest.mark.parametrize(
    ("name", "expected", "digits"),
    [
        ("KMID", -0.009623439087768693, 1e-13),
        ("MA20", 1.0416757611039542, 1e-13),
        ("STD20", 0.02981280497607172, 1e-11),
        ("CORR20", -0.35330850107, 1e-10),
        ("RSQR30", 0.014055123057, 1e-10),
        ("VSUMD60", 0.006031157472438623, 1e-12),
    ],
)
def test_published_golden_values(name: str, expected: float, digits: float) -> None:
    """KunQuant 0.1.12 in double and a pandas reading of Qlib, stock 3 on the last day; to the digits written down."""
    assert of_engine(published_market())[name][259, 3] == pytest.approx(expected, rel=digits)


def by_hand(close: list[float]) -> Grids:
    """Five days of one name; a day without a close has no bar."""
    fields = {
        "open": [10, 11, 12, 12, 12.5],
        "high": [11, 13, 12, 15, 14],
        "low": [9, 11, 10, 12, 12],
        "close": close,
        "vwap": [10, 12, 11, 13, 13],
        "volume": [1, 3, 7, 7, 3],
    }
    bars = {name: np.array(values, dtype=float)[:, None] for name, values in fields.items()}
    return of_fields({name: np.where(np.isnan(bars["close"]), NAN, grid) for name, grid in bars.items()})


MOVES = [0.2 * 3, 1 / 12 * 7, 3 / 11 * 7, 1 / 14 * 3]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("KMID", 0.5 / 12.5),
        ("KLEN", 2 / 12.5),
        ("KSFT2", 0.0),
        ("MA5", 12 / 13),
        ("STD5", sqrt(10 / 4) / 13),
        ("BETA5", 0.8 / 13),
        ("RSQR5", 0.64),
        ("RESI5", -0.6 / 13),
        ("QTLU5", 13.2 / 13),
        ("QTLD5", 10.8 / 13),
        ("RANK5", 0.8),
        ("RSV5", 4 / 6),
        ("IMAX5", 0.8),
        ("IMIN5", 0.2),
        ("IMXD5", 0.6),
        ("CORR5", 3 / sqrt(10 * 2.8)),
        ("CNTP5", 0.5),
        ("CNTD5", 0.0),
        ("SUMP5", 5 / 7),
        ("SUMD5", 3 / 7),
        ("VMA5", 4.2 / 3),
        ("VSTD5", sqrt(28.8 / 4) / 3),
        ("VSUMP5", 0.6),
        ("WVMA5", stdev(MOVES) / mean(MOVES)),
        ("ROC5", NAN),
        ("MA10", 12 / 13),
        ("MA20", NAN),
    ],
)
def test_five_days_by_hand(name: str, expected: float) -> None:
    """Closes 10 12 11 14 13 have mean 12 and distances −2 0 −1 2 1 from it, squared and summed 10.

    Against the days −2 … 2 (squares 10) they sum to 4 + 0 + 0 + 2 + 2 = 8: slope .8, R² 8²/(10·10), the line today
    12 + 1.6. Quantile .8 lies .2 from 13 to 14. Changes +2 −1 +3 −1. log(volume + 1) is log 2 times 1 2 3 3 2, mean
    2.2, squares 2.8, with the closes 2.4 + 0 − .8 + 1.6 − .2 = 3. Volumes have mean 4.2, squares 28.8, changes
    +2 +4 0 −4. Five of ten days are enough, five of twenty are not.
    """
    got = of_engine(by_hand([10, 12, 11, 14, 13]))[name][4, 0]
    assert got == pytest.approx(expected, rel=1e-11, abs=1e-15, nan_ok=True)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("KMID", 0.5 / 12.5),
        ("MA5", 12.25 / 13),
        ("STD5", sqrt(8.75 / 3) / 13),
        ("BETA5", 0.8 / 13),
        ("RSQR5", 64 / (10 * 8.75)),
        ("RESI5", -0.85 / 13),
        ("QTLU5", (13 + 0.4) / 13),
        ("RANK5", 0.75),
        ("IMAX5", 0.8),
        ("CNTP5", NAN),
        ("CORD5", NAN),
        ("SUMP10", NAN),
    ],
)
def test_five_days_one_of_them_suspended_by_hand(name: str, expected: float) -> None:
    """Closes 10 12 – 14 13: mean 12.25, squares 5.0625 + .0625 + 3.0625 + .5625 = 8.75, on the days −2 −1 1 2 again 8.

    Quantile .8 of four lies .4 from 13 to 14. Changes are known on two days only, fewer than half of five.
    """
    grids = by_hand([10, 12, NAN, 14, 13])
    values = of_engine(grids)[name][:, 0]
    assert values[4] == pytest.approx(expected, rel=1e-11, nan_ok=True)
    assert np.isnan(values[2])


def test_half_a_window_is_enough_and_less_is_not() -> None:
    values = of_engine(by_hand([10, 12, 11, 14, 13]))
    assert values["MA5"][:, 0] == pytest.approx([NAN, NAN, 11 / 11, 11.75 / 14, 12 / 13], nan_ok=True)
    assert np.isnan(values["CNTP5"][:3]).all()
    assert values["CNTP5"][3, 0] == pytest.approx(2 / 3)
