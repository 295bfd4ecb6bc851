"""Where the ledger stands, from the newest resting point and the entries after it."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, Select, func, insert, select

from core.adapters.store import schema
from core.domain.dates import date_of, ymd
from core.domain.holdings import Lot
from core.pipeline.accounting.standing import Standing

_ENTRIES, _POSTINGS, _MOVES = schema.journal_entries, schema.postings, schema.lot_moves
_POINTS, _BALANCES, _LOTS = schema.ledger_points, schema.point_balances, schema.point_lots
POINT_EVERY = 256
"""Entries between two resting points: so many are summed up at most to know where the ledger stands."""


class Point(NamedTuple):
    """A resting point: it sums up every entry up to `entry_id`, none of them dated after `through_date`."""

    point_id: int
    entry_id: int
    through_date: int


_START = Point(0, 0, 0)


def standing_on(connection: Connection, on: date = date.max, resting: bool = True) -> Standing:
    """Return where the ledger stands after the entries up to and including `on`.

    Entries are dated as what they record, so one posted later may be dated earlier: a resting point serves where it
    holds nothing dated after `on`, and what was posted since is filtered by date. With `resting` False all of history
    is added up. AskHuman when the figures do not add up.
    """
    point = _newest_point(connection, ymd(on)) if resting else _START
    later = (_ENTRIES.c.entry_id > point.entry_id) & (_ENTRIES.c.trade_date <= ymd(on))
    balances = point_balances_fen(connection, point.point_id)
    totals = (
        select(_POSTINGS.c.account, func.sum(_POSTINGS.c.amount_fen))
        .join(_ENTRIES, _ENTRIES.c.entry_id == _POSTINGS.c.entry_id)
        .where(later)
        .group_by(_POSTINGS.c.account)
    )
    for account, total in connection.execute(totals):
        balances[account] = balances.get(account, 0) + int(total)
    lots = {(lot.lot_id, lot.symbol): lot for lot in point_lots(connection, point.point_id)}
    moves = (
        select(
            _MOVES.c.lot_id,
            _MOVES.c.symbol,
            func.sum(_MOVES.c.qty_shares).label("qty_shares"),
            func.sum(_MOVES.c.cost_fen).label("cost_fen"),
            func.min(_MOVES.c.acquired_date).label("acquired_date"),
            func.max(_MOVES.c.sellable_date).label("sellable_date"),
            func.sum(_MOVES.c.taxable_fen).label("taxable_fen"),
        )
        .join(_ENTRIES, _ENTRIES.c.entry_id == _MOVES.c.entry_id)
        .where(later)
        .group_by(_MOVES.c.lot_id, _MOVES.c.symbol)
        .order_by(func.min(_MOVES.c.move_id))
    )
    for moved in _lots_of(connection, moves):
        key = (moved.lot_id, moved.symbol)
        lots[key] = _together(lots[key], moved) if key in lots else moved
    return Standing(balances, [lot for lot in lots.values() if lot.qty_shares or lot.cost_fen or lot.taxable_fen])


def keep_point(connection: Connection, standing: Standing, every: int) -> None:
    """Lay down a resting point at the newest entry once `every` entries came after the last one."""
    entry_id = newest_entry_id(connection)
    if entry_id - _newest_point(connection, ymd(date.max)).entry_id < every:
        return
    # One question each: SQLite answers a lone max from the end of its index, two at once from the whole table.
    run_seq = connection.execute(select(func.max(_ENTRIES.c.run_seq))).scalar_one()
    through = connection.execute(select(func.max(_ENTRIES.c.trade_date))).scalar_one()
    row = {"run_seq": run_seq, "entry_id": entry_id, "through_date": through}
    point_id = connection.execute(insert(_POINTS).values(row).returning(_POINTS.c.point_id)).scalar_one()
    owner = {"point_id": point_id, "run_seq": run_seq}
    connection.execute(
        insert(_BALANCES),
        [owner | {"account": account, "amount_fen": amount} for account, amount in standing.balances().items()],
    )
    lots = [
        owner
        | {
            "position": position,
            "lot_id": lot.lot_id,
            "symbol": lot.symbol,
            "qty_shares": lot.qty_shares,
            "cost_fen": lot.cost_fen,
            "acquired_date": ymd(lot.acquired_date),
            "sellable_date": ymd(lot.sellable_date),
            "taxable_fen": lot.taxable_fen,
        }
        for position, lot in enumerate(standing.lots())
    ]
    if lots:
        connection.execute(insert(_LOTS), lots)


def points(connection: Connection) -> list[Point]:
    """Return every resting point, oldest first."""
    query = select(_POINTS.c.point_id, _POINTS.c.entry_id, _POINTS.c.through_date).order_by(_POINTS.c.point_id)
    return [Point(*row) for row in connection.execute(query)]


def point_balances_fen(connection: Connection, point_id: int) -> dict[str, int]:
    """Return the balances of a resting point by account name."""
    query = select(_BALANCES.c.account, _BALANCES.c.amount_fen).where(_BALANCES.c.point_id == point_id)
    return {account: int(amount) for account, amount in connection.execute(query)}


def point_lots(connection: Connection, point_id: int) -> list[Lot]:
    """Return the open lots of a resting point in their order."""
    return _lots_of(connection, select(_LOTS).where(_LOTS.c.point_id == point_id).order_by(_LOTS.c.position))


def newest_entry_id(connection: Connection) -> int:
    """Return the number of the newest entry, 0 before the first."""
    return int(connection.execute(select(func.coalesce(func.max(_ENTRIES.c.entry_id), 0))).scalar_one())


def _newest_point(connection: Connection, until: int) -> Point:
    query = (
        select(_POINTS.c.point_id, _POINTS.c.entry_id, _POINTS.c.through_date)
        .where(_POINTS.c.through_date <= until)
        .order_by(_POINTS.c.point_id.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return Point(*row) if row is not None else _START


def _lots_of(connection: Connection, query: Select[tuple[object, ...]]) -> list[Lot]:
    return [
        Lot(
            row.lot_id, row.symbol, int(row.qty_shares), int(row.cost_fen),
            date_of(row.acquired_date), date_of(row.sellable_date), int(row.taxable_fen),
        )
        for row in connection.execute(query)
    ]  # fmt: skip


def _together(lot: Lot, moved: Lot) -> Lot:
    return Lot(
        lot.lot_id,
        lot.symbol,
        lot.qty_shares + moved.qty_shares,
        lot.cost_fen + moved.cost_fen,
        lot.acquired_date,
        lot.sellable_date,
        lot.taxable_fen + moved.taxable_fen,
    )
