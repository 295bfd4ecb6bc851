"""What the screen of holdings and cash shows, free of Qt."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.ports.views.holdings import HoldingsAsk, HoldingsView
from core.ports.views.sheet import Sheet
from widgets.kit.walking import neighbour
from widgets.kit.words import tr, word


@dataclass(slots=True)
class HoldingsState:
    """The day chosen and the last view of it."""

    day: date | None = None
    view: HoldingsView | None = None

    def ask(self) -> HoldingsAsk:
        """Return what to ask for."""
        return HoldingsAsk(self.day)

    def step_day(self, direction: int) -> bool:
        """Go to the neighbouring day; False where there is none."""
        found = neighbour(self.view.days, self.view.trade_date, direction) if self.view else None
        self.day = found or self.day
        return found is not None

    def positions(self) -> Sheet:
        """Return the rows with the reasons of what is locked in words."""
        if self.view is None or not len(self.view.positions):
            return Sheet({})
        locks = [", ".join(word("lock", lock) for lock in each) for each in self.view.positions.columns["locks"]]
        return Sheet({**self.view.positions.columns, "locks": locks})

    def day_share(self) -> float | None:
        """Return the day's result as a fraction of what the account was worth before."""
        view = self.view
        if view is None or view.day_fen is None or not view.before_fen:
            return None
        return view.day_fen / view.before_fen

    def since_share(self) -> float | None:
        """Return the result since the beginning as a fraction of what was paid in."""
        view = self.view
        return (view.total_fen - view.capital_fen) / view.capital_fen if view and view.capital_fen > 0 else None

    def drawdown(self) -> float | None:
        """Return how far the newest close lies below the highest."""
        return _last(self.view.equity.columns.get("drawdown", ())) if self.view else None

    def deepest(self) -> float | None:
        """Return the deepest drawdown so far."""
        depths = list(self.view.equity.columns.get("drawdown", ())) if self.view else []
        return min(depths) if depths else None

    def against_index(self) -> float | None:
        """Return the account's return less that of the index, None where either is not known."""
        if self.view is None:
            return None
        own, index = (_last(self.view.equity.columns.get(name, ())) for name in ("account", "index"))
        return None if own is None or index is None else own - index

    def locked_fen(self) -> int:
        """Return what of the holdings cannot be sold today, at their marks."""
        if self.view is None:
            return 0
        columns = self.view.positions.columns
        triples = zip(*(columns.get(name, ()) for name in ("value_fen", "locked_shares", "shares")), strict=True)
        return sum(value * locked // shares for value, locked, shares in triples if shares)

    def heaviest(self) -> tuple[str, float] | None:
        """Return the name that weighs most, None without holdings."""
        if self.view is None or not len(self.view.positions):
            return None
        columns = self.view.positions.columns
        return max(
            ((str(symbol), weight or 0.0) for symbol, weight in zip(columns["symbol"], columns["weight"], strict=True)),
            key=lambda pair: pair[1],
        )

    def cost_sums(self) -> dict[str, int]:
        """Return the sums over the days shown: traded, fees as booked and as planned, price against plan."""
        if self.view is None:
            return {}
        names = ("traded_fen", "fee_fen", "planned_fee_fen", "price_fen", "tax_fen")
        return {name: sum(value or 0 for value in self.view.costs.columns.get(name, ())) for name in names}


def _last(values: Sequence[float]) -> float | None:
    return float(values[-1]) if len(values) and math.isfinite(values[-1]) else None


def place_name(group: str, place: str) -> str:
    """Return what a board or an industry is called."""
    if not place:
        return tr("unknown")
    return word("board", place) if group == "board" else place
