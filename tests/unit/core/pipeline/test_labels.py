"""Labels against hand-made bars and a slow reference."""

import numpy as np
import pytest

from core.pipeline.labels import HORIZONS, Label, make_label, one_price_bars
from core.pipeline.panel import BoolArray, Panel, build_panel
from tests.fakes.bars import make_market

DATES = np.array([20260105, 20260106, 20260107, 20260108, 20260109, 20260112], dtype=np.int32)
OPEN = np.array([[10.0], [11.0], [12.0], [13.0], [14.0], [15.0]])
CLOSE = OPEN + 0.5


def panel_of(open_: np.ndarray = OPEN, close: np.ndarray = CLOSE, factor: float | np.ndarray = 1.0) -> Panel:
    fields = {
        "open": open_,
        "high": np.fmax(open_, close),
        "low": np.fmin(open_, close),
        "close": close,
        "pre_close": open_ - 0.5,
        "vol": np.where(np.isfinite(close), 100.0, np.nan),
        "adj_open": open_ * factor,
        "adj_close": close * factor,
    }
    return Panel(DATES, ("600000.SH",), fields)


def without(row: int) -> Panel:
    """The panel without the bar of one day."""
    gone = np.where(np.arange(6)[:, None] == row, np.nan, 1.0)
    return panel_of(OPEN * gone, CLOSE * gone)


def cells(*rows: int) -> BoolArray:
    return np.isin(np.arange(6)[:, None], rows)


def label_of(panel: Panel, horizon: int, up: BoolArray | None = None, down: BoolArray | None = None) -> Label:
    none = np.zeros(panel.shape, dtype=bool)
    return make_label(panel, none if up is None else up, none if down is None else down, horizon)


def test_it_runs_from_the_next_open_to_the_close_of_day_h() -> None:
    label = label_of(panel_of(), 3)
    assert label.value[:3, 0] == pytest.approx([13.5 / 11 - 1, 14.5 / 12 - 1, 15.5 / 13 - 1])
    assert np.isnan(label.value[3:]).all()


def test_the_first_horizon_is_the_next_day_alone() -> None:
    label = label_of(panel_of(), 1)
    assert label.value[:5, 0] == pytest.approx([0.5 / price for price in (11, 12, 13, 14, 15)])
    assert label.known_on[:, 0].tolist() == [*DATES[1:].tolist(), 0]


def test_a_value_is_known_on_the_day_it_ends() -> None:
    assert label_of(panel_of(), 3).known_on[:, 0].tolist() == [20260108, 20260109, 20260112, 0, 0, 0]


def test_an_ex_right_day_costs_nothing() -> None:
    """Half the price and twice the factor is the same money."""
    halved = np.array([[1.0], [1.0], [0.5], [0.5], [0.5], [0.5]])
    split = panel_of(OPEN * halved, CLOSE * halved, 1 / halved)
    assert label_of(split, 3).value[:3] == pytest.approx(label_of(panel_of(), 3).value[:3])


def test_a_name_suspended_on_the_next_day_cannot_be_bought_and_has_no_value() -> None:
    label = label_of(without(1), 2)
    assert label.buyable[:, 0].tolist() == [0, 1, 1, 1, 1, 0]
    assert np.isnan(label.value[0, 0])
    assert label.known_on[0, 0] == 0


def test_a_bar_without_volume_is_a_suspension() -> None:
    still = panel_of()
    still["vol"][1] = 0.0
    assert label_of(still, 2).buyable[0, 0] == 0


def test_a_name_locked_at_the_limit_up_keeps_its_value_and_loses_its_weight() -> None:
    label = label_of(panel_of(), 2, up=cells(1))
    assert label.buyable[0, 0] == 0
    assert label.value[0, 0] == pytest.approx(12.5 / 11 - 1)


def test_a_lock_at_the_limit_down_can_still_be_bought() -> None:
    assert label_of(panel_of(), 2, down=cells(1)).buyable[0, 0] == 1


def test_a_suspended_exit_waits_for_the_next_bar() -> None:
    label = label_of(without(3), 3)
    assert label.value[0, 0] == pytest.approx(14.5 / 11 - 1)
    assert label.known_on[0, 0] == 20260109


def test_a_locked_exit_waits_for_the_first_day_that_is_not() -> None:
    label = label_of(panel_of(), 2, down=cells(2, 3))
    assert label.value[0, 0] == pytest.approx(14.5 / 11 - 1)
    assert label.known_on[0, 0] == 20260109


def test_an_exit_that_never_comes_is_not_known() -> None:
    label = label_of(panel_of(), 2, down=cells(4, 5))
    assert np.isnan(label.value[2:, 0]).all()
    assert label.known_on[2:, 0].tolist() == [0, 0, 0, 0]


def test_a_limit_up_does_not_hold_up_an_exit() -> None:
    assert label_of(panel_of(), 2, up=cells(2)).known_on[0, 0] == 20260107


def test_limits_that_are_known_decide_about_a_lock() -> None:
    """Low on the limit up is locked; a single price below it is not."""
    flat = panel_of(OPEN, OPEN)
    up, down = one_price_bars(flat, OPEN + np.array([[0.0], [0.5], [0], [0], [0], [0]]), OPEN - 1)
    assert up[:, 0].tolist() == [True, False, True, True, True, True]
    assert not down.any()
    up, down = one_price_bars(flat, OPEN + 1, OPEN)
    assert down.all()
    assert not up.any()


def test_without_limits_a_single_price_away_from_the_reference_is_a_lock() -> None:
    unknown = np.full((6, 1), np.nan)
    rising, _ = one_price_bars(panel_of(OPEN, OPEN), unknown, unknown)
    moving, _ = one_price_bars(panel_of(), unknown, unknown)
    _, falling = one_price_bars(panel_of(OPEN - 1, OPEN - 1), unknown, unknown)
    assert rising.all()
    assert not moving.any()
    assert not falling.any()
    below = panel_of(OPEN, OPEN)
    below["pre_close"][:] = OPEN + 1
    up, down = one_price_bars(below, unknown, unknown)
    assert down.all()
    assert not up.any()


@pytest.mark.parametrize("horizon", [0, -1])
def test_a_horizon_below_one_is_refused(horizon: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        label_of(panel_of(), horizon)


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_a_history_shorter_than_the_horizon_has_no_values(rows: int) -> None:
    full = panel_of()
    short = Panel(DATES[:rows], full.symbols, {name: grid[:rows] for name, grid in full.fields.items()})
    label = label_of(short, 20)
    assert label.value.shape == (rows, 1)
    assert np.isnan(label.value).all()


def slow_value(panel: Panel, down: BoolArray, row: int, column: int, horizon: int) -> tuple[float, int]:
    """One label, by walking the days."""
    if row + 1 >= len(panel.dates) or np.isnan(panel["open"][row + 1, column]):
        return np.nan, 0
    for day in range(row + horizon, len(panel.dates)):
        if np.isfinite(panel["close"][day, column]) and not down[day, column]:
            sold = panel["adj_close"][day, column]
            return sold / panel["adj_open"][row + 1, column] - 1, int(panel.dates[day])
    return np.nan, 0


@pytest.mark.parametrize("horizon", HORIZONS)
def test_a_random_market_agrees_with_walking_the_days(horizon: int) -> None:
    made = make_market(8, 40, seed=horizon, missing=0.2)
    panel = build_panel(made.daily, made.adj_factor, made.daily_basic)
    random = np.random.default_rng(horizon)
    up, down = random.random((2, *panel.shape)) < 0.15
    label = make_label(panel, up, down, horizon)
    slow = [[slow_value(panel, down, row, column, horizon) for column in range(8)] for row in range(40)]
    assert label.value == pytest.approx(np.array([[value for value, _ in line] for line in slow]), nan_ok=True)
    assert label.known_on.tolist() == [[day for _, day in line] for line in slow]
    assert np.isfinite(label.value).sum() > 50


@pytest.mark.parametrize("horizon", HORIZONS)
def test_what_is_known_on_a_day_does_not_change_with_later_days(horizon: int) -> None:
    made = make_market(8, 60, seed=1, missing=0.2)
    panel = build_panel(made.daily, made.adj_factor, made.daily_basic)
    random = np.random.default_rng(3)
    up, down = random.random((2, *panel.shape)) < 0.15
    full = make_label(panel, up, down, horizon)
    cut = 45
    early = Panel(panel.dates[:cut], panel.symbols, {name: grid[:cut] for name, grid in panel.fields.items()})
    label = make_label(early, up[:cut], down[:cut], horizon)
    known = (full.known_on[:cut] > 0) & (full.known_on[:cut] <= panel.dates[cut - 1])
    assert known.any()
    assert (label.value[known] == full.value[:cut][known]).all()
    assert np.isnan(label.value[~known]).all()
