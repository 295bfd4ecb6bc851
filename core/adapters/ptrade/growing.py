"""Files the executor appends to, as they arrive: which they are, of which day, and which batches they say it took."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from core.adapters.ptrade.executor_journal import FIELDS, heard, text_of, whole_rows
from core.adapters.ptrade.plain_files import plain_bytes
from core.adapters.ptrade.sealed import REMEDY, refusal
from core.adapters.store.files import sha256_bytes
from core.domain.dates import date_of, ymd
from core.domain.errors import FixAndRestart
from core.ports.exchange_folder import Arrival, ArrivalKind, TakenBatch

_DAY = re.compile(r"20[0-9]{6}")
_BATCH = re.compile(r"(20[0-9]{6})-[0-9]{2}")
_NAMED = re.compile(r"journal_(20[0-9]{6})(?![0-9])")


def growing_of(data: bytes, path: Path) -> Arrival:
    """Return what a journal or a list of batches is; FixAndRestart for one with a row no executor of ours writes.

    A torn row is none: the executor writes it again whole, or never counted it.
    """
    rows = list(whole_rows(text_of(data)))
    if not rows:
        raise refusal(path.name, 0, "has no whole row")
    for number, (_, event, *fields) in enumerate(rows, 1):
        if len(fields) != FIELDS.get(event):
            raise refusal(path.name, number, f"{event[:16]!r} with {len(fields)} fields is no row of the executor")
    batches = [fields for _, event, *fields in rows if event == "BATCH"]
    if len(batches) == len(rows) and all(_DAY.fullmatch(fields[0]) for fields in batches):
        taken = tuple(TakenBatch(*fields) for fields in batches)
        return _arrival(ArrivalKind.BATCHES, max(batch.trade_date for batch in taken), taken, path, data)
    day = _day_of(batches, path)
    taken = tuple(TakenBatch(day, fields[1], fields[0], fields[2], fields[3]) for fields in batches)
    return _arrival(ArrivalKind.JOURNAL, day, taken, path, data)


def _day_of(batches: Sequence[Sequence[str]], path: Path) -> str:
    """Return the day of a journal: that of its batches, and by its name only where it has none."""
    days = {match[1] for fields in batches if (match := _BATCH.fullmatch(fields[0]))}
    named = _NAMED.match(path.name)
    if not batches and named:
        days = {named[1]}
    if len(days) != 1:
        raise refusal(path.name, 0, f"is of no day, or of several: {', '.join(sorted(days)) or 'none'}")
    return days.pop()


def _arrival(kind: ArrivalKind, day: str, taken: tuple[TakenBatch, ...], path: Path, data: bytes) -> Arrival:
    sha256, told = sha256_bytes(data), heard(text_of(data)).answered if kind is ArrivalKind.JOURNAL else ()
    return Arrival(
        kind, _date(day, path), 0, tuple(batch.batch_id for batch in taken), sha256, sha256, path, data, None, taken,
        told,
    )  # fmt: skip


def _date(day: str, path: Path) -> date:
    try:
        return date_of(int(day))
    except ValueError:
        raise refusal(path.name, 0, f"{day!r} is no day") from None


def place_of(inbox: Path, arrival: Arrival) -> Path:
    """Return where such a file belongs."""
    return inbox / ("batches.csv" if arrival.kind is ArrivalKind.BATCHES else f"journal_{ymd(arrival.trade_date)}.csv")


def has_grown(place: Path, arrival: Arrival) -> bool | None:
    """Whether the file begins with all of the one in place; None where that one has all of this.

    FixAndRestart where the two are no two states of one file.
    """
    old, new = text_of(plain_bytes(place) or b""), text_of(arrival.data)
    if old.startswith(new):
        return None
    if new.startswith(old):
        return True
    raise FixAndRestart(
        f"{arrival.name} does not go on from {place.name} in the inbox: they are of two executors, or one was edited",
        f"find out which is the account's own; {REMEDY}",
    )
