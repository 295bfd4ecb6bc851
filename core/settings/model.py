"""Every switch of the product, typed, with its default, unit and reason; cfg.yaml is rendered from here."""

import difflib
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import ValidationInfo, field_validator

from core.domain.breaks import Owner
from core.domain.dataset import DATASETS
from core.domain.orders import Channel
from core.settings.alarms import Alarms
from core.settings.console import Console
from core.settings.limits import Exposure, Gates, Losses, Program, Sanity, Strength
from core.settings.schedule import Schedule
from core.settings.section import Section, switch
from core.settings.stop import Stop

_CLOCK_TIME = r"^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$"


class DataSource(Section):
    """Where market data comes from and how hard it is asked."""

    mode: Literal["tushare_proxy", "tushare_official", "manual_csv", "cache_only"] = switch(
        "cache_only", "", "nothing is contacted until someone chooses a source"
    )
    http_url: str = switch(
        "http://api.tushare.pro",
        "URL without user, password or query",
        "the official address; a proxy has its own",
        pattern=r"^https?://[^@?#\s]+$",
    )
    path_style: Literal["auto", "root", "append"] = switch(
        "auto", "", "official clients post to the root, newer ones append /api_name; auto tries root, then append"
    )
    timeout_s: float = switch(30.0, "s", "the official client's own timeout", gt=0)
    retries: int = switch(3, "attempts after the first", "a passing network fault clears within three", ge=0, le=10)
    backoff_s: float = switch(1.0, "s", "first pause; doubled each time, with jitter", ge=0)
    backoff_max_s: float = switch(30.0, "s", "a longer pause would miss the morning", ge=0)
    rate_per_minute: int = switch(120, "requests/min", "60 % of the 200 a 2000-point account has", ge=1)
    interface_rate_per_minute: dict[str, int] = switch(
        {"stk_auction": 60}, "requests/min", "interfaces sold apart have tighter limits; others share the global one"
    )
    breaker_failures: int = switch(5, "consecutive failures", "fewer would trip on one bad minute", ge=1)
    breaker_cooldown_s: float = switch(300.0, "s", "one probe every five minutes does not annoy a sick server", ge=0)
    lookback_days: int = switch(250, "trading days", "one year: the longest factor window with room to spare", ge=30)
    corrections_by_two: bool = switch(
        False, "", "a desk of one must be able to mend its data; with two people, one proposes and the other confirms"
    )
    unavailable: tuple[str, ...] = switch(
        (), "dataset", "interfaces this account has not bought: without stk_auction the previous close is the reference"
    )
    index_codes: tuple[str, ...] = switch(("000300.SH",), "ts_code", "the benchmark on every equity chart")
    source_name: str = switch("tushare", "", "recorded on every snapshot")
    strategy_id: str = switch("daybreak-main", "", "recorded on every snapshot and order")

    @field_validator("unavailable")
    @classmethod
    def _known_datasets(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if name not in DATASETS:
                near = difflib.get_close_matches(name, DATASETS, n=1)
                raise ValueError(f"{name!r} is no dataset; expected {near[0] if near else ', '.join(DATASETS)}")
        return names

    @field_validator("interface_rate_per_minute")
    @classmethod
    def _known_interfaces(cls, rates: dict[str, int]) -> dict[str, int]:
        for name, rate in rates.items():
            if name not in DATASETS:
                near = difflib.get_close_matches(name, DATASETS, n=1)
                raise ValueError(f"{name!r} is no interface; expected {near[0] if near else ', '.join(DATASETS)}")
            if rate < 1:
                raise ValueError(f"{name} at {rate} would never be asked; expected ≥ 1")
        return rates


class TradeCal(Section):
    """The exchange calendar."""

    exchange: str = switch("SSE", "", "Shanghai and Shenzhen keep the same days")
    horizon_alarm_days: int = switch(30, "days", "next year's days are published in December", ge=1)


class Universe(Section):
    """Who may be bought."""

    min_listed_days: int = switch(60, "trading days", "a new listing has no history for the factors", ge=0)
    min_amount_yuan: float = switch(20e6, "yuan/day", "20-day mean turnover below this cannot take our orders", ge=0)
    min_price_yuan: float = switch(2.0, "yuan", "close below 1 yuan for 20 days means delisting", ge=0)
    policy_chinext: Literal["include", "exclude", "penalty", "shadow"] = switch(
        "include", "", "300xxx: 20 % limits; needs the account's ChiNext permission"
    )
    policy_star: Literal["include", "exclude", "penalty", "shadow"] = switch(
        "penalty", "", "688xxx: 20 % limits and 200-share lots; needs the account's STAR permission"
    )
    policy_bse: Literal["include", "exclude", "penalty", "shadow"] = switch(
        "exclude", "", "PTrade permission for Beijing differs by broker: ask first"
    )
    penalty: float = switch(0.1, "score", "subtracted from a penalised board's score in [0, 1]", ge=0, le=1)


class Factors(Section):
    """Factors and their preprocessing."""

    winsor_low: float = switch(0.01, "quantile", "one in a hundred at each end is noise", ge=0, lt=0.5)
    winsor_high: float = switch(0.99, "quantile", "one in a hundred at each end is noise", gt=0.5, le=1)
    neutralise: Literal["none", "industry", "size", "both"] = switch(
        "none", "", "size and industry earned part of the return; take them out once a study says so"
    )
    min_coverage: float = switch(
        0.5, "share of universe", "a factor seen on fewer is left out of the score", ge=0, le=1
    )
    leak_pass_days: float = switch(
        30.0, "days", "after that a factor goes through the leak lab again before it scores", gt=0
    )


class Model(Section):
    """The rule score."""

    top_m: int = switch(200, "symbols", "what the second stage looks at", ge=1)
    weights: dict[str, float] = switch({}, "weight by factor", "empty: the catalogue's own direction, equally weighted")
    seed: int = switch(20260105, "", "fixes every random choice of a run")


class Portfolio(Section):
    """The target portfolio."""

    top_n: int = switch(20, "symbols", "about 5 % each: one accident costs little", ge=1, le=5000)
    buffer: int = switch(20, "ranks", "a holding is kept until it falls to rank top_n + buffer: halves turnover", ge=0)
    weighting: Literal["equal", "score"] = switch("equal", "", "equal needs no trust in the score's scale")
    cash_reserve: float = switch(0.02, "share of assets", "fees and price moves between 9:26 and the fill", ge=0, lt=1)
    max_weight: float = switch(0.08, "share of assets", "no name above this at purchase", gt=0, le=1)
    turnover_cap: float = switch(0.30, "one side, share of assets/day", "bounds costs and mistakes", gt=0, le=2)
    rebalance_band: float = switch(
        0.25, "fraction of target", "a kept name is traded back to target only beyond this: less pays only fees", ge=0
    )
    min_trade_yuan: float = switch(3000.0, "yuan", "below this the 5-yuan minimum fee eats the trade", ge=0)
    commission_rate: Decimal = switch(
        Decimal("0.00025"), "fraction", "2.5 in 10,000: a common negotiated rate", ge=0, le=Decimal("0.003")
    )
    commission_min_yuan: Decimal = switch(Decimal(5), "yuan/order", "the usual minimum since 2002", ge=0)
    withhold_dividend_tax: bool = switch(
        True, "", "a person's broker withholds it at the sale, by how long the shares were held; a company pays its own"
    )


class Monitor(Section):
    """What is watched between runs."""

    anomaly_alarm_rows: int = switch(50, "rows", "more anomalies in one day means the feed broke, not the market", ge=0)


class AssetCheck(Section):
    """Our books against the broker's figures."""

    rel_tol: float = switch(1e-6, "fraction", "broker figures are rounded", ge=0)
    abs_tol_yuan: float = switch(0.01, "yuan", "one fen, the smallest unit of money", ge=0)
    max_day_change: float = switch(
        0.12, "fraction of assets", "a larger overnight change is an error until explained", gt=0
    )


class Reconciliation(Section):
    """Breaks between intended, filled, booked and the broker's figures."""

    p2_blocks: bool = switch(True, "", "a difference nobody has looked at may be the first sign of a larger one")
    p3_blocks: bool = switch(True, "", "the same; a small desk has few breaks and looks at each")
    small_cash_yuan: float = switch(
        100.0, "yuan", "a smaller difference in cash is a fee or interest: P2 instead of P1", ge=0
    )
    write_off_limit_yuan: float = switch(10.0, "yuan/break", "two minimum commissions; more is worth finding out", ge=0)
    escalate_after_days: int = switch(
        2, "trading days", "a broker answers by the next day; then the break is a level more urgent", ge=1
    )
    max_wait_days: int = switch(5, "trading days", "a figure a week late will not come by itself", ge=1)
    late_after_minutes: int = switch(
        30,
        "minutes after 9:30",
        "a limit near the auction's price fills in the first half hour or not at all",
        ge=0,
    )
    owners: dict[str, str] = switch(
        {}, "person by role trading, operations or data", "empty: the role itself is named as the owner"
    )

    @field_validator("owners")
    @classmethod
    def _known_roles(cls, owners: dict[str, str]) -> dict[str, str]:
        roles = [role.value for role in Owner]
        unknown = sorted(set(owners) - set(roles))
        if unknown:
            raise ValueError(f"{unknown} is no role; expected one of {roles}")
        return owners


class Execution(Section):
    """How and to whom orders go."""

    channel: Channel = switch(
        Channel.PAPER, "", "LIVE also wants the executor armed by hand inside the PTrade terminal"
    )
    shadow_of: str = switch("", "home folder", "the desk that `daybreak compare` lays beside this one")
    account_tail: str = switch("0000", "last digits", "the executor refuses a file for another account", min_length=4)
    initial_cash_yuan: float = switch(1_000_000.0, "yuan", "what a simulated account starts with", gt=0)
    buy_slack: float = switch(0.01, "fraction above reference", "fills most opens and stays inside the 2 % cage", ge=0)
    sell_slack: float = switch(0.01, "fraction below reference", "fills most opens and stays inside the 2 % cage", ge=0)
    release_until: str = switch(
        "10:00:00",
        "HH:MM:SS, Beijing time",
        "the reference prices are the auction's; a Morning that comes later releases nothing",
        pattern=_CLOCK_TIME,
    )
    valid_until: str = switch(
        "14:56:00", "HH:MM:SS, Beijing time", "orders cannot be cancelled from 14:57", pattern=_CLOCK_TIME
    )
    ack_wait_s: int = switch(
        600,
        "s, channel LIVE",
        "carrying a file by hand takes minutes; then its fate is UNKNOWN and a person decides",
        ge=1,
    )
    ack_wait_simulated_s: int = switch(
        0,
        "s, other channels; 0 does not wait",
        "the paper session answers after the close; set it where PAPER runs in a real terminal",
        ge=0,
    )
    known_executors: tuple[str, ...] = switch(
        (), "checksum", "which packages may answer for this desk; `daybreak executor package` prints the one it made"
    )
    unknown_executor_blocks: Literal["LIVE", "always", "never"] = switch(
        "LIVE",
        "",
        "an executor under another checksum may have been edited: no real order follows until it is known",
    )
    drop_folder: str = switch("", "path", "where downloads fall, for `daybreak inbox watch`; empty: ptrade/drop")
    volume_cap: float = switch(0.10, "share of the day's volume", "what a paper fill may take", gt=0, le=1)
    paper_seed: int = switch(7, "", "fixes the paper counter's delays, rejects and restarts")
    paper_faults: bool = switch(True, "", "a paper day without rejects and restarts teaches nothing")

    @field_validator("shadow_of")
    @classmethod
    def _whole_path(cls, folder: str) -> str:
        if folder and not Path(folder).expanduser().is_absolute():
            raise ValueError("write the whole path: programs start in different folders")
        return folder

    @field_validator("drop_folder")
    @classmethod
    def _nothing_from_outside(cls, folder: str, info: ValidationInfo) -> str:
        if folder and info.data.get("channel") is Channel.SHADOW:
            raise ValueError("a SHADOW desk exchanges nothing outside its home; leave it empty")
        return folder


class Executor(Section):
    """What the executor never exceeds, whatever a file says; baked in by `daybreak executor package`."""

    max_order_yuan: float = switch(500_000.0, "yuan/order", "above every order of ours, far below the account", gt=0)
    max_day_yuan: float = switch(20_000_000.0, "yuan/day", "bounds what a stolen orders file could do", gt=0)
    max_orders_a_day: int = switch(200, "orders/day", "more than twice a full rebalance", ge=1)
    max_rejects_in_a_row: int = switch(5, "orders", "five in a row means the account or the market, not one name", ge=1)
    orders_per_second: int = switch(
        4, "orders/s", "far below the 300/s from which trading counts as fast", ge=1, le=100
    )
    sends_per_poll: int = switch(15, "orders", "a poll every five seconds must be over before the next", ge=1, le=100)


class Alerts(Section):
    """Who is told."""

    language: Literal["zh", "en"] = switch("zh", "", "of reports and messages")
    min_level: Literal["info", "warning", "alarm"] = switch(
        "warning", "", "what `daybreak status` shows; quieter events stay in the event table"
    )


class Settings(Section):
    """All sections together."""

    data_source: DataSource = DataSource()
    trade_cal: TradeCal = TradeCal()
    universe: Universe = Universe()
    factors: Factors = Factors()
    model: Model = Model()
    portfolio: Portfolio = Portfolio()
    monitor: Monitor = Monitor()
    sanity: Sanity = Sanity()
    exposure: Exposure = Exposure()
    losses: Losses = Losses()
    strength: Strength = Strength()
    program: Program = Program()
    asset_check: AssetCheck = AssetCheck()
    reconciliation: Reconciliation = Reconciliation()
    gates: Gates = Gates()
    execution: Execution = Execution()
    stop: Stop = Stop()
    executor: Executor = Executor()
    schedule: Schedule = Schedule()
    alerts: Alerts = Alerts()
    alarms: Alarms = Alarms()
    console: Console = Console()


OF_THE_WINDOW = {"console"}
"""Sections that are no part of a run's identity: neither its hash nor the settings it keeps know them."""
