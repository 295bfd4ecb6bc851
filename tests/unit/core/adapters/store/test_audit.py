from datetime import date

import pandas as pd
from sqlalchemy import Engine

from core.adapters.store.audit import DatasetAudit, audit_datasets
from core.adapters.store.corrections import Overrule
from core.adapters.store.snapshots import SnapshotStore
from core.domain.dataset import DATASETS
from core.domain.dates import at
from tests.fakes.corrected import add_correction
from tests.fakes.partitions import bars, brought, open_days, rows

MONDAY, TUESDAY, WEDNESDAY, FRIDAY = (date(2026, 1, day) for day in (5, 6, 7, 9))
NOW = at(FRIDAY, 20)


def _audits(store: SnapshotStore, engine: Engine) -> dict[str, DatasetAudit]:
    return {item.dataset: item for item in audit_datasets(store.view(NOW), engine)}


def test_an_empty_store_has_nothing_to_show(store: SnapshotStore, engine: Engine) -> None:
    audits = _audits(store, engine)
    assert sorted(audits) == sorted(DATASETS)
    assert audits["daily"] == DatasetAudit("daily", 0, None, None, 0, 0, None, None, (), (), False, 0, 0, 0)


def test_what_is_stored_is_measured(store: SnapshotStore, engine: Engine) -> None:
    store.append("trade_cal", MONDAY, open_days(date(2026, 1, 1), date(2026, 2, 28)), brought(at(MONDAY, 8)))
    two = {"000001.SZ": 1.0, "600000.SH": 2.0}
    store.append("daily", MONDAY, bars(MONDAY, two), brought(at(MONDAY, 20), source_name="proxy"))
    store.append("daily", WEDNESDAY, bars(WEDNESDAY, {"000001.SZ": 1.0}), brought(at(WEDNESDAY, 20)))
    store.append("daily", MONDAY, bars(MONDAY, {"000001.SZ": 1.5, "600000.SH": 2.5}), brought(at(WEDNESDAY, 21)))
    wanted = Overrule("daily", MONDAY, "000001.SZ", "close", "3")
    add_correction(engine, store.view(NOW), wanted, "desk", "notice", at(WEDNESDAY, 22))
    store.append(
        "stk_limit",
        MONDAY,
        pd.DataFrame(rows(DATASETS["stk_limit"], 1, trade_date=20260105)),
        brought(at(MONDAY, 9), source_name="derived:rulebook"),
    )
    audits = _audits(store, engine)
    assert audits["daily"] == DatasetAudit(
        dataset="daily",
        partitions=2,
        first_date=MONDAY,
        last_date=WEDNESDAY,
        rows_last=1,
        rows_before=2,
        age_days=2,
        coverage=2 / 3,
        gaps=(TUESDAY,),
        sources=("fake",),
        derived=False,
        revisions=1,
        revised_rows=2,
        corrections=1,
    )
    assert audits["stk_limit"].derived
    assert audits["stk_limit"].age_days == 4
    assert audits["trade_cal"].age_days == 4
    assert audits["trade_cal"].coverage is None


def test_a_table_with_dates_of_its_own_is_as_old_as_its_arrival(store: SnapshotStore, engine: Engine) -> None:
    for name, frame in (
        ("trade_cal", open_days(date(2026, 1, 1), date(2026, 2, 28))),
        ("stock_basic", pd.DataFrame(rows(DATASETS["stock_basic"], 1))),
    ):
        store.append(name, date(2026, 1, 1), frame, brought(at(FRIDAY, 8)))
    audits = _audits(store, engine)
    assert audits["trade_cal"].age_days == 0
    assert audits["stock_basic"].age_days == 6
