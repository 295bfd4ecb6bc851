"""Hand-made answers for the Audit screen."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from core.ports.views.audit import LineageView, Mark, PageView, PayloadView, RunView, Station
from core.ports.views.sheet import Sheet
from tests.fakes.console import NOW

DAY, BEFORE = date(2026, 7, 23), date(2026, 7, 22)
ORDER = "20260723-01-001"
NAMES = ("night", "universe", "score", "plan", "morning", "orders", "gates", "release", "answer", "result")

ORDERS = Sheet.of(
    (
        {"client_order_id": "20260723-01-002", "trade_date": DAY, "symbol": "000001.SZ", "side": "SELL",
         "qty_shares": 200, "limit_li": 9990, "state": "REJECTED", "filled_shares": 0, "reason": "rank 90 leaves",
         "message": "no", "batch_id": "20260723-01", "run_id": "morning-20260723-01"},
        {"client_order_id": ORDER, "trade_date": DAY, "symbol": "600000.SH", "side": "BUY", "qty_shares": 3500,
         "limit_li": 14070, "state": "FILLED", "filled_shares": 3500, "reason": "rank 7 enters", "message": "",
         "batch_id": "20260723-01", "run_id": "morning-20260723-01"},
    ),
    ("client_order_id", "trade_date", "symbol", "side", "qty_shares", "limit_li", "state", "filled_shares", "reason",
     "message", "batch_id", "run_id"),
)  # fmt: skip
EVENTS = Sheet.of(
    (
        {"event_id": 2, "at": NOW, "level": "alarm", "topic": "data.anomalies", "message": "9 anomalous rows",
         "detail": '{"rows": 9}'},
        {"event_id": 1, "at": NOW - timedelta(hours=12), "level": "info", "topic": "night.finished",
         "message": "night-20260722-01: done", "detail": '{"run_id": "night-20260722-01"}'},
    ),
    ("event_id", "at", "level", "topic", "message", "detail"),
)  # fmt: skip
RUNS = Sheet.of(
    (
        {"run_id": "morning-20260723-01", "kind": "morning", "trade_date": DAY, "attempt": 1, "outcome": "blocked",
         "reason": "an open break", "started_at": NOW, "ended_at": NOW, "seconds": 1.5, "channel": "PAPER",
         "snapshot_pin": 829},
        {"run_id": "night-20260722-01", "kind": "night", "trade_date": BEFORE, "attempt": 1, "outcome": "done",
         "reason": "", "started_at": NOW, "ended_at": NOW, "seconds": 90.0, "channel": "PAPER", "snapshot_pin": 820},
    ),
    ("run_id", "kind", "trade_date", "attempt", "outcome", "reason", "started_at", "ended_at", "seconds", "channel",
     "snapshot_pin"),
)  # fmt: skip


def page(what: str, total: int = 0, at: int = 0) -> PageView:
    """A page of orders, events or runs."""
    sheet = {"orders": ORDERS, "events": EVENTS, "runs": RUNS}[what]
    return PageView(NOW, what, sheet, at, total or len(sheet), ("data.anomalies", "night.finished"))


def trail(ended: str = "", **station: Any) -> tuple[Station, ...]:
    """A way passed to its end, or up to a station where it ended."""
    made: list[Station] = []
    for name in NAMES:
        if any(each.mark is Mark.ENDED for each in made):
            made.append(Station(name, Mark.NOT_REACHED))
        elif name == ended:
            made.append(Station(name, Mark.ENDED, **station))
        else:
            made.append(Station(name, Mark.PASSED, "outcome", "done", run_id=f"{name}-20260723-01"))
    return tuple(made)


def lineage_view(**changes: Any) -> LineageView:
    """The way of a filled purchase."""
    return replace(_LINEAGE, **changes)


def run_view(**changes: Any) -> RunView:
    """A blocked Morning."""
    return replace(_RUN, **changes)


PAYLOAD = PayloadView(
    NOW, 830, "daily", BEFORE,
    Sheet({"column": ["ts_code", "close"], "value": ["600000.SH", "13.97"], "unit": ["", "yuan"],
           "wire": ["ts_code", "close"], "correction": [0, 7]}),
    {"source_name": "tushare", "source_url": "https://data.example/***", "payload_hash": "a" * 64,
     "ingest_time": "2026-07-22 16:05:00", "run_id": "night-20260722-01"},
    True,
)  # fmt: skip

_VERDICTS = Sheet.of(
    (
        {"gate": "stop", "ruling": "pass", "code": "OK", "reason": "trading is active", "evidence": ""},
        {"gate": "reconciliation", "ruling": "block", "code": "OPEN_BREAKS", "reason": "an open break", "evidence": ""},
    ),
    ("gate", "ruling", "code", "reason", "evidence"),
)

_LINEAGE = LineageView(
    as_of=NOW,
    key=f"order:{ORDER}",
    symbol="600000.SH",
    name="浦发银行",
    trade_date=DAY,
    data_date=BEFORE,
    trail=(*trail()[:-1], Station("result", Mark.PASSED, "state", "FILLED", "3500 / 3500")),
    order={"client_order_id": ORDER, "batch_id": "20260723-01", "side": "BUY", "qty_shares": 3500, "limit_li": 14070,
           "state": "FILLED", "filled_shares": 3500, "reason": "rank 7 enters", "run_id": "morning-20260723-01",
           "content_hash": "c" * 64},
    plan={"action": "BUY", "target_weight": 0.0495, "target_value_fen": 4_940_864, "score": 0.6325, "rank": 7,
          "held_shares": 0, "is_substitute": False},
    score={"score": 0.6325, "rank": 7, "ranked": 91, "kept": 50, "penalty": 0.0, "shadow": False,
           "mean_amount_20": 202_199_994.6},
    verdicts=_VERDICTS,
    targets=Sheet({"symbol": ["600000.SH"], "action": ["BUY"], "rank": [7], "score": [0.6325],
                   "target_weight": [0.0495], "trade_fen": [4_940_864], "held_shares": [0], "reason": ["rank 7"]}),
    factors=Sheet({"factor": ["ep", "size"], "category": ["value", "size"], "contribution": [0.6325, None],
                   "weight": [1.0, None], "rank_pct": [0.6325, 0.2], "zscore": [0.4, -1.0], "raw": [0.08, 23.0],
                   "coverage": [1.0, 1.0], "used": [True, False]}),
    snapshots=Sheet.of(
        ({"read_by": "night-20260722-01", "dataset": "daily", "day": BEFORE, "snapshot_id": 830, "rows": 5200,
          "ingest_time": NOW, "path": "snapshots/daily/x.parquet", "sha256": "b" * 64, "payload_hash": "a" * 64,
          "source_name": "tushare", "source_url": "https://data.example/***", "run_id": "night-20260722-01",
          "strategy_id": "main", "revises": None},
         {"read_by": "morning-20260723-01", "dataset": "stk_auction", "day": DAY, "snapshot_id": 836, "rows": 5100,
          "ingest_time": NOW, "path": "snapshots/stk_auction/y.parquet", "sha256": "d" * 64, "payload_hash": "e" * 64,
          "source_name": "tushare", "source_url": "https://data.example/***", "run_id": "morning-20260723-01",
          "strategy_id": "main", "revises": None}),
        ("read_by", "dataset", "day", "snapshot_id", "rows", "ingest_time", "path", "sha256", "payload_hash",
         "source_name", "source_url", "run_id", "strategy_id", "revises"),
    ),
)  # fmt: skip

_RUN = RunView(
    as_of=NOW,
    run_id="morning-20260723-01",
    kind="morning",
    trade_date=DAY,
    outcome="blocked",
    reason="an open break",
    identity={"run_seq": "6", "attempt": "1", "as_of": "2026-07-23 09:26:00", "channel": "PAPER", "seed": "1",
              "snapshot_pin": "829", "config_hash": "f" * 64, "code_version": "0.1.0+abc"},
    steps=Sheet({"position": [1, 2], "step": ["pull", "gates"], "seconds": [0.4, 0.1], "started_at": [NOW, NOW],
                 "ended_at": [NOW, NOW], "detail": ["", 'not_passed=["reconciliation: OPEN_BREAKS"]']}),
    artifacts=Sheet({"artifact": ["plan.json"], "bytes": [7928], "sha256": ["7" * 64], "path": ["/nowhere/plan.json"],
                     "on_disk": [False]}),
    verdicts=_VERDICTS,
    events=EVENTS,
    orders=ORDERS,
    can_replay=True,
)  # fmt: skip
