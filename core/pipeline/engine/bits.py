"""A number's bits as a whole number that orders as the number does."""

from collections.abc import Callable
from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic


def _ordered_bits(typing_context: Any, value: Any) -> Any:
    """Turn all bits of a negative number and the sign of any other; −0 counts as 0. float32 gives 32 bits."""
    signature = types.uint64(value)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        number = arguments[0].type
        whole = ir.IntType(32 if value == types.float32 else 64)
        bits = builder.bitcast(builder.fadd(arguments[0], ir.Constant(number, 0.0)), whole)
        sign = builder.ashr(bits, whole(whole.width - 1))
        turned = builder.xor(bits, builder.or_(sign, whole(1 << (whole.width - 1))))
        return builder.zext(turned, ir.IntType(64)) if whole.width == 32 else turned

    return signature, generate


ordered_bits: Callable[[float], np.uint64] = intrinsic(_ordered_bits)
