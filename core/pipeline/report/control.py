"""Who may act: steps, the gates' verdicts, and open differences."""

from collections.abc import Mapping

from core.domain.verdict import Ruling
from core.pipeline.report import text
from core.pipeline.report.common import column, section, word
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
    """Differences between our books and the broker that nobody has resolved."""
    if report.breaks is None:
        return None
    columns = (
        column(labels, "break", "trade_date", figures=False),
        column(labels, "symbol", figures=False),
        column(labels, "detail", "evidence", figures=False),
    )
    rows = tuple(
        (
            Cell(
                f"✕ {word(labels, 'break', found.code)}",
                f"{text.day(found.trade_date)} {_number(found.break_id)}".strip(),
                Tone.BAD,
            ),
            Cell(found.symbol or text.BLANK),
            Cell(found.detail, _evidence(found.evidence)),
        )
        for found in report.breaks
    )
    return section(report, labels, "breaks", Table(columns, rows))


def _number(break_id: int) -> str:
    return f"#{break_id}" if break_id else ""


def _evidence(evidence: Mapping[str, object]) -> str:
    return ", ".join(f"{key}={evidence[key]}" for key in sorted(evidence))
