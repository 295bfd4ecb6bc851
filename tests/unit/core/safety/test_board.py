"""STOP in force: the safest of file, database and watchdog, each readable alone."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.compose import WATCHDOG_FILE, stop_switch
from core.adapters.ptrade.stop_file import StopFile
from core.adapters.store.stop_rows import StopRows
from core.domain.dates import at
from core.domain.errors import Refused, RetryLater
from core.domain.stop import EVERYTHING, Scope, ScopeKind
from core.domain.trading_state import TradingState
from core.safety.board import StopBoard
from tests.fakes.desk import empty_state
from tests.fakes.morning import TODAY

NOON = at(TODAY, 12)
ACTIVE, REDUCING, HALTED = TradingState
BANK = Scope(ScopeKind.SYMBOL, "600000.SH")


@dataclass
class Home:
    folder: Path
    board: StopBoard
    file: StopFile
    rows: StopRows
    watchdog: StopFile

    @property
    def database(self) -> Path:
        return self.folder / "state.sqlite3"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    exchange = tmp_path / "ptrade"
    exchange.mkdir()
    (tmp_path / "state.sqlite3").write_bytes(empty_state())
    watchdog = StopFile(exchange / WATCHDOG_FILE)
    return Home(
        tmp_path, stop_switch(tmp_path), StopFile(exchange / "STOP"), StopRows(tmp_path / "state.sqlite3"), watchdog
    )


def test_nothing_pressed_anywhere_is_active(home: Home) -> None:
    assert home.board.read().everywhere == ()
    assert home.board.read().readable


@pytest.mark.parametrize("source", ["file", "rows", "watchdog"])
@pytest.mark.parametrize("state", [REDUCING, HALTED])
def test_one_source_is_enough(home: Home, source: str, state: TradingState) -> None:
    getattr(home, source).press(state, "somebody", "a reason", NOON)
    read = home.board.read()
    assert (read.state, read.by, read.reason) == (state, "somebody", "a reason")


def test_the_safest_of_the_three_counts(home: Home) -> None:
    home.file.press(REDUCING, "ops", "rumours", NOON)
    home.watchdog.press(HALTED, "guard", "the engine hangs", NOON)
    home.rows.press(HALTED, "ops", "odd prints", NOON, BANK)
    read = home.board.read()
    assert (read.state, read.by, [hold.scope for hold in read.holds]) == (HALTED, "guard", [BANK])


def test_a_press_reaches_file_and_database_and_outlives_the_file(home: Home) -> None:
    home.board.press(HALTED, "ops", "odd prints", NOON, BANK, "cli")
    assert [hold.scope for hold in home.file.read().holds] == [BANK]
    home.file.path.unlink()
    assert [(hold.scope, hold.trigger) for hold in home.board.read().holds] == [(BANK, "cli")]
    assert [row["reason"] for row in home.rows.history()] == ["odd prints"]


def _gone(database: Path) -> None:
    database.unlink()


def _garbage(database: Path) -> None:
    database.write_bytes(b"not a database" * 500)


def _folder(database: Path) -> None:
    database.unlink()
    database.mkdir()


def _nonsense_row(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("INSERT INTO stop_actions VALUES (1, '', 'melt', 'all', '', '', '', '', '', '')")


@pytest.mark.parametrize("spoil", [_gone, _garbage, _folder, _nonsense_row])
def test_a_database_that_cannot_be_read_halts_and_is_never_re_armed(home: Home, spoil: object) -> None:
    spoil(home.database)  # type: ignore[operator]
    read = home.board.read()
    assert (read.state, read.readable) == (HALTED, False)
    with pytest.raises(Refused, match="never overridden"):
        home.board.rearm(read, "lead", "it is fine", NOON)
    pressed = home.board.press(HALTED, "ops", "stop", NOON)
    assert home.file.read().by == "ops", "the file takes a press all the same"
    assert spoil is _nonsense_row or pressed.remark


def test_a_folder_in_the_files_place_halts_and_is_never_re_armed(home: Home) -> None:
    home.file.path.mkdir()
    read = home.board.read()
    assert (read.state, read.readable) == (HALTED, False)
    with pytest.raises(Refused, match="never overridden"):
        home.board.rearm(read, "lead", "it is fine", NOON)


def test_a_locked_database_delays_a_press_by_its_patience_alone(home: Home) -> None:
    with sqlite3.connect(home.database, isolation_level=None) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(RetryLater, match="did not take it"):
            home.rows.press(HALTED, "ops", "stop", NOON)
        pressed = home.board.press(HALTED, "ops", "stop", NOON)
        holder.execute("ROLLBACK")
    assert pressed.state is HALTED
    assert "did not take it" in pressed.remark


def test_re_arming_clears_every_source_and_says_so_in_each(home: Home) -> None:
    home.board.press(HALTED, "ops", "stop", NOON)
    home.watchdog.press(HALTED, "guard", "the engine hangs", NOON)
    assert home.board.rearm(home.board.read(), "lead", "over", NOON).everywhere == ()
    assert [source.read().everywhere for source in (home.file, home.rows, home.watchdog)] == [(), (), ()]
    assert [row["action"] for row in home.rows.history()] == ["press", "rearm"]


def test_re_arming_everything_gives_the_executor_what_only_the_database_still_holds(home: Home) -> None:
    home.rows.press(REDUCING, "ops", "odd prints", NOON, BANK)
    home.board.press(HALTED, "ops", "stop", NOON)
    left = home.board.rearm(home.board.read(), "lead", "over", NOON, EVERYTHING)
    assert (left.state, [hold.scope for hold in left.holds]) == (ACTIVE, [BANK])
    assert [hold.scope for hold in home.file.read().holds] == [BANK]


def test_re_arming_never_undoes_what_nobody_looked_at(home: Home) -> None:
    home.board.press(REDUCING, "ops", "rumours", NOON)
    seen = home.board.read()
    home.watchdog.press(HALTED, "guard", "the engine hangs", NOON)
    with pytest.raises(Refused, match="HALTED by guard"):
        home.board.rearm(seen, "ops", "rumours were wrong", NOON)
    assert home.board.read().state is HALTED


def test_a_file_that_does_not_go_keeps_trading_stopped(home: Home) -> None:
    home.board.press(HALTED, "ops", "stop", NOON)
    home.watchdog.path.mkdir()
    with pytest.raises(Refused):
        home.board.rearm(home.board.read(), "lead", "over", NOON)
    assert home.file.read().state is HALTED


def test_every_press_is_a_link_of_the_chain_of_records(home: Home) -> None:
    home.board.press(HALTED, "ops", "stop", NOON)
    home.board.rearm(home.board.read(), "lead", "over", NOON)
    with sqlite3.connect(home.database) as connection:
        linked = connection.execute("SELECT row_key FROM record_chain WHERE table_name = 'stop_actions'").fetchall()
    assert linked == [("1",), ("2",)]
