"""Which gates judge sells: the one list, so that no limit on buying can trap a position.

A share that is held can only be reduced by a sale. A gate on this list sees every order; any other sees the buys
alone, and where its limit is passed it drops them and lets the sells go. A gate that fails blocks both.
"""

STILL_APPLY = frozenset(
    {
        "stop",
        "plan_freshness",
        "data_freshness",
        "reconciliation",
        "asset_check",
        "tradable",
        "price_band",
        "price_cage",
        "price_distance",
        "lot_tick",
        "t1_sellable",
        "sell_first",
        "order_count",
        "duplicate",
        "file_count",
        "restricted",
        "abnormal_amount",
        "message_rate",
        "message_count",
        "fast_cancel",
        "minute_volume",
    }
)
