"""One writer at a time; a long one lets others in between."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Event

import pandas as pd
import pytest

from app.stepping_aside import LettingGo
from core.adapters.store.home_lock import HomeLock
from core.domain.errors import RetryLater
from core.ports.market_data import Fetched
from tests.fakes.trading import D1

PATIENCE_S = 30.0


@pytest.fixture
def others() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def test_who_waits_is_told_to_come_again(tmp_path: Path) -> None:
    with HomeLock(tmp_path).held(), pytest.raises(RetryLater, match="another command"), HomeLock(tmp_path).held(0.0):
        pass
    with HomeLock(tmp_path).held(0.0):
        pass


def test_long_work_gives_way_to_who_is_in_a_hurry_and_goes_on_after_him(
    tmp_path: Path, others: ThreadPoolExecutor
) -> None:
    long, came, may_go = HomeLock(tmp_path), Event(), Event()

    def hurry() -> bool:
        with HomeLock(tmp_path).held(PATIENCE_S, in_a_hurry=True):
            came.set()
            return may_go.wait(PATIENCE_S)

    with long.held():
        morning: Future[bool] = others.submit(hurry)
        may_go.set()
        while not came.is_set():
            long.give_way()
        assert morning.result(PATIENCE_S)
        with pytest.raises(RetryLater), HomeLock(tmp_path).held(0.0):
            pass


def test_long_work_gives_no_way_to_who_can_wait(tmp_path: Path, others: ThreadPoolExecutor) -> None:
    long, asked = HomeLock(tmp_path), Event()

    def ask() -> str:
        asked.set()
        try:
            with HomeLock(tmp_path).held(0.2):
                return "in"
        except RetryLater:
            return "told to come again"

    with long.held():
        night = others.submit(ask)
        asked.wait(PATIENCE_S)
        while not night.done():
            long.give_way()
        assert night.result() == "told to come again"


def test_a_source_is_asked_while_the_home_is_free(tmp_path: Path) -> None:
    free: list[bool] = []

    class Slow:
        def fetch(self, dataset: str, day: date) -> Fetched:
            with HomeLock(tmp_path).held(0.0):
                free.append(True)
            return Fetched(pd.DataFrame(), "slow", "")

    lock = HomeLock(tmp_path)
    with lock.held():
        assert LettingGo(Slow(), lock).fetch("daily", D1).source_name == "slow"
        with pytest.raises(RetryLater), HomeLock(tmp_path).held(0.0):
            pass
    assert free == [True]
