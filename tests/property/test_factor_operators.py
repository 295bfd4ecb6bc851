"""The engine against the plain reference: every operator alone, and whatever may be built from them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.pipeline.engine.engine import Engine
from core.pipeline.engine.grids import Grids
from core.pipeline.factors.alpha158 import ALPHA158
from core.pipeline.factors.declaration import Factor
from core.pipeline.factors.expression import OPERATORS, Kind, Node, Operator, call, column, number
from core.pipeline.factors.language import MAX_LENGTH, parse, render
from core.pipeline.factors.library import CATALOGUE
from tests.fakes.factor_panels import FLAWS, make_grids, recipes
from tests.fakes.reference_operators import assert_agrees

Recipe = tuple[int, int, int, list[str], type[np.floating]]
WORDS = ("close", "open", "high", "volume", "amount", "turnover", "pe_ttm", "limit_up", "one_price")
WINDOWS = st.one_of(st.integers(1, 60), st.sampled_from([1, 2, 3, 5, 60, 250]))
NEAR_ONE = (parse("close / vwap"), parse("-open / high"), parse("one_price"))
"""A product over 250 prices or volumes leaves the range of numbers on the way: in which order is nobody's business."""


def run(nodes: list[Node], grids: Grids, threads: int = 1) -> np.ndarray:
    return Engine(nodes, threads).compute(grids, 0, grids.shape[0])


def fields_for(operator: Operator) -> st.SearchStrategy[Node]:
    return st.sampled_from(NEAR_ONE) if operator.name == "product" else st.sampled_from(WORDS).map(column)


def calls(
    operator: Operator, operand: st.SearchStrategy[Node], days: st.SearchStrategy[int]
) -> st.SearchStrategy[Node]:
    """Calls of one operator with operands and parameters drawn."""
    parameters = {"days": days.map(float), "q": st.sampled_from([0.0, 0.2, 0.5, 0.8, 1.0]) | st.floats(0, 1)}
    return st.builds(
        call,
        st.just(operator.name),
        st.tuples(*[operand] * operator.operands),
        st.tuples(*(parameters[name] for name in operator.parameters)),
    )


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("name", list(OPERATORS))
def test_an_operator_is_what_its_definition_says(name: str, dtype: type[np.floating]) -> None:
    """float32 grids are computed in float64: what comes out is the reference's value, rounded once."""
    operator = OPERATORS[name]
    examples = 15 if operator.kind is Kind.WINDOW else 6

    @settings(deadline=None, max_examples=examples)
    @given(recipes(70, 5, dtype), st.lists(calls(operator, fields_for(operator), WINDOWS), min_size=1, max_size=3))
    def check(recipe: Recipe, nodes: list[Node]) -> None:
        grids = make_grids(*recipe)
        for node, got in zip(nodes, run(nodes, grids), strict=True):
            assert got.dtype == dtype
            assert_agrees(got, node, grids)

    check()


@pytest.mark.parametrize("days", [120, 250])
@pytest.mark.parametrize(
    "name", [name for name, each in OPERATORS.items() if each.kind is Kind.WINDOW and name != "product"]
)
def test_a_long_window_on_a_long_history(name: str, days: int) -> None:
    operator = OPERATORS[name]
    grids = make_grids(300, 3, days, ["suspended", "gaps", "spikes"])
    operands = (column("close"), column("volume"))[: operator.operands]
    node = call(name, operands, (float(days), *[0.3] * (len(operator.parameters) - 1)))
    got = run([node], grids)[0]
    assert np.isfinite(got).any()
    assert_agrees(got, node, grids)


@pytest.mark.parametrize("value", [0.0, 0.1, 10.1, -3.7e-9, 1e12])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_a_constant_has_no_spread_at_all(value: float, dtype: type[np.floating]) -> None:
    """To the last bit: no rounding may pass for a movement, whatever days are missing."""
    grids = make_grids(70, 17, 1, ["gaps"], dtype)
    grids["open"][...] = np.where(np.isnan(grids["close"]), np.nan, dtype(value))
    for days in (2, 3, 5, 7, 20, 60):
        texts = [f"std(open, {days})", f"var(open, {days})", f"slope(open, {days})"]
        texts += [f"rsquare(open, {days})", f"corr(open, close, {days})", f"corr(volume, open, {days})"]
        values = run([parse(text) for text in texts], grids)
        known = np.isfinite(run([parse(f"std(close, {days})")], grids)[0])
        assert (values[:2, known] == 0).all()
        assert np.abs(values[2, known]).max() <= 1e-12 * abs(value)
        assert np.isnan(values[3:]).all()


def test_names_that_are_all_alike_have_no_scores() -> None:
    """A tenth summed seventeen times is not seventeen tenths: the mean must not pass for a distance."""
    grids = make_grids(30, 17, 1, ["gaps"])
    grids["open"][...] = np.where(np.isnan(grids["close"]), np.nan, 0.1)
    scores, ranks = run([parse("cs_zscore(open)"), parse("cs_rank(open)")], grids)
    seen = np.isfinite(grids["close"])
    count = seen.sum(axis=1, keepdims=True)
    assert np.isnan(scores).all()
    np.testing.assert_allclose(ranks[seen], np.broadcast_to((count + 1) / 2 / count, seen.shape)[seen], rtol=1e-12)


def expressions(depth: int) -> st.SearchStrategy[Node]:
    """Any operator of anything, `depth` levels deep; no window of plain numbers only."""
    leaf = st.one_of(st.sampled_from(WORDS).map(column), st.sampled_from([-2.0, 0.0, 0.5, 1.0, 3.0]).map(number))
    if depth == 0:
        return leaf
    inner = expressions(depth - 1)
    days = st.sampled_from([1, 2, 3, 4, 5, 7, 10, 20])
    chosen = [each for name, each in OPERATORS.items() if name not in {"product", "pow", "exp"}]
    return st.one_of(leaf, st.sampled_from(chosen).flatmap(lambda operator: calls(operator, inner, days))).filter(
        _reads_a_field
    )


def _reads_a_field(node: Node) -> bool:
    windowed = node.operator is not None and node.operator.kind is Kind.WINDOW
    return not windowed or any(map(_has_field, node.operands))


def _has_field(node: Node) -> bool:
    return any(map(_has_field, node.operands)) if node.operands else not node.is_number


TEXTS = expressions(4).map(render).filter(lambda text: len(text) <= MAX_LENGTH)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_whatever_is_built_from_operators(dtype: type[np.floating]) -> None:
    @settings(deadline=None, max_examples=100)
    @given(recipes(30, 4, dtype), st.lists(TEXTS, min_size=1, max_size=3))
    def check(recipe: Recipe, texts: list[str]) -> None:
        grids, nodes = make_grids(*recipe), [parse(text) for text in texts]
        for node, got in zip(nodes, run(nodes, grids), strict=True):
            assert_agrees(got, node, grids, share=1.0)

    check()


NESTED = (
    "mean(cs_rank(close), 5)",
    "cs_rank(mean(close, 5) / close)",
    "corr(cs_rank(close), cs_rank(volume), 6)",
    "-rank(cs_rank(low), 9)",
    "cs_zscore(delta(cs_scale(log(volume)), 3) * std(close, 10))",
    "cs_rank(argmax(where(close / ref(close, 1) < 1, std(close / ref(close, 1), 20), close) ** 2, 5)) - 0.5",
    "max(cs_rank(corr(rank(volume, 5), rank(high, 5), 5)), 3)",
    "residual(mean(close, 3), 7) / std(delta(close, 1), 10)",
    "quantile(mean(volume, 5), 20, 0.8) / last(volume, 20) + sum(close > ref(close, 1), 10)",
    "decay(delta(decay(vwap, 4), 2), 12) / slope(amount, 6)",
    "product(1 + limit_up, 5) + exp(-turnover) + log(cov(open, high, 8))",
    "ref(cs_rank(ref(close, 2)), 3) + (one_price | limit_down) * (limit_up & one_price)",
)


@pytest.mark.parametrize("text", NESTED)
@pytest.mark.parametrize("flaws", [(), ("gaps", "late", "ties"), tuple(FLAWS)])
def test_windows_in_cross_sections_in_windows(text: str, flaws: tuple[str, ...]) -> None:
    grids = make_grids(60, 17, len(text), flaws)
    node = parse(text)
    got = run([node], grids, threads=2)[0]
    assert_agrees(got, node, grids, share=0.2)
    assert np.isfinite(got).any()


OTHERS = [factor for factor in CATALOGUE if factor not in ALPHA158]


@pytest.mark.parametrize("factor", OTHERS[::2], ids=lambda factor: factor.name)
def test_a_factor_of_the_library_is_its_expression(factor: Factor) -> None:
    """Every second one: Alpha158 has a reference of its own, and operators are tested one by one."""
    grids = make_grids(min(factor.node.reach, 60) + 8, 4, 4, ["gaps", "suspended"])
    assert_agrees(run([factor.node], grids)[0], factor.node, grids, share=0.99)
