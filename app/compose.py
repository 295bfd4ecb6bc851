"""The composition root: builds every object of a home from its settings; the only file that names concrete adapters."""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from importlib import metadata
from pathlib import Path

from core.adapters.html.report import render
from core.adapters.paper.feed import day_feed
from core.adapters.paper.session import PaperSession
from core.adapters.store.sweep import sweep
from filelock import FileLock, Timeout
from sqlalchemy import Engine

from core.adapters.clock.clocks import StandingClock, SystemClock
from core.adapters.ptrade.inbox import FolderInbox
from core.adapters.ptrade.outbox import FolderOutbox
from core.adapters.ptrade.stop_file import StopFile
from core.adapters.secrets.store import get_secret
from core.adapters.store.books import SqlBooks
from core.adapters.store.database import STATE_FILE, open_database
from core.adapters.store.run_files import RunFiles
from core.adapters.store.runs import SqlRuns
from core.adapters.store.snapshots import SnapshotStore
from core.adapters.tushare.breaker_memory import SqlBreakerMemory
from core.adapters.tushare.market import build_market
from core.domain.dates import TradingCalendar
from core.domain.errors import FixAndRestart, RetryLater
from core.domain.orders import Channel
from core.jobs.cycle import instant
from core.jobs.desk import Desk
from core.ports.clock import Clock
from core.ports.exchange_folder import BrokerSession
from core.ports.market_data import MarketData
from core.settings.load import config_hash, load_settings
from core.settings.model import DataSource, Settings

LOCK_FILE = ".daybreak.lock"
_LOCK_WAIT_S = 5.0
_PACKAGES = ("app", "core")


@dataclass(slots=True)
class House:
    """One opened home: its desk, its database, and the paper session where the channel is simulated."""

    home: Path
    engine: Engine
    desk: Desk
    store: SnapshotStore
    session: BrokerSession | None
    swept: list[str] = field(default_factory=list)

    def calendar(self) -> TradingCalendar:
        """Return the stored calendar."""
        return self.desk.snapshots.view(self.desk.clock.now()).calendar()

    def stand_at(self, moment: datetime) -> None:
        """Let a simulated home live at `moment`; FixAndRestart for a LIVE one."""
        if self.desk.settings.execution.channel is Channel.LIVE:
            raise FixAndRestart("a LIVE home lives now", "leave --date out")
        self.desk = replace(self.desk, clock=StandingClock(moment))


@contextmanager
def open_house(home: Path, progress: Callable[[str], None], clock: Clock | None = None) -> Iterator[House]:
    """Open an initialised home for writing: locked, migrated, swept; closed at the end.

    Raises FixAndRestart for a folder that was never initialised, RetryLater while another command holds the home.
    """
    if not (home / STATE_FILE).is_file():
        raise FixAndRestart(f"{home} is not a Daybreak home", "run `daybreak init` first, or name another --home")
    settings = load_settings(home, os.environ)
    with locked(home):
        engine = open_database(home)
        try:
            chosen = clock or SystemClock()
            market = build_market(
                settings.data_source, chosen, lambda: get_secret("tushare_token"), SqlBreakerMemory(engine)
            )
            yield assemble(home, home, engine, settings, chosen, market, progress)
        finally:
            engine.dispose()


def assemble(
    home: Path,
    snapshot_home: Path,
    engine: Engine,
    settings: Settings,
    clock: Clock,
    market: MarketData,
    progress: Callable[[str], None],
) -> House:
    """Wire one home; `snapshot_home` is where the snapshot files lie, another home's in a replay."""
    store = SnapshotStore(snapshot_home, engine)
    exchange = home / "ptrade"
    execution = settings.execution
    desk = Desk(
        settings=settings,
        config_hash=config_hash(settings),
        code_version=code_version(),
        clock=clock,
        market=market,
        snapshots=store,
        books=SqlBooks(engine),
        runs=SqlRuns(engine),
        artifacts=RunFiles(home),
        outbox=FolderOutbox(exchange),
        inbox=FolderInbox(exchange, execution.account_tail, execution.channel),
        stop=StopFile(exchange / "STOP"),
        render_page=lambda report: render(report, settings.alerts.language),
        progress=progress,
    )
    session = None if execution.channel is Channel.LIVE else _paper(home, settings, store)
    swept = sweep(snapshot_home, engine) if snapshot_home == home else []
    return House(home, engine, desk, store, session, [str(path) for path in swept])


def _paper(home: Path, settings: Settings, store: SnapshotStore) -> PaperSession:
    return PaperSession(
        exchange=home / "ptrade",
        state=home / "paper",
        feed=lambda day: day_feed(store.view(instant(day, _END_OF_DAY)), day),
        settings=settings,
    )


_END_OF_DAY = datetime.max.time().replace(microsecond=0)


def offline_market() -> MarketData:
    """Return the source of a replay: nothing but what is stored."""
    return build_market(DataSource(mode="cache_only"), SystemClock(), lambda: None, None)


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Hold the home for one writer; RetryLater when another command has it."""
    home.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(home / LOCK_FILE, timeout=_LOCK_WAIT_S):
            yield
    except Timeout:
        raise RetryLater(f"another command is working on {home}", "wait until it ends and try again") from None


def code_version() -> str:
    """Return the package version and a digest of the sources that ran."""
    root = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for package in _PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return f"{metadata.version('daybreak')}+{digest.hexdigest()[:12]}"
