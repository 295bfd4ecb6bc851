"""Factor values of every date, none of which knows a later one."""

import numpy as np
import pytest

from core.pipeline.anomalies import find_broken_cells
from core.pipeline.factors.catalogue import CATALOGUE, compute_factors
from core.pipeline.factors.factor import Factor
from core.pipeline.panel import Panel, build_panel
from core.research.ic.history import factor_history
from tests.fakes.bars import make_market

LAST_CLOSE = Factor("last_close", "price", 1, 2, "Last close.", lambda panel: panel["close"][-1])


def silent(text: str) -> None:
    pass


@pytest.fixture(scope="module")
def panel() -> Panel:
    made = make_market(15, 90, seed=2, missing=0.1)
    return build_panel(made.daily, made.adj_factor, made.daily_basic)


def cut(panel: Panel, rows: int) -> Panel:
    return Panel(panel.dates[:rows], panel.symbols, {name: grid[:rows] for name, grid in panel.fields.items()})


@pytest.mark.parametrize("row", [70, 89])
def test_each_date_has_what_the_night_computes(panel: Panel, row: int) -> None:
    history = factor_history(panel, CATALOGUE, 0, silent)
    known = cut(panel, row + 1)
    _, broken = find_broken_cells(known)
    night = compute_factors(known.without(broken), panel.symbols)
    assert len(history) == len(CATALOGUE)
    for name, grid in history.items():
        np.testing.assert_allclose(grid[row], night[name].to_numpy(), rtol=1e-9, atol=1e-14)


def test_a_value_is_the_same_on_the_history_cut_after_it(panel: Panel) -> None:
    full = factor_history(panel, CATALOGUE, 0, silent)
    early = factor_history(cut(panel, 75), CATALOGUE, 0, silent)
    for name in full:
        np.testing.assert_array_equal(full[name][:75], early[name])


def test_nothing_before_the_whole_lookback_or_the_start(panel: Panel) -> None:
    history = factor_history(panel, CATALOGUE, 10, silent)
    for factor in CATALOGUE:
        first = max(10, factor.lookback - 1)
        assert np.isnan(history[factor.name][:first]).all()
        assert np.isfinite(history[factor.name][first]).any()


def contradicted(gap: int) -> Panel:
    """One symbol whose close of row 20 is tripled; it next trades `gap` rows later, and says otherwise."""
    made = make_market(3, 40, seed=1, missing=0.0)
    market = build_panel(made.daily, made.adj_factor, made.daily_basic)
    fields = {name: grid.copy() for name, grid in market.fields.items()}
    for name in ("close", "adj_close", "high", "adj_high"):
        fields[name][20, 1] *= 3
    for name in fields:
        if name != "adj_factor":
            fields[name][21 : 20 + gap, 1] = np.nan
    return Panel(market.dates, market.symbols, fields)


@pytest.mark.parametrize("gap", [1, 4])
def test_a_bar_is_taken_out_only_once_the_next_one_contradicts_it(gap: int) -> None:
    panel = contradicted(gap)
    _, broken = find_broken_cells(panel)
    assert np.argwhere(broken).tolist() == [[20, 1]]
    history = factor_history(panel, [LAST_CLOSE, *CATALOGUE], 0, silent)
    assert history["last_close"][20, 1] == panel["close"][20, 1]
    for rows in range(20, 28):
        early = factor_history(cut(panel, rows), [LAST_CLOSE, *CATALOGUE], 0, silent)
        for name, grid in early.items():
            np.testing.assert_array_equal(history[name][:rows], grid)
    clean = panel.without(broken)
    after = 20 + gap
    night = compute_factors(cut(clean, after + 1), panel.symbols)["reversal_5"]
    np.testing.assert_array_equal(history["reversal_5"][after], night.to_numpy())


def test_a_stale_bar_is_never_seen() -> None:
    made = make_market(3, 30, seed=1, missing=0.0)
    market = build_panel(made.daily, made.adj_factor, made.daily_basic)
    fields = {name: grid.copy() for name, grid in market.fields.items()}
    for name in fields:
        fields[name][20, 1] = fields[name][19, 1]
    stale = Panel(market.dates, market.symbols, fields)
    history = factor_history(stale, [LAST_CLOSE], 0, silent)
    assert np.isnan(history["last_close"][20, 1])


def test_progress_is_told(panel: Panel) -> None:
    said: list[str] = []
    factor_history(panel, [LAST_CLOSE], 50, said.append)
    assert said[0] == f"factors {panel.dates[50]} (0/40)"
    assert len(said) == 2


def test_no_dates_is_no_history(panel: Panel) -> None:
    assert factor_history(cut(panel, 0), [LAST_CLOSE], 0, silent)["last_close"].shape == (0, 15)
