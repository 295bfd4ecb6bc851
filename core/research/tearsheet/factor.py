"""One factor's section: what it is, its figures over each set of names, and how they came about."""

import math
from collections.abc import Callable

import numpy as np

from core.pipeline.factors.declaration import Factor
from core.pipeline.panel import FloatArray
from core.pipeline.report import text
from core.pipeline.report.common import column
from core.pipeline.report.page import Cell, Fact, Labels, Picture, Section, Table, Tone
from core.research.ic.daily import GROUPS
from core.research.ic.findings import Findings, Measured, Terms
from core.research.ic.statistics import HALF_LIFE_DAYS, average, ewma, monthly
from core.research.ic.study import net_of_costs
from core.research.tearsheet.charts import Columns, Line, columns, lines, month_map
from core.research.tearsheet.model import TearSheet


def figure(value: float, decimals: int) -> str:
    """A signed figure, a dash where there is none."""
    return f"{value:+.{decimals}f}" if math.isfinite(value) else text.BLANK


def shown_percent(value: float) -> str:
    """A fraction as percent without a sign."""
    return f"{value:.1%}" if math.isfinite(value) else text.BLANK


def category_of(factor: Factor, labels: Labels) -> str:
    """What a factor's category is called; a desk's own as it is written."""
    return labels.get(f"category.{factor.category}", factor.category)


def factor_section(sheet: TearSheet, place: int, as_of: str, labels: Labels, define: Callable[[str], str]) -> Section:
    """Return the section of the factor at `place`; pictures are over the narrowest set of names."""
    narrow = sheet.findings[-1]
    row = narrow.rows[place]
    factor = row.factor
    direction = labels[f"direction.{factor.direction}"]
    facts = (
        Fact(labels["fact.category"], category_of(factor, labels)),
        Fact(labels["fact.direction"], direction),
        Fact(labels["fact.lookback"], labels["days"].format(days=factor.lookback)),
        Fact(labels["fact.status"], f"{labels[f'factor_status.{factor.status}']} · v{factor.version}"),
        Fact(labels["fact.source"], factor.source),
        Fact(labels["fact.cluster"], str(row.cluster)),
        Fact(labels["fact.expression"], factor.expression),
    )
    pictures = tuple(_pictures(sheet, narrow, place, labels))
    table = _table(sheet, place, labels)
    return Section(factor.name, factor.name, as_of, define(factor.definition), facts, pictures, table)


def _table(sheet: TearSheet, place: int, labels: Labels) -> Table:
    head = (
        column(labels, "names", figures=False),
        column(labels, "rank_ic", "ic"),
        column(labels, "t", "rate"),
        column(labels, "icir", "dates"),
        column(labels, "ewma", "non_overlapping"),
        column(labels, "coverage", "auto"),
        column(labels, "turnover", "wanted"),
        column(labels, "gross", "net"),
        column(labels, "excess", "shrunk"),
    )
    return Table(head, tuple(_row(found.rows[place], labels) for found in sheet.findings))


def _row(row: Measured, labels: Labels) -> tuple[Cell, ...]:
    study = row.study
    wanted = labels["wanted.high" if study.wanted > 0 else "wanted.low"]
    rate = f"{row.discovery_rate:.2g}" if math.isfinite(row.discovery_rate) else text.BLANK
    return (
        Cell(labels[f"names.{row.names}"]),
        Cell(figure(study.rank_ic, 4), figure(study.ic, 4)),
        Cell(figure(study.t, 2), rate),
        Cell(figure(study.icir, 3), text.count(study.dates)),
        Cell(figure(study.ewma, 4), figure(study.non_overlapping, 4)),
        Cell(shown_percent(study.coverage), figure(study.rank_autocorrelation, 2)),
        Cell(shown_percent(study.turnover), wanted),
        Cell(text.percent(study.gross), text.percent(study.net)),
        Cell(text.percent(study.excess), figure(row.shrunk, 4), Tone.PLAIN),
    )


def _pictures(sheet: TearSheet, found: Findings, place: int, labels: Labels) -> list[Picture]:
    terms = sheet.terms
    drawn = {
        "rank_ic": _rank_ic(found, place, labels),
        "cumulative": _cumulative(sheet, place, labels),
        "monthly": _monthly(found, place, labels),
        "decay": _decay(sheet, place, labels),
        "groups": _groups(found, place, terms, labels),
        "spread": _spread(found, place, terms, labels),
        "turnover": _turnover(found, place, labels),
        "coverage": _coverage(sheet, place, labels),
    }
    over = labels[f"names.{found.names}"]
    captions = {key: labels[f"caption.{key}"].format(names=over, half=HALF_LIFE_DAYS) for key in drawn}
    return [Picture(svg, captions[key]) for key, svg in drawn.items() if svg]


def _series(found: Findings, place: int) -> FloatArray:
    series: FloatArray = found.daily.rank_ic[place, found.daily.horizons.index(found.horizon)]
    return series


def _rank_ic(found: Findings, place: int, labels: Labels) -> str:
    series = _series(found, place)
    both = (Line(labels["line.rank_ic"], series, "c", True), Line(labels["line.ewma"], ewma(series), "a"))
    return lines(labels["picture.rank_ic"], found.dates, both, _plain)


def _cumulative(sheet: TearSheet, place: int, labels: Labels) -> str:
    styles = ("b", "a", "down")
    series = [
        Line(labels[f"names.{found.names}"], np.nancumsum(_series(found, place)), style)
        for found, style in zip(sheet.findings, styles, strict=False)
    ]
    return lines(labels["picture.cumulative"], sheet.findings[0].dates, series, lambda value: f"{value:.1f}")


def _monthly(found: Findings, place: int, labels: Labels) -> str:
    return month_map(labels["picture.monthly"], monthly(_series(found, place), found.dates), _plain)


def _decay(sheet: TearSheet, place: int, labels: Labels) -> str:
    styles = ("b", "a", "down")
    rows = [
        Columns(labels[f"names.{found.names}"], tuple(value for _, value in found.rows[place].study.decay), style)
        for found, style in zip(sheet.findings, styles, strict=False)
    ]
    horizons = [labels["days"].format(days=horizon) for horizon in sheet.findings[0].daily.horizons]
    return columns(labels["picture.decay"], horizons, rows, _plain)


def _groups(found: Findings, place: int, terms: Terms, labels: Labels) -> str:
    daily = found.daily
    gross = [average(row) for row in daily.returns[place]]
    net = [
        average(net_of_costs(earned, turned, terms.round_trip_cost))
        for earned, turned in zip(daily.returns[place], daily.turnover[place], strict=True)
    ]
    rows = (Columns(labels["line.gross"], tuple(gross), "b"), Columns(labels["line.net"], tuple(net), "a"))
    names = [labels["group.low"], *(str(group) for group in range(2, GROUPS)), labels["group.high"]]
    return columns(labels["picture.groups"], names, rows, _percent)


def _spread(found: Findings, place: int, terms: Terms, labels: Labels) -> str:
    """The wanted fifth less the other, each paying for its turnover; a date counts for 1/horizon of its return."""
    earned, turned = found.daily.returns[place], found.daily.turnover[place]
    gross = earned[-1] - earned[0]
    paid = sum(row - net_of_costs(row, change, terms.round_trip_cost) for row, change in
               ((earned[-1], turned[-1]), (earned[0], turned[0])))  # fmt: skip
    sign = found.rows[place].study.wanted
    series = (
        Line(labels["line.gross"], np.nancumsum(sign * gross / terms.horizon), "b"),
        Line(labels["line.net"], np.nancumsum((sign * gross - paid) / terms.horizon), "a"),
    )
    return lines(labels["picture.spread"], found.dates, series, lambda value: f"{value:+.0%}")


def _turnover(found: Findings, place: int, labels: Labels) -> str:
    daily = found.daily
    group = GROUPS - 1 if found.rows[place].study.wanted > 0 else 0
    series = (
        Line(labels["line.turnover"], daily.turnover[place, group], "b", True),
        Line(labels["line.auto"], daily.autocorrelation[place], "a", True),
    )
    return lines(labels["picture.turnover"], found.dates, series, lambda value: f"{value:.2f}")


def _coverage(sheet: TearSheet, place: int, labels: Labels) -> str:
    styles = ("b", "a", "down")
    series = [
        Line(labels[f"names.{found.names}"], found.daily.coverage[place], style, True)
        for found, style in zip(sheet.findings, styles, strict=False)
    ]
    return lines(labels["picture.coverage"], sheet.findings[0].dates, series, lambda value: f"{value:.0%}")


def _plain(value: float) -> str:
    return f"{value:+.3f}" if value else "0"


def _percent(value: float) -> str:
    return f"{value:+.2%}" if value else "0"
