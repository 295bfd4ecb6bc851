"""The journal in SQL: entries go in whole or not at all, and every invariant is checked after each one of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from sqlalchemy import Connection, Row, Select, insert, select

from core.adapters.store import schema
from core.adapters.store.book_points import (
    POINT_EVERY,
    keep_point,
    newest_entry_id,
    point_balances_fen,
    point_lots,
    points,
    standing_on,
)
from core.domain.dates import date_of, ymd
from core.domain.errors import AskHuman
from core.domain.journal import JournalEntry, Ledger, LotMove, Posting
from core.pipeline.accounting.standing import Standing
from core.ports.books import BookedEntry

_ENTRIES, _POSTINGS, _MOVES = schema.journal_entries, schema.postings, schema.lot_moves
_REFS_A_QUERY = 500


def post_entries(
    connection: Connection, run_seq: int, entries: Sequence[JournalEntry], point_every: int = POINT_EVERY
) -> int:
    """Insert entries with a new ref and return how many; AskHuman at the first that breaks an invariant.

    What was written is read back and must stand where the entries led.
    """
    known = _known_refs(connection, [entry.ref for entry in entries])
    fresh: dict[str, JournalEntry] = {}
    for entry in entries:
        if entry.ref not in known:
            fresh.setdefault(entry.ref, entry)
    if not fresh:
        return 0
    standing = standing_on(connection)
    for entry in fresh.values():
        standing.post(entry)
    _insert(connection, run_seq, fresh.values())
    differences = standing.differences(standing_on(connection))
    if differences:
        raise AskHuman(f"what was written is not what was posted: {differences[0]}", "nothing was posted; report this")
    keep_point(connection, standing, point_every)
    return len(fresh)


def _known_refs(connection: Connection, refs: Sequence[str]) -> set[str]:
    known: set[str] = set()
    for start in range(0, len(refs), _REFS_A_QUERY):
        query = select(_ENTRIES.c.ref).where(_ENTRIES.c.ref.in_(refs[start : start + _REFS_A_QUERY]))
        known.update(connection.scalars(query))
    return known


def _insert(connection: Connection, run_seq: int, entries: Iterable[JournalEntry]) -> None:
    rows: dict[str, list[dict[str, object]]] = {"entries": [], "postings": [], "moves": []}
    for entry_id, entry in enumerate(entries, start=newest_entry_id(connection) + 1):
        owner: dict[str, object] = {"entry_id": entry_id, "run_seq": run_seq}
        head = {"ref": entry.ref, "trade_date": ymd(entry.trade_date), "kind": entry.kind, "memo": entry.memo}
        rows["entries"].append(owner | head)
        for posting in entry.postings:
            line = {"account": posting.account.value, "symbol": posting.symbol, "amount_fen": posting.amount_fen}
            rows["postings"].append(owner | line)
        for move in entry.lot_moves:
            rows["moves"].append(owner | _row_of(move))
    for table, name in ((_ENTRIES, "entries"), (_POSTINGS, "postings"), (_MOVES, "moves")):
        if rows[name]:
            connection.execute(insert(table), rows[name])


def _row_of(move: LotMove) -> dict[str, object]:
    return {
        "lot_id": move.lot_id,
        "symbol": move.symbol,
        "qty_shares": move.qty_shares,
        "cost_fen": move.cost_fen,
        "acquired_date": ymd(move.acquired_date),
        "sellable_date": ymd(move.sellable_date),
        "taxable_fen": move.taxable_fen,
    }


def posted_refs(connection: Connection, day: date) -> set[str]:
    """Refs of the entries of `day`."""
    return set(connection.scalars(select(_ENTRIES.c.ref).where(_ENTRIES.c.trade_date == ymd(day))))


def entries_between(connection: Connection, first: date, last: date) -> list[BookedEntry]:
    """The entries dated so, in the order they were posted."""
    wanted = select(_ENTRIES).where(_ENTRIES.c.trade_date.between(ymd(first), ymd(last)))
    return list(_booked(connection, wanted))


def entry_of(connection: Connection, ref: str) -> BookedEntry | None:
    """The entry of that ref, None when there is none."""
    return next(_booked(connection, select(_ENTRIES).where(_ENTRIES.c.ref == ref)), None)


def _booked(connection: Connection, heads: Select[tuple[object, ...]]) -> Iterator[BookedEntry]:
    """Yield whole entries; ValueError for a stored one that is out of balance."""
    wanted = heads.order_by(_ENTRIES.c.entry_id).subquery()
    lines = select(_POSTINGS).join(wanted, wanted.c.entry_id == _POSTINGS.c.entry_id)
    moves = select(_MOVES).join(wanted, wanted.c.entry_id == _MOVES.c.entry_id).order_by(_MOVES.c.move_id)
    lines_by, moves_by = _by_entry(connection, lines), _by_entry(connection, moves)
    for head in connection.execute(select(wanted).order_by(wanted.c.entry_id)):
        yield BookedEntry(
            head.entry_id,
            head.run_seq,
            JournalEntry(
                head.ref,
                date_of(head.trade_date),
                head.kind,
                head.memo,
                tuple(Posting(Ledger(r.account), r.amount_fen, r.symbol) for r in lines_by.get(head.entry_id, ())),
                tuple(
                    LotMove(
                        row.lot_id, row.symbol, row.qty_shares, row.cost_fen,
                        date_of(row.acquired_date), date_of(row.sellable_date), row.taxable_fen,
                    )
                    for row in moves_by.get(head.entry_id, ())
                ),
            ),
        )  # fmt: skip


def _by_entry(connection: Connection, query: Select[tuple[object, ...]]) -> Mapping[int, list[Row[tuple[object, ...]]]]:
    rows = sorted(connection.execute(query), key=lambda row: row.entry_id)
    return {entry_id: list(group) for entry_id, group in groupby(rows, key=lambda row: int(row.entry_id))}


def ledger_faults(connection: Connection) -> list[str]:
    """Go through all of history, entry by entry, and say what does not hold; empty when everything does.

    Every entry must balance and keep the invariants, every resting point must be what the entries before it add up to,
    and so must the figures the day works with.
    """
    resting = {point.entry_id: point for point in points(connection)}
    standing = Standing({}, ())
    try:
        for booked in _booked(connection, select(_ENTRIES)):
            standing.post(booked.entry)
            point = resting.pop(booked.entry_id, None)
            if point is not None:
                kept = Standing(point_balances_fen(connection, point.point_id), point_lots(connection, point.point_id))
                differences = standing.differences(kept)
                if differences:
                    return [f"resting point {point.point_id} after entry {booked.entry_id}: {differences[0]}"]
        if resting:
            return [f"resting point {point.point_id} names no entry" for point in resting.values()]
        differences = standing.differences(standing_on(connection))
    except (AskHuman, ValueError) as error:
        return [getattr(error, "message", str(error))]
    return [f"the figures in use: {each}" for each in differences[:1]]
