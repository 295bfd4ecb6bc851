"""The composition root: builds every object of a home from its settings; the only file that names concrete adapters."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

from sqlalchemy import Engine

from app.code_version import code_version
from app.guard import WATCHDOG_FILE
from core.adapters.clock.clocks import ReplayClock, StandingClock, SystemClock
from core.adapters.csv.importer import import_folder
from core.adapters.demo.market import DemoExchange, replay_days
from core.adapters.demo.server import TushareServer
from core.adapters.html.factors import render_tear_sheet
from core.adapters.html.report import labels, render, render_index
from core.adapters.paper.feed import day_feed
from core.adapters.paper.session import PaperSession
from core.adapters.paper.stop_drill import Drilled, drill
from core.adapters.ptrade.delivery_list import DeliveryList, read_delivery_list
from core.adapters.ptrade.drop_folder import DropFolder, drop_folder_of
from core.adapters.ptrade.exchange_tide import exchange_tide
from core.adapters.ptrade.inbox import FolderInbox
from core.adapters.ptrade.orders_file import encode, file_name
from core.adapters.ptrade.outbox import FolderOutbox
from core.adapters.ptrade.package import UNSET, package
from core.adapters.ptrade.stop_file import StopFile
from core.adapters.scheduler.folder import EngineFolder
from core.adapters.scheduler.processes import SystemProcesses, stand_back
from core.adapters.scheduler.timetable import CronTimetable
from core.adapters.scheduler.works import WorkFolder, own_birth
from core.adapters.secrets.store import get_secret
from core.adapters.store.alarm_book import SqlAlarmBook
from core.adapters.store.answer_book import SqlAnswerBook
from core.adapters.store.books import SqlBooks
from core.adapters.store.break_history import breaks_by_day, decisions
from core.adapters.store.database import STATE_FILE, open_database, opened_to_read, sqlite_remark
from core.adapters.store.factor_book import SqlFactorBook
from core.adapters.store.factor_table import ParquetFactorTable
from core.adapters.store.files import replace as put_in_place
from core.adapters.store.files import write_atomically as write_file
from core.adapters.store.gate_book import SqlGateBook
from core.adapters.store.home_lock import LOCK_FILE, LONG_WORK_WAITS_S, WAIT_S, HomeLock
from core.adapters.store.last_look import last_look, note_look
from core.adapters.store.ledger_sums import fees_by_day, results_by_symbol, traded_by_day
from core.adapters.store.linked_lines import DRILLED, DRILLS, append_line
from core.adapters.store.own_factors import add_own, registry_of
from core.adapters.store.panels import PanelStore
from core.adapters.store.rewind import copy_state, fork, rewind
from core.adapters.store.run_files import RunFiles
from core.adapters.store.runs import SqlRuns, first_day
from core.adapters.store.snapshots import SnapshotStore
from core.adapters.store.stop_rows import StopRows
from core.adapters.store.studies import LabelFile, ParquetStudies, study_tide
from core.adapters.store.sweep import altered_among, sweep
from core.adapters.store.tide import tide
from core.adapters.tushare.breaker_memory import SqlBreakerMemory
from core.adapters.tushare.modes import NoSource, build_market
from core.adapters.tushare.tally import SqlTally
from core.adapters.watchdog.heartbeat import Heartbeat, is_held, pulses, silences
from core.adapters.watchdog.pulse import GuardPulse
from core.adapters.watchdog.session_days import leave_calendar
from core.domain.dates import TradingCalendar
from core.domain.errors import FixAndRestart, RetryLater
from core.domain.orders import Batch, Channel
from core.domain.progress import Counted
from core.domain.stop import Trigger
from core.domain.trading_state import TradingState
from core.jobs.beside import Seen
from core.jobs.cycle import DayRow, instant
from core.jobs.desk import Desk
from core.jobs.marks import equity_points
from core.jobs.run import OPENING, SETTINGS_FILE
from core.pipeline.engine.engine import VERSION as ENGINE_VERSION
from core.pipeline.engine.load import keep_kernels
from core.pipeline.spreadsheet import csv_bytes
from core.ports.books import EquityMark
from core.ports.clock import Clock
from core.ports.exchange_folder import BrokerSession
from core.ports.market_data import MarketData
from core.ports.timetable import Timetable, When
from core.safety.board import StopBoard
from core.safety.watchdog import Pulse
from core.settings.load import config_hash, load_settings
from core.settings.model import Settings

__all__ = [
    "DRILLED", "DRILLS", "LOCK_FILE", "LONG_WORK_WAITS_S", "STATE_FILE", "UNSET", "DropFolder", "HomeLock",
    "SqlAlarmBook", "StandingClock", "SystemProcesses", "WorkFolder", "add_own", "altered_among", "append_line",
    "breaks_by_day", "copy_state", "decisions", "drop_folder_of", "encode", "fees_by_day", "fork", "is_held", "labels",
    "last_look", "note_look", "own_birth", "package", "put_in_place", "registry_of", "render_tear_sheet",
    "results_by_symbol", "rewind", "silences", "stand_back", "traded_by_day", "write_file",
]  # fmt: skip
"""Passed on as they are to the doors; everything else here is a function of its own."""

ONLINE = frozenset({"tushare_proxy", "tushare_official"})
TOKEN = "tushare_token"  # noqa: S105 - the secret's name, not the secret
KERNELS = "kernels"
"""Where a home keeps compiled factor kernels; may be deleted at any time."""

REPLAY_MARK = ".replay"
"""The file in the home of a replayed span that names the home whose snapshots it reads."""

_LOOKED_AT = 60


@dataclass(slots=True)
class House:
    """One opened home: its desk, its database, and the paper session where the channel is simulated.

    `lender` is the home whose snapshot files it reads, in a replay another one; `lock` is held while it is written to.
    """

    home: Path
    lender: Path
    engine: Engine
    desk: Desk
    store: SnapshotStore
    session: BrokerSession | None
    lock: HomeLock | None = None

    def calendar(self) -> TradingCalendar:
        """Return the stored calendar."""
        return self.desk.snapshots.view(self.desk.clock.now()).calendar()

    def sweep(self) -> None:
        """Move snapshot files that no manifest names aside; another home's are left alone."""
        if self.lender == self.home:
            sweep(self.home, self.engine)

    def opened_on(self) -> date | None:
        """Return the day the books were opened, None where they never were."""
        return first_day(self.engine, OPENING)

    def stand_at(self, moment: datetime) -> None:
        """Let a simulated home live at `moment`; FixAndRestart for a LIVE one."""
        if self.desk.settings.execution.channel is Channel.LIVE:
            raise FixAndRestart("a LIVE home lives now", "leave --date out")
        self.desk = replace(self.desk, clock=StandingClock(moment))


@contextmanager
def open_house(
    home: Path,
    progress: Callable[[str], None],
    clock: Clock | None = None,
    patience_s: float = WAIT_S,
    in_a_hurry: bool = False,
) -> Iterator[House]:
    """Open an initialised home for writing: locked, migrated, swept; closed at the end.

    Raises FixAndRestart for a folder that was never initialised, RetryLater where another command holds the home for
    longer than `patience_s`; long work gives way to who is `in_a_hurry`.
    """
    must_be_home(home)
    lock = HomeLock(home)
    with lock.held(patience_s, in_a_hurry), look_into(home, progress, clock) as house:
        house.lock = lock
        house.sweep()
        yield house


@contextmanager
def look_into(
    home: Path, progress: Callable[[str], None], clock: Clock | None = None, settings: Settings | None = None
) -> Iterator[House]:
    """Open an initialised home to read it, also while another command is working on it; nothing is swept.

    `settings` are looked by in place of the home's own, which may not load. Raises FixAndRestart for a folder that was
    never initialised.
    """
    must_be_home(home)
    settings = settings or load_settings(home, os.environ)
    engine = open_database(home)
    try:
        chosen = clock or SystemClock()
        with _market_of(engine, settings, chosen, lambda: get_secret(TOKEN)) as market:
            yield assemble(home, snapshot_home(home), engine, settings, chosen, market, progress, RunFiles(home))
    finally:
        engine.dispose()


@contextmanager
def look_beside(home: Path) -> Iterator[Seen]:
    """Open another desk's home to look at its days; not a byte of it changes. This environment's settings are not its.

    Raises FixAndRestart for a folder that was never initialised, for settings that do not load, and for books another
    version keeps otherwise.
    """
    must_be_home(home)
    settings = load_settings(home, {})
    with opened_to_read(home) as engine:
        yield Seen(settings, SqlRuns(engine), SqlBooks(engine), RunFiles(home))


def last_settings(home: Path) -> tuple[str, Settings] | None:
    """Return the newest run that kept the settings it ran with, and these; None where none is to be had."""
    with opened_to_read(home) as engine:
        files = RunFiles(home)
        for run in SqlRuns(engine).recent(_LOOKED_AT):
            path = files.path(run.run_id, SETTINGS_FILE)
            if path.is_file():
                try:
                    return run.run_id, Settings.model_validate_json(path.read_bytes())
                except ValueError:
                    return None
    return None


@contextmanager
def _market_of(
    engine: Engine, settings: Settings, clock: Clock, token: Callable[[], str | None]
) -> Iterator[MarketData]:
    """Yield the source the settings name; what was asked of it is counted, and kept at the end."""
    tally = SqlTally(engine, clock)
    try:
        yield build_market(settings.data_source, clock, token, SqlBreakerMemory(engine), tally=tally)
    finally:
        tally.keep()


def must_be_home(home: Path) -> None:
    """Raise FixAndRestart for a folder that was never initialised."""
    if not is_home(home):
        raise FixAndRestart(f"{home} is not a Daybreak home", "run `daybreak init` first, or name another --home")


def snapshot_home(home: Path) -> Path:
    """Return the home whose snapshots `home` reads: its own, or for the home of a replayed span the one it names."""
    mark = home / REPLAY_MARK
    return Path(mark.read_text(encoding="utf-8").strip()) if mark.is_file() else home


def assemble(
    home: Path,
    lender: Path,
    engine: Engine,
    settings: Settings,
    clock: Clock,
    market: MarketData,
    progress: Callable[[str], None],
    artifacts: RunFiles,
) -> House:
    """Wire one home; its snapshot files lie in `lender`, in a replay another home."""
    store = SnapshotStore(lender, engine)
    exchange = home / "ptrade"
    execution = settings.execution
    keep_kernels(lender / KERNELS)
    desk = Desk(
        settings=settings,
        config_hash=config_hash(settings),
        code_version=code_version(),
        clock=clock,
        market=market,
        snapshots=store,
        books=SqlBooks(engine),
        answers=SqlAnswerBook(engine),
        gate_book=SqlGateBook(engine),
        runs=SqlRuns(engine),
        artifacts=artifacts,
        outbox=FolderOutbox(exchange),
        inbox=FolderInbox(exchange, execution.account_tail, execution.channel),
        stop=stop_switch(home, guarded=settings.stop.is_guarded(execution.channel)),
        render_page=lambda report: render(report, settings.alerts.language),
        progress=progress,
        read_factors=cache(lambda: registry_of(lender)),
        factor_book=SqlFactorBook(engine, ENGINE_VERSION),
        factor_table=ParquetFactorTable(home),
        panels=PanelStore(home),
    )
    session = None if execution.channel is Channel.LIVE else _paper(home, settings, store)
    return House(home, lender, engine, desk, store, session)


def _paper(home: Path, settings: Settings, store: SnapshotStore) -> PaperSession:
    return PaperSession(
        exchange=home / "ptrade",
        state_folder=home / "paper",
        feed=lambda day: day_feed(store.view(instant(day, _END_OF_DAY)), day),
        execution=settings.execution,
        portfolio=settings.portfolio,
        strategy_id=settings.data_source.strategy_id,
    )


_END_OF_DAY = datetime.max.time().replace(microsecond=0)


@contextmanager
def open_replay(
    home: Path,
    scratch: Path,
    settings: Settings,
    clock: Clock,
    progress: Callable[[str], None],
    replayed: str = "",
) -> Iterator[House]:
    """Open a scratch home that reads `home`'s snapshots, lives by `clock` and asks no source.

    `replayed` is the run to re-create where it is a single one.
    """
    engine = open_database(scratch)
    files = RunFiles(scratch, home, replayed) if replayed else RunFiles(scratch)
    try:
        source = NoSource("cache_only")
        yield assemble(scratch, snapshot_home(home), engine, settings, clock, source, progress, files)
    finally:
        engine.dispose()


@contextmanager
def open_demo(
    home: Path, settings: Settings, clock: StandingClock, token: str, progress: Callable[[str], None]
) -> Iterator[House]:
    """Open the demo's home on the demo exchange's server; the token lives in memory only."""
    with locked(home):
        engine = open_database(home)
        try:
            with _market_of(engine, settings, clock, lambda: token) as market:
                house = assemble(home, home, engine, settings, clock, market, progress, RunFiles(home))
                house.sweep()
                yield house
        finally:
            engine.dispose()


def demo_exchange(seed: int, symbols: int, days: int) -> tuple[DemoExchange, list[date]]:
    """Return the simulated exchange and the trading days to run on it."""
    return DemoExchange(seed, symbols), replay_days(days)


@contextmanager
def demo_server(exchange: DemoExchange, token: str, clock: Clock) -> Iterator[str]:
    """Serve the exchange on loopback, nothing later than `clock` says, and yield the address."""
    with TushareServer(exchange, token=token, now=clock.now) as server:
        yield server.url


def render_span(house: House, rows: list[DayRow]) -> str:
    """Return the page over several days."""
    marks = {mark.trade_date: mark for mark in house.desk.books.equity()}
    settings, now = house.desk.settings, house.desk.clock.now()
    table = [_span_row(house, row, marks.get(date.fromisoformat(row.trade_date))) for row in rows]
    equity = equity_points(house.desk.books, house.store.view(now), settings.data_source.index_codes, now.date())
    return render_index(table, settings.alerts.language, equity)


def _span_row(house: House, row: DayRow, mark: EquityMark | None) -> dict[str, object]:
    day = date.fromisoformat(row.trade_date)
    close = house.desk.runs.latest("close", day)
    return {
        "trade_date": day,
        "channel": house.desk.settings.execution.channel.value,
        "outcome": close.outcome.word if close and close.outcome else None,
        "plan": row.plan,
        "orders": row.orders,
        "fills": row.fills,
        "rejected": row.rejected,
        "cash_fen": mark.cash_fen if mark else None,
        "total_fen": mark.total_fen if mark else None,
        "benchmark": mark.benchmark_close if mark else None,
        "gates": row.gates,
        "reconciliation": row.agreement,
        "href": f"runs/{close.run_id}/report.html" if close else None,
    }


def import_into(
    house: House, folder: Path, start: date | None, end: date | None
) -> tuple[list[dict[str, object]], list[str]]:
    """Import a folder of files and return a row per dataset, and the files left aside with the reason."""
    now = house.desk.clock.now()
    report = import_folder(
        folder,
        house.store,
        now,
        f"import-{now:%Y%m%dT%H%M%S}",
        house.desk.settings.data_source.strategy_id,
        lambda name, done, total: house.desk.progress(Counted(name, done, total)),
        start,
        end,
    )
    return [asdict(each) for each in report.imported], [f"{each.name}: {each.reason}" for each in report.skipped]


def delivery_list(path: Path) -> DeliveryList:
    """Return the trades of a broker's delivery list; FixAndRestart naming file, line and remedy."""
    return read_delivery_list(path)


def make_state(home: Path) -> None:
    """Create the empty database of a new home."""
    open_database(home).dispose()


def is_home(home: Path) -> bool:
    """Whether a folder was initialised."""
    return (home / STATE_FILE).is_file()


def system_clock() -> Clock:
    """Return the machine's clock."""
    return SystemClock()


def standing_clock(instant: datetime) -> StandingClock:
    """Return a clock that stands at `instant` until it is put elsewhere."""
    return StandingClock(instant)


def replay_clock(instant: datetime) -> StandingClock:
    """Return a clock that stands at `instant` and on which waiting takes no time."""
    return ReplayClock(instant)


def write_table(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    """Write rows as CSV for a spreadsheet, whole or not at all."""
    write_file(path, csv_bytes(rows))


def token_is_set() -> bool:
    """Whether a Tushare token is configured anywhere."""
    return get_secret(TOKEN) is not None


def can_ask(house: House) -> bool:
    """Whether the mode contacts nobody, or the token it needs is there."""
    return house.desk.settings.data_source.mode not in ONLINE or token_is_set()


def source_states(house: House) -> list[dict[str, object]]:
    """Return each online source with its breaker's state, failures in a row and last error."""
    return SqlBreakerMemory(house.engine).rows()


def tide_of(house: House) -> dict[str, object]:
    """Return how far every topic that screens follow has come."""
    files = {"exchange": exchange_tide(house.home / "ptrade"), "studies": study_tide(house.home)}
    return {**tide(house.engine), **files}


def studies_of(house: House) -> tuple[ParquetStudies, LabelFile]:
    """Return what was measured of factors, and of labels."""
    return ParquetStudies(house.home), LabelFile(house.home)


def sqlite_warning() -> str:
    """Say what is wrong with this Python's SQLite, '' when nothing is."""
    return sqlite_remark(sqlite3.sqlite_version_info)


def stop_switch(home: Path, guarded: bool = False) -> StopBoard:
    """Return STOP of a home; pressing it needs neither database nor settings.

    `guarded`: HALTED as well while no guard watches the home.
    """
    watchdog = StopFile(home / "ptrade" / WATCHDOG_FILE)
    guard = [GuardPulse(home)] if guarded else []
    return StopBoard(StopFile(stop_file(home)), [StopRows(home / STATE_FILE)], [watchdog, *guard])


@contextmanager
def beating(house: House, name: str) -> Iterator[None]:
    """Let a job's heartbeat beat at everything it says while it works, for the guard to hear."""
    show, within_s = house.desk.progress, house.desk.settings.stop.job_silence_s
    with Heartbeat(house.home, name, within_s) as heart:

        def told(text: str) -> None:
            heart.beat(text)
            show(text)

        house.desk = replace(house.desk, progress=told)
        yield


def leave_for_guard(house: House) -> None:
    """Leave the trading calendar where the guard reads it; without one, or room for it, every weekday is a session."""
    try:
        leave_calendar(house.home, house.calendar(), house.desk.clock.now().date())
    except (RetryLater, OSError) as error:
        house.desk.progress(f"no calendar left for the guard: {error}")


def play_stop_drill(folder: Path, now: datetime, by: str, clock: Clock) -> tuple[Drilled, float]:
    """Hold a drill of STOP in an empty folder; return what the executor did and how many ms the press took."""
    switch, took_ms = StopFile(stop_file(folder)), [0.0]

    def write_orders(outbox: Path, batch: Batch) -> None:
        write_file(outbox / file_name(batch.trade_date, batch.sequence), encode(batch))

    def press() -> None:
        began = clock.monotonic()
        switch.press(TradingState.HALTED, by, "a drill", now, trigger=Trigger.CLI)
        took_ms[0] = (clock.monotonic() - began) * 1e3

    return drill(folder, now.date(), write_orders, press), took_ms[0]


def engine_files(home: Path) -> EngineFolder:
    """Return the folder through which a home's engine is asked."""
    return EngineFolder(home)


def timetable(when: When) -> Timetable:
    """Return the instants of a time of day."""
    return CronTimetable(when)


def heartbeats(home: Path) -> list[Pulse]:
    """Return every heartbeat of a home by name."""
    return pulses(home)


def stop_file(home: Path) -> Path:
    """Return where the STOP file of a home lies."""
    return home / "ptrade" / "STOP"


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Hold the home for one writer; RetryLater when another command has it."""
    with HomeLock(home).held():
        yield
