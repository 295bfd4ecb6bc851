"""What each dataset holds, in which units, and when a row of it becomes known.

Canonical units are yuan, shares and percent. `wire_factor` turns a vendor's figure into the canonical one
(Tushare's `daily` counts 手 and 千元). Dates are integers YYYYMMDD.
"""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum


class Kind(StrEnum):
    """How partitions add up: DAILY rows belong to their own trade date, LATEST replaces all that came before."""

    DAILY = "daily"
    LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Column:
    """One canonical column: `type` is str, int or float; an optional one may be absent or empty on the wire.

    A `late` one came after files had been stored: those that lack it are read as if it were empty.
    """

    name: str
    type: type
    unit: str = ""
    wire_factor: float = 1.0
    wire_name: str = ""
    optional: bool = False
    late: bool = False

    @property
    def on_wire(self) -> str:
        """The vendor's name of the column."""
        return self.wire_name or self.name


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset's columns, key and clock.

    A row of a DAILY dataset is known from `known_at` on its `date_column`; in a LATEST one a row with a
    `known_column` is known from `known_at` on that date, and without one as soon as its partition is.
    """

    name: str
    kind: Kind
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    known_at: time
    row_cap: int
    date_column: str = "trade_date"
    date_param: str = "trade_date"
    known_column: str = ""
    essential: bool = True

    @property
    def late_names(self) -> frozenset[str]:
        """The columns that older files may lack."""
        return frozenset(column.name for column in self.columns if column.late)

    def column_names(self) -> list[str]:
        """Canonical column names in order."""
        return [column.name for column in self.columns]


_CODE = Column("ts_code", str)
_DATE = Column("trade_date", int, "YYYYMMDD")


def _yuan(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, float, "yuan") for name in names)


_BAR = (
    _CODE,
    _DATE,
    *_yuan("open", "high", "low", "close"),
    Column("pre_close", float, "yuan", optional=True),
    Column("pct_chg", float, "%", optional=True),
    Column("vol", float, "shares", wire_factor=100.0),
    Column("amount", float, "yuan", wire_factor=1000.0),
)

DATASETS: dict[str, Dataset] = {
    spec.name: spec
    for spec in (
        Dataset(
            "trade_cal", Kind.LATEST, ("cal_date",),
            (Column("exchange", str, optional=True), Column("cal_date", int, "YYYYMMDD"), Column("is_open", int),
             Column("pretrade_date", int, "YYYYMMDD", optional=True)),
            time(0, 0), 10_000, date_column="cal_date", date_param="",
        ),
        Dataset(
            "stock_basic", Kind.LATEST, ("ts_code",),
            (_CODE, Column("name", str, optional=True), Column("industry", str, optional=True),
             Column("market", str, optional=True), Column("list_status", str, optional=True),
             Column("list_date", int, "YYYYMMDD", optional=True),
             Column("delist_date", int, "YYYYMMDD", optional=True)),
            time(0, 0), 10_000, date_column="", date_param="",
        ),
        Dataset("daily", Kind.DAILY, ("ts_code", "trade_date"), _BAR, time(16, 0), 6000),
        Dataset(
            "daily_basic", Kind.DAILY, ("ts_code", "trade_date"),
            (_CODE, _DATE, Column("turnover_rate", float, "%", optional=True),
             Column("pe_ttm", float, "ratio", optional=True), Column("pb", float, "ratio", optional=True),
             Column("ps_ttm", float, "ratio", optional=True),
             Column("total_share", float, "shares", wire_factor=1e4, optional=True),
             Column("float_share", float, "shares", wire_factor=1e4, optional=True),
             Column("total_mv", float, "yuan", wire_factor=1e4, optional=True),
             Column("circ_mv", float, "yuan", wire_factor=1e4, optional=True)),
            time(18, 0), 6000,
        ),
        Dataset(
            "adj_factor", Kind.DAILY, ("ts_code", "trade_date"),
            (_CODE, _DATE, Column("adj_factor", float, "ratio")), time(9, 20), 10_000,
        ),
        Dataset(
            "stk_limit", Kind.DAILY, ("ts_code", "trade_date"),
            (_CODE, _DATE, Column("pre_close", float, "yuan", optional=True), *_yuan("up_limit", "down_limit")),
            time(8, 40), 5800,
        ),
        Dataset(
            "suspend_d", Kind.DAILY, ("ts_code", "trade_date", "suspend_type"),
            (_CODE, _DATE, Column("suspend_timing", str, optional=True), Column("suspend_type", str)),
            time(9, 0), 5000, essential=False,
        ),
        Dataset(
            "namechange", Kind.LATEST, ("ts_code", "start_date", "name"),
            (_CODE, Column("name", str), Column("start_date", int, "YYYYMMDD"),
             Column("change_reason", str, optional=True)),
            time(9, 0), 10_000, date_column="", date_param="", known_column="start_date", essential=False,
        ),
        Dataset("index_daily", Kind.DAILY, ("ts_code", "trade_date"), _BAR, time(16, 0), 8000, essential=False),
        Dataset(
            "dividend", Kind.DAILY, ("ts_code", "trade_date"),
            (_CODE, Column("trade_date", int, "YYYYMMDD", wire_name="ex_date"),
             Column("div_proc", str, optional=True), Column("stk_div", float, "shares per share", optional=True),
             Column("stk_bo_rate", float, "shares per share from profits", optional=True, late=True),
             Column("stk_co_rate", float, "shares per share from reserves", optional=True, late=True),
             Column("cash_div_tax", float, "yuan per share before tax", optional=True),
             Column("record_date", int, "YYYYMMDD", optional=True),
             Column("pay_date", int, "YYYYMMDD", optional=True),
             Column("div_listdate", int, "YYYYMMDD", optional=True)),
            time(9, 0), 10_000, date_param="ex_date", essential=False,
        ),
        Dataset(
            "stk_auction", Kind.DAILY, ("ts_code", "trade_date"),
            (_CODE, _DATE, Column("price", float, "yuan"), Column("vol", float, "shares", optional=True),
             Column("amount", float, "yuan", optional=True), Column("pre_close", float, "yuan", optional=True)),
            time(9, 25), 8000, essential=False,
        ),
    )
}  # fmt: skip
