"""What the Data screen is told of a home."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from app.compose import House
from app.views.correcting import effect
from app.views.data import data, revision
from core.adapters.store.correction_desk import propose
from core.adapters.store.corrections import Overrule
from core.adapters.tushare.tally import Ending, SqlTally
from core.domain.errors import FixAndRestart
from core.ports.views.data import DataAsk, EffectAsk, RevisionAsk
from tests.fakes.corrected import add_correction
from tests.fakes.desk import LIVED, NEXT, DeskBench, lived_bench
from tests.fakes.house import house_of
from tests.fakes.partitions import brought
from tests.fakes.tampering import drop_guards


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    made = lived_bench(tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def house(bench: DeskBench) -> House:
    return house_of(bench)


def symbol_of(bench: DeskBench) -> str:
    return str(bench.market.tables["stock_basic"]["ts_code"].iloc[3])


def test_every_dataset_has_a_row_with_age_coverage_and_known_at(house: House) -> None:
    view = data(house, DataAsk(days=10))
    rows = {row["dataset"]: row for row in map(view.datasets.row, range(len(view.datasets)))}
    assert rows["daily"]["last_date"] == LIVED[-1]
    assert rows["daily"]["age_days"] == 0
    assert rows["daily"]["coverage"] == 1.0
    assert rows["daily"]["known_at"] == "16:00"
    assert rows["stock_basic"]["coverage"] is None
    assert rows["stock_basic"]["gaps"] is None
    assert rows["trade_cal"]["last_date"] == house.calendar().last > view.today
    assert rows["trade_cal"]["age_days"] == 0
    assert view.why_no_pull == "cache_only"
    assert view.today == LIVED[-1]


def test_a_day_that_is_missing_is_a_gap_and_a_hole_in_the_calendar(bench: DeskBench, house: House) -> None:
    bench.engine.dispose()
    gone = LIVED[0]
    with bench.engine.connect() as connection:
        drop_guards(connection.exec_driver_sql)
        connection.exec_driver_sql(
            "DELETE FROM snapshot_files WHERE dataset = 'daily' AND trade_date = ?", (int(f"{gone:%Y%m%d}"),)
        )
        connection.commit()
    view = data(house, DataAsk(days=5))
    assert view.gaps["daily"] == (gone,)
    assert view.coverage is not None
    row, column = view.coverage.datasets.index("daily"), view.coverage.days.index(gone)
    assert np.isnan(view.coverage.share[row, column])
    assert view.coverage.expected[row, column]
    assert view.coverage.share[row, column - 1] == pytest.approx(1.0)


def test_a_day_that_is_not_published_yet_is_not_expected(house: House) -> None:
    view = data(house, DataAsk(days=5))
    assert view.coverage is not None
    assert view.coverage.days[-1] == LIVED[-1]
    morning = house_of_morning(house)
    later = data(morning, DataAsk(days=5))
    assert later.coverage is not None
    assert not later.coverage.expected[later.coverage.datasets.index("daily"), -1]


def house_of_morning(house: House) -> House:
    house.stand_at(house.desk.clock.now().replace(hour=10) + timedelta(days=3))
    return house


def test_both_steps_of_a_correction_are_shown_newest_first(bench: DeskBench, house: House) -> None:
    now, code = bench.clock.now(), symbol_of(bench)
    wanted = Overrule("daily", LIVED[0], code, "close", "9.99")
    laid = add_correction(bench.engine, house.store.view(now), wanted, "Wu", "exchange notice", now)
    waiting = propose(bench.engine, house.store.view(now), Overrule("daily", LIVED[0], code, "open", "9.98"), "Li",
                      "the same notice", now)  # fmt: skip
    view = data(house, DataAsk(days=5))
    assert view.corrections.row(0)["correction_id"] == laid.correction_id
    newest = view.proposals.row(0)
    assert (newest["proposal_id"], newest["decision"], newest["author"]) == (waiting.proposal_id, "", "Li")


def test_the_effect_tells_old_value_change_neighbours_and_the_runs_that_read_it(bench: DeskBench, house: House) -> None:
    code = symbol_of(bench)
    before = house.store.view(bench.clock.now()).read("daily", LIVED[0], LIVED[0])
    close = float(before.loc[before["ts_code"] == code, "close"].iloc[0])
    view = effect(house, EffectAsk("daily", LIVED[0], code, "close", str(close * 100)))
    assert view.old == str(close)
    assert view.change == pytest.approx(99.0)
    assert view.unit == "yuan"
    assert "ten_power" in view.remarks
    assert "large" in view.remarks
    assert LIVED[0] in view.around.columns["day"]
    assert len(view.around) > 5
    assert f"night-{LIVED[0]:%Y%m%d}-01" in view.runs.columns["run_id"]


def test_the_effect_of_nothing_says_so(bench: DeskBench, house: House) -> None:
    code = symbol_of(bench)
    old = effect(house, EffectAsk("daily", LIVED[0], code, "close", "1")).old
    assert list(effect(house, EffectAsk("daily", LIVED[0], code, "close", str(old))).remarks) == ["same"]


@pytest.mark.parametrize(
    ("dataset", "code", "column", "value"),
    [("daily", "", "close", "abc"), ("daily", "999999.SH", "close", "1"), ("trade_cal", "", "is_open", "1"),
     ("daily", "", "ts_code", "1"), ("nothing", "", "close", "1")],
)  # fmt: skip
def test_what_is_no_cell_is_refused(
    bench: DeskBench, house: House, dataset: str, code: str, column: str, value: str
) -> None:
    with pytest.raises(FixAndRestart):
        effect(house, EffectAsk(dataset, LIVED[0], code or symbol_of(bench), column, value))


def test_a_revision_is_compared_cell_by_cell(bench: DeskBench, house: House) -> None:
    frame = bench.market.tables["daily"]
    changed = frame[frame["trade_date"] == int(f"{LIVED[0]:%Y%m%d}")].reset_index(drop=True)
    changed.loc[3, "close"] *= 1.02
    bench.desk.snapshots.append("daily", LIVED[0], changed, brought(bench.clock.now()))
    view = data(house, DataAsk(days=5))
    line = view.revisions.row(0)
    assert (line["dataset"], line["day"], line["rows_changed"], view.revisions_total) == ("daily", LIVED[0], 1, 1)
    told = revision(house, RevisionAsk(line["revision_id"]))
    assert told.columns.row(0)["column"] == "close"
    assert told.columns.row(0)["largest"] == pytest.approx(0.02)
    assert f"night-{LIVED[0]:%Y%m%d}-01" in told.run_ids
    with pytest.raises(FixAndRestart):
        revision(house, RevisionAsk(99))


def test_a_source_that_was_asked_and_never_failed_is_there(bench: DeskBench, house: House) -> None:
    tally = SqlTally(bench.engine, bench.clock)
    tally.note("tushare http://data.example", "daily", 0.2, 5200, Ending.ANSWERED)
    tally.keep()
    view = data(house, DataAsk(days=5))
    assert view.sources.row(0)["state"] == "closed"
    line = view.requests.row(0)
    assert (line["interface"], line["requests"], line["use"]) == ("daily", 1, pytest.approx(1 / 120))


def test_the_desks_own_day_is_today_on_a_simulated_home(house: House) -> None:
    assert data(house, DataAsk(days=5)).today < NEXT
