"""The way back: the executor's files, believed only when every line of them holds."""

from datetime import date
from pathlib import Path

from core.adapters.ptrade import arrivals, growing
from core.adapters.ptrade.acks import ack_of
from core.adapters.ptrade.executor_journal import heard, rests_s, text_of
from core.adapters.ptrade.fields import ACK, EXEC_REPORT, POSITIONS, check_origin
from core.adapters.ptrade.plain_files import plain_bytes
from core.adapters.ptrade.progress import progress_of
from core.adapters.ptrade.reports import broker_figures_of, exec_report_of
from core.adapters.ptrade.sealed import Sealed, refusal, unseal
from core.adapters.store.files import sha256_bytes
from core.domain.answers import Ack
from core.domain.dates import ymd
from core.domain.errors import FixAndRestart
from core.domain.orders import BrokerFigures, Channel, ExecReport
from core.ports.exchange_folder import Arrival, OrderProgress, TakenBatch

_TAKEN_FIELDS = 8


class FolderInbox:
    """ReportsInbox over `<folder>/inbox`, where `folder` is the exchange folder; answers for one account and channel.

    Every method raises FixAndRestart naming file, line and remedy when a file is there and is not exactly right.
    """

    def __init__(self, folder: Path, account_tail: str, channel: Channel) -> None:
        self._inbox = folder / "inbox"
        self._archive = folder / "archive"
        self._account_tail = account_tail
        self._channel = channel

    def ack_path(self, day: date, sequence: int) -> Path:
        """Where the answer to that orders file is expected."""
        return self._inbox / f"ack_{ymd(day)}_{sequence}.csv"

    def exec_report_path(self, day: date) -> Path:
        """Where the day's execution report is expected."""
        return self._inbox / f"exec_report_{ymd(day)}.csv"

    def positions_path(self, day: date) -> Path:
        """Where the day's positions file is expected."""
        return self._inbox / f"real_positions_{ymd(day)}.csv"

    def ack(self, day: date, sequence: int) -> Ack | None:
        """The answer to that orders file, None while there is none."""
        found = self._read(ACK, day, self.ack_path(day, sequence), optional=True)
        return None if found is None else ack_of(found[0], sequence, found[1])

    def examine(self, path: Path) -> Arrival:
        """What a file from outside is, verified whole; FixAndRestart for one that is not wholly ours."""
        return arrivals.examine(path, self._account_tail, self._channel)

    def standing(self, arrival: Arrival) -> str | None:
        """Content hash of the file where this one belongs, '' for one that is not whole, None where there is none."""
        return arrivals.standing(arrivals.place_of(self._inbox, arrival))

    def grown(self, arrival: Arrival) -> bool | None:
        """Whether a growing file begins with all of the one where it belongs; None where that has all of this one.

        FixAndRestart where the two are no two states of one file.
        """
        return growing.has_grown(growing.place_of(self._inbox, arrival), arrival)

    def lay(self, arrival: Arrival) -> None:
        """Put a file where it belongs; another that stood there goes to the archive first, unless this one has it."""
        arrivals.lay(arrivals.place_of(self._inbox, arrival), self._archive, arrival)

    def set_aside(self, arrival: Arrival) -> Path:
        """Keep a file in the archive only, because another one was booked."""
        return arrivals.set_aside(arrivals.place_of(self._inbox, arrival), self._archive, arrival)

    def taken(self) -> list[TakenBatch]:
        """The executor's own list of batches it accepted; a row torn by a kill fails its end mark and does not count.

        FixAndRestart for a row that is whole and no batch.
        """
        data = plain_bytes(self._inbox / "batches.csv")
        text = (data or b"").decode("utf-8", errors="replace").replace("\r\n", "\n")
        found = []
        for number, line in enumerate(text.split("\n"), 1):
            row = line.split(",")
            if row[-1] != ".":
                continue
            if len(row) != _TAKEN_FIELDS or row[1] != "BATCH":
                raise refusal("batches.csv", number, f"{line[:60]!r} is no batch")
            found.append(TakenBatch(*row[2:7]))
        return found

    def journal(self, day: date) -> Arrival | None:
        """The executor's journal of the day as it lies in the folder; None while it never came."""
        path = self._inbox / f"journal_{ymd(day)}.csv"
        data = plain_bytes(path)
        return None if data is None else growing.growing_of(data, path)

    def progress(self, day: date) -> list[OrderProgress]:
        """How far the day's orders have come by the executor's journal, in its order; empty while there is none."""
        return progress_of(plain_bytes(self._inbox / f"journal_{ymd(day)}.csv") or b"")

    def unread_rows(self, day: date) -> tuple[int, ...]:
        """Numbers of the rows of the day's journal that nobody can read; empty while there is none."""
        return heard(text_of(plain_bytes(self._inbox / f"journal_{ymd(day)}.csv") or b"")).unread

    def rests_s(self, day: date) -> dict[str, int]:
        """Whole seconds from an order's sending to the first request to cancel it, by the executor's journal."""
        return rests_s(text_of(plain_bytes(self._inbox / f"journal_{ymd(day)}.csv") or b""))

    def exec_report(self, day: date, path: Path | None = None) -> ExecReport | None:
        """The day's execution report from the folder, or from `path` given by hand; None while there is none."""
        found = self._read(EXEC_REPORT, day, path or self.exec_report_path(day), optional=path is None)
        return None if found is None else exec_report_of(found[0], day, self._channel, found[1])

    def broker_figures(self, day: date, path: Path | None = None) -> BrokerFigures | None:
        """The day's positions and cash, likewise."""
        found = self._read(POSITIONS, day, path or self.positions_path(day), optional=path is None)
        return None if found is None else broker_figures_of(found[0], day, self._channel, found[1])

    def _read(self, form: str, day: date, path: Path, optional: bool) -> tuple[Sealed, str] | None:
        """Return the verified file with the sha256 of its bytes."""
        data = plain_bytes(path)
        if data is None:
            if optional:
                return None
            raise FixAndRestart(f"{path} does not exist", "give the path of the downloaded file")
        file = unseal(data, path.name)
        check_origin(file, form, day, self._account_tail, str(self._channel))
        return file, sha256_bytes(data)
