"""The review: every gate is asked, and only what all of them let through becomes ApprovedOrders."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from core.domain.approved import ApprovedOrders
from core.domain.gate_names import EXPECTED_GATES
from core.domain.orders import Order, Side
from core.domain.verdict import Ruling, Verdict
from core.safety.asking import HungError, ask_in_time
from core.safety.case import Case
from core.safety.gates.answers import blocked
from core.safety.reducing import STILL_APPLY
from core.safety.registry import GATES, Gate


@dataclass(frozen=True, slots=True)
class Review:
    """The gates' answers on the orders that were left, what they approve, and the orders dropped on the way.

    Where a gate dropped the buys its answer to them is kept, not the one it gave about what was left.
    """

    verdicts: tuple[Verdict, ...]
    approved: ApprovedOrders | None
    dropped: tuple[Order, ...]
    reason: str

    @property
    def blocked(self) -> bool:
        """Whether a gate refused."""
        return any(verdict.ruling is Ruling.BLOCK for verdict in self.verdicts)

    @property
    def nothing_to_do(self) -> bool:
        """Whether no gate refused, yet no order is left."""
        return self.approved is None and not self.blocked


def review(case: Case, gates: Mapping[str, Gate] = GATES) -> Review:
    """Ask every gate and approve, reduce or refuse.

    Where a gate says reduce, the buys are dropped and every gate is asked again about the sells alone, so that a bad
    purchase cannot hold up a sale. An exception, an answer that is no verdict of that gate or does not come in time, a
    missing or an unknown gate counts as BLOCK. A batch without orders is never approved.
    """
    verdicts = _ask(case, gates)
    dropped: tuple[Order, ...] = ()
    if any(verdict.ruling is Ruling.REDUCE for verdict in verdicts):
        dropped = tuple(case.side(Side.BUY))
        case = case.sales
        left = _ask(case, gates)
        verdicts = tuple(
            before if before.ruling is Ruling.REDUCE and after.passed else after
            for before, after in zip(verdicts, left, strict=True)
        )
    refusals = [f"{verdict.gate}: {verdict.reason}" for verdict in verdicts if verdict.ruling is Ruling.BLOCK]
    if refusals:
        return Review(verdicts, None, dropped, "; ".join(refusals))
    if not case.batch.orders:
        return Review(verdicts, None, dropped, "only buys, and they were dropped" if dropped else "no orders")
    return Review(verdicts, ApprovedOrders(case.batch, verdicts), dropped, "")


def _ask(case: Case, gates: Mapping[str, Gate]) -> tuple[Verdict, ...]:
    unknown = sorted(set(gates) - set(EXPECTED_GATES))
    buys = case.purchases
    return (
        *(_answer(name, case if name in STILL_APPLY else buys, gates) for name in EXPECTED_GATES),
        *(blocked(name, "GATE_FAILED", f"gate {name!r} is not among the expected ones") for name in unknown),
    )


def _answer(name: str, case: Case, gates: Mapping[str, Gate]) -> Verdict:
    gate = gates.get(name)
    if gate is None:
        return blocked(name, "GATE_FAILED", f"gate {name!r} is missing")
    try:
        verdict = ask_in_time(lambda: gate(case), case.settings.gates.time_limit_s)
        nonsense = _nonsense(name, verdict)
    except HungError as error:
        return blocked(name, "GATE_HUNG", f"gate {name!r} hangs: {error}")
    except Exception as error:  # noqa: BLE001 - a gate that fails must block, whatever the failure
        return blocked(name, "GATE_FAILED", f"gate {name!r} failed: {error}")
    return blocked(name, "GATE_FAILED", f"gate {name!r} {nonsense}") if nonsense else verdict


def _nonsense(name: str, verdict: object) -> str:
    """Say why an answer is none, '' where it is one: anything but a whole verdict of that gate."""
    if type(verdict) is not Verdict or verdict.gate != name:
        return f"answered {verdict!r}, not a verdict of its own"
    if not isinstance(verdict.ruling, Ruling):
        return f"ruled {verdict.ruling!r}, expected one of {', '.join(Ruling)}"
    if verdict.passed is not (verdict.code == "OK"):
        return f"ruled {verdict.ruling} with the code {verdict.code!r}"
    if not isinstance(verdict.reason, str) or not verdict.reason.strip():
        return f"gave no reason for {verdict.code}"
    json.dumps(dict(verdict.evidence), allow_nan=False)
    return ""
