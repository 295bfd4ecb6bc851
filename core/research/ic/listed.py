"""Who was listed as what on each date: the night's universe, and industries as they were known."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.domain.progress import Counted
from core.pipeline.adapt import FLAGS, Adapted
from core.pipeline.panel import BoolArray, Panel
from core.pipeline.universe import AMOUNT_DAYS, select_universe
from core.settings.model import Universe

UNKNOWN = -1
"""What `core.pipeline.engine.neutralise` takes for a name whose industry is not known."""

_PROGRESS_EVERY = 60


def universe_rows(
    panel: Panel,
    rows: slice,
    stock_basic: pd.DataFrame,
    namechange: pd.DataFrame,
    settings: Universe,
    progress: Callable[[str], None],
) -> BoolArray:
    """Return which names the night would have bought from on the dates of `rows`, by its own rules (T×N).

    Prices, amounts, bars and names under special treatment are those of each date; list dates, and the name of one
    never renamed, are as `stock_basic` has them. A shadow board is not bought from. `panel` holds no broken bars.
    """
    dates = panel.dates[rows]
    found = np.zeros((len(dates), len(panel.symbols)), dtype=bool)
    depth = max(AMOUNT_DAYS, 2 * settings.min_listed_days)
    for place, row in enumerate(range(*rows.indices(len(panel.dates)))):
        if place % _PROGRESS_EVERY == 0:
            progress(Counted(f"universe of {dates[place]}", place, len(dates)))
        span = slice(max(0, row + 1 - depth), row + 1)
        fields = {name: panel[name][span] for name in ("close", "amount")}
        known = Panel(panel.dates[span], panel.symbols, fields)
        chosen = select_universe(_of_day(known), stock_basic, namechange, settings, int(dates[place]))
        bought = chosen.loc[chosen["included"] & ~chosen["shadow"], "ts_code"]
        found[place] = np.isin(np.array(panel.symbols, dtype=object), bought.to_numpy(dtype=object))
    return found


def industry_rows(
    listings: Sequence[tuple[int, pd.DataFrame]], dates: npt.NDArray[np.int32], symbols: Sequence[str]
) -> npt.NDArray[np.int64]:
    """Return each name's industry as a number, T×N; UNKNOWN where none is known.

    `listings` are (YYYYMMDD it was published on, stock_basic), ascending; each date has the newest not after it, dates
    before the first have the first: an industry is guessed there, from later on. Without any all are UNKNOWN.
    """
    numbers: dict[str, int] = {}
    codes = np.full((len(dates), len(symbols)), UNKNOWN, dtype=np.int64)
    for place, (day, frame) in enumerate(listings):
        industries = frame.drop_duplicates("ts_code", keep="last").set_index("ts_code")["industry"]
        named = industries.astype(object).where(industries.notna(), "").reindex(list(symbols), fill_value="")
        row = [numbers.setdefault(str(name), len(numbers)) if name else UNKNOWN for name in named]
        codes[dates >= (day if place else 0)] = row
    return codes


def _of_day(panel: Panel) -> Adapted:
    """The last date of a panel as the universe asks for it; a name without a bar that day did not trade."""
    traded = np.isfinite(panel["close"][-1])
    flags = pd.DataFrame(
        {name: traded if name in ("traded", "tradeable") else np.zeros(len(traded), dtype=bool) for name in FLAGS},
        index=pd.Index(panel.symbols, name="ts_code", dtype=object),
    )
    nothing = pd.DataFrame()
    return Adapted(int(panel.dates[-1]), panel, flags, nothing, nothing, {})
