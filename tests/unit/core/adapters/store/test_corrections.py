from datetime import date, timedelta

import pandas as pd
import pytest
from sqlalchemy import Engine

from core.adapters.store.corrections import Overrule, list_corrections
from core.adapters.store.snapshots import SnapshotStore
from core.domain.dataset import DATASETS
from core.domain.dates import at
from core.domain.errors import FixAndRestart
from tests.fakes.corrected import add_correction
from tests.fakes.partitions import bars, brought, rows

MONDAY, TUESDAY = date(2026, 1, 5), date(2026, 1, 6)
NIGHT, NOON = at(MONDAY, 20), at(TUESDAY, 12)
CLOSE = Overrule("daily", MONDAY, "000001.SZ", "close", "10.5")


@pytest.fixture
def stored(store: SnapshotStore) -> SnapshotStore:
    store.append("daily", MONDAY, bars(MONDAY, {"000001.SZ": 10.0, "600000.SH": 8.0}), brought(NIGHT))
    store.append("daily", TUESDAY, bars(TUESDAY, {"000001.SZ": 11.0}), brought(NIGHT))
    return store


def test_a_correction_is_laid_over_from_its_instant_on(stored: SnapshotStore, engine: Engine) -> None:
    made = add_correction(engine, stored.view(NOON), CLOSE, "desk", "exchange notice", NOON)
    assert (made.old_value, made.new_value, made.author, made.reason) == ("10.0", "10.5", "desk", "exchange notice")
    assert list_corrections(engine) == list_corrections(engine, "daily") == [made]
    assert list_corrections(engine, "adj_factor") == []
    assert stored.view(NOON - timedelta(microseconds=1)).read("daily", MONDAY, MONDAY)["close"].tolist() == [10.0, 8.0]
    assert stored.view(NOON).read("daily", MONDAY, MONDAY)["close"].tolist() == [10.5, 8.0]
    assert stored.view(NOON).read("daily", columns=["close"])["close"].tolist() == [10.5, 8.0]


def test_a_run_pinned_before_does_not_see_it(stored: SnapshotStore, engine: Engine) -> None:
    add_correction(engine, stored.view(NOON), CLOSE, "desk", "exchange notice", NOON)
    assert stored.view(NOON, pin=1).read("daily", MONDAY, MONDAY)["close"].tolist() == [10.0, 8.0]


def test_the_last_correction_of_a_cell_holds(stored: SnapshotStore, engine: Engine) -> None:
    for value in ("10.5", "10.6"):
        wanted = Overrule("daily", MONDAY, "000001.SZ", "close", value)
        made = add_correction(engine, stored.view(NOON), wanted, "desk", "again", NOON)
    assert made.old_value == "10.5"
    assert stored.view(NOON).read("daily", MONDAY, MONDAY)["close"].tolist() == [10.6, 8.0]


def test_a_value_can_be_taken_away(stored: SnapshotStore, engine: Engine) -> None:
    gone = Overrule("daily", MONDAY, "000001.SZ", "pre_close", None)
    add_correction(engine, stored.view(NOON), gone, "desk", "never existed", NOON)
    assert stored.view(NOON).read("daily", MONDAY, MONDAY)["pre_close"].isna().tolist() == [True, False]


def test_in_a_table_it_holds_from_its_day_on(store: SnapshotStore, engine: Engine) -> None:
    basic = pd.DataFrame(rows(DATASETS["stock_basic"], 2))
    for day in (MONDAY - timedelta(days=3), MONDAY):
        store.append("stock_basic", day, basic, brought(NIGHT))
    for column, value in (("name", "*ST某某"), ("list_date", "20200101")):
        wanted = Overrule("stock_basic", MONDAY, "000001.SZ", column, value)
        add_correction(engine, store.view(NOON), wanted, "desk", "vendor is late", NOON)
    store.append("stock_basic", TUESDAY, basic.assign(industry="b"), brought(NOON))
    read = store.view(NOON).read("stock_basic")
    assert read["name"].tolist() == ["a", "*ST某某"]
    assert read["list_date"].tolist() == [20260105, 20200101]
    assert store.view(NIGHT).read("stock_basic")["name"].tolist() == ["a", "a"]


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (Overrule("minutes", MONDAY, "000001.SZ", "close", "1"), "no dataset 'minutes'"),
        (Overrule("trade_cal", MONDAY, "000001.SZ", "is_open", "1"), "not named by one ts_code"),
        (Overrule("suspend_d", MONDAY, "000001.SZ", "suspend_timing", "1"), "not named by one ts_code"),
        (Overrule("daily", MONDAY, "000001.SZ", "trade_date", "20260106"), "'trade_date' cannot be corrected"),
        (Overrule("daily", MONDAY, "000001.SZ", "vwap", "1"), "'vwap' cannot be corrected"),
        (Overrule("daily", MONDAY, "000001.SZ", "close", "ten"), "'ten' is no float"),
        (Overrule("daily", MONDAY, "000001.SZ", "close", "inf"), "'inf' is no float"),
        (Overrule("stock_basic", MONDAY, "000001.SZ", "list_date", "2020.5"), "'2020.5' is no int"),
        (Overrule("daily", MONDAY, "000002.SZ", "close", "1"), "no row of 000002.SZ on 2026-01-05"),
    ],
)
def test_refuses(stored: SnapshotStore, engine: Engine, wanted: Overrule, says: str) -> None:
    with pytest.raises(FixAndRestart, match=says):
        add_correction(engine, stored.view(NOON), wanted, "desk", "why not", NOON)
    assert list_corrections(engine) == []


@pytest.mark.parametrize(("author", "reason"), [("", "because"), ("desk", " ")])
def test_wants_author_and_reason(stored: SnapshotStore, engine: Engine, author: str, reason: str) -> None:
    with pytest.raises(FixAndRestart, match="has no"):
        add_correction(engine, stored.view(NOON), CLOSE, author, reason, NOON)
