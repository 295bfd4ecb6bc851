"""A trading day written once more as a notebook would do it: each part of the cycle from the files the cycle left."""

import io
import json
from datetime import date
from pathlib import Path

import pandas as pd

from core.domain.dates import ymd
from tests.bench.peers import Timed, Timer, ask, plain_night, read

SLACK, LOT, VOLUME_CAP = 0.01, 100, 0.10
_ORDER = ["symbol", "side", "qty_shares", "limit_li"]
_CASH = "SELECT account, SUM(amount_fen) FROM postings GROUP BY account"
_SHARES = "SELECT symbol, SUM(qty_shares) FROM lot_moves GROUP BY symbol"


def plain_day(home: Path, day: date, lookback_days: int) -> Timed:
    """Do Morning, session, Close and Night of a day that is over and return what each took."""
    peer = Timer()
    peer("morning", "pandas merge, clip to the band, to_csv", lambda: _orders(home, day))
    peer("session", "pandas merge with the bars, all filled at the open", lambda: _fills(home, day))
    peer("close", "sqlite3 SUM, pandas merge with the broker's file", lambda: _differences(home, day))
    night = sum(seconds for _, seconds in plain_night(home, day, lookback_days).values())
    return peer.timed | {"night": ("pandas on the stored files (peers of `bench night`)", night)}


def _run_file(home: Path, kind: str, day: date, name: str) -> str:
    return (home / "runs" / f"{kind}-{ymd(day)}-01" / name).read_text(encoding="utf-8")


def _orders(home: Path, day: date) -> str:
    plan = pd.DataFrame(json.loads(_run_file(home, "morning", day, "plan.json"))["rows"])
    quotes = read(home, "stk_auction", day, 1).merge(read(home, "stk_limit", day, 1), on="ts_code")
    rows = plan.merge(quotes, left_on="symbol", right_on="ts_code")
    limit = (rows["price"] * (1 + SLACK)).clip(rows["down_limit"], rows["up_limit"]).round(2)
    shares = rows["target_value_fen"] / 100 / limit // LOT * LOT - rows["held_shares"]
    priced = rows.assign(limit=limit, shares=shares).loc[shares != 0, ["symbol", "shares", "limit"]]
    return str(priced.to_csv(index=False))


def _fills(home: Path, day: date) -> str:
    orders = pd.DataFrame(json.loads(_run_file(home, "morning", day, "orders.json"))["orders"], columns=_ORDER)
    filled = orders.merge(read(home, "daily", day, 1), left_on="symbol", right_on="ts_code")
    filled["qty_shares"] = filled["qty_shares"].clip(upper=filled["vol"] * VOLUME_CAP // LOT * LOT)
    return str(filled[["symbol", "side", "qty_shares", "open"]].to_csv(index=False))


def _differences(home: Path, day: date) -> pd.DataFrame:
    assert sum(fen for _, fen in ask(home, _CASH)) == 0
    ours = pd.DataFrame(ask(home, _SHARES), columns=["symbol", "ours"])
    text = _run_file(home, "close", day, "real_positions.csv")
    broker = pd.read_csv(io.StringIO(text), comment="#")
    broker["symbol"] = broker["symbol"].str.replace(".SS", ".SH", regex=False)
    both = ours.merge(broker, on="symbol", how="outer").fillna({"ours": 0, "shares": 0})
    return both[both["ours"] != both["shares"]]
