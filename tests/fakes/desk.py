"""A whole desk on a temporary home: real books, runs and snapshots, a market from tables, a clock one sets."""

import atexit
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import pandas as pd
import yaml

from app.compose import stop_switch
from app.initialise import FOLDERS, opening_job
from core.adapters.clock.clocks import StandingClock
from core.adapters.html.report import render
from core.adapters.paper.feed import day_feed
from core.adapters.paper.session import PaperSession
from core.adapters.ptrade.inbox import FolderInbox
from core.adapters.ptrade.outbox import FolderOutbox
from core.adapters.store.answer_book import SqlAnswerBook
from core.adapters.store.books import SqlBooks
from core.adapters.store.database import STATE_FILE, open_database
from core.adapters.store.factor_book import SqlFactorBook
from core.adapters.store.factor_table import ParquetFactorTable
from core.adapters.store.gate_book import SqlGateBook
from core.adapters.store.panels import PanelStore
from core.adapters.store.run_files import RunFiles
from core.adapters.store.runs import SqlRuns
from core.adapters.store.snapshots import SnapshotStore
from core.domain.dataset import DATASETS, Kind
from core.domain.dates import at, date_of, ymd
from core.domain.errors import DaybreakError, RetryLater
from core.domain.orders import Channel
from core.domain.outcome import Outcome
from core.jobs.cycle import run_days, run_session
from core.jobs.desk import Desk
from core.jobs.morning import MORNING
from core.jobs.night import HISTORY
from core.jobs.run import Job, execute
from core.pipeline.engine.engine import VERSION
from core.pipeline.factors.library import CATALOGUE
from core.pipeline.report.model import DayReport
from core.ports.factors import LeakCheck
from core.ports.market_data import Fetched
from core.ports.runs import Run
from core.settings.load import config_hash
from core.settings.model import Settings
from tests.fakes.bars import make_market
from tests.fakes.partitions import brought, open_days

LOOKBACK_DAYS = 30
CASH_FEN = 100_000_000


class TableMarket:
    """A MarketData over whole tables by dataset; `asked` keeps the requests, `refusals` is raised instead of rows."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self.tables = dict(tables)
        self.asked: list[tuple[str, date]] = []
        self.refusals: dict[str | tuple[str, date], DaybreakError] = {}

    def fetch(self, dataset: str, day: date) -> Fetched:
        """Answer with the day's rows of a daily dataset, with the whole table of a latest one."""
        self.asked.append((dataset, day))
        refusal = self.refusals.get((dataset, day)) or self.refusals.get(dataset)
        if refusal is not None:
            raise refusal
        if dataset not in self.tables:
            raise RetryLater(f"no {dataset} here")
        frame, spec = self.tables[dataset], DATASETS[dataset]
        rows = frame if spec.kind is Kind.LATEST else frame[frame[spec.date_column] == ymd(day)]
        return Fetched(rows.reset_index(drop=True), "tables", "https://example.invalid/***")

    def cut(self, dataset: str, day: date, rows: int) -> None:
        """Leave only the first rows of a day, as while the vendor is publishing."""
        frame, column = self.tables[dataset], DATASETS[dataset].date_column
        ours = frame[column] == ymd(day)
        self.tables[dataset] = pd.concat([frame[~ours], frame[ours].head(rows)], ignore_index=True)


@cache
def _lawful(symbols: int, days: int) -> Mapping[str, pd.DataFrame]:
    made = make_market(symbols, days, seed=5, missing=0.0)
    first = date_of(made.days[0])
    bars = made.daily
    prices = bars[["ts_code", "trade_date", "pre_close"]]
    return {
        "trade_cal": open_days(first - timedelta(days=40), date_of(made.days[-1]) + timedelta(days=200)),
        "stock_basic": made.stock_basic,
        "namechange": pd.DataFrame({"ts_code": made.symbols[:1], "name": "公司", "start_date": 20100104}),
        "daily": bars,
        "daily_basic": made.daily_basic,
        "adj_factor": made.adj_factor,
        "stk_limit": prices.assign(
            up_limit=(prices["pre_close"] * 1.1).round(2), down_limit=(prices["pre_close"] * 0.9).round(2)
        ),
        "stk_auction": prices[["ts_code", "trade_date"]].assign(
            price=bars["open"], vol=100.0, amount=bars["open"] * 100, pre_close=bars["pre_close"]
        ),
        "suspend_d": made.suspend_d,
        "dividend": pd.DataFrame({"ts_code": [], "trade_date": pd.Series([], dtype="int64")}),
        "index_daily": bars[bars["ts_code"] == made.symbols[0]].assign(ts_code="000300.SH"),
    }


def a_market(symbols: int = 40, days: int = LOOKBACK_DAYS + 8) -> TableMarket:
    """A lawful market on weekdays from 2025-01-06 on, every dataset present."""
    return TableMarket(_lawful(symbols, days))


def market_days(days: int = LOOKBACK_DAYS + 8) -> list[date]:
    """The trading days of `a_market`."""
    return sorted(date_of(int(day)) for day in set(_lawful(40, days)["daily"]["trade_date"]))


LIVED = market_days()[-4:-2]
NEXT, AFTER = market_days()[-2:]


def settings_of(**sections: Mapping[str, object]) -> Settings:
    """Settings that suit so small a market, with some values changed."""
    wanted: dict[str, dict[str, object]] = {
        "data_source": {"lookback_days": LOOKBACK_DAYS},
        "universe": {"min_amount_yuan": 0, "min_listed_days": 0},
        "portfolio": {"top_n": 5, "max_weight": 0.2},
        "execution": {"paper_faults": False},
        "sanity": {"max_order_share_of_amount": 1.0},
        "program": {"max_minute_share": 240},
        "exposure": {"max_sector": 1.0, "max_chinext": 1.0, "max_star": 1.0},
        "trade_cal": {},
    }
    for name, values in sections.items():
        wanted.setdefault(name, {}).update(values)
    return Settings.model_validate(wanted)


@cache
def empty_state() -> bytes:
    """A migrated, empty state.sqlite3."""
    with TemporaryDirectory() as folder:
        open_database(Path(folder)).dispose()
        return (Path(folder) / STATE_FILE).read_bytes()


@cache
def _scratch() -> Path:
    folder = Path(mkdtemp(prefix="desk-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _stocked() -> Path:
    bench = DeskBench(_scratch() / "stocked", at(LIVED[0], 0))
    days = [day for day in market_days() if day < LIVED[0]]
    for dataset in HISTORY:
        frame = bench.market.tables[dataset]
        past = frame[frame["trade_date"] < ymd(LIVED[0])]
        bench.desk.snapshots.append_many(dataset, days, past, brought(bench.clock.now()))
    bench.open_account(LIVED[0])
    bench.pass_leak_lab()
    bench.close()
    return bench.home


@cache
def _lived() -> Path:
    """A home that has lived LIVED, with the Night after them; made once a process."""
    bench = stocked_bench(_scratch() / "lived")
    rows = list(run_days(bench.desk, bench.clock, bench.session, LIVED))
    assert [row.reconciliation for row in rows] == ["ok"] * len(LIVED)
    bench.close()
    return bench.home


@cache
def _traded() -> Path:
    bench = lived_bench(_scratch() / "traded")
    assert bench.run(MORNING, NEXT, 9, 26).outcome is Outcome.DONE
    bench.play(NEXT)
    bench.close()
    return bench.home


def stocked_bench(home: Path) -> "DeskBench":
    """A bench with its opening cash of LIVED[0] and the history before that day in store."""
    shutil.copytree(_stocked(), home)
    return DeskBench(home, at(LIVED[0], 0))


def lived_bench(home: Path) -> "DeskBench":
    """A bench on a copy of the home that has lived LIVED; its clock stands in the Night after them."""
    shutil.copytree(_lived(), home)
    return DeskBench(home, at(LIVED[-1], 20))


def traded_bench(home: Path) -> "DeskBench":
    """The same after the Morning of NEXT and the paper PTrade's session: Close is due."""
    shutil.copytree(_traded(), home)
    return DeskBench(home, at(NEXT, 16, 10))


def write_cfg(home: Path, settings: Settings) -> None:
    """Write the settings as the home's cfg.yaml, so that commands run under the same."""
    (home / "cfg.yaml").write_text(yaml.safe_dump(settings.model_dump(mode="json")), encoding="utf-8")


class DeskBench:
    """One home that can be closed and opened again.

    `pages` keeps what was rendered, `shown` what progress was told; `at_step` is called with it when a step
    begins: a place to pull the plug or to press STOP.
    """

    def __init__(
        self, home: Path, moment: datetime, market: TableMarket | None = None, settings: Settings | None = None
    ):
        self.home = home
        self.clock = StandingClock(moment)
        self.market = market or a_market()
        self.settings = settings or settings_of()
        self.shown: list[str] = []
        self.pages: list[DayReport] = []
        self.at_step: Callable[[str], None] = lambda text: None
        for folder in FOLDERS:
            (home / folder).mkdir(parents=True, exist_ok=True)
        if not (home / STATE_FILE).exists():
            (home / STATE_FILE).write_bytes(empty_state())
        self.desk = self._opened()

    def _opened(self) -> Desk:
        self.engine = open_database(self.home)
        store = SnapshotStore(self.home, self.engine)
        exchange, execution = self.home / "ptrade", self.settings.execution
        self.session = PaperSession(
            exchange, self.home / "paper", lambda day: day_feed(store.view(at(day, 23)), day), execution,
            self.settings.portfolio,
        )  # fmt: skip
        return Desk(
            settings=self.settings,
            config_hash=config_hash(self.settings),
            code_version="test",
            clock=self.clock,
            market=self.market,
            snapshots=store,
            books=SqlBooks(self.engine),
            answers=SqlAnswerBook(self.engine),
            gate_book=SqlGateBook(self.engine),
            runs=SqlRuns(self.engine),
            artifacts=RunFiles(self.home),
            outbox=FolderOutbox(exchange),
            inbox=FolderInbox(exchange, execution.account_tail, execution.channel),
            stop=stop_switch(self.home),
            render_page=self._render,
            progress=self._show,
            read_factors=lambda: CATALOGUE,
            factor_book=SqlFactorBook(self.engine, VERSION),
            factor_table=ParquetFactorTable(self.home),
            panels=PanelStore(self.home),
        )

    def _render(self, page: DayReport) -> str:
        self.pages.append(page)
        return render(page, "en")

    def _show(self, text: str) -> None:
        self.shown.append(text)
        self.at_step(text)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def restart(self, **sections: Mapping[str, object]) -> Desk:
        """Open the home anew, as the next process would; with other settings where given."""
        self.close()
        if sections:
            self.settings = settings_of(**sections)
        self.desk = self._opened()
        return self.desk

    def open_account(self, day: date, cash_fen: int = CASH_FEN) -> None:
        """Post the opening cash."""
        execute(self.desk, opening_job(cash_fen), day, self.clock.now())

    def pass_leak_lab(self) -> None:
        """Record every active factor as past the leak lab, which takes longer than the Night that asks for it."""
        book, now = self.desk.factor_book, self.clock.now()
        book.sync(CATALOGUE, now)
        book.record_leaks(
            [LeakCheck(each.name, each.version, each.digest, VERSION, True, {}) for each in CATALOGUE.active()], now
        )

    def with_channel(self, channel: Channel) -> Desk:
        """The same desk under another channel."""
        execution = self.settings.execution.model_copy(update={"channel": channel})
        return replace(self.desk, settings=self.settings.model_copy(update={"execution": execution}))

    def events(self) -> list[tuple[str, str, str]]:
        """(level, topic, message) of every event, oldest first."""
        newest = self.desk.runs.events(("info", "warning", "alarm"), 1000)
        return [(row.level, row.topic, row.message) for row in reversed(newest)]

    def run(self, job: Job, day: date, hour: int, minute: int = 0) -> Run:
        """Put the clock there and run the job of that day."""
        return execute(self.desk, job, day, self.stand(day, hour, minute))

    def play(self, day: date) -> None:
        """Let the paper PTrade trade the day."""
        self.stand(day, 16, 5)
        run_session(self.desk, self.session, day)

    def stand(self, day: date, hour: int, minute: int = 0) -> datetime:
        """Put the clock there and return the instant."""
        moment = at(day, hour, minute)
        self.clock.stand_at(moment)
        return moment
