"""The STOP file beside the orders folder: absent means ACTIVE, anything not understood means HALTED."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from core.adapters.store.files import write_atomically
from core.adapters.store.linked_lines import append_line
from core.domain.dates import SHANGHAI
from core.domain.errors import FixAndRestart, Refused
from core.domain.stop import EVERYTHING, CancelRequest, Hold, Scope, join_cancels, join_holds
from core.domain.trading_state import TradingState
from core.ports.stop import StopState
from core.safety.stop import interpret, render, state_of, unreadable

_MOST_BYTES = 65_536
_LOCK_WAIT_S = 1.0


class StopFile:
    """StopSwitch on one file; `<name>.history` beside it keeps a line for every pressing and re-arming.

    A file an editor named `<name>.txt`, or that lost its capitals, counts as dropped in its place: HALTED.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> StopState:
        """What the file says; absent in an existing folder is ACTIVE, an absent folder or any failure HALTED."""
        source = str(self.path)
        try:
            with self.path.open("rb") as file:
                return _dated(interpret(file.read(_MOST_BYTES), source), os.fstat(file.fileno()).st_mtime)
        except FileNotFoundError:
            return self._absent()
        except Exception as error:  # noqa: BLE001 - whatever hides the file, trading must not go on
            return unreadable(f"the STOP file cannot be read: {error}", source)

    def misnamed(self) -> list[Path]:
        """The files meant as this one under a name nobody reads; OSError when the folder cannot be listed."""
        meant = {self.path.name.casefold(), f"{self.path.name}.txt".casefold()}
        others = (each for each in self.path.parent.iterdir() if each.name != self.path.name)
        return sorted(each for each in others if each.name.casefold() in meant)

    def press(
        self,
        state: TradingState,
        by: str,
        reason: str,
        at: datetime,
        scope: Scope = EVERYTHING,
        trigger: str = "",
        keeps_working: bool = False,
    ) -> StopState:
        """Write the file and return what then holds; a file that already says as much is left untouched.

        Where the folder is missing it is made. Where the disk refuses the text, the file is emptied, which reads
        HALTED. OSError when even that fails.
        """
        if state is TradingState.ACTIVE:
            raise ValueError("STOP is pressed to REDUCING or HALTED; to trade again, re-arm it")
        hold = Hold(scope, state, keeps_working, trigger, by, reason, at.isoformat())

        def with_hold(now: StopState) -> StopState:
            return state_of([*now.everywhere, hold], _of_day(now.cancels, at), now.source)

        def holds_already(now: StopState) -> bool:
            return join_holds([*now.everywhere, hold]) == now.everywhere

        after = self._change(with_hold, holds_already)
        what = {"state": state.value, "scope": str(scope), "working": "keep" if keeps_working else "cancel"}
        return self._noted(after, {"pressed": what, "trigger": trigger, **_signed(by, reason, at)})

    def cancel(self, by: str, reason: str, at: datetime, scope: Scope = EVERYTHING, trigger: str = "") -> StopState:
        """Add a request to withdraw what works in a scope; a HALTED file that cancels anyway is left untouched."""
        wanted = CancelRequest(f"{at:%Y%m%d}-{uuid4().hex[:12]}", scope, trigger, by, reason, at.isoformat())

        def with_request(now: StopState) -> StopState:
            return replace(now, cancels=join_cancels([*_of_day(now.cancels, at), wanted]))

        def cancels_already(now: StopState) -> bool:
            return now.state is TradingState.HALTED and not now.keeps_working

        after = self._change(with_request, cancels_already)
        what = {"id": wanted.cancel_id, "scope": str(scope)}
        return self._noted(after, {"cancelled": what, "trigger": trigger, **_signed(by, reason, at)})

    def notice(self, now: StopState, at: datetime) -> None:
        """Keep in the history what the file says now and no pressing of ours told of; OSError where that fails."""
        told = {"state": now.state.value, "holds": [str(hold.scope) for hold in now.everywhere]}
        self._remember({"noticed": told, "trigger": now.trigger or "file", **_signed(now.by, now.reason, at)})

    def rearm(self, seen: StopState, by: str, reason: str, at: datetime, scope: Scope | None = None) -> StopState:
        """Take a hold out of the file, or the file away, after adding who, why and what it said to the history.

        Refused where it no longer says what the person has `seen`: somebody pressed it meanwhile.
        """
        if not by.strip() or not reason.strip():
            raise FixAndRestart("re-arming needs a name and a reason", "say who decided and why it is safe")
        with self._locked():
            now = self.read()
            if not os.path.lexists(self.path) and not now.everywhere:
                return now
            if now != seen:
                raise Refused(
                    f"STOP now says {now.state} by {now.by or '?'}: {now.reason}", "look at it, then decide again"
                )
            left = _without(now, scope, at)
            was = {"state": now.state.value, "by": now.by, "reason": now.reason, "at": now.at}
            scoped = {} if scope is None else {"scope": str(scope)}
            self._remember({"rearmed": scoped, "was": was, **_signed(by, reason, at)})
            self._put(left)
        return self.read()

    def _absent(self) -> StopState:
        source = str(self.path)
        if os.path.lexists(self.path):
            return unreadable("the STOP file is a link to nothing", source)
        if not self.path.parent.is_dir():
            return unreadable(f"the folder {self.path.parent} is not there", source)
        try:
            meant = self.misnamed()
        except OSError as error:
            return unreadable(f"the folder {self.path.parent} cannot be listed: {error}", source)
        if meant:
            return StopState(TradingState.HALTED, "", f"{meant[0].name} lies in its place", "", source, "file")
        return StopState(TradingState.ACTIVE, "", "", "", f"no {self.path.name} file")

    def _change(self, change: Callable[[StopState], StopState], is_so: Callable[[StopState], bool]) -> StopState:
        """Change what the file says, under its lock where that can be had; what is not understood is left as it is."""
        with self._locked():
            now = self.read()
            there = os.path.lexists(self.path)
            if there and (not now.readable or is_so(now)):
                return now
            wanted = change(now)
            try:
                self._write(wanted, only_create=not there and wanted.state is not TradingState.HALTED)
            except OSError:
                self.path.write_bytes(b"")
            return self.read()

    def _write(self, wanted: StopState, only_create: bool) -> None:
        """Put the text in place; less than HALTED only creates, so it never falls on a HALTED of the same moment."""
        content = render(wanted)
        if not only_create:
            write_atomically(self.path, content)
            return
        try:
            with self.path.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except FileExistsError:
            return

    def _put(self, left: StopState) -> None:
        try:
            for each in self.misnamed():
                each.unlink()
            if left.everywhere or left.cancels:
                write_atomically(self.path, render(left))
            else:
                self.path.unlink(missing_ok=True)
        except OSError as error:
            raise FixAndRestart(f"{self.path} cannot be removed: {error}", "remove it by hand") from error

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the file's lock; without it after a second: whoever holds it hangs, and a press must not."""
        if not self.path.parent.is_dir():
            yield
            return
        lock = FileLock(self.path.with_name(f".{self.path.name}.lock"), timeout=_LOCK_WAIT_S)
        try:
            lock.acquire()
        except (OSError, Timeout):
            yield
            return
        try:
            yield
        finally:
            lock.release()

    def _noted(self, after: StopState, line: dict[str, object]) -> StopState:
        """Keep a pressing in the history; where that fails the press still holds, and the state says so."""
        try:
            self._remember(line)
        except OSError as error:
            return replace(after, remark=f"{self.path.name}.history was not written: {error}")
        return after

    def _remember(self, line: dict[str, object]) -> None:
        append_line(self.path.with_name(f"{self.path.name}.history"), line)


def _dated(stop: StopState, written_s: float) -> StopState:
    """Where nobody wrote when it was pressed, that is when the file was written."""
    if stop.at or stop.state is TradingState.ACTIVE:
        return stop
    return replace(stop, at=datetime.fromtimestamp(written_s, SHANGHAI).isoformat(timespec="seconds"))


def _signed(by: str, reason: str, at: datetime) -> dict[str, str]:
    return {"by": by, "reason": reason, "at": at.isoformat()}


def _of_day(cancels: tuple[CancelRequest, ...], at: datetime) -> tuple[CancelRequest, ...]:
    """Return the requests of that day; older ones have been followed, or their day is over."""
    return tuple(cancel for cancel in cancels if cancel.cancel_id.startswith(f"{at:%Y%m%d}-"))


def _without(now: StopState, scope: Scope | None, at: datetime) -> StopState:
    """Return the state less one scope's hold, or less all of them; requests of today stay to be followed."""
    left = [] if scope is None else [hold for hold in now.everywhere if hold.scope != scope]
    return state_of(left, _of_day(now.cancels, at), now.source)
