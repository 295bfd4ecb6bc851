"""What plan and Morning say of a name, in the screen's language: their sentences are few and known.

厘 and fen are told in yuan. A sentence that is none of these is said as any other of the core.
"""

import re
from collections.abc import Callable, Mapping

from widgets.kit.sayings import spoken
from widgets.kit.words import tr, untranslated, word
from widgets.tables.column import Column, Kind
from widgets.tables.shown import shower

_MONEY = shower(Column("", "", Kind.MONEY))
_PRICE = shower(Column("", "", Kind.PRICE))
_SIDES = {"buy": "BUY", "sell": "SELL"}

_CAP = r"turnover cap of (?P<fen>\d+) fen: (?P<cut>\d+) of (?P<all>\d+) (?P<side>buy|sell) trades cut or waiting"
_TOLD: Mapping[str, str] = {
    r"rank (?P<rank>\d+) enters": untranslated("rank {rank} enters"),
    r"rank (?P<rank>\d+) stays": untranslated("rank {rank} stays"),
    r"rank (?P<rank>\d+) stays, below its target": untranslated("rank {rank} stays, below its target"),
    r"rank (?P<rank>\d+) stays, above its target": untranslated("rank {rank} stays, above its target"),
    r"rank (?P<rank>\d+), kept inside the buffer of (?P<most>\d+)": untranslated(
        "rank {rank}, kept inside the buffer of {most}"
    ),
    r"rank (?P<rank>\d+) left the buffer of (?P<most>\d+)": untranslated("rank {rank} left the buffer of {most}"),
    r"rank (?P<rank>\d+), more holdings than places": untranslated("rank {rank}, more holdings than places"),
    r"rank (?P<rank>\d+), next in line": untranslated("rank {rank}, next in line"),
    r"rank (?P<rank>\d+), stands in for (?P<symbol>\S+)": untranslated("rank {rank}, stands in for {symbol}"),
    r"not ranked any more": untranslated("not ranked any more"),
    r"no close known": untranslated("no close known"),
    r"left the universe: (?P<excluded>[A-Z_]+)": untranslated("left the universe: {excluded}"),
    r"cut by the turnover cap": untranslated("cut by the turnover cap"),
    r"waits: turnover cap": untranslated("waits: turnover cap"),
    r"cut to sanity\.max_order_yuan": untranslated("cut to the largest order allowed"),
    r"kept: (?P<skip>[A-Z_]+)": untranslated("kept: {skip}"),
    r"auction at the upper limit of (?P<li>\d+) li: no sellers": untranslated(
        "auction at the upper limit of {li}: no sellers"
    ),
    r"auction at the lower limit of (?P<li>\d+) li: no buyers": untranslated(
        "auction at the lower limit of {li}: no buyers"
    ),
    r"already at its target at today's price": untranslated("already at its target at today's price"),
    r"none of (?P<shares>\d+) shares may be sold today \(T\+1\)": untranslated(
        "none of {shares} shares may be sold today (T+1)"
    ),
    r"(?P<shares>-?\d+) shares make no order worth sending": untranslated(
        "{shares} shares make no order worth sending"
    ),
    r"(?P<fen>-?\d+) fen of settled cash left": untranslated("{fen} CNY of settled cash left"),
    r"(?P<place>board \S+|industry .+) has room for (?P<fen>\d+) fen more": untranslated(
        "{place} has room for {fen} CNY more"
    ),
    r"on the restricted list": untranslated("on the restricted list"),
    r"on the restricted list: compliance's matter": untranslated("on the restricted list: compliance's matter"),
    r"on the blacklist": untranslated("on the blacklist"),
    r"no price to (?P<side>buy|sell) at": untranslated("no price to {side} at"),
    r"suspended today": untranslated("suspended today"),
    r"its mean turnover is not known": untranslated("its mean turnover is not known"),
    _CAP: untranslated("turnover cap of {fen} CNY: {cut} of {all} {side} trades cut or waiting"),
    r"(?P<passed>\d+) of (?P<all>\d+) passed": untranslated("{passed} of {all} passed"),
}
_PATTERNS = tuple((re.compile(pattern), text) for pattern, text in _TOLD.items())
_SHOWN: Mapping[str, Callable[[str], str]] = {
    "li": lambda text: _PRICE(int(text)),
    "fen": lambda text: _MONEY(int(text)),
    "shares": lambda text: f"{int(text):,}",
    "excluded": lambda text: word("excluded", text),
    "skip": lambda text: word("skip", text),
    "side": lambda text: word("side", _SIDES[text]).casefold(),
}


def in_words(told: str) -> str:
    """Return sentences joined by semicolons in the screen's language."""
    return "; ".join(_one(part) for part in told.split("; ")) if told else ""


def _one(told: str) -> str:
    for pattern, text in _PATTERNS:
        found = pattern.fullmatch(told)
        if found:
            return tr(text, **{name: _SHOWN.get(name, str)(value) for name, value in found.groupdict().items()})
    return spoken(told)
