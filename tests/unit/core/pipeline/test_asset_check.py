"""The totals rule: isclose with rel 1e-6 and abs one fen, and everything unknown fails."""

import pytest

from core.domain.holdings import Account, Position
from core.pipeline.asset_check import asset_check, market_value_fen
from core.settings.model import AssetCheck
from tests.fakes.trading import D1, broker_says

A, B = "600000.SH", "000001.SZ"
SETTINGS = AssetCheck()
HELD = Account(D1, 1000, 50, {A: Position(A, 100, 100, 99_000)})


def test_cash_and_positions_make_the_expected_total() -> None:
    """10.00 + 0.50 cash, 100 × 9.99 = 999.00 → 1,009.50 yuan."""
    result = asset_check(HELD, {A: 9990}, broker_says(D1, 1050, {A: (100, 9990)}), SETTINGS)
    assert (result.passed, result.expected_fen, result.broker_fen, result.difference_fen) == (True, 100_950, 100_950, 0)
    assert market_value_fen(HELD, {A: 9990}) == 99_900


@pytest.mark.parametrize(
    ("expected_fen", "broker_fen", "passes"),
    [
        (100_000, 100_001, True),
        (100_000, 100_002, False),
        (100_000, 99_998, False),
        (100_000_000, 100_000_100, True),
        (100_000_000, 100_000_101, False),
    ],
)
def test_tolerance_is_one_fen_or_a_millionth(expected_fen: int, broker_fen: int, passes: bool) -> None:
    account = Account(D1, expected_fen, 0, {})
    assert asset_check(account, {}, broker_says(D1, 0, {}, broker_fen), SETTINGS).passed is passes


def test_missing_figures_and_missing_prices_fail() -> None:
    without_file = asset_check(HELD, {A: 9990}, None, SETTINGS)
    assert (without_file.passed, without_file.expected_fen, without_file.broker_fen) == (False, 100_950, 0)
    for prices in ({}, {A: 0}, {B: 9990}):
        unpriced = asset_check(HELD, prices, broker_says(D1, 0, {}), SETTINGS)
        assert not unpriced.passed
        assert A in unpriced.reason


def test_only_what_is_delisted_may_be_worth_nothing() -> None:
    for price_li, total_fen in ((0, 1050), (20, 1250)):
        agreed = asset_check(HELD, {A: price_li}, broker_says(D1, 1050, {A: (100, price_li)}), SETTINGS, {A})
        assert (agreed.passed, agreed.expected_fen) == (True, total_fen)
    for prices, delisted in (({A: 0}, {B}), ({}, {A}), ({A: -1}, {A})):
        assert A in asset_check(HELD, prices, broker_says(D1, 1050, {A: (100, 0)}), SETTINGS, delisted).reason
    differs = asset_check(HELD, {A: 0}, broker_says(D1, 1050, {A: (100, 20)}), SETTINGS, {A})
    assert (differs.passed, differs.difference_fen) == (False, 200)
