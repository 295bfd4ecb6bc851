"""A day made by hand: plan, orders, holdings and breaks, with a name left out and one held back."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from app.views.order_names import NAME_FIELDS
from app.views.orders import ORDER_FIELDS
from app.views.positions import POSITION_FIELDS
from core.ports.views.holdings import Cash, HoldingsView
from core.ports.views.orders import Fate, FileCard, Head, NameAsk, NameView, OrdersView, RunMark, Stage
from core.ports.views.reconciliation import FourCash, ReconciliationView
from core.ports.views.sheet import Sheet
from tests.fakes.console import NOW

BEFORE, DAY = date(2026, 7, 22), date(2026, 7, 23)
BOUGHT, LOCKED_UP, DROPPED, HELD, SPARE = "600000.SH", "300001.SZ", "688001.SH", "000002.SZ", "601988.SH"
BATCH = "20260723-01"
ORDER_ID = f"{BATCH}-001"
HASH = "2e3248b6a35257c56fb0a6e06984c346cb1245cee68d0617d429e7ef2bd1ed71"


def name_row(symbol: str, fate: Fate, **changes: Any) -> dict[str, Any]:
    """One name of the plan."""
    whole = {
        "symbol": symbol,
        "name": "公司",
        "board": "main",
        "sector": "银行",
        "action": "BUY",
        "rank": 3,
        "score": 0.61,
        "weight": 0.05,
        "target_fen": 5_000_000,
        "target_shares": 2_800,
        "held_before": 0,
        "held_shares": 0,
        "sellable_shares": 0,
        "delta_shares": 2_800,
        "close_li": 17_680,
        "fate": fate.value,
        "code": "",
        "why": "rank 3 enters",
        "order_id": "",
        "side": "",
        "state": "",
        "stands_in_for": "",
        "substitute": "",
        "reason": "rank 3 enters",
    }
    return whole | changes


def order_row(order_id: str = ORDER_ID, symbol: str = BOUGHT, **changes: Any) -> dict[str, Any]:
    """One order, half filled by the journal."""
    whole = {
        "order_id": order_id,
        "batch_id": BATCH,
        "symbol": symbol,
        "name": "公司",
        "side": "BUY",
        "shares": 2_800,
        "limit_li": 17_670,
        "ref_li": 17_500,
        "notional_fen": 4_947_600,
        "answer": "OK",
        "state": "PARTIAL",
        "filled_shares": 1_400,
        "filled_share": 0.5,
        "mean_li": 17_510.0,
        "slippage": 0.0006,
        "at": "09:30:07",
        "told_by": "journal",
        "message": "",
        "reason": "rank 3 enters",
    }
    return whole | changes


NAMES = (
    name_row(
        BOUGHT,
        Fate.ORDERED,
        order_id=ORDER_ID,
        side="BUY",
        order_shares=2_800,
        limit_li=17_670,
        state="PARTIAL",
        filled_shares=1_400,
        stands_in_for=LOCKED_UP,
    ),
    name_row(
        LOCKED_UP,
        Fate.SKIPPED,
        code="LOCKED_UP",
        why="auction at the upper limit of 12340 li: no sellers",
        substitute=BOUGHT,
        board="chinext",
    ),
    name_row(DROPPED, Fate.HELD_BACK, code="board_cap", why="star: 42.0% of assets, at most 40.0%", board="star"),
    name_row(
        HELD, Fate.KEPT, action="HOLD", held_shares=3_000, sellable_shares=3_000, delta_shares=-200, why="rank 9 stays"
    ),
    name_row(SPARE, Fate.SPARE, action="", weight=None, target_fen=None, target_shares=None, delta_shares=None, why=""),
)
CARD = FileCard(
    BATCH,
    1,
    True,
    1,
    1,
    4_947_600,
    0,
    HASH,
    "1495693d0506",
    "14:56:00",
    "PAPER",
    "0000",
    "unknown",
    "NO_ACK",
    "no ack of batch 20260723-01 within 600 s",
    "morning",
    True,
    "/outbox/orders_20260723_1.csv",
    f"#sha256={HASH}\n",
)
GATES = Sheet(
    {
        "gate": ["stop", "board_cap"],
        "ruling": ["pass", "reduce"],
        "code": ["OK", "BOARD_CAP"],
        "reason": ["trading is active", "star: 42.0% of assets, at most 40.0%"],
        "evidence": ["", "total_fen=100000000"],
    }
)
RECEIVED = Sheet(
    {
        "kind": ["ack"],
        "name": ["ack (1).csv"],
        "how": ["drag"],
        "verdict": ["taken"],
        "batch_ids": [(BATCH,)],
        "content_hash": ["abc"],
    }
)
ORDERS = OrdersView(
    NOW,
    DAY,
    BEFORE,
    (DAY, BEFORE),
    RunMark("night-20260722-01", "night", "done", "", NOW),
    RunMark("morning-20260723-01", "morning", "degraded", "1 buys dropped", NOW),
    100_000_000,
    Sheet.of(NAMES, NAME_FIELDS),
    Sheet.of([order_row()], ORDER_FIELDS),
    GATES,
    RECEIVED,
    (CARD,),
    ("turnover cap: 3 of 9 buy trades cut or waiting",),
)


def story(ask: NameAsk) -> NameView:
    """The story of a name as its row tells it, with three factors."""
    row = next((each for each in NAMES if each["symbol"] == ask.symbol), name_row(ask.symbol, Fate.EXCLUDED, code="ST"))
    fate = Fate(row["fate"])
    scored = fate is not Fate.EXCLUDED
    stages = (Stage("universe", scored, "" if scored else "ST"), Stage("order", None if scored else False, row["code"]))
    return NameView(
        NOW,
        ask.day,
        ask.symbol,
        "公司",
        fate,
        row["code"],
        row["why"] if scored else "",
        stages,
        (Head("rule", 0.61 if scored else None, 3 if scored else None),),
        ("range_20", "ep", "bp") if scored else (),
        np.array([-0.4, 0.4, 0.2]) if scored else np.empty(0),
        np.array([0.1, 0.5, np.nan]) if scored else np.empty(0),
        np.array([0.36, 0.2, 0.1]) if scored else np.empty(0),
        0.05,
        20,
        row,
        {"range_20": "Mean log of high over low during twenty days."},
    )


def position_row(symbol: str, value_fen: int, day_fen: int, **changes: Any) -> dict[str, Any]:
    """One holding."""
    whole = {
        "symbol": symbol,
        "name": "公司",
        "board": "main",
        "sector": "银行",
        "shares": 3_000,
        "sellable_shares": 3_000,
        "sellable_next": 3_000,
        "locked_shares": 0,
        "locks": (),
        "cost_fen": 4_800_000,
        "cost_li": 16_000.0,
        "mark_li": 17_000,
        "mark": "close",
        "value_fen": value_fen,
        "weight": value_fen / 100_000_000,
        "day_fen": day_fen,
        "day_share": 0.01,
        "open_fen": value_fen - 4_800_000,
        "open_share": 0.0625,
        "closed_fen": 0,
        "total_fen": value_fen - 4_800_000,
    }
    return whole | changes


def places(*rows: tuple[str, float, float]) -> Sheet:
    """Weights of places against their caps."""
    made = [
        {"place": place, "value_fen": int(weight * 1e8), "weight": weight, "cap": cap, "names": 2}
        for place, weight, cap in rows
    ]
    return Sheet.of(made, ("place", "value_fen", "weight", "cap", "names"))


HOLDINGS = HoldingsView(
    NOW,
    DAY,
    (DAY, BEFORE),
    True,
    Cash(80_000_000, 9_000_000, 1_000_000),
    10_000_000,
    500_000,
    99_500_000,
    99_000_000,
    0,
    0.08,
    Sheet.of(
        [
            position_row(HELD, 5_100_000, 300_000),
            position_row(BOUGHT, 4_900_000, 200_000, sellable_shares=0, locked_shares=3_000, locks=("t1", "halted")),
        ],
        POSITION_FIELDS,
    ),
    places(("main", 0.051, 1.0), ("chinext", 0.0, 0.6)),
    places(("银行", 0.45, 0.4), ("", 0.1, 0.4)),
    Sheet(
        {
            "day": [BEFORE, DAY],
            "total_fen": [99_500_000, 100_000_000],
            "account": [0.0, 0.005],
            "index": [0.0, 0.002],
            "drawdown": [0.0, 0.0],
        }
    ),
    Sheet(
        {
            "day": [DAY, BEFORE],
            "traded_fen": [30_000_000, 20_000_000],
            "fee_fen": [11_000, 9_000],
            "planned_fee_fen": [11_500, None],
            "price_fen": [5_000, None],
            "tax_fen": [0, 0],
        }
    ),
)


def break_row(number: int, code: str, priority: str, **changes: Any) -> dict[str, Any]:
    """One open break."""
    whole = {
        "id": number,
        "day": DAY,
        "code": code,
        "symbol": "",
        "name": "",
        "priority": priority,
        "owner": "operations",
        "age_days": 1,
        "blocks": priority == "P1",
        "waiting": False,
        "waits_until": None,
        "follows": None,
        "detail": "cash differs by +512 fen",
        "evidence": "difference: 5.12 CNY",
        "actions": ("adopt_broker", "reverse", "wait", "explained", "write_off"),
    }
    return whole | changes


_BREAKS = (
    break_row(17, "CASH_MISMATCH", "P1"),
    break_row(18, "FOREIGN_ORDERS", "P2", owner="trading", follows=9, actions=("wait", "explained"), symbol=BOUGHT),
)
RECONCILIATION = ReconciliationView(
    NOW,
    DAY,
    DAY,
    (DAY, BEFORE),
    RunMark("close-20260723-01", "close", "blocked", "2 open breaks", NOW),
    FourCash(90_000_000, 85_000_000, 85_100_000, 85_100_000, 85_100_512, ("CASH_MISMATCH",)),
    1_000,
    (date(2026, 7, 24), date(2026, 7, 27)),
    Sheet(
        {
            "symbol": [HELD, BOUGHT],
            "name": ["", ""],
            "before": [3_000, 0],
            "intended": [3_000, 2_800],
            "filled": [3_000, 1_400],
            "ledger": [3_000, 1_400],
            "broker": [3_000, 1_300],
            "difference": [0, -100],
            "agrees": [True, False],
            "codes": [(), ("POSITION_MISMATCH",)],
        }
    ),
    Sheet.of(_BREAKS, list(_BREAKS[0])),
    Sheet(
        {
            "break_id": [9],
            "trade_date": [BEFORE],
            "code": ["FOREIGN_ORDERS"],
            "symbol": [""],
            "detail": ["one order"],
            "action": ["explained"],
            "author": ["an author"],
            "reason": ["by phone"],
            "decided_at": ["2026-07-22"],
        }
    ),
    Sheet(
        {
            "symbol": [BOUGHT],
            "name": [""],
            "side": ["BUY"],
            "order_id": [ORDER_ID],
            "planned_li": [17_680],
            "filled_li": [17_510],
            "planned_shares": [2_800],
            "filled_shares": [1_400],
            "planned_fee_fen": [1_288],
            "filled_fee_fen": [700],
            "price_fen": [-23_800],
            "quantity_fen": [2_475_200],
            "fee_fen": [-588],
            "astray_fen": [2_499_588],
            "delay_s": [1],
            "price_cause": ["AUCTION_MOVED"],
            "quantity_cause": ["PARTIAL"],
            "fee_cause": ["FEE_AMOUNT"],
            "time_cause": [None],
        }
    ),
    Sheet(
        {
            "day": [BEFORE, DAY],
            "parity": [0.9932, 0.95],
            "planned": [7, 8],
            "planned_fen": [1, 1],
            "price_fen": [0, 0],
            "quantity_fen": [0, 0],
            "fee_fen": [0, 0],
            "late": [0, 0],
            "found": [1, 2],
            "open": [0, 2],
            "causes": [{}, {"fee:FEE_AMOUNT": 2, "price:SLIPPAGE": 1}],
        }
    ),
    Sheet(
        {
            "ref": ["trade:20260723:1"],
            "day": [DAY],
            "kind": ["trade"],
            "memo": ["BUY"],
            "cash_fen": [-1],
            "shares": [""],
        }
    ),
)
AGREED = replace(
    RECONCILIATION,
    breaks=Sheet({}),
    close=RunMark("close-20260723-01", "close", "done", "", NOW),
    cash=FourCash(1, 1, 1, 1, 1),
)
