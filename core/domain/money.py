"""Money in integer fen, prices in integer 厘 (0.001 yuan); the conversions at the edge."""

from decimal import ROUND_HALF_UP, Decimal

LI_PER_YUAN = 1000
FEN_PER_YUAN = 100
LI_PER_FEN = 10


def _scaled(yuan: Decimal | float | int | str, scale: int) -> int:
    value = Decimal(str(yuan)) * scale
    if not value.is_finite():
        raise ValueError(f"{yuan!r} is not a finite amount")
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def li_from_yuan(yuan: Decimal | float | int | str) -> int:
    """Return a price in 厘, rounded half up; ValueError for NaN or infinity."""
    return _scaled(yuan, LI_PER_YUAN)


def fen_from_yuan(yuan: Decimal | float | int | str) -> int:
    """Return an amount in fen, rounded half up; ValueError for NaN or infinity."""
    return _scaled(yuan, FEN_PER_YUAN)


def yuan_from_fen(amount_fen: int) -> Decimal:
    """Return the amount in yuan with exactly two decimals."""
    return Decimal(amount_fen) / FEN_PER_YUAN


def yuan_from_li(price_li: int) -> Decimal:
    """Return the price in yuan with up to three decimals."""
    return Decimal(price_li) / LI_PER_YUAN


def notional_fen(price_li: int, qty_shares: int) -> int:
    """Return price × quantity in fen, rounded half up to the fen."""
    return int((Decimal(price_li) * qty_shares / LI_PER_FEN).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def round_rate_fen(base_fen: int, rate: Decimal) -> int:
    """Return base × rate in fen, rounded half up: how a broker charges a percentage."""
    return int((Decimal(base_fen) * rate).quantize(Decimal(1), rounding=ROUND_HALF_UP))
