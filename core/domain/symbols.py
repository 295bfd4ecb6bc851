"""Symbols and boards: `600000.SH` is the one spelling inside; other spellings are translated at the edge."""

import re
from enum import StrEnum

from core.domain.errors import SkipName

_CODE = re.compile(r"^(\d{6})\.(SH|SZ|BJ)$")
_PTRADE_SUFFIX = {"SH": "SS", "SZ": "SZ", "BJ": "NEEQ"}
_MARKETS = {
    "SS": "SH", "XSHG": "SH", "SH": "SH",
    "SZ": "SZ", "XSHE": "SZ",
    "BJ": "BJ", "NEEQ": "BJ", "XBSE": "BJ",
}  # fmt: skip


class Venue(StrEnum):
    """The exchange a share trades at; sessions are looked up by it."""

    SSE = "SH"
    SZSE = "SZ"
    BSE = "BJ"


class Board(StrEnum):
    """Where a share is listed; every trading rule is looked up by it."""

    MAIN = "main"
    CHINEXT = "chinext"
    STAR = "star"
    BSE = "bse"


def board_of(symbol: str) -> Board:
    """Return the board of an A-share like `600000.SH`; SkipName for anything that is not one."""
    match = _CODE.match(symbol)
    if not match:
        raise SkipName(f"{symbol!r} is not a symbol like 600000.SH", "leave it out")
    digits, market = match.groups()
    if market == "BJ":
        return Board.BSE
    if market == "SH" and digits.startswith(("688", "689")):
        return Board.STAR
    if market == "SZ" and digits.startswith(("300", "301", "302")):
        return Board.CHINEXT
    if (market == "SH" and digits.startswith("60")) or (
        market == "SZ" and digits.startswith(("000", "001", "002", "003"))
    ):
        return Board.MAIN
    raise SkipName(f"{symbol!r} is not an A-share", "leave it out")


def venue_of(symbol: str) -> Venue:
    """Return the exchange of a symbol like `600000.SH`; SkipName for anything that is not one."""
    match = _CODE.match(symbol)
    if not match:
        raise SkipName(f"{symbol!r} is not a symbol like 600000.SH", "leave it out")
    return Venue(match.group(2))


def to_ptrade(symbol: str) -> str:
    """Return PTrade's spelling: 600000.SS, 000001.SZ, 920000.NEEQ."""
    digits, market = symbol.split(".")
    return f"{digits}.{_PTRADE_SUFFIX[market]}"


def from_ptrade(code: str) -> str:
    """Return our spelling of any code PTrade writes (.SS .XSHG .SZ .XSHE .NEEQ); SkipName for others."""
    digits, _, suffix = code.strip().upper().partition(".")
    market = _MARKETS.get(suffix)
    if market is None or not re.fullmatch(r"\d{6}", digits):
        raise SkipName(f"{code!r} is not a code PTrade writes", "expected like 600000.SS or 000001.XSHE")
    return f"{digits}.{market}"
