"""No board may be bought beyond its size."""

from core.domain.errors import SkipName
from core.domain.orders import Side
from core.domain.symbols import Board, board_of
from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import blocked, no_buy_of, passed
from core.safety.gates.each import exposed_fen

NAME = "board_cap"
REASON = "boards with wider limits lose more in a day"
LIMITS = ("exposure.max_main", "exposure.max_chinext", "exposure.max_star", "exposure.max_bse")


def judge(case: Case) -> Verdict:
    """Judge what each board would weigh after the buys; a bought name of no board blocks."""
    if not case.side(Side.BUY):
        return passed(NAME, "no buys")
    if case.total_assets_fen <= 0:
        return blocked(NAME, "NO_ASSETS", f"the account is worth {case.total_assets_fen} fen")
    exposed = exposed_fen(case, _board)
    if "" in exposed:
        return blocked(NAME, "BOARD_UNKNOWN", "a bought name is of no board")
    limits, total_fen = case.settings.exposure, case.total_assets_fen
    most: dict[str, float] = {
        Board.MAIN: limits.max_main,
        Board.CHINEXT: limits.max_chinext,
        Board.STAR: limits.max_star,
        Board.BSE: limits.max_bse,
    }
    heavy = [
        f"{board}: {value / total_fen:.1%} of assets, at most {most[board]:.1%}"
        for board, value in exposed.items()
        if value > most[board] * total_fen
    ]
    return no_buy_of(NAME, "BOARD_CAP", heavy, total_fen=total_fen)


def _board(symbol: str) -> str:
    try:
        return board_of(symbol).value
    except SkipName:
        return ""
