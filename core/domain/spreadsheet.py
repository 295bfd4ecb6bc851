"""Text that a spreadsheet would run as a formula, and how it is made harmless.

Excel, LibreOffice and WPS take a cell that begins with one of these characters for a formula, whatever quotes the CSV
has around it (OWASP, "CSV injection"); East Asian editions take the full-width ones too.
"""

import re

FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would run the cell; a plain signed number it only shows."""
    bare = text.lstrip(" ")
    return bare[:1] in FORMULA_STARTS and bool(bare) and not _NUMBER.fullmatch(bare)


def neutral(cell: object) -> object:
    """Return a cell for a file people open: text that would run gets an apostrophe in front, all else stays."""
    return f"'{cell}" if isinstance(cell, str) and is_formula(cell) else cell
