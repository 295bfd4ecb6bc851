"""Whole days in a row: the table, and going on after an interruption."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.domain.errors import RetryLater
from core.domain.outcome import Outcome
from core.domain.trading_state import TradingState
from core.jobs.cycle import DayRow, run_days, run_session
from tests.fakes.desk import LIVED, NEXT, DeskBench, lived_bench, stocked_bench

_BUSINESS = ("journal_entries", "postings", "lot_moves", "batches", "batch_orders", "order_results", "fills", "breaks")


class WatchedSession:
    """A BrokerSession that notes its days and can fail before or after one of them."""

    def __init__(self, bench: DeskBench, fails_before: date | None = None, fails_after: date | None = None) -> None:
        self._session = bench.session
        self._before, self._after = fails_before, fails_after
        self.days: list[date] = []

    def trade(self, day: date) -> None:
        """Trade the day, or fail where told."""
        if day == self._before:
            raise ConnectionError("before")
        self._session.trade(day)
        self.days.append(day)
        if day == self._after:
            raise ConnectionError("after")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    made = lived_bench(tmp_path / "home")
    yield made
    made.close()


def cycle(bench: DeskBench, session: WatchedSession, days: list[date]) -> list[DayRow]:
    return list(run_days(bench.desk, bench.clock, session, days))


def books(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every business row without the numbers of the runs that wrote it."""
    with closing(sqlite3.connect(home / "state.sqlite3")) as state:
        found = {}
        for table in _BUSINESS:
            columns = [row[1] for row in state.execute(f"PRAGMA table_info({table})") if row[1] != "run_seq"]
            found[table] = state.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY rowid").fetchall()
    return found


def test_a_row_a_day_says_what_happened(bench: DeskBench) -> None:
    session = WatchedSession(bench)
    *_, row = cycle(bench, session, [*LIVED, NEXT])
    desk = bench.desk
    assert row.trade_date == NEXT.isoformat()
    assert row.orders == sum(record.rows for record in desk.books.batches(NEXT))
    assert row.fills == len(desk.books.fills(NEXT)) > 0
    assert row.total_assets == pytest.approx(desk.books.equity()[-1].total_fen / 100)
    assert row.cash == pytest.approx(desk.books.account(NEXT).cash_fen / 100)
    assert (row.gates, row.reconciliation, row.outcomes) == ("all pass", "ok", "done done done")
    assert [replace(row, reconciliation=each).agreement for each in ("ok", "not done", "2 open")] == [
        "ok", "none", "breaks",
    ]  # fmt: skip
    assert row.plan > 0
    assert list(row.as_dict()) == [
        "trade_date", "plan", "orders", "fills", "rejected", "cash", "total_assets", "gates", "reconciliation",
        "outcomes",
    ]  # fmt: skip


def test_days_that_are_over_are_only_reported(bench: DeskBench) -> None:
    runs = bench.desk.runs.recent(100)
    session = WatchedSession(bench)
    rows = cycle(bench, session, LIVED)
    assert [(row.trade_date, row.reconciliation) for row in rows] == [(day.isoformat(), "ok") for day in LIVED]
    assert session.days == []
    assert bench.desk.runs.recent(100) == runs, "the Night after the last day was done as well"


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[DayRow], dict[str, list[tuple[object, ...]]]]:
    """The rows and the books of a cycle nobody interrupted."""
    other = lived_bench(tmp_path_factory.mktemp("whole") / "home")
    rows = cycle(other, WatchedSession(other), [*LIVED, NEXT])
    other.close()
    return rows, books(other.home)


@pytest.mark.parametrize("when", ["fails_before", "fails_after"])
def test_an_interrupted_cycle_ends_like_one_that_was_not(
    bench: DeskBench, undisturbed: tuple[list[DayRow], dict[str, list[tuple[object, ...]]]], when: str
) -> None:
    with pytest.raises(ConnectionError):
        cycle(bench, WatchedSession(bench, **{when: NEXT}), [*LIVED, NEXT])
    bench.restart()
    assert cycle(bench, WatchedSession(bench), [*LIVED, NEXT]) == undisturbed[0]
    assert books(bench.home) == undisturbed[1]


def test_a_session_without_bars_is_not_played(bench: DeskBench) -> None:
    session = WatchedSession(bench)
    bench.market.refusals["daily", NEXT] = RetryLater("the vendor is down")
    bench.stand(NEXT, 16, 5)
    with pytest.raises(RetryLater, match=f"no bars to trade {NEXT} on: daily {NEXT}: the vendor is down"):
        run_session(bench.desk, session, NEXT)
    assert session.days == []
    bench.market.refusals.clear()
    bench.stand(NEXT, 15, 30)
    with pytest.raises(RetryLater, match="not published before 16:00"):
        run_session(bench.desk, session, NEXT)


def test_a_blocked_day_is_told_in_the_table_and_stays_reconciled(bench: DeskBench) -> None:
    bench.desk.stop.press(TradingState.HALTED, "test", "exercise", bench.clock.now())
    *_, row = cycle(bench, WatchedSession(bench), [*LIVED, NEXT])
    assert (row.orders, row.fills) == (0, 0)
    assert row.gates.startswith("stop: HALTED")
    assert (row.reconciliation, row.outcomes) == ("ok", "done blocked done")


def test_a_day_without_a_plan_says_why_in_place_of_the_gates(tmp_path: Path) -> None:
    bench = stocked_bench(tmp_path / "new")
    bench.market.refusals["stk_limit"] = RetryLater("down")
    (row,) = cycle(bench, WatchedSession(bench), [LIVED[0]])
    assert row.gates.startswith("no plan: Night of")
    assert (row.plan, row.orders, row.reconciliation) == (0, 0, "ok")
    assert row.outcomes == f"{Outcome.DATA_NOT_READY.word} {Outcome.BLOCKED.word} {Outcome.DONE.word}"
    assert row.total_assets == 1_000_000.0
    bench.close()
