"""What the bytes of a STOP file mean, and how one is written."""

from core.domain.trading_state import TradingState
from core.ports.stop import StopState

_KEYS = ("by", "reason", "at")


def interpret(content: bytes, source: str) -> StopState:
    """Return what a STOP file says: its first line is the one word ACTIVE, REDUCING or HALTED, else it is HALTED."""
    try:
        lines = content.decode("utf-8").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError:
        return halted("the STOP file is not UTF-8 text", source)
    words = lines[0].split()
    if len(words) != 1 or words[0] not in set(TradingState):
        return halted(f"the STOP file says {lines[0][:40]!r}, not ACTIVE, REDUCING or HALTED", source)
    notes = dict(line.split("=", 1) for line in lines[1:] if "=" in line)
    by, reason, at = (notes.get(key, "").strip() for key in _KEYS)
    return StopState(TradingState(words[0]), by, reason, at, source)


def halted(reason: str, source: str) -> StopState:
    """Return HALTED for something that could not be understood."""
    return StopState(TradingState.HALTED, "", reason, "", source)


def render(state: TradingState, by: str, reason: str, at: str) -> bytes:
    """Return the file's text; line breaks inside a value become spaces, so no value can pose as another line."""
    values = (" ".join(value.split()) for value in (by, reason, at))
    lines = [state.value, *(f"{key}={value}" for key, value in zip(_KEYS, values, strict=True))]
    return ("\n".join(lines) + "\n").encode()
