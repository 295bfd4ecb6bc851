"""What a run hands over to have its page built."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.domain.breaks import Standing
from core.domain.holdings import Account
from core.domain.orders import Channel, Fill, Order, OrderResult
from core.domain.verdict import Verdict
from core.pipeline.four_way import FourWayRow
from core.pipeline.parity import ParityRow

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class EquityPoint:
    """The account's total after one close; benchmark 0.0 or NaN where unknown."""

    trade_date: date
    total_fen: int
    benchmark: float


@dataclass(frozen=True, slots=True)
class DayReport:
    """One run's page. A part left at None is not shown; an empty one is shown as empty.

    Rows may carry, absent keys leaving their cell empty: `plan` symbol, action, rank, score, weight (fraction),
    held_shares, target_shares, delta_shares, reason; `skipped` symbol, side, code, reason, substitute; `freshness`
    dataset, source, last_date, known_at, age_days, rows, coverage (fraction), missing (days), state (ok, stale,
    missing). `references_li` are the prices slippage is measured from, `closes_li` those positions are marked at (one
    without shows no value). `universe` counts names stage by stage in the order of filtering, `excluded` by reason.
    `decided_at` is when verdicts, plan and skipped names came about, where that was not at `as_of`. `scores` may hold
    NaN, which is counted apart. `names` are company names by symbol, untrusted text.
    """

    run_id: str
    kind: str
    trade_date: date
    as_of: datetime
    channel: Channel
    outcome: str
    reason: str
    steps: Sequence[str] = ()
    verdicts: Sequence[Verdict] | None = None
    plan: Sequence[Row] | None = None
    orders: Sequence[Order] | None = None
    skipped: Sequence[Row] | None = None
    results: Sequence[OrderResult] | None = None
    fills: Sequence[Fill] | None = None
    account: Account | None = None
    equity: Sequence[EquityPoint] | None = None
    freshness: Sequence[Row] | None = None
    universe: Mapping[str, int] | None = None
    excluded: Mapping[str, int] | None = None
    scores: Sequence[float] | None = None
    breaks: Sequence[Standing] | None = None
    four_way: Sequence[FourWayRow] | None = None
    parity: Sequence[ParityRow] | None = None
    anomalies: Mapping[str, int] | None = None
    references_li: Mapping[str, int] | None = None
    closes_li: Mapping[str, int] | None = None
    names: Mapping[str, str] | None = None
    decided_at: datetime | None = None
