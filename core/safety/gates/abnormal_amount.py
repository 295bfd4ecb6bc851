"""An order must be small beside what the share turns over, and never larger than the account itself."""

from collections import Counter

from core.domain.money import FEN_PER_YUAN
from core.domain.orders import Side
from core.domain.verdict import Verdict
from core.safety.case import Case, value_fen
from core.safety.gates.answers import none_of

NAME = "abnormal_amount"
REASON = "an order large beside its market moves the price, one larger than the account is a fault"
LIMITS = ("sanity.max_order_share_of_amount",)


def judge(case: Case) -> Verdict:
    """Judge the value of each symbol and side against 20-day mean turnover and total assets.

    A purchase of a share whose turnover is unknown blocks; a sale of it only reduces and passes.
    """
    totals: Counter[tuple[str, Side]] = Counter()
    for order in case.batch.orders:
        totals[order.symbol, order.side] += value_fen(order)
    offences = [
        offence for (symbol, side), value in sorted(totals.items()) if (offence := _object(case, symbol, side, value))
    ]
    return none_of(NAME, "ABNORMAL_AMOUNT", offences)


def _object(case: Case, symbol: str, side: Side, amount_fen: int) -> str:
    if amount_fen <= 0 or amount_fen > case.total_assets_fen:
        return f"{symbol}: {amount_fen} fen in an account of {case.total_assets_fen} fen"
    quote = case.quotes.get(symbol)
    mean_yuan = quote.mean_amount_yuan if quote else None
    if mean_yuan is None:
        return f"{symbol}: a purchase without known turnover" if side is Side.BUY else ""
    most = case.settings.sanity.max_order_share_of_amount
    if amount_fen > most * mean_yuan * FEN_PER_YUAN:
        return f"{symbol}: {amount_fen} fen against a mean turnover of {mean_yuan:.0f} yuan, at most {most:.1%}"
    return ""
