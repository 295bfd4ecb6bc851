"""The exchanges' dated rules: limits, ticks, lots, the price cage, sessions and fees, one file a kind.

Pure look-ups by board and date; each date stands beside its rule. Prices are 厘, quantities shares. A rule looked up
outside its known dates answers by the oldest known one. Import from here; docs/rulebook.md names the sources.
"""

from core.domain.rulebook.cage import CageRule, cage_base_li, cage_limit_li, cage_rule
from core.domain.rulebook.fees import COMMISSION_CAP, FeeRates, Fees, fee_rates, order_fees, tariff_board
from core.domain.rulebook.limits import (
    DELISTING_DAYS,
    FREE_DAYS,
    TICK_LI,
    Band,
    Occasion,
    Status,
    limit_rates,
    price_band,
)
from core.domain.rulebook.lots import LotRule, OrderKind, lot_rule, round_buy, round_sell, valid_size
from core.domain.rulebook.sessions import TRADING_MINUTES, Phase, Session, session_at, sessions

__all__ = [
    "COMMISSION_CAP", "DELISTING_DAYS", "FREE_DAYS", "TICK_LI", "TRADING_MINUTES",
    "Band", "CageRule", "FeeRates", "Fees", "LotRule", "Occasion", "OrderKind", "Phase", "Session", "Status",
    "cage_base_li", "cage_limit_li", "cage_rule", "fee_rates", "limit_rates", "lot_rule", "order_fees", "price_band",
    "round_buy", "round_sell", "session_at", "sessions", "tariff_board", "valid_size",
]  # fmt: skip
