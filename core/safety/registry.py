"""All gates by name, in the order they are shown."""

from collections.abc import Callable, Mapping

from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates import (
    abnormal_amount,
    asset_check,
    blacklist,
    data_degraded,
    lot_and_t1,
    per_symbol_cap,
    plan_freshness,
    price_distance,
    reconciliation,
    row_count,
    stop,
    turnover_cap,
)

Gate = Callable[[Case], Verdict]

_MODULES = (
    stop,
    plan_freshness,
    reconciliation,
    asset_check,
    data_degraded,
    row_count,
    blacklist,
    per_symbol_cap,
    turnover_cap,
    abnormal_amount,
    price_distance,
    lot_and_t1,
)

GATES: Mapping[str, Gate] = {module.NAME: module.judge for module in _MODULES}
