"""One step no compiler vectorises by itself, written in LLVM's own vectors: a sorted window losing and gaining a value.

Sixteen sorted windows lie side by side. LLVM splits the vectors into whatever registers the processor has.
"""

from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from core.pipeline.engine.kernel import Flat
from core.pipeline.engine.opcodes import LANES

_VECTOR = ir.VectorType(ir.DoubleType(), LANES)


def _replace_sorted(typing_context: Any, window: Any, days: Any) -> Any:
    """Replace per lane one value of a sorted window: row `days` holds what enters, row `days` + 1 what leaves.

    One pass: d[j] = s[j] where s[j] < leaving, else s[j + 1]; then s[j] = max(d[j − 1], min(d[j], entering)).
    """
    signature = types.void(window, types.intp)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        array = context.make_array(signature.args[0])(context, builder, arguments[0])
        rows = builder.bitcast(array.data, _VECTOR.as_pointer())
        _replace(builder, rows, arguments[1])
        return context.get_dummy_value()

    return signature, generate


replace_sorted: Callable[[Flat, int], None] = intrinsic(_replace_sorted)


def _replace(builder: Any, rows: Any, days: Any) -> None:
    integer = days.type
    entering = _load(builder, rows, days)
    leaving = _load(builder, rows, builder.add(days, integer(1)))
    infinite = ir.Constant(_VECTOR, [ir.Constant(ir.DoubleType(), float("inf"))] * LANES)
    lowest = ir.Constant(_VECTOR, [ir.Constant(ir.DoubleType(), float("-inf"))] * LANES)
    last = builder.sub(days, integer(1))
    before = cgutils.alloca_once_value(builder, lowest)
    with cgutils.for_range(builder, days, intp=integer) as loop:
        here = _load(builder, rows, loop.index)
        at_end = builder.icmp_signed("==", loop.index, last)
        following = _load(builder, rows, builder.select(at_end, loop.index, builder.add(loop.index, integer(1))))
        following = builder.select(at_end, infinite, following)
        kept = builder.select(builder.fcmp_ordered("<", here, leaving), here, following)
        smaller = builder.select(builder.fcmp_ordered("<", kept, entering), kept, entering)
        previous = builder.load(before)
        larger = builder.select(builder.fcmp_ordered(">", previous, smaller), previous, smaller)
        _store(builder, larger, rows, loop.index)
        builder.store(kept, before)


def _load(builder: Any, rows: Any, index: Any) -> Any:
    loaded = builder.load(builder.gep(rows, [index]))
    loaded.align = 8
    return loaded


def _store(builder: Any, value: Any, rows: Any, index: Any) -> None:
    stored = builder.store(value, builder.gep(rows, [index]))
    stored.align = 8
