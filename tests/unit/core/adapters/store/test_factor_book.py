from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update

from core.adapters.store.database import open_database
from core.adapters.store.factor_book import SqlFactorBook
from core.adapters.store.rewind import fork, rewind
from core.adapters.store.runs import SqlRuns
from core.adapters.store.schema import events, factors, leak_passes
from core.domain.dates import at
from core.domain.errors import FixAndRestart
from core.domain.outcome import Outcome
from core.pipeline.factors.declaration import Factor
from core.ports.factors import FactorBook, LeakCheck
from core.ports.runs import RunIdentity
from tests.fakes.tampering import drop_guards
from tests.unit.core.adapters.store.test_view import MONDAY

NOW = at(MONDAY, 20)
SIZE = Factor("size", "value", "log(circ_mv)", "how large the company is")
PACE = Factor("pace", "trend", "mean(close, 5) / close - 1", "close below its mean", status="shadow")


@pytest.fixture
def book(engine: Engine) -> FactorBook:
    return SqlFactorBook(engine, 7)


def told(engine: Engine) -> list[tuple[str, str]]:
    with engine.connect() as connection:
        return [(row.topic, row.level) for row in connection.execute(select(events).order_by(events.c.event_id))]


def status(engine: Engine) -> dict[str, str]:
    with engine.connect() as connection:
        return {row.column_name: row.status for row in connection.execute(select(factors))}


def check(factor: Factor, passed: bool = True, engine_version: int = 7) -> LeakCheck:
    return LeakCheck(factor.name, factor.version, factor.digest, engine_version, passed, {"cuts": 3})


def test_new_factors_become_columns_in_their_order_and_are_logged_once(book: FactorBook, engine: Engine) -> None:
    changes = book.sync([SIZE, PACE], NOW)
    assert [(each.topic, each.name, each.version) for each in changes] == [
        ("factor.added", "size", 1),
        ("factor.added", "pace", 1),
    ]
    assert book.columns() == ("size", "pace")
    assert told(engine) == [("factor.added", "info")] * 2
    assert book.sync([SIZE, PACE], NOW) == []
    assert len(told(engine)) == 2


def test_a_changed_status_is_logged(book: FactorBook, engine: Engine) -> None:
    book.sync([SIZE, PACE], NOW)
    (change,) = book.sync([SIZE, replace(PACE, status="active")], NOW)
    assert (change.topic, change.message) == ("factor.status", "pace: shadow → active")
    assert status(engine) == {"size": "active", "pace": "active"}


def test_another_expression_under_the_same_version_is_refused_and_changes_nothing(
    book: FactorBook, engine: Engine
) -> None:
    book.sync([SIZE], NOW)
    with pytest.raises(FixAndRestart, match=r"size changed: version 1 was .*circ_mv.*, is .*total_mv") as refused:
        book.sync([PACE, replace(SIZE, expression="log(total_mv)")], NOW)
    assert refused.value.remedy.startswith("raise its version")
    assert book.columns() == ("size",)
    assert len(told(engine)) == 1


def test_spaces_are_no_other_expression(book: FactorBook) -> None:
    book.sync([SIZE], NOW)
    assert book.sync([replace(SIZE, expression="log( circ_mv )")], NOW) == []


def test_a_new_version_is_a_new_column_and_the_old_one_stays_deprecated(book: FactorBook, engine: Engine) -> None:
    book.sync([SIZE], NOW)
    changes = book.sync([replace(SIZE, expression="log(total_mv)", version=2)], NOW)
    assert [each.topic for each in changes] == ["factor.added", "factor.gone"]
    assert book.columns() == ("size", "size@2")
    assert status(engine) == {"size": "deprecated", "size@2": "active"}


def test_a_factor_that_vanished_keeps_its_column_and_may_come_back(book: FactorBook, engine: Engine) -> None:
    book.sync([SIZE, PACE], NOW)
    assert [each.topic for each in book.sync([SIZE], NOW)] == ["factor.gone"]
    assert book.sync([SIZE], NOW) == []
    assert book.columns() == ("size", "pace")
    assert status(engine)["pace"] == "deprecated"
    assert [each.message for each in book.sync([SIZE, PACE], NOW)] == ["pace: deprecated → shadow"]


def test_only_the_newest_check_of_this_digest_and_engine_counts(book: FactorBook) -> None:
    other = replace(SIZE, expression="log(total_mv)")
    book.record_leaks([check(SIZE), check(PACE)], NOW)
    assert book.fresh_passes([SIZE, PACE], NOW, 30) == {"size", "pace"}
    assert book.fresh_passes([other, PACE], NOW, 30) == {"pace"}
    book.record_leaks([check(PACE, passed=False)], NOW + timedelta(hours=1))
    assert book.fresh_passes([SIZE, PACE], NOW, 30) == {"size"}
    assert book.newest_checks([SIZE, PACE])["pace"].check.passed is False
    book.record_leaks([check(PACE, engine_version=8)], NOW + timedelta(hours=2))
    assert book.fresh_passes([SIZE, PACE], NOW, 30) == {"size"}


def test_a_pass_grows_stale_and_one_made_later_counts(book: FactorBook) -> None:
    book.record_leaks([check(SIZE)], NOW)
    assert book.fresh_passes([SIZE], NOW + timedelta(days=30), 30) == {"size"}
    assert book.fresh_passes([SIZE], NOW + timedelta(days=30, seconds=1), 30) == set()
    assert book.fresh_passes([SIZE], NOW - timedelta(days=900), 30) == {"size"}


def test_checks_are_kept_with_their_evidence(book: FactorBook, engine: Engine) -> None:
    book.record_leaks([check(SIZE, passed=False), check(SIZE)], NOW)
    book.record_leaks([], NOW)
    kept = book.newest_checks([SIZE])["size"]
    assert (kept.checked_at, dict(kept.check.evidence), kept.check.passed) == (NOW, {"cuts": 3}, True)
    with engine.connect() as connection:
        assert len(connection.execute(select(leak_passes)).all()) == 2


def test_a_fork_keeps_the_passes_and_a_rewind_drops_those_after_the_run(
    book: FactorBook, engine: Engine, home: Path, tmp_path: Path
) -> None:
    runs = SqlRuns(engine)
    run = runs.begin(RunIdentity("night", MONDAY, NOW, "PAPER", "c", "v", 1), NOW)
    runs.finish(run.run_seq, Outcome.DONE, "", NOW + timedelta(minutes=1))
    book.record_leaks([check(SIZE)], NOW)
    book.record_leaks([check(PACE)], NOW + timedelta(hours=1))
    fork(home, tmp_path / "span")
    rewind(home, tmp_path / "run", run)
    assert passes(tmp_path / "span", NOW) == {"size", "pace"}
    assert passes(tmp_path / "run", NOW) == {"size"}
    with engine.begin() as connection:
        drop_guards(connection.exec_driver_sql)
        connection.execute(update(leak_passes).values(engine_version=6))
    assert book.fresh_passes([SIZE], NOW, 30) == set()


def passes(home: Path, now: datetime) -> set[str]:
    engine = open_database(home)
    try:
        return SqlFactorBook(engine, 7).fresh_passes([SIZE, PACE], now, 30)
    finally:
        engine.dispose()
