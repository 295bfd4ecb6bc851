"""How long work that brings data into a home leaves it to others in between."""

from dataclasses import replace
from datetime import date

from app.compose import HomeLock, House
from core.ports.market_data import Fetched, MarketData


class LettingGo:
    """A source that leaves the home to others while it is asked: nobody waits for a slow vendor."""

    def __init__(self, market: MarketData, lock: HomeLock) -> None:
        self._market, self._lock = market, lock

    def fetch(self, dataset: str, day: date) -> Fetched:
        """Fetch; see `MarketData`."""
        with self._lock.let_go():
            return self._market.fetch(dataset, day)


def let_others_in(house: House) -> None:
    """Leave the home to others whenever a source is asked, and to whoever is in a hurry at every step."""
    desk, lock = house.desk, house.lock
    if lock is None:
        return

    def told(text: str) -> None:
        desk.progress(text)
        lock.give_way()

    house.desk = replace(desk, market=LettingGo(desk.market, lock), progress=told)
