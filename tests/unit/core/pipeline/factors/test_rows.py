from dataclasses import replace
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.late_bar import LateBar
from core.pipeline.adapt import adapt
from core.pipeline.factors.fields import FIELDS
from core.pipeline.factors.rows import FirstFactor, Memory, Stored, clean
from core.pipeline.factors.today import grids_of
from tests.fakes.bars import Market, make_market
from tests.fakes.stored_market import NAMES, faulty_market, rows_of

FAULTY = faulty_market()
Laid = tuple[tuple[str, ...], dict[str, np.ndarray], list[LateBar], dict[str, FirstFactor]]


def lay(market: Market, cuts: list[int], known: dict[str, FirstFactor] | None = None) -> Laid:
    """All days of a market, cleaned block by block as a store would: names, fields T×N, late bars, first factors."""
    memory, symbols = Memory.empty(), tuple[str, ...]()
    late: list[LateBar] = []
    first: dict[str, FirstFactor] = {}
    rows: list[dict[str, np.ndarray]] = []
    bounds = [0, *sorted({cut for cut in cuts if 0 < cut < len(market.days)}), len(market.days)]
    for start, stop in pairwise(bounds):
        days = market.days[start:stop]
        stored = Stored(*(rows_of(market, name, days) for name in NAMES))
        block = clean(stored, np.array(days, dtype=np.int32), symbols, memory, start, known or {})
        memory, symbols = block.memory, block.grids.symbols
        for column, (row, until) in block.gone.items():
            late.append(LateBar(row, column, until, {name: float(rows[row][name][column]) for name in FIELDS}))
            for name in FIELDS:
                rows[row][name][column] = np.nan
        late += block.late
        first |= block.first
        rows += [{name: block.grids[name][day].copy() for name in FIELDS} for day in range(stop - start)]
    width = len(symbols)
    fields = {
        name: np.array([np.pad(row[name], (0, width - len(row[name])), constant_values=np.nan) for row in rows])
        for name in FIELDS
    }
    return symbols, fields, sorted(late, key=lambda bar: (bar.row, bar.column)), first


def assert_same(one: Laid, other: Laid) -> None:
    assert one[0] == other[0]
    assert repr(one[2]) == repr(other[2])
    assert one[3] == other[3]
    for name in FIELDS:
        assert np.array_equal(one[1][name].view(np.int32), other[1][name].view(np.int32)), name


@pytest.fixture(scope="module")
def whole() -> Laid:
    return lay(FAULTY, [])


def test_day_by_day_is_all_at_once(whole: Laid) -> None:
    assert_same(lay(FAULTY, list(range(len(FAULTY.days)))), whole)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 60), max_size=6))
def test_any_cut_into_blocks_gives_the_same(cuts: list[int]) -> None:
    assert_same(lay(FAULTY, cuts), lay(FAULTY, []))


def test_it_is_what_the_night_would_see(whole: Laid) -> None:
    symbols, fields, late, _ = whole
    made = adapt(FAULTY.daily, FAULTY.adj_factor, FAULTY.daily_basic, FAULTY.stk_limit, FAULTY.suspend_d, FAULTY.day)
    grids = grids_of(made.panel, FAULTY.stk_limit, len(FAULTY.days))
    assert {"STALE", "CONTRADICTED_JUMP"} <= set(made.counts)
    assert made.counts["CONTRADICTED_JUMP"] == len(late) >= 5
    order = [symbols.index(name) for name in grids.symbols]
    for name in FIELDS:
        np.testing.assert_array_equal(fields[name][:, order], grids[name])


@pytest.mark.parametrize("place", [0, 2, 4])
def test_with_late_bars_put_back_it_is_what_that_evening_saw(whole: Laid, place: int) -> None:
    symbols, fields, late, _ = whole
    evening = late[place].row
    day = FAULTY.days[evening]
    made = adapt(FAULTY.daily, FAULTY.adj_factor, FAULTY.daily_basic, FAULTY.stk_limit, FAULTY.suspend_d, day)
    grids = grids_of(made.panel, FAULTY.stk_limit, evening + 1)
    order = [symbols.index(name) for name in grids.symbols]
    for name in FIELDS:
        known = fields[name][: evening + 1].copy()
        for bar in late:
            if bar.row <= evening < bar.until:
                known[bar.row, bar.column] = bar.values[name]
        np.testing.assert_array_equal(known[:, order], grids[name])


def test_names_stand_in_the_order_they_were_listed(whole: Laid) -> None:
    late = set(FAULTY.symbols[:4])
    assert set(whole[0][-4:]) == late
    assert sorted(whole[0]) == sorted(FAULTY.symbols)


def test_a_missing_pre_close_contradicts_nothing() -> None:
    market = faulty_market()
    silent = replace(market, daily=market.daily.assign(pre_close=np.nan))
    assert lay(silent, [])[2] == []
    assert_same(lay(silent, [7, 8, 30]), lay(silent, []))


def unfactored() -> tuple[Market, str, int]:
    """A lawful market whose first name has an adj_factor only from the tenth day on."""
    market = make_market(6, 20, 2, missing=0.0)
    name = market.symbols[0]
    gone = (market.adj_factor["ts_code"] == name) & (market.adj_factor["trade_date"] < market.days[10])
    doubled = market.adj_factor.assign(adj_factor=market.adj_factor["adj_factor"] * 2)
    return replace(market, adj_factor=doubled[~gone].reset_index(drop=True)), name, 10


def test_a_first_factor_that_comes_late_is_told() -> None:
    market, name, row = unfactored()
    first = lay(market, [4, 13])[3]
    assert list(first) == [name]
    assert first[name].row == row
    assert first[name].factor >= 2


def test_a_first_factor_holds_for_the_bars_before_it_which_the_evenings_saw_without() -> None:
    market, name, row = unfactored()
    first = lay(market, [])[3]
    symbols, fields, late, _ = lay(market, [4, 13], first)
    made = adapt(market.daily, market.adj_factor, market.daily_basic, market.stk_limit, market.suspend_d, market.day)
    order = [symbols.index(each) for each in made.panel.symbols]
    np.testing.assert_array_equal(fields["close"][:, order], made.panel["adj_close"].astype(np.float32))
    assert [(bar.row, bar.until) for bar in late] == [(day, row) for day in range(row)]
    raw = market.daily[market.daily["ts_code"] == name].sort_values("trade_date")["close"].to_numpy()
    assert [bar.values["close"] for bar in late] == [float(np.float32(price)) for price in raw[:row]]


def test_days_without_any_row_are_missing_everywhere() -> None:
    market = faulty_market()
    hole = replace(market, daily=market.daily[market.daily["trade_date"] != market.days[9]].reset_index(drop=True))
    _, fields, _, _ = lay(hole, [9, 10])
    assert all(np.isnan(grid[9]).all() for grid in fields.values())
    assert np.isfinite(fields["close"][10]).any()


def test_a_block_of_nothing_has_no_names() -> None:
    empty = Stored(*(rows_of(FAULTY, name, []) for name in NAMES))
    block = clean(empty, np.array([20250106], dtype=np.int32), (), Memory.empty(), 0, {})
    assert block.grids.shape == (1, 0)
    assert isinstance(empty.daily, pd.DataFrame)
