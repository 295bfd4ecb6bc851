"""The STOP file beside the orders folder: absent means ACTIVE, anything not understood means HALTED."""

import json
import os
from datetime import datetime
from pathlib import Path

from core.adapters.store.files import write_atomically
from core.domain.errors import FixAndRestart, Refused
from core.domain.trading_state import TradingState
from core.ports.stop import StopState
from core.safety.stop import halted, interpret, render

_MOST_BYTES = 65_536


class StopFile:
    """StopSwitch on one file; `<name>.history` beside it keeps a line for every re-arming."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> StopState:
        """What the file says; absent in an existing folder is ACTIVE, an absent folder or any failure HALTED."""
        source = str(self.path)
        try:
            with self.path.open("rb") as file:
                return interpret(file.read(_MOST_BYTES), source)
        except FileNotFoundError:
            return self._absent()
        except Exception as error:  # noqa: BLE001 - whatever hides the file, trading must not go on
            return halted(f"the STOP file cannot be read: {error}", source)

    def press(self, state: TradingState, by: str, reason: str, at: datetime) -> StopState:
        """Write the file and return what then holds; a file that already says as much is left untouched.

        Where the folder is missing it is made. Where the disk refuses the text, the file is emptied, which reads
        HALTED. OSError when even that fails.
        """
        if state is TradingState.ACTIVE:
            raise ValueError("STOP is pressed to REDUCING or HALTED; to trade again, re-arm it")
        now = self.read().state
        needed = max(state, now, key=lambda one: one.severity)
        if needed is not now or not os.path.lexists(self.path):
            try:
                self._write(needed, render(needed, by, reason, at.isoformat()))
            except OSError:
                self.path.write_bytes(b"")
        return self.read()

    def rearm(self, seen: StopState, by: str, reason: str, at: datetime) -> StopState:
        """Remove the file after adding who, why and what it said to the history.

        Refused where it no longer says what the person has `seen`: somebody pressed it meanwhile.
        """
        if not by.strip() or not reason.strip():
            raise FixAndRestart("re-arming needs a name and a reason", "say who decided and why it is safe")
        if not os.path.lexists(self.path):
            return self.read()
        now = self.read()
        if now != seen:
            raise Refused(
                f"STOP now says {now.state} by {now.by or '?'}: {now.reason}", "look at it, then decide again"
            )
        self._remember(now, by, reason, at)
        try:
            self.path.unlink()
        except OSError as error:
            raise FixAndRestart(f"{self.path} cannot be removed: {error}", "remove it by hand") from error
        return self.read()

    def _absent(self) -> StopState:
        if os.path.lexists(self.path):
            return halted("the STOP file is a link to nothing", str(self.path))
        if not self.path.parent.is_dir():
            return halted(f"the folder {self.path.parent} is not there", str(self.path))
        return StopState(TradingState.ACTIVE, "", "", "", "no STOP file")

    def _write(self, state: TradingState, content: bytes) -> None:
        """HALTED overwrites; REDUCING only creates, so it can never fall on a HALTED pressed at the same moment."""
        if state is TradingState.HALTED or self.path.exists():
            write_atomically(self.path, content)
            return
        try:
            with self.path.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except FileExistsError:
            return

    def _remember(self, was: StopState, by: str, reason: str, at: datetime) -> None:
        line = {
            "at": at.isoformat(),
            "by": by,
            "reason": reason,
            "was": {"state": was.state.value, "by": was.by, "reason": was.reason, "at": was.at},
        }
        with self.path.with_name(f"{self.path.name}.history").open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n")
            file.flush()
            os.fsync(file.fileno())
