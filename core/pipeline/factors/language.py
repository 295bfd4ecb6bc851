"""Factor expressions as text: `mean(close, 5) / close - 1`, read with Python's own grammar and never evaluated by it.

Names are the fields of `fields.py` and the operators of `expression.py`; `+ - * / **`, comparisons, `&` and `|` stand
for their operators. Nothing else parses, so a file from outside can do no more than describe a factor.
"""

import ast
import math
import re
from difflib import get_close_matches

from core.domain.errors import FixAndRestart
from core.pipeline.factors.expression import OPERATORS, Node, Operator, call, column, number
from core.pipeline.factors.fields import FIELDS

MAX_DAYS = 250
MAX_LENGTH = 2000
MAX_DEPTH = 60
MAX_NUMBER = 1e300

_FOREIGN = re.compile(r"[^A-Za-z0-9_.,()+\-*/<>=&|\s]|[^\x00-\x7f]")
_BINARY = {
    ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "div", ast.Pow: "pow", ast.BitAnd: "both",
    ast.BitOr: "either",
}  # fmt: skip
_COMPARE = {ast.Gt: "gt", ast.GtE: "ge", ast.Lt: "lt", ast.LtE: "le", ast.Eq: "eq"}
_SYMBOLS = {
    "add": "+", "sub": "-", "mul": "*", "div": "/", "pow": "**", "gt": ">", "ge": ">=", "lt": "<", "le": "<=",
    "eq": "==", "both": "&", "either": "|",
}  # fmt: skip


def parse(text: str) -> Node:
    """Read an expression; raises FixAndRestart with the place and what was expected.

    Windows are whole numbers from 1 to 250 (a lag may not be 0), quantiles lie in [0, 1].
    """
    if len(text) > MAX_LENGTH:
        raise _wrong(f"an expression of {len(text)} characters", f"write at most {MAX_LENGTH}")
    foreign = _FOREIGN.search(text)
    if foreign:
        raise _wrong(f"{foreign.group()!r} has no meaning here", "use fields, numbers, operators and calls only")
    try:
        tree = ast.parse(" ".join(text.split()), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise _wrong(f"{text!r} is no expression", "write one such as mean(close, 5) / close - 1") from error
    node = _read(tree, 0)
    if node.reach > MAX_DAYS:
        raise _wrong(f"the expression looks back {node.reach} days", f"at most {MAX_DAYS} are kept")
    return node


def render(node: Node) -> str:
    """Write an expression out so that it parses to the same node."""
    if node.is_number:
        value = node.parameters[0]
        return f"({_number(value)})" if math.copysign(1, value) < 0 else _number(value)
    if not node.operands:
        return node.name
    inner = [render(operand) for operand in node.operands]
    if node.name in _SYMBOLS:
        return f"({inner[0]} {_SYMBOLS[node.name]} {inner[1]})"
    if node.name == "neg":
        return f"(-{inner[0]})"
    return f"{node.name}({', '.join([*inner, *map(_number, node.parameters)])})"


def _number(value: float) -> str:
    short = f"{value:g}"
    return short if float(short) == value else repr(value)


def _read(tree: ast.expr, depth: int) -> Node:
    if depth > MAX_DEPTH:
        raise _wrong("the expression is nested too deeply", f"nest at most {MAX_DEPTH} levels")
    match tree:
        case ast.Constant(value=bool()):
            pass
        case ast.Constant(value=int() | float() as value) if abs(value) <= MAX_NUMBER:
            return number(value)
        case ast.Name(id=name):
            return _field(name)
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return _negated(_read(inner, depth + 1))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            return call(_BINARY[type(op)], (_read(left, depth + 1), _read(right, depth + 1)))
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARE:
            return call(_COMPARE[type(op)], (_read(left, depth + 1), _read(right, depth + 1)))
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
            return _call(name, arguments, depth)
        case _:
            pass
    kind = type(tree).__name__.lower()
    raise _wrong(
        f"{kind} at character {tree.col_offset + 1} has no meaning here",
        "use fields, numbers, operators and calls only",
    )


def _negated(inner: Node) -> Node:
    return number(-inner.parameters[0]) if inner.is_number else call("neg", (inner,))


def _field(name: str) -> Node:
    if name not in FIELDS:
        raise _wrong(f"there is no field {name!r}", _near(name, list(FIELDS)))
    return column(name)


def _call(name: str, arguments: list[ast.expr], depth: int) -> Node:
    if name not in OPERATORS:
        raise _wrong(f"there is no operator {name!r}", _near(name, list(OPERATORS)))
    operator = OPERATORS[name]
    wanted = operator.operands + len(operator.parameters)
    if len(arguments) != wanted:
        raise _wrong(f"{name} got {len(arguments)} arguments", f"it takes {wanted}: {operator.meaning}")
    nodes = [_read(argument, depth + 1) for argument in arguments]
    return call(name, tuple(nodes[: operator.operands]), _parameters(operator, nodes[operator.operands :]))


def _parameters(operator: Operator, nodes: list[Node]) -> tuple[float, ...]:
    values = []
    for parameter, node in zip(operator.parameters, nodes, strict=True):
        if not node.is_number:
            raise _wrong(f"{operator.name} got an expression for its {parameter}", "write a plain number")
        value = node.parameters[0]
        whole = value == int(value) and 1 <= value <= MAX_DAYS
        if not (whole if parameter == "days" else 0 <= value <= 1):
            expected = f"a whole number from 1 to {MAX_DAYS}" if parameter == "days" else "a number from 0 to 1"
            raise _wrong(f"{operator.name} got {parameter} = {value:g}", f"write {expected}")
        values.append(value)
    return tuple(values)


def _near(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"


def _wrong(message: str, remedy: str) -> FixAndRestart:
    return FixAndRestart(f"factor expression: {message}", remedy)
