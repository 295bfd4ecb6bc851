"""Which requests make up a dataset, and the four modes."""

from datetime import date, datetime
from typing import cast

import pytest

from core.adapters.tushare.breaker import CircuitBreaker
from core.adapters.tushare.client import TushareClient
from core.adapters.tushare.market import TushareMarket
from core.adapters.tushare.modes import NoSource, build_market
from core.adapters.tushare.wire import Wire
from core.domain.dataset import DATASETS, Kind
from core.domain.dates import SHANGHAI
from core.domain.errors import FixAndRestart, RetryLater
from core.settings.model import DataSource
from tests.fakes.stepping_clock import SteppingClock
from tests.fakes.tushare_wire import MemoryInADict, ScriptedWire, table

DAY = date(2026, 1, 5)
BAR = {"open": 10.0, "high": 10.2, "low": 9.8, "close": 10.0, "pre_close": 10.0, "pct_chg": 0.0,
       "vol": 100.0, "amount": 100.0}  # fmt: skip


def market(wire: ScriptedWire, **changes: object) -> TushareMarket:
    settings = DataSource(**{"retries": 0, **changes})  # type: ignore[arg-type]
    clock = SteppingClock(datetime(2026, 1, 5, 20, tzinfo=SHANGHAI))
    breaker = CircuitBreaker("s", 5, 300.0, clock, MemoryInADict())
    client = TushareClient(settings, cast(Wire, wire), clock, breaker, lambda: "t0ken-of-some-length")
    return TushareMarket(client, settings.source_name, settings.index_codes, "SSE")


def nothing(_api: str, _params: dict[str, object]) -> str:
    return table([], [])


@pytest.mark.parametrize("name", sorted(DATASETS))
def test_an_empty_answer_is_an_empty_canonical_frame(name: str) -> None:
    wire = ScriptedWire(nothing)
    fetched = market(wire).fetch(name, DAY)
    assert list(fetched.frame.columns) == DATASETS[name].column_names()
    assert fetched.frame.empty
    assert (fetched.source_name, fetched.source_url) == ("tushare", "http://scripted")


@pytest.mark.parametrize("name", sorted(name for name, spec in DATASETS.items() if spec.kind is Kind.DAILY))
def test_daily_datasets_are_asked_by_day_with_every_field_named(name: str) -> None:
    wire = ScriptedWire(nothing)
    market(wire).fetch(name, DAY)
    (api_name, params, fields), *others = wire.asked
    assert api_name == name
    assert params[DATASETS[name].date_param] == "20260105"
    assert fields == tuple(column.on_wire for column in DATASETS[name].columns)
    assert others == []


def test_dividends_are_asked_by_ex_date() -> None:
    wire = ScriptedWire(nothing)
    market(wire).fetch("dividend", DAY)
    assert wire.asked[0][1] == {"ex_date": "20260105"}
    assert "ex_date" in wire.asked[0][2]
    assert "trade_date" not in wire.asked[0][2]


def test_the_calendar_reaches_from_ten_years_back_to_next_december() -> None:
    wire = ScriptedWire(nothing)
    market(wire).fetch("trade_cal", DAY)
    assert [params for _, params, _ in wire.asked] == [
        {"exchange": "SSE", "start_date": "20160101", "end_date": "20271231"}
    ]


def test_listed_delisted_and_paused_shares_are_asked_for_separately() -> None:
    def answer(_api: str, params: dict[str, object]) -> str:
        code = {"L": "600000.SH", "D": "600001.SH", "P": "600002.SH"}[str(params["list_status"])]
        return table(["ts_code", "list_status", "delist_date"], [[code, params["list_status"], None]])

    frame = market(ScriptedWire(answer)).fetch("stock_basic", DAY).frame
    assert frame["list_status"].tolist() == ["L", "D", "P"]


def test_one_request_for_each_index() -> None:
    def answer(_api: str, params: dict[str, object]) -> str:
        return table(["ts_code", "trade_date", *BAR], [[params["ts_code"], params["trade_date"], *BAR.values()]])

    frame = market(ScriptedWire(answer), index_codes=("000905.SH", "000300.SH")).fetch("index_daily", DAY).frame
    assert frame["ts_code"].tolist() == ["000300.SH", "000905.SH"]
    assert frame["vol"].tolist() == [10_000.0, 10_000.0]
    assert market(ScriptedWire(answer), index_codes=()).fetch("index_daily", DAY).frame.empty


def test_namechange_is_paged_and_rows_on_two_pages_count_once() -> None:
    rows = [[f"{number:06d}.SZ", f"名{number}", "20250101", None] for number in range(10_004)]

    def answer(_api: str, params: dict[str, object]) -> str:
        start = max(0, int(str(params.get("offset", 0))) - 3)
        return table(["ts_code", "name", "start_date", "change_reason"], rows[start : start + 10_000])

    frame = market(ScriptedWire(answer)).fetch("namechange", DAY).frame
    assert frame["ts_code"].is_unique
    assert len(frame) == 10_004


def test_rows_of_another_day_are_refused() -> None:
    def answer(_api: str, _params: dict[str, object]) -> str:
        return table(["ts_code", "trade_date", *BAR], [["000001.SZ", "20260106", *BAR.values()]])

    with pytest.raises(FixAndRestart, match=r"trade_date=20260105, 1 rows are of 20260106"):
        market(ScriptedWire(answer)).fetch("daily", DAY)


def test_a_missing_required_column_is_named() -> None:
    wire = ScriptedWire(lambda _api, _params: table(["ts_code", "trade_date"], [["000001.SZ", "20260105"]]))
    with pytest.raises(FixAndRestart, match="adj_factor is missing"):
        market(wire).fetch("adj_factor", DAY)


@pytest.mark.parametrize("mode", ["manual_csv", "cache_only"])
def test_offline_modes_say_what_to_import(mode: str) -> None:
    source = build_market(
        DataSource(mode=mode), SteppingClock(datetime(2026, 1, 5, tzinfo=SHANGHAI)), lambda: None, MemoryInADict()
    )
    assert isinstance(source, NoSource)
    with pytest.raises(RetryLater, match=rf"daily of 2026-01-05.*{mode}.*import.*20260105"):
        source.fetch("daily", DAY)


@pytest.mark.parametrize("mode", ["tushare_proxy", "tushare_official"])
def test_online_modes_need_a_token_at_the_first_fetch(mode: str) -> None:
    source = build_market(
        DataSource(mode=mode), SteppingClock(datetime(2026, 1, 5, tzinfo=SHANGHAI)), lambda: None, MemoryInADict()
    )
    with pytest.raises(FixAndRestart, match="TUSHARE_TOKEN"):
        source.fetch("daily", DAY)


def test_the_official_mode_ignores_the_proxy_address() -> None:
    clock = SteppingClock(datetime(2026, 1, 5, tzinfo=SHANGHAI))
    settings = DataSource(mode="tushare_official", http_url="http://proxy.example/dataapi")
    source = build_market(settings, clock, lambda: None, MemoryInADict())
    assert cast(TushareMarket, source)._client.source_url == "http://api.tushare.pro"


@pytest.mark.parametrize("http_url", ["", "api.tushare.pro", "ftp://x/y", "http://", "http://x:99999/", "http://[::1/"])
def test_an_address_that_is_none_is_refused(http_url: str) -> None:
    clock = SteppingClock(datetime(2026, 1, 5, tzinfo=SHANGHAI))
    with pytest.raises(FixAndRestart, match="http_url"):
        Wire(http_url, "auto", 1.0, clock)
