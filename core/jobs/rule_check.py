"""Read every stored bar with its limits, a year at a time, and check it against the rulebook."""

from collections.abc import Callable
from datetime import date

from core.domain.dates import ymd
from core.domain.errors import FixAndRestart
from core.domain.progress import Counted
from core.pipeline.rule_check.check import Checked, RuleCheck
from core.pipeline.rule_check.rows import PRICES, Bars, states_of
from core.ports.snapshots import DataView

_BAR = ("ts_code", "trade_date", *PRICES, "pre_close")
_LIMIT = ("ts_code", "trade_date", "pre_close", "up_limit", "down_limit")


def check_rules(
    view: DataView, start: date | None, end: date | None, progress: Callable[[str], None] = lambda text: None
) -> Checked:
    """Check the stored bars of [start, end], by default all of them; FixAndRestart where there are none."""
    days = [day for day in view.dates("daily") if (start or date.min) <= day <= (end or date.max)]
    if not days:
        raise FixAndRestart(
            f"no bars are stored from {start or 'the beginning'} to {end or 'now'}",
            "`daybreak data pull` or `daybreak data import` first, or name another span",
        )
    basic = view.read("stock_basic")
    open_days = [ymd(day) for day in view.calendar().days]
    bars = Bars(open_days, states_of(view.read("namechange"), basic), basic, ymd(days[0]))
    check = RuleCheck(bars)
    years = range(days[0].year, days[-1].year + 1)
    for place, year in enumerate(years):
        progress(Counted(f"checking {year} against the rulebook", place, len(years)))
        first, last = max(days[0], date(year, 1, 1)), min(days[-1], date(year, 12, 31))
        check.take(view.read("daily", first, last, _BAR), view.read("stk_limit", first, last, _LIMIT))
    return check.result()
