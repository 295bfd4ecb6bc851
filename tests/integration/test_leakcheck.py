"""The leak lab over the whole catalogue, as the gate before the score, and over the view that cannot see the future."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
import typer
from sqlalchemy import Engine
from typer.testing import CliRunner

from app.commands.factor_leaks import add_to
from app.compose import make_state
from app.initialise import make_folders
from core.adapters.store.database import open_database
from core.adapters.store.factor_book import SqlFactorBook
from core.adapters.store.snapshots import SnapshotStore
from core.domain.dataset import DATASETS, Kind
from core.domain.dates import SHANGHAI, at, date_of
from core.domain.errors import FixAndRestart
from core.jobs.leak_check import check_factors, leak_passes, run_leak_lab
from core.pipeline.engine.engine import VERSION
from core.pipeline.factors.declaration import Factor
from core.pipeline.factors.language import MAX_DAYS
from core.pipeline.factors.library import CATALOGUE
from core.ports.snapshots import DataView
from core.research.leaks.catalogue import planted_leaks
from core.research.leaks.checks import Trial
from core.research.leaks.lab import Report, examine
from core.research.leaks.market import make_market
from core.research.leaks.stages import on_symbols
from core.research.leaks.subject import Subject, day_by_day
from core.research.leaks.world import KNOWN, MINUTES, NIGHT, Values, World
from tests.fakes.partitions import brought

GAP = Factor("gap", "price", "open / ref(close, 1) - 1", "the overnight return", -1)
SIZE = Factor("size", "size", "cs_rank(log(circ_mv))", "how large the company is", 1)
NOW = at(date_of(20260105), 20)
STORED = ("daily", "adj_factor", "daily_basic", "stock_basic")


@pytest.fixture(scope="module")
def report() -> Report:
    """The whole catalogue; the planted leaks, but for one, are put through the lab by the command."""
    lab, checks = run_leak_lab(CATALOGUE.computed(), planted=planted_leaks()[:1])
    assert [check.name for check in checks] == [factor.name for factor in CATALOGUE.computed()]
    assert all(check.passed for check in checks)
    return lab


def test_the_catalogue_raises_no_false_alarm(report: Report) -> None:
    assert [(verdict.name, verdict.leaks) for verdict in report.clean if not verdict.passed] == []
    assert report.false_alarm_rate == 0


def test_every_factor_of_the_catalogue_is_moved_by_some_bar(report: Report) -> None:
    dead = [verdict.name for verdict in report.clean if verdict.group == "factor" and verdict.findings]
    assert dead == []


@pytest.fixture
def book(tmp_path: Path) -> Iterator[SqlFactorBook]:
    engine = open_database(tmp_path)
    yield SqlFactorBook(engine, VERSION)
    engine.dispose()


def test_factors_without_a_fresh_pass_are_checked_and_no_others(book: SqlFactorBook) -> None:
    told: list[str] = []
    assert leak_passes(book, [GAP], NOW, 30, told.append) == ({"gap"}, [])
    assert leak_passes(book, [GAP, SIZE], NOW + timedelta(days=1), 30, told.append) == ({"gap", "size"}, [])
    assert leak_passes(book, [GAP, SIZE], NOW + timedelta(days=1), 30, told.append) == ({"gap", "size"}, [])
    assert told == ["leak lab: 1 factors", "leak lab: 1 factors"]
    later = NOW + timedelta(days=30, hours=1)
    assert book.fresh_passes([GAP, SIZE], later, 30) == {"size"}
    assert leak_passes(book, [GAP, SIZE], later, 30, told.append) == ({"gap", "size"}, [])


def test_another_expression_or_engine_needs_another_pass(book: SqlFactorBook) -> None:
    leak_passes(book, [GAP], NOW, 30, print)
    assert book.fresh_passes([replace(GAP, expression="open / close - 1", version=2)], NOW, 30) == set()


def test_a_check_says_what_was_tried_and_repeats() -> None:
    (one,), (other,) = check_factors([GAP], threads=1), check_factors([GAP], threads=2)
    assert one == other
    assert (one.name, one.version, one.digest, one.engine_version) == ("gap", 1, GAP.digest, VERSION)
    assert one.passed
    assert one.evidence["checks"] == ["truncation", "perturbation", "sensitivity"]
    assert one.evidence["leaks"] == 0
    assert one.evidence["findings"] == []
    assert check_factors([]) == []


def test_a_dead_factor_passes_and_is_noted() -> None:
    (check,) = check_factors([Factor("dead", "none", "close * 0", "nothing", 0)], threads=1)
    assert check.passed
    (finding,) = check.evidence["findings"]  # type: ignore[misc, attr-defined]
    assert finding["detail"] == "no bar moves it"


def test_the_longest_lookback_there_is_is_tried_to_its_end() -> None:
    (check,) = check_factors([Factor("far", "none", f"ref(close, {MAX_DAYS})", "long ago", 0)], threads=1)
    assert check.passed
    assert check.evidence["days"] == MAX_DAYS + 50
    assert check.evidence["findings"] == []


def typed(home: Path, *words: str) -> tuple[int, str]:
    """Exit code and what was printed."""
    app = typer.Typer()
    group = typer.Typer()
    add_to(group)
    app.add_typer(group, name="factors")
    app.command("other")(lambda: None)
    done = CliRunner().invoke(app, ["factors", "leakcheck", "--home", str(home), *words])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    make_folders(folder)
    make_state(folder)
    return folder


def test_the_command_catches_every_planted_leak_shows_both_tables_and_records_the_pass(home: Path) -> None:
    code, text = typed(home, "--factor", "reversal_5", "--factor", "reversal_5", "--json")
    document = json.loads(text)
    kinds = len(planted_leaks())
    assert len(document["planted"]) == kinds >= 20
    assert (code, document["recall"], document["false_alarm_rate"]) == (0, 1.0, 0.0)
    assert document["message"] == f"recall 100% ({kinds} of {kinds}), false alarms 0.0% (0 of 1)"
    assert [row["subject"] for row in document["rows"]][:1] == ["factor"]
    assert "planted: survivors only" in {row["subject"] for row in document["rows"]}
    assert [(each["name"], each["passed"]) for each in document["subjects"]] == [("reversal_5", True)]
    assert all(each["expected"] in each["caught_by"] for each in document["planted"])
    engine = open_database(home)
    kept = SqlFactorBook(engine, VERSION).newest_checks([CATALOGUE["reversal_5"], CATALOGUE["momentum_20"]])
    engine.dispose()
    assert {name: each.check.passed for name, each in kept.items()} == {"reversal_5": True}


def test_the_command_refuses_a_factor_that_is_not_there(home: Path) -> None:
    with pytest.raises(FixAndRestart, match="no factor 'reversal_6'"):
        typed(home, "--factor", "reversal_6")


def moment(minute: int) -> datetime:
    day, hour = divmod(minute, MINUTES)
    return datetime.combine(date_of(day), datetime.min.time(), SHANGHAI) + timedelta(
        hours=hour // 100, minutes=hour % 100
    )


def store_world(store: SnapshotStore, world: World) -> None:
    """Bring every partition as it stood at its publication, and again with each later revision."""
    for name in STORED:
        spec, frame = DATASETS[name], world.frames[name]
        parts = frame.groupby("trade_date") if spec.kind is Kind.DAILY else [(0, frame)]
        for day, rows in parts:
            for minute in sorted(set(rows[KNOWN])):
                known = rows[rows[KNOWN] <= minute].drop_duplicates(list(spec.key), keep="last")
                of = date_of(int(day) or minute // MINUTES)
                store.append(name, of, known.drop(columns=KNOWN), brought(moment(minute)))


class StoredViews:
    """Reads a world through the snapshot store; each world is stored once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stores: dict[World, SnapshotStore] = {}
        self.engines: list[Engine] = []

    def seen(self, world: World, day: int) -> Values:
        """Everything the view of a night tells: each frame's last row a name, and how many rows there are."""
        view = self._view(world, day)
        cells: list[Values] = []
        for name in STORED:
            frame = view.read(name)
            cells.append(np.array([float(len(frame))]))
            last = frame.drop_duplicates("ts_code", keep="last").set_index("ts_code")
            cells.append(on_symbols(world, last.drop(columns=["market"], errors="ignore")))
            figures = frame.select_dtypes("float").sum(axis=0).to_numpy(dtype=np.float64)
            cells.append(figures)
        return np.concatenate(cells)

    def _view(self, world: World, day: int) -> DataView:
        if world not in self._stores:
            home = self._folder / str(len(self._stores))
            home.mkdir()
            engine = open_database(home)
            self.engines.append(engine)
            self._stores[world] = SnapshotStore(home, engine)
            store_world(self._stores[world], world)
        return self._stores[world].view(moment(day * MINUTES + NIGHT))


@pytest.fixture(scope="module")
def views() -> Iterator[StoredViews]:
    with ExitStack() as stack:
        found = StoredViews(Path(stack.enter_context(TemporaryDirectory())))
        yield found
        for engine in found.engines:
            engine.dispose()


@pytest.fixture(scope="module")
def trial() -> Trial:
    world = make_market(24)
    return Trial(world, (world.days[12], world.days[-1]), (world.days[12],), (), 1)


def test_the_view_of_a_night_sees_nothing_later(views: StoredViews, trial: Trial) -> None:
    (verdict,) = examine(Subject("view", "view", day_by_day(views.seen)), trial)
    assert verdict.leaks == ()


def test_a_view_of_the_next_morning_is_caught(views: StoredViews, trial: Trial) -> None:
    def next_morning(world: World, day: int) -> Values:
        return views.seen(world, next((each for each in world.days if each > day), day))

    (verdict,) = examine(Subject("view", "view", day_by_day(next_morning)), trial)
    assert verdict.caught_by == ("truncation", "perturbation")
