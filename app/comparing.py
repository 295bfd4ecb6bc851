"""Laying another desk beside this one, for the command and for the screen."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from app.compose import House, look_beside
from core.domain.errors import FixAndRestart
from core.jobs.beside import Seen, Witness, newest_run
from core.pipeline.beside import DayBeside, Match, OrderPair

DAY_FIELDS = (
    "day", "our_orders", "their_orders", "same", "differing", "only_ours", "only_theirs", "order_overlap",
    "target_overlap", "our_result", "their_result", "difference", "our_morning", "their_morning", "our_as_of",
    "their_as_of",
)  # fmt: skip
_DIFFERING = (Match.SIZE, Match.PRICE, Match.SIZE_AND_PRICE)


@contextmanager
def beside(house: House, named: Path | None = None) -> Iterator[tuple[Path, Seen]]:
    """Open the desk that is named, else the one `execution.shadow_of` names; FixAndRestart where there is none."""
    setting = house.desk.settings.execution.shadow_of
    if named is None and not setting:
        raise FixAndRestart("no desk to compare with is named", "set execution.shadow_of, or give --with HOME")
    home = (named or Path(setting)).expanduser().absolute()
    if home.resolve() == house.home.resolve():
        raise FixAndRestart(f"{home} is this very desk", "name the home of another one")
    with look_beside(home) as seen:
        yield home, seen


def stand_of(home: Path, desk: Witness, channel: str) -> dict[str, Any]:
    """Return who a desk is and of when: channel, newest run with its moment, code and settings."""
    run = newest_run(desk)
    identity = run.identity if run else None
    return {
        "home": str(home),
        "channel": channel,
        "as_of": f"{identity.as_of:%Y-%m-%d %H:%M:%S}" if identity else None,
        "run": run.run_id if run else None,
        "code": identity.code_version if identity else None,
        "settings": identity.config_hash[:12] if identity else None,
    }


def day_row(day: DayBeside) -> dict[str, Any]:
    """Return a day's row: counts, shares and returns as fractions, and both Mornings with their moments."""
    ours, theirs = day.ours, day.theirs
    return {
        "day": day.trade_date,
        "our_orders": len(ours.orders),
        "their_orders": len(theirs.orders),
        "same": day.count(Match.SAME),
        "differing": day.count(*_DIFFERING),
        "only_ours": day.count(Match.OURS),
        "only_theirs": day.count(Match.THEIRS),
        "order_overlap": day.order_overlap,
        "target_overlap": day.target_overlap,
        "our_result": ours.result,
        "their_result": theirs.result,
        "difference": day.difference,
        "our_morning": ours.outcome,
        "their_morning": theirs.outcome,
        "our_as_of": ours.as_of,
        "their_as_of": theirs.as_of,
    }


def pair_row(day: date, pair: OrderPair) -> dict[str, Any]:
    """Return a name's row: both orders in shares and 厘, None where a desk meant none."""
    ours, theirs = pair.ours, pair.theirs
    return {
        "day": day,
        "symbol": pair.symbol,
        "side": pair.side.value,
        "match": pair.match.value,
        "our_shares": ours.qty_shares if ours else None,
        "their_shares": theirs.qty_shares if theirs else None,
        "our_limit_li": ours.limit_li if ours else None,
        "their_limit_li": theirs.limit_li if theirs else None,
    }
