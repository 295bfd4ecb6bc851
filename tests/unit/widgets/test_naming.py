"""What a typed text may mean."""

import pytest

from widgets.shell.naming import named_in


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("600000", [("symbol", "600000.SH")]),
        ("000001", [("symbol", "000001.SZ")]),
        ("300750.sz", [("symbol", "300750.SZ")]),
        ("830799", [("symbol", "830799.BJ")]),
        ("920001", [("symbol", "920001.BJ")]),
        ("688981", [("symbol", "688981.SH")]),
        ("night-20260722-01", [("run", "night-20260722-01")]),
        ("20260723-01-0003", [("order", "20260723-01-0003")]),
        ("STOP", []),
        ("", []),
        ("60000", []),
    ],
)
def test_a_text_names_what_it_looks_like(text: str, meant: list[tuple[str, str]]) -> None:
    assert named_in(text) == meant
