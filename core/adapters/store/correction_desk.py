"""Corrections in two steps: somebody proposes, somebody confirms; undoing one is proposed and confirmed alike."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Engine, Row, insert, select

from core.adapters.store import schema
from core.adapters.store.corrections import Correction, Overrule, check_overrule, lay_correction, list_corrections
from core.domain.dates import SHANGHAI, date_of, ymd
from core.domain.errors import FixAndRestart, Refused
from core.ports.snapshots import DataView

CONFIRMED, WITHDRAWN = "confirmed", "withdrawn"
_PROPOSALS, _DECISIONS = schema.correction_proposals, schema.correction_decisions


@dataclass(frozen=True, slots=True)
class Proposal:
    """A correction somebody wants, or the undoing of one; `decision` is empty until somebody takes the second step."""

    proposal_id: int
    dataset: str
    day: date
    ts_code: str
    column: str
    old_value: str | None
    new_value: str | None
    undoes: int
    author: str
    reason: str
    created_at: datetime
    decision: str = ""
    decided_by: str = ""
    decided_for: str = ""


def propose(engine: Engine, view: DataView, wanted: Overrule, author: str, reason: str, now: datetime) -> Proposal:
    """Record what should be corrected; nothing reads it before it is confirmed.

    `view` is the newest one and tells the old value. Raises FixAndRestart without author or reason, and as
    `check_overrule`.
    """
    _named(wanted.dataset, author, reason)
    old = check_overrule(view, wanted)
    return _record(engine, wanted, old, 0, author, reason, now)


def propose_undo(engine: Engine, correction_id: int, author: str, reason: str, now: datetime) -> Proposal:
    """Record that a correction should be taken away; FixAndRestart for one that is not there, or was undone before."""
    known = {each.correction_id: each for each in list_corrections(engine)}
    found = known.get(correction_id)
    if found is None or found.undoes:
        raise FixAndRestart(f"there is no correction #{correction_id}", "`daybreak data corrections` shows them")
    if found.undone_by:
        raise FixAndRestart(
            f"correction #{correction_id} was undone by #{found.undone_by}", "propose it anew if it is right"
        )
    _named(found.dataset, author, reason)
    wanted = Overrule(found.dataset, found.day, found.ts_code, found.column, found.old_value)
    return _record(engine, wanted, found.new_value, correction_id, author, reason, now)


def confirm(
    engine: Engine, view: DataView, proposal_id: int, author: str, reason: str, now: datetime, another_person: bool
) -> Correction:
    """Take the second step: from `now` on every view lays the correction over, in runs begun from here on.

    Refused where `another_person` is wanted and the same one confirms, or where the value is no longer the one that
    was proposed to be overruled; FixAndRestart for a proposal that is not there or was decided.
    """
    found = _open(engine, proposal_id)
    _named(found.dataset, author, reason)
    if another_person and _same(author, found.author):
        raise Refused(
            f"{found.author} proposed #{proposal_id}; data_source.corrections_by_two wants another person to confirm",
            "let somebody else confirm it",
        )
    if not found.undoes:
        wanted = Overrule(found.dataset, found.day, found.ts_code, found.column, found.new_value)
        now_says = check_overrule(view, wanted)
        if now_says != found.old_value:
            raise Refused(
                f"{found.column} of {found.ts_code} was {found.old_value} when #{proposal_id} was proposed,"
                f" now it is {now_says}",
                "look at the new value, then propose anew",
            )
    with engine.begin() as connection:
        _decide(connection, proposal_id, CONFIRMED, author, reason, now)
        return lay_correction(
            connection,
            {
                "dataset": found.dataset,
                "trade_date": ymd(found.day),
                "ts_code": found.ts_code,
                "column_name": found.column,
                "old_value": found.old_value,
                "new_value": found.new_value,
                "author": found.author,
                "reason": found.reason,
                "created_at": now.astimezone(SHANGHAI).isoformat(),
                "confirmed_by": author.strip(),
                "undoes": found.undoes,
            },
        )


def withdraw(engine: Engine, proposal_id: int, author: str, reason: str, now: datetime) -> Proposal:
    """Record that a proposal is not to be confirmed; FixAndRestart for one that is not there or was decided."""
    found = _open(engine, proposal_id)
    _named(found.dataset, author, reason)
    with engine.begin() as connection:
        _decide(connection, proposal_id, WITHDRAWN, author, reason, now)
    return next(each for each in list_proposals(engine) if each.proposal_id == proposal_id)


def list_proposals(engine: Engine) -> list[Proposal]:
    """Return every proposal with what was decided about it, oldest first."""
    query = (
        select(_PROPOSALS, _DECISIONS.c.decision, _DECISIONS.c.decided_by, _DECISIONS.c.decided_for)
        .outerjoin(_DECISIONS, _DECISIONS.c.proposal_id == _PROPOSALS.c.proposal_id)
        .order_by(_PROPOSALS.c.proposal_id)
    )
    with engine.connect() as connection:
        return [_proposal(row) for row in connection.execute(query)]


def _open(engine: Engine, proposal_id: int) -> Proposal:
    found = next((each for each in list_proposals(engine) if each.proposal_id == proposal_id), None)
    if found is None:
        raise FixAndRestart(f"there is no proposal #{proposal_id}", "`daybreak data corrections` shows them")
    if found.decision:
        raise FixAndRestart(f"proposal #{proposal_id} was {found.decision} by {found.decided_by}", "propose anew")
    return found


def _named(dataset: str, author: str, reason: str) -> None:
    for name, text in (("author", author), ("reason", reason)):
        if not text.strip():
            raise FixAndRestart(f"a correction of {dataset} has no {name}", f"say the {name}")


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _record(
    engine: Engine, wanted: Overrule, old: str | None, undoes: int, author: str, reason: str, now: datetime
) -> Proposal:
    with engine.begin() as connection:
        added = connection.execute(
            insert(_PROPOSALS).values(
                dataset=wanted.dataset,
                trade_date=ymd(wanted.day),
                ts_code=wanted.ts_code,
                column_name=wanted.column,
                old_value=old,
                new_value=wanted.new_value,
                undoes=undoes,
                author=author.strip(),
                reason=reason.strip(),
                created_at=now.astimezone(SHANGHAI).isoformat(),
            )
        )
        (proposal_id,) = added.inserted_primary_key or (0,)
    return next(each for each in list_proposals(engine) if each.proposal_id == proposal_id)


def _decide(connection: Connection, proposal_id: int, decision: str, author: str, reason: str, now: datetime) -> None:
    decided = {"decided_by": author.strip(), "decided_for": reason.strip(), "at": now.astimezone(SHANGHAI).isoformat()}
    connection.execute(insert(_DECISIONS).values(proposal_id=proposal_id, decision=decision, **decided))


def _proposal(row: Row[tuple[object, ...]]) -> Proposal:
    return Proposal(
        row.proposal_id,
        row.dataset,
        date_of(row.trade_date),
        row.ts_code,
        row.column_name,
        row.old_value,
        row.new_value,
        row.undoes,
        row.author,
        row.reason,
        datetime.fromisoformat(row.created_at),
        row.decision or "",
        row.decided_by or "",
        row.decided_for or "",
    )
