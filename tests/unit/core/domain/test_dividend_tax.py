"""Golden dates and sums of the dividend tax."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.dividend_tax import dividend_tax_rate, share_out


@pytest.mark.parametrize(
    ("acquired", "sold", "percent"),
    [
        (date(2025, 5, 24), date(2025, 5, 24), 20),
        (date(2025, 5, 24), date(2025, 6, 24), 20),
        (date(2025, 5, 24), date(2025, 6, 25), 10),
        (date(2025, 5, 24), date(2026, 5, 24), 10),
        (date(2025, 5, 24), date(2026, 5, 25), 0),
        (date(2025, 12, 8), date(2026, 1, 8), 20),
        (date(2025, 12, 8), date(2026, 1, 9), 10),
        (date(2026, 1, 31), date(2026, 2, 28), 20),
        (date(2026, 1, 31), date(2026, 3, 1), 10),
        (date(2024, 2, 29), date(2025, 2, 28), 10),
        (date(2024, 2, 29), date(2025, 3, 1), 0),
    ],
)
def test_the_rate_falls_after_a_month_and_after_a_year(acquired: date, sold: date, percent: int) -> None:
    assert dividend_tax_rate(acquired, sold) == Decimal(percent) / 100


def test_nothing_is_sold_before_it_was_acquired() -> None:
    with pytest.raises(ValueError, match="cannot be sold"):
        dividend_tax_rate(date(2026, 1, 6), date(2026, 1, 5))


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**6), max_size=6))
def test_a_dividend_shared_out_loses_nothing(total: int, holdings: list[int]) -> None:
    if not sum(holdings) and total:
        with pytest.raises(ValueError, match="nobody holds"):
            share_out(total, holdings)
        return
    parts = share_out(total, holdings)
    assert sum(parts) == total
    assert all(part >= 0 for part in parts)
    assert all(abs(part * sum(holdings) - total * held) <= sum(holdings) for part, held in zip(parts, holdings))  # noqa: B905
