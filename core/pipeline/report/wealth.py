"""Positions, cash, the equity curve and its drawdown."""

import math
from collections.abc import Mapping, Sequence

from core.domain.holdings import Position
from core.domain.money import notional_fen
from core.pipeline.report import text
from core.pipeline.report.charts import Bar, Series, bar_chart, line_chart
from core.pipeline.report.common import column, section, symbol_cell
from core.pipeline.report.model import DayReport, EquityPoint
from core.pipeline.report.page import Cell, Fact, Labels, Picture, Section, Table

_MOST_BARS = 20


def positions(report: DayReport, labels: Labels) -> Section | None:
    """Cash and every holding at the closes."""
    account = report.account
    if account is None:
        return None
    closes = report.closes_li or {}
    columns = (
        column(labels, "symbol", figures=False),
        column(labels, "held", "sellable"),
        column(labels, "value", "mark"),
        column(labels, "cost", "cost_price"),
        column(labels, "profit", "profit_share"),
    )
    held = list(account.positions.values())
    rows = tuple(_position_row(report, position, closes.get(position.symbol)) for position in held)
    values = [_value_fen(position, closes.get(position.symbol)) for position in held]
    complete = [value for value in values if value is not None]
    title = labels["picture.profit"]
    facts = (
        Fact(labels["fact.settled"], text.money(account.settled_fen)),
        Fact(labels["fact.unsettled"], text.money(account.unsettled_fen)),
        *([Fact(labels["fact.reserved"], text.money(account.reserved_fen))] if account.reserved_fen else []),
        Fact(labels["fact.market_value"], text.money(sum(complete)) if len(complete) == len(values) else text.BLANK),
        Fact(labels["fact.holdings"], text.count(len(held))),
    )
    pictures = ((bar_chart(title, _profit_bars(held, closes)), title),)
    return section(report, labels, "positions", Table(columns, rows), pictures, facts)


def _value_fen(position: Position, close_li: int | None) -> int | None:
    return None if close_li is None else notional_fen(close_li, position.qty_shares)


def _position_row(report: DayReport, position: Position, close_li: int | None) -> tuple[Cell, ...]:
    value = _value_fen(position, close_li)
    each = text.price(position.cost_fen * 10 // position.qty_shares) if position.qty_shares else ""
    profit = Cell(text.BLANK)
    if value is not None:
        gained = value - position.cost_fen
        share = text.percent(gained / position.cost_fen) if position.cost_fen else ""
        profit = Cell(text.directed(text.money(gained), gained), share, text.tone_of(gained))
    return (
        symbol_cell(report, position.symbol),
        Cell(text.count(position.qty_shares), text.count(position.sellable_shares)),
        Cell(text.BLANK if value is None else text.money(value), "" if close_li is None else text.price(close_li)),
        Cell(text.money(position.cost_fen), each),
        profit,
    )


def _profit_bars(held: Sequence[Position], closes: Mapping[str, int]) -> list[Bar]:
    gains = [
        (notional_fen(closes[position.symbol], position.qty_shares) - position.cost_fen, position.symbol)
        for position in held
        if position.symbol in closes
    ]
    largest = sorted(gains, key=lambda gain: (-abs(gain[0]), gain[1]))[:_MOST_BARS]
    return [
        Bar(symbol, float(gained), text.directed(text.money(gained), gained), "up" if gained > 0 else "down")
        for gained, symbol in sorted(largest, key=lambda gain: (-gain[0], gain[1]))
    ]


def returns(values: Sequence[float]) -> tuple[float, ...]:
    """Return growth since the first known positive value; NaN where a value is not finite and positive."""
    base = next((value for value in values if value > 0 and math.isfinite(value)), math.nan)
    return tuple(value / base - 1 if value > 0 and math.isfinite(value) else math.nan for value in values)


def drawdowns(values: Sequence[float]) -> tuple[float, ...]:
    """Return each value's distance below the highest so far, as a fraction ≤ 0; the first one is 0."""
    peak, below = 0.0, []
    for value in values:
        peak = max(peak, value)
        below.append(value / peak - 1 if peak > 0 else 0.0)
    return tuple(below)


def equity(report: DayReport, labels: Labels) -> Section | None:
    """The account against the index since the first mark, and how far below its peak it stood."""
    if report.equity is None:
        return None
    shown = curve(report.equity, labels)
    points = report.equity
    as_of = f"{labels['as_of_close']} {points[-1].trade_date.isoformat()}" if points else ""
    note = "" if points else labels["empty.equity"]
    return Section("equity", labels["section.equity"], as_of, note, curve_facts(points, labels), shown)


def curve(points: Sequence[EquityPoint], labels: Labels) -> tuple[Picture, ...]:
    """Pictures of return against the index and of drawdown, captioned with their last day; none without points."""
    if not points:
        return ()
    days = [point.trade_date for point in points]
    totals = [float(point.total_fen) for point in points]
    both = (
        Series(labels["series.account"], returns(totals), "a"),
        Series(labels["series.benchmark"], returns([point.benchmark for point in points]), "b"),
    )
    lines = [line for line in both if any(map(math.isfinite, line.values))]
    below = Series(labels["series.drawdown"], drawdowns(totals), "down")
    until = f"{labels['as_of_close']} {days[-1].isoformat()}"
    titles = labels["picture.equity"], labels["picture.drawdown"]
    return (
        Picture(line_chart(titles[0], days, lines, text.percent), f"{titles[0]} · {until}"),
        Picture(line_chart(titles[1], days, (below,), text.percent), f"{titles[1]} · {until}"),
    )


def curve_facts(points: Sequence[EquityPoint], labels: Labels) -> tuple[Fact, ...]:
    """Total, last day's change, change since the first mark and the deepest drawdown."""
    if not points:
        return ()
    totals = [float(point.total_fen) for point in points]
    day = totals[-1] / totals[-2] - 1 if len(totals) > 1 and totals[-2] > 0 else math.nan
    since = returns(totals)[-1]
    return (
        Fact(labels["fact.total"], text.money(points[-1].total_fen)),
        _change(labels["fact.day_change"], day),
        _change(labels["fact.since_start"], since),
        Fact(labels["fact.max_drawdown"], text.percent(min(drawdowns(totals)))),
    )


def _change(label: str, fraction: float) -> Fact:
    if not math.isfinite(fraction):
        return Fact(label, text.BLANK)
    return Fact(label, text.directed(text.percent(fraction), fraction), text.tone_of(fraction))
