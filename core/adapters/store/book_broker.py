"""The broker's figures, equity marks and the parity of days in SQL."""

import json
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, Row, insert, select

from core.adapters.store import schema
from core.adapters.store.book_orders import as_json, refuse_second
from core.domain.dates import date_of, ymd
from core.domain.orders import BrokerFigures, BrokerPosition, Channel
from core.domain.parity import DayParity
from core.ports.books import EquityMark

_CASH, _HOLDINGS = schema.broker_cash, schema.broker_positions
_MARKS, _PARITY = schema.equity_marks, schema.parity_days
_FIGURES = ("planned", "planned_fen", "price_fen", "quantity_fen", "fee_fen", "late", "parity_bp")


def add_figures(connection: Connection, run_seq: int, figures: BrokerFigures) -> None:
    """Insert the day's figures unless the newest ones are the same."""
    ordered = tuple(sorted(figures.positions, key=lambda position: position.symbol))
    if figures_of(connection, figures.trade_date) == replace(figures, positions=ordered):
        return
    key = {"trade_date": ymd(figures.trade_date), "run_seq": run_seq}
    refuse_second(connection, _CASH, key, f"the broker's cash of {figures.trade_date}")
    connection.execute(
        insert(_CASH).values(
            **key,
            account_tail=figures.account_tail,
            channel=figures.channel.value,
            cash_fen=figures.cash_fen,
            total_fen=figures.total_fen,
            file_sha256=figures.file_sha256,
        )
    )
    for position in figures.positions:
        connection.execute(
            insert(_HOLDINGS).values(
                **key,
                symbol=position.symbol,
                qty_shares=position.qty_shares,
                enable_shares=position.enable_shares,
                last_li=position.last_li,
                cost_li=position.cost_li,
            )
        )


def figures_of(connection: Connection, day: date) -> BrokerFigures | None:
    """The newest run's figures of the day, positions by symbol; None when never recorded."""
    cash = connection.execute(
        select(_CASH).where(_CASH.c.trade_date == ymd(day)).order_by(_CASH.c.run_seq.desc())
    ).first()
    if cash is None:
        return None
    same_run = (_HOLDINGS.c.trade_date == cash.trade_date) & (_HOLDINGS.c.run_seq == cash.run_seq)
    holdings = connection.execute(select(_HOLDINGS).where(same_run).order_by(_HOLDINGS.c.symbol))
    return BrokerFigures(
        day,
        cash.account_tail,
        Channel(cash.channel),
        cash.cash_fen,
        cash.total_fen,
        tuple(
            BrokerPosition(row.symbol, row.qty_shares, row.enable_shares, row.last_li, row.cost_li) for row in holdings
        ),
        cash.file_sha256,
    )


def add_mark(connection: Connection, run_seq: int, mark: EquityMark) -> None:
    """Insert the day's value unless the newest one is the same."""
    newest = select(_MARKS).where(_MARKS.c.trade_date == ymd(mark.trade_date)).order_by(_MARKS.c.run_seq.desc())
    row = connection.execute(newest).first()
    if row is not None and _mark_of(row) == mark:
        return
    key = {"trade_date": ymd(mark.trade_date), "run_seq": run_seq}
    refuse_second(connection, _MARKS, key, f"the account's value of {mark.trade_date}")
    figures = {"cash_fen": mark.cash_fen, "market_value_fen": mark.market_value_fen}
    connection.execute(insert(_MARKS).values(**key, **figures, benchmark_close=mark.benchmark_close))


def marks(connection: Connection) -> list[EquityMark]:
    """One mark a day by date, the newest run's."""
    query = select(_MARKS).order_by(_MARKS.c.trade_date, _MARKS.c.run_seq)
    newest = {row.trade_date: _mark_of(row) for row in connection.execute(query)}
    return [newest[day] for day in sorted(newest)]


def _mark_of(row: Row[tuple[object, ...]]) -> EquityMark:
    return EquityMark(date_of(row.trade_date), row.cash_fen, row.market_value_fen, row.benchmark_close)


def add_parity(connection: Connection, run_seq: int, parity: DayParity) -> None:
    """Insert the day's parity unless the newest one is the same."""
    if parity in parities(connection, parity.trade_date, parity.trade_date):
        return
    key = {"trade_date": ymd(parity.trade_date), "run_seq": run_seq}
    refuse_second(connection, _PARITY, key, f"the parity of {parity.trade_date}")
    row = {name: getattr(parity, name) for name in _FIGURES}
    connection.execute(insert(_PARITY).values(**key, **row, causes=as_json(parity.causes)))


def parities(connection: Connection, first: date, last: date) -> list[DayParity]:
    """One parity a day in [first, last] by date, the newest run's."""
    query = select(_PARITY).where(_PARITY.c.trade_date.between(ymd(first), ymd(last)))
    newest = {
        row.trade_date: DayParity(
            trade_date=date_of(row.trade_date),
            causes=json.loads(row.causes),
            **{name: getattr(row, name) for name in _FIGURES},
        )
        for row in connection.execute(query.order_by(_PARITY.c.trade_date, _PARITY.c.run_seq))
    }
    return [newest[day] for day in sorted(newest)]
