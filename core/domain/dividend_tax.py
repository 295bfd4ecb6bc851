"""What an individual pays on dividends, by how long the shares were held: taken at the sale, not at the payment.

Source: 财税〔2015〕101号, in force for record dates from 2015-09-08: sold within a month the whole dividend is taxed at
20 %, within a year half of it (10 %), later none. Cash counts before tax, a bonus share from profits (送股) at its par
of one yuan, a share converted from capital reserves (转增) not at all.
"""

from calendar import monthrange
from datetime import date
from decimal import Decimal

from core.domain.money import FEN_PER_YUAN

PAR_FEN = FEN_PER_YUAN
_WITHIN_A_MONTH, _WITHIN_A_YEAR, _LATER = Decimal("0.20"), Decimal("0.10"), Decimal(0)
_MONTHS_A_YEAR = 12


def from_profits(bonus: Decimal, profits: Decimal | None, reserves: Decimal | None) -> Decimal:
    """Return how much of `bonus` shares per share is taxed: what profits gave, or what reserves do not explain.

    The larger where both are stated, all of it where neither is: what may be owed is never counted as ours.
    """
    stated = [profits] if profits is not None else []
    if reserves is not None:
        stated.append(bonus - reserves)
    return max(Decimal(0), min(bonus, max(stated, default=bonus)))


def dividend_tax_rate(acquired: date, sold: date) -> Decimal:
    """Return the rate for shares acquired and sold on those days.

    The holding ends on the eve of the sale, months and years are calendar ones: shares of 24 May sold on 24 June were
    held for one month, sold on 25 June for longer. ValueError when sold before they were acquired.
    """
    if sold < acquired:
        raise ValueError(f"shares acquired on {acquired} cannot be sold on {sold}")
    if sold <= _months_after(acquired, 1):
        return _WITHIN_A_MONTH
    return _WITHIN_A_YEAR if sold <= _months_after(acquired, _MONTHS_A_YEAR) else _LATER


def _months_after(day: date, months: int) -> date:
    """Return the same day of a later month, its last day where it has none such."""
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + months, _MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def share_out(total_fen: int, holdings: list[int]) -> list[int]:
    """Return `total_fen` split over holdings by their shares, to the fen and with nothing lost.

    Each part is what the running total comes to, rounded half up, less what went before. ValueError when there is
    something to split and nobody holds a share.
    """
    shares = sum(holdings)
    if shares <= 0:
        if total_fen:
            raise ValueError(f"nobody holds a share of the {total_fen} fen to split")
        return [0 for _ in holdings]
    parts, so_far, given = [], 0, 0
    for held in holdings:
        so_far += held
        due = (2 * total_fen * so_far + shares) // (2 * shares)
        parts.append(due - given)
        given = due
    return parts
