"""What several sections need: who a symbol is, words for codes, and the shape of a section."""

from core.pipeline.report import text
from core.pipeline.report.model import DayReport
from core.pipeline.report.page import Cell, Column, Fact, Labels, Picture, Section, Table

_DECIDED = frozenset({"verdicts", "plan", "skipped"})


def word(labels: Labels, group: str, code: object) -> str:
    """The label `group.code`, or the code itself where the table has no word for it."""
    return labels.get(f"{group}.{code}", str(code))


def symbol_cell(report: DayReport, symbol: object) -> Cell:
    """A symbol with its company name below."""
    return Cell(str(symbol), (report.names or {}).get(str(symbol), ""))


def column(labels: Labels, title: str, below: str = "", figures: bool = True) -> Column:
    """A column headed by the labels `col.title` and, smaller, `col.below`."""
    return Column(labels[f"col.{title}"], labels[f"col.{below}"] if below else "", figures)


def section(
    report: DayReport,
    labels: Labels,
    key: str,
    table: Table | None = None,
    pictures: tuple[tuple[str, str], ...] = (),
    facts: tuple[Fact, ...] = (),
    note: str = "",
) -> Section:
    """A section as of its instant, from (SVG, title) pictures; empty SVGs vanish, an empty table is words."""
    decided = report.decided_at if key in _DECIDED else None
    as_of = f"{labels['as_of']} {text.instant(decided or report.as_of)}"
    shown = tuple(Picture(svg, f"{title} · {as_of}") for svg, title in pictures if svg)
    if table is not None and not table.rows:
        table, note = None, note or labels[f"empty.{key}"]
    return Section(key, labels[f"section.{key}"], as_of, note, facts, shown, table)
