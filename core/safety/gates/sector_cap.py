"""No industry may be bought beyond its size."""

from core.domain.orders import Side
from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import blocked, no_buy_of, passed
from core.safety.gates.each import exposed_fen, lying_fen

NAME = "sector_cap"
REASON = "names of one industry fall together"
LIMITS = ("exposure.max_sector", "exposure.max_unknown_sector")


def judge(case: Case) -> Verdict:
    """Judge what each industry would weigh after the buys, alone and with the names that may be of any.

    Names without a known industry are taken to be in the fullest; the larger limit is for them alone.
    """
    if not case.side(Side.BUY):
        return passed(NAME, "no buys")
    if case.total_assets_fen <= 0:
        return blocked(NAME, "NO_ASSETS", f"the account is worth {case.total_assets_fen} fen")

    def sector(symbol: str) -> str:
        quote = case.quotes.get(symbol)
        return quote.sector if quote else ""

    limits, total_fen = case.settings.exposure, case.total_assets_fen
    alone, exposed = lying_fen(case, sector), exposed_fen(case, sector)
    weighed = [(name, alone[name], limits.max_sector, "") for name in exposed if name]
    weighed += [
        (name, value, limits.max_with_unknown, " with names of no known industry") for name, value in exposed.items()
    ]
    heavy = [
        f"{name or 'names without an industry'}: {value / total_fen:.1%} of assets{what}, at most {most:.1%}"
        for name, value, most, what in weighed
        if value > most * total_fen
    ]
    return no_buy_of(NAME, "SECTOR_CAP", heavy, total_fen=total_fen)
