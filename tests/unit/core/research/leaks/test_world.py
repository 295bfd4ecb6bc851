from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.pipeline.anomalies import find_broken_cells, find_broken_rows
from core.research.leaks.disturb import DISTURBANCES, Bar, with_other_bar
from core.research.leaks.market import DAYS, NAMES, SEED, make_market
from core.research.leaks.subject import differing
from core.research.leaks.world import KNOWN, NIGHT, World, instant

WORLD = make_market()
SMALL = make_market(60)
MINUTES = st.sampled_from([instant(day, at) for day in SMALL.days for at in (0, 926, 1630, NIGHT)])


def same(one: World, other: World) -> bool:
    return all(frame.equals(other.frames[name]) for name, frame in one.frames.items())


def test_one_seed_makes_one_market_and_another_another() -> None:
    assert same(WORLD, make_market(DAYS, SEED))
    assert not same(WORLD, make_market(DAYS, SEED + 1))


def test_the_market_has_all_that_leaks_hide_in() -> None:
    assert WORLD.panel.shape == (DAYS, NAMES)
    basic, daily = WORLD.newest("stock_basic"), WORLD.published("daily")
    first = daily.groupby("ts_code")["trade_date"].min()
    assert (first > WORLD.days[0]).sum() >= 3
    assert (basic["list_status"] == "D").sum() >= 2
    assert basic["name"].str.contains("ST").sum() >= 3
    assert len(WORLD.frames["suspend_d"]) > 50
    assert len(WORLD.frames["dividend"]) > 20
    for name in ("daily", "adj_factor", "daily_basic"):
        assert len(WORLD.frames[name]) > len(WORLD.published(name)) > 0
        assert not WORLD.newest(name).sort_index().equals(WORLD.published(name).sort_index())
    grids = WORLD.grids
    for name in ("limit_up", "limit_down", "one_price"):
        assert np.nansum(grids[name]) > 20


def test_its_bars_are_lawful_and_known_in_order() -> None:
    found, keep = find_broken_rows(WORLD.published("daily"), WORLD.published("stk_limit"))
    assert found.empty
    assert keep.all()
    _, broken = find_broken_cells(WORLD.panel)
    assert broken.sum() >= 4
    for frame in WORLD.frames.values():
        assert frame[KNOWN].is_monotonic_increasing
    daily = WORLD.published("daily")
    assert (daily[KNOWN] == daily["trade_date"] * 10_000 + 1600).all()


def test_a_cut_world_holds_what_was_known_and_nothing_else() -> None:
    minute = instant(WORLD.days[100], 1630)
    cut = WORLD.cut(minute)
    assert cut.days == WORLD.days
    assert cut.frames["daily"]["trade_date"].max() == WORLD.days[100]
    assert cut.frames["daily_basic"]["trade_date"].max() == WORLD.days[99]
    assert cut.panel.dates[-1] == WORLD.days[100]
    assert all((frame[KNOWN] <= minute).all() for frame in cut.frames.values())
    assert same(cut.cut(minute), cut)


def rows(*known: int) -> pd.DataFrame:
    return pd.DataFrame(
        {"ts_code": "A", "trade_date": 20240102, "close": [float(place) for place in range(len(known))], KNOWN: known}
    )


def test_revisions_are_read_as_they_stood() -> None:
    evening, morning = 202401021600, 202401030900
    world = World((20240102, 20240103), ("A",), {"daily": rows(evening, morning)})
    assert world.published("daily")["close"].tolist() == [0.0]
    assert world.newest("daily")["close"].tolist() == [1.0]
    assert world.known("daily", morning - 1)["close"].tolist() == [0.0]
    assert world.known("daily", morning)["close"].tolist() == [1.0]
    late = World(world.days, world.symbols, {"daily": rows(morning)})
    assert late.published("daily").empty


def test_a_correction_of_the_same_evening_is_published() -> None:
    world = World((20240102,), ("A",), {"daily": rows(202401021600, 202401022000)})
    assert world.published("daily")["close"].tolist() == [1.0]


def test_values_are_laid_on_days_and_names_asked_for() -> None:
    world = World((1, 2, 3), ("A", "B", "C"), {})
    grid = np.array([[[1.0, 2.0], [3.0, 4.0]]])
    laid = world.lay_out(grid, np.array([1, 3], dtype=np.int32), ["C", "X"], [2, 3])
    np.testing.assert_array_equal(laid, [[[np.nan] * 3, [np.nan, np.nan, 3.0]]])


@pytest.mark.parametrize("name", DISTURBANCES)
@settings(deadline=None, max_examples=6)
@given(MINUTES, st.integers(0, 2**32))
def test_another_future_keeps_the_past(name: str, minute: int, seed: int) -> None:
    other = DISTURBANCES[name](SMALL, minute, np.random.default_rng(seed))
    assert same(other.cut(minute), SMALL.cut(minute))
    for frame in other.frames.values():
        assert frame[KNOWN].is_monotonic_increasing
    assert same(other, DISTURBANCES[name](SMALL, minute, np.random.default_rng(seed)))


@pytest.mark.parametrize("name", DISTURBANCES)
def test_another_future_is_another(name: str) -> None:
    minute = instant(SMALL.days[30], NIGHT)
    other = DISTURBANCES[name](SMALL, minute, np.random.default_rng(1))
    assert not same(other, SMALL)
    assert not other.frames["daily"].equals(SMALL.frames["daily"])
    assert other.frames["daily"]["trade_date"].nunique() == SMALL.frames["daily"]["trade_date"].nunique()


def test_rows_added_are_corrections_bars_in_gaps_and_a_new_name() -> None:
    minute = instant(SMALL.days[30], NIGHT)
    other = DISTURBANCES["rows added"](SMALL, minute, np.random.default_rng(1)).frames
    more = other["daily"][~other["daily"]["ts_code"].isin(SMALL.symbols)]
    assert set(more["ts_code"]) == {"688999.SH"}
    assert "688999.SH" in set(other["stock_basic"]["ts_code"])
    known = SMALL.published("daily").set_index(["ts_code", "trade_date"]).index
    late = other["daily"][(other["daily"][KNOWN] > minute) & (other["daily"]["trade_date"] <= SMALL.days[30])]
    pairs = pd.MultiIndex.from_frame(late[["ts_code", "trade_date"]])
    assert pairs.isin(known).any()
    assert not pairs.isin(known).all()


def test_changing_a_bar_changes_that_bar_and_its_ratios() -> None:
    bar = Bar("600001.SH", SMALL.days[20], 1.1, flat=False)
    other = with_other_bar(SMALL, bar)
    for name, frame in SMALL.frames.items():
        changed = other.frames[name].compare(frame, keep_shape=False).index
        expected = frame["ts_code"].eq(bar.symbol) & frame["trade_date"].eq(bar.day) if "trade_date" in frame else None
        if name in ("daily", "daily_basic"):
            assert expected is not None
            assert changed.tolist() == frame.index[expected].tolist()
        else:
            assert changed.empty
    flat = with_other_bar(SMALL, replace(bar, flat=True)).published("daily").set_index(["ts_code", "trade_date"])
    assert flat.loc[(bar.symbol, bar.day), ["open", "high", "low", "close"]].nunique() == 1


FLOATS = st.floats(allow_nan=True, allow_infinity=True)


@given(st.lists(st.tuples(FLOATS, FLOATS), max_size=20))
def test_bits_differ_unless_both_are_missing(pairs: list[tuple[float, float]]) -> None:
    one, other = (np.array([pair[place] for pair in pairs], dtype=np.float64) for place in (0, 1))
    expected = [
        not (np.isnan(a) and np.isnan(b)) and np.float64(a).tobytes() != np.float64(b).tobytes() for a, b in pairs
    ]
    assert differing(one, other).tolist() == expected
    assert not differing(one, one).any()


def test_minus_nought_is_another_nought() -> None:
    assert differing(np.array([0.0]), np.array([-0.0])).all()
