"""rules: what the exchange allows for one share on one day."""

from datetime import date
from decimal import Decimal
from typing import Annotated

import typer

from app.commands.shared import DateOption, JsonOption, Result, as_date, finish
from app.compose import system_clock
from core.domain.errors import FixAndRestart, SkipName
from core.domain.money import li_from_yuan, yuan_from_li
from core.domain.orders import Side
from core.domain.outcome import Outcome
from core.domain.rulebook import (
    COMMISSION_CAP,
    TICK_LI,
    Occasion,
    OrderKind,
    Session,
    Status,
    cage_limit_li,
    cage_rule,
    fee_rates,
    limit_rates,
    lot_rule,
    price_band,
    sessions,
)
from core.domain.symbols import Board, board_of

_LONG_LISTED = 10_000


def register(app: typer.Typer) -> None:
    """Add the verb of this file."""
    app.command("rules")(rules)


def rules(
    symbol: Annotated[str, typer.Argument(help="A share, e.g. 688981.SH.")],
    day: DateOption = None,
    status: Annotated[Status, typer.Option(help="Its state that day.")] = Status.NORMAL,
    listed_days: Annotated[int, typer.Option(min=1, help="Trading days since it was listed, 1 on the first.")] = (
        _LONG_LISTED
    ),
    occasion: Annotated[Occasion, typer.Option(help="What is special about the day.")] = Occasion.ORDINARY,
    pre_close: Annotated[
        float | None, typer.Option(min=0.01, help="Previous close less what goes ex, in yuan: shows the limits.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Show the rulebook's page for one share and day: limits, cage, order sizes, sessions, fees."""
    try:
        board = board_of(symbol)
    except SkipName as error:
        raise FixAndRestart(error.message, "name a share like 600000.SH, 300750.SZ or 920002.BJ") from None
    on = as_date(day) or system_clock().now().date()
    rows = [{"rule": "board", "value": board.value}]
    rows += [{"rule": "limit", "value": _limit(board, status, on, listed_days, occasion)}]
    if pre_close is not None:
        rows += _prices(li_from_yuan(pre_close), board, status, on, listed_days, occasion)
    rows += [{"rule": "tick", "value": f"{_yuan(TICK_LI)} yuan"}]
    rows += [{"rule": "price cage", "value": _cage(board, on)}]
    rows += _sizes(board, on)
    rows += [{"rule": _clock(part), "value": _session(part)} for part in sessions(symbol, on)]
    rows += _fees(board, on)
    finish(Result(Outcome.DONE, f"{symbol} on {on}; docs/rulebook.md names the sources", rows), json)


def _percent(rate: Decimal) -> str:
    return f"{(rate * 100).normalize():f} %"


def _yuan(price_li: int) -> str:
    return f"{yuan_from_li(price_li):.2f}"


def _limit(board: Board, status: Status, on: date, listed_days: int, occasion: Occasion) -> str:
    rates = limit_rates(board, status, on, listed_days, occasion)
    return "none" if rates is None else f"down {_percent(rates[0])}, up {_percent(rates[1])}"


def _prices(
    pre_close_li: int, board: Board, status: Status, on: date, listed_days: int, occasion: Occasion
) -> list[dict[str, str]]:
    band = price_band(pre_close_li, board, status, on, listed_days, occasion)
    rows = []
    if band.down_li is not None and band.up_li is not None:
        rows.append({"rule": "limit prices", "value": f"{_yuan(band.down_li)} to {_yuan(band.up_li)} yuan"})
    worst = [cage_limit_li(side, pre_close_li, board, on) for side in (Side.BUY, Side.SELL)]
    if worst[0] is not None and worst[1] is not None:
        told = f"buy at most {_yuan(worst[0])}, sell at least {_yuan(worst[1])} yuan"
        rows.append({"rule": "cage at that price", "value": told})
    return rows


def _cage(board: Board, on: date) -> str:
    rule = cage_rule(board, on)
    if rule is None:
        return "none"
    ticks = f" or {rule.ticks} ticks" if rule.ticks else ""
    return f"{_percent(rule.share)}{ticks}, outside {'refused' if rule.refuses else 'held back'}"


def _sizes(board: Board, on: date) -> list[dict[str, str]]:
    rule = lot_rule(board, on)
    buys = f"{rule.minimum} shares and then steps of {rule.step}"
    largest = ", ".join(f"{kind.value.replace('_', ' ')} {rule.largest(kind):,}" for kind in OrderKind)
    return [{"rule": "buys", "value": buys}, {"rule": "largest order", "value": largest}]


def _clock(part: Session) -> str:
    return f"{part.start:%H:%M}–{part.end:%H:%M}"


def _session(part: Session) -> str:
    takes = "takes orders" if part.takes_orders else "takes no orders"
    return f"{part.phase.value.replace('_', ' ')}: {takes}{', no cancels' if part.holds_orders else ''}"


def _fees(board: Board, on: date) -> list[dict[str, str]]:
    rates = fee_rates(board, on)
    inside = f"handling {_percent(rates.handling)}, regulatory {_percent(rates.regulatory)}"
    return [
        {"rule": "stamp duty", "value": f"{_percent(rates.stamp)} of sales"},
        {"rule": "transfer fee", "value": _percent(rates.transfer)},
        {"rule": "inside the commission", "value": inside},
        {"rule": "commission", "value": f"from {_percent(rates.least_commission)} to {_percent(COMMISSION_CAP)}"},
    ]
