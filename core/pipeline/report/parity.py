"""Planned against filled, trade by trade, with the day's parity above."""

from core.pipeline.parity import WHOLE_BP, ParityRow, day_parity
from core.pipeline.report import text
from core.pipeline.report.common import column, section, symbol_cell, word
from core.pipeline.report.model import DayReport
from core.pipeline.report.page import Cell, Fact, Labels, Section, Table, Tone


def parity(report: DayReport, labels: Labels) -> Section | None:
    """Every planned trade beside what came of it, the dearest difference first, each with its cause."""
    if report.parity is None:
        return None
    columns = (
        column(labels, "symbol", figures=False),
        column(labels, "side", "delay", figures=False),
        column(labels, "planned_price", "filled_price"),
        column(labels, "planned_shares", "filled"),
        column(labels, "planned_fee", "filled_fee"),
        column(labels, "cost", "cause"),
    )
    ordered = sorted(report.parity, key=lambda row: (-_astray(row), row.symbol))
    rows = tuple(_row(report, row, labels) for row in ordered)
    return section(report, labels, "parity", Table(columns, rows), facts=_facts(report, labels))


def _facts(report: DayReport, labels: Labels) -> tuple[Fact, ...]:
    day = day_parity(report.trade_date, report.parity or ())
    figure = text.BLANK if day.parity_bp is None else f"{day.parity_bp * 100 / WHOLE_BP:.2f}%"
    return (
        Fact(labels["fact.parity"], figure),
        Fact(labels["fact.price_cost"], text.money(day.price_fen)),
        Fact(labels["fact.undone"], text.money(day.quantity_fen)),
        Fact(labels["fact.fee_cost"], text.money(day.fee_fen)),
        Fact(labels["fact.late"], text.count(day.late)),
    )


def _astray(row: ParityRow) -> int:
    return abs(row.price_fen) + abs(row.quantity_fen) + abs(row.fee_fen)


def _row(report: DayReport, row: ParityRow, labels: Labels) -> tuple[Cell, ...]:
    causes = ", ".join(word(labels, "cause", cause) for cause in row.causes.values())
    return (
        symbol_cell(report, row.symbol),
        Cell(word(labels, "side", row.side), "" if row.delay_s is None else f"+{row.delay_s // 60} min"),
        Cell(text.price(row.planned_li), text.price(row.filled_li) if row.filled_shares else ""),
        Cell(text.count(row.planned_shares), text.count(row.filled_shares)),
        Cell(text.money(row.planned_fee_fen), text.money(row.filled_fee_fen)),
        Cell(text.money(_astray(row)), causes, Tone.PLAIN if row.quantity_cause is None else Tone.WARN),
    )
