"""The language of factors: what is written out reads back the same, and nothing but factors can be said in it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.errors import FixAndRestart
from core.pipeline.factors.expression import OPERATORS, Kind, Node, call, column, number
from core.pipeline.factors.fields import FIELDS
from core.pipeline.factors.language import MAX_DAYS, MAX_LENGTH, parse, render

FINITE = st.floats(-1e300, 1e300, allow_nan=False, allow_infinity=False)
LEAVES = st.one_of(st.sampled_from(sorted(FIELDS)).map(column), FINITE.map(number))


def _call(name: str, inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    operator = OPERATORS[name]
    parameters = [st.integers(1, 20).map(float) if each == "days" else st.floats(0, 1) for each in operator.parameters]
    operands = [inner.filter(lambda node: name != "neg" or not node.is_number) for _ in range(operator.operands)]
    return st.builds(call, st.just(name), st.tuples(*operands), st.tuples(*parameters))


NODES = st.recursive(LEAVES, lambda inner: st.sampled_from(sorted(OPERATORS)).flatmap(lambda name: _call(name, inner)))


@given(NODES.filter(lambda node: node.reach <= MAX_DAYS and len(render(node)) <= MAX_LENGTH))
def test_what_is_written_reads_back_as_the_same(node: Node) -> None:
    again = parse(render(node))
    assert again == node
    assert hash(again) == hash(node)
    assert again.reach == node.reach
    assert render(again) == render(node)


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("close", "close"),
        (" mean( close ,5)/close-1 ", "((mean(close, 5) / close) - 1)"),
        ("(-2) ** close", "((-2) ** close)"),
        ("-2 ** close", "(-(2 ** close))"),
        ("close - -3", "(close - (-3))"),
        ("quantile(close, 5, 0.123456789)", "quantile(close, 5, 0.123456789)"),
        ("close > open", "(close > open)"),
        ("(close > open) & (low <= 3) | (high == 1)", "(((close > open) & (low <= 3)) | (high == 1))"),
        ("mean(\n  close,\n  5)", "mean(close, 5)"),
    ],
)
def test_an_expression_has_one_written_form(text: str, rendered: str) -> None:
    assert render(parse(text)) == rendered


@pytest.mark.parametrize(
    ("text", "reach"),
    [("close", 0), ("mean(close, 60)", 59), ("ref(close, 60)", 60), ("delta(mean(close, 5), 3)", 7)],
)
def test_reach_counts_the_days_before_today(text: str, reach: int) -> None:
    assert parse(text).reach == reach


HOSTILE = [
    "",
    " ",
    "close.__class__",
    "close.__class__.__bases__",
    "().__class__",
    "__import__('os').system('true')",
    "__import__",
    "__builtins__",
    "open('x')",
    "open(1)",
    "eval('1')",
    "eval(1)",
    "exec(close)",
    "lambda: 1",
    "(lambda: close)()",
    "f'{close}'",
    "(close := 1)",
    "close = 1",
    "[close for close in open]",
    "{close}",
    "close[0]",
    "close if open else low",
    "not close",
    "~close",
    "+close",
    "close and open",
    "close < open < low",
    "close != open",
    "close % 2",
    "close // 2",
    "close @ open",
    "close << 2",
    "True",
    "None",
    "...",
    "1j",
    "1e999",
    "9" * 400,
    "mean(close, days=5)",
    "mean(*close, 5)",
    "mean(**close)",
    "mean(close)",
    "mean(close, 5, 5)",
    "mean(close, open)",
    "mean(close, 0)",
    "mean(close, -5)",
    "mean(close, 5.5)",
    "mean(close, 251)",
    "ref(close, 0)",
    "ref(close, -1)",
    "delta(close, -1)",
    f"mean(close, {'9' * 300})",
    "quantile(close, 5, 1.5)",
    "quantile(close, 5, -0.1)",
    "mean(mean(close, 200), 200)",
    "closе",
    "ｃlose",
    "close − 1",
    "close; open",
    "close # note",
    "close\\\n",
    "close\x00",
    "yield close",
    "await close",
    "import os",
    "mean(close, 5",
    "mean.real(close, 5)",
    "(mean)(close, 5)(1)",
    "nosuch",
    "nosuch(close)",
    "std(clos, 5)",
    "(" * 10_000,
    "-" * 1_900 + "1",
    "not " * 450 + "close",
    "(" * 900 + "close" + ")" * 900,
    "neg(" * 300 + "close" + ")" * 300,
    "close" + " + 1" * 400,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_else_can_be_said(text: str) -> None:
    with pytest.raises(FixAndRestart) as caught:
        parse(text)
    assert caught.value.message.startswith("factor expression: ")
    assert caught.value.remedy


@given(st.text(max_size=60) | st.text("closeopn_mean(),.*+-/<>=&|0123456789 \n[]{}:'\"@%!~", max_size=80))
def test_any_text_parses_or_is_refused(text: str) -> None:
    try:
        node = parse(text)
    except FixAndRestart:
        return
    assert parse(render(node)) == node


def test_code_in_an_expression_is_never_run(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    for text in (f"open({str(trace)!r}, 'w')", f"abs(open({str(trace)!r}, 'w'))", f"[open({str(trace)!r}, 'w')]"):
        with pytest.raises(FixAndRestart):
            parse(text)
    assert not trace.exists()


@pytest.mark.parametrize(
    ("text", "hint"),
    [("mean(clos, 5)", "did you mean 'close'?"), ("maen(close, 5)", "did you mean 'mean'?"), ("zzz", "known are")],
)
def test_a_misspelt_word_gets_a_hint(text: str, hint: str) -> None:
    with pytest.raises(FixAndRestart, match="factor expression") as caught:
        parse(text)
    assert hint in caught.value.remedy


@pytest.mark.parametrize("name", [name for name, each in OPERATORS.items() if each.kind is Kind.WINDOW])
def test_every_window_may_be_a_single_day_up_to_the_longest(name: str) -> None:
    operator = OPERATORS[name]
    for days in (1, MAX_DAYS):
        arguments = ["close"] * operator.operands + [str(days)] + ["0.5"] * (len(operator.parameters) - 1)
        assert parse(f"{name}({', '.join(arguments)})").reach == days - (0 if operator.lag else 1)
