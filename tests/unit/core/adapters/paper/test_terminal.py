from pathlib import Path
from typing import Any

import pytest

from core.adapters.paper.account import PaperAccount
from core.adapters.paper.counter import PaperCounter
from core.adapters.paper.faults import Faults
from core.adapters.paper.research import FOLDER, ResearchFolder
from core.adapters.paper.terminal import PaperTerminal
from core.domain.errors import Refused
from tests.fakes.paper_market import DAY, bar, feed
from tests.unit.core.adapters.paper.test_counter import TERMS

HOOKS = """
def before_trading_start(context, data): pass
def handle_data(context, data): pass
def after_trading_end(context, data): pass
def on_order_response(context, rows): pass
def on_trade_response(context, rows): pass
"""


def terminal(folder: Path, source: str, faults: Faults | None = None) -> tuple[PaperTerminal, PaperCounter, list[str]]:
    said: list[str] = []
    market = feed({"600000.SH": bar("600000.SH")})(DAY)
    counter = PaperCounter(market, PaperAccount(100_000_000), TERMS, faults or Faults(7, DAY, enabled=False))
    counter.advance(9 * 3600 + 30 * 60)
    research = ResearchFolder(folder, lambda: True)
    return PaperTerminal(source + HOOKS, counter, research, "0000", {}, said.append), counter, said


@pytest.mark.parametrize("name", ["os", "sys", "hashlib", "subprocess", "builtins", "socket"])
def test_the_engine_does_not_allow_other_imports(tmp_path: Path, name: str) -> None:
    desk, _, _ = terminal(tmp_path, f"import {name}\ndef initialize(context): pass\n")
    with pytest.raises(ImportError, match=name):
        desk.start()


@pytest.mark.parametrize(
    "call", ["eval('1')", "exec('1')", "compile('1', 'x', 'exec')", "__builtins__['__loader__'].x"]
)
def test_nothing_leads_out(tmp_path: Path, call: str) -> None:
    desk, _, said = terminal(tmp_path, f"def initialize(context):\n    {call}\n    log.info('escaped')\n")
    desk.start()
    assert "escaped" not in said
    assert said


@pytest.mark.parametrize("name", ["../../x.csv", "/etc/passwd", FOLDER, FOLDER + "a/b", FOLDER + ".hidden"])
def test_the_research_folder_has_no_way_out(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused):
        ResearchFolder(tmp_path, lambda: True).open(name, "w")


def test_a_sixth_timer_is_an_error(tmp_path: Path) -> None:
    source = "def initialize(context):\n    for i in range(6): run_daily(context, initialize, '10:00')\n"
    desk, _, said = terminal(tmp_path, source)
    desk.start()
    assert "more than 5 timers" in said[0]


def test_trades_within_a_minute_are_the_minutes_first_answer(tmp_path: Path) -> None:
    source = (
        "def initialize(context): run_interval(context, look, 3)\n"
        "def look(context):\n"
        "    if not hasattr(g, 'sent'): g.sent = order('600000.SS', 100, limit_price=10.1)\n"
        "    log.info(len(get_trades()))\n"
    )
    desk, counter, said = terminal(tmp_path, source)
    desk.start()
    for _ in range(22):
        desk.run_due()
        counter.advance(counter.now_s + 3)
    assert len(counter.tickets[0].fills) == 1
    assert said == [0] * 20 + [1] * 2  # type: ignore[comparison-overlap]


def test_account_figures_are_up_to_six_seconds_old(tmp_path: Path) -> None:
    class Stale(Faults):
        def accept_delay_s(self, entrust: int) -> float:
            return 1.0

        def account_refresh_s(self) -> float:
            return 6.0

    source = (
        "def initialize(context):\n    order('600000.SS', 100, limit_price=10.1)\n    run_interval(context, look, 3)\n"
        "def look(context): log.info(context.portfolio.cash)\n"
    )
    desk, counter, said = terminal(tmp_path, source, Stale(7, DAY, enabled=False))
    desk.start()
    for _ in range(3):
        desk.run_due()
        counter.advance(counter.now_s + 3)
    assert [float(cash) < 1e6 for cash in said] == [False, False, True]


def test_simulated_time_is_the_only_time(tmp_path: Path) -> None:
    source = (
        "import time, datetime\n"
        "def initialize(context):\n"
        "    log.info(datetime.datetime.now().strftime('%Y-%m-%d %H:%M:%S'))\n"
        "    time.sleep(61)\n"
        "    log.info(datetime.datetime.now().strftime('%H:%M:%S'))\n"
    )
    desk, _, said = terminal(tmp_path, source)
    desk.start()
    assert said == ["2026-01-05 09:30:00", "09:31:01"]


def test_an_edit_of_a_constant_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    desk, _, _ = terminal(tmp_path, "def initialize(context): pass\n")
    edited: Any = desk
    edited._edits = {"ACCOUNT_TALE": "1"}
    with pytest.raises(KeyError, match="ACCOUNT_TALE"):
        desk.start()


def test_a_stop_that_links_to_nothing_is_not_an_absent_one(tmp_path: Path) -> None:
    (tmp_path / "STOP").symlink_to(tmp_path / "gone")
    with pytest.raises(PermissionError):
        ResearchFolder(tmp_path, lambda: True).open(FOLDER + "STOP")
