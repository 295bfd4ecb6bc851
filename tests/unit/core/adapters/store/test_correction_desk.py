"""Two steps, a record of each, and a way back that leaves the past as it was."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from core.adapters.store.correction_desk import Proposal, confirm, list_proposals, propose, propose_undo, withdraw
from core.adapters.store.corrections import Overrule, list_corrections
from core.adapters.store.snapshots import SnapshotStore
from core.domain.dates import at
from core.domain.errors import FixAndRestart, Refused
from tests.fakes.corrected import add_correction
from tests.fakes.partitions import bars, brought

MONDAY, TUESDAY = date(2026, 1, 5), date(2026, 1, 6)
NIGHT, NOON, LATER = at(MONDAY, 20), at(TUESDAY, 12), at(TUESDAY, 15)
CLOSE = Overrule("daily", MONDAY, "000001.SZ", "close", "10.5")


@pytest.fixture
def stored(store: SnapshotStore) -> SnapshotStore:
    store.append("daily", MONDAY, bars(MONDAY, {"000001.SZ": 10.0, "600000.SH": 8.0}), brought(NIGHT))
    return store


def closes(store: SnapshotStore, moment: object) -> list[float]:
    return [float(value) for value in store.view(moment).read("daily", MONDAY, MONDAY)["close"]]  # type: ignore[arg-type]


def proposed(store: SnapshotStore, engine: Engine) -> Proposal:
    return propose(engine, store.view(NOON), CLOSE, "Li", "exchange notice", NOON)


def test_a_proposal_changes_nothing_until_it_is_confirmed(stored: SnapshotStore, engine: Engine) -> None:
    made = proposed(stored, engine)
    assert (made.old_value, made.new_value, made.decision) == ("10.0", "10.5", "")
    before = stored.view(LATER).fingerprints("daily", [MONDAY])
    assert closes(stored, LATER) == [10.0, 8.0]
    laid = confirm(engine, stored.view(LATER), made.proposal_id, "Wang", "seen the notice", LATER, another_person=True)
    assert (laid.author, laid.confirmed_by, laid.created_at) == ("Li", "Wang", LATER)
    assert closes(stored, LATER) == [10.5, 8.0]
    assert closes(stored, LATER - timedelta(microseconds=1)) == [10.0, 8.0], "known from the second step on"
    assert stored.view(LATER).fingerprints("daily", [MONDAY]) != before
    (kept,) = list_proposals(engine)
    assert (kept.decision, kept.decided_by, kept.decided_for) == ("confirmed", "Wang", "seen the notice")


@pytest.mark.parametrize("same", ["Li", " li ", "LI"])
def test_where_two_are_wanted_one_is_refused(stored: SnapshotStore, engine: Engine, same: str) -> None:
    made = proposed(stored, engine)
    with pytest.raises(Refused, match="wants another person"):
        confirm(engine, stored.view(LATER), made.proposal_id, same, "me again", LATER, another_person=True)
    assert list_corrections(engine) == []
    confirm(engine, stored.view(LATER), made.proposal_id, same, "a desk of one", LATER, another_person=False)
    assert closes(stored, LATER) == [10.5, 8.0]


def test_a_value_that_moved_meanwhile_is_looked_at_again(stored: SnapshotStore, engine: Engine) -> None:
    made = proposed(stored, engine)
    stored.append("daily", MONDAY, bars(MONDAY, {"000001.SZ": 10.2, "600000.SH": 8.0}), brought(NOON))
    with pytest.raises(Refused, match=r"was 10\.0 when #1 was proposed, now it is 10\.2"):
        confirm(engine, stored.view(LATER), made.proposal_id, "Wang", "yes", LATER, another_person=True)


def test_undoing_is_a_row_of_its_own_and_leaves_the_past(stored: SnapshotStore, engine: Engine) -> None:
    first = add_correction(engine, stored.view(NOON), CLOSE, "Li", "notice", NOON)
    clean = stored.view(NIGHT).fingerprints("daily", [MONDAY])
    marked = stored.view(NOON).fingerprints("daily", [MONDAY])
    undo = propose_undo(engine, first.correction_id, "Li", "the notice was withdrawn", LATER)
    assert closes(stored, LATER) == [10.5, 8.0]
    confirm(engine, stored.view(LATER), undo.proposal_id, "Wang", "so it was", LATER, another_person=True)
    assert closes(stored, LATER) == [10.0, 8.0]
    assert closes(stored, NOON) == [10.5, 8.0], "a run of noon replays as it was"
    assert stored.view(LATER).fingerprints("daily", [MONDAY]) == clean
    assert stored.view(NOON).fingerprints("daily", [MONDAY]) == marked
    one, two = list_corrections(engine)
    assert (one.undone_by, two.undoes) == (two.correction_id, one.correction_id)
    with pytest.raises(FixAndRestart, match="was undone by #2"):
        propose_undo(engine, one.correction_id, "Li", "again", LATER)
    with pytest.raises(FixAndRestart, match="no correction #2"):
        propose_undo(engine, two.correction_id, "Li", "the undoing", LATER)


def test_undoing_the_last_of_two_brings_back_the_first(stored: SnapshotStore, engine: Engine) -> None:
    add_correction(engine, stored.view(NOON), CLOSE, "Li", "notice", NOON)
    second = Overrule("daily", MONDAY, "000001.SZ", "close", "10.6")
    later = add_correction(engine, stored.view(NOON), second, "Li", "notice", NOON)
    undo = propose_undo(engine, later.correction_id, "Li", "wrong", LATER)
    confirm(engine, stored.view(LATER), undo.proposal_id, "Li", "wrong", LATER, another_person=False)
    assert closes(stored, LATER) == [10.5, 8.0]


def test_a_withdrawn_proposal_stays_on_record_and_is_over(stored: SnapshotStore, engine: Engine) -> None:
    made = proposed(stored, engine)
    gone = withdraw(engine, made.proposal_id, "Li", "misread", LATER)
    assert (gone.decision, gone.decided_by, gone.decided_for) == ("withdrawn", "Li", "misread")
    for decide in (
        lambda: confirm(engine, stored.view(LATER), made.proposal_id, "Wang", "yes", LATER, another_person=True),
        lambda: withdraw(engine, made.proposal_id, "Wang", "yes", LATER),
    ):
        with pytest.raises(FixAndRestart, match="was withdrawn by Li"):
            decide()


@pytest.mark.parametrize(("author", "reason"), [("", "why"), (" ", "why"), ("me", ""), ("me", "\t")])
def test_each_step_wants_a_name_and_a_reason(stored: SnapshotStore, engine: Engine, author: str, reason: str) -> None:
    made = proposed(stored, engine)
    with pytest.raises(FixAndRestart, match=r"has no (author|reason)"):
        confirm(engine, stored.view(LATER), made.proposal_id, author, reason, LATER, another_person=False)
    with pytest.raises(FixAndRestart, match=r"has no (author|reason)"):
        withdraw(engine, made.proposal_id, author, reason, LATER)
    with pytest.raises(FixAndRestart, match="no proposal #9"):
        withdraw(engine, 9, "me", "why", LATER)
