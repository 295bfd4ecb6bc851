"""An order is small beside what the share turns over in a minute."""

from collections import Counter

from core.domain.money import FEN_PER_YUAN
from core.domain.orders import Side
from core.domain.rulebook import TRADING_MINUTES
from core.domain.verdict import Verdict
from core.safety.case import Case, value_fen
from core.safety.gates.answers import none_of

NAME = "minute_volume"
REASON = "much of a name traded in a short time is one of the exchanges' four abnormal patterns"
LIMITS = ("program.max_minute_share",)


def judge(case: Case) -> Verdict:
    """Judge each symbol and side against the mean minute of the last 20 days, since the session has not begun.

    A purchase of a share whose turnover is unknown blocks; a sale of it only reduces and passes.
    """
    most = case.settings.program.max_minute_share
    totals: Counter[tuple[str, Side]] = Counter()
    for order in case.batch.orders:
        totals[order.symbol, order.side] += value_fen(order)
    offences = []
    for (symbol, side), value in sorted(totals.items()):
        quote = case.quotes.get(symbol)
        mean_yuan = quote.mean_amount_yuan if quote else None
        if mean_yuan is None:
            offences += [f"{symbol}: a purchase without known turnover"] if side is Side.BUY else []
        elif value * TRADING_MINUTES > most * mean_yuan * FEN_PER_YUAN:
            minutes = value * TRADING_MINUTES / (mean_yuan * FEN_PER_YUAN) if mean_yuan > 0 else float("inf")
            offences.append(f"{symbol}: {minutes:.1f} mean minutes' turnover, at most {most:g}")
    return none_of(NAME, "MINUTE_VOLUME", offences)
