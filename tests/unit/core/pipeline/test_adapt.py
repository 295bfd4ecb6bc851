from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.pipeline.adapt import Adapted, adapt
from tests.fakes.bars import Market, make_market

CODE = "000002.SZ"


@pytest.fixture(scope="module")
def market() -> Market:
    return make_market(6, 40, seed=11, missing=0.0)


def _adapt(market: Market, **frames: pd.DataFrame) -> Adapted:
    named = {name: getattr(market, name) for name in ("daily", "adj_factor", "daily_basic", "stk_limit", "suspend_d")}
    return adapt(**(named | frames), day=market.day)


def _spoil(market: Market, at: int, **values: float) -> pd.DataFrame:
    daily = market.daily.copy()
    row = (daily["ts_code"] == CODE) & (daily["trade_date"] == market.days[at])
    for name, value in values.items():
        daily.loc[row, name] = value
    return daily


def _bar(market: Market, at: int) -> pd.Series:
    return market.daily[(market.daily["ts_code"] == CODE) & (market.daily["trade_date"] == market.days[at])].iloc[0]


def _set_limits(market: Market, up: float, down: float) -> pd.DataFrame:
    limits = market.stk_limit.copy()
    limits.loc[limits["ts_code"] == CODE, ["up_limit", "down_limit"]] = [up, down]
    return limits


def test_a_lawful_market_has_no_anomalies(market: Market) -> None:
    adapted = _adapt(market)
    assert adapted.counts == {}
    assert adapted.anomalies.empty
    assert list(adapted.anomalies.columns) == ["kind", "ts_code", "trade_date", "detail"]
    assert len(adapted.daily) == len(market.daily)
    assert adapted.flags["tradeable"].all()


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("BAD_PRICE", {"close": np.nan}),
        ("BAD_PRICE", {"low": 0.0}),
        ("BAD_PRICE", {"open": np.inf}),
        ("BAD_PRICE", {"high": -3.0}),
        ("BAD_VOLUME", {"vol": -100.0}),
        ("BAD_VOLUME", {"amount": np.nan}),
        ("HIGH_BELOW_LOW", {"high": 1.0, "low": 2.0}),
        ("OUTSIDE_RANGE", {"close": 1.0}),
        ("OUTSIDE_RANGE", {"open": 1e4}),
        ("AMOUNT_MISMATCH", {"amount": 1.0}),
        ("NO_TRADE", {"vol": 0.0, "amount": 0.0}),
    ],
)
def test_a_bad_row_is_named_and_taken_out(market: Market, kind: str, values: dict[str, float]) -> None:
    adapted = _adapt(market, daily=_spoil(market, 20, **values))
    assert adapted.counts == {kind: 1}
    found = adapted.anomalies.iloc[0]
    assert (found["ts_code"], found["trade_date"]) == (CODE, market.days[20])
    assert next(iter(values)) in found["detail"]
    assert len(adapted.daily) == len(market.daily) - 1
    assert np.isnan(adapted.panel["close"][20, 1])
    assert np.isfinite(adapted.panel["close"][[19, 21], 1]).all()


def test_hand_over_figures_in_lots_are_caught(market: Market) -> None:
    lots = market.daily.assign(vol=market.daily["vol"] / 100)
    assert _adapt(market, daily=lots).counts == {"AMOUNT_MISMATCH": len(lots)}


def test_a_close_outside_the_days_limits_goes(market: Market) -> None:
    close = _bar(market, -1)["close"]
    adapted = _adapt(market, stk_limit=_set_limits(market, close - 0.02, 1.0))
    assert adapted.counts == {"OUTSIDE_LIMITS": 1}
    assert not adapted.flags.loc[CODE, "traded"]
    assert not adapted.flags.loc[CODE, "tradeable"]


@pytest.mark.parametrize("none", [0.0, np.nan])
def test_a_day_without_limits_holds_nothing_to_them(market: Market, none: float) -> None:
    adapted = _adapt(market, stk_limit=_set_limits(market, none, none))
    assert adapted.counts == {}
    assert adapted.flags.loc[CODE, ["at_up_limit", "at_down_limit"]].tolist() == [False, False]


def test_a_repeated_row_is_one_row_and_two_stories_are_none(market: Market) -> None:
    twice = pd.concat([market.daily, market.daily.iloc[[7]]])
    adapted = _adapt(market, daily=twice)
    assert (adapted.counts, len(adapted.daily)) == ({}, len(market.daily))
    other = market.daily.iloc[[7]].assign(close=market.daily.iloc[7]["high"], open=market.daily.iloc[7]["low"])
    adapted = _adapt(market, daily=pd.concat([market.daily, other]))
    assert (adapted.counts, len(adapted.daily)) == ({"CONFLICTING_KEY": 2}, len(market.daily) - 1)


def test_a_row_without_a_symbol_goes(market: Market) -> None:
    nameless = market.daily.copy()
    nameless.loc[5, "ts_code"] = None
    adapted = _adapt(market, daily=nameless)
    assert (adapted.counts, len(adapted.daily)) == ({"NO_SYMBOL": 1}, len(market.daily) - 1)


def test_yesterdays_bar_sent_again_goes(market: Market) -> None:
    old = _bar(market, 20)
    values = {name: old[name] for name in ("open", "high", "low", "close", "vol", "amount")}
    adapted = _adapt(market, daily=_spoil(market, 21, **values))
    assert adapted.counts["STALE"] == 1
    assert np.isnan(adapted.panel["close"][21, 1])


def _at_price(price: float, vol: float = 1e5) -> dict[str, float]:
    return {"open": price, "high": price, "low": price, "close": price, "vol": vol, "amount": vol * price}


def test_a_jump_the_next_day_contradicts_goes(market: Market) -> None:
    adapted = _adapt(market, daily=_spoil(market, 20, **_at_price(_bar(market, 20)["close"] * 10)))
    assert adapted.counts == {"CONTRADICTED_JUMP": 1}
    assert np.isnan(adapted.panel["close"][20, 1])


def test_a_jump_nothing_contradicts_is_reported_and_stays(market: Market) -> None:
    price = round(_bar(market, -1)["close"] * 3, 2)
    none = _set_limits(market, np.nan, np.nan)
    adapted = _adapt(market, daily=_spoil(market, -1, **_at_price(price)), stk_limit=none)
    assert adapted.counts == {"JUMP": 1}
    assert adapted.panel["close"][-1, 1] == price


def test_the_free_first_days_of_a_listing_are_no_jumps(market: Market) -> None:
    listed = market.daily[(market.daily["ts_code"] != CODE) | (market.daily["trade_date"] >= market.days[-3])]
    tripled = _spoil(market, -1, **_at_price(round(_bar(market, -1)["close"] * 3, 2)))
    adapted = _adapt(market, daily=tripled.loc[listed.index], stk_limit=_set_limits(market, np.nan, np.nan))
    assert adapted.counts == {}


def test_an_ex_right_price_without_a_new_factor_is_reported(market: Market) -> None:
    adapted = _adapt(market, daily=_spoil(market, 20, pre_close=round(_bar(market, 20)["pre_close"] * 0.97, 2)))
    assert adapted.counts == {"EX_RIGHT_MISMATCH": 1}
    factors = market.adj_factor.copy()
    late = (factors["ts_code"] == CODE) & (factors["trade_date"] >= market.days[30])
    factors.loc[late, "adj_factor"] *= 1.05
    assert _adapt(market, adj_factor=factors).counts == {"EX_RIGHT_MISMATCH": 1}


def test_after_a_gap_the_reference_price_is_not_judged(market: Market) -> None:
    daily = _spoil(market, 20, pre_close=round(_bar(market, 20)["pre_close"] * 0.97, 2))
    gap = (daily["ts_code"] == CODE) & (daily["trade_date"] == market.days[19])
    assert _adapt(market, daily=daily[~gap]).counts == {}


def test_factors_that_cannot_be_are_reported(market: Market) -> None:
    factors = market.adj_factor.copy()
    factors.loc[3, "adj_factor"] = -1.0
    adapted = _adapt(market, adj_factor=factors)
    assert adapted.counts == {"BAD_ADJ_FACTOR": 1}
    assert (adapted.panel["adj_factor"] > 0).all()


def test_flags_at_the_limits(market: Market) -> None:
    bar = _bar(market, -1)
    low, high, close = bar["low"], bar["high"], bar["close"]
    flags = _adapt(market, stk_limit=_set_limits(market, close, low - 1)).flags.loc[CODE]
    assert flags["at_up_limit"]
    assert not flags["one_price_up"]
    assert flags["tradeable"]
    flags = _adapt(market, stk_limit=_set_limits(market, high + 1, close)).flags.loc[CODE]
    assert flags["at_down_limit"]
    locked = _spoil(market, -1, **_at_price(close))
    flags = _adapt(market, daily=locked, stk_limit=_set_limits(market, close, close - 1)).flags.loc[CODE]
    assert (flags["one_price_up"], flags["one_price_down"], flags["tradeable"]) == (True, False, False)
    flags = _adapt(market, daily=locked, stk_limit=_set_limits(market, close + 1, close)).flags.loc[CODE]
    assert (flags["one_price_up"], flags["one_price_down"], flags["tradeable"]) == (False, True, False)


def test_suspension_needs_a_stop_row_of_the_day_and_no_trade(market: Market) -> None:
    gone = market.daily[(market.daily["ts_code"] != CODE) | (market.daily["trade_date"] != market.day)]
    stops = pd.DataFrame(
        {
            "ts_code": [CODE, "000003.SZ", "000004.SZ", "600999.SH", CODE],
            "trade_date": [market.day, market.day, market.days[-2], market.day, market.day],
            "suspend_timing": [None, "09:30-10:00", None, None, None],
            "suspend_type": ["S", "S", "S", "S", "R"],
        }
    )
    flags = _adapt(market, daily=gone, suspend_d=stops).flags
    assert flags.index[flags["suspended"]].tolist() == [CODE, "600999.SH"]
    assert flags.index[~flags["traded"]].tolist() == [CODE, "600999.SH"]


def test_rows_after_the_day_change_nothing(market: Market) -> None:
    day = market.days[25]
    cut = {name: getattr(market, name) for name in ("daily", "adj_factor", "daily_basic")}
    limits = market.stk_limit.assign(trade_date=day, up_limit=1e6, down_limit=0.01)
    whole = adapt(**cut, stk_limit=limits, suspend_d=market.suspend_d, day=day)
    only = adapt(
        **{name: frame[frame["trade_date"] <= day] for name, frame in cut.items()},
        stk_limit=limits, suspend_d=market.suspend_d, day=day,
    )  # fmt: skip
    assert whole.panel.dates[-1] == day
    for name, grid in whole.panel.fields.items():
        np.testing.assert_array_equal(grid, only.panel[name])
    pd.testing.assert_frame_equal(whole.flags, only.flags)
    pd.testing.assert_frame_equal(whole.daily, only.daily)


def test_empty_frames_leave_nothing_traded(market: Market) -> None:
    nothing = {
        name: getattr(market, name).iloc[:0]
        for name in ("daily", "adj_factor", "daily_basic", "stk_limit", "suspend_d")
    }
    adapted = _adapt(market, **nothing)
    assert adapted.panel.shape == (0, 0)
    assert adapted.flags.empty
    assert adapted.counts == {}


def test_a_frame_of_rubbish_loses_every_row(market: Market) -> None:
    rubbish = market.daily.assign(open=np.nan, high=np.nan, low=np.nan, close=np.nan)
    adapted = _adapt(market, daily=rubbish)
    assert adapted.counts == {"BAD_PRICE": len(rubbish)}
    assert adapted.daily.empty


@pytest.mark.realdata
def test_eight_real_years_show_only_their_known_flaws(realdata: Path) -> None:
    """The data's own README: 3 rows with amount/vol over 1 % off, and two relistings without limit."""
    daily = pd.read_parquet(realdata / "ashare_daily.parquet").drop(columns=["source", "pre_close_source"])
    daily["trade_date"] = pd.to_datetime(daily["trade_date"]).dt.strftime("%Y%m%d").astype(int)
    daily = daily.assign(vol=daily["vol"] * 100, amount=daily["amount"] * 1000)
    factors = daily[["ts_code", "trade_date", "adj_factor"]]
    none = pd.DataFrame({"ts_code": [], "trade_date": pd.Series([], dtype=int), "suspend_type": []})
    limits = none.assign(up_limit=0.0, down_limit=0.0)
    adapted = adapt(daily.drop(columns="adj_factor"), factors, none, limits, none, 20260506)
    assert adapted.counts == {"AMOUNT_MISMATCH": 3, "JUMP": 2}
    jumps = adapted.anomalies[adapted.anomalies["kind"] == "JUMP"]
    assert jumps["ts_code"].tolist() == ["000995.SZ", "000792.SZ"]
