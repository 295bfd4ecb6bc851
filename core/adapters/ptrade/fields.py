"""Single fields of the exchanged files, read without forgiveness."""

import re
from contextlib import suppress
from datetime import date
from enum import StrEnum
from typing import TypeVar

from core.adapters.ptrade.sealed import Sealed
from core.domain.dates import date_of, ymd
from core.domain.errors import SkipName
from core.domain.money import fen_from_yuan, li_from_yuan
from core.domain.symbols import from_ptrade

Word = TypeVar("Word", bound=StrEnum)
_COUNT = re.compile(r"[0-9]{1,12}")
_PRICE = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,3})?")
_DAY = re.compile(r"20[0-9]{6}")
_CASH = re.compile(r"-?[0-9]{1,14}\.[0-9]{2}")


class Row:
    """One row with its line number; every reader raises FixAndRestart naming file, line, column and value."""

    def __init__(self, file: Sealed, line: int, values: dict[str, str]) -> None:
        self.file = file
        self.line = line
        self.values = values

    def refuse(self, column: str, expected: str) -> Exception:
        """Return the error for one column."""
        return self.file.refusal(self.line, f"{column} {self.values[column]!r}, expected {expected}")

    def text(self, column: str) -> str:
        """A text that is not empty."""
        if not self.values[column]:
            raise self.refuse(column, "something")
        return self.values[column]

    def count(self, column: str, least: int = 0) -> int:
        """A whole number of at least `least`."""
        value = self.values[column]
        if not _COUNT.fullmatch(value) or int(value) < least:
            raise self.refuse(column, f"a whole number not below {least}")
        return int(value)

    def price_li(self, column: str, positive: bool = True) -> int:
        """A price in yuan with at most three decimals, as 厘."""
        value = self.values[column]
        if not _PRICE.fullmatch(value) or (positive and li_from_yuan(value) <= 0):
            raise self.refuse(column, "a price above zero with at most 3 decimals" if positive else "a price")
        return li_from_yuan(value)

    def symbol(self, column: str) -> str:
        """A code in PTrade's spelling, as ours."""
        try:
            return from_ptrade(self.values[column])
        except SkipName:
            raise self.refuse(column, "a code like 600000.SS") from None

    def one_of(self, column: str, words: type[Word]) -> Word:
        """A word of an enumeration."""
        try:
            return words(self.values[column])
        except ValueError:
            raise self.refuse(column, " or ".join(words)) from None


def rows_of(file: Sealed, title: str, columns: tuple[str, ...]) -> list[Row]:
    """Return the rows of a section that has exactly these columns."""
    section = file.sections.get(title)
    if section is None:
        raise file.refusal(0, f"section {title!r} is missing")
    if section.columns != columns:
        missing = [column for column in columns if column not in section.columns]
        raise file.refusal(0, f"columns {','.join(section.columns)}, expected {','.join(columns)}; missing: {missing}")
    return [Row(file, line, values) for line, values in section.rows]


def header(file: Sealed, key: str) -> str:
    """Return a header value that must be there."""
    if key not in file.header:
        raise file.refusal(0, f"header {key!r} is missing")
    return file.header[key]


def header_count(file: Sealed, key: str, actual: int) -> None:
    """Check a row count the header announces."""
    if header(file, key) != str(actual):
        raise file.refusal(0, f"{actual} {key}, the header says {header(file, key)!r}")


def header_day(file: Sealed) -> date:
    """Return the trade date a file says it is of."""
    text = header(file, "trade_date")
    if _DAY.fullmatch(text):
        with suppress(ValueError):
            return date_of(int(text))
    raise file.refusal(0, f"trade_date {text[:40]!r}, expected a day like 20260105")


def header_fen(file: Sealed, key: str) -> int:
    """Return an amount in yuan with two decimals, as fen, not negative."""
    value = header(file, key)
    if not _CASH.fullmatch(value) or fen_from_yuan(value) < 0:
        raise file.refusal(0, f"{key} {value!r}, expected yuan with two decimals, not negative")
    return fen_from_yuan(value)


ACK, EXEC_REPORT, POSITIONS = "daybreak-ack-2", "daybreak-exec-report-1", "daybreak-real-positions-1"


def check_origin(file: Sealed, form: str, day: date, account_tail: str, channel: str) -> None:
    """Refuse a file of another format, channel, account or date."""
    expected = {
        "format": form,
        "channel": channel,
        "account_tail": account_tail,
        "trade_date": str(ymd(day)),
    }
    for key, value in expected.items():
        if header(file, key) != value:
            raise file.refusal(0, f"{key} is {header(file, key)!r}, expected {value!r}")
