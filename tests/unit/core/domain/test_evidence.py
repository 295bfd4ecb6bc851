"""Figures behind a ruling as people read them."""

from core.domain.evidence import readable


def test_small_units_are_read_in_yuan_and_percent_and_the_rest_as_it_is() -> None:
    told = readable(
        {"difference_fen": -123450, "cash_fen": [100, 250], "limit_li": 12_345, "parity_bp": 9936, "names": ["a", "b"],
         "listed": [], "is_due": True, "bars": "2026-07-22", "free_fen": None}
    )  # fmt: skip
    assert told == {
        "difference": "-1,234.50 CNY",
        "cash": "1.00 CNY, 2.50 CNY",
        "limit": "12.345 CNY",
        "parity": "99.36%",
        "names": "a, b",
        "listed": "–",
        "is_due": "true",
        "bars": "2026-07-22",
        "free_fen": "None",
    }
