"""A spreadsheet reads figures as figures and runs nothing."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.spreadsheet import is_formula
from core.pipeline.spreadsheet import cell, csv_bytes


@pytest.mark.parametrize("text", ["=1+1", "+1+2", "-A1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(1)"])
def test_text_that_would_run_stays_text(text: str) -> None:
    assert cell(text) == f"'{text}"


def test_figures_keep_their_sign_and_nothing_stays_empty() -> None:
    row = {"n": -5, "f": -0.5, "none": None, "day": date(2026, 1, 5), "codes": ["=A"], "名": "平安银行"}
    content = csv_bytes([row]).decode("utf-8-sig")
    assert content.splitlines() == ["n,f,none,day,codes,名", '-5,-0.5,,2026-01-05,"[""=A""]",平安银行']


@given(st.dictionaries(st.text(min_size=1), st.text(), min_size=1, max_size=4))
def test_no_cell_begins_like_a_formula(row: dict[str, str]) -> None:
    content = csv_bytes([row]).decode("utf-8-sig")
    for line in csv.reader(io.StringIO(content, newline="")):
        assert not any(is_formula(value) for value in line)
