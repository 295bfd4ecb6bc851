"""How strong the market stood on the night's data: one number from 0 to 1."""

import numpy as np

from core.pipeline.panel import BoolArray, Panel

MEAN_DAYS = 20


def market_strength(panel: Panel) -> dict[str, float | int | None]:
    """Return the share of names that rose, that of names at or above their 20-day mean close, and the mean of both.

    Adjusted closes. A name without a close on the last date counts nowhere, one without a close the day before not
    among the rising. `strength` is None where no name can be counted.
    """
    closes = panel["adj_close"][-MEAN_DAYS:]
    if len(closes) < 2:
        return {"names": 0, "rising": None, "above_mean": None, "strength": None}
    today, before, seen = closes[-1], closes[-2], np.isfinite(closes)
    means = np.where(seen, closes, 0.0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
    rising = _share(today > before, seen[-1] & seen[-2])
    above = _share(today >= means, seen[-1])
    strength = None if rising is None or above is None else round((rising + above) / 2, 6)
    return {"names": int(seen[-1].sum()), "rising": rising, "above_mean": above, "strength": strength}


def _share(holds: BoolArray, counted: BoolArray) -> float | None:
    names = int(counted.sum())
    return round(int((holds & counted).sum()) / names, 6) if names else None
