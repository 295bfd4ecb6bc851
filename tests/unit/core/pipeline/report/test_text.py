from datetime import date

import pytest

from core.domain.dates import at
from core.pipeline.report import text
from core.pipeline.report.page import Tone


def test_money_and_prices_keep_their_decimals() -> None:
    assert text.money(123_456_789) == "1,234,567.89"
    assert text.money(-5) == "-0.05"
    assert text.price(12_340) == "12.34"
    assert text.price(12_345) == "12.345"


@pytest.mark.parametrize(
    ("fraction", "percent", "points"), [(0.01234, "+1.23%", "+123.4 bp"), (-0.5, "-50.00%", "-5000.0 bp")]
)
def test_fractions_carry_their_sign(fraction: float, percent: str, points: str) -> None:
    assert (text.percent(fraction), text.basis_points(fraction)) == (percent, points)
    assert text.percent(float("nan")) == text.BLANK


def test_direction_is_told_by_arrow_as_well_as_tone() -> None:
    assert [text.directed("x", sign) for sign in (1, -1, 0)] == ["▲ x", "▼ x", "x"]
    assert [text.tone_of(sign) for sign in (1, -1, 0)] == [Tone.UP, Tone.DOWN, Tone.PLAIN]


def test_instants_state_their_offset() -> None:
    assert text.instant(at(date(2026, 1, 5), 16, 10)) == "2026-01-05 16:10 +08:00"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "—"), (float("nan"), "—"), (float("inf"), "—"), (1234, "1,234"), (1234.0, "1,234"),
        (0.98312, "0.9831"), ("600000.SH", "600000.SH"), (True, "True"),
    ],
)  # fmt: skip
def test_any_value_of_a_row_has_a_text(value: object, shown: str) -> None:
    assert text.plain(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(date(2026, 1, 5), "2026-01-05"), (20260105, "2026-01-05"), ("2026-01-05", "2026-01-05"), (None, "—")],
)
def test_days_read_the_same_from_either_form(value: object, shown: str) -> None:
    assert text.day(value) == shown
