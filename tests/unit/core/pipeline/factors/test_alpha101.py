"""Alpha101 as declared: which of the paper's are there, and the conventions chosen where it leaves a choice."""

import pytest

from core.pipeline.factors.alpha101 import ALPHA101
from core.pipeline.factors.expression import Node
from core.pipeline.factors.language import MAX_DAYS, parse

INDUSTRY = (48, 56, 58, 59, 63, 67, 69, 70, 76, 79, 80, 82, 87, 89, 90, 91, 93, 97, 100)
BY_NAME = {factor.name: factor for factor in ALPHA101}


def test_all_are_there_but_those_of_industries_and_market_values() -> None:
    assert [factor.name for factor in ALPHA101] == [f"ALPHA{n:03d}" for n in range(1, 102) if n not in INDUSTRY]
    assert len(ALPHA101) == 82


def test_they_are_watched_and_never_scored() -> None:
    for factor in ALPHA101:
        assert (factor.status, factor.direction, factor.category) == ("shadow", 0, "alpha101")
        assert factor.definition.endswith(".")
        assert len(factor.definition) > 20
    assert len({factor.definition for factor in ALPHA101}) == 82


@pytest.mark.parametrize("name", BY_NAME)
def test_each_parses_within_the_days_that_are_kept(name: str) -> None:
    assert 0 <= BY_NAME[name].node.reach <= MAX_DAYS


@pytest.mark.parametrize(
    ("name", "expression"),
    [
        ("ALPHA012", "sign(delta(volume, 1)) * (-delta(close, 1))"),
        ("ALPHA041", "(high * low) ** 0.5 - vwap"),
        ("ALPHA046", "where(0.25 < {turn}, -1, where({turn} < 0, 1, -(close - ref(close, 1))))"),
        ("ALPHA061", "cs_rank(vwap - min(vwap, 16)) < cs_rank(corr(vwap, mean(amount, 180), 17))"),
        ("ALPHA101", "(close - open) / (high - low + 0.001)"),
    ],
)
def test_an_expression_is_the_papers(name: str, expression: str) -> None:
    turn = "((ref(close, 20) - ref(close, 10)) / 10 - (ref(close, 10) - close) / 10)"
    assert BY_NAME[name].node == parse(expression.replace("{turn}", turn))


def test_fractions_of_days_are_floored() -> None:
    windows = [node.parameters[0] for node in _parts(BY_NAME["ALPHA098"].node) if node.parameters and node.name]
    assert sorted(set(windows)) == [4, 5, 6, 7, 8, 15, 20, 26]


def test_a_volume_set_against_usual_trading_is_in_yuan() -> None:
    for number in (7, 17, 21, 39, 43, 47):
        names = {node.name for node in _parts(BY_NAME[f"ALPHA{number:03d}"].node)}
        assert "amount" in names
        assert "volume" not in names


def _parts(node: Node) -> list[Node]:
    return [node, *(part for operand in node.operands for part in _parts(operand))]
