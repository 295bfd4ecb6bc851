"""What a plan shares and reuses; the values are held by the tests beside this one."""

from collections.abc import Sequence

import numpy as np
import pytest

from core.pipeline.engine import opcodes as ops
from core.pipeline.engine.engine import MAX_REGISTERS, Engine
from core.pipeline.engine.grids import Grids
from core.pipeline.engine.lower import LENGTHS, compile_operands, compile_results, split
from core.pipeline.engine.plan import Program, cross_nodes, fields_of
from core.pipeline.factors.language import parse
from core.pipeline.factors.library import CATALOGUE


def _program(*texts: str) -> Program:
    nodes = [parse(text) for text in texts]
    return compile_results(nodes, range(len(nodes)), [])


def _count(program: Program, op: int) -> int:
    return int((program.code[:, ops.OP] == op).sum())


def _grids(days: int = 30, names: int = 20) -> Grids:
    random = np.random.default_rng(7)
    fields = {name: random.uniform(1, 2, (days, names)) for name in ("open", "high", "low", "close", "volume")}
    return Grids(np.arange(days, dtype=np.int32), tuple(f"{name:06d}.SZ" for name in range(names)), fields)


@pytest.mark.parametrize("days", [*range(2, 61), 120, 240, 250])
def test_a_window_is_cut_into_a_shared_length_and_a_shorter_rest(days: int) -> None:
    recent, older = split(days)
    assert recent in LENGTHS
    assert recent + older == days
    assert older <= recent


def test_one_expression_twice_costs_what_it_costs_once() -> None:
    once, twice = _program("mean(close, 20) / close"), _program("mean(close, 20) / close", "mean(close, 20) / close")
    assert len(twice.code) == len(once.code) + 1


def test_windows_of_one_value_share_their_sums() -> None:
    alone = sum(_count(_program(f"sum(close, {days})"), ops.JOIN_SUM) for days in (5, 10, 20, 60))
    together = _program(*(f"sum(close, {days})" for days in (5, 10, 20, 60)))
    assert _count(together, ops.JOIN_SUM) == 2 * len((2, 4, 5, 10, 20, 30, 60)) < alone


def test_a_lagged_value_is_computed_once_and_read_late() -> None:
    program = _program("log(ref(volume, 1))", "log(volume)", "ref(log(volume), 3)")
    assert _count(program, ops.LOG) == 1
    assert program.halo == 3


def test_days_seen_are_counted_once_for_values_that_miss_the_same_days() -> None:
    same = _program(
        "mean(close - ref(close, 1), 5)", "mean(abs(close - ref(close, 1)), 5)", "mean(close > ref(close, 1), 5)"
    )
    assert _count(same, ops.SEEN) == 1
    assert _count(_program("mean(close, 5)", "mean(log(close), 5)"), ops.SEEN) == 2


def test_quantiles_of_one_window_sort_it_once() -> None:
    program = _program(*(f"quantile(close, 20, {q})" for q in (0.2, 0.5, 0.8)))
    assert _count(program, ops.QUANTILES) == 1
    assert _count(_program(*(f"quantile(close, 20, 0.{q})" for q in range(1, 7))), ops.QUANTILES) == 2


def test_the_halo_is_what_the_longest_chain_reads() -> None:
    assert _program("mean(close, 20)").halo == 19
    assert _program("mean(ref(close, 5), 20)", "close").halo == 24
    assert _program("rank(close, 20)").halo == 19


def test_one_day_computes_only_the_rows_it_reads() -> None:
    node = parse("mean(close, 60)")
    any_days, one_day = (compile_results([node], [0], [], days) for days in (0, 1))
    assert any_days.halo == one_day.halo == 59
    sums = one_day.code[:, ops.OP] == ops.JOIN_SUM
    runs = [one_day.runs[line[ops.RUN] : line[ops.RUN] + line[ops.RUNS]] for line in one_day.code[sums]]
    rows = [sum(60 + end - begin for begin, end in each) for each in runs]
    assert sum(rows) < 2 * 90, "two trees of sums, of values and of days seen, of no more than ninety rows each"
    assert sum(int(need) for need in 60 - any_days.runs[:, 0]) > 700


SEVERAL = (
    "mean(close, 60)",
    "corr(close, volume, 30)",
    "rank(close, 20)",
    "slope(high, 45)",
    "quantile(low, 17, 0.4)",
    "argmax(high, 29)",
    "decay(close, 7)",
    "cs_rank(std(close, 13))",
    "mean(cs_rank(mean(close, 5)), 9)",
    "ref(last(close, 10), 20)",
)


@pytest.mark.parametrize("text", SEVERAL)
@pytest.mark.parametrize("names", [1, 16, 127, 128, 300])
def test_one_day_alone_has_the_bits_it_has_in_the_history(text: str, names: int) -> None:
    grids = _grids(90, names)
    gone = np.random.default_rng(1).random(grids.shape) < 0.1
    holed = Grids(grids.dates, grids.symbols, {k: np.where(gone, np.nan, grid) for k, grid in grids.fields.items()})
    engine = Engine([parse(text)], 2)
    whole = engine.compute(holed, 0, 90)
    for row in (0, 1, 19, 59, 89):
        np.testing.assert_array_equal(engine.compute(holed, row, row + 1)[:, 0], whole[:, row])


def test_registers_are_free_again_after_their_last_reader() -> None:
    chain = "close"
    for _ in range(30):
        chain = f"abs({chain} - 1)"
    assert _program(chain).registers <= 4


def test_no_step_reads_a_register_that_was_given_away() -> None:
    """Results computed together equal each computed alone, where no register is ever used twice at one time."""
    texts = [
        "corr(close, volume, 10)",
        "residual(close, 10)",
        "rank(high, 7)",
        "argmax(high, 9) - argmin(low, 9)",
        "decay(volume, 6)",
        "std(close, 10) / mean(volume, 10)",
        "quantile(close, 9, 0.3) - quantile(close, 9, 0.9)",
    ]
    grids = _grids()
    together = Engine([parse(text) for text in texts]).compute(grids, 0, 30)
    alone = [Engine([parse(text)]).compute(grids, 0, 30)[0] for text in texts]
    np.testing.assert_array_equal(together, np.stack(alone))


def test_every_program_of_the_library_fits_its_registers() -> None:
    groups = Engine([factor.node for factor in CATALOGUE])._groups
    assert all(group.recipe.program().registers <= MAX_REGISTERS for group in groups if not group.stages)
    assert len([group for group in groups if not group.stages]) < 6


def test_cross_sections_come_innermost_first() -> None:
    nodes: Sequence[tuple[int, object]] = cross_nodes([parse("cs_rank(mean(cs_rank(close), 5) + cs_rank(open))")])
    assert [level for level, _ in nodes] == [1, 1, 2]
    program = compile_operands([parse("mean(close, 5)")], [])
    assert _count(program, ops.STORE_MIDDLE) == 1


def test_fields_of_an_expression() -> None:
    assert fields_of(parse("mean(close, 5) / open + 1")) == {"close", "open"}


def test_rows_outside_the_grids_are_refused() -> None:
    engine = Engine([parse("close")])
    for start, stop in ((-1, 3), (3, 31), (5, 4)):
        with pytest.raises(IndexError):
            engine.compute(_grids(), start, stop)


def test_grids_of_two_kinds_are_refused() -> None:
    grids = _grids()
    engine = Engine([parse("close + open")])
    for other in (grids["open"].astype(np.float32), grids["open"][:, :5], grids["open"].astype(np.int64)):
        mixed = Grids(grids.dates, grids.symbols, {**grids.fields, "open": other})
        with pytest.raises(ValueError, match="field open"):
            engine.compute(mixed, 0, 3)


def test_results_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="C-contiguous"):
        Engine([parse("close")]).compute(_grids(), 0, 3, np.empty((1, 4, 20)))


def test_a_field_whose_rows_lie_apart_gives_the_same() -> None:
    grids = _grids()
    apart = Grids(grids.dates, grids.symbols, {name: np.asfortranarray(grid) for name, grid in grids.fields.items()})
    engine = Engine([parse("mean(close, 5) / open")])
    np.testing.assert_array_equal(engine.compute(apart, 0, 30), engine.compute(grids, 0, 30))


def test_memory_grows_with_days_and_names_and_counts_cross_sections() -> None:
    plain, crossing = (Engine([parse(text)], 1) for text in ("mean(close, 5)", "mean(cs_rank(close), 5)"))
    assert plain.memory_bytes(5000, 200) - plain.memory_bytes(5000, 100) == 4 * 100 * 5000
    assert crossing.memory_bytes(5000, 100) - plain.memory_bytes(5000, 100) >= 8 * 104 * 5000
    assert plain.memory_bytes(10_000, 100) > plain.memory_bytes(5000, 100)
