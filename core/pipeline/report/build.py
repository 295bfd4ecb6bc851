"""From a run's figures, or a span of days, to a page."""

from collections.abc import Callable, Sequence
from datetime import date

from core.domain.dates import date_of
from core.domain.orders import Channel
from core.pipeline.report import control, data, parity, text, trading, wealth
from core.pipeline.report.common import column, word
from core.pipeline.report.model import DayReport, EquityPoint, Row
from core.pipeline.report.page import Cell, Fact, Labels, Page, Section, Table, Tone

_SECTIONS: tuple[Callable[[DayReport, Labels], Section | None], ...] = (
    control.verdicts,
    control.breaks,
    control.four_way,
    wealth.equity,
    wealth.positions,
    trading.plan,
    trading.orders,
    trading.skipped,
    trading.fills,
    parity.parity,
    data.universe,
    data.scores,
    data.freshness,
    data.anomalies,
    control.steps,
)
_OUTCOME_TONES = {"done": Tone.GOOD, "not_trade_day": Tone.PLAIN, "degraded": Tone.WARN, "data_not_ready": Tone.WARN}


def build_page(report: DayReport, language: str, labels: Labels) -> Page:
    """Return the page of one run; `labels` must hold every word of that language."""
    sections = (make(report, labels) for make in _SECTIONS)
    kind = word(labels, "kind", report.kind)
    return Page(
        language,
        f"{labels['product']} · {kind} {report.trade_date.isoformat()}",
        word(labels, "channel", report.channel),
        report.channel is not Channel.LIVE,
        _outcome(report.outcome, labels),
        report.reason,
        (
            Fact(labels["fact.trade_date"], report.trade_date.isoformat()),
            Fact(labels["fact.as_of"], text.instant(report.as_of)),
            Fact(labels["fact.run"], report.run_id),
        ),
        tuple(section for section in sections if section is not None),
        labels["footer"],
    )


def _outcome(outcome: str, labels: Labels) -> Fact:
    return Fact(labels["fact.outcome"], word(labels, "outcome", outcome), _OUTCOME_TONES.get(outcome, Tone.BAD))


def build_index(
    rows: Sequence[Row], language: str, labels: Labels, equity: Sequence[EquityPoint] | None = None
) -> Page:
    """Return the summary page of several days, by date; `equity` where it is more than the rows' own totals.

    A row may carry trade_date (date or YYYYMMDD), channel, outcome, plan, orders, fills, rejected, cash_fen,
    total_fen, benchmark, gates, reconciliation ('ok' or words) and href, a relative link to the day's page.
    """
    ordered = sorted(rows, key=lambda row: text.day(row["trade_date"]))
    points = equity or [
        EquityPoint(_date(row["trade_date"]), total, _float(row.get("benchmark")))
        for row in ordered
        if isinstance(total := row.get("total_fen"), int)
    ]
    span = " – ".join(dict.fromkeys(text.day(row["trade_date"]) for row in (ordered[:1] + ordered[-1:])))
    channels = sorted({str(row.get("channel", "")) for row in ordered} - {""})
    sections = (_equity_of(points, labels), _days_of(ordered, labels))
    bad = [row for row in ordered if row.get("outcome") not in (None, "done", "degraded", "not_trade_day")]
    return Page(
        language,
        f"{labels['product']} · {labels['kind.span']} {span}",
        " / ".join(word(labels, "channel", channel) for channel in channels) or labels["channel.unknown"],
        channels != [Channel.LIVE.value],
        _outcome(str(bad[0]["outcome"]) if bad else "done", labels),
        f"{labels['note.days_bad']} {len(bad)} / {len(ordered)}",
        (Fact(labels["fact.days"], text.count(len(ordered))),),
        sections,
        labels["footer"],
    )


def _equity_of(points: Sequence[EquityPoint], labels: Labels) -> Section:
    as_of = f"{labels['as_of_close']} {points[-1].trade_date.isoformat()}" if points else ""
    note = "" if points else labels["empty.equity"]
    title = labels["section.equity"]
    return Section("equity", title, as_of, note, wealth.curve_facts(points, labels), wealth.curve(points, labels))


def _days_of(rows: Sequence[Row], labels: Labels) -> Section:
    columns = (
        column(labels, "trade_date", "outcome", figures=False),
        column(labels, "plan", "orders"),
        column(labels, "fills", "rejected"),
        column(labels, "total", "cash"),
        column(labels, "gates", "reconciliation", figures=False),
    )
    as_of = f"{labels['as_of_close']} {text.day(rows[-1]['trade_date'])}" if rows else ""
    note = "" if rows else labels["empty.days"]
    table = Table(columns, tuple(_day_row(row, labels) for row in rows)) if rows else None
    return Section("days", labels["section.days"], as_of, note, table=table)


def _day_row(row: Row, labels: Labels) -> tuple[Cell, ...]:
    outcome, state = str(row.get("outcome", "")), str(row.get("reconciliation", ""))
    gates = str(row.get("gates", "")).split(", ")
    tone = _OUTCOME_TONES.get(outcome, Tone.BAD) if outcome else Tone.PLAIN
    total, cash = row.get("total_fen"), row.get("cash_fen")
    return (
        Cell(text.day(row["trade_date"]), word(labels, "outcome", outcome), tone, _link(row.get("href"))),
        Cell(text.plain(row.get("plan")), text.plain(row.get("orders"))),
        Cell(text.plain(row.get("fills")), text.plain(row.get("rejected"))),
        Cell(
            text.money(total) if isinstance(total, int) else text.BLANK,
            text.money(cash) if isinstance(cash, int) else text.BLANK,
        ),
        Cell(", ".join(word(labels, "gates", each) for each in gates), word(labels, "reconciliation", state)),
    )


def _link(href: object) -> str:
    """A relative link; anything with a scheme or a host is no link of ours."""
    link = str(href or "")
    return "" if ":" in link or link.startswith(("/", "\\")) else link


def _date(value: object) -> date:
    return value if isinstance(value, date) else date_of(int(str(value)))


def _float(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
