"""The broker's figures, breaks with their resolution, and equity marks in SQL."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, insert, select

from core.adapters.store import schema
from core.adapters.store.book_orders import as_json, refuse_second
from core.domain.breaks import Break, BreakAction, BreakCode
from core.domain.dates import date_of, ymd
from core.domain.errors import FixAndRestart
from core.domain.orders import BrokerFigures, BrokerPosition, Channel
from core.ports.books import EquityMark

_CASH, _HOLDINGS = schema.broker_cash, schema.broker_positions
_BREAKS, _ACTIONS, _MARKS = schema.breaks, schema.break_actions, schema.equity_marks


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


def add_breaks(connection: Connection, run_seq: int, found: Sequence[Break]) -> None:
    """Insert differences not yet known for their day: one a person has already decided does not open again."""
    for one in found:
        same = {"trade_date": ymd(one.trade_date), "code": one.code.value, "symbol": one.symbol, "detail": one.detail}
        if connection.execute(select(_BREAKS.c.break_id).filter_by(**same)).first() is None:
            connection.execute(insert(_BREAKS).values(**same, run_seq=run_seq, evidence=as_json(one.evidence)))


def unresolved(connection: Connection) -> list[Break]:
    """Breaks without an action, oldest first."""
    query = (
        select(_BREAKS)
        .outerjoin(_ACTIONS, _ACTIONS.c.break_id == _BREAKS.c.break_id)
        .where(_ACTIONS.c.break_id.is_(None))
        .order_by(_BREAKS.c.break_id)
    )
    return [
        Break(
            BreakCode(row.code), date_of(row.trade_date), row.symbol, row.detail, json.loads(row.evidence), row.break_id
        )
        for row in connection.execute(query)
    ]


def add_action(
    connection: Connection, run_seq: int, break_id: int, action: BreakAction, author: str, reason: str
) -> None:
    """Insert a person's decision; FixAndRestart for an unknown or resolved break, or an empty author or reason."""
    if not author.strip() or not reason.strip():
        raise FixAndRestart(
            f"break {break_id} cannot be resolved by {author!r} with reason {reason!r}",
            "say who decides, and why, in words",
        )
    if break_id not in {found.break_id for found in unresolved(connection)}:
        raise FixAndRestart(f"there is no open break {break_id}", "`daybreak status` lists the open ones")
    decision = {"action": action.value, "author": author, "reason": reason}
    connection.execute(insert(_ACTIONS).values(break_id=break_id, run_seq=run_seq, **decision))


def add_mark(connection: Connection, run_seq: int, mark: EquityMark) -> None:
    """Insert the day's value unless the newest one is the same."""
    if mark in marks(connection):
        return
    key = {"trade_date": ymd(mark.trade_date), "run_seq": run_seq}
    refuse_second(connection, _MARKS, key, f"the account's value of {mark.trade_date}")
    figures = {"cash_fen": mark.cash_fen, "market_value_fen": mark.market_value_fen}
    connection.execute(insert(_MARKS).values(**key, **figures, benchmark_close=mark.benchmark_close))


def marks(connection: Connection) -> list[EquityMark]:
    """One mark a day by date, the newest run's."""
    query = select(_MARKS).order_by(_MARKS.c.trade_date, _MARKS.c.run_seq)
    newest = {
        row.trade_date: EquityMark(date_of(row.trade_date), row.cash_fen, row.market_value_fen, row.benchmark_close)
        for row in connection.execute(query)
    }
    return [newest[day] for day in sorted(newest)]
