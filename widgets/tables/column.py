"""What a table is told about a column."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What the values of a column are: it decides how they are shown, sorted, aligned and exported.

    SENTENCE holds what the core says, MONEY and SIGNED_MONEY fen, PRICE 厘, RATIO and SIGNED_RATIO fractions (0.05 is
    5 %), WORD codes of the column's `group`. Everywhere None and NaN mean that there is no value.
    """

    TEXT = "text"
    SENTENCE = "sentence"
    CODE = "code"
    WORD = "word"
    INTEGER = "integer"
    SHARES = "shares"
    NUMBER = "number"
    RATIO = "ratio"
    SIGNED_RATIO = "signed_ratio"
    MONEY = "money"
    SIGNED_MONEY = "signed_money"
    PRICE = "price"
    DATE = "date"
    MOMENT = "moment"
    FLAG = "flag"


NUMERIC = frozenset(
    {
        Kind.INTEGER,
        Kind.SHARES,
        Kind.NUMBER,
        Kind.RATIO,
        Kind.SIGNED_RATIO,
        Kind.MONEY,
        Kind.SIGNED_MONEY,
        Kind.PRICE,
    }
)
SIGNED = frozenset({Kind.SIGNED_RATIO, Kind.SIGNED_MONEY})
TIMES = frozenset({Kind.DATE, Kind.MOMENT})


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the sheet's field, its heading (English, translated when shown) and what its values are.

    `group` names the words of a WORD column, `digits` the decimals of a NUMBER or ratio (None: as many as fit its
    size), `width` in pixels where room is short (0: as wide as its content). A `hidden` column can be brought up by
    the column chooser.
    """

    field: str
    header: str
    kind: Kind = Kind.TEXT
    group: str = ""
    tip: str = ""
    hidden: bool = False
    width: int = 0
    digits: int | None = None
