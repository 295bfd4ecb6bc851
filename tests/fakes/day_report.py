"""A day report with every part, company names of an invented exchange, and hostile text."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from core.domain.breaks import Break, BreakCode
from core.domain.dates import SHANGHAI, at
from core.domain.holdings import Account, Position
from core.domain.orders import Channel, OrderState, Side
from core.domain.parity import Cause
from core.domain.verdict import Ruling, Verdict
from core.pipeline.four_way import CASH, FourWayRow
from core.pipeline.parity import ParityRow
from core.pipeline.report.model import DayReport, EquityPoint
from core.pipeline.standing import standing
from core.settings.model import Reconciliation
from tests.fakes.trading import a_fill, a_result, an_order

DAY = date(2026, 1, 30)
AS_OF: datetime = at(DAY, 16, 10).astimezone(SHANGHAI)
HOSTILE = '<script>alert("x")</script>&\'名'
A, B, C = "600000.SH", "000001.SZ", "688001.SH"

_BUY = an_order("B20260130-1-001", Side.BUY, A, 1000, 10_150)
_SELL = an_order("B20260130-1-000", Side.SELL, B, 500, 9_900)
_REJECTED = an_order("B20260130-1-002", Side.BUY, C, 200, 51_510)

_STANDINGS = [
    standing(found, DAY, 1, Reconciliation())
    for found in (
        Break(BreakCode.CASH_MISMATCH, DAY, "", "books have 1 fen more", {"difference_fen": -1}, 3, 1),
        Break(BreakCode.ASSET_MISMATCH, DAY, "", "another price", {}, 4, waits_until=date(2026, 2, 2)),
    )
]
_FOUR_WAY = [
    FourWayRow(A, 0, 1000, 600, 600, 600, ()),
    FourWayRow(CASH, 100, 50, 40, 40, 39, ("CASH_MISMATCH",)),
]

_PARITY = [
    ParityRow(
        A, Side.BUY, "b1", 10_000, 10_060, 1000, 600, 501, 500, 3_600, 400_000, -1, 5, Cause.SLIPPAGE, Cause.PARTIAL,
        Cause.FEE_AMOUNT, None,
    ),
    ParityRow(C, Side.BUY, "", 51_000, 0, 200, 0, 1, 0, 0, 1_020_000, 0, None, None, Cause.LIMIT, None, None),
]  # fmt: skip


def a_full_report() -> DayReport:
    """Return a close with everything on it."""
    start = date(2026, 1, 5)
    equity = [
        EquityPoint(start + timedelta(step), 100_000_000 + (step * 37 % 11 - 4) * 310_000, 3900.0 + step * 41 % 130)
        for step in range(26)
        if (start + timedelta(step)).weekday() < 5
    ]
    return DayReport(
        run_id="close-20260130-01",
        kind="close",
        trade_date=DAY,
        as_of=AS_OF,
        channel=Channel.PAPER,
        outcome="blocked",
        reason="1 open break blocks the next Morning: #3 CASH_MISMATCH",
        steps=("calendar", "reports", "pull", "post", "reconcile", "mark", "conclude"),
        verdicts=[
            Verdict("stop", Ruling.PASS, "OK", "trading is ACTIVE", {"state": "ACTIVE"}),
            Verdict("asset_check", Ruling.BLOCK, "MISMATCH", HOSTILE, {"expected_fen": 100, "broker_fen": 90}),
            Verdict("data_freshness", Ruling.REDUCE, "CACHE_ONLY", "daily is a day old", {}),
        ],
        plan=[
            {"symbol": A, "action": "BUY", "rank": 1, "score": 0.9831, "weight": 0.05, "held_shares": 0,
             "target_shares": 1000, "delta_shares": 1000, "reason": "rank 1 of 200 enters the top 20"},
            {"symbol": B, "action": "SELL", "rank": None, "score": None, "weight": 0.0, "held_shares": 500,
             "target_shares": 0, "delta_shares": -500, "reason": "left the universe: ST"},
        ],
        orders=[_SELL, _BUY, _REJECTED],
        skipped=[
            {"symbol": "600519.SH", "side": "BUY", "code": "LOCKED_UP", "reason": "opens at its upper limit",
             "substitute": C},
        ],
        results=[
            a_result(_SELL), a_result(_BUY, 600, OrderState.PARTIAL_CANCELLED),
            replace(a_result(_REJECTED, 0, OrderState.REJECTED), message=HOSTILE),
        ],
        fills=[
            a_fill(DAY, _SELL, 500, 9_950, "1"), a_fill(DAY, _BUY, 400, 10_080, "2"),
            a_fill(DAY, _BUY, 200, 10_020, "3"),
        ],
        account=Account(
            DAY, 61_234_567, 497_000,
            {A: Position(A, 600, 0, 603_600), B: Position(B, 300, 300, 310_000), C: Position(C, 200, 200, 0)},
        ),
        equity=equity,
        freshness=[
            {"dataset": "daily", "source": "demo", "last_date": "2026-01-30", "age_days": 0, "rows": 640,
             "coverage": 0.998, "missing": []},
            {"dataset": "namechange", "last_date": None, "age_days": None, "missing": [20260130]},
        ],
        universe={"listed": 665, "included": 512, "scored": 509, "top_m": 200},
        excluded={"ST": 40, "ILLIQUID": 81, "SUSPENDED": 12, "NEW_LISTING": 20},
        scores=[step * 37 % 101 / 101 for step in range(509)] + [float("nan")] * 3,
        breaks=_STANDINGS, four_way=_FOUR_WAY, parity=_PARITY,
        anomalies={"JUMP": 2, "BAD_PRICE": 1},
        references_li={A: 10_050, B: 9_990, C: 51_000},
        closes_li={A: 10_120, B: 10_010, C: 50_990},
        names={A: "破晓银行", B: HOSTILE, C: "示例科创"},
    )  # fmt: skip
