"""What the screen of plan and orders is told: every name with its fate, the files, the gates, and one name's story."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import numpy as np

from core.ports.views.sheet import EMPTY, Sheet


class Fate(StrEnum):
    """How far a name has come on the way from plan to order, and where it was left."""

    PLANNED = "planned"
    KEPT = "kept"
    SPARE = "spare"
    BUILT = "built"
    SKIPPED = "skipped"
    HELD_BACK = "held_back"
    NO_ORDERS = "no_orders"
    ORDERED = "ordered"
    NOT_PLANNED = "not_planned"
    NOT_SCORED = "not_scored"
    EXCLUDED = "excluded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RunMark:
    """A run as far as a screen needs it; `outcome` is '' while it is unfinished."""

    run_id: str
    kind: str
    outcome: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FileCard:
    """An orders file: before its release as it would be written, afterwards as it lies there.

    `content_hash` is '' where the batch cannot be encoded; `answer` the newest thing learned of it, '' before any.
    `text` is the file itself, `path` '' while there is none.
    """

    batch_id: str
    sequence: int
    released: bool
    rows: int
    buys: int
    buy_fen: int
    sell_fen: int
    content_hash: str
    prev_hash: str
    valid_until: str
    channel: str
    account_tail: str
    answer: str = ""
    answer_code: str = ""
    answer_reason: str = ""
    answer_by: str = ""
    decidable: bool = False
    path: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class OrdersAsk:
    """Plan and orders of a trade day, the newest that has begun where none is named."""

    day: date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class OrdersView:
    """Plan and orders of one trade day.

    `names` has a row per name planned, held, standing by or left out; `orders` a row per order with its live state and
    who told it; `gates` one per answer, `received` one per file that came in; money in fen, prices in 厘. `trade_date`
    is None where nothing was ever planned. `notes` are the plan's own, `troubles` tell of files nobody can read.
    """

    as_of: datetime
    trade_date: date | None
    data_date: date | None = None
    days: tuple[date, ...] = ()
    night: RunMark | None = None
    morning: RunMark | None = None
    total_fen: int = 0
    names: Sheet = field(default_factory=lambda: Sheet(EMPTY))
    orders: Sheet = field(default_factory=lambda: Sheet(EMPTY))
    gates: Sheet = field(default_factory=lambda: Sheet(EMPTY))
    received: Sheet = field(default_factory=lambda: Sheet(EMPTY))
    files: tuple[FileCard, ...] = ()
    notes: tuple[str, ...] = ()
    troubles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameAsk:
    """Why one name was ordered or not on a trade day."""

    day: date
    symbol: str


@dataclass(frozen=True, slots=True)
class Head:
    """An opinion on a name: whose, the score in [0, 1], and its rank; None where it has none."""

    name: str
    score: float | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Stage:
    """A station on the way to an order: `passed` None where it was not reached; `code` a word of the reports."""

    name: str
    passed: bool | None
    code: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class NameView:
    """The story of one name.

    `factors`, `weights`, `values` and `parts` belong together, largest part first: the factor's signed weight, the
    processed value (percentile rank, NaN where missing, which counts as neutral) and what it adds to the score.
    `facts` is the name's row of the plan's table, `top_n` how many names a plan takes, `definitions` what each factor
    measures as it is declared now.
    """

    as_of: datetime
    day: date
    symbol: str
    name: str
    fate: Fate
    code: str = ""
    why: str = ""
    stages: tuple[Stage, ...] = ()
    heads: tuple[Head, ...] = ()
    factors: tuple[str, ...] = ()
    weights: np.ndarray[Any, np.dtype[np.float64]] = field(default_factory=lambda: np.empty(0))
    values: np.ndarray[Any, np.dtype[np.float64]] = field(default_factory=lambda: np.empty(0))
    parts: np.ndarray[Any, np.dtype[np.float64]] = field(default_factory=lambda: np.empty(0))
    penalty: float = 0.0
    top_n: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)
