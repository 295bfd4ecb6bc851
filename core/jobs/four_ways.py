"""The four statements of a day as the books hold them."""

from collections.abc import Iterable
from datetime import date

from core.domain.breaks import Break
from core.domain.holdings import Traded
from core.domain.money import fen_from_yuan
from core.domain.orders import Batch, BrokerFigures
from core.jobs.desk import Desk
from core.pipeline.accounting.trades import traded_of
from core.pipeline.four_way import Commission, FourWayRow, four_way
from core.ports.books import Books
from core.settings.model import Portfolio


def four_way_of(desk: Desk, day: date, figures: BrokerFigures | None, breaks: Iterable[Break] = ()) -> list[FourWayRow]:
    """Return intended, filled, ledger and broker of `day`: a row a symbol, and one for cash."""
    books = desk.books
    return four_way(
        day,
        [order for batch in batches_of(books, day) for order in batch.orders],
        books.fills(day),
        books.account(day),
        traded_on(books, day),
        figures,
        commission_of(desk.settings.portfolio),
        breaks,
    )


def traded_on(books: Books, day: date) -> Traded:
    """Return what the orders booked for that day moved, apart from everything else booked then."""
    return traded_of(booked.entry for booked in books.entries(day, day))


def batches_of(books: Books, day: date) -> list[Batch]:
    """Return the day's batches with their orders, by sequence."""
    return [books.batch_orders(record.batch_id) for record in books.batches(day)]


def commission_of(settings: Portfolio) -> Commission:
    """Return the commission the desk reckons with."""
    return Commission(settings.commission_rate, fen_from_yuan(settings.commission_min_yuan))
