"""The limits of the gates, and who answers for each."""

import difflib
from collections.abc import Iterable, Mapping
from datetime import date

from pydantic import field_validator

from core.domain.gate_names import EXPECTED_GATES
from core.settings.section import Section, switch

_DAY = r"^\d{4}-\d{2}-\d{2}$"


class Sanity(Section):
    """The fat-finger book: what no plan of ours ever needs."""

    max_order_yuan: float = switch(200_000.0, "yuan/order", "four times an ordinary order", gt=0)
    max_order_share_of_amount: float = switch(
        0.02, "share of 20-day mean turnover", "more would move the price", gt=0, le=1
    )
    max_turnover: float = switch(0.45, "share of assets/day", "one and a half times the plan's own cap", gt=0)
    max_rows: int = switch(80, "orders/file", "twice the names a full rebalance can touch", ge=1)
    max_files_a_day: int = switch(1, "files/day", "a day has one orders file; a second one is a fault", ge=1, le=9)
    max_sell_files_a_day: int = switch(
        9, "files/day", "a file that only sells follows the day's first: as many as the executor reads", ge=1, le=9
    )
    max_repeats: int = switch(
        8, "files in a row", "a purchase that comes back a ninth time fills no order: a person looks at it", ge=1
    )
    max_price_distance: float = switch(0.11, "fraction of reference price", "a 10 % limit and one tick", gt=0)
    blacklist: tuple[str, ...] = switch((), "ts_code", "never bought; what is held of it may be sold")
    restricted: tuple[str, ...] = switch(
        (), "ts_code", "never ordered, either side: compliance forbids the desk to trade it"
    )
    plan_max_age_days: int = switch(1, "trading days", "a plan is for the next open day only", ge=1)


class Exposure(Section):
    """How much of the account may lie in one place; what is to be sold the same day still counts."""

    max_gross: float = switch(1.0, "share of assets", "the account borrows nothing", gt=0, le=1)
    max_sector: float = switch(
        0.40, "share of assets", "eight names of twenty: one industry's bad day costs less than half", gt=0, le=1
    )
    max_unknown_sector: float = switch(
        0.0,
        "share of assets; 0: as max_sector",
        "names without an industry may all be of one: more of them is for a desk whose source states no industries",
        ge=0,
        le=1,
    )
    max_main: float = switch(1.0, "share of assets", "the board everything else is measured by", gt=0, le=1)
    max_chinext: float = switch(0.60, "share of assets", "20 % limits: twice the loss of one bad day", ge=0, le=1)
    max_star: float = switch(0.40, "share of assets", "20 % limits and fewer buyers in a fall", ge=0, le=1)
    max_bse: float = switch(0.10, "share of assets", "30 % limits and thin trading", ge=0, le=1)

    @property
    def max_with_unknown(self) -> float:
        """How much names without an industry may weigh, alone or together with any industry."""
        return max(self.max_sector, self.max_unknown_sector)


class Losses(Section):
    """When the desk may only reduce because of what it has lost."""

    max_daily: float = switch(
        0.05, "fraction of the previous close's assets", "half a limit day on every name at once", gt=0, lt=1
    )
    max_drawdown: float = switch(
        0.20, "fraction of the highest close's assets", "one that needs a quarter's gain to come back", gt=0, lt=1
    )
    confirmations: int = switch(
        3, "reads in a row", "one wrong price is no loss; two sources agreeing twice is one", ge=1, le=10
    )


class Strength(Section):
    """The market the desk buys into."""

    min_strength: float = switch(
        0.05, "0…1", "below one in twenty names rising or above its 20-day mean there is no market, only a rout",
        ge=0, le=1,
    )  # fmt: skip


class Program(Section):
    """Program trading: what the exchanges watch since 2025-07-07, with our own limits below theirs."""

    max_messages_a_second: int = switch(
        200, "orders + cancels/s", "the exchanges call 300 high-frequency; a third stays free for hand orders",
        ge=1, le=299,
    )  # fmt: skip
    max_messages_a_day: int = switch(
        500, "orders + cancels/day", "the exchanges call 20,000 high-frequency; a desk of one file needs far fewer",
        ge=1, le=19_999,
    )  # fmt: skip
    max_cancel_ratio: float = switch(
        0.50, "cancels/orders", "orders cancelled more often than not look like orders never meant", gt=0, le=1
    )
    min_orders_judged: int = switch(50, "orders", "on fewer a ratio says nothing", ge=1)
    window_days: int = switch(20, "trading days", "a month: what cancels are counted over", ge=1, le=250)
    max_fast_cancels: int = switch(
        8, "orders/window", "a STOP in the wrong second withdraws the four just sent; a third such is a pattern", ge=0
    )
    min_rest_s: float = switch(
        60.0, "s", "the exchanges watch cancels inside one second; ours rest a minute before the file's end", ge=1
    )
    max_minute_share: float = switch(
        5.0, "mean minutes' turnover", "2 % of a day is 4.8 mean minutes, and the first minutes are thicker",
        gt=0, le=240,
    )  # fmt: skip


class Gates(Section):
    """Who answers for each gate, until when its limit stands, and how long it may take."""

    time_limit_s: float = switch(
        10.0, "s/gate", "a gate answers in a millisecond; one that hangs blocks and the Morning goes on", gt=0, le=60
    )
    owner: str = switch("risk", "", "who answers for a gate that names nobody else", min_length=1)
    owners: dict[str, str] = switch(
        {
            "plan_freshness": "operations",
            "data_freshness": "operations",
            "reconciliation": "operations",
            "asset_check": "operations",
            "restricted": "compliance",
            "message_rate": "compliance",
            "message_count": "compliance",
            "cancel_ratio": "compliance",
            "fast_cancel": "compliance",
            "minute_volume": "compliance",
        },
        "owner by gate",
        "figures are operations' matter, the exchange's own limits compliance's",
    )
    review_date: str = switch(
        "2027-06-30", "YYYY-MM-DD", "every limit is looked at twice a year; an overdue one is a warning", pattern=_DAY
    )
    review_dates: dict[str, str] = switch(
        {}, "YYYY-MM-DD by gate", "for gates that are looked at on another day than the others"
    )

    @field_validator("owners")
    @classmethod
    def _owners_of_gates(cls, owners: dict[str, str]) -> dict[str, str]:
        _refuse_unknown(owners)
        for gate, owner in owners.items():
            if not owner.strip():
                raise ValueError(f"{gate} has no owner; expected a name")
        return owners

    @field_validator("review_date")
    @classmethod
    def _a_day(cls, text: str) -> str:
        date.fromisoformat(text)
        return text

    @field_validator("review_dates")
    @classmethod
    def _days_of_gates(cls, days: dict[str, str]) -> dict[str, str]:
        _refuse_unknown(days)
        for text in days.values():
            date.fromisoformat(text)
        return days

    def owner_of(self, gate: str) -> str:
        """Return who answers for a gate."""
        return self.owners.get(gate, self.owner)

    def review_of(self, gate: str) -> date:
        """Return the day by which a gate's limit is to be looked at again."""
        return date.fromisoformat(self.review_dates.get(gate, self.review_date))


def _refuse_unknown(named: Mapping[str, str]) -> None:
    for gate in named:
        if gate not in EXPECTED_GATES:
            raise ValueError(f"{gate!r} is no gate; expected {_near(gate, EXPECTED_GATES)}")


def _near(word: str, words: Iterable[str]) -> str:
    listed = list(words)
    near = difflib.get_close_matches(word, listed, n=1)
    return near[0] if near else ", ".join(listed)
