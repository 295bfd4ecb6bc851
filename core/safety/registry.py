"""All gates by name, in the order they are shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates import (
    abnormal_amount,
    asset_check,
    blacklist,
    board_cap,
    cancel_ratio,
    cash,
    daily_loss,
    data_freshness,
    drawdown,
    duplicate,
    fast_cancel,
    file_count,
    gross_exposure,
    lot_tick,
    message_count,
    message_rate,
    minute_volume,
    order_count,
    order_value,
    plan_freshness,
    price_band,
    price_cage,
    price_distance,
    reconciliation,
    repeated_execution,
    restricted,
    sector_cap,
    sell_first,
    stop,
    strength,
    symbol_cap,
    t1_sellable,
    tradable,
    turnover,
)

Gate = Callable[[Case], Verdict]


@dataclass(frozen=True, slots=True)
class Rule:
    """One gate as people know it: what it is for, and the settings its limits are."""

    name: str
    judge: Gate
    reason: str
    limits: tuple[str, ...]


_MODULES = (
    stop,
    plan_freshness,
    data_freshness,
    reconciliation,
    asset_check,
    tradable,
    price_band,
    price_cage,
    price_distance,
    lot_tick,
    t1_sellable,
    sell_first,
    cash,
    symbol_cap,
    sector_cap,
    board_cap,
    gross_exposure,
    turnover,
    order_value,
    order_count,
    duplicate,
    file_count,
    repeated_execution,
    daily_loss,
    drawdown,
    blacklist,
    restricted,
    abnormal_amount,
    strength,
    message_rate,
    message_count,
    cancel_ratio,
    fast_cancel,
    minute_volume,
)

RULES: Mapping[str, Rule] = {
    module.NAME: Rule(module.NAME, module.judge, module.REASON, module.LIMITS) for module in _MODULES
}
GATES: Mapping[str, Gate] = {name: rule.judge for name, rule in RULES.items()}
