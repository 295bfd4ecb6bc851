"""Alarms on a real home: kept over crashes and restarts, raised once by two who look, watched or said not to be."""

import json
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from app.alarming import AlarmWatch
from app.compose import last_look, locked, look_into
from app.records import check_records
from app.views.alarms import alarms
from app.views.heading import alarms_of
from core.adapters.clock.clocks import StandingClock
from core.adapters.store import schema
from core.adapters.store.alarm_book import SqlAlarmBook
from core.adapters.store.database import open_database
from core.adapters.store.rewind import rewind
from core.adapters.store.tide import tide
from core.domain.alarm_flood import Change, changes
from core.domain.alarms import Alarm, AlarmKey, AlarmState, Condition, Move, MoveKind, Sighting
from core.domain.errors import FixAndRestart
from core.domain.trading_state import TradingState
from core.ports.views.alarms import AlarmsAsk
from tests.fakes.alarms import NIGHT, a_calm_bench
from tests.fakes.desk import DeskBench, write_cfg

STALE = Sighting(AlarmKey("DATA_STALE", "daily", Condition.RAISED), 2, "old 旧", {"newest": "2026-01-05"})


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(tmp_path)
    yield engine
    engine.dispose()


def seen_by(book: SqlAlarmBook, *seen: Sighting, minutes: int = 0) -> list[Change]:
    now = NIGHT + timedelta(minutes=minutes)
    return book.bring_up_to_date(lambda standing: changes(standing, seen, (), now))


def rows(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(schema.alarm_moves)).scalar_one()


def test_an_alarm_lives_from_raise_to_normal_over_restarts(tmp_path: Path) -> None:
    def reopened() -> SqlAlarmBook:
        return SqlAlarmBook(open_database(tmp_path))

    seen_by(reopened(), STALE)
    seen_by(reopened(), minutes=1)
    seen_by(reopened(), STALE, minutes=2)
    [alarm] = reopened().standing()
    assert (alarm.state, alarm.count, alarm.seen) == (AlarmState.UNACKNOWLEDGED, 2, STALE)
    assert (alarm.first_at, alarm.since) == (NIGHT, NIGHT + timedelta(minutes=2))
    reopened().move(alarm.alarm_id, Move(MoveKind.ACKNOWLEDGED, NIGHT, " Wang ", "called the vendor"))
    seen_by(reopened(), minutes=3)
    assert reopened().standing() == []
    history = reopened().history(9)
    assert [one.move.kind for one in history] == [
        MoveKind.RETURNED, MoveKind.ACKNOWLEDGED, MoveKind.RAISED, MoveKind.RETURNED, MoveKind.RAISED,
    ]  # fmt: skip
    assert (history[0].state, history[1].move.by, history[1].move.note) == (
        AlarmState.NORMAL, "Wang", "called the vendor",
    )  # fmt: skip
    seen_by(reopened(), STALE, minutes=4)
    assert [each.alarm_id for each in reopened().standing()] == [alarm.alarm_id + 1]


def test_a_look_that_finds_nothing_new_writes_nothing(engine: Engine) -> None:
    book = SqlAlarmBook(engine)
    assert len(seen_by(book, STALE)) == 1
    before = rows(engine), tide(engine)["alarms"]
    assert seen_by(book, STALE, minutes=1) == []
    assert (rows(engine), tide(engine)["alarms"]) == before
    seen_by(book, minutes=2)
    assert tide(engine)["alarms"] != before[1]


def test_two_who_look_at_once_raise_one_alarm(engine: Engine) -> None:
    book, other = SqlAlarmBook(engine), SqlAlarmBook(engine)
    turns: list[int] = []

    def judge(standing: Sequence[Alarm]) -> list[Change]:
        if not turns:
            turns.append(1)
            wanted = changes(standing, [STALE], (), NIGHT)
            seen_by(other, STALE)
            return wanted
        return changes(standing, [STALE], (), NIGHT)

    assert book.bring_up_to_date(judge) == []
    assert len(book.standing()) == 1


def test_a_look_that_dies_in_the_middle_leaves_nothing(engine: Engine) -> None:
    book = SqlAlarmBook(engine)
    other = Sighting(AlarmKey("DISK_LOW", "home", Condition.RAISED), 2, "low")

    def judge(standing: Sequence[Alarm]) -> list[Change]:
        wanted = changes(standing, [STALE, other], (), NIGHT)
        return [*wanted, Change(99, Move(MoveKind.RETURNED, NIGHT))]

    with pytest.raises(KeyError):
        book.bring_up_to_date(judge)
    assert (book.standing(), rows(engine)) == ([], 0)


@pytest.mark.parametrize(
    ("move", "why"),
    [
        (Move(MoveKind.ACKNOWLEDGED, NIGHT, "", "a note"), "needs a name"),
        (Move(MoveKind.ACKNOWLEDGED, NIGHT, "Wang", " "), "needs a name"),
        (Move(MoveKind.SHELVED, NIGHT, "Wang", "later"), "a time in the future"),
        (Move(MoveKind.UNSHELVED, NIGHT, "Wang", "now"), "not shelved"),
    ],
)
def test_a_person_s_word_needs_a_name_a_reason_and_sense(engine: Engine, move: Move, why: str) -> None:
    book = SqlAlarmBook(engine)
    seen_by(book, STALE)
    with pytest.raises(FixAndRestart, match=why):
        book.move(1, move)
    with pytest.raises(FixAndRestart, match="no alarm 7 stands"):
        book.move(7, move)
    assert rows(engine) == 1


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    made = a_calm_bench(tmp_path)
    write_cfg(tmp_path, made.settings)
    yield made
    made.close()


def test_whoever_looks_is_known_and_a_home_in_use_can_be_looked_at(bench: DeskBench) -> None:
    clock = StandingClock(NIGHT)
    watch = AlarmWatch(bench.home, clock, "engine")
    assert last_look(bench.home) is None
    bench.desk.stop.press(TradingState.HALTED, "Wang", "a test", NIGHT)
    with locked(bench.home):
        assert watch.look() == ""
    with look_into(bench.home, lambda _: None, clock) as house:
        view, count = alarms(house, AlarmsAsk()), alarms_of(house, 1)
        assert check_records(house, with_files=False)[1] == []
    assert (count.unacknowledged, count.standing, count.worst_priority) == (1, 1, 1)
    assert [view.standing.columns[name][0] for name in ("code", "priority", "panel")] == ["STOP_PRESSED", 1, "today"]
    assert (view.looked_by, view.looked_at, view.flood) == ("engine", NIGHT, False)
    assert view.is_watched(NIGHT + timedelta(seconds=60))
    assert not view.is_watched(NIGHT + timedelta(seconds=61))
    assert not count.is_watched(NIGHT + timedelta(seconds=61))


def test_a_look_that_cannot_be_made_says_why_and_is_no_look(bench: DeskBench) -> None:
    (bench.home / "cfg.yaml").write_text("nonsense: 1\n", encoding="utf-8")
    watch = AlarmWatch(bench.home, StandingClock(NIGHT), "engine")
    assert "nonsense" in watch.look()
    assert last_look(bench.home) is None
    assert AlarmWatch(bench.home / "elsewhere", StandingClock(NIGHT), "engine").look() == ""


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"at": "2026-01-06T20:00:00", "by": "x"}', "\udcff"])
def test_a_last_look_that_cannot_be_read_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "alarms").mkdir()
    (tmp_path / "alarms" / "looked.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert last_look(tmp_path) is None


def test_a_file_that_was_changed_or_is_gone_is_found_and_stays_found(bench: DeskBench) -> None:
    stored = sorted(bench.home.glob("snapshots/daily/**/*.parquet"))[0]
    whole = stored.read_bytes()
    stored.write_bytes(whole + b"x")
    clock = StandingClock(NIGHT)
    watch = AlarmWatch(bench.home, clock, "engine")
    book = SqlAlarmBook(bench.engine)

    def codes() -> list[str]:
        assert watch.look() == ""
        return sorted(alarm.key.code for alarm in book.standing() if alarm.active and "SNAPSHOT" in alarm.key.code)

    assert codes() == codes() == ["SNAPSHOT_ALTERED"]
    stored.write_bytes(whole)
    assert codes() == []
    stored.unlink()
    assert AlarmWatch(bench.home, clock, "check").look() == ""
    [gone] = [alarm for alarm in book.standing() if alarm.active and alarm.key.code == "SNAPSHOT_LOST"]
    assert gone.key.subject.endswith(stored.name)


def test_a_replayed_home_knows_no_alarm(bench: DeskBench, tmp_path: Path) -> None:
    assert AlarmWatch(bench.home, StandingClock(NIGHT), "engine").look() == ""
    bench.open_account(NIGHT.date())
    [run] = bench.desk.runs.recent(1)
    rewind(bench.home, tmp_path / "scratch", run)
    engine = open_database(tmp_path / "scratch")
    assert SqlAlarmBook(engine).standing() == []
    engine.dispose()


def test_the_evidence_is_kept_as_it_was(engine: Engine) -> None:
    seen_by(SqlAlarmBook(engine), STALE)
    with engine.connect() as connection:
        row = connection.execute(select(schema.alarm_moves)).one()
    assert json.loads(row.evidence) == {"newest": "2026-01-05"}
