"""Journal, lots and balances in SQL; the ledger's invariants are checked in the transaction that posts."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, func, insert, select

from core.adapters.store import schema
from core.domain.dates import date_of, ymd
from core.domain.errors import AskHuman
from core.domain.holdings import Account, Lot, positions_of
from core.domain.journal import JournalEntry, Ledger

_ENTRIES, _POSTINGS, _MOVES = schema.journal_entries, schema.postings, schema.lot_moves
_FOREVER = 99991231


def post_entries(connection: Connection, run_seq: int, entries: Sequence[JournalEntry]) -> int:
    """Insert entries with a new ref and return how many; AskHuman when the ledger would no longer add up."""
    posted = 0
    for entry in entries:
        known = connection.execute(select(_ENTRIES.c.entry_id).where(_ENTRIES.c.ref == entry.ref)).first()
        if known is None:
            _insert(connection, run_seq, entry)
            posted += 1
    if posted:
        _check(connection)
    return posted


def _insert(connection: Connection, run_seq: int, entry: JournalEntry) -> None:
    row = {"ref": entry.ref, "run_seq": run_seq, "trade_date": ymd(entry.trade_date)}
    added = insert(_ENTRIES).values(**row, kind=entry.kind, memo=entry.memo).returning(_ENTRIES.c.entry_id)
    owner = {"entry_id": connection.execute(added).scalar_one(), "run_seq": run_seq}
    if entry.postings:
        connection.execute(
            insert(_POSTINGS),
            [
                owner | {"account": posting.account.value, "symbol": posting.symbol, "amount_fen": posting.amount_fen}
                for posting in entry.postings
            ],
        )
    if entry.lot_moves:
        connection.execute(
            insert(_MOVES),
            [
                owner
                | {
                    "lot_id": move.lot_id,
                    "symbol": move.symbol,
                    "qty_shares": move.qty_shares,
                    "cost_fen": move.cost_fen,
                    "acquired_date": ymd(move.acquired_date),
                    "sellable_date": ymd(move.sellable_date),
                }
                for move in entry.lot_moves
            ],
        )


def _check(connection: Connection) -> None:
    balances = balances_fen(connection)
    remedy = "nothing was posted; compare the execution report with the broker's terminal"
    if sum(balances.values()) != 0:
        raise AskHuman(f"the trial balance would be off by {sum(balances.values())} fen", remedy)
    lots = open_lots(connection)
    for lot in lots:
        if lot.qty_shares <= 0 or lot.cost_fen < 0:
            raise AskHuman(f"lot {lot.lot_id!r} would hold {lot.qty_shares} shares at {lot.cost_fen} fen", remedy)
    if sum(lot.cost_fen for lot in lots) != balances.get(Ledger.SECURITIES, 0):
        raise AskHuman("the lots' cost would differ from the securities account", remedy)
    settled, unsettled = (balances.get(account, 0) for account in (Ledger.CASH_SETTLED, Ledger.CASH_UNSETTLED))
    if settled < 0 or settled + unsettled < 0:
        raise AskHuman(f"cash would be {settled} fen settled and {unsettled} fen unsettled", remedy)


def posted_refs(connection: Connection, day: date) -> set[str]:
    """Refs of the entries of `day`."""
    return set(connection.scalars(select(_ENTRIES.c.ref).where(_ENTRIES.c.trade_date == ymd(day))))


def balances_fen(connection: Connection, until: int = _FOREVER) -> dict[str, int]:
    """Sum of each account's postings up to that trade date, by account name."""
    query = (
        select(_POSTINGS.c.account, func.sum(_POSTINGS.c.amount_fen))
        .join(_ENTRIES, _ENTRIES.c.entry_id == _POSTINGS.c.entry_id)
        .where(_ENTRIES.c.trade_date <= until)
        .group_by(_POSTINGS.c.account)
        .order_by(_POSTINGS.c.account)
    )
    return {account: int(total) for account, total in connection.execute(query)}


def open_lots(connection: Connection, until: int = _FOREVER) -> list[Lot]:
    """Lots with shares or cost left after the entries up to that date, by symbol, acquisition and order of posting."""
    query = (
        select(
            _MOVES.c.lot_id,
            _MOVES.c.symbol,
            func.sum(_MOVES.c.qty_shares).label("qty_shares"),
            func.sum(_MOVES.c.cost_fen).label("cost_fen"),
            func.min(_MOVES.c.acquired_date).label("acquired_date"),
            func.max(_MOVES.c.sellable_date).label("sellable_date"),
        )
        .join(_ENTRIES, _ENTRIES.c.entry_id == _MOVES.c.entry_id)
        .where(_ENTRIES.c.trade_date <= until)
        .group_by(_MOVES.c.lot_id, _MOVES.c.symbol)
        .having((func.sum(_MOVES.c.qty_shares) != 0) | (func.sum(_MOVES.c.cost_fen) != 0))
        .order_by(_MOVES.c.symbol, func.min(_MOVES.c.acquired_date), func.min(_MOVES.c.move_id))
    )
    return [
        Lot(
            row.lot_id, row.symbol, int(row.qty_shares), int(row.cost_fen),
            date_of(row.acquired_date), date_of(row.sellable_date),
        )
        for row in connection.execute(query)
    ]  # fmt: skip


def account_on(connection: Connection, on: date) -> Account:
    """Cash and positions after the entries up to and including `on`."""
    balances = balances_fen(connection, ymd(on))
    positions = positions_of(open_lots(connection, ymd(on)), on)
    settled, unsettled = (balances.get(account, 0) for account in (Ledger.CASH_SETTLED, Ledger.CASH_UNSETTLED))
    return Account(on, settled, unsettled, positions)
