"""Three steps no compiler vectorises by itself, written in LLVM's own vectors, which it cuts to the processor's.

A sorted window losing and gaining a value, sixteen windows side by side; rows of a field coming in from wherever it is
mapped; and rows of results leaving for memory past the caches, since nobody reads them again soon and fetching their
lines first would take twice as long.
"""

from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from core.pipeline.engine.kernel import Cube, Flat
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
    infinite, lowest = (_filled(float(sign)) for sign in ("inf", "-inf"))
    last = builder.sub(days, integer(1))
    before = cgutils.alloca_once_value(builder, lowest)
    here = cgutils.alloca_once_value(builder, _load(builder, rows, integer(0)))
    with cgutils.for_range(builder, last, intp=integer) as loop:
        following = _load(builder, rows, builder.add(loop.index, integer(1)))
        _shift(builder, rows, loop.index, (before, here), following, (entering, leaving))
    _shift(builder, rows, last, (before, here), infinite, (entering, leaving))


def _shift(builder: Any, rows: Any, place: Any, carried: Any, following: Any, values: Any) -> None:
    before, here = carried
    entering, leaving = values
    current = builder.load(here)
    kept = builder.select(builder.fcmp_ordered("<", current, leaving), current, following)
    smaller = builder.select(builder.fcmp_ordered("<", kept, entering), kept, entering)
    previous = builder.load(before)
    _store(builder, builder.select(builder.fcmp_ordered(">", previous, smaller), previous, smaller), rows, place)
    builder.store(kept, before)
    builder.store(following, here)


def _filled(value: float) -> Any:
    return ir.Constant(_VECTOR, [ir.Constant(ir.DoubleType(), value)] * LANES)


def _load(builder: Any, rows: Any, index: Any) -> Any:
    loaded = builder.load(builder.gep(rows, [index]))
    loaded.align = 8
    return loaded


def _store(builder: Any, value: Any, rows: Any, index: Any) -> None:
    stored = builder.store(value, builder.gep(rows, [index]))
    stored.align = 8


def _store_rows(
    typing_context: Any, values: Any, mask: Any, out: Any, first: Any, stride: Any, rows: Any, apart: Any
) -> Any:
    """Store values + mask as rows of LANES at out[first], out[first + stride], …; what is not finite is missing.

    Rows of values and mask lie `apart` times LANES from one another.
    """
    signature = types.void(values, mask, out, types.intp, types.intp, types.intp, types.intp)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        pointers = [
            context.make_array(kind)(context, builder, argument).data
            for kind, argument in zip(signature.args[:3], arguments[:3], strict=True)
        ]
        single = signature.args[2].dtype == types.float32
        place = builder.gep(pointers[2], [arguments[3]])
        size = 4 if single else 8
        address = builder.ptrtoint(place, ir.IntType(64))
        step = builder.mul(arguments[4], arguments[4].type(size))
        low_bits = builder.and_(builder.or_(address, step), ir.IntType(64)(63))
        aligned = builder.icmp_unsigned("==", low_bits, ir.IntType(64)(0))
        with builder.if_else(aligned) as (whole_lines, otherwise):
            with whole_lines:
                _copy_rows(builder, pointers, arguments, single=single, past_caches=True)
            with otherwise:
                _copy_rows(builder, pointers, arguments, single=single, past_caches=False)
        return context.get_dummy_value()

    return signature, generate


store_rows: Callable[[Flat, Flat, Cube, int, int, int, int], None] = intrinsic(_store_rows)


def _copy_rows(builder: Any, pointers: Any, arguments: Any, *, single: bool, past_caches: bool) -> None:
    first, stride, rows, apart = arguments[3:]
    kind = ir.VectorType(ir.FloatType() if single else ir.DoubleType(), LANES)
    values, mask = (builder.bitcast(pointer, _VECTOR.as_pointer()) for pointer in pointers[:2])
    with cgutils.for_range(builder, rows, intp=rows.type) as loop:
        source = builder.mul(loop.index, apart)
        result = builder.fadd(_load(builder, values, source), _load(builder, mask, source))
        result = builder.fptrunc(result, kind) if single else result
        result = builder.fadd(result, builder.fsub(result, result))
        place = builder.gep(pointers[2], [builder.add(first, builder.mul(loop.index, stride))])
        stored = builder.store(result, builder.bitcast(place, kind.as_pointer()))
        stored.align = 64 if past_caches else 4
        if past_caches:
            one = builder.module.add_metadata([ir.Constant(ir.IntType(32), 1)])
            stored.set_metadata("nontemporal", one)


def _load_rows(typing_context: Any, address: Any, stride: Any, rows: Any, apart: Any, single: Any, out: Any) -> Any:
    """Load rows of LANES from an address, `stride` bytes apart, float32 where `single`; an infinity is missing.

    Rows of `out` lie `apart` times LANES from one another.
    """
    signature = types.void(types.intp, types.intp, types.intp, types.intp, types.boolean, out)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        target = context.make_array(signature.args[5])(context, builder, arguments[5]).data
        flag = builder.icmp_unsigned("!=", arguments[4], arguments[4].type(0))
        with builder.if_else(flag) as (float32, float64):
            with float32:
                _widen_rows(builder, arguments, target, ir.FloatType())
            with float64:
                _widen_rows(builder, arguments, target, ir.DoubleType())
        return context.get_dummy_value()

    return signature, generate


load_rows: Callable[[int, int, int, int, bool, Flat], None] = intrinsic(_load_rows)


def _widen_rows(builder: Any, arguments: Any, target: Any, cell: Any) -> None:
    address, stride, rows, apart = arguments[:4]
    out = builder.bitcast(target, _VECTOR.as_pointer())
    with cgutils.for_range(builder, rows, intp=rows.type) as loop:
        place = builder.add(address, builder.mul(loop.index, stride))
        loaded = builder.load(builder.inttoptr(place, ir.VectorType(cell, LANES).as_pointer()))
        loaded.align = 4
        value = loaded if isinstance(cell, ir.DoubleType) else builder.fpext(loaded, _VECTOR)
        _store(builder, builder.fadd(value, builder.fsub(value, value)), out, builder.mul(loop.index, apart))


def _load_cell(typing_context: Any, address: Any, single: Any) -> Any:
    """Load one number from an address, float32 where `single`."""
    signature = types.float64(types.intp, types.boolean)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        double = ir.DoubleType()
        flag = builder.icmp_unsigned("!=", arguments[1], arguments[1].type(0))
        found = cgutils.alloca_once(builder, double)
        with builder.if_else(flag) as (float32, float64):
            with float32:
                loaded = builder.load(builder.inttoptr(arguments[0], ir.FloatType().as_pointer()))
                builder.store(builder.fpext(loaded, double), found)
            with float64:
                builder.store(builder.load(builder.inttoptr(arguments[0], double.as_pointer())), found)
        return builder.load(found)

    return signature, generate


load_cell: Callable[[int, bool], float] = intrinsic(_load_cell)
