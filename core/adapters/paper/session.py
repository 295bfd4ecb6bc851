"""A paper trading day from 9:10 to 15:36 in simulated time: the executor, the terminal, the counter and the bar."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import core
from core.adapters.paper.counter import PaperCounter
from core.adapters.paper.faults import Faults
from core.adapters.paper.feed import DayFeed
from core.adapters.paper.market_day import AFTERNOON_S, BOUNDARIES_S, CLOSE_S, MORNING_S
from core.adapters.paper.research import ResearchFolder
from core.adapters.paper.state import PaperState
from core.adapters.paper.terminal import PaperTerminal, account_number
from core.adapters.paper.ticket import Terms
from core.adapters.store.files import discard_leftovers, sha256_bytes, write_atomically
from core.domain.errors import FixAndRestart, Refused
from core.domain.money import fen_from_yuan
from core.domain.orders import Channel
from core.settings.model import Execution, Portfolio

EXECUTOR = Path(core.__file__).resolve().parent.parent / "resources" / "ptrade" / "executor.py"
_START_S = 9 * 3600 + 10 * 60
_END_S = 15 * 3600 + 36 * 60
_STEP_S = 6
_QUIET_STEP_S = 300
_LANDMARKS_S = (
    BOUNDARIES_S[0], MORNING_S[0], AFTERNOON_S[0], AFTERNOON_S[1] - 120, AFTERNOON_S[1] - 60, CLOSE_S,
    15 * 3600 + 30 * 60, 15 * 3600 + 35 * 60, _END_S,
)  # fmt: skip


class PaperSession:
    """BrokerSession of the simulated channels.

    A day is simulated from the account the day before left, the files in the exchange folder, the feed and the seed,
    and becomes true in one transaction at its end: killed before, it leaves nothing and runs again to the same bytes;
    killed after, it only publishes what is missing. Orders files are seen from `orders_at` on. `watch` is called at
    every step with the simulated time. Refused for LIVE.
    """

    def __init__(
        self,
        exchange: Path,
        state_folder: Path,
        feed: Callable[[date], DayFeed],
        execution: Execution,
        portfolio: Portfolio,
        faults: Callable[[int, date, bool], Faults] = Faults,
        orders_at: time = time(9, 26),
        watch: Callable[[datetime], None] = lambda now: None,
        say: Callable[[str], None] = lambda line: None,
        strategy_id: str = "",
    ) -> None:
        if execution.channel is Channel.LIVE:
            raise Refused("a paper session was asked to serve the LIVE channel", "choose PAPER, SHADOW, REPLAY or DEMO")
        self._exchange = exchange
        self._state = PaperState(state_folder)
        self._feed = feed
        self._execution = execution
        self._terms = Terms(
            portfolio.commission_rate, fen_from_yuan(portfolio.commission_min_yuan), execution.volume_cap
        )
        self._taxed = portfolio.withhold_dividend_tax
        self._faults = faults
        self._orders_s = orders_at.hour * 3600 + orders_at.minute * 60 + orders_at.second
        self._strategy_id = strategy_id
        self._watch = watch
        self._say = say

    def trade(self, day: date) -> None:
        """Run the session of `day`, once: a finished day stays as it is; FixAndRestart for a day before the last."""
        self._publish()
        last = self._state.last_day()
        if last == day:
            return
        if last is not None and day < last:
            raise FixAndRestart(f"the paper account already stands at {last}, {day} is over", "go on from there")
        feed = self._feed(day)
        account = self._state.account(fen_from_yuan(self._execution.initial_cash_yuan))
        account.taxed = self._taxed
        account.start_day(feed)
        faults = self._faults(self._execution.paper_seed, day, self._execution.paper_faults)
        counter = PaperCounter(feed, account, self._terms, faults)
        folder = ResearchFolder(self._exchange, lambda: counter.now_s >= self._orders_s)
        self._run(counter, folder, faults)
        account.cash_fen = counter.cash_fen()
        self._state.commit_day(counter, {name: text.encode() for name, text in folder.written.items()})
        self._publish()

    def _publish(self) -> None:
        waiting = self._state.unpublished()
        if waiting is None:
            return
        day, files = waiting
        for name, data in files.items():
            path = self._exchange / "inbox" / name
            discard_leftovers(path)
            write_atomically(path, data)
        self._state.mark_published(day)

    def _run(self, counter: PaperCounter, folder: ResearchFolder, faults: Faults) -> None:
        source = EXECUTOR.read_bytes()
        edits = {
            "EXECUTOR": sha256_bytes(source),
            "ACCOUNT_TAIL": self._execution.account_tail,
            "ACCEPT_CHANNEL": str(self._execution.channel),
            "STRATEGY_ID": self._strategy_id,
            "SIMULATED_ACCOUNT": account_number(self._execution.account_tail),
        }
        terminal = PaperTerminal(source.decode(), counter, folder, self._execution.account_tail, edits, self._say)
        counter.advance(_START_S)
        terminal.start()
        restart_at_s, closed = faults.restart_at_s(), False
        while counter.now_s < _END_S:
            changes = counter.changes
            self._watch(terminal.now)
            if restart_at_s is not None and counter.now_s >= restart_at_s:
                restart_at_s = None
                terminal.restart()
            terminal.run_due()
            counter.advance(_next_s(counter, quiet=changes == counter.changes))
            if counter.now_s >= CLOSE_S and not closed:
                closed = True
                counter.account.end_day(counter.feed)
        terminal.run_due()


def _next_s(counter: PaperCounter, quiet: bool) -> float:
    """Return when to look again: soon after anything happened, at the next minute while orders work, else later."""
    now_s = counter.now_s
    if not quiet or counter.busy():
        return now_s + _STEP_S
    limit_s: float = min((at_s for at_s in _LANDMARKS_S if at_s > now_s), default=_END_S)
    if counter.working():
        return min([limit_s, *(at_s for at_s in BOUNDARIES_S if at_s > now_s)])
    return min(limit_s, now_s + _QUIET_STEP_S)
