"""Verdicts, and what steps noted, as a table shows them."""

from collections.abc import Iterable, Mapping

from core.domain.evidence import readable
from core.domain.verdict import Verdict
from core.ports.views.sheet import Sheet

VERDICT_FIELDS = ("gate", "ruling", "code", "reason", "evidence")
_SHOWN = 300


def verdict_sheet(verdicts: Iterable[Verdict]) -> Sheet:
    """Return verdicts in the order they were given."""
    return Sheet.of(map(_row, verdicts), VERDICT_FIELDS)


def _row(verdict: Verdict) -> dict[str, str]:
    return {
        "gate": verdict.gate,
        "ruling": verdict.ruling.value,
        "code": verdict.code,
        "reason": verdict.reason,
        "evidence": brief(verdict.evidence),
    }


def brief(detail: Mapping[str, object]) -> str:
    """Return what a step noted as one line, cut where it is long."""
    said = "; ".join(f"{name}: {text}" for name, text in readable(detail).items())
    return said if len(said) <= _SHOWN else f"{said[: _SHOWN - 1]}…"
