"""Wire frames carry Tushare's names and units, and nothing that is not yet published."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from core.adapters.demo.interfaces import INTERFACES
from core.adapters.demo.market import DemoExchange
from core.adapters.demo.query import BadParameter, Query, published_through
from core.adapters.tushare.decode import decode
from core.domain.dataset import DATASETS
from core.domain.dates import at, date_of, ymd

_DAY = date(2026, 6, 30)


def _rows(market: DemoExchange, api: str, through: date | None = None, **params: object) -> pd.DataFrame:
    return INTERFACES[api].rows(market, Query(params, through))


@pytest.mark.parametrize("api", sorted(INTERFACES))
def test_frames_have_all_declared_fields(market: DemoExchange, api: str) -> None:
    key = {"ts_code": "000300.SH"} if api == "index_daily" else {"ts_code": market.codes[0]}
    frame = _rows(market, api, **key)
    assert sorted(frame.columns) == sorted(INTERFACES[api].fields + INTERFACES[api].hidden)


def test_every_dataset_of_the_house_is_served() -> None:
    assert set(INTERFACES) == set(DATASETS)
    for name, interface in INTERFACES.items():
        required = {column.on_wire for column in DATASETS[name].columns}
        assert required <= set(interface.fields + interface.hidden), name


@pytest.mark.parametrize("api", sorted(INTERFACES))
def test_every_frame_decodes_to_canonical_units(market: DemoExchange, api: str) -> None:
    """The decoder refuses wrong units, foreign types and doubled keys: the demo gives it no reason to."""
    key = {"dividend": {"ts_code": ",".join(market.codes)}, "index_daily": {"ts_code": "000300.SH"}}
    frame = _rows(market, api, **key.get(api, {}))
    decoded = decode(DATASETS[api], frame)
    assert 0 < len(decoded) <= len(frame)
    if api == "daily":
        assert decoded["vol"].sum() == market.vol.sum()
        assert decoded["amount"].sum() == pytest.approx(market.amount.sum() / 100, rel=1e-12)


def test_daily_is_in_lots_and_thousand_yuan(market: DemoExchange) -> None:
    frame = _rows(market, "daily")
    mean = frame["amount"] * 1000 / (frame["vol"] * 100)
    assert (mean >= frame["low"] - 1e-9).all()
    assert (mean <= frame["high"] + 1e-9).all()
    prices = frame[["open", "high", "low", "close", "pre_close", "change"]]
    np.testing.assert_array_equal(prices, prices.round(2))
    np.testing.assert_allclose(frame["change"], frame["close"] - frame["pre_close"], atol=1e-9)
    np.testing.assert_allclose(frame["pct_chg"], frame["change"] / frame["pre_close"] * 100, atol=1e-4)
    assert not frame.duplicated(["ts_code", "trade_date"]).any()


def test_the_auction_is_in_shares_and_yuan(market: DemoExchange) -> None:
    auction = _rows(market, "stk_auction", trade_date=ymd(_DAY)).set_index("ts_code")
    daily = _rows(market, "daily", trade_date=ymd(_DAY)).set_index("ts_code")
    np.testing.assert_allclose(auction["amount"], auction["vol"] * auction["price"])
    np.testing.assert_array_equal(auction["price"], daily["open"])
    assert (auction["vol"] <= daily["vol"] * 100).all()


def test_daily_basic_is_in_ten_thousands(market: DemoExchange) -> None:
    frame = _rows(market, "daily_basic", trade_date=ymd(_DAY))
    daily = _rows(market, "daily", trade_date=ymd(_DAY))
    np.testing.assert_array_equal(frame["ts_code"], daily["ts_code"])
    np.testing.assert_allclose(frame["total_mv"], frame["total_share"] * frame["close"], rtol=1e-6)
    np.testing.assert_allclose(frame["circ_mv"], frame["float_share"] * frame["close"], rtol=1e-6)
    np.testing.assert_allclose(
        frame["turnover_rate"], daily["vol"] * 100 / (frame["float_share"] * 1e4) * 100, atol=1e-3
    )
    assert frame["pe"].isna().any()
    assert (frame["pb"] > 0).all()


def test_suspended_days_have_no_row_but_s_and_r(market: DemoExchange) -> None:
    rows, columns = np.nonzero(market.suspended)
    halted = {(market.codes[c], str(market.day_numbers[r])) for r, c in zip(rows, columns, strict=True)}
    for api in ("daily", "daily_basic", "stk_auction"):
        frame = _rows(market, api)
        assert halted.isdisjoint(zip(frame["ts_code"], frame["trade_date"], strict=True)), api
    notices = _rows(market, "suspend_d")
    whole = notices[(notices["suspend_type"] == "S") & notices["suspend_timing"].isna()]
    assert set(zip(whole["ts_code"], whole["trade_date"], strict=True)) == halted
    resumed = notices[notices["suspend_type"] == "R"]
    days = [str(number) for number in market.day_numbers]
    for code, day in zip(resumed["ts_code"], resumed["trade_date"], strict=True):
        assert (code, days[days.index(day) - 1]) in halted
        assert (code, day) not in halted
    assert len(_rows(market, "suspend_d", suspend_type="R")) == len(resumed)


def test_limits_and_factors_cover_suspended_shares(market: DemoExchange) -> None:
    row = int(np.flatnonzero(market.suspended.any(axis=1))[0])
    code = market.codes[np.flatnonzero(market.suspended[row])[0]]
    for api in ("adj_factor", "stk_limit"):
        assert len(_rows(market, api, trade_date=market.day_numbers[row], ts_code=code)) == 1
    free = market.prices.free & market.listed
    assert len(_rows(market, "stk_limit")) == market.listed.sum() - free.sum()
    assert free.any()


def test_codes_and_spans_narrow_the_rows(market: DemoExchange) -> None:
    code, other = market.codes[[5, 60]]
    frame = _rows(market, "daily", ts_code=f"{code},{other}", start_date="20260601", end_date="2026-06-30")
    assert set(frame["ts_code"]) <= {code, other}
    assert frame["trade_date"].between("20260601", "20260630").all()
    assert frame["trade_date"].is_monotonic_decreasing
    assert _rows(market, "daily", ts_code="999999.SH").empty
    assert _rows(market, "daily", trade_date="20260628").empty


@pytest.mark.parametrize(
    ("api", "params"),
    [("daily", {"trade_date": "2026063"}), ("daily", {"start_date": "x" * 99}), ("trade_cal", {"end_date": "20261301"}),
     ("dividend", {}), ("dividend", {"ex_date": "tomorrow"})],
)  # fmt: skip
def test_malformed_parameters_are_refused(market: DemoExchange, api: str, params: dict[str, object]) -> None:
    with pytest.raises(BadParameter):
        _rows(market, api, **params)


def test_ex_date_rows_explain_the_reference_price(market: DemoExchange) -> None:
    rows = np.flatnonzero((market.distributions.bonus_permille > 0).any(axis=1))
    day = market.days[int(rows[-1])]
    for record in _rows(market, "dividend", ex_date=ymd(day)).to_dict("records"):
        bar = _rows(market, "daily", ts_code=record["ts_code"], end_date=ymd(day)).head(2)
        assert bar["trade_date"].tolist() == [record["ex_date"], record["record_date"]]
        exact = (bar["close"].iloc[1] - record["cash_div_tax"]) / (1 + record["stk_div"])
        assert abs(bar["pre_close"].iloc[0] - exact) <= 0.005 + 1e-9
        assert record["div_proc"] == "实施"
        origin = (record["stk_bo_rate"], record["stk_co_rate"])
        assert sum(part for part in origin if part == part and part) == record["stk_div"]


def test_a_plan_is_told_before_its_ex_date(market: DemoExchange) -> None:
    row, column = np.argwhere(market.distributions.cash_li > 0)[-1]
    ex_day, code = market.days[row], market.codes[column]
    planned = _rows(market, "dividend", ex_day - timedelta(days=1), ts_code=code)
    done = _rows(market, "dividend", ex_day, ts_code=code)
    assert len(done) == len(planned) + 1
    assert planned[planned["ex_date"].isna()]["div_proc"].eq("预案").all()
    assert wire(ex_day) not in set(planned["ex_date"])
    assert wire(ex_day) in set(done["ex_date"])


def wire(day: date) -> str:
    return str(ymd(day))


def test_names_and_listings_are_told_when_they_happen(market: DemoExchange) -> None:
    company = next(c for c in market.companies if len(c.names) > 1 and c.names[1].start in market.days[1:])
    change = company.names[1]
    for through, name, rows in (
        (change.start - timedelta(days=1), company.names[0].name, 1),
        (change.start, change.name, 2),
    ):
        assert _rows(market, "stock_basic", through, ts_code=company.ts_code)["name"].tolist() == [name]
        names = _rows(market, "namechange", through, ts_code=company.ts_code)
        assert len(names) == rows
        assert names["end_date"].isna().sum() == 1
    newcomer = next(c for c in market.companies if c.first)
    assert _rows(market, "stock_basic", newcomer.list_day - timedelta(days=1), ts_code=newcomer.ts_code).empty
    assert len(_rows(market, "stock_basic", newcomer.list_day, ts_code=newcomer.ts_code)) == 1


def test_delisted_shares_move_to_their_own_list(market: DemoExchange) -> None:
    company = next(c for c in market.companies if c.delist_day is not None)
    assert company.delist_day is not None
    before, code = company.delist_day - timedelta(days=1), company.ts_code
    assert code in set(_rows(market, "stock_basic", before)["ts_code"])
    assert code not in set(_rows(market, "stock_basic", before, list_status="D")["ts_code"])
    assert _rows(market, "stock_basic", before, ts_code=code)["delist_date"].isna().all()
    gone = _rows(market, "stock_basic", company.delist_day, list_status="D")
    assert gone[gone["ts_code"] == code]["delist_date"].tolist() == [wire(company.delist_day)]
    assert _rows(market, "stock_basic", list_status="P").empty


def test_the_calendar_knows_its_days(market: DemoExchange) -> None:
    frame = _rows(market, "trade_cal", exchange="SZSE", start_date="20260213", end_date="20260224").set_index(
        "cal_date"
    )
    assert frame.loc["20260224"].tolist() == ["SZSE", 1, "20260213"]
    assert frame["is_open"].sum() == 2
    assert len(_rows(market, "trade_cal", is_open="1", start_date="20260101")) == 242
    last = date_of(int(_rows(market, "trade_cal")["cal_date"].max()))
    assert last - market.days[-1] > timedelta(days=60)


@pytest.mark.parametrize("name", sorted(set(DATASETS) - {"trade_cal", "stock_basic"}))
def test_rows_appear_at_their_instant(name: str) -> None:
    known = DATASETS[name].known_at
    instant = at(_DAY, known.hour, known.minute)
    assert published_through(name, instant) == _DAY
    assert published_through(name, instant - timedelta(seconds=1)) == _DAY - timedelta(days=1)


@pytest.mark.parametrize(
    "api", ["daily", "daily_basic", "adj_factor", "stk_limit", "suspend_d", "stk_auction", "index_daily"]
)
def test_no_row_after_the_published_day(market: DemoExchange, api: str) -> None:
    code = "000300.SH" if api == "index_daily" else ",".join(market.codes)
    frame = _rows(market, api, _DAY, ts_code=code, start_date="20260620")
    assert frame["trade_date"].max() == wire(_DAY)
    assert _rows(market, api, _DAY, ts_code=code, trade_date="20260701").empty
