"""The few figures the report computes itself."""

import math

import pytest

from core.domain.orders import Side
from core.pipeline.report.trading import mean_slippage, slippage
from core.pipeline.report.wealth import drawdowns, returns
from tests.fakes.trading import D1, a_fill, an_order

BUY = a_fill(D1, an_order("b", Side.BUY, "600000.SH", 300, 0), 300, 10_100)
SELL = a_fill(D1, an_order("s", Side.SELL, "000001.SZ", 100, 0), 100, 20_200)


def test_slippage_costs_on_either_side() -> None:
    """Bought 1 % above 10.00, sold 1 % above 20.00: +1 % and −1 %."""
    assert slippage(BUY, 10_000) == pytest.approx(0.01)
    assert slippage(SELL, 20_000) == pytest.approx(-0.01)


def test_mean_slippage_is_weighted_by_reference_amount() -> None:
    """(3,000 × 1 % − 2,000 × 1 %) / 5,000 = 0.2 %; a fill without reference does not count."""
    references = {"600000.SH": 10_000, "000001.SZ": 20_000}
    assert mean_slippage([BUY, SELL], references) == pytest.approx(0.002)
    assert mean_slippage([BUY, SELL], {"600000.SH": 10_000}) == pytest.approx(0.01)
    assert mean_slippage([BUY], {}) is None


def test_returns_start_at_the_first_known_value() -> None:
    assert returns([100.0, 110.0, 90.0]) == pytest.approx((0, 0.1, -0.1))
    found = returns([0.0, math.nan, 50.0, 75.0])
    assert math.isnan(found[0])
    assert math.isnan(found[1])
    assert found[2:] == pytest.approx((0, 0.5))


def test_drawdown_is_measured_from_the_highest_so_far() -> None:
    assert drawdowns([100, 120, 90, 120, 150, 75]) == pytest.approx((0, 0, -0.25, 0, 0, -0.5))
    assert drawdowns([0.0, 0.0]) == (0.0, 0.0)
