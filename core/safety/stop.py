"""What the bytes of a STOP file mean, how one is written, and how the states of several sources join.

One word, ACTIVE, REDUCING or HALTED, is all a person need write. What reaches less far than everything, or cancels
without blocking, stands in a table under the word SCOPED, ended by its row count: a reader that does not know the word,
or meets half a table, halts.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace

from core.domain.errors import SkipName
from core.domain.stop import EVERYTHING, CancelRequest, Hold, Scope, ScopeKind, join_cancels, join_holds
from core.domain.trading_state import TradingState
from core.ports.stop import StopState

SCOPED = "SCOPED"
NOT_PRESSED = StopState(TradingState.ACTIVE, "", "", "", "")
_KEYS = ("by", "reason", "at", "trigger")
_HOLD_CELLS, _CANCEL_CELLS = 9, 8
_WORKING = {"keep": True, "cancel": False}


def interpret(content: bytes, source: str) -> StopState:
    """Return what a STOP file says: its first line is one word of the four, else it is HALTED."""
    try:
        lines = content.decode("utf-8").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError:
        return halted("the STOP file is not UTF-8 text", source)
    words = lines[0].split()
    if words == [SCOPED]:
        return _table(lines[1:], source)
    if len(words) != 1 or words[0] not in set(TradingState):
        return halted(f"the STOP file says {lines[0][:40]!r}, not ACTIVE, REDUCING or HALTED", source)
    notes = dict(line.split("=", 1) for line in lines[1:] if "=" in line)
    by, reason, at, trigger = (notes.get(key, "").strip() for key in _KEYS)
    return StopState(TradingState(words[0]), by, reason, at, source, trigger)


def _table(lines: Sequence[str], source: str) -> StopState:
    try:
        rows = [row for row in csv.reader(lines, strict=True) if row]
        if len(rows) < 2 or rows[-1] != ["END", str(len(rows) - 1)]:
            return halted("the STOP file's table is not whole", source)
        holds = [_hold(row) for row in rows[:-1] if row[0] == "hold"]
        cancels = [_cancel(row) for row in rows[:-1] if row[0] == "cancel"]
        if len(holds) + len(cancels) != len(rows) - 1:
            raise ValueError("a row is neither hold nor cancel")
    except (ValueError, KeyError, SkipName, csv.Error) as error:
        return halted(f"the STOP file's table cannot be understood: {error}", source)
    return state_of(holds, cancels, source)


def _hold(row: Sequence[str]) -> Hold:
    if len(row) != _HOLD_CELLS:
        raise ValueError(f"a hold has {len(row)} cells, expected {_HOLD_CELLS}")
    _, state, working, kind, name, at, trigger, by, reason = row
    if TradingState(state) is TradingState.ACTIVE:
        raise ValueError("a hold says ACTIVE, expected REDUCING or HALTED")
    return Hold(Scope(ScopeKind(kind), name), TradingState(state), _WORKING[working], trigger, by, reason, at)


def _cancel(row: Sequence[str]) -> CancelRequest:
    if len(row) != _CANCEL_CELLS:
        raise ValueError(f"a cancel has {len(row)} cells, expected {_CANCEL_CELLS}")
    _, cancel_id, kind, name, at, trigger, by, reason = row
    return CancelRequest(cancel_id, Scope(ScopeKind(kind), name), trigger, by, reason, at)


def halted(reason: str, source: str) -> StopState:
    """Return HALTED for text that is there and is not understood: somebody put it there, re-arming takes it away."""
    return StopState(TradingState.HALTED, "", reason, "", source)


def unreadable(reason: str, source: str) -> StopState:
    """Return HALTED for a source that cannot be read: only mending it lets trading go on."""
    return StopState(TradingState.HALTED, "", reason, "", source, readable=False)


def state_of(holds: Sequence[Hold], cancels: Sequence[CancelRequest], source: str) -> StopState:
    """Return the state that consists of these holds and requests; of several over one scope the safest counts."""
    joined = join_holds(holds)
    wide = next((hold for hold in joined if hold.scope == EVERYTHING), None)
    lesser = tuple(hold for hold in joined if hold.scope != EVERYTHING)
    if wide is None:
        return replace(NOT_PRESSED, source=source, holds=lesser, cancels=join_cancels(cancels))
    return StopState(
        wide.state, wide.by, wide.reason, wide.at, source, wide.trigger, wide.keeps_working, lesser,
        join_cancels(cancels),
    )  # fmt: skip


def join(states: Sequence[StopState]) -> StopState:
    """Return the safest of what several sources say, scope by scope; of equals the first says who and why."""
    holds = [hold for state in states for hold in state.everywhere]
    cancels = [cancel for state in states for cancel in state.cancels]
    joined = state_of(holds, cancels, "")
    worst = next(state for state in states if state.state is joined.state)
    remarks = [state.remark for state in states]
    remarks += [state.reason for state in states if not state.readable and state is not worst]
    return replace(
        joined,
        source=worst.source,
        readable=all(state.readable for state in states),
        remark="; ".join(filter(None, remarks)),
    )


def render(stop: StopState) -> bytes:
    """Return the file's text; line breaks inside a value become spaces, so no value can pose as another line."""
    if stop.holds or stop.cancels or stop.keeps_working:
        return _render_table(stop)
    values = (_flat(value) for value in (stop.by, stop.reason, stop.at, stop.trigger))
    lines = [stop.state.value, *(f"{key}={value}" for key, value in zip(_KEYS, values, strict=True) if value)]
    return ("\n".join(lines) + "\n").encode(errors="replace")


def _render_table(stop: StopState) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for hold in stop.everywhere:
        working = "keep" if hold.keeps_working else "cancel"
        writer.writerow(_cells("hold", hold.state, working, hold.scope.kind, hold.scope.name, *_told(hold)))
    for cancel in stop.cancels:
        writer.writerow(_cells("cancel", cancel.cancel_id, cancel.scope.kind, cancel.scope.name, *_told(cancel)))
    writer.writerow(["END", len(stop.everywhere) + len(stop.cancels)])
    return f"{SCOPED}\n{text.getvalue()}".encode(errors="replace")


def _told(what: Hold | CancelRequest) -> tuple[str, str, str, str]:
    return what.at, what.trigger, what.by, what.reason


def _cells(*values: str) -> list[str]:
    return [_flat(value) for value in values]


def _flat(value: str) -> str:
    return " ".join(value.replace("\0", " ").split())
