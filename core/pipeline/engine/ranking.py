"""One row of names put in order, exactly: radix sort of the values' bits.

The bits of a number, its sign turned, order as the number does. What a row's largest bits exceed its smallest by is
sorted eleven bits at a time, thirty-three at most; only what float64 holds below that is put right by insertion.
"""

import math

import numpy as np
import numpy.typing as npt

from core.pipeline.engine.kernel import Flat, kernel

Row = npt.NDArray[np.float32] | npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Names = npt.NDArray[np.int32]
Bits = npt.NDArray[np.uint64]
Scratch = tuple[Flat, Names, Bits, Bits, Bits, npt.NDArray[np.uint64]]
"""What a sort works in and leaves: ascending values, their names' places, and space of its own."""

DIGIT = 11
PASSES = 3
PREFIX = DIGIT * PASSES
NAME_BITS = 31
SINGLE_SPARE_BITS = 29
MOVES_PER_NAME = 16

_ONE = np.uint64(1)
_BUCKETS = np.uint64(1 << DIGIT)
_LAST_BUCKET = np.uint64((1 << DIGIT) - 1)
_NAME_MASK = np.uint64((1 << NAME_BITS) - 1)
_NAME_SHIFT = np.uint64(NAME_BITS)
_TOP = np.uint64(63)
_SIGN = np.uint64(1 << 63)


@kernel
def sort_space(names: int) -> Scratch:
    """Return space to sort rows of so many names, fewer than 2^31."""
    return (
        np.empty(names),
        np.empty(names, np.int32),
        np.empty(names, np.uint64),
        np.empty(names, np.uint64),
        np.empty(names, np.uint64),
        np.empty(PASSES << DIGIT, np.uint64),
    )


@kernel
def sort_row(row: Row, mask: Mask, space: Scratch) -> int:
    """Leave the finite values of `mask` ascending in space[0], their names' places in space[1]; return how many.

    Equal values stand in the order of their names; −0 is 0.
    """
    values, order, keys, packed, spare, counts = space
    count = _gather(row, mask, values, order)
    if count == 0:
        return 0
    low, high = _turn(values, keys, count)
    bits = _bit_length(high - low)
    shift = max(bits - PREFIX, min(bits, SINGLE_SPARE_BITS) if row.itemsize == 4 else 0)
    _pack(keys, order, low, shift, packed, count)
    _radix(packed, spare, counts, count, bits - shift)
    _unpack(row, packed, values, order, count)
    if row.itemsize == 8 and shift > 0 and not _insert(values, order, count):
        _turn(values, keys, count)
        _pack_rest(keys, order, low, shift, packed, count)
        _radix(packed, spare, counts, count, shift)
        _unpack(row, packed, values, order, count)
        _turn(values, keys, count)
        _pack(keys, order, low, shift, packed, count)
        _radix(packed, spare, counts, count, bits - shift)
        _unpack(row, packed, values, order, count)
    return count


@kernel
def _gather(row: Row, mask: Mask, values: Flat, order: Names) -> int:
    count = np.uint64(0)
    for i in range(np.uint64(row.size)):
        value = np.float64(row[i])
        if mask[i] and value - value == 0.0:
            values[count] = value + 0.0
            order[count] = i
            count += _ONE
    return int(count)


@kernel
def _turn(values: Flat, keys: Bits, count: int) -> tuple[np.uint64, np.uint64]:
    """Leave the values' bits in `keys`, so that they order as the values do; return the smallest and the largest."""
    bits = values.view(np.uint64)
    low, high = ~np.uint64(0), np.uint64(0)
    for i in range(np.uint64(count)):
        key = bits[i] ^ ((np.uint64(0) - (bits[i] >> _TOP)) | _SIGN)
        keys[i] = key
        low = min(low, key)
        high = max(high, key)
    return low, high


@kernel
def _bit_length(value: np.uint64) -> int:
    length = 0
    while value > np.uint64(0):
        value >>= _ONE
        length += 1
    return length


@kernel
def _pack(keys: Bits, order: Names, low: np.uint64, shift: int, packed: Bits, count: int) -> None:
    by = np.uint64(shift)
    for i in range(np.uint64(count)):
        packed[i] = (((keys[i] - low) >> by) << _NAME_SHIFT) | np.uint64(order[i])


@kernel
def _pack_rest(keys: Bits, order: Names, low: np.uint64, shift: int, packed: Bits, count: int) -> None:
    rest = (_ONE << np.uint64(shift)) - _ONE
    for i in range(np.uint64(count)):
        packed[i] = (((keys[i] - low) & rest) << _NAME_SHIFT) | np.uint64(order[i])


@kernel
def _radix(packed: Bits, spare: Bits, counts: Bits, count: int, bits: int) -> None:
    """Sort `packed` by the `bits` above the name, keeping the order of equals."""
    passes = (bits + DIGIT - 1) // DIGIT
    counts[: passes << DIGIT] = np.uint64(0)
    for digit in range(passes):
        places = counts[digit << DIGIT : (digit + 1) << DIGIT]
        by = np.uint64(NAME_BITS + digit * DIGIT)
        for i in range(np.uint64(count)):
            places[(packed[i] >> by) & _LAST_BUCKET] += _ONE
        total = np.uint64(0)
        for bucket in range(_BUCKETS):
            here = places[bucket]
            places[bucket] = total
            total += here
    for digit in range(passes):
        source, target = (packed, spare) if digit % 2 == 0 else (spare, packed)
        _scatter(source, target, counts[digit << DIGIT : (digit + 1) << DIGIT], NAME_BITS + digit * DIGIT, count)
    if passes % 2:
        packed[:count] = spare[:count]


@kernel
def _scatter(source: Bits, target: Bits, places: Bits, shift: int, count: int) -> None:
    by = np.uint64(shift)
    for i in range(np.uint64(count)):
        item = source[i]
        bucket = (item >> by) & _LAST_BUCKET
        target[places[bucket]] = item
        places[bucket] += _ONE


@kernel
def _unpack(row: Row, packed: Bits, values: Flat, order: Names, count: int) -> None:
    for i in range(np.uint64(count)):
        place = packed[i] & _NAME_MASK
        order[i] = np.int32(place)
        values[i] = np.float64(row[place]) + 0.0


@kernel
def _insert(values: Flat, order: Names, count: int) -> bool:
    """Put nearly sorted values in order; give up, with nothing lost, where they are far from it."""
    left = MOVES_PER_NAME * count
    for i in range(1, count):
        value = values[i]
        if values[i - 1] <= value:
            continue
        name = order[i]
        j = i
        while j > 0 and values[j - 1] > value:
            values[j] = values[j - 1]
            order[j] = order[j - 1]
            j -= 1
        values[j] = value
        order[j] = name
        left -= i - j
        if left < 0:
            return False
    return True


@kernel
def percentiles(space: Scratch, count: int, out: Row) -> None:
    """Write each sorted name's percentile, its average rank over `count`, to its place in `out`; touch no other."""
    values, order = space[0], space[1]
    first = 0
    while first < count:
        last = first + 1
        while last < count and values[last] == values[first]:
            last += 1
        share = 0.5 * (first + last + 1) / count
        for i in range(first, last):
            out[order[i]] = share
        first = last


@kernel
def power_below(largest: float) -> float:
    """Return a power of two that scales numbers up to `largest` to about 1, so that their squares are numbers too."""
    if largest == 0.0:
        return 1.0
    _, exponent = math.frexp(largest)
    return math.ldexp(1.0, -min(max(exponent, -1000), 1000))
