"""The way out: orders files, written whole, and never against STOP."""

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from core.adapters.ptrade.orders_file import batch_notional_fen, content_hash, decode, encode, file_name
from core.adapters.store.files import discard, discard_leftovers, replace, sha256_bytes
from core.domain.approved import ApprovedOrders
from core.domain.dates import date_of, ymd
from core.domain.errors import Refused
from core.domain.orders import Batch, Channel, Side
from core.domain.trading_state import TradingState
from core.ports.exchange_folder import Released

_NAME = re.compile(r"orders_(20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]))_[1-9]\.csv")


class FolderOutbox:
    """OrdersOutbox over `<folder>/outbox`, where `folder` is the exchange folder that also holds STOP.

    Files of a channel that reaches no terminal stay inside the home, the folder above it: a link out of it is refused.
    """

    def __init__(self, folder: Path) -> None:
        self._home = folder.parent
        self._outbox = folder / "outbox"

    def release(self, approved: ApprovedOrders, state_now: Callable[[], TradingState]) -> Released:
        """Write the batch atomically, asking `state_now` in the instant before the rename.

        Releasing the same batch again returns the file already there. Raises Refused when the state is HALTED, or
        REDUCING with a buy in the batch, another file holds the sequence, or `state_now` refuses by itself; a state
        that cannot be read is HALTED. Refused as well where a terminal could read what must reach none.
        """
        batch = approved.batch
        if not batch.channel.reaches_terminal:
            self._refuse_way_out(batch.channel)
        path = self._outbox / file_name(batch.trade_date, batch.sequence)
        data = encode(batch)
        if path.exists():
            if path.read_bytes() != data:
                raise Refused(f"{path.name} already holds another batch", "take the next sequence number")
            return _released(batch, path, data)
        self._outbox.mkdir(parents=True, exist_ok=True)
        discard_leftovers(path)
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        try:
            _write(temporary, data)
            _refuse_against_stop(batch, _state(state_now))
            replace(temporary, path)
        finally:
            discard(temporary)
        return _released(batch, path, data)

    def _refuse_way_out(self, channel: Channel) -> None:
        lies = self._outbox.resolve()
        if not lies.is_relative_to(self._home.resolve()):
            raise Refused(
                f"the outbox lies in {lies}, outside the home: {channel} reaches no terminal",
                "let ptrade and ptrade/outbox be plain folders of the home",
            )

    def released(self, day: date) -> list[Released]:
        """The day's orders files, by sequence; FixAndRestart naming the file when one is not whole."""
        found = []
        for path in self._outbox.glob(f"orders_{ymd(day)}_*.csv"):
            data = path.read_bytes()
            batch = decode(data, path.name)
            found.append((batch.sequence, _released(batch, path, data)))
        return [released for _, released in sorted(found, key=lambda pair: pair[0])]

    def days(self) -> list[date]:
        """The trade dates that have orders files by their names, oldest first."""
        found = {match[1] for path in self._outbox.glob("orders_*.csv") if (match := _NAME.fullmatch(path.name))}
        return [date_of(int(day)) for day in sorted(found)]

    def hash_of(self, batch: Batch) -> str:
        """The content hash the batch's file carries; FixAndRestart for a batch the format cannot carry."""
        return content_hash(batch)

    def read(self, released: Released) -> Batch:
        """The batch in an orders file; FixAndRestart when it is not whole."""
        return decode(released.path.read_bytes(), released.path.name)


def _released(batch: Batch, path: Path, data: bytes) -> Released:
    return Released(
        batch_id=batch.batch_id,
        path=path,
        file_sha256=sha256_bytes(data),
        content_hash=content_hash(batch),
        rows=len(batch.orders),
        notional_fen=batch_notional_fen(batch),
    )


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _state(state_now: Callable[[], TradingState]) -> TradingState:
    try:
        return state_now()
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - a STOP that cannot be read is pressed
        return TradingState.HALTED


def _refuse_against_stop(batch: Batch, state: TradingState) -> None:
    buys = sum(order.side is Side.BUY for order in batch.orders)
    if state is TradingState.ACTIVE or (state is TradingState.REDUCING and not buys):
        return
    detail = f"with {buys} buys in the batch" if state is TradingState.REDUCING else "no orders file was written"
    raise Refused(f"STOP says {state}: {detail}", "resume with a reason, then run the morning again")
