from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from sqlalchemy import Engine

from core.adapters.store.corrections import Overrule
from core.adapters.store.revisions import revisions
from core.adapters.store.snapshots import SnapshotStore
from core.adapters.store.view import SnapshotView
from core.domain.dataset import DATASETS, Kind
from core.domain.dates import at, ymd
from core.domain.errors import FixAndRestart, RetryLater
from core.ports.snapshots import DataView
from tests.fakes.corrected import add_correction
from tests.fakes.partitions import bars, brought, open_days, rows

MONDAY, TUESDAY, WEDNESDAY = date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 7)
YEARS_LATER = at(date(2030, 1, 1), 12)
DAILIES = sorted(name for name, spec in DATASETS.items() if spec.kind is Kind.DAILY)


@pytest.mark.parametrize("name", DAILIES)
def test_a_day_is_known_from_its_hour_on_even_when_loaded_years_later(store: SnapshotStore, name: str) -> None:
    spec = DATASETS[name]
    store.append(name, MONDAY, pd.DataFrame(rows(spec, 2, trade_date=20260105)), brought(YEARS_LATER))
    published = at(MONDAY, spec.known_at.hour, spec.known_at.minute)
    before = store.view(published - timedelta(microseconds=1))
    assert before.read(name).empty
    assert list(before.read(name).columns) == spec.column_names()
    assert before.dates(name) == []
    assert len(store.view(published).read(name)) == 2
    assert store.view(published).dates(name) == [MONDAY]


def test_a_revision_is_known_only_when_it_came(store: SnapshotStore) -> None:
    store.append("daily", MONDAY, bars(MONDAY, {"000001.SZ": 10.0}), brought(at(MONDAY, 20)))
    store.append("daily", MONDAY, bars(MONDAY, {"000001.SZ": 10.5}), brought(at(TUESDAY, 7)))

    def close(moment: datetime, pin: int | None = None) -> list[float]:
        closes: list[float] = store.view(moment, pin).read("daily")["close"].tolist()
        return closes

    assert close(at(MONDAY, 20)) == [10.0]
    assert close(at(TUESDAY, 6, 59)) == [10.0]
    assert close(at(TUESDAY, 7)) == [10.5]
    assert close(at(TUESDAY, 7), pin=1) == [10.0]
    assert close(at(TUESDAY, 7), pin=0) == []


def test_span_and_columns(store: SnapshotStore) -> None:
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        store.append("daily", day, bars(day, {"600000.SH": day.day, "000001.SZ": 1.0}), brought(YEARS_LATER))
    view: DataView = store.view(at(WEDNESDAY, 20))
    assert view.read("daily", TUESDAY, TUESDAY)["trade_date"].unique().tolist() == [20260106]
    assert view.read("daily", TUESDAY)["trade_date"].unique().tolist() == [20260106, 20260107]
    assert view.read("daily", None, MONDAY)["trade_date"].unique().tolist() == [20260105]
    only = view.read("daily", columns=["close", "ts_code"])
    assert list(only.columns) == ["close", "ts_code"]
    assert only["close"].tolist() == [1.0, 5.0, 1.0, 6.0, 1.0, 7.0]
    with pytest.raises(KeyError, match="vwap"):
        view.read("daily", columns=["vwap"])
    with pytest.raises(KeyError, match="minutes"):
        view.read("minutes")


def test_a_latest_table_is_the_one_of_the_newest_day_known(store: SnapshotStore) -> None:
    spec = DATASETS["stock_basic"]
    store.append("stock_basic", TUESDAY, pd.DataFrame(rows(spec, 3)), brought(YEARS_LATER))
    store.append("stock_basic", MONDAY, pd.DataFrame(rows(spec, 2)), brought(YEARS_LATER))
    assert store.view(at(MONDAY, 0) - timedelta(seconds=1)).read("stock_basic").empty
    assert len(store.view(at(MONDAY, 0)).read("stock_basic", WEDNESDAY, WEDNESDAY)) == 2
    assert len(store.view(at(TUESDAY, 0)).read("stock_basic")) == 3
    assert store.view(at(MONDAY, 12)).dates("stock_basic") == [MONDAY]


def test_a_change_of_name_is_known_on_its_day(store: SnapshotStore) -> None:
    spec = DATASETS["namechange"]
    made = rows(spec, 1, start_date=20260105) + rows(spec, 1, start_date=20260107)
    store.append("namechange", MONDAY, pd.DataFrame(made), brought(YEARS_LATER))
    assert store.view(at(MONDAY, 9)).read("namechange")["start_date"].tolist() == [20260105]
    assert store.view(at(WEDNESDAY, 8, 59)).read("namechange")["start_date"].tolist() == [20260105]
    assert store.view(at(WEDNESDAY, 9)).read("namechange")["start_date"].tolist() == [20260105, 20260107]


def test_a_day_without_a_row_is_unknown_unless_only_open_days_are_listed(store: SnapshotStore) -> None:
    month = open_days(date(2026, 1, 1), date(2026, 1, 31))
    holed = month[month["cal_date"] != 20260106]
    store.append("trade_cal", MONDAY, holed, brought(at(MONDAY, 9)))
    with pytest.raises(RetryLater, match="says nothing of 2026-01-06"):
        store.view(at(MONDAY, 9)).calendar().is_open(TUESDAY)
    store.append("trade_cal", MONDAY, holed[holed["is_open"] == 1], brought(at(MONDAY, 10)))
    calendar = store.view(at(MONDAY, 10)).calendar()
    assert (calendar.is_open(TUESDAY), calendar.next_open(MONDAY)) == (False, WEDNESDAY)


def test_the_calendar_is_published_ahead(store: SnapshotStore) -> None:
    with pytest.raises(RetryLater, match="never stored"):
        store.view(at(MONDAY, 9)).calendar()
    table = open_days(date(2026, 1, 1), date(2026, 1, 31), closed=(date(2026, 1, 1), date(2026, 1, 2)))
    store.append("trade_cal", WEDNESDAY, table, brought(at(WEDNESDAY, 8)))
    calendar = store.view(at(MONDAY, 9)).calendar()
    assert (calendar.first, calendar.last) == (date(2026, 1, 1), date(2026, 1, 31))
    assert calendar.days[:2] == [MONDAY, TUESDAY]
    longer = open_days(date(2026, 1, 1), date(2026, 12, 31))
    store.append("trade_cal", TUESDAY, longer, brought(at(WEDNESDAY, 9)))
    assert store.view(at(MONDAY, 9)).calendar().last == date(2026, 12, 31)
    assert store.view(at(MONDAY, 9), pin=1).calendar().last == date(2026, 1, 31)


def test_a_view_stands_at_an_aware_instant(home: Path, engine: Engine) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        SnapshotView(home, engine, at(MONDAY, 9).replace(tzinfo=None), 0)


def test_a_lost_file_is_an_error_not_an_absence(store: SnapshotStore, home: Path) -> None:
    store.append("daily", MONDAY, bars(MONDAY, {"000001.SZ": 10.0}), brought(at(MONDAY, 20)))
    for path in (home / "snapshots").rglob("*.parquet"):
        path.unlink()
    with pytest.raises(FixAndRestart, match="daily: a snapshot file cannot be read"):
        store.view(at(MONDAY, 20)).read("daily")


def test_rows_keep_their_order_over_many_files(store: SnapshotStore) -> None:
    days = [date(2025, 1, 1) + timedelta(days=offset) for offset in range(120)]
    closes = {f"{number:06d}.SZ": float(number) for number in range(500)}
    frame = pd.concat([bars(day, closes) for day in days])
    store.append_many("daily", days, frame, brought(YEARS_LATER))
    read = store.view(YEARS_LATER).read("daily")
    assert len(read) == 60_000
    assert read.equals(read.sort_values(["trade_date", "ts_code"], ignore_index=True))


def test_a_few_files_are_read_as_many_are(store: SnapshotStore) -> None:
    days = [MONDAY + timedelta(days=step) for step in range(12)]
    for day in days:
        store.append("daily", day, bars(day, {"600000.SH": float(day.day), "000001.SZ": 1.0}), brought(YEARS_LATER))
    view = store.view(YEARS_LATER)
    whole = view.read("daily")
    for day in days:
        alone = whole[whole["trade_date"] == int(f"{day:%Y%m%d}")].reset_index(drop=True)
        pd.testing.assert_frame_equal(store.view(YEARS_LATER).read("daily", day, day), alone)


def test_fingerprints_tell_partitions_revisions_and_corrections_apart(store: SnapshotStore, engine: Engine) -> None:
    days = [MONDAY, TUESDAY, WEDNESDAY]
    for day in (MONDAY, TUESDAY):
        store.append("daily", day, bars(day, {"000001.SZ": 10.0}), brought(at(day, 20)))
    first = store.view(at(WEDNESDAY, 7))
    plain = first.fingerprints("daily", days)
    assert set(plain) == {MONDAY, TUESDAY}
    assert plain[MONDAY] != plain[TUESDAY]
    assert store.view(at(TUESDAY, 15, 59)).fingerprints("daily", days) == {MONDAY: plain[MONDAY]}
    assert store.view(at(WEDNESDAY, 7), pin=0).fingerprints("daily", days) == {}
    store.append("daily", MONDAY, bars(MONDAY, {"000001.SZ": 10.5}), brought(at(WEDNESDAY, 8)))
    assert store.view(at(WEDNESDAY, 7)).fingerprints("daily", days) == plain
    revised = store.view(at(WEDNESDAY, 9))
    assert revised.fingerprints("daily", days)[MONDAY] != plain[MONDAY]
    wanted = Overrule("daily", TUESDAY, "000001.SZ", "close", "11")
    add_correction(engine, revised, wanted, "Li", "typing error", at(WEDNESDAY, 10))
    assert store.view(at(WEDNESDAY, 9)).fingerprints("daily", days)[TUESDAY] == plain[TUESDAY]
    assert store.view(at(WEDNESDAY, 11)).fingerprints("daily", days)[TUESDAY] != plain[TUESDAY]
    with pytest.raises(ValueError, match="no table of days"):
        first.fingerprints("stock_basic", days)


def test_files_of_before_a_column_was_kept_are_read_and_revised(
    store: SnapshotStore, home: Path, engine: Engine
) -> None:
    """Two days stored without the late columns, one with them: every read answers, and what came shows as revised."""
    bonus = pd.DataFrame({"ts_code": ["600000.SH"], "stk_div": [0.5]})
    for day in (MONDAY, TUESDAY):
        store.append("dividend", day, bonus.assign(trade_date=ymd(day)), brought(at(day, 8)))
    for path in sorted(home.glob("snapshots/dividend/*/*.parquet")):
        pq.write_table(pq.read_table(path, partitioning=None).drop_columns(["stk_bo_rate", "stk_co_rate"]), path)
    view = store.view(YEARS_LATER)
    assert view.read("dividend", MONDAY, MONDAY)["stk_bo_rate"].isna().tolist() == [True]
    assert view.read("dividend", columns=["ts_code", "stk_div"])["stk_div"].tolist() == [0.5, 0.5]
    told = bonus.assign(trade_date=ymd(TUESDAY), stk_bo_rate=0.2)
    store.append("dividend", TUESDAY, told, brought(at(WEDNESDAY, 8)))
    assert store.view(YEARS_LATER).read("dividend")["stk_bo_rate"].fillna(-1).tolist() == [-1, 0.2]
    [revision] = revisions(home, engine, "dividend")
    assert (revision.day, revision.columns) == (TUESDAY, {"stk_bo_rate": 1})
    assert store.append("dividend", MONDAY, bonus.assign(trade_date=ymd(MONDAY)), brought(at(WEDNESDAY, 9))) == 1
