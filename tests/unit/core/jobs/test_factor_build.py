from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine as Database

from core.adapters.clock.clocks import StandingClock
from core.adapters.store.database import open_database
from core.adapters.store.factor_book import SqlFactorBook
from core.adapters.store.factor_table import ParquetFactorTable
from core.adapters.store.panels import PanelStore
from core.adapters.store.snapshots import SnapshotStore
from core.domain.dates import date_of
from core.domain.errors import FixAndRestart
from core.domain.progress import Counted
from core.jobs.factor_build import (
    LEAST_MEMORY_BYTES,
    OWN_MEMORY_BYTES,
    Wish,
    Workshop,
    build,
    coverage,
    days_at_once,
    registry_digest,
    update,
)
from core.pipeline.engine.engine import VERSION, Engine
from core.pipeline.engine.grids import Grids
from core.pipeline.factors.declaration import Factor
from core.ports.snapshots import DataView
from tests.fakes.partitions import brought
from tests.fakes.stored_market import EVENING, LATER, faulty_market, rows_of, store_market

MARKET = faulty_market()
DAYS = [date_of(day) for day in MARKET.days]
SIZE = Factor("size", "value", "log(circ_mv)", "how large the company is")
PACE = Factor("pace", "trend", "mean(close, 5) / close - 1", "close below its mean", status="shadow")
PLACE = Factor("place", "trend", "cs_rank(delta(close, 3) / ref(close, 3))", "rank of the last three days' return")
OLD = Factor("old", "trend", "close / open - 1", "the day's body", status="deprecated")
FACTORS = (SIZE, PACE, PLACE, OLD)


@dataclass(frozen=True)
class Bench:
    """A home with a stored market, and what a build there works with."""

    home: Path
    store: SnapshotStore
    shop: Workshop
    said: list[str]

    @property
    def view(self) -> DataView:
        return self.store.view(EVENING)

    def writes(self) -> dict[str, int]:
        return {path.name: path.stat().st_mtime_ns for path in (self.home / "factors").glob("*.parquet")}


def bench_of(home: Path, database: Database) -> Bench:
    said: list[str] = []
    book = SqlFactorBook(database, VERSION)
    shop = Workshop(PanelStore(home), ParquetFactorTable(home), book, StandingClock(EVENING), said.append)
    return Bench(home, SnapshotStore(home, database), shop, said)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    database = open_database(tmp_path / "home")
    made = bench_of(tmp_path / "home", database)
    store_market(made.store, MARKET, MARKET.days)
    yield made
    database.dispose()


def test_every_day_gets_a_file_of_every_name_with_a_bar(bench: Bench) -> None:
    built = build(bench.shop, bench.view, FACTORS, Wish())
    assert (built.first, built.last, built.computed, built.kept) == (DAYS[0], DAYS[-1], len(DAYS), 0)
    assert built.columns == 4
    frame = bench.shop.table.read(DAYS[0], DAYS[-1])
    assert frame.columns.tolist() == ["trade_date", "ts_code", "size", "pace", "place", "old"]
    assert frame["trade_date"].unique().tolist() == MARKET.days
    assert frame["old"].isna().all()
    assert frame["size"].notna().mean() > 0.9
    assert [line.done for line in bench.said if isinstance(line, Counted)][-1] == len(DAYS)


def test_values_are_those_of_the_panel_of_that_evening(bench: Bench) -> None:
    build(bench.shop, bench.view, FACTORS, Wish())
    late = bench.shop.panels.open(bench.view, DAYS[-1], bench.said.append).late
    assert len(late) >= 5
    engine = Engine([SIZE.node, PACE.node, PLACE.node])
    for row in {*(bar.row for bar in late), *(bar.until for bar in late), len(DAYS) - 1}:
        seen = bench.shop.panels.open(bench.view, DAYS[row], bench.said.append)
        values = engine.compute(Grids(seen.dates, seen.symbols, seen.fields), row, row + 1)[:, 0]
        frame = bench.shop.table.read(DAYS[row], DAYS[row]).set_index("ts_code")
        there = np.flatnonzero(np.isfinite(seen.fields["close"][row]))
        assert sorted(seen.symbols[place] for place in there) == frame.index.tolist()
        ordered = frame.loc[[seen.symbols[place] for place in there], ["size", "pace", "place"]].to_numpy().T
        np.testing.assert_array_equal(np.ascontiguousarray(ordered).view(np.int32), values[:, there].view(np.int32))


def test_a_budget_of_any_size_gives_the_same_bits(bench: Bench, tmp_path: Path) -> None:
    build(bench.shop, bench.view, FACTORS, Wish())
    other = replace(bench.shop, table=ParquetFactorTable(tmp_path / "small"))
    for first, last in ((DAYS[0], DAYS[16]), (DAYS[17], DAYS[-1])):
        build(other, bench.view, FACTORS, Wish(first, last, memory_bytes=LEAST_MEMORY_BYTES, threads=1))
    one, two = (table.read(DAYS[0], DAYS[-1]) for table in (bench.shop.table, other.table))
    assert one.equals(two)


def test_a_day_more_is_the_same_as_a_whole_build(bench: Bench, tmp_path: Path) -> None:
    build(bench.shop, bench.view, FACTORS, Wish(last=DAYS[-2]))
    built = update(bench.shop, bench.view, FACTORS, None)
    assert (built.first, built.last, built.computed) == (DAYS[-1], DAYS[-1], 1)
    other = replace(bench.shop, table=ParquetFactorTable(tmp_path / "whole"))
    build(other, bench.view, FACTORS, Wish())
    one, two = (table.read(DAYS[-1], DAYS[-1]) for table in (bench.shop.table, other.table))
    assert one.equals(two)


def test_what_is_as_it_should_be_is_left_alone(bench: Bench) -> None:
    build(bench.shop, bench.view, FACTORS, Wish(DAYS[0], DAYS[9]))
    before = bench.writes()
    built = build(bench.shop, bench.view, FACTORS, Wish())
    assert (built.computed, built.kept) == (len(DAYS) - 10, 10)
    assert {name: bench.writes()[name] for name in before} == before
    forced = build(bench.shop, bench.view, FACTORS, Wish(DAYS[0], DAYS[9], force=True))
    assert (forced.computed, forced.kept) == (10, 0)


def test_another_definition_or_another_past_is_computed_again(bench: Bench) -> None:
    build(bench.shop, bench.view, FACTORS, Wish())
    newer = replace(PACE, expression="mean(close, 7) / close - 1", version=2)
    again = build(bench.shop, bench.view, (SIZE, newer, PLACE, OLD), Wish())
    assert (again.computed, again.columns) == (len(DAYS), 5)
    frame = bench.shop.table.read(DAYS[-1], DAYS[-1])
    assert frame["pace"].isna().all()
    assert frame["pace@2"].notna().any()
    changed = rows_of(MARKET, "daily_basic", [MARKET.days[-2]]).assign(pb=9.0)
    bench.store.append("daily_basic", DAYS[-2], changed, brought(LATER, "again"))
    view = bench.store.view(LATER)
    assert build(bench.shop, view, (SIZE, newer, PLACE, OLD), Wish()).computed == 2


def test_a_changed_definition_under_the_old_version_is_refused(bench: Bench) -> None:
    build(bench.shop, bench.view, FACTORS, Wish(DAYS[0], DAYS[1]))
    before = bench.writes()
    with pytest.raises(FixAndRestart, match="size changed"):
        build(bench.shop, bench.view, (replace(SIZE, expression="log(total_mv)"), PACE), Wish())
    assert bench.writes() == before


@pytest.mark.parametrize("span", [(date(2031, 1, 1), None), (date(2001, 1, 1), date(2001, 2, 1))])
def test_days_without_bars_are_refused(bench: Bench, span: tuple[date, date | None]) -> None:
    with pytest.raises(Exception, match=r"no (daily )?bars are stored") as refused:
        build(bench.shop, bench.view, FACTORS, Wish(*span))
    assert refused.type.__name__ in {"FixAndRestart", "RetryLater"}


def test_a_folder_in_the_way_leaves_no_half_file(bench: Bench) -> None:
    (bench.home / "factors").write_text("in the way")
    with pytest.raises(FixAndRestart, match="cannot be written"):
        build(bench.shop, bench.view, FACTORS, Wish())


def test_the_digest_follows_expressions_and_columns() -> None:
    one = registry_digest((SIZE, PACE), ("size", "pace"))
    assert registry_digest((SIZE, replace(PACE, definition="other words")), ("size", "pace")) == one
    assert registry_digest((SIZE, replace(PACE, expression="close")), ("size", "pace")) != one
    assert registry_digest((SIZE, PACE), ("size", "pace", "old")) != one


def test_as_many_days_at_once_as_the_budget_holds() -> None:
    engine = Engine([factor.node for factor in FACTORS], 1)
    days = days_at_once(512 << 20, engine, 5000)
    room = (512 << 20) - OWN_MEMORY_BYTES
    assert engine.memory_bytes(5000, days) <= room < engine.memory_bytes(5000, days + 1)
    assert days_at_once(LEAST_MEMORY_BYTES, engine, 10_000_000) == 1
    with pytest.raises(FixAndRestart, match="too small"):
        days_at_once(LEAST_MEMORY_BYTES - 1, engine, 1)


def test_coverage_counts_from_the_first_value_on(bench: Bench) -> None:
    assert coverage(bench.shop.table, "size").days == 0
    build(bench.shop, bench.view, FACTORS, Wish())
    seen = coverage(bench.shop.table, "pace")
    assert seen.first is not None
    assert seen.first > DAYS[0]
    assert seen.last == DAYS[-1]
    assert 0.9 < seen.share <= 1
    assert coverage(bench.shop.table, "old").days == 0
