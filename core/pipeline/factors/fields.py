"""What a factor may read: the panel's fields by the names expressions use, and how each comes from the bars."""

from collections.abc import Mapping

import numpy as np

from core.pipeline.anomalies import HALF_TICK_YUAN
from core.pipeline.engine.grids import Grid, Grids
from core.pipeline.panel import FloatArray, Panel

FIELDS: Mapping[str, str] = {
    "open": "opening price × adj_factor, yuan",
    "high": "highest price × adj_factor, yuan",
    "low": "lowest price × adj_factor, yuan",
    "close": "closing price × adj_factor, yuan",
    "vwap": "amount over volume × adj_factor, yuan",
    "volume": "shares traded ÷ adj_factor",
    "amount": "yuan traded",
    "turnover": "shares traded, percent of the float",
    "pe_ttm": "price over the last twelve months' earnings",
    "pb": "price over book value",
    "ps_ttm": "price over the last twelve months' sales",
    "circ_mv": "circulating market value, yuan",
    "total_mv": "total market value, yuan",
    "raw_close": "closing price as quoted, yuan",
    "limit_up": "1 on a close at the day's upper limit, else 0; missing without a limit",
    "limit_down": "1 on a close at the day's lower limit, else 0; missing without a limit",
    "one_price": "1 on a day of a single price away from the previous close, else 0",
}


def make_grids(panel: Panel, up_limit: FloatArray, down_limit: FloatArray) -> Grids:
    """Return every field of FIELDS over the panel, T×N float32; limits in yuan, T×N, NaN where not known.

    A day without a bar is missing in every field. Figures too large for float32 are missing too.
    """
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        fields = {name: _float32(grid) for name, grid in _fields(panel, up_limit, down_limit).items()}
    return Grids(panel.dates, panel.symbols, fields)


def _fields(panel: Panel, up_limit: FloatArray, down_limit: FloatArray) -> dict[str, FloatArray]:
    close, volume, factor = panel["close"], panel["vol"], panel["adj_factor"]
    single = (panel["high"] == panel["low"]) & (close != panel["pre_close"])
    return {
        **{name: panel[f"adj_{name}"] for name in ("open", "high", "low", "close")},
        "vwap": panel["amount"] / np.where(volume > 0, volume, np.nan) * factor,
        "volume": volume / factor,
        "amount": panel["amount"],
        "turnover": panel["turnover_rate"],
        **{name: panel[name] for name in ("pe_ttm", "pb", "ps_ttm", "circ_mv", "total_mv")},
        "raw_close": close,
        "limit_up": np.where(np.isfinite(close + up_limit), close >= up_limit - HALF_TICK_YUAN, np.nan),
        "limit_down": np.where(np.isfinite(close + down_limit), close <= down_limit + HALF_TICK_YUAN, np.nan),
        "one_price": np.where(np.isfinite(close), single, np.nan),
    }


def _float32(grid: FloatArray) -> Grid:
    stored = grid.astype(np.float32)
    return np.where(np.isfinite(stored), stored, np.float32(np.nan))
