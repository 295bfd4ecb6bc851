"""The trading day by exchange, board and date: when orders are taken, matched, and may be cancelled."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from core.domain.dates import SHANGHAI
from core.domain.rulebook.dated import CHINEXT_REFORM, RULES_2026, STAR_OPENS
from core.domain.symbols import Board, Venue, board_of, venue_of

_SSE_CLOSING_CALL = date(2018, 8, 20)


TRADING_MINUTES = 240
"""Minutes of a trading day from the opening to the close, the closing call included."""


class Phase(StrEnum):
    """How orders are matched during a part of the day; none are in a PAUSE."""

    OPENING_CALL = "opening_call"
    PAUSE = "pause"
    CONTINUOUS = "continuous"
    CLOSING_CALL = "closing_call"
    AFTER_HOURS = "after_hours"


@dataclass(frozen=True, slots=True)
class Session:
    """A part of the day from `start` up to but without `end`, Beijing time."""

    phase: Phase
    start: time
    end: time
    takes_orders: bool = True
    takes_cancels: bool = True

    @property
    def holds_orders(self) -> bool:
        """Whether an order handed in cannot be taken back."""
        return self.takes_orders and not self.takes_cancels


_OPENING = (
    Session(Phase.OPENING_CALL, time(9, 15), time(9, 20)),
    Session(Phase.OPENING_CALL, time(9, 20), time(9, 25), takes_cancels=False),
)
_WAIT = Session(Phase.PAUSE, time(9, 25), time(9, 30), takes_orders=False, takes_cancels=False)
_CONTINUOUS = (
    Session(Phase.CONTINUOUS, time(9, 30), time(11, 30)),
    Session(Phase.PAUSE, time(11, 30), time(13, 0), takes_orders=False, takes_cancels=False),
    Session(Phase.CONTINUOUS, time(13, 0), time(14, 57)),
)
_CLOSING = Session(Phase.CLOSING_CALL, time(14, 57), time(15, 0), takes_cancels=False)
_AFTER_HOURS = (
    Session(Phase.PAUSE, time(15, 0), time(15, 5)),
    Session(Phase.AFTER_HOURS, time(15, 5), time(15, 30)),
)


def sessions(symbol: str, on: date) -> tuple[Session, ...]:
    """Return the parts of a trading day of that share in their order; SkipName for what is no A-share.

    Opening call 9:15–9:25 without cancels from 9:20; 9:25–9:30 Shenzhen's host takes orders and handles them at 9:30,
    the others take none. Closing call 14:57–15:00 without cancels: Shenzhen and Beijing always, Shanghai from
    2018-08-20, before that continuous to 15:00. After-hours trading at the close 15:05–15:30: STAR from 2019-07-22,
    ChiNext from 2020-08-24, every Shanghai and Shenzhen share from 2026-07-06; it takes only after-hours orders.
    """
    venue, board = venue_of(symbol), board_of(symbol)
    wait = replace(_WAIT, takes_orders=True, takes_cancels=True) if venue is Venue.SZSE else _WAIT
    *before, afternoon = _CONTINUOUS
    ends: tuple[Session, ...] = (afternoon, _CLOSING)
    if venue is Venue.SSE and on < _SSE_CLOSING_CALL:
        ends = (replace(afternoon, end=time(15, 0)),)
    return (*_OPENING, wait, *before, *ends, *(_AFTER_HOURS if _trades_after_hours(board, on) else ()))


def session_at(symbol: str, moment: datetime) -> Session | None:
    """Return the part of the day a trading day's moment falls into, None before the opening call and after the end.

    The moment may be of any zone; whether its date is a trading day is the calendar's matter.
    """
    local = moment.astimezone(SHANGHAI)
    return next(
        (part for part in sessions(symbol, local.date()) if part.start <= local.time() < part.end),
        None,
    )


def _trades_after_hours(board: Board, on: date) -> bool:
    since = {Board.STAR: STAR_OPENS, Board.CHINEXT: CHINEXT_REFORM, Board.MAIN: RULES_2026}
    return board in since and on >= since[board]
