"""Who may act: steps, the gates' verdicts, open differences, and the four statements they come from."""

from collections.abc import Mapping

from core.domain.breaks import Standing
from core.domain.verdict import Ruling
from core.pipeline.four_way import CASH, FourWayRow
from core.pipeline.report import text
from core.pipeline.report.common import column, section, symbol_cell, word
from core.pipeline.report.model import DayReport
from core.pipeline.report.page import Cell, Fact, Labels, Section, Table, Tone

_TONES = {Ruling.PASS: Tone.GOOD, Ruling.REDUCE: Tone.WARN, Ruling.BLOCK: Tone.BAD}
_MARKS = {Ruling.PASS: "✓", Ruling.REDUCE: "!", Ruling.BLOCK: "✕"}


def steps(report: DayReport, labels: Labels) -> Section | None:
    """The steps that ran, in order."""
    if not report.steps:
        return None
    facts = tuple(Fact(str(number), word(labels, "step", step)) for number, step in enumerate(report.steps, start=1))
    return section(report, labels, "steps", facts=facts)


def verdicts(report: DayReport, labels: Labels) -> Section | None:
    """Every gate's answer with its evidence, refusals first."""
    if report.verdicts is None:
        return None
    columns = (
        column(labels, "gate", figures=False),
        column(labels, "ruling", "code", figures=False),
        column(labels, "reason", "evidence", figures=False),
    )
    severity = [Ruling.BLOCK, Ruling.REDUCE, Ruling.PASS]
    ordered = sorted(report.verdicts, key=lambda verdict: severity.index(verdict.ruling))
    rows = tuple(
        (
            Cell(word(labels, "gate", verdict.gate)),
            Cell(
                f"{_MARKS[verdict.ruling]} {word(labels, 'ruling', verdict.ruling)}",
                verdict.code,
                _TONES[verdict.ruling],
            ),
            Cell(verdict.reason, _evidence(verdict.evidence)),
        )
        for verdict in ordered
    )
    return section(report, labels, "verdicts", Table(columns, rows))


def breaks(report: DayReport, labels: Labels) -> Section | None:
    """Differences between our books and the broker that nobody has resolved, with what they mean for the orders."""
    if report.breaks is None:
        return None
    columns = (
        column(labels, "break", "trade_date", figures=False),
        column(labels, "symbol", "owner", figures=False),
        column(labels, "priority", "standing", figures=False),
        column(labels, "detail", "evidence", figures=False),
    )
    return section(report, labels, "breaks", Table(columns, tuple(_break_row(each, labels) for each in report.breaks)))


def _break_row(stand: Standing, labels: Labels) -> tuple[Cell, ...]:
    found = stand.found
    follows = f"← {_number(found.predecessor)}" if found.predecessor else ""
    state = "blocks" if stand.blocks else "waits" if stand.waiting else "lets"
    until = text.day(found.waits_until) if stand.waiting else ""
    return (
        Cell(
            f"✕ {word(labels, 'break', found.code)}",
            f"{text.day(found.trade_date)} {_number(found.break_id)} {follows}".strip(),
            Tone.BAD,
        ),
        Cell(found.symbol or text.BLANK, word(labels, "owner", stand.owner)),
        Cell(
            f"{stand.priority} · {stand.age_days} {labels['note.days']}",
            f"{word(labels, 'standing', state)} {until}".strip(),
            Tone.BAD if stand.blocks else Tone.WARN,
        ),
        Cell(found.detail, _evidence(found.evidence)),
    )


def four_way(report: DayReport, labels: Labels) -> Section | None:
    """Intended, filled, ledger and broker side by side; rows that do not agree first."""
    if report.four_way is None:
        return None
    columns = (
        column(labels, "symbol", figures=False),
        column(labels, "intended", "before"),
        column(labels, "filled"),
        column(labels, "ledger"),
        column(labels, "broker"),
        column(labels, "difference", "code"),
    )
    ordered = sorted(report.four_way, key=lambda row: row.agrees)
    rows = tuple(_four_way_row(report, row, labels) for row in ordered)
    facts = (
        Fact(labels["fact.rows"], text.count(len(ordered))),
        Fact(labels["fact.differing"], text.count(sum(not row.agrees for row in ordered))),
    )
    return section(report, labels, "four_way", Table(columns, rows), facts=facts)


def _four_way_row(report: DayReport, row: FourWayRow, labels: Labels) -> tuple[Cell, ...]:
    shown = text.money if row.symbol == CASH else text.count
    difference = row.difference
    name = Cell(labels["col.cash"]) if row.symbol == CASH else symbol_cell(report, row.symbol)
    return (
        name,
        Cell(shown(row.intended), shown(row.before)),
        Cell(shown(row.filled)),
        Cell(shown(row.ledger)),
        Cell(text.BLANK if row.broker is None else shown(row.broker)),
        Cell(
            text.BLANK if difference is None else shown(difference),
            ", ".join(word(labels, "break", code) for code in row.codes),
            Tone.PLAIN if row.agrees else Tone.BAD,
        ),
    )


def _number(break_id: int) -> str:
    return f"#{break_id}" if break_id else ""


def _evidence(evidence: Mapping[str, object]) -> str:
    return ", ".join(f"{key}={evidence[key]}" for key in sorted(evidence))
