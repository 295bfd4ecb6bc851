"""Both steps of a correction at once, for tests about what a correction does."""

from datetime import datetime

from sqlalchemy import Engine

from core.adapters.store.correction_desk import confirm, propose
from core.adapters.store.corrections import Correction, Overrule
from core.ports.snapshots import DataView


def add_correction(
    engine: Engine, view: DataView, wanted: Overrule, author: str, reason: str, now: datetime
) -> Correction:
    """Propose and confirm at once, by the same person."""
    made = propose(engine, view, wanted, author, reason, now)
    return confirm(engine, view, made.proposal_id, author, reason, now, another_person=False)
