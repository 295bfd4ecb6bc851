"""What is held of each name: sellable or locked and why, its value, and what it has brought."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from app.compose import House, results_by_symbol
from app.views.marks import Priced, marks_on
from app.views.universe import universe_of
from core.domain.errors import RetryLater, SkipName
from core.domain.holdings import Account, Position
from core.domain.money import li_from_yuan, notional_fen
from core.domain.symbols import board_of
from core.ports.snapshots import DataView
from core.ports.views.holdings import Lock, Mark

POSITION_FIELDS = (
    "symbol", "name", "board", "sector", "shares", "sellable_shares", "sellable_next", "locked_shares", "locks",
    "cost_fen", "cost_li", "mark_li", "mark", "value_fen", "weight", "day_fen", "day_share", "open_fen", "open_share",
    "closed_fen", "total_fen",
)  # fmt: skip
WHOLE_PAST = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class Valued:
    """One name on one day: `before_fen` what its open result was after the day before, results after fees and taxes.

    `was_fen` is what it was worth after the day before.
    """

    held: Position
    name: str
    board: str
    sector: str
    sellable_next: int
    locks: tuple[Lock, ...]
    priced: Priced
    was_fen: int
    before_fen: int
    booked_fen: int
    closed_fen: int

    @property
    def value_fen(self) -> int:
        """The holding at its mark, at cost where there is none."""
        if self.priced.mark is Mark.COST:
            return self.held.cost_fen
        return notional_fen(self.priced.price_li, self.held.qty_shares)

    def row(self, total_fen: int) -> dict[str, Any]:
        """Return the row of a table; weights are shares of `total_fen`."""
        held, value_fen = self.held, self.value_fen
        open_fen = value_fen - held.cost_fen
        day_fen = open_fen - self.before_fen + self.booked_fen
        # What was bought counts as held all day, what was sold too: else a name sold out seems to lose all.
        base_fen = max(value_fen - day_fen, self.was_fen)
        return {
            "symbol": held.symbol, "name": self.name, "board": self.board, "sector": self.sector,
            "shares": held.qty_shares, "sellable_shares": held.sellable_shares, "sellable_next": self.sellable_next,
            "locked_shares": held.qty_shares - held.sellable_shares,
            "locks": tuple(lock.value for lock in self.locks),
            "cost_fen": held.cost_fen,
            "cost_li": held.cost_fen * 10 / held.qty_shares if held.qty_shares else None,
            "mark_li": self.priced.price_li or None, "mark": self.priced.mark.value,
            "value_fen": value_fen,
            "weight": value_fen / total_fen if total_fen > 0 else None,
            "day_fen": day_fen, "day_share": day_fen / base_fen if base_fen > 0 else None,
            "open_fen": open_fen, "open_share": open_fen / held.cost_fen if held.cost_fen else None,
            "closed_fen": self.closed_fen, "total_fen": open_fen + self.closed_fen,
        }  # fmt: skip


def valued_positions(
    house: House, view: DataView, day: date, before: date, account: Account, marks: dict[str, Priced]
) -> list[Valued]:
    """Return every name held on `day` or sold on it, by symbol."""
    books = house.desk.books
    yesterday, earlier = books.account(before), marks_on(house, view, before, before)
    tomorrow = books.account(_next_open(house, day))
    runs = house.desk.runs
    known = universe_of(
        house.desk, runs.latest("night", day), runs.latest("morning", day), runs.latest("night", before)
    )
    halted, down = _halted(view, day), _down_limits(view, day)
    booked = results_by_symbol(house.engine, day, day)
    closed = results_by_symbol(house.engine, WHOLE_PAST, day)
    symbols = sorted({*account.positions, *(symbol for symbol in yesterday.positions if symbol in booked)})
    nothing = Priced(0, Mark.COST)
    found = []
    for symbol in symbols:
        held = account.positions.get(symbol, Position(symbol, 0, 0, 0))
        was = yesterday.positions.get(symbol, Position(symbol, 0, 0, 0))
        then = earlier.get(symbol)
        was_fen = notional_fen(then.price_li, was.qty_shares) if then and was.qty_shares else 0
        before_fen = was_fen - was.cost_fen if was_fen else 0
        later = tomorrow.positions.get(symbol, held)
        name, board, sector, status = _facts(known, symbol)
        priced = marks.get(symbol, nothing)
        at_limit = priced.mark in (Mark.CLOSE, Mark.AUCTION) and priced.price_li <= down.get(symbol, 0)
        locks = _locks(house, held, status, symbol in halted, at_limit)
        found.append(
            Valued(
                held, name, board, sector, later.sellable_shares, locks, priced, was_fen, before_fen,
                booked.get(symbol, 0), closed.get(symbol, 0),
            )
        )  # fmt: skip
    return sorted(found, key=lambda each: -each.value_fen)


def _facts(known: pd.DataFrame, symbol: str) -> tuple[str, str, str, str]:
    if symbol not in known.index:
        return "", _board(symbol), "", ""
    row = known.loc[symbol]
    return str(row["name"]), str(row["board"]), str(row["industry"]), str(row["status"])


def _locks(house: House, held: Position, status: str, is_halted: bool, at_limit: bool) -> tuple[Lock, ...]:
    if not held.qty_shares:
        return ()
    reasons = {
        Lock.T1: held.sellable_shares < held.qty_shares,
        Lock.HALTED: is_halted,
        Lock.LIMIT_DOWN: at_limit,
        Lock.DELISTING: status == "delisting",
        Lock.RESTRICTED: held.symbol in house.desk.settings.sanity.restricted,
    }
    return tuple(lock for lock, holds in reasons.items() if holds)


def _halted(view: DataView, day: date) -> set[str]:
    rows = view.read("suspend_d", day, day, ["ts_code", "suspend_type"])
    return {str(symbol) for symbol, kind in zip(rows["ts_code"], rows["suspend_type"], strict=True) if kind != "R"}


def _down_limits(view: DataView, day: date) -> dict[str, int]:
    rows = view.read("stk_limit", day, day, ["ts_code", "down_limit"])
    pairs = zip(rows["ts_code"], rows["down_limit"], strict=True)
    return {str(symbol): li_from_yuan(float(limit)) for symbol, limit in pairs if limit == limit}


def _next_open(house: House, day: date) -> date:
    try:
        return house.calendar().next_open(day)
    except RetryLater:
        return day


def _board(symbol: str) -> str:
    try:
        return board_of(symbol).value
    except SkipName:
        return ""
