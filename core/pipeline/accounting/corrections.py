"""Taking an entry back: the same figures with the other sign, under a name and a reason."""

from dataclasses import replace

from core.domain.errors import FixAndRestart
from core.domain.journal import JournalEntry

REVERSAL = "reversal"
_PREFIX = "reverse:"


def reversal_ref(ref: str) -> str:
    """Return the ref of the entry that takes `ref` back."""
    return f"{_PREFIX}{ref}"


def reversal_entry(taken_back: JournalEntry, author: str, reason: str) -> JournalEntry:
    """Return the entry that undoes `taken_back`, dated as it is, so that every day reads as if it had not been.

    FixAndRestart without author and reason, for an entry that is a reversal itself, and for one that moves nothing.
    """
    if not author.strip() or not reason.strip():
        raise FixAndRestart("a reversal needs a name and a reason", "give --author and --reason")
    if taken_back.kind == REVERSAL:
        raise FixAndRestart(f"{taken_back.ref!r} is a reversal itself", "post what is right by its own command")
    if not taken_back.postings and not taken_back.lot_moves:
        raise FixAndRestart(f"{taken_back.ref!r} moves neither cash nor shares", "there is nothing to take back")
    return JournalEntry(
        reversal_ref(taken_back.ref),
        taken_back.trade_date,
        REVERSAL,
        f"{author.strip()}: {reason.strip()}",
        tuple(replace(posting, amount_fen=-posting.amount_fen) for posting in taken_back.postings),
        tuple(
            replace(
                move, qty_shares=-move.qty_shares, cost_fen=-move.cost_fen, taxable_fen=-move.taxable_fen
            )
            for move in reversed(taken_back.lot_moves)
        ),
    )  # fmt: skip
