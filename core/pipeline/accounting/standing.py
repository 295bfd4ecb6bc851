"""Where the ledger stands, and what no entry may make of it: the invariants, checked after every single entry."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from core.domain.errors import AskHuman
from core.domain.holdings import Account, Lot, positions_of
from core.domain.journal import JournalEntry, Ledger, LotMove

_REMEDY = "nothing was posted; compare the execution report with the broker's terminal"


class Standing:
    """Balances by account name and open lots, as some entries left them."""

    def __init__(self, balances: Mapping[str, int], lots: Iterable[Lot]) -> None:
        """Take over figures that add up; AskHuman where they do not."""
        self._balances = dict(balances)
        self._lots = {(lot.lot_id, lot.symbol): lot for lot in lots}
        self._cost_fen = sum(lot.cost_fen for lot in self._lots.values())
        for lot in self._lots.values():
            _refuse_impossible(lot)
        self._refuse_unbalanced("the ledger as stored")

    def post(self, entry: JournalEntry) -> None:
        """Take one entry in; AskHuman where it breaks an invariant, and this object is spent."""
        for posting in entry.postings:
            name = posting.account.value
            self._balances[name] = self._balances.get(name, 0) + posting.amount_fen
        for move in entry.lot_moves:
            self._move(move)
        self._refuse_unbalanced(f"entry {entry.ref!r}")
        self._refuse_overdrawn(entry.ref)

    def balances(self) -> dict[str, int]:
        """Return the sum of each account in fen, by name; the sums add up to zero."""
        return dict(sorted(self._balances.items()))

    def lots(self) -> list[Lot]:
        """Return the open lots by symbol, then acquisition, then the order they were opened in: first in, first out."""
        return sorted(self._lots.values(), key=lambda lot: (lot.symbol, lot.acquired_date))

    def account(self, on: date) -> Account:
        """Return cash and positions, with what may be sold on that day."""
        settled, unsettled, reserved = (
            self._balances.get(name.value, 0)
            for name in (Ledger.CASH_SETTLED, Ledger.CASH_UNSETTLED, Ledger.CASH_RESERVED)
        )
        return Account(on, settled, unsettled, positions_of(self.lots(), on), reserved)

    def differences(self, other: "Standing") -> list[str]:
        """Say, account by account and lot by lot, where the other one stands elsewhere."""
        accounts = sorted(self._balances.keys() | other._balances.keys())
        return [
            f"{name} stands at {ours} fen, not {theirs}"
            for name in accounts
            if (ours := self._balances.get(name, 0)) != (theirs := other._balances.get(name, 0))
        ] + [
            f"lot {key[0]!r} of {key[1]} is {self._lots.get(key)}, not {other._lots.get(key)}"
            for key in sorted(self._lots.keys() | other._lots.keys())
            if self._lots.get(key) != other._lots.get(key)
        ]

    def _move(self, move: LotMove) -> None:
        key = (move.lot_id, move.symbol)
        lot = self._lots.get(key, Lot(move.lot_id, move.symbol, 0, 0, move.acquired_date, move.sellable_date))
        if (lot.acquired_date, lot.sellable_date) != (move.acquired_date, move.sellable_date):
            raise AskHuman(
                f"lot {lot.lot_id!r} was acquired on {lot.acquired_date} to be sold from {lot.sellable_date}, a move"
                f" says {move.acquired_date} and {move.sellable_date}",
                _REMEDY,
            )
        moved = replace(
            lot,
            qty_shares=lot.qty_shares + move.qty_shares,
            cost_fen=lot.cost_fen + move.cost_fen,
            taxable_fen=lot.taxable_fen + move.taxable_fen,
        )
        self._cost_fen += move.cost_fen
        _refuse_impossible(moved)
        self._lots[key] = moved
        if moved.qty_shares == 0:
            del self._lots[key]

    def _refuse_unbalanced(self, what: str) -> None:
        total_fen = sum(self._balances.values())
        if total_fen != 0:
            raise AskHuman(f"{what}: the trial balance would be off by {total_fen} fen", _REMEDY)
        booked_fen = self._balances.get(Ledger.SECURITIES.value, 0)
        if booked_fen != self._cost_fen:
            raise AskHuman(
                f"{what}: the lots' cost of {self._cost_fen} fen would differ from the securities account of"
                f" {booked_fen} fen",
                _REMEDY,
            )

    def _refuse_overdrawn(self, ref: str) -> None:
        settled, unsettled, reserved = (
            self._balances.get(name.value, 0)
            for name in (Ledger.CASH_SETTLED, Ledger.CASH_UNSETTLED, Ledger.CASH_RESERVED)
        )
        if settled < 0 or settled + unsettled + reserved < 0:
            raise AskHuman(
                f"entry {ref!r}: cash would be {settled} fen settled, {unsettled} fen unsettled,"
                f" {reserved} fen reserved",
                _REMEDY,
            )
        if reserved < 0:
            raise AskHuman(f"entry {ref!r}: {-reserved} fen more would be released than were reserved", _REMEDY)


def _refuse_impossible(lot: Lot) -> None:
    if lot.qty_shares < 0 or lot.cost_fen < 0 or lot.taxable_fen < 0:
        raise AskHuman(
            f"lot {lot.lot_id!r} would hold {lot.qty_shares} shares at {lot.cost_fen} fen,"
            f" {lot.taxable_fen} fen to be taxed",
            _REMEDY,
        )
    if lot.qty_shares == 0 and (lot.cost_fen or lot.taxable_fen):
        raise AskHuman(
            f"lot {lot.lot_id!r} would hold no shares but {lot.cost_fen} fen of cost,"
            f" {lot.taxable_fen} fen to be taxed",
            _REMEDY,
        )
