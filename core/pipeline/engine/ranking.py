"""One row of names put in order, exactly: radix sort of the values' bits.

The bits of a number, its sign turned, order as the number does. Of what a row's largest bits exceed its smallest by,
the first twenty-two are sorted eleven at a time; few values are still out of order then, and insertion puts them right.
Where many are, all bits are sorted.
"""

import math

import numpy as np
import numpy.typing as npt

from core.pipeline.engine.bits import ordered_bits
from core.pipeline.engine.kernel import Flat, kernel

Row = npt.NDArray[np.float32] | npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Names = npt.NDArray[np.uint32]
Bits = npt.NDArray[np.uint64]
Counts = npt.NDArray[np.uint32]
Scratch = tuple[Flat, Names, Bits, Bits, Bits, Counts]
"""What a sort works in and leaves: ascending values, their names' places, and space of its own."""

DIGIT = 11
PASSES = 3
PREFIX = DIGIT * PASSES
NAME_BITS = 31
MOVES_PER_NAME = 16

_ONE = np.uint64(1)
_BUCKETS = np.uint64(1 << DIGIT)
_LAST_BUCKET = np.uint64((1 << DIGIT) - 1)
_NAME_MASK = np.uint64((1 << NAME_BITS) - 1)
_PREFIX_MASK = np.uint64((1 << PREFIX) - 1)
_NAME_SHIFT = np.uint64(NAME_BITS)


@kernel
def sort_space(names: int) -> Scratch:
    """Return space to sort rows of so many names, fewer than 2^31."""
    return (
        np.empty(names),
        np.empty(names, np.uint32),
        np.empty(names, np.uint64),
        np.empty(names, np.uint64),
        np.empty(names, np.uint64),
        np.empty(PASSES << DIGIT, np.uint32),
    )


@kernel
def sort_row(row: Row, mask: Mask, space: Scratch) -> int:
    """Leave the finite values of `mask` ascending in space[0], their names' places in space[1]; return how many.

    Equal values stand in the order of their names; −0 is 0.
    """
    values, order, keys, packed, spare, counts = space
    count = _gather(row, mask, order, keys)
    if count == 0:
        return 0
    low, high = _span(keys, count)
    bits = _bit_length(high - low)
    shift = max(bits - 2 * DIGIT, 0)
    _pack(keys, order, low, shift, packed, count)
    _radix(packed, spare, counts, count, bits - shift)
    _unpack(row, packed, values, order, count)
    if shift > 0 and not _insert(values, order, count):
        for first in range(0, bits, PREFIX):
            _turn(values, keys, count)
            _pack(keys, order, low, first, packed, count)
            _radix(packed, spare, counts, count, min(bits - first, PREFIX))
            _unpack(row, packed, values, order, count)
    return count


@kernel
def _gather(row: Row, mask: Mask, order: Names, keys: Bits) -> int:
    count = np.uint64(0)
    for i in range(np.uint64(row.size)):
        value = row[i]
        keys[count] = ordered_bits(value)
        order[count] = i
        count += np.uint64(mask[i] and value - value == 0)
    return int(np.int64(count))


@kernel
def _span(keys: Bits, count: int) -> tuple[np.uint64, np.uint64]:
    low, high = ~np.uint64(0), np.uint64(0)
    for i in range(np.uint64(count)):
        low = min(low, keys[i])
        high = max(high, keys[i])
    return low, high


@kernel
def _turn(values: Flat, keys: Bits, count: int) -> None:
    for i in range(np.uint64(count)):
        keys[i] = ordered_bits(values[i])


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
        packed[i] = ((((keys[i] - low) >> by) & _PREFIX_MASK) << _NAME_SHIFT) | np.uint64(order[i])


@kernel
def _radix(packed: Bits, spare: Bits, counts: Counts, count: int, bits: int) -> None:
    """Sort `packed` by the `bits` above the name, keeping the order of equals."""
    passes = (bits + DIGIT - 1) // DIGIT
    _count_digits(packed, counts, count, passes)
    for digit in range(passes):
        places = counts[digit << DIGIT : (digit + 1) << DIGIT]
        total = np.uint32(0)
        for bucket in range(_BUCKETS):
            here = places[bucket]
            places[bucket] = total
            total += here
        source, target = (packed, spare) if digit % 2 == 0 else (spare, packed)
        _scatter(source, target, places, NAME_BITS + digit * DIGIT, count)
    if passes % 2:
        packed[:count] = spare[:count]


@kernel
def _count_digits(packed: Bits, counts: Counts, count: int, passes: int) -> None:
    counts[: max(passes, 2) << DIGIT] = np.uint32(0)
    low, middle, top = counts[:_BUCKETS], counts[_BUCKETS : _BUCKETS + _BUCKETS], counts[_BUCKETS + _BUCKETS :]
    for i in range(np.uint64(count)):
        prefix = packed[i] >> _NAME_SHIFT
        low[prefix & _LAST_BUCKET] += np.uint32(1)
        middle[(prefix >> np.uint64(DIGIT)) & _LAST_BUCKET] += np.uint32(1)
    if passes == PASSES:
        for i in range(np.uint64(count)):
            top[packed[i] >> np.uint64(NAME_BITS + 2 * DIGIT)] += np.uint32(1)


@kernel
def _scatter(source: Bits, target: Bits, places: Counts, shift: int, count: int) -> None:
    by = np.uint64(shift)
    for i in range(np.uint64(count)):
        item = source[i]
        bucket = (item >> by) & _LAST_BUCKET
        target[places[bucket]] = item
        places[bucket] += np.uint32(1)


@kernel
def _unpack(row: Row, packed: Bits, values: Flat, order: Names, count: int) -> None:
    for i in range(np.uint64(count)):
        place = packed[i] & _NAME_MASK
        order[i] = np.uint32(place)
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
def has_ties(ascending: Flat, count: int) -> bool:
    """Whether two neighbours of the first `count` are equal."""
    ties = 0
    for i in range(np.uint64(count - 1)):
        ties += 1 if ascending[i] == ascending[i + _ONE] else 0
    return ties > 0


@kernel
def percentiles(space: Scratch, count: int, out: Row) -> None:
    """Write each sorted name's percentile, its average rank over `count`, to its place in `out`; touch no other."""
    values, order = space[0], space[1]
    if count and not has_ties(values, count):
        for i in range(np.uint64(count)):
            out[order[i]] = np.float64(i + _ONE) / count
        return
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
