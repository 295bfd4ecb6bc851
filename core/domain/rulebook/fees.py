"""What trading costs by law and tariff: stamp duty, transfer fee, what the commission passes on, and its bounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.domain.errors import SkipName
from core.domain.money import round_rate_fen
from core.domain.orders import Side
from core.domain.rulebook.dated import BSE_OPENS, in_force
from core.domain.symbols import Board, board_of

_Rates = Sequence[tuple[date, Decimal]]

_STAMP_SELL: _Rates = ((date(2023, 8, 28), Decimal("0.0005")), (date(2008, 9, 19), Decimal("0.001")))
_TRANSFER: _Rates = ((date(2022, 4, 29), Decimal("0.00001")), (date(2015, 8, 1), Decimal("0.00002")))
_TRANSFER_BSE: _Rates = ((date(2022, 4, 29), Decimal("0.00001")), (BSE_OPENS, Decimal("0.000025")))
_HANDLING: _Rates = (
    (date(2023, 8, 28), Decimal("0.0000341")),
    (date(2015, 8, 1), Decimal("0.0000487")),
    (date(2012, 9, 1), Decimal("0.0000696")),
)
_HANDLING_BSE: _Rates = (
    (date(2023, 8, 28), Decimal("0.000125")),
    (date(2022, 12, 1), Decimal("0.00025")),
    (BSE_OPENS, Decimal("0.0005")),
)
_REGULATORY = Decimal("0.00002")
COMMISSION_CAP = Decimal("0.003")
"""No broker may take more, as a share of the amount (since 2002-05-01)."""


@dataclass(frozen=True, slots=True)
class Fees:
    """What one order costs besides its notional, all in fen."""

    commission_fen: int
    stamp_fen: int
    transfer_fen: int

    @property
    def total_fen(self) -> int:
        """All three together."""
        return self.commission_fen + self.stamp_fen + self.transfer_fen


@dataclass(frozen=True, slots=True)
class FeeRates:
    """The rates of one day as shares of the amount; `stamp` is taken of sales alone, the others of both sides.

    `handling` (the exchange's) and `regulatory` are normally inside the commission, which may not be below their sum.
    """

    stamp: Decimal
    transfer: Decimal
    handling: Decimal
    regulatory: Decimal = _REGULATORY

    @property
    def least_commission(self) -> Decimal:
        """The commission below which a broker would pay for the order itself."""
        return self.handling + self.regulatory


def fee_rates(board: Board, on: date) -> FeeRates:
    """Return the day's rates: stamp and transfer as in `order_fees`, handling and regulatory besides.

    Handling 0.00696 %, 0.00487 % from 2015-08-01, 0.00341 % from 2023-08-28; BSE 0.05 %, 0.025 % from 2022-12-01,
    0.0125 % from 2023-08-28. Regulatory 0.002 %.
    """
    bse = board is Board.BSE
    return FeeRates(
        stamp=in_force(_STAMP_SELL, on),
        transfer=in_force(_TRANSFER_BSE if bse else _TRANSFER, on),
        handling=in_force(_HANDLING_BSE if bse else _HANDLING, on),
    )


def tariff_board(symbol: str) -> Board:
    """Return the board whose tariff an order in `symbol` pays; MAIN for a code that is no A-share.

    Books and reports may name such a code: its fees are then an estimate, the difference a break.
    """
    try:
        return board_of(symbol)
    except SkipName:
        return Board.MAIN


def order_fees(
    side: Side,
    amount_fen: int,
    on: date,
    commission_rate: Decimal,
    commission_min_fen: int,
    board: Board,
) -> Fees:
    """Return the fees of one order's whole traded amount; zero where nothing traded.

    Charged per order, not per fill. Stamp duty on sales 0.1 % from 2008-09-19, 0.05 % from 2023-08-28; transfer fee on
    both sides 0.002 % from 2015-08-01 (BSE 0.0025 %), 0.001 % from 2022-04-29. Handling and regulatory fees are inside
    commission.
    """
    if amount_fen == 0:
        return Fees(0, 0, 0)
    rates = fee_rates(board, on)
    commission = max(commission_min_fen, round_rate_fen(amount_fen, commission_rate))
    stamp = round_rate_fen(amount_fen, rates.stamp) if side is Side.SELL else 0
    return Fees(commission, stamp, round_rate_fen(amount_fen, rates.transfer))
