"""Alpha158 as declared: Qlib's names in Qlib's order, and how far each looks back."""

import re

import pytest

from core.pipeline.factors.alpha158 import ALPHA158, WINDOWS
from core.pipeline.factors.language import parse

CANDLE = ("KMID", "KLEN", "KMID2", "KUP", "KUP2", "KLOW", "KLOW2", "KSFT", "KSFT2")
PRICES = ("OPEN0", "HIGH0", "LOW0", "VWAP0")
LOOKBACKS = {
    "ROC": 1, "MA": 0, "STD": 0, "BETA": 0, "RSQR": 0, "RESI": 0, "MAX": 0, "MIN": 0, "QTLU": 0, "QTLD": 0, "RANK": 0,
    "RSV": 0, "IMAX": 0, "IMIN": 0, "IMXD": 0, "CORR": 0, "CORD": 1, "CNTP": 1, "CNTN": 1, "CNTD": 1, "SUMP": 1,
    "SUMN": 1, "SUMD": 1, "VMA": 0, "VSTD": 0, "WVMA": 1, "VSUMP": 1, "VSUMN": 1, "VSUMD": 1,
}  # fmt: skip
"""Family → days read beside its window, in Qlib's order."""
BY_NAME = {factor.name: factor for factor in ALPHA158}


def test_all_158_stand_under_qlibs_names_in_qlibs_order() -> None:
    rolled = tuple(f"{family}{days}" for family in LOOKBACKS for days in (5, 10, 20, 30, 60))
    assert tuple(factor.name for factor in ALPHA158) == CANDLE + PRICES + rolled
    assert len(ALPHA158) == 158


@pytest.mark.parametrize("family", LOOKBACKS)
@pytest.mark.parametrize("days", WINDOWS)
def test_a_window_looks_back_its_days(family: str, days: int) -> None:
    assert BY_NAME[f"{family}{days}"].lookback == days + LOOKBACKS[family]


@pytest.mark.parametrize("name", CANDLE + PRICES)
def test_a_candle_looks_at_today_alone(name: str) -> None:
    assert BY_NAME[name].lookback == 1


@pytest.mark.parametrize(
    ("name", "expression"),
    [
        ("KSFT2", "(2 * close - high - low) / (high - low + 1e-12)"),
        ("KLOW", "(minimum(open, close) - low) / open"),
        ("VWAP0", "vwap / close"),
        ("ROC60", "ref(close, 60) / close"),
        ("QTLD30", "quantile(close, 30, 0.2) / close"),
        ("RSV10", "(close - min(low, 10)) / (max(high, 10) - min(low, 10) + 1e-12)"),
        ("IMXD20", "(argmax(high, 20) - argmin(low, 20)) / 20"),
        ("CORD5", "corr(close / ref(close, 1), log(volume / ref(volume, 1) + 1), 5)"),
        ("CNTD5", "mean(close > ref(close, 1), 5) - mean(close < ref(close, 1), 5)"),
        ("SUMN10", "sum(maximum(ref(close, 1) - close, 0), 10) / (sum(abs(close - ref(close, 1)), 10) + 1e-12)"),
        (
            "WVMA20",
            "std(abs(close / ref(close, 1) - 1) * volume, 20) / "
            "(mean(abs(close / ref(close, 1) - 1) * volume, 20) + 1e-12)",
        ),
        (
            "VSUMD5",
            "(sum(maximum(volume - ref(volume, 1), 0), 5) - sum(maximum(ref(volume, 1) - volume, 0), 5)) / "
            "(sum(abs(volume - ref(volume, 1)), 5) + 1e-12)",
        ),
    ],
)
def test_an_expression_is_qlibs(name: str, expression: str) -> None:
    assert BY_NAME[name].node == parse(expression)


def test_each_is_worded_and_claims_no_direction() -> None:
    for factor in ALPHA158:
        assert re.fullmatch(r"[A-Z0-9].{10,}\.", factor.definition), factor.name
        assert "{" not in factor.definition + factor.expression
        assert (factor.direction, factor.status, factor.source) == (0, "active", "Qlib Alpha158")
    assert len({factor.definition for factor in ALPHA158}) == 158
