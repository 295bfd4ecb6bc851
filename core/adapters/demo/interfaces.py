"""The interfaces the demo server knows: default fields, hidden fields, row caps, and who makes the rows."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from core.adapters.demo import wire_bars, wire_tables
from core.adapters.demo.market import DemoExchange
from core.adapters.demo.query import Query
from core.domain.dataset import DATASETS


@dataclass(frozen=True, slots=True)
class Interface:
    """One Tushare interface; `hidden` fields come only when named, one of `required` must be given."""

    name: str
    rows: Callable[[DemoExchange, Query], pd.DataFrame]
    fields: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    required: tuple[str, ...] = ()

    @property
    def row_cap(self) -> int:
        """Most rows of one reply."""
        return DATASETS[self.name].row_cap


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_BAR = "ts_code trade_date open high low close pre_close change pct_chg vol amount"

INTERFACES: dict[str, Interface] = {
    interface.name: interface
    for interface in (
        Interface("trade_cal", wire_tables.trade_cal, _names("exchange cal_date is_open pretrade_date")),
        Interface(
            "stock_basic", wire_tables.stock_basic,
            _names("ts_code symbol name area industry cnspell market list_date act_name act_ent_type"),
            _names("fullname enname exchange curr_type list_status delist_date is_hs"),
        ),
        Interface("daily", wire_bars.daily, _names(_BAR)),
        Interface(
            "daily_basic", wire_bars.daily_basic,
            _names("ts_code trade_date close turnover_rate turnover_rate_f volume_ratio pe pe_ttm pb ps ps_ttm "
                   "dv_ratio dv_ttm total_share float_share free_share total_mv circ_mv"),
        ),
        Interface("adj_factor", wire_bars.adj_factor, _names("ts_code trade_date adj_factor")),
        Interface(
            "stk_limit", wire_bars.stk_limit, _names("trade_date ts_code up_limit down_limit"), _names("pre_close")
        ),
        Interface("suspend_d", wire_bars.suspend_d, _names("ts_code trade_date suspend_timing suspend_type")),
        Interface(
            "namechange", wire_tables.namechange,
            _names("ts_code name start_date end_date ann_date change_reason"),
        ),
        Interface(
            "index_daily", wire_bars.index_daily,
            _names("ts_code trade_date close open high low pre_close change pct_chg vol amount"), required=("ts_code",),
        ),
        Interface(
            "dividend", wire_tables.dividend,
            _names("ts_code end_date ann_date div_proc stk_div stk_bo_rate stk_co_rate cash_div cash_div_tax "
                   "record_date ex_date pay_date div_listdate imp_ann_date"),
            _names("base_date base_share"),
        ),
        Interface(
            "stk_auction", wire_bars.stk_auction,
            _names("ts_code trade_date vol price amount pre_close turnover_rate volume_ratio float_share"),
        ),
    )
}  # fmt: skip
