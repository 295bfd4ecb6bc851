"""The review: every gate is asked, and only what all of them let through becomes ApprovedOrders."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.domain.approved import ApprovedOrders
from core.domain.orders import Order, Side
from core.domain.verdict import Ruling, Verdict
from core.safety.case import Case
from core.safety.gates.answers import blocked
from core.safety.registry import GATES, Gate

# Written out a second time on purpose: a gate lost from the registry must block, not vanish.
EXPECTED_GATES = (
    "stop",
    "plan_freshness",
    "reconciliation",
    "asset_check",
    "data_degraded",
    "row_count",
    "blacklist",
    "per_symbol_cap",
    "turnover_cap",
    "abnormal_amount",
    "price_distance",
    "lot_and_t1",
)


@dataclass(frozen=True, slots=True)
class Review:
    """The gates' answers on the orders that were left, what they approve, and the orders dropped on the way."""

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
    purchase cannot hold up a sale. An exception, an answer that is no verdict of that gate, a missing or an unknown
    gate counts as BLOCK. A batch without orders is never approved.
    """
    verdicts = _ask(case, gates)
    dropped: tuple[Order, ...] = ()
    if any(verdict.ruling is Ruling.REDUCE for verdict in verdicts):
        dropped = tuple(case.side(Side.BUY))
        case = replace(case, batch=replace(case.batch, orders=tuple(case.side(Side.SELL))))
        verdicts = _ask(case, gates)
    refusals = [f"{verdict.gate}: {verdict.reason}" for verdict in verdicts if verdict.ruling is Ruling.BLOCK]
    if refusals:
        return Review(verdicts, None, dropped, "; ".join(refusals))
    if not case.batch.orders:
        return Review(verdicts, None, dropped, "only buys, and they were dropped" if dropped else "no orders")
    return Review(verdicts, ApprovedOrders(case.batch, verdicts), dropped, "")


def _ask(case: Case, gates: Mapping[str, Gate]) -> tuple[Verdict, ...]:
    unknown = sorted(set(gates) - set(EXPECTED_GATES))
    return (
        *(_answer(name, case, gates) for name in EXPECTED_GATES),
        *(blocked(name, "GATE_FAILED", f"gate {name!r} is not among the expected ones") for name in unknown),
    )


def _answer(name: str, case: Case, gates: Mapping[str, Gate]) -> Verdict:
    gate = gates.get(name)
    if gate is None:
        return blocked(name, "GATE_FAILED", f"gate {name!r} is missing")
    try:
        verdict = gate(case)
    except Exception as error:  # noqa: BLE001 - a gate that fails must block, whatever the failure
        return blocked(name, "GATE_FAILED", f"gate {name!r} failed: {error!r}")
    if not isinstance(verdict, Verdict) or verdict.gate != name:
        return blocked(name, "GATE_FAILED", f"gate {name!r} answered {verdict!r}, not a verdict of its own")
    return verdict
