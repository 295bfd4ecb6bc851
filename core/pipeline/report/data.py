"""What the run could see: freshness, universe, scores, anomalies."""

from collections.abc import Sequence

from core.pipeline.report import text
from core.pipeline.report.charts import Bar, bar_chart, funnel, histogram
from core.pipeline.report.common import column, section, word
from core.pipeline.report.model import DayReport, Row
from core.pipeline.report.page import Cell, Fact, Labels, Section, Table, Tone
from core.pipeline.report.scale import known

_MOST_DAYS = 4
_TONES = {"ok": Tone.GOOD, "stale": Tone.WARN, "missing": Tone.BAD}


def freshness(report: DayReport, labels: Labels) -> Section | None:
    """Per dataset: the last day, how complete, from where, and whether that is good enough."""
    if report.freshness is None:
        return None
    columns = (
        column(labels, "dataset", "source", figures=False),
        column(labels, "last_date", "known_at", figures=False),
        column(labels, "age", "rows"),
        column(labels, "freshness", "coverage", figures=False),
    )
    rows = tuple(_freshness_row(labels, row) for row in report.freshness)
    return section(report, labels, "freshness", Table(columns, rows))


def _freshness_row(labels: Labels, row: Row) -> tuple[Cell, ...]:
    coverage, known_at, missing = row.get("coverage"), row.get("known_at"), row.get("missing")
    never = row.get("last_date") is None
    state = str(row.get("state") or ("missing" if missing or never else "ok"))
    lacking = _days(missing) if isinstance(missing, list | tuple) else ""
    share = f"{coverage:.1%}" if isinstance(coverage, float) else ""
    return (
        Cell(str(row.get("dataset", "")), str(row.get("source", ""))),
        Cell(text.day(row.get("last_date")), "" if known_at is None else str(known_at)),
        Cell(text.plain(row.get("age_days")), text.plain(row["rows"]) if "rows" in row else ""),
        Cell(word(labels, "fresh", state), f"{share} {lacking}".strip(), _TONES.get(state, Tone.PLAIN)),
    )


def _days(days: Sequence[object]) -> str:
    """Return a few days one by one, more as the first, the last and their number."""
    if len(days) <= _MOST_DAYS:
        return ", ".join(map(text.day, days))
    return f"{text.day(days[0])} … {text.day(days[-1])} ({len(days)})"


def universe(report: DayReport, labels: Labels) -> Section | None:
    """How many names were left after each filter, and how many each reason took."""
    if report.universe is None and report.excluded is None:
        return None
    stages = [(word(labels, "stage", stage), number) for stage, number in (report.universe or {}).items()]
    reasons = sorted((report.excluded or {}).items(), key=lambda item: (-item[1], item[0]))
    bars = [Bar(word(labels, "excluded", reason), number, text.count(number)) for reason, number in reasons]
    titles = labels["picture.universe"], labels["picture.excluded"]
    pictures = ((funnel(titles[0], stages), titles[0]), (bar_chart(titles[1], bars), titles[1]))
    note = "" if stages or bars else labels["empty.universe"]
    return section(report, labels, "universe", None, pictures, note=note)


def scores(report: DayReport, labels: Labels) -> Section | None:
    """How the scores are spread."""
    if report.scores is None:
        return None
    values = [float(score) for score in report.scores]
    finite = sorted(known(values))
    title = labels["picture.scores"]
    spread = f"{finite[0]:.3f} / {finite[len(finite) // 2]:.3f} / {finite[-1]:.3f}" if finite else text.BLANK
    facts = (
        Fact(labels["fact.scored"], text.count(len(finite))),
        Fact(labels["fact.unscored"], text.count(len(values) - len(finite))),
        Fact(labels["fact.spread"], spread),
    )
    note = "" if finite else labels["empty.scores"]
    return section(report, labels, "scores", None, ((histogram(title, finite), title),), facts, note)


def anomalies(report: DayReport, labels: Labels) -> Section | None:
    """Rows of the vendor's data that a rule found wrong."""
    if report.anomalies is None:
        return None
    columns = (column(labels, "anomaly", figures=False), column(labels, "rows"))
    found = sorted(report.anomalies.items(), key=lambda item: (-item[1], item[0]))
    rows = tuple((Cell(word(labels, "anomaly", kind), kind), Cell(text.count(number))) for kind, number in found)
    return section(report, labels, "anomalies", Table(columns, rows))
