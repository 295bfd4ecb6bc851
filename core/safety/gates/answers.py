"""The answers a gate can give, in short."""

from collections.abc import Sequence

from core.domain.verdict import Ruling, Verdict

_SHOWN = 10


def passed(gate: str, reason: str, **evidence: object) -> Verdict:
    """Let everything through."""
    return Verdict(gate, Ruling.PASS, "OK", reason, evidence)


def reduced(gate: str, code: str, reason: str, **evidence: object) -> Verdict:
    """Let only sells through."""
    return Verdict(gate, Ruling.REDUCE, code, reason, evidence)


def blocked(gate: str, code: str, reason: str, **evidence: object) -> Verdict:
    """Let nothing through."""
    return Verdict(gate, Ruling.BLOCK, code, reason, evidence)


def none_of(gate: str, code: str, offences: Sequence[str], **evidence: object) -> Verdict:
    """Pass where there is no offence, else block naming the first ones and keeping all as evidence."""
    if not offences:
        return passed(gate, "nothing to object to", **evidence)
    return blocked(gate, code, _named(offences), offences=list(offences), **evidence)


def no_buy_of(gate: str, code: str, offences: Sequence[str], **evidence: object) -> Verdict:
    """Pass where no buy offends, else drop the buys, naming the first offences and keeping all as evidence."""
    if not offences:
        return passed(gate, "nothing to object to", **evidence)
    return reduced(gate, code, _named(offences), offences=list(offences), **evidence)


def _named(offences: Sequence[str]) -> str:
    more = f" and {len(offences) - _SHOWN} more" if len(offences) > _SHOWN else ""
    return "; ".join(offences[:_SHOWN]) + more
