"""Every date's values are what that evening knew."""

import numpy as np
import pytest

from core.pipeline.anomalies import find_broken_cells
from core.pipeline.engine.engine import Engine
from core.pipeline.factors.declaration import Factor
from core.pipeline.factors.fields import make_grids
from core.pipeline.panel import Panel, build_panel
from core.research.ic.evenings import Evenings, History, taken_out_on
from tests.fakes.bars import make_market

LAST = Factor("last", "price", "close + 0", "Last close.")
FACTORS = [LAST, Factor("gap", "price", "close / mean(close, 5) - 1", "Gap."), Factor("r", "x", "cs_rank(close)", "R.")]


def history_of(panel: Panel) -> History:
    unknown = np.full(panel.shape, np.nan)
    return History(panel, unknown, unknown)


def values_of(panel: Panel, start: int = 0, rows: int = 7) -> np.ndarray:
    evenings = Evenings(history_of(panel), FACTORS, threads=1)
    return np.concatenate([part.copy() for _, part in evenings.stream(start, len(panel.dates), rows)], axis=1)


def cut(panel: Panel, rows: int) -> Panel:
    return history_of(panel).rows(0, rows).panel


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
def test_each_evening_has_what_it_knew(gap: int) -> None:
    """By brute force: the history cut after each date, cleaned by what it can say of itself."""
    panel = contradicted(gap)
    found = values_of(panel)
    assert (taken_out_on(panel) < 40).sum() == 1
    assert taken_out_on(panel)[20, 1] == 20 + gap
    for row in range(15, 30):
        known = cut(panel, row + 1)
        _, broken = find_broken_cells(known)
        unknown = np.full(known.shape, np.nan)
        grids = make_grids(known.without(broken), unknown, unknown)
        night = Engine([each.node for each in FACTORS], 1).compute(grids, row, row + 1)[:, 0]
        np.testing.assert_array_equal(found[:, row], night)
    assert np.isfinite(found[0, 20, 1])


def test_a_stale_bar_is_never_seen() -> None:
    made = make_market(3, 30, seed=1, missing=0.0)
    market = build_panel(made.daily, made.adj_factor, made.daily_basic)
    fields = {name: grid.copy() for name, grid in market.fields.items()}
    for name in fields:
        fields[name][20, 1] = fields[name][19, 1]
    stale = Panel(market.dates, market.symbols, fields)
    assert taken_out_on(stale)[20, 1] == 20
    assert np.isnan(values_of(stale)[0, 20, 1])


def test_rows_are_counted_from_the_start_of_the_span() -> None:
    panel = contradicted(4)
    evenings = Evenings(history_of(panel), FACTORS, threads=1)
    assert [first for first, _ in evenings.stream(18, 40, 10)] == [0, 10, 20]
    np.testing.assert_array_equal(values_of(panel, 18, 10), values_of(panel)[:, 18:])


def test_the_clean_panel_has_no_broken_bar() -> None:
    evenings = Evenings(history_of(contradicted(1)), FACTORS, threads=1)
    assert np.isnan(evenings.clean["close"][20, 1])
