"""Integer money and prices; rounding half up as brokers and exchanges do."""

from decimal import Decimal

import pytest

from core.domain.money import (
    fen_from_yuan,
    li_from_yuan,
    notional_fen,
    round_rate_fen,
    yuan_from_fen,
    yuan_from_li,
)


def test_floats_are_read_as_they_are_written() -> None:
    assert li_from_yuan(10.03) == 10030
    assert fen_from_yuan(0.29) == 29
    assert fen_from_yuan(1.005) == 101
    assert li_from_yuan("3.1415") == 3142


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), Decimal("NaN"), "-Infinity"])
def test_what_is_no_amount_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="not a finite amount"):
        fen_from_yuan(bad)
    with pytest.raises(ValueError, match="not a finite amount"):
        li_from_yuan(bad)


def test_there_and_back() -> None:
    for number in (-1, 0, 1, 99, 100, 123_456_789):
        assert fen_from_yuan(yuan_from_fen(number)) == number
        assert li_from_yuan(yuan_from_li(number)) == number


def test_notional_rounds_half_up_to_the_fen() -> None:
    assert notional_fen(10030, 100) == 100_300
    assert notional_fen(1005, 1) == 101
    assert notional_fen(1004, 1) == 100


def test_a_rate_rounds_half_up() -> None:
    assert round_rate_fen(100_000, Decimal("0.00025")) == 25
    assert round_rate_fen(150, Decimal("0.01")) == 2
    assert round_rate_fen(149, Decimal("0.01")) == 1
