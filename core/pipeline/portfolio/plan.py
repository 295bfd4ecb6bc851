"""The plan: what the desk wants to hold on the next trading day, and who stands in where that cannot be bought."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from core.domain.dates import date_of, ymd
from core.domain.errors import FixAndRestart
from core.domain.money import notional_fen


class Action(StrEnum):
    """What the plan does with a symbol."""

    BUY = "BUY"
    SELL = "SELL"
    HOLD = "HOLD"
    KEEP_LOCKED = "KEEP_LOCKED"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One symbol's target, valued at the data date's close.

    `target_weight` is a share of all assets. `score` and `rank` are None where the symbol was not ranked. A substitute
    has no target of its own (zero): it takes over what the name it stands in for would have got.
    """

    symbol: str
    action: Action
    target_weight: float
    target_value_fen: int
    score: float | None
    rank: int | None
    held_shares: int
    close_li: int
    reason: str

    @property
    def held_value_fen(self) -> int:
        """Value of the shares held, at the plan's close."""
        return notional_fen(self.close_li, self.held_shares)

    @property
    def trade_fen(self) -> int:
        """Value to buy (positive) or to sell (negative); zero where nothing trades."""
        trades = self.action in {Action.BUY, Action.SELL}
        return self.target_value_fen - self.held_value_fen if trades else 0


@dataclass(frozen=True, slots=True)
class Plan:
    """Targets for `trade_date` made from what was known on `data_date`.

    Rows in the order of trading: sells (worst first), buys (best first), holdings kept, holdings locked.
    """

    trade_date: date
    data_date: date
    rows: tuple[PlanRow, ...]
    substitutes: tuple[PlanRow, ...]
    notes: tuple[str, ...]

    def to_json(self) -> str:
        """Return the plan as JSON; the same plan gives the same bytes."""
        document = asdict(self) | {"trade_date": ymd(self.trade_date), "data_date": ymd(self.data_date)}
        return json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Plan":
        """Read back what `to_json` wrote; FixAndRestart when it is anything else."""
        try:
            document = json.loads(text)
            return cls(
                trade_date=date_of(document["trade_date"]),
                data_date=date_of(document["data_date"]),
                rows=_rows(document["rows"]),
                substitutes=_rows(document["substitutes"]),
                notes=tuple(str(note) for note in document["notes"]),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise FixAndRestart(f"this is not a plan: {error!r}", "run the Night job again") from None


def _rows(rows: list[dict[str, Any]]) -> tuple[PlanRow, ...]:
    return tuple(PlanRow(**(row | {"action": Action(row["action"])})) for row in rows)
