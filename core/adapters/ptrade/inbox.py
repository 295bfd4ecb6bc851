"""The way back: the executor's files, believed only when every line of them holds."""

from datetime import date
from pathlib import Path

from core.adapters.ptrade.fields import check_origin, header, rows_of
from core.adapters.ptrade.reports import broker_figures_of, exec_report_of
from core.adapters.ptrade.sealed import MAX_BYTES, REMEDY, Sealed, refusal, unseal
from core.adapters.store.files import sha256_bytes
from core.domain.dates import ymd
from core.domain.errors import FixAndRestart
from core.domain.orders import BrokerFigures, Channel, ExecReport
from core.ports.exchange_folder import Ack


class FolderInbox:
    """ReportsInbox over `<folder>/inbox`, where `folder` is the exchange folder; answers for one account and channel.

    Every method raises FixAndRestart naming file, line and remedy when a file is there and is not exactly right.
    """

    def __init__(self, folder: Path, account_tail: str, channel: Channel) -> None:
        self._inbox = folder / "inbox"
        self._account_tail = account_tail
        self._channel = channel

    def exec_report_path(self, day: date) -> Path:
        """Where the day's execution report is expected."""
        return self._inbox / f"exec_report_{ymd(day)}.csv"

    def positions_path(self, day: date) -> Path:
        """Where the day's positions file is expected."""
        return self._inbox / f"real_positions_{ymd(day)}.csv"

    def ack(self, day: date, sequence: int) -> Ack | None:
        """The answer to that orders file, None while there is none."""
        found = self._read("ack", day, self._inbox / f"ack_{ymd(day)}_{sequence}.csv", optional=True)
        if found is None:
            return None
        file, _ = found
        if header(file, "sequence") != str(sequence):
            raise file.refusal(0, f"sequence is {file.header['sequence']!r}, expected '{sequence}'")
        rows = rows_of(file, "", ("verdict", "code", "reason"))
        if len(rows) != 1 or rows[0].values["verdict"] not in ("accepted", "refused"):
            raise file.refusal(0, "expected one row saying accepted or refused")
        row = rows[0].values
        return Ack(header(file, "batch_id"), row["verdict"] == "accepted", row["code"], row["reason"])

    def exec_report(self, day: date, path: Path | None = None) -> ExecReport | None:
        """The day's execution report from the folder, or from `path` given by hand; None while there is none."""
        found = self._read("exec-report", day, path or self.exec_report_path(day), optional=path is None)
        return None if found is None else exec_report_of(found[0], day, self._channel, found[1])

    def broker_figures(self, day: date, path: Path | None = None) -> BrokerFigures | None:
        """The day's positions and cash, likewise."""
        found = self._read("real-positions", day, path or self.positions_path(day), optional=path is None)
        return None if found is None else broker_figures_of(found[0], day, self._channel, found[1])

    def _read(self, kind: str, day: date, path: Path, optional: bool) -> tuple[Sealed, str] | None:
        """Return the verified file with the sha256 of its bytes."""
        try:
            size = path.stat().st_size
            if size > MAX_BYTES:
                raise refusal(path.name, 0, f"{size} bytes, expected at most {MAX_BYTES}")
            data = path.read_bytes()
        except FileNotFoundError:
            if optional:
                return None
            raise FixAndRestart(f"{path} does not exist", "give the path of the downloaded file") from None
        except OSError as error:
            raise FixAndRestart(f"{path.name} cannot be read: {error.strerror}", REMEDY) from error
        file = unseal(data, path.name)
        check_origin(file, kind, day, self._account_tail, str(self._channel))
        return file, sha256_bytes(data)
