"""At which price a holding is valued: the day's close, else the next best that is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.compose import House
from app.views.heading import desk_time_of
from core.domain.money import li_from_yuan
from core.jobs.left import Left
from core.ports.snapshots import DataView
from core.ports.views.holdings import Mark


@dataclass(frozen=True, slots=True)
class Priced:
    """A price in 厘 and where it is from."""

    price_li: int
    mark: Mark


def view_now(house: House) -> DataView:
    """Return everything stored by now; a simulated home may live later than the machine's clock."""
    moment: datetime = max(house.desk.clock.now(), desk_time_of(house))
    return house.desk.snapshots.view(moment)


def marks_on(house: House, view: DataView, day: date, before: date) -> dict[str, Priced]:
    """Return the price of every share on `day`; `before` is the open day before it."""
    earlier = _closes(view, before, Mark.EARLIER)
    broker = _broker(house, before, Mark.EARLIER) | earlier | _broker(house, day, Mark.BROKER)
    return broker | _auction(house, day) | _closes(view, day, Mark.CLOSE)


def _closes(view: DataView, day: date, mark: Mark) -> dict[str, Priced]:
    bars = view.read("daily", day, day, ["ts_code", "close"])
    pairs = zip(bars["ts_code"], bars["close"], strict=True)
    return {str(symbol): Priced(li_from_yuan(float(close)), mark) for symbol, close in pairs if close == close}


def _broker(house: House, day: date, mark: Mark) -> dict[str, Priced]:
    figures = house.desk.books.broker(day)
    stated = figures.positions if figures else ()
    return {position.symbol: Priced(position.last_li, mark) for position in stated if position.last_li > 0}


def _auction(house: House, day: date) -> dict[str, Priced]:
    left = Left(house.desk, house.desk.runs.latest("morning", day))
    quotes: Mapping[str, Mapping[str, int]] = left.json("quotes.json") or {}
    return {symbol: Priced(int(quote["ref_li"]), Mark.AUCTION) for symbol, quote in quotes.items()}
