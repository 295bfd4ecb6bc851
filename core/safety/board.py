"""STOP as it is in force: the safest of several sources, each readable alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.domain.errors import DaybreakError, Refused
from core.domain.stop import EVERYTHING, Scope, join_holds
from core.domain.trading_state import TradingState
from core.ports.stop import StopState, StopSwitch
from core.safety.stop import join


class StopBoard:
    """StopSwitch over the file, which is pressed first and re-armed last, the records, and what only watches.

    `file` is what the executor reads. `records` keep what was pressed as well and may fail to take it; `watchers` are
    pressed by their own programs and only re-armed here.
    """

    def __init__(self, file: StopSwitch, records: Sequence[StopSwitch], watchers: Sequence[StopSwitch]) -> None:
        self._file = file
        self._records = tuple(records)
        self._watchers = tuple(watchers)

    def read(self) -> StopState:
        """The safest of all sources; one that cannot be read is HALTED."""
        return join([source.read() for source in self._sources()])

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
        """Press the file, then the records; a record that does not take it is told in the remark.

        OSError when the file itself cannot be written.
        """
        pressed = self._file.press(state, by, reason, at, scope, trigger, keeps_working)
        remarks = [pressed.remark]
        for record in self._records:
            try:
                record.press(state, by, reason, at, scope, trigger, keeps_working)
            except (DaybreakError, OSError) as error:
                remarks.append(str(error))
        return self._told(remarks)

    def cancel(self, by: str, reason: str, at: datetime, scope: Scope = EVERYTHING, trigger: str = "") -> StopState:
        """Have the executor withdraw once what it knows of a scope; blocks nothing."""
        remarks = [self._file.cancel(by, reason, at, scope, trigger).remark]
        for record in self._records:
            try:
                record.cancel(by, reason, at, scope, trigger)
            except (DaybreakError, OSError) as error:
                remarks.append(str(error))
        return self._told(remarks)

    def rearm(self, seen: StopState, by: str, reason: str, at: datetime, scope: Scope | None = None) -> StopState:
        """Re-arm records and watchers, and the file last of all; what another scope still holds stays in the file.

        Refused where the joined state is not what the person has `seen`, or a source cannot be read.
        """
        states = [source.read() for source in self._sources()]
        now = join(states)
        if replace(now, remark="") != replace(seen, remark=""):
            raise Refused(
                f"STOP now says {now.state} by {now.by or '?'}: {now.reason}", "look at it, then decide again"
            )
        if not now.readable:
            raise Refused(f"STOP cannot be read: {now.reason}", "mend what cannot be read; it is never overridden")
        for source, state in reversed(list(zip(self._sources(), states, strict=True))):
            source.rearm(state, by, reason, at, scope)
        self._publish(at)
        return self.read()

    def _sources(self) -> tuple[StopSwitch, ...]:
        return (self._file, *self._records, *self._watchers)

    def _publish(self, at: datetime) -> None:
        """Put what only a record still holds into the file: the executor reads nothing else."""
        in_file = self._file.read().everywhere
        for hold in self.read().everywhere:
            if join_holds([*in_file, hold]) != in_file:
                self._file.press(hold.state, hold.by, hold.reason, at, hold.scope, hold.trigger, hold.keeps_working)

    def _told(self, remarks: Sequence[str]) -> StopState:
        now = self.read()
        return replace(now, remark="; ".join(filter(None, [*remarks, now.remark])))
