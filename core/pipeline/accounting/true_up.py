"""Fees as the broker charged them, in place of the estimate, order by order; what does not fit becomes a break."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from core.domain.breaks import Break, BreakCode
from core.domain.dates import ymd
from core.domain.delivery import Charges, Delivery
from core.domain.journal import JournalEntry, Ledger, Posting
from core.domain.money import notional_fen
from core.domain.orders import Fill, Side
from core.pipeline.accounting.adoption import ADOPTION, WRITE_OFF
from core.pipeline.accounting.corrections import REVERSAL, reversal_ref

TRUE_UP = "true-up"
_TAKEN_OVER = frozenset({ADOPTION, WRITE_OFF})
_KINDS = (Ledger.COMMISSION, Ledger.STAMP, Ledger.TRANSFER, Ledger.OTHER_FEES)


@dataclass(frozen=True, slots=True)
class TrueUp:
    """What a delivery list changes: the entries to post, and the differences a person has to look at."""

    entries: tuple[JournalEntry, ...]
    breaks: tuple[Break, ...]


def true_up(list_rows: Sequence[Delivery], fills: Sequence[Fill], booked: Sequence[JournalEntry]) -> TrueUp:
    """Compare a delivery list with the fills and the entries of its days; return what to post and what does not fit.

    `booked` are the entries dated on the list's first day or later. An order's fee accounts take the difference between
    list and estimate against settled cash; where the broker's cash was adopted on that day or later, cash has it
    already and the adjustments account gives it back. An order trued up before is left alone when the list says the
    same; other figures are a break, as are an order without a booked trade, other shares or money, and an order missing
    in the list.
    """
    books = _Books(fills, booked)
    entries, breaks = [], []
    seen: set[tuple[date, str]] = set()
    for day, order_id, rows in books.match(list_rows):
        found = books.objection(day, order_id, rows)
        if order_id:
            seen.add((day, order_id))
        if found:
            breaks.append(Break(BreakCode.DELIVERY_MISMATCH, day, rows[0].symbol, found, _evidence(rows)))
            continue
        entry = books.entry(day, order_id, sum((row.charges for row in rows), Charges()), rows[0].symbol)
        if entry is not None:
            entries.append(entry)
    breaks += books.missing({row.trade_date for row in list_rows}, seen)
    return TrueUp(tuple(entries), tuple(breaks))


def _evidence(rows: Sequence[Delivery]) -> dict[str, object]:
    return {"lines": [row.line for row in rows], "fees_fen": sum(row.charges.total_fen for row in rows)}


class _Books:
    """Fills by order, and what is booked for each order."""

    def __init__(self, fills: Sequence[Fill], booked: Sequence[JournalEntry]) -> None:
        self._fills: defaultdict[tuple[date, str], list[Fill]] = defaultdict(list)
        for fill in fills:
            self._fills[fill.trade_date, fill.client_order_id].append(fill)
        refs = {entry.ref for entry in booked}
        standing = [entry for entry in booked if entry.kind != REVERSAL and reversal_ref(entry.ref) not in refs]
        self._trades = {entry.ref: entry for entry in standing if entry.kind == "trade"}
        self._true_ups: defaultdict[str, list[JournalEntry]] = defaultdict(list)
        self._taken: defaultdict[str, int] = defaultdict(int)
        for entry in booked:
            if entry.kind == TRUE_UP:
                self._taken[_stem(entry.ref)] += 1
        for entry in standing:
            if entry.kind == TRUE_UP:
                self._true_ups[_stem(entry.ref)].append(entry)
        self._adopted = [
            entry.trade_date
            for entry in standing
            if entry.kind in _TAKEN_OVER and any(p.account is Ledger.CASH_SETTLED for p in entry.postings)
        ]

    def match(self, rows: Sequence[Delivery]) -> list[tuple[date, str, list[Delivery]]]:
        """Give each line to its order: by entrust number, else by day, symbol and side; '' where that is not one."""
        by_entrust: dict[tuple[date, str], str] = {}
        by_terms: defaultdict[tuple[date, str, Side], set[str]] = defaultdict(set)
        for (day, order_id), parts in self._fills.items():
            for fill in parts:
                by_entrust[day, fill.entrust_no] = order_id
                by_terms[day, fill.symbol, fill.side].add(order_id)
        matched: defaultdict[tuple[date, str], list[Delivery]] = defaultdict(list)
        for row in rows:
            order_id = by_entrust.get((row.trade_date, row.entrust_no), "") if row.entrust_no else ""
            if not order_id:
                same = by_terms[row.trade_date, row.symbol, row.side]
                order_id = next(iter(same)) if len(same) == 1 else ""
            matched[row.trade_date, order_id or f"?{row.line}"].append(row)
        return [(day, "" if name.startswith("?") else name, parts) for (day, name), parts in matched.items()]

    def objection(self, day: date, order_id: str, rows: Sequence[Delivery]) -> str:
        """Say why these lines do not fit their order, '' where they do."""
        row = rows[0]
        if not order_id:
            return f"line {row.line}: {row.side} {row.qty_shares} {row.symbol} belongs to no single order of {day}"
        parts = self._fills[day, order_id]
        if {(r.symbol, r.side) for r in rows} != {(fill.symbol, fill.side) for fill in parts}:
            return f"line {row.line}: {row.side} {row.symbol} is not what order {order_id} was"
        ours = (sum(f.qty_shares for f in parts), notional_fen(sum(f.price_li * f.qty_shares for f in parts), 1))
        theirs = (sum(r.qty_shares for r in rows), sum(r.amount_fen for r in rows))
        if ours != theirs:
            return (
                f"order {order_id} traded {ours[0]} shares for {ours[1]} fen, the list has {theirs[0]} for {theirs[1]}"
            )
        if f"trade:{ymd(day)}:{order_id}" not in self._trades:
            return f"order {order_id} has no booked trade"
        charged = sum((r.charges for r in rows), Charges())
        if self._trued_up(day, order_id) and charged != self._charged(day, order_id):
            before_fen = self._charged(day, order_id).total_fen
            return (
                f"order {order_id} was trued up to {before_fen} fen of fees before, this list has"
                f" {charged.total_fen}: reverse that entry first if the list is right"
            )
        return ""

    def entry(self, day: date, order_id: str, charged: Charges, symbol: str) -> JournalEntry | None:
        """Return the entry that brings the order's fees to `charged`, None where it was trued up to them before."""
        if self._trued_up(day, order_id):
            return None
        booked = self._charged(day, order_id)
        pairs = zip(_KINDS, _amounts(charged), _amounts(booked), strict=True)
        postings = [
            Posting(kind, list_fen - ours_fen, symbol) for kind, list_fen, ours_fen in pairs if list_fen != ours_fen
        ]
        change_fen = charged.total_fen - booked.total_fen
        if change_fen:
            adopted = any(when >= day for when in self._adopted)
            postings.append(Posting(Ledger.ADJUSTMENTS if adopted else Ledger.CASH_SETTLED, -change_fen))
        stem = f"trueup:{ymd(day)}:{order_id}"
        ref = f"{stem}:{self._taken[stem] + 1}" if self._taken[stem] else stem
        memo = f"{symbol} fees {charged.total_fen} fen, {change_fen:+d} to the estimate"
        return JournalEntry(ref, day, TRUE_UP, memo, tuple(postings))

    def missing(self, days: set[date], seen: set[tuple[date, str]]) -> Iterator[Break]:
        """Yield a break for each order that traded on a day of the list and is not on it."""
        for (day, order_id), parts in sorted(self._fills.items()):
            if day in days and (day, order_id) not in seen:
                detail = f"order {order_id} traded, the delivery list of {day} does not have it"
                yield Break(BreakCode.DELIVERY_MISMATCH, day, parts[0].symbol, detail)

    def _trued_up(self, day: date, order_id: str) -> bool:
        return bool(self._true_ups[f"trueup:{ymd(day)}:{order_id}"])

    def _charged(self, day: date, order_id: str) -> Charges:
        of_order = [self._trades[f"trade:{ymd(day)}:{order_id}"], *self._true_ups[f"trueup:{ymd(day)}:{order_id}"]]
        lines = [posting for entry in of_order for posting in entry.postings]
        return Charges(*(sum(line.amount_fen for line in lines if line.account is kind) for kind in _KINDS))


def _stem(ref: str) -> str:
    """Return a true-up's ref without the number it bears from the second one on."""
    return ":".join(ref.split(":")[:3])


def _amounts(charges: Charges) -> tuple[int, int, int, int]:
    return charges.commission_fen, charges.stamp_fen, charges.transfer_fen, charges.other_fen
