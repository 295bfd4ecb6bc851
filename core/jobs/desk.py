"""Everything a job may use, handed over by the composition root."""

from collections.abc import Callable
from dataclasses import dataclass

from core.pipeline.report.model import DayReport
from core.ports.artifacts import Artifacts
from core.ports.books import Books
from core.ports.clock import Clock
from core.ports.exchange_folder import OrdersOutbox, ReportsInbox
from core.ports.market_data import MarketData
from core.ports.runs import Runs
from core.ports.snapshots import Snapshots
from core.ports.stop import StopSwitch
from core.settings.model import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """The ports of one home; `progress` is told what is being done, for people to watch."""

    settings: Settings
    config_hash: str
    code_version: str
    clock: Clock
    market: MarketData
    snapshots: Snapshots
    books: Books
    runs: Runs
    artifacts: Artifacts
    outbox: OrdersOutbox
    inbox: ReportsInbox
    stop: StopSwitch
    render_page: Callable[[DayReport], str]
    progress: Callable[[str], None]
