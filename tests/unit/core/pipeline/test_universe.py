import numpy as np
import pandas as pd
import pytest

from core.pipeline.adapt import Adapted, adapt
from core.pipeline.universe import COLUMNS, LISTED_LONG_AGO, select_universe
from core.settings.model import Universe
from tests.fakes.bars import Market, make_market

FREE = Universe(min_listed_days=0, min_amount_yuan=0, min_price_yuan=0)
CODE = "000002.SZ"


@pytest.fixture(scope="module")
def market() -> Market:
    return make_market(5, 30, seed=2, missing=0.0)


@pytest.fixture(scope="module")
def adapted(market: Market) -> Adapted:
    return _adapted(market)


def _adapted(market: Market, **frames: pd.DataFrame) -> Adapted:
    named = {name: getattr(market, name) for name in ("daily", "adj_factor", "daily_basic", "stk_limit", "suspend_d")}
    return adapt(**(named | frames), day=market.day)


def _basic(*rows: dict[str, object]) -> pd.DataFrame:
    default = {
        "ts_code": CODE, "name": "某某", "industry": "银行", "list_status": "L", "list_date": 20100104,
        "delist_date": None,
    }  # fmt: skip
    return pd.DataFrame([default | row for row in rows])


def _names(*rows: tuple[str, str, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["ts_code", "name", "start_date"])


def _one(universe: pd.DataFrame, symbol: str = CODE) -> pd.Series:
    return universe.set_index("ts_code").loc[symbol]


def _pick(
    adapted: Adapted,
    basic: dict[str, object] | None = None,
    settings: Universe = FREE,
    names: pd.DataFrame | None = None,
) -> pd.Series:
    names = _names() if names is None else names
    basic = {"ts_code": CODE} | (basic or {})
    return _one(select_universe(adapted, _basic(basic), names, settings, adapted.day), str(basic["ts_code"]))


def test_every_known_symbol_has_one_row(market: Market, adapted: Adapted) -> None:
    basic = _basic({"ts_code": "600999.SH"}, {"ts_code": CODE}, {"ts_code": CODE, "name": "重名"})
    universe = select_universe(adapted, basic, _names(), FREE, market.day)
    assert list(universe.columns) == COLUMNS
    assert universe["ts_code"].tolist() == [*market.symbols, "600999.SH"]
    assert universe["included"].tolist() == [True] * 5 + [False]
    assert (universe["included"] == (universe["reason"] == "")).all()


def test_amount_and_close_are_the_panels(market: Market, adapted: Adapted) -> None:
    bars = market.daily[market.daily["ts_code"] == CODE]
    row = _pick(adapted)
    assert row["mean_amount_20"] == pytest.approx(bars["amount"].tail(20).mean(), rel=1e-12)
    assert row["close"] == bars["close"].iloc[-1]


@pytest.mark.parametrize("name", ["ST康美", "*ST海润", "S*ST前锋", "SST华新", "＊ST某某", "XDST某某", " ST某某"])
def test_special_treatment_is_read_from_the_name(adapted: Adapted, name: str) -> None:
    row = _pick(adapted, {"name": name})
    assert (row["status"], row["reason"], row["included"]) == ("st", "ST", False)


@pytest.mark.parametrize("name", ["退市海润", "海润退", "*ST海润退"])
def test_delisting_is_read_from_the_name(adapted: Adapted, name: str) -> None:
    row = _pick(adapted, {"name": name})
    assert (row["status"], row["reason"]) == ("delisting", "DELISTING")


@pytest.mark.parametrize("name", ["BEST科技", "东方ST", "某某", None])
def test_other_names_are_normal(adapted: Adapted, name: str | None) -> None:
    row = _pick(adapted, {"name": name})
    assert (row["status"], row["reason"]) == ("normal", "")


def test_the_latest_name_in_force_counts(market: Market, adapted: Adapted) -> None:
    names = _names(
        (CODE, "*ST某某", market.days[10]), (CODE, "某某", market.days[0]), (CODE, "退市某某", market.day + 10_000)
    )
    assert _pick(adapted, names=names)["name"] == "*ST某某"
    restored = pd.concat([names, _names((CODE, "某某", market.day))])
    assert _pick(adapted, {"name": "ST某某"}, names=restored)["reason"] == ""


def test_a_b_share_is_no_a_share(adapted: Adapted) -> None:
    row = _pick(adapted, {"ts_code": "900901.SH", "name": "ST云赛"})
    assert (row["board"], row["reason"], row["policy"]) == ("", "NOT_ASHARE", "exclude")


@pytest.mark.parametrize(
    ("basic", "reason"),
    [
        ({"delist_date": 20250110}, "DELISTED"),
        ({"list_status": "D"}, "DELISTED"),
        ({"list_status": "D", "delist_date": 20991231}, ""),
        ({"list_status": "L", "delist_date": np.nan}, ""),
    ],
)
def test_delisted_means_on_or_before_the_day(adapted: Adapted, basic: dict[str, object], reason: str) -> None:
    assert _pick(adapted, basic)["reason"] == reason


def test_suspended_differs_from_a_bar_that_did_not_come(market: Market) -> None:
    gone = market.daily[(market.daily["ts_code"] != CODE) | (market.daily["trade_date"] != market.day)]
    row = _pick(_adapted(market, daily=gone))
    assert row["reason"] == "NO_BAR"
    assert row["close"] == gone[gone["ts_code"] == CODE]["close"].iloc[-1]
    stop = pd.DataFrame({"ts_code": [CODE], "trade_date": [market.day], "suspend_type": ["S"]})
    assert _pick(_adapted(market, daily=gone, suspend_d=stop))["reason"] == "SUSPENDED"


@pytest.mark.parametrize(("listed", "days"), [(-1, 1), (-10, 10), (0, 30), (None, LISTED_LONG_AGO)])
def test_listed_days_count_from_one(market: Market, adapted: Adapted, listed: int | None, days: int) -> None:
    row = _pick(adapted, {"list_date": None if listed is None else market.days[listed]})
    assert row["listed_days"] == days


def test_listed_days_before_the_panel_count_weekdays(adapted: Adapted) -> None:
    """2024-12-30 was the Monday a week before the panel starts."""
    assert _pick(adapted, {"list_date": 20241230})["listed_days"] == 35


def test_without_a_list_date_the_first_bar_inside_the_panel_counts(market: Market) -> None:
    late = market.daily[(market.daily["ts_code"] != CODE) | (market.daily["trade_date"] >= market.days[-4])]
    adapted = _adapted(market, daily=late)
    assert _pick(adapted, {"list_date": None})["listed_days"] == 4
    assert _pick(adapted, {"ts_code": "600999.SH", "list_date": None})["listed_days"] == 0


def test_new_listings_wait(market: Market, adapted: Adapted) -> None:
    settings = FREE.model_copy(update={"min_listed_days": 11})
    assert _pick(adapted, {"list_date": market.days[-10]}, settings)["reason"] == "NEW_LISTING"
    assert _pick(adapted, {"list_date": market.days[-11]}, settings)["reason"] == ""
    assert _pick(adapted, {"list_date": 20991231})["reason"] == "NEW_LISTING"


@pytest.mark.parametrize(("setting", "reason"), [("min_price_yuan", "LOW_PRICE"), ("min_amount_yuan", "ILLIQUID")])
def test_cheap_and_quiet_shares_are_left_out(adapted: Adapted, setting: str, reason: str) -> None:
    exact = _pick(adapted)["close" if setting == "min_price_yuan" else "mean_amount_20"]
    assert _pick(adapted, settings=FREE.model_copy(update={setting: exact}))["reason"] == ""
    assert _pick(adapted, settings=FREE.model_copy(update={setting: exact * 1.01}))["reason"] == reason


@pytest.mark.parametrize(
    ("symbol", "setting", "board"),
    [
        ("300750.SZ", "policy_chinext", "chinext"),
        ("688981.SH", "policy_star", "star"),
        ("920002.BJ", "policy_bse", "bse"),
    ],
)
@pytest.mark.parametrize("policy", ["include", "penalty", "shadow", "exclude"])
def test_a_boards_policy(market: Market, symbol: str, setting: str, board: str, policy: str) -> None:
    renamed = {
        name: getattr(market, name).assign(ts_code=lambda frame: frame["ts_code"].replace(CODE, symbol))
        for name in ("daily", "adj_factor", "daily_basic", "stk_limit")
    }
    row = _pick(_adapted(market, **renamed), {"ts_code": symbol}, FREE.model_copy(update={setting: policy}))
    assert (row["board"], row["policy"]) == (board, policy)
    assert row["reason"] == ("BOARD_EXCLUDED" if policy == "exclude" else "")
    assert row["penalty"] == (FREE.penalty if policy == "penalty" else 0.0)
    assert row["shadow"] == (policy == "shadow")


def test_the_first_reason_is_the_one_given(market: Market, adapted: Adapted) -> None:
    everything = Universe(min_listed_days=99_999, min_amount_yuan=1e18, min_price_yuan=1e6, policy_bse="exclude")
    assert _pick(adapted, {"name": "ST某某", "list_status": "D"}, everything)["reason"] == "DELISTED"
    assert _pick(adapted, {"name": "ST某某"}, everything)["reason"] == "ST"
    assert _pick(adapted, {}, everything)["reason"] == "NEW_LISTING"
    assert _pick(adapted, {}, everything.model_copy(update={"min_listed_days": 0}))["reason"] == "LOW_PRICE"
    assert _pick(adapted, {"ts_code": "920002.BJ"}, FREE)["reason"] == "BOARD_EXCLUDED"


def test_without_any_data_nobody_is_included(market: Market) -> None:
    nothing = {
        name: getattr(market, name).iloc[:0]
        for name in ("daily", "adj_factor", "daily_basic", "stk_limit", "suspend_d")
    }
    adapted = _adapted(market, **nothing)
    universe = select_universe(adapted, market.stock_basic, market.namechange, FREE, market.day)
    assert universe["reason"].tolist() == ["NO_BAR"] * 5
    assert select_universe(adapted, market.stock_basic.iloc[:0], market.namechange, FREE, market.day).empty
