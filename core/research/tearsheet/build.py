"""From a study to the page: what was measured, all factors in one table, clusters, then a section a factor."""

import math
from collections.abc import Callable

import numpy as np

from core.pipeline.report import text
from core.pipeline.report.common import column
from core.pipeline.report.page import Cell, Fact, Labels, Section, Table, Tone
from core.research.ic.findings import DISCOVERY_RATE, Findings, Measured, surest_first
from core.research.tearsheet.factor import category_of, factor_section, figure, shown_percent
from core.research.tearsheet.model import Sheet, TearSheet

MOST_MEMBERS = 12


def build_sheet(sheet: TearSheet, language: str, labels: Labels, define: Callable[[str], str]) -> Sheet:
    """Return the page of a study; `labels` hold every word of that language, `define` says a definition in it."""
    as_of = f"{labels['as_of']} {text.instant(sheet.as_of)}"
    last = sheet.findings[-1]
    ordered = surest_first(last.rows)
    sections = [_headline(sheet, ordered, as_of, labels), _clusters(last, ordered, as_of, labels)]
    places = {row.factor.name: place for place, row in enumerate(last.rows)}
    sections += [factor_section(sheet, places[name], as_of, labels, define) for name in sheet.shown]
    return Sheet(
        language, labels["title"], _facts(sheet, labels), _notes(sheet, labels), tuple(sections), labels["footer"]
    )


def _facts(sheet: TearSheet, labels: Labels) -> tuple[Fact, ...]:
    first, terms = sheet.findings[0], sheet.terms
    dates = first.dates
    told = sum(row.told_from_chance for row in sheet.findings[-1].rows)
    span = f"{text.day(int(dates[0]))} – {text.day(int(dates[-1]))}" if len(dates) else text.BLANK
    names = " / ".join(f"{labels[f'names.{each.names}']} {each.mean_names:.0f}" for each in sheet.findings)
    return (
        Fact(labels["fact.as_of"], text.instant(sheet.as_of)),
        Fact(labels["fact.pin"], str(sheet.pin)),
        Fact(labels["fact.span"], span),
        Fact(labels["fact.dates"], text.count(len(dates))),
        Fact(labels["fact.names"], names),
        Fact(labels["fact.label"], labels["label.form"].format(horizon=terms.horizon)),
        Fact(labels["fact.cost"], f"{terms.round_trip_cost * 100:g}%"),
        Fact(labels["fact.neutral"], labels[f"neutral.{sheet.neutral}"]),
        Fact(labels["fact.trials"], text.count(sheet.findings[-1].trials)),
        Fact(labels["fact.told"], f"{text.count(told)} ({labels['note.rate']} {DISCOVERY_RATE:.0%})"),
    )


def _notes(sheet: TearSheet, labels: Labels) -> tuple[str, ...]:
    keys = ("buyable", "hindsight", "trials", "overlap", "cost")
    return tuple(labels[f"meaning.{key}"] for key in keys)


def _headline(sheet: TearSheet, ordered: list[Measured], as_of: str, labels: Labels) -> Section:
    columns = (
        column(labels, "factor", "category", figures=False),
        column(labels, "rank_ic", "all"),
        column(labels, "t", "rate"),
        column(labels, "icir", "ic"),
        column(labels, "ewma", "shrunk"),
        column(labels, "coverage", "dates"),
        column(labels, "turnover", "auto"),
        column(labels, "excess", "net"),
        column(labels, "cluster", "weight"),
    )
    wide = {row.factor.name: row for row in sheet.findings[0].rows}
    rows = tuple(_row(row, wide[row.factor.name], row.factor.name in sheet.shown, labels) for row in ordered)
    table = Table(columns, rows) if rows else None
    return Section("all", labels["section.all"], as_of, labels["note.all"], table=table)


def _row(row: Measured, wide: Measured, shown: bool, labels: Labels) -> tuple[Cell, ...]:
    study = row.study
    told = " *" if row.told_from_chance else ""
    return (
        Cell(row.factor.name, category_of(row.factor, labels), href=f"#{row.factor.name}" if shown else ""),
        Cell(figure(study.rank_ic, 4), figure(wide.study.rank_ic, 4), _tone(study.rank_ic)),
        Cell(f"{figure(study.t, 2)}{told}", f"{row.discovery_rate:.2g}" if math.isfinite(row.discovery_rate) else ""),
        Cell(figure(study.icir, 3), figure(study.ic, 4)),
        Cell(figure(study.ewma, 4), figure(row.shrunk, 4)),
        Cell(f"{study.coverage:.0%}" if math.isfinite(study.coverage) else text.BLANK, text.count(study.dates)),
        Cell(shown_percent(study.turnover), figure(study.rank_autocorrelation, 2)),
        Cell(text.percent(study.excess), text.percent(study.net), _tone(study.excess)),
        Cell(str(row.cluster), f"{row.weight:+.1%}" if math.isfinite(row.weight) else ""),
    )


def _clusters(found: Findings, ordered: list[Measured], as_of: str, labels: Labels) -> Section:
    members: dict[int, list[Measured]] = {}
    for row in ordered:
        members.setdefault(row.cluster, []).append(row)
    several = [group for group in members.values() if len(group) > 1]
    columns = (
        column(labels, "cluster"),
        column(labels, "surest", figures=False),
        column(labels, "size"),
        column(labels, "members", figures=False),
    )
    rows = tuple(_cluster_row(group, labels) for group in several)
    single = len(members) - len(several)
    note = labels["note.clusters"].format(clusters=len(members), single=single, rest=len(found.rows))
    return Section("clusters", labels["section.clusters"], as_of, note, table=Table(columns, rows) if rows else None)


def _cluster_row(group: list[Measured], labels: Labels) -> tuple[Cell, ...]:
    first, others = group[0], [row.factor.name for row in group[1:]]
    more = f" … +{len(others) - MOST_MEMBERS}" if len(others) > MOST_MEMBERS else ""
    return (
        Cell(str(first.cluster)),
        Cell(first.factor.name, f"t {figure(first.study.t, 2)}"),
        Cell(str(len(group))),
        Cell(", ".join(others[:MOST_MEMBERS]) + more),
    )


def _tone(value: float) -> Tone:
    return text.tone_of(value) if np.isfinite(value) else Tone.PLAIN
