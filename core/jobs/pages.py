"""From what a run left to the page it shows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from core.domain.breaks import Standing
from core.domain.orders import Batch, Channel, Order
from core.domain.outcome import Outcome
from core.domain.verdict import Ruling, Verdict
from core.jobs import documents
from core.jobs.breaks_today import open_standings
from core.jobs.left import Left
from core.jobs.marks import EXEC_FILE, closes_li, equity_points, reports_of
from core.jobs.run import RunContext, Stop
from core.pipeline.four_way import FourWayRow
from core.pipeline.parity import ParityRow
from core.pipeline.portfolio.plan import Plan
from core.pipeline.report.model import DayReport, Row


def night_page(context: RunContext, stop: Stop) -> DayReport:
    """Return the night's page: data, universe, scores, plan."""
    left = Left(context.desk, context.run)
    universe, scores = left.frame("universe.parquet"), left.frame("scores_all.parquet")
    return replace(
        _frame_of_page(context, stop, left),
        plan=_plan_rows(left.plan()),
        universe=None if universe is None else _funnel(universe, scores, context.desk.settings.model.top_m),
        excluded=None if universe is None else _excluded(universe),
        scores=None if scores is None else [float(score) for score in scores["score"]],
        anomalies=_anomalies(left.frame("anomalies.parquet")),
        names=_names(universe),
    )


def morning_page(context: RunContext, stop: Stop) -> DayReport:
    """Return the morning's page: verdicts, orders, who was left out and why."""
    left = Left(context.desk, context.run)
    document = left.json("orders.json")
    execution = context.desk.settings.execution
    verdicts = documents.verdicts_left(left.json)
    quotes = cast("Mapping[str, Mapping[str, int]]", left.json("quotes.json") or {})
    return replace(
        _frame_of_page(context, stop, left),
        plan=_plan_rows(left.plan()),
        verdicts=None if verdicts is None else [_verdict(row) for row in verdicts],
        orders=None if document is None else _orders(context, documents.batch_of(document, context.day, "", execution)),
        skipped=None if document is None else document["skipped"],
        account=context.desk.books.account(context.day),
        closes_li={symbol: int(quote["ref_li"]) for symbol, quote in quotes.items()},
        references_li={symbol: int(quote["ref_li"]) for symbol, quote in quotes.items()},
        names=_names(left.frame("universe.parquet")),
    )


def close_page(context: RunContext, stop: Stop) -> DayReport:
    """Return the day's page: what the Morning decided and why, fills, positions, equity, breaks."""
    left, books, day = Left(context.desk, context.run), context.desk.books, context.day
    page = replace(
        _with_morning(_frame_of_page(context, stop, left), context),
        equity=equity_points(books, context.view, context.desk.settings.data_source.index_codes, day),
        breaks=_standings(context),
        four_way=_four_way(left),
        parity=_parity(left),
    )
    if not left.has(EXEC_FILE):
        return page
    report, figures = reports_of(context)
    batches = [books.batch_orders(record.batch_id) for record in books.batches(day)]
    return replace(
        page,
        orders=[order for batch in batches for order in batch.orders],
        results=report.results,
        fills=report.fills,
        account=books.account(day),
        closes_li=closes_li(context, figures),
    )


def _orders(context: RunContext, built: Batch) -> Sequence[Order]:
    """Return what was released, which may be less than what was built; where nothing was, what would have been."""
    books = context.desk.books
    released = {record.batch_id for record in books.batches(context.day)}
    return (books.batch_orders(built.batch_id) if built.batch_id in released else built).orders


def _standings(context: RunContext) -> list[Standing]:
    """Return the open breaks as they will stand at the next Morning."""
    calendar, desk = context.view.calendar, context.desk
    return open_standings(desk.books, calendar, calendar().next_open(context.day), desk.settings.reconciliation)


def _four_way(left: Left) -> list[FourWayRow] | None:
    document = left.json("four_way.json")
    return None if document is None else documents.four_way_rows(document)


def _parity(left: Left) -> list[ParityRow] | None:
    document = left.json("parity.json")
    return None if document is None else documents.parity_rows(document)


def _with_morning(page: DayReport, context: RunContext) -> DayReport:
    """Add what the day's Morning left: plan, verdicts, names left out, reference prices, and why it stopped."""
    morning = context.desk.runs.latest("morning", context.day)
    if morning is None:
        return replace(page, reason="; ".join(filter(None, [page.reason, "no Morning ran"])))
    left = Left(context.desk, morning)
    document, verdicts, quotes = left.json("orders.json"), documents.verdicts_left(left.json), left.json("quotes.json")
    said = f"Morning: {morning.outcome.word if morning.outcome else 'unfinished'} {morning.reason}".strip()
    return replace(
        page,
        reason=page.reason if morning.outcome is Outcome.DONE else "; ".join(filter(None, [page.reason, said])),
        plan=_plan_rows(left.plan()),
        verdicts=None if verdicts is None else [_verdict(row) for row in verdicts],
        skipped=None if document is None else document["skipped"],
        references_li=None if quotes is None else {symbol: int(quote["ref_li"]) for symbol, quote in quotes.items()},
        names=_names(left.frame("universe.parquet")),
        decided_at=morning.identity.as_of,
    )


def _frame_of_page(context: RunContext, stop: Stop, left: Left) -> DayReport:
    return DayReport(
        run_id=context.run.run_id,
        kind=context.run.identity.kind,
        trade_date=context.day,
        as_of=context.as_of,
        channel=Channel(context.run.identity.channel),
        outcome=stop.outcome.word,
        reason=stop.reason,
        steps=[step.name for step in context.desk.runs.steps(context.run.run_seq)],
        freshness=cast("Sequence[Row] | None", left.json("freshness.json")),
    )


def _plan_rows(plan: Plan | None) -> list[Row] | None:
    if plan is None:
        return None
    rows: list[Row] = []
    for row in plan.rows:
        target = row.target_value_fen * 10 // row.close_li if row.close_li else 0
        rows.append(
            {
                "symbol": row.symbol,
                "action": row.action.value,
                "rank": row.rank,
                "score": row.score,
                "weight": row.target_weight,
                "held_shares": row.held_shares,
                "target_shares": target,
                "delta_shares": target - row.held_shares,
                "reason": row.reason,
            }
        )
    return rows


def _funnel(universe: Any, scores: Any, top_m: int) -> dict[str, int]:
    counts = {"listed": len(universe), "included": int(universe["included"].sum())}
    if scores is not None:
        counts["scored"] = len(scores)
        counts["top_m"] = min(top_m, len(scores))
    return counts


def _excluded(universe: Any) -> dict[str, int]:
    counts = Counter(str(reason) for reason in universe["reason"] if reason)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _anomalies(frame: Any) -> dict[str, int] | None:
    return None if frame is None else dict(sorted(Counter(str(kind) for kind in frame["kind"]).items()))


def _names(universe: Any) -> dict[str, str] | None:
    if universe is None:
        return None
    return {str(code): str(name) for code, name in zip(universe["ts_code"], universe["name"], strict=True) if name}


def _verdict(row: Mapping[str, Any]) -> Verdict:
    return Verdict(row["gate"], Ruling(row["ruling"]), row["code"], row["reason"], row["evidence"])
