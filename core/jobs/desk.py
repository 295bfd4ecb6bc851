"""Everything a job may use, handed over by the composition root."""

from collections.abc import Callable
from dataclasses import dataclass

from core.pipeline.factors.registry import FactorRegistry
from core.pipeline.report.model import DayReport
from core.ports.answer_book import AnswerBook
from core.ports.artifacts import Artifacts
from core.ports.books import Books
from core.ports.clock import Clock
from core.ports.exchange_folder import OrdersOutbox, ReportsInbox
from core.ports.factors import FactorBook, FactorTable, Panels
from core.ports.gate_book import GateBook
from core.ports.market_data import MarketData
from core.ports.runs import Runs
from core.ports.snapshots import Snapshots
from core.ports.stop import StopSwitch
from core.settings.model import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """The ports of one home; `progress` is told what is being done, for people to watch.

    `read_factors` reads the researcher's own factors too; it raises FixAndRestart where one of their files is bad, so
    only who needs factors asks.
    """

    settings: Settings
    config_hash: str
    code_version: str
    clock: Clock
    market: MarketData
    snapshots: Snapshots
    books: Books
    answers: AnswerBook
    gate_book: GateBook
    runs: Runs
    artifacts: Artifacts
    outbox: OrdersOutbox
    inbox: ReportsInbox
    stop: StopSwitch
    render_page: Callable[[DayReport], str]
    progress: Callable[[str], None]
    read_factors: Callable[[], FactorRegistry]
    factor_book: FactorBook
    factor_table: FactorTable
    panels: Panels

    @property
    def factors(self) -> FactorRegistry:
        """The library's factors and the home's own."""
        return self.read_factors()
