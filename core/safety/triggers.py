"""What presses STOP by itself: facts a job has found, and the state the settings raise for each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.domain.breaks import Break
from core.domain.orders import OrderResult, OrderState
from core.domain.stop import Trigger
from core.domain.trading_state import TradingState
from core.domain.verdict import Verdict
from core.ports.stop import StopState, StopSwitch
from core.settings.stop import Stop

PRESSED_BY = "daybreak"
_FALLEN = frozenset({"TRIPPED", "LATCHED"})
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Tripped:
    """One trigger that has gone off, and the state it raises."""

    trigger: Trigger
    state: TradingState
    reason: str


def of_verdicts(verdicts: Iterable[Verdict], settings: Stop) -> list[Tripped]:
    """Return what the gates' answers trip: a fall from the highest close, and broker figures that are not there."""
    found = []
    for verdict in verdicts:
        if verdict.gate == "drawdown" and verdict.code in _FALLEN:
            found.append(_tripped(Trigger.DRAWDOWN, settings.on_drawdown, verdict.reason))
        elif verdict.gate == "asset_check" and verdict.code == "FIGURES_MISSING":
            found.append(_tripped(Trigger.FIGURES_MISSING, settings.on_figures_missing, verdict.reason))
    return _raised(found)


def of_results(results: Sequence[OrderResult], settings: Stop) -> list[Tripped]:
    """Return what a day's orders trip: so many rejected one after another, by their ids, which are in sending order."""
    return of_sent(sorted(results, key=lambda each: each.client_order_id), settings)


def of_sent(results: Sequence[OrderResult], settings: Stop, unread: int = 0) -> list[Tripped]:
    """Return the same for orders as they were sent, while they are being sent too.

    Each of `unread` rows of the executor's journal, which nobody can read, may be one more rejection of the row.
    """
    longest = row = 0
    for result in results:
        if result.state is OrderState.REJECTED:
            row += 1
        elif result.state not in (OrderState.NOT_SENT, OrderState.UNKNOWN):
            row = 0
        longest = max(longest, row)
    if longest + unread < settings.reject_burst:
        return []
    last = next((result.message for result in results if result.state is OrderState.REJECTED), "")
    reason = f"{longest} orders rejected in a row, such as: {last or 'no reason given'}"
    if unread:
        reason = f"{unread} rows of the executor's journal cannot be read; besides, {longest} orders rejected in a row"
    return _raised([_tripped(Trigger.REJECT_BURST, settings.on_reject_burst, reason)])


def of_breaks(breaks: Iterable[Break], settings: Stop) -> list[Tripped]:
    """Return what open breaks trip, one for each state."""
    found = []
    for state, codes in (("HALTED", settings.halt_on_breaks), ("REDUCING", settings.reduce_on_breaks)):
        listed = [f"{each.code.value} {each.symbol} {each.detail}" for each in breaks if each.code.value in codes]
        if listed:
            more = f", and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
            found.append(_tripped(Trigger.RECONCILIATION, state, "; ".join(listed[:_SHOWN]) + more))
    return _raised(found)


def press(switch: StopSwitch, tripped: Iterable[Tripped], at: datetime) -> list[str]:
    """Press STOP for each trigger that has gone off, and say what was pressed why; what is pressed as far stays.

    OSError where STOP cannot be written.
    """
    told = []
    for each in tripped:
        switch.press(each.state, PRESSED_BY, each.reason, at, trigger=each.trigger)
        told.append(f"{each.trigger} presses {each.state}: {each.reason}")
    return told


def again(tripped: Iterable[Tripped], after: StopState) -> list[Tripped]:
    """Return which of these would press STOP further than it would stand after a re-arming."""
    return [each for each in tripped if each.state.severity > after.state.severity]


def _tripped(trigger: Trigger, state: str, reason: str) -> Tripped:
    return Tripped(trigger, TradingState(state), reason)


def _raised(found: Sequence[Tripped]) -> list[Tripped]:
    return [each for each in found if each.state is not TradingState.ACTIVE]
