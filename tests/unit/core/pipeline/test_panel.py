import numpy as np
import pandas as pd

from core.pipeline.panel import Panel, build_panel, fill_forward
from tests.fakes.bars import make_market

DAYS = [20250106, 20250107, 20250108]


def _daily(rows: list[tuple[str, int, float]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["ts_code", "trade_date", "close"])
    for name in ("open", "high", "low"):
        frame[name] = frame["close"]
    return frame.assign(vol=100.0, amount=frame["close"] * 100)


def _factors(rows: list[tuple[str, int, float]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["ts_code", "trade_date", "adj_factor"]).astype({"trade_date": "int64"})


def _basic(rows: list[tuple[str, int, float]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["ts_code", "trade_date", "pb"]).astype({"trade_date": "int64"})


def test_panel_agrees_with_a_pandas_pivot() -> None:
    market = make_market(40, 30, seed=3, missing=0.2)
    shuffled = market.daily.sample(frac=1, random_state=1)
    panel = build_panel(shuffled, market.adj_factor, market.daily_basic)
    for name in ("open", "high", "low", "close", "pre_close", "vol", "amount"):
        pivot = market.daily.pivot(index="trade_date", columns="ts_code", values=name)
        np.testing.assert_array_equal(panel[name], pivot.to_numpy())
    assert panel.dates.tolist() == pivot.index.tolist()
    assert list(panel.symbols) == pivot.columns.tolist()
    joined = market.daily.merge(market.adj_factor, on=["ts_code", "trade_date"])
    joined["adj"] = joined["high"] * joined["adj_factor"]
    np.testing.assert_allclose(panel["adj_high"], joined.pivot(index="trade_date", columns="ts_code", values="adj"))


def test_factor_gaps_keep_the_last_known_and_days_before_the_first_take_it() -> None:
    daily = _daily([(code, day, 10.0) for day in DAYS for code in ("000001.SZ", "000002.SZ", "000003.SZ")])
    factors = _factors([("000001.SZ", DAYS[0], 2.0), ("000002.SZ", DAYS[1], 3.0), ("000002.SZ", DAYS[2], np.nan)])
    panel = build_panel(daily, factors, _basic([]))
    assert panel["adj_factor"].T.tolist() == [[2.0, 2.0, 2.0], [3.0, 3.0, 3.0], [1.0, 1.0, 1.0]]
    assert panel["adj_close"][2].tolist() == [20.0, 30.0, 10.0]


def test_factors_that_are_not_positive_count_as_unknown() -> None:
    daily = _daily([("000001.SZ", day, 10.0) for day in DAYS])
    factors = _factors([("000001.SZ", DAYS[0], 2.0), ("000001.SZ", DAYS[1], -1.0), ("000001.SZ", DAYS[2], np.inf)])
    assert build_panel(daily, factors, _basic([]))["adj_factor"].tolist() == [[2.0], [2.0], [2.0]]


def test_basic_rows_without_a_bar_or_outside_the_panel_are_left_out() -> None:
    daily = _daily([("000001.SZ", DAYS[0], 10.0), ("000002.SZ", DAYS[1], 10.0)])
    basic = _basic([("000001.SZ", DAYS[0], 1.5), ("000001.SZ", DAYS[1], 9.0), ("000009.SZ", DAYS[0], 9.0),
                    ("000002.SZ", 20260101, 9.0)])  # fmt: skip
    panel = build_panel(daily, _factors([]), basic)
    np.testing.assert_array_equal(panel["pb"], [[1.5, np.nan], [np.nan, np.nan]])


def test_infinities_become_gaps_and_the_later_of_two_rows_stands() -> None:
    daily = _daily([("000001.SZ", DAYS[0], np.inf), ("000001.SZ", DAYS[1], 5.0), ("000001.SZ", DAYS[1], 6.0)])
    np.testing.assert_array_equal(build_panel(daily, _factors([]), _basic([]))["close"], [[np.nan], [6.0]])


def test_empty_frames_give_an_empty_panel() -> None:
    panel = build_panel(_daily([]).astype({"trade_date": "int64"}), _factors([("1", 20250106, 1.0)]), _basic([]))
    assert panel.shape == (0, 0)
    assert panel.tail(5).select(["000001.SZ"]).shape == (0, 1)


def test_select_keeps_the_asked_order_and_blanks_unknown_symbols() -> None:
    panel = build_panel(_daily([("000001.SZ", DAYS[0], 1.0), ("000002.SZ", DAYS[0], 2.0)]), _factors([]), _basic([]))
    chosen = panel.select(["000002.SZ", "600000.SH", "000001.SZ"])
    np.testing.assert_array_equal(chosen["close"], [[2.0, np.nan, 1.0]])
    assert set(panel.select(["000002.SZ"], ("close",)).fields) == {"close"}


def test_without_takes_bars_out_and_leaves_the_factor() -> None:
    panel = build_panel(_daily([("000001.SZ", day, 1.0) for day in DAYS]), _factors([]), _basic([]))
    cut = panel.without(np.array([[False], [True], [False]]))
    np.testing.assert_array_equal(cut["close"], [[1.0], [np.nan], [1.0]])
    assert cut["adj_factor"].tolist() == [[1.0]] * 3
    assert panel["close"].tolist() == [[1.0]] * 3


def test_tail_is_the_last_rows() -> None:
    panel = Panel(np.array(DAYS, dtype=np.int32), ("a",), {"close": np.array([[1.0], [2.0], [3.0]])})
    assert panel.tail(2)["close"].tolist() == [[2.0], [3.0]]
    assert panel.tail(9).dates.tolist() == DAYS


def test_fill_forward_equals_pandas() -> None:
    random = np.random.default_rng(5)
    grid = np.where(random.random((30, 8)) < 0.6, np.nan, random.random((30, 8)))
    np.testing.assert_array_equal(fill_forward(grid), pd.DataFrame(grid).ffill().to_numpy())
