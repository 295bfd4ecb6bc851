import json
import os
import shutil
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine

from core.adapters.store import panel_files
from core.adapters.store.corrections import Overrule
from core.adapters.store.database import open_database
from core.adapters.store.panels import PanelStore
from core.adapters.store.snapshots import SnapshotStore
from core.domain.dates import at, date_of
from core.domain.errors import FixAndRestart, RetryLater
from core.pipeline.factors.fields import FIELDS
from core.ports.factors import PanelRows, Panels
from core.ports.snapshots import DataView
from tests.fakes.corrected import add_correction
from tests.fakes.home_processes import in_child
from tests.fakes.home_stages import linked
from tests.fakes.panel_writer import bring_up
from tests.fakes.partitions import brought
from tests.fakes.stored_market import EVENING, LATER, faulty_market, rows_of, store_market

MARKET = faulty_market()
DAYS = [date_of(day) for day in MARKET.days]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that holds the whole market, to be copied."""
    home = tmp_path_factory.mktemp("market") / "home"
    engine = open_database(home)
    store_market(SnapshotStore(home, engine), MARKET, MARKET.days)
    engine.dispose()
    return home


@pytest.fixture(scope="module")
def whole(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PanelRows]:
    """The rows of every day of the market, laid out from nothing."""
    engine = open_database(made)
    yield anew(tmp_path_factory.mktemp("whole"), SnapshotStore(made, engine).view(EVENING), DAYS[-1])
    engine.dispose()


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "home", copy_function=linked))


@pytest.fixture
def view(store: SnapshotStore) -> DataView:
    return store.view(EVENING)


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[SnapshotStore]:
    """A store that holds nothing, in a home of its own."""
    engine = open_database(tmp_path / "bare")
    yield SnapshotStore(tmp_path / "bare", engine)
    engine.dispose()


@pytest.fixture
def panels(home: Path) -> Panels:
    return PanelStore(home)


class Heard:
    """Progress that can be asked about."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def __call__(self, text: str) -> None:
        self.lines.append(text)

    def says(self, text: str) -> bool:
        return any(text in line for line in self.lines)


def anew(tmp_path: Path, view: DataView, upto: date) -> PanelRows:
    """The same rows laid out from nothing."""
    return PanelStore(tmp_path / "another").open(view, upto, Heard())


def assert_same(one: PanelRows, other: PanelRows) -> None:
    assert one.symbols == other.symbols
    assert one.dates.tolist() == other.dates.tolist()
    assert repr(one.late) == repr(other.late)
    assert one.prints == other.prints
    for name in FIELDS:
        np.testing.assert_array_equal(bits(one, name), bits(other, name))


def bits(rows: PanelRows, name: str) -> np.ndarray:
    return np.ascontiguousarray(rows.fields[name]).view(np.int32)


def test_rows_of_every_trading_day(panels: Panels, view: DataView) -> None:
    rows = panels.open(view, DAYS[-1], Heard())
    assert rows.dates.tolist() == MARKET.days
    assert sorted(rows.symbols) == MARKET.symbols
    assert set(rows.fields) == set(FIELDS)
    assert all(grid.shape == (len(DAYS), len(MARKET.symbols)) for grid in rows.fields.values())
    assert all(grid.dtype == np.float32 and not grid.flags.writeable for grid in rows.fields.values())
    assert len(set(rows.prints)) == len(DAYS)
    assert rows.late


def test_day_after_day_is_the_same_as_all_at_once(panels: Panels, view: DataView, whole: PanelRows) -> None:
    for day in DAYS[18:]:
        rows = panels.open(view, day, Heard())
    assert_same(rows, whole)


def test_what_is_up_to_date_is_only_opened(panels: Panels, view: DataView, home: Path) -> None:
    panels.open(view, DAYS[-1], Heard())
    before = {path: path.stat().st_mtime_ns for path in (home / "panels").rglob("*") if path.is_file()}
    heard = Heard()
    panels.open(view, DAYS[-1], heard)
    assert {path: path.stat().st_mtime_ns for path in (home / "panels").rglob("*") if path.is_file()} == before
    assert heard.lines == []


def test_an_earlier_day_of_a_longer_store_is_as_it_was_that_evening(
    panels: Panels, view: DataView, tmp_path: Path
) -> None:
    late = panels.open(view, DAYS[-1], Heard()).late
    for bar in late[:4]:
        early = panels.open(view, DAYS[bar.row], Heard())
        fresh = anew(tmp_path / str(bar.row), view, DAYS[bar.row])
        columns = [early.symbols.index(name) for name in fresh.symbols]
        assert float(early.fields["close"][bar.row, bar.column]) == bar.values["close"]
        for name in FIELDS:
            np.testing.assert_array_equal(early.fields[name][:, columns], fresh.fields[name])
        assert len(early.late) == len(fresh.late)


def test_a_row_once_counted_never_changes_under_a_reader(panels: Panels, view: DataView) -> None:
    first = panels.open(view, DAYS[11], Heard())
    kept = {name: grid.copy() for name, grid in first.fields.items()}
    for day in DAYS[12:28]:
        panels.open(view, day, Heard())
    for name in FIELDS:
        np.testing.assert_array_equal(first.fields[name], kept[name])


def test_a_revised_day_and_all_after_it_are_made_anew(
    panels: Panels, view: DataView, store: SnapshotStore, tmp_path: Path
) -> None:
    old = panels.open(view, DAYS[-1], Heard())
    day = MARKET.days[-3]
    changed = rows_of(MARKET, "daily_basic", [day]).assign(pb=7.0)
    store.append("daily_basic", date_of(day), changed, brought(LATER, "again"))
    heard = Heard()
    newer = store.view(at(date(2030, 1, 3), 20))
    rows = panels.open(newer, DAYS[-1], heard)
    assert heard.says(f"{day} is not as it was")
    assert rows.prints[:-3] == old.prints[:-3]
    assert not set(rows.prints[-3:]) & set(old.prints)
    assert set(rows.fields["pb"][-3][np.isfinite(rows.fields["close"][-3])].tolist()) == {7.0}
    assert_same(rows, anew(tmp_path, newer, DAYS[-1]))


def test_a_correction_counts_like_a_revision(
    panels: Panels, view: DataView, store: SnapshotStore, engine: Engine, tmp_path: Path
) -> None:
    panels.open(view, DAYS[-1], Heard())
    row = rows_of(MARKET, "daily", [MARKET.days[4]]).iloc[-1]
    wanted = Overrule("daily_basic", DAYS[4], row["ts_code"], "pb", "3.25")
    add_correction(engine, view, wanted, "Li", "typing error", LATER)
    newer = store.view(at(date(2030, 1, 3), 20))
    rows = panels.open(newer, DAYS[-1], Heard())
    assert 3.25 in rows.fields["pb"][4].tolist()
    assert_same(rows, anew(tmp_path, newer, DAYS[-1]))


def test_a_day_with_nothing_stored_keeps_its_place(bare: SnapshotStore, tmp_path: Path) -> None:
    panels = PanelStore(tmp_path / "bare")
    store_market(bare, MARKET, [day for day in MARKET.days if day != MARKET.days[20]])
    rows = panels.open(bare.view(EVENING), DAYS[-1], Heard())
    assert rows.dates.tolist() == MARKET.days
    assert np.isnan(rows.fields["close"][20]).all()
    store_market(bare, MARKET, [MARKET.days[20]])
    filled = panels.open(bare.view(EVENING), DAYS[-1], Heard())
    assert np.isfinite(filled.fields["close"][20]).any()
    assert_same(filled, anew(tmp_path, bare.view(EVENING), DAYS[-1]))


def test_more_names_than_there_is_room_for(home: Path, view: DataView, whole: PanelRows) -> None:
    market = replace(MARKET)
    panels = PanelStore(home)
    assert len(panels.open(view, DAYS[3], Heard()).symbols) <= len(market.symbols) - 4
    rows = panels.open(view, DAYS[-1], Heard())
    index = panel_files.read_index(home / "panels")
    assert index is not None
    assert index.capacity % 16 == 0
    assert index.capacity >= len(rows.symbols)
    assert_same(rows, whole)


def test_a_first_adj_factor_after_bars_starts_anew(bare: SnapshotStore, tmp_path: Path) -> None:
    name = MARKET.symbols[-1]
    factors = MARKET.adj_factor.assign(adj_factor=MARKET.adj_factor["adj_factor"] * 2)
    lacking = (factors["ts_code"] == name) & (factors["trade_date"] < MARKET.days[25])
    market = replace(MARKET, adj_factor=factors[~lacking].reset_index(drop=True))
    store_market(bare, market, market.days)
    panels, heard, view = PanelStore(tmp_path / "bare"), Heard(), bare.view(EVENING)
    for day in DAYS[20:]:
        rows = panels.open(view, day, heard)
    assert heard.says("1 names had bars before their first adj_factor")
    column = rows.symbols.index(name)
    assert {bar.until for bar in rows.late if bar.column == column and bar.row < 5} <= {25, *range(6)}
    assert_same(rows, anew(tmp_path, view, DAYS[-1]))


def damage(folder: Path, how: str) -> None:
    index = json.loads((folder / "index.json").read_text())
    generation = folder / str(index["generation"])
    if how == "cut":
        os.truncate(generation / "close.f32", 100)
    elif how == "gone":
        (generation / "vwap.f32").unlink()
    elif how == "memories":
        for path in generation.glob("*.memory"):
            path.write_bytes(path.read_bytes()[:-8])
    elif how == "half":
        (folder / "index.json").write_text("{")
    else:
        (folder / "index.json").write_text(json.dumps(index | json.loads(how)))


@pytest.mark.parametrize(
    "how",
    ["cut", "gone", "memories", "half", "[1]", '{"format": 99}', '{"fields": ["close"]}', '{"capacity": 17}',
     '{"dates": [20250106]}', '{"generation": 77}', '{"late": [3]}', '{"first": {"x": 1, "y": [1]}}', '{"prints": 4}'],
)  # fmt: skip
def test_a_store_that_is_not_as_it_was_left_is_made_anew(
    panels: Panels, view: DataView, home: Path, whole: PanelRows, how: str
) -> None:
    panels.open(view, DAYS[-2], Heard())
    if how == "[1]":
        (home / "panels" / "index.json").write_text(how)
    else:
        damage(home / "panels", how)
    heard = Heard()
    assert_same(panels.open(view, DAYS[-1], heard), whole)
    assert heard.says("anew") or heard.says("laying out from")


def test_panels_of_another_home_are_noticed(
    panels: Panels, view: DataView, home: Path, tmp_path: Path, whole: PanelRows
) -> None:
    other = faulty_market(seed=9)
    elsewhere = open_database(tmp_path / "b")
    strange = SnapshotStore(tmp_path / "b", elsewhere)
    store_market(strange, other, other.days)
    PanelStore(tmp_path / "b").open(strange.view(EVENING), DAYS[-1], Heard())
    elsewhere.dispose()
    shutil.copytree(tmp_path / "b" / "panels", home / "panels")
    assert_same(panels.open(view, DAYS[-1], Heard()), whole)


def test_no_bars_no_panels(panels: Panels, bare: SnapshotStore) -> None:
    with pytest.raises(RetryLater, match="no daily bars"):
        panels.open(bare.view(EVENING), DAYS[-1], Heard())


def test_a_folder_that_cannot_be_written_is_told(home: Path, view: DataView) -> None:
    (home / "panels").write_text("in the way")
    with pytest.raises(FixAndRestart, match="cannot be written"):
        PanelStore(home).open(view, DAYS[-1], Heard())


def test_old_generations_are_swept(panels: Panels, view: DataView, home: Path) -> None:
    for day in DAYS[10:24]:
        panels.open(view, day, Heard())
    assert len([path for path in (home / "panels").iterdir() if path.is_dir()]) == 1


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("die_at", [1, 2, 9, 18, 19, 20, 21, 37, 39, 40, 41, 55])
def test_a_store_killed_at_any_write_opens(home: Path, view: DataView, whole: PanelRows, die_at: int) -> None:
    panels = PanelStore(home)
    panels.open(view, DAYS[12], Heard())
    assert in_child(bring_up, home, len(DAYS), die_at).exit_code == -signal.SIGKILL
    assert_same(panels.open(view, DAYS[-1], Heard()), whole)


@pytest.mark.skipif(os.name != "posix", reason="starts two writers at once")
def test_two_processes_at_once_end_with_one_whole_store(home: Path, view: DataView, whole: PanelRows) -> None:
    with ThreadPoolExecutor(2) as pool:
        pair = [pool.submit(in_child, bring_up, home, len(DAYS), 0) for _ in range(2)]
    assert [each.result().exit_code for each in pair] == [0, 0]
    assert_same(PanelStore(home).open(view, DAYS[-1], Heard()), whole)
