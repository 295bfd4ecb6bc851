"""Every factor against a plain pandas reading of its definition, on panels with gaps, and its hold on time."""

import numpy as np
import pandas as pd
import pytest

from core.pipeline.factors.catalogue import CATALOGUE, LONGEST_LOOKBACK, compute_factors
from core.pipeline.panel import Panel, build_panel
from tests.fakes.bars import make_market
from tests.fakes.pandas_factors import REFERENCES, wide_frames


def _build(symbols: int = 60, days: int = 90, seed: int = 0, missing: float = 0.15) -> Panel:
    market = make_market(symbols, days, seed, missing)
    return build_panel(market.daily, market.adj_factor, market.daily_basic)


@pytest.mark.parametrize("missing", [0.0, 0.15, 0.5])
@pytest.mark.parametrize("name", [factor.name for factor in CATALOGUE])
def test_a_factor_is_what_its_definition_says(name: str, missing: float) -> None:
    panel = _build(missing=missing)
    got = compute_factors(panel, panel.symbols)[name]
    expected = REFERENCES[name](wide_frames(panel))
    assert got.notna().any() or missing == 0.5
    np.testing.assert_allclose(got, expected, rtol=1e-8, atol=1e-13)


def test_the_catalogue_is_complete_and_worded() -> None:
    names = [factor.name for factor in CATALOGUE]
    assert len(names) == len(set(names)) >= 20
    assert {factor.category for factor in CATALOGUE} == {"price", "volume", "volatility", "value", "size"}
    for factor in CATALOGUE:
        assert factor.direction in {1, -1}
        assert factor.definition.endswith(".")
        assert len(factor.definition) > 20


def test_no_factor_reads_behind_its_lookback() -> None:
    panel = _build()
    whole = compute_factors(panel, panel.symbols)
    for factor in CATALOGUE:
        cut = compute_factors(panel.tail(factor.lookback), panel.symbols)
        pd.testing.assert_series_equal(cut[factor.name], whole[factor.name])
    assert max(factor.lookback for factor in CATALOGUE) == LONGEST_LOOKBACK


def test_every_row_of_the_lookback_is_read() -> None:
    panel = _build(missing=0.0)
    for factor in CATALOGUE:
        blank = np.zeros(panel.shape, dtype=bool)
        blank[-factor.lookback] = True
        before, after = (
            compute_factors(chosen, panel.symbols)[factor.name] for chosen in (panel, panel.without(blank))
        )
        assert not np.array_equal(before, after, equal_nan=True), factor.name


def test_what_comes_later_changes_nothing() -> None:
    market = make_market(40, 90, 6, 0.15)
    day = market.days[79]
    long, short = market.daily, market.daily[market.daily["trade_date"] <= day]
    later = {name: grid[:80] for name, grid in build_panel(long, market.adj_factor, market.daily_basic).fields.items()}
    known = build_panel(
        short,
        market.adj_factor[market.adj_factor["trade_date"] <= day],
        market.daily_basic[market.daily_basic["trade_date"] <= day],
    )
    assert known.dates[-1] == day
    cut = compute_factors(Panel(known.dates, known.symbols, later), known.symbols)
    pd.testing.assert_frame_equal(cut, compute_factors(known, known.symbols), check_exact=True)


def test_prices_adjusted_at_another_level_give_the_same_factors() -> None:
    market = make_market(20, 80, 9, 0.1)
    scaled = market.adj_factor.assign(adj_factor=market.adj_factor["adj_factor"] * 37.5)
    one, other = (build_panel(market.daily, factors, market.daily_basic) for factors in (market.adj_factor, scaled))
    np.testing.assert_allclose(
        compute_factors(one, one.symbols), compute_factors(other, other.symbols), rtol=1e-8, atol=1e-12
    )


def test_a_missing_day_does_not_outlive_its_windows() -> None:
    panel = _build(days=150, missing=0.0)
    blank = np.zeros(panel.shape, dtype=bool)
    blank[-LONGEST_LOOKBACK - 1] = True
    pd.testing.assert_frame_equal(
        compute_factors(panel.without(blank), panel.symbols), compute_factors(panel, panel.symbols)
    )
    blank = np.zeros(panel.shape, dtype=bool)
    blank[-3] = True
    assert compute_factors(panel.without(blank), panel.symbols).notna().all().all()


def test_a_split_is_no_return() -> None:
    """A 10-for-10 split halves the price and doubles the factor: the flat share stays flat, by the definition."""
    days, halved = 70, 35
    price = np.where(np.arange(days) < halved, 20.0, 10.0)[:, None]
    panel = _flat(price, np.where(np.arange(days) < halved, 1.0, 2.0)[:, None])
    got = compute_factors(panel, panel.symbols).iloc[0]
    for name in ("reversal_5", "momentum_20", "momentum_60", "volatility_60", "max_return_20", "overnight_20"):
        assert got[name] == 0.0
    assert got["high_distance_60"] == 0.0


def _flat(price: np.ndarray, factor: np.ndarray) -> Panel:
    days, symbols = price.shape
    adjusted = price * factor
    basics = ("turnover_rate", "pe_ttm", "pb", "ps_ttm", "circ_mv", "total_mv")
    fields = dict.fromkeys(("open", "high", "low", "close", "pre_close", "vol", "amount", *basics), price)
    fields |= {f"adj_{name}": adjusted for name in ("open", "high", "low", "close")} | {"adj_factor": factor}
    dates = np.arange(days, dtype=np.int32) + 20250101
    return Panel(dates, tuple(f"{number:06d}.SZ" for number in range(symbols)), fields)


@pytest.mark.parametrize("value", [np.nan, 0.0, -1.0, 1e300, 1e-300])
@pytest.mark.parametrize("days", [1, 3, 70])
def test_senseless_panels_give_finite_values_or_none(value: float, days: int) -> None:
    grid = np.full((days, 1), value)
    got = compute_factors(_flat(grid, np.ones((days, 1))), ("000000.SZ",))
    assert got.shape == (1, len(CATALOGUE))
    assert not np.isinf(got.to_numpy()).any()


def test_symbols_keep_the_asked_order_and_the_unknown_are_empty() -> None:
    panel = _build(symbols=3)
    asked = [panel.symbols[2], "900901.SH", panel.symbols[0]]
    got = compute_factors(panel, asked)
    assert got.index.tolist() == asked
    assert got.loc["900901.SH"].isna().all()
    pd.testing.assert_frame_equal(got.iloc[[0]], compute_factors(panel, panel.symbols).iloc[[2]])


def test_an_empty_panel_gives_an_empty_or_unknown_table() -> None:
    market = make_market(2, 3, 0)
    panel = build_panel(market.daily.iloc[:0], market.adj_factor, market.daily_basic)
    assert compute_factors(panel, []).shape == (0, len(CATALOGUE))
    assert compute_factors(panel, ["000001.SZ"]).isna().all().all()
