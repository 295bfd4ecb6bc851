"""Verdicts, and what steps noted, as a table shows them."""

import json
from collections.abc import Iterable, Mapping

from core.domain.verdict import Verdict
from core.ports.views.sheet import Sheet

VERDICT_FIELDS = ("gate", "ruling", "code", "reason", "evidence")
_SHOWN = 300


def verdict_sheet(verdicts: Iterable[Verdict]) -> Sheet:
    """Return verdicts in the order they were given."""
    rows = (
        {
            "gate": verdict.gate,
            "ruling": verdict.ruling.value,
            "code": verdict.code,
            "reason": verdict.reason,
            "evidence": brief(verdict.evidence),
        }
        for verdict in verdicts
    )
    return Sheet.of(rows, VERDICT_FIELDS)


def brief(detail: Mapping[str, object]) -> str:
    """Return what a step noted as one line, cut where it is long."""
    said = ", ".join(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in detail.items())
    return said if len(said) <= _SHOWN else f"{said[: _SHOWN - 1]}…"
