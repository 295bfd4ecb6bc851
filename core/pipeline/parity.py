"""The day's parity: what was planned against what was filled, in price, quantity, fee and time, each with its cause."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from core.domain.money import notional_fen
from core.domain.orders import Fill, OrderResult, OrderState, Side
from core.domain.parity import Cause, DayParity
from core.pipeline.four_way import Commission, order_fees_fen

WHOLE_BP = 10_000
_OPEN_S = 9 * 3600 + 30 * 60
_WORKING = frozenset({OrderState.PENDING, OrderState.WORKING, OrderState.PARTIAL})


@dataclass(frozen=True, slots=True)
class Planned:
    """What the desk meant to trade of one symbol: at the plan's price, so many shares.

    `reference_li` is the morning's price, `limit_li` that of the order, both 0 where it never came to one. `order_id`
    is empty then, and `cause` says why.
    """

    symbol: str
    side: Side
    qty_shares: int
    price_li: int
    reference_li: int = 0
    limit_li: int = 0
    order_id: str = ""
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What became of it: results and fills, fees as booked by order, and the day's lowest and highest price by symbol.

    A symbol without a range did not trade that day.
    """

    results: Mapping[str, OrderResult]
    fills: Sequence[Fill]
    fees_fen: Mapping[str, int]
    ranges_li: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class ParityRow:
    """One planned trade beside what came of it; amounts in fen, positive where it cost us or stayed undone.

    `filled_li` is the mean price, rounded half up, 0 where nothing filled; `delay_s` the seconds from the opening to
    the first fill, None without one. Causes are there for what differs, None for what does not.
    """

    symbol: str
    side: Side
    order_id: str
    planned_li: int
    filled_li: int
    planned_shares: int
    filled_shares: int
    planned_fee_fen: int
    filled_fee_fen: int
    price_fen: int
    quantity_fen: int
    fee_fen: int
    delay_s: int | None
    price_cause: Cause | None
    quantity_cause: Cause | None
    fee_cause: Cause | None
    time_cause: Cause | None

    @property
    def planned_fen(self) -> int:
        """What was planned to trade."""
        return notional_fen(self.planned_li, self.planned_shares)

    @property
    def causes(self) -> dict[str, str]:
        """The cause of each difference, by what differs."""
        named = {
            "price": self.price_cause, "quantity": self.quantity_cause, "fee": self.fee_cause, "time": self.time_cause,
        }  # fmt: skip
        return {what: cause.value for what, cause in named.items() if cause is not None}


def parity_rows(
    day: date, planned: Iterable[Planned], facts: DayFacts, commission: Commission, late_after_s: int
) -> list[ParityRow]:
    """Return a row per planned trade, in the order planned."""
    fills: defaultdict[str, list[Fill]] = defaultdict(list)
    for fill in facts.fills:
        fills[fill.client_order_id].append(fill)
    return [_row(day, each, fills.get(each.order_id, []), facts, commission, late_after_s) for each in planned]


def day_parity(day: date, rows: Sequence[ParityRow]) -> DayParity:
    """Return the day's sums and its parity: one less the share of the planned money that came about otherwise.

    Price, quantity and fee count with their absolute amounts, so that luck does not pay for error; never below 0.
    """
    planned_fen = sum(row.planned_fen for row in rows)
    astray = sum(abs(row.price_fen) + abs(row.quantity_fen) + abs(row.fee_fen) for row in rows)
    causes: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        for what, cause in row.causes.items():
            causes[f"{what}:{cause}"] += 1
    return DayParity(
        trade_date=day,
        planned=len(rows),
        planned_fen=planned_fen,
        price_fen=sum(row.price_fen for row in rows),
        quantity_fen=sum(row.quantity_fen for row in rows),
        fee_fen=sum(row.fee_fen for row in rows),
        late=sum(row.time_cause is not None for row in rows),
        parity_bp=max(WHOLE_BP - astray * WHOLE_BP // planned_fen, 0) if planned_fen else None,
        causes=dict(sorted(causes.items())),
    )


def _row(
    day: date, planned: Planned, parts: list[Fill], facts: DayFacts, commission: Commission, late_after_s: int
) -> ParityRow:
    filled = sum(fill.qty_shares for fill in parts)
    paid_li = sum(fill.price_li * fill.qty_shares for fill in parts)
    amount_fen = notional_fen(paid_li, 1)
    price_fen, price_cause = _price(planned, filled, amount_fen)
    short = planned.qty_shares - filled
    planned_fee = order_fees_fen(
        planned.symbol, planned.side, notional_fen(planned.price_li, planned.qty_shares), day, commission
    )
    expected_fee = order_fees_fen(planned.symbol, planned.side, amount_fen, day, commission)
    booked_fee = facts.fees_fen.get(planned.order_id, 0)
    delay = min((_seconds(fill.filled_at) for fill in parts), default=None)
    return ParityRow(
        symbol=planned.symbol,
        side=planned.side,
        order_id=planned.order_id,
        planned_li=planned.price_li,
        filled_li=(2 * paid_li + filled) // (2 * filled) if filled else 0,
        planned_shares=planned.qty_shares,
        filled_shares=filled,
        planned_fee_fen=planned_fee,
        filled_fee_fen=booked_fee,
        price_fen=price_fen,
        quantity_fen=notional_fen(planned.price_li, short),
        fee_fen=booked_fee - planned_fee if filled else 0,
        delay_s=delay,
        price_cause=price_cause,
        quantity_cause=_quantity_cause(planned, filled, facts) if short else None,
        fee_cause=_fee_cause(booked_fee, expected_fee, planned_fee) if filled else None,
        time_cause=Cause.LATE if delay is not None and delay > late_after_s else None,
    )


def _price(planned: Planned, filled: int, amount_fen: int) -> tuple[int, Cause | None]:
    """What the price cost, and whether that came overnight until the auction or in the session."""
    sign = 1 if planned.side is Side.BUY else -1
    total = sign * (amount_fen - notional_fen(planned.price_li, filled))
    if not total:
        return 0, None
    reference = planned.reference_li or planned.price_li
    auction = sign * (notional_fen(reference, filled) - notional_fen(planned.price_li, filled))
    return total, Cause.AUCTION_MOVED if abs(auction) >= abs(total - auction) else Cause.SLIPPAGE


def _quantity_cause(planned: Planned, filled: int, facts: DayFacts) -> Cause:
    if planned.cause is not None:
        return planned.cause
    result = facts.results.get(planned.order_id)
    if result is None:
        return Cause.NOT_REPORTED
    if filled > planned.qty_shares:
        return Cause.OVERFILL
    told = {
        OrderState.REJECTED: Cause.REJECTED,
        OrderState.UNKNOWN: Cause.UNKNOWN,
        OrderState.NOT_SENT: Cause.STOP if "STOP" in result.message.upper() else Cause.NOT_SENT,
    }.get(result.state)
    if told is not None or result.state in _WORKING:
        return told or Cause.UNKNOWN
    return Cause.PARTIAL if filled else _unfilled(planned, facts)


def _unfilled(planned: Planned, facts: DayFacts) -> Cause:
    """Whether the market ever came to the limit."""
    span = facts.ranges_li.get(planned.symbol)
    if span is None:
        return Cause.SUSPENDED
    low, high = span
    away = low > planned.limit_li if planned.side is Side.BUY else high < planned.limit_li
    return Cause.LIMIT if away else Cause.NOT_FILLED


def _fee_cause(booked: int, expected: int, planned: int) -> Cause | None:
    if booked != expected:
        return Cause.FEE_ESTIMATE
    return Cause.FEE_AMOUNT if booked != planned else None


def _seconds(filled_at: str) -> int:
    """Seconds from the opening to a fill whose time ends in HH:MM:SS; fills of the auction count as at the opening."""
    clock = time.fromisoformat(filled_at.strip()[-8:])
    return max(clock.hour * 3600 + clock.minute * 60 + clock.second - _OPEN_S, 0)
