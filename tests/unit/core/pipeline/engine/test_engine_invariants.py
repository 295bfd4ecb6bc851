"""What holds for every factor of the library, whatever it computes: time, neighbours and missing days."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from core.pipeline.engine.engine import Engine
from core.pipeline.engine.grids import Grids
from core.pipeline.factors.expression import Kind, Node
from core.pipeline.factors.language import parse
from core.pipeline.factors.library import CATALOGUE
from tests.fakes.factor_panels import FLAWS, make_grids, of_fields

CROSSING = ("cs_rank(close)", "mean(cs_zscore(log(volume)), 5)", "cs_scale(std(close, 10)) * cs_rank(mean(volume, 3))")
NODES = [*(factor.node for factor in CATALOGUE), *map(parse, CROSSING)]
TOGETHER = Engine(NODES, 1)
DAYS, NAMES = TOGETHER.reach + 50, 17


def crosses(node: Node) -> bool:
    own = node.operator is not None and node.operator.kind is Kind.CROSS
    return own or any(map(crosses, node.operands))


ALONE_BY_NAME = [place for place, node in enumerate(NODES) if not crosses(node)]


@pytest.fixture(scope="module")
def grids() -> Grids:
    return make_grids(DAYS, NAMES, 1, ["gaps", "late", "suspended", "ties", "zero_volume", "infinities"], np.float32)


@pytest.fixture(scope="module")
def full(grids: Grids) -> np.ndarray:
    return TOGETHER.compute(grids, 0, DAYS)


def assert_same_bits(got: np.ndarray, expected: np.ndarray) -> None:
    """The same numbers to the last bit, zeros' signs included, and the same cells missing."""
    assert got.shape == expected.shape
    assert got.dtype == expected.dtype
    missing = np.isnan(expected)
    np.testing.assert_array_equal(np.isnan(got), missing)
    bits = np.uint32 if got.dtype == np.float32 else np.uint64
    np.testing.assert_array_equal(got[~missing].view(bits), expected[~missing].view(bits))


def changed(grids: Grids, change: Callable[[np.ndarray], None]) -> Grids:
    fields = {name: grid.copy() for name, grid in grids.fields.items()}
    for grid in fields.values():
        change(grid)
    return Grids(grids.dates, grids.symbols, fields)


def test_the_panel_says_something_of_every_factor(full: np.ndarray) -> None:
    assert np.isfinite(full[:, -40:]).any(axis=(1, 2)).all()


@pytest.mark.parametrize(("rows", "threads"), [(1, 1), (13, 2), (64, 1), (DAYS, 2)])
def test_chunks_of_days_and_threads_change_no_bit(grids: Grids, full: np.ndarray, rows: int, threads: int) -> None:
    first = max(0, DAYS - 6 * rows)
    engine = Engine(NODES, threads)
    parts = [engine.compute(grids, start, min(start + rows, DAYS)) for start in range(first, DAYS, rows)]
    assert_same_bits(np.concatenate(parts, axis=1), full[:, first:])


def test_the_stream_is_the_whole_in_parts(grids: Grids, full: np.ndarray) -> None:
    seen = []
    for first, part in TOGETHER.stream(grids, 5, DAYS, 50):
        assert_same_bits(part, full[:, first : first + part.shape[1]])
        seen.append((first, part.shape[1]))
    assert seen[0] == (5, 50)
    assert sum(rows for _, rows in seen) == DAYS - 5


def test_a_factor_alone_has_the_bits_it_has_among_others(grids: Grids, full: np.ndarray) -> None:
    for place, node in enumerate(NODES):
        engine = Engine([node], 1)
        assert engine.reach == node.reach
        assert_same_bits(engine.compute(grids, DAYS - 3, DAYS)[0], full[place, -3:])


def test_the_order_of_the_factors_changes_no_bit(grids: Grids, full: np.ndarray) -> None:
    backwards = Engine([*NODES[::-1], NODES[0]], 1).compute(grids, DAYS - 20, DAYS)
    assert_same_bits(backwards[-2::-1], full[:, -20:])
    assert_same_bits(backwards[-1], full[0, -20:])


def test_one_more_day_needs_no_more_rows_than_the_reach(grids: Grids, full: np.ndarray) -> None:
    recent = grids.rows(DAYS - TOGETHER.reach - 1, DAYS)
    assert_same_bits(TOGETHER.compute(recent, TOGETHER.reach, TOGETHER.reach + 1)[:, 0], full[:, -1])
    for place, node in enumerate(NODES[::5]):
        own = grids.rows(DAYS - node.reach - 1, DAYS)
        assert_same_bits(Engine([node], 1).compute(own, node.reach, node.reach + 1)[0, 0], full[5 * place, -1])


@pytest.mark.parametrize("today", [0, 30, DAYS - 40])
def test_what_comes_later_changes_nothing(grids: Grids, full: np.ndarray, today: int) -> None:
    def invent(grid: np.ndarray) -> None:
        grid[today + 1 :] = np.random.default_rng(8).normal(0, 1e4, grid[today + 1 :].shape)

    other = TOGETHER.compute(changed(grids, invent), 0, today + 1)
    assert_same_bits(other, full[:, : today + 1])
    assert_same_bits(TOGETHER.compute(grids.rows(0, today + 1), 0, today + 1), full[:, : today + 1])


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e30])
def test_a_day_leaves_no_trace_beyond_the_reach(grids: Grids, full: np.ndarray, value: float) -> None:
    day = 20

    def spoil(grid: np.ndarray) -> None:
        grid[day] = value

    spoilt = TOGETHER.compute(changed(grids, spoil), 0, DAYS)
    for place, node in enumerate(NODES):
        assert_same_bits(spoilt[place, day + node.reach + 1 :], full[place, day + node.reach + 1 :])
        assert_same_bits(spoilt[place, :day], full[place, :day])
    assert not np.array_equal(spoilt[:, day:], full[:, day:], equal_nan=True)


def test_an_infinity_is_a_missing_day(grids: Grids, full: np.ndarray) -> None:
    def forget(grid: np.ndarray) -> None:
        grid[np.isinf(grid)] = np.nan

    assert_same_bits(TOGETHER.compute(changed(grids, forget), 0, DAYS), full)


def test_the_order_of_the_names_does_not_matter(grids: Grids, full: np.ndarray) -> None:
    order = np.random.default_rng(3).permutation(NAMES)
    fields = {name: np.ascontiguousarray(grid[:, order]) for name, grid in grids.fields.items()}
    turned = TOGETHER.compute(of_fields(fields), 0, DAYS)
    assert_same_bits(turned[ALONE_BY_NAME], full[ALONE_BY_NAME][:, :, order])
    wide = [make_grids(60, NAMES, 2, ["gaps"]), make_grids(60, NAMES, 2, ["gaps"])]
    wide[1] = of_fields({name: np.ascontiguousarray(grid[:, order]) for name, grid in wide[1].fields.items()})
    nodes = list(map(parse, CROSSING))
    first, second = (Engine(nodes, 1).compute(each, 0, 60) for each in wide)
    np.testing.assert_allclose(second, first[:, :, order], rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("names", [1, 15, 16])
def test_a_name_does_not_see_its_neighbours(grids: Grids, full: np.ndarray, names: int) -> None:
    fields = {name: np.ascontiguousarray(grid[:, :names]) for name, grid in grids.fields.items()}
    few = Engine([NODES[place] for place in ALONE_BY_NAME], 1).compute(of_fields(fields), 0, DAYS)
    assert_same_bits(few, full[ALONE_BY_NAME][:, :, :names])


def test_a_name_without_bars_has_no_values() -> None:
    grids = make_grids(80, 3, 4, ["never_traded"])
    empty = np.flatnonzero(np.isnan(grids["close"]).all(axis=0))
    assert len(empty) == 1
    assert np.isnan(TOGETHER.compute(grids, 0, 80)[:, :, empty]).all()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("seed", range(4))
def test_no_bar_no_value_and_never_an_infinity(seed: int, dtype: type[np.floating]) -> None:
    grids = make_grids(90, 5, seed, list(FLAWS), dtype)
    values = TOGETHER.compute(grids, 0, 90)
    assert values.dtype == dtype
    assert not np.isinf(values).any()
    assert np.isnan(values[:, ~np.isfinite(grids["close"])]).all()


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (5, 0)])
def test_an_empty_panel_gives_empty_values(shape: tuple[int, int]) -> None:
    empty = make_grids(*shape, seed=0)
    assert TOGETHER.compute(empty, 0, shape[0]).shape == (len(NODES), *shape)


def test_no_rows_and_no_factors_are_no_values(grids: Grids) -> None:
    assert TOGETHER.compute(grids, 9, 9).shape == (len(NODES), 0, NAMES)
    assert list(TOGETHER.stream(grids, 9, 9, 5)) == []
    nothing = Engine([], 1)
    assert nothing.reach == 0
    assert nothing.compute(grids, 0, 5).shape == (0, 5, NAMES)


@pytest.mark.parametrize(("start", "stop"), [(-1, 5), (6, 5), (0, DAYS + 1)])
def test_rows_outside_the_grids_are_refused(grids: Grids, start: int, stop: int) -> None:
    with pytest.raises(IndexError, match=f"rows {start} to {stop} of {DAYS}"):
        TOGETHER.compute(grids, start, stop)


def test_results_go_where_they_are_wanted(grids: Grids, full: np.ndarray) -> None:
    out = np.full((len(NODES), 4, NAMES), 7, dtype=np.float32)
    assert TOGETHER.compute(grids, 30, 34, out) is out
    assert_same_bits(out, full[:, 30:34])
    with pytest.raises(ValueError, match="C-contiguous"):
        TOGETHER.compute(grids, 30, 35, out)
    with pytest.raises(ValueError, match="C-contiguous"):
        TOGETHER.compute(grids, 30, 34, np.asfortranarray(out))


def test_mapped_files_are_read_and_never_written(tmp_path: Path, grids: Grids, full: np.ndarray) -> None:
    mapped = {}
    for name, grid in grids.fields.items():
        np.save(tmp_path / f"{name}.npy", grid)
        mapped[name] = np.load(tmp_path / f"{name}.npy", mmap_mode="r")
        assert not mapped[name].flags.writeable
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    assert_same_bits(TOGETHER.compute(Grids(grids.dates, grids.symbols, mapped), 0, DAYS), full)
    assert before == {path: path.read_bytes() for path in tmp_path.iterdir()}


def test_the_input_is_left_as_it_was() -> None:
    grids = make_grids(90, 3, 6, list(FLAWS))
    kept = {name: grid.copy() for name, grid in grids.fields.items()}
    TOGETHER.compute(grids, 0, 90)
    for name, grid in grids.fields.items():
        assert_same_bits(grid, kept[name])
