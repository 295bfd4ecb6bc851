"""No industry may be bought beyond its size."""

from core.domain.orders import Side
from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import blocked, no_buy_of, passed
from core.safety.gates.each import exposed_fen

NAME = "sector_cap"
REASON = "names of one industry fall together"
LIMITS = ("exposure.max_sector",)


def judge(case: Case) -> Verdict:
    """Judge what each industry would weigh after the buys; names without a known one are taken to be in the fullest."""
    if not case.side(Side.BUY):
        return passed(NAME, "no buys")
    if case.total_assets_fen <= 0:
        return blocked(NAME, "NO_ASSETS", f"the account is worth {case.total_assets_fen} fen")

    def sector(symbol: str) -> str:
        quote = case.quotes.get(symbol)
        return quote.sector if quote else ""

    most, total_fen = case.settings.exposure.max_sector, case.total_assets_fen
    heavy = [
        f"{name or 'names without an industry'}: {value / total_fen:.1%} of assets, at most {most:.1%}"
        for name, value in exposed_fen(case, sector).items()
        if value > most * total_fen
    ]
    return no_buy_of(NAME, "SECTOR_CAP", heavy, total_fen=total_fen)
