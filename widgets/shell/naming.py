"""What a person may type to mean a thing on the desk."""

import re

_SYMBOL = re.compile(r"(\d{6})(\.(SH|SZ|BJ))?", re.IGNORECASE)
_RUN = re.compile(r"[a-z]+-\d{8}-\d{2,}")
_ORDER = re.compile(r"[0-9A-Za-z]+-[0-9A-Za-z-]*\d")


def named_in(text: str) -> list[tuple[str, str]]:
    """Return what a text may name, as kind and name: a run, a symbol with its exchange, an order."""
    if _RUN.fullmatch(text):
        return [("run", text)]
    found = _SYMBOL.fullmatch(text)
    if found:
        return [("symbol", f"{found[1]}.{(found[3] or _exchange_of(found[1])).upper()}")]
    return [("order", text)] if _ORDER.fullmatch(text) else []


def _exchange_of(code: str) -> str:
    """Return the exchange a bare six-digit code of a share belongs to."""
    if code[0] in "48" or code.startswith("92"):
        return "BJ"
    return "SH" if code[0] in "569" else "SZ"
