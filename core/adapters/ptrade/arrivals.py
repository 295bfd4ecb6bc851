"""Files that come from outside, whatever they are called: recognised, verified whole, and only then laid in place."""

import re
from pathlib import Path

from core.adapters.ptrade import growing
from core.adapters.ptrade.acks import ack_of
from core.adapters.ptrade.executor_journal import ROW
from core.adapters.ptrade.fields import ACK, EXEC_REPORT, POSITIONS, check_origin, header, header_day
from core.adapters.ptrade.growing import growing_of
from core.adapters.ptrade.plain_files import plain_bytes
from core.adapters.ptrade.reports import broker_figures_of, exec_report_of
from core.adapters.ptrade.sealed import Sealed, unseal
from core.adapters.store.files import sha256_bytes, write_atomically
from core.domain.dates import ymd
from core.domain.errors import FixAndRestart
from core.domain.orders import Channel
from core.ports.exchange_folder import GROWING, Arrival, ArrivalKind

_KINDS = {ACK: ArrivalKind.ACK, EXEC_REPORT: ArrivalKind.EXEC_REPORT, POSITIONS: ArrivalKind.POSITIONS}
_SEQUENCE = re.compile(r"[1-9]")
_SHORT = 12


def examine(path: Path, account_tail: str, channel: Channel) -> Arrival:
    """Return what a file is; FixAndRestart naming what is wrong, for a file that is not wholly one of ours too."""
    data = plain_bytes(path)
    if data is None:
        raise FixAndRestart(f"{path} does not exist", "give the path of the downloaded file")
    if ROW.match(data):
        return growing_of(data, path)
    file = unseal(data, path.name)
    form = header(file, "format")
    if form not in _KINDS:
        raise file.refusal(0, f"format {form[:40]!r}, expected one of {', '.join(_KINDS)}")
    day = header_day(file)
    check_origin(file, form, day, account_tail, str(channel))
    sha256, sequence, ack = sha256_bytes(data), 0, None
    batch_ids: tuple[str, ...] = ()
    if form == ACK:
        sequence = _sequence(file)
        ack = ack_of(file, sequence, sha256)
        batch_ids = (ack.batch_id,)
    elif form == EXEC_REPORT:
        batch_ids = exec_report_of(file, day, channel, sha256).batch_ids
    else:
        broker_figures_of(file, day, channel, sha256)
    return Arrival(_KINDS[form], day, sequence, batch_ids, file.content_hash, sha256, path, data, ack)


def _sequence(file: Sealed) -> int:
    if not _SEQUENCE.fullmatch(header(file, "sequence")):
        raise file.refusal(0, f"sequence {file.header['sequence'][:40]!r}, expected 1…9")
    return int(file.header["sequence"])


def place_of(inbox: Path, arrival: Arrival) -> Path:
    """Return where such a file belongs; made of its kind, day and number alone, never of the name it came under."""
    if arrival.kind in GROWING:
        return growing.place_of(inbox, arrival)
    number = f"_{arrival.sequence}" if arrival.kind is ArrivalKind.ACK else ""
    return inbox / f"{arrival.kind}_{ymd(arrival.trade_date)}{number}.csv"


def standing(place: Path) -> str | None:
    """Return the content hash of the file in place, '' for one that is not whole, None where there is none."""
    data = plain_bytes(place)
    if data is None:
        return None
    try:
        return unseal(data, place.name).content_hash
    except FixAndRestart:
        return ""


def lay(place: Path, archive: Path, arrival: Arrival) -> None:
    """Put the file in place; another that stood there goes to the archive first, unless this one has all of it."""
    before = plain_bytes(place)
    if before is not None and before != arrival.data and arrival.kind not in GROWING:
        write_atomically(_aside(archive, place, sha256_bytes(before)), before)
    write_atomically(place, arrival.data)


def set_aside(place: Path, archive: Path, arrival: Arrival) -> Path:
    """Keep a file that must not take the place of the one that was booked."""
    path = _aside(archive, place, arrival.file_sha256)
    write_atomically(path, arrival.data)
    return path


def _aside(archive: Path, place: Path, sha256: str) -> Path:
    return archive / f"{place.stem}.{sha256[:_SHORT]}.csv"
