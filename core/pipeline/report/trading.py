"""Plan, orders, what was left out, and fills with their slippage."""

from collections.abc import Sequence

from core.domain.money import notional_fen
from core.domain.orders import Fill, Order, OrderResult, OrderState, Side
from core.pipeline.report import text
from core.pipeline.report.charts import Bar, bar_chart
from core.pipeline.report.common import column, section, symbol_cell, word
from core.pipeline.report.model import DayReport, Row
from core.pipeline.report.page import Cell, Labels, Section, Table, Tone

_MOST_BARS = 20
_BAD_STATES = frozenset({OrderState.REJECTED, OrderState.NOT_SENT, OrderState.UNKNOWN})


def plan(report: DayReport, labels: Labels) -> Section | None:
    """What the desk wants to hold, and why."""
    if report.plan is None:
        return None
    columns = (
        column(labels, "symbol", figures=False),
        column(labels, "action", "rank_score", figures=False),
        column(labels, "target", "weight"),
        column(labels, "held", "change"),
    )
    rows = tuple(_plan_row(report, labels, row) for row in report.plan)
    remarks = tuple(str(row.get("reason", "")) for row in report.plan)
    return section(report, labels, "plan", Table(columns, rows, remarks))


def _plan_row(report: DayReport, labels: Labels, row: Row) -> tuple[Cell, ...]:
    weight, change, rank = row.get("weight"), row.get("delta_shares"), ""
    if row.get("rank") is not None:
        rank = f"#{text.plain(row['rank'])} · {text.plain(row.get('score'))}"
    return (
        symbol_cell(report, row.get("symbol", "")),
        Cell(word(labels, "action", row.get("action", "")), rank),
        Cell(
            text.plain(row.get("target_shares")),
            f"{weight * 100:.2f}%" if isinstance(weight, float) else "",
        ),
        Cell(text.plain(row.get("held_shares")), f"{change:+,d}" if isinstance(change, int) else ""),
    )


def orders(report: DayReport, labels: Labels) -> Section | None:
    """Every order sent or about to be, with its reason and, where known, what became of it."""
    if report.orders is None:
        return None
    outcomes = {result.client_order_id: result for result in report.results or ()}
    columns = (
        column(labels, "symbol", figures=False),
        column(labels, "side", "shares", figures=False),
        column(labels, "limit", "reference"),
        column(labels, "state", "filled", figures=False),
    )
    rows = tuple(_order_row(report, labels, order, outcomes.get(order.client_order_id)) for order in report.orders)
    remarks = tuple(_order_remark(order, outcomes.get(order.client_order_id)) for order in report.orders)
    return section(report, labels, "orders", Table(columns, rows, remarks))


def _order_remark(order: Order, result: OrderResult | None) -> str:
    said = result.message if result is not None else ""
    return " · ".join(part for part in (order.client_order_id, order.reason, said) if part)


def _order_row(report: DayReport, labels: Labels, order: Order, result: OrderResult | None) -> tuple[Cell, ...]:
    reference = (report.references_li or {}).get(order.symbol)
    state = Cell(text.BLANK)
    if result is not None:
        tone = Tone.BAD if result.state in _BAD_STATES else Tone.PLAIN
        filled = f"{text.count(result.filled_shares)} / {text.count(result.qty_shares)}"
        state = Cell(word(labels, "state", result.state), filled, tone)
    return (
        symbol_cell(report, order.symbol),
        Cell(word(labels, "side", order.side), text.count(order.qty_shares)),
        Cell(text.price(order.limit_li), text.price(reference) if reference else ""),
        state,
    )


def skipped(report: DayReport, labels: Labels) -> Section | None:
    """Planned names without an order, with the reason and who stands in."""
    if report.skipped is None:
        return None
    columns = (
        column(labels, "symbol", figures=False),
        column(labels, "side", figures=False),
        column(labels, "code", figures=False),
        column(labels, "substitute", figures=False),
    )
    rows = tuple(
        (
            symbol_cell(report, row.get("symbol", "")),
            Cell(word(labels, "side", row.get("side", ""))),
            Cell(word(labels, "skip", row.get("code", ""))),
            symbol_cell(report, row["substitute"]) if row.get("substitute") else Cell(text.BLANK),
        )
        for row in report.skipped
    )
    remarks = tuple(str(row.get("reason", "")) for row in report.skipped)
    return section(report, labels, "skipped", Table(columns, rows, remarks))


def slippage(fill: Fill, reference_li: int) -> float:
    """Return how much worse than the reference a fill was, as a fraction: positive costs us, on either side."""
    worse = fill.price_li - reference_li if fill.side is Side.BUY else reference_li - fill.price_li
    return worse / reference_li


def mean_slippage(fills: Sequence[Fill], references_li: dict[str, int]) -> float | None:
    """Return the slippage of all fills with a reference, weighted by reference notional; None without any."""
    weights = {fill: references_li[fill.symbol] * fill.qty_shares for fill in fills if references_li.get(fill.symbol)}
    total = sum(weights.values())
    return (
        sum(slippage(fill, references_li[fill.symbol]) * part for fill, part in weights.items()) / total
        if total
        else None
    )


def fills(report: DayReport, labels: Labels) -> Section | None:
    """Every fill against its reference price, and a picture of the dearest ones."""
    if report.fills is None:
        return None
    references = dict(report.references_li or {})
    columns = (
        column(labels, "symbol", figures=False),
        column(labels, "side", "shares", figures=False),
        column(labels, "price", "reference"),
        column(labels, "amount", "time"),
        column(labels, "slippage"),
    )
    rows = tuple(_fill_row(report, labels, fill, references.get(fill.symbol)) for fill in report.fills)
    title = labels["picture.slippage"]
    mean = mean_slippage(report.fills, references)
    note = f"{labels['note.slippage']} {text.basis_points(mean)}" if mean is not None else ""
    return section(
        report,
        labels,
        "fills",
        Table(columns, rows),
        ((bar_chart(title, _bars(labels, report.fills, references)), title),),
        note=note,
    )


def _fill_row(report: DayReport, labels: Labels, fill: Fill, reference: int | None) -> tuple[Cell, ...]:
    return (
        symbol_cell(report, fill.symbol),
        Cell(word(labels, "side", fill.side), text.count(fill.qty_shares)),
        Cell(text.price(fill.price_li), text.price(reference) if reference else ""),
        Cell(text.money(notional_fen(fill.price_li, fill.qty_shares)), fill.filled_at),
        Cell(text.basis_points(slippage(fill, reference)) if reference else text.BLANK),
    )


def _bars(labels: Labels, done: Sequence[Fill], references: dict[str, int]) -> list[Bar]:
    measured = [(slippage(fill, references[fill.symbol]), fill) for fill in done if references.get(fill.symbol)]
    measured.sort(key=lambda pair: (-abs(pair[0]), pair[1].entrust_no, pair[1].business_id))
    return [
        Bar(f"{fill.symbol} {word(labels, 'side', fill.side)}", value * 1e4, text.basis_points(value))
        for value, fill in measured[:_MOST_BARS]
    ]
