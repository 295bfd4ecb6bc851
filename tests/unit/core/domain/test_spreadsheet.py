import pytest

from core.domain.spreadsheet import is_formula, neutral


@pytest.mark.parametrize(
    "text", ["=1", "+x", "-x", "@x", "\tx", "\rx", "\nx", " =1", "＝1", "－x", "-1+1", "-.5", "=", "-"]
)
def test_what_would_run_is_seen_and_made_text(text: str) -> None:
    assert is_formula(text)
    assert neutral(text) == f"'{text}"
    assert not is_formula(str(neutral(text)))


@pytest.mark.parametrize(
    "cell", ["", " ", "-5", "+1.25", "-0.00", "600000.SH", "浦发银行", "a=b", "'=1", 7, -7, -0.5, None]
)
def test_figures_and_plain_words_stay(cell: object) -> None:
    assert neutral(cell) is cell
