"""A page has a part for everything the run left, and None where it did not get that far."""

import json
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from core.domain.errors import FixAndRestart
from core.domain.orders import Side
from core.domain.outcome import Outcome
from core.domain.trading_state import TradingState
from core.domain.verdict import Ruling
from core.jobs import pages
from core.jobs.close import close_job
from core.jobs.marks import closes_li, reports_of
from core.jobs.morning import MORNING
from core.jobs.night import NIGHT
from core.jobs.run import RunContext, Stop
from core.pipeline.report.model import DayReport
from core.ports.runs import StepRecord
from tests.fakes.desk import LIVED, NEXT, DeskBench, lived_bench, traded_bench

STOP = Stop(Outcome.DONE, "because")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    made = lived_bench(tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def traded(tmp_path: Path) -> Iterator[DeskBench]:
    made = traded_bench(tmp_path / "traded")
    yield made
    made.close()


def fresh(bench: DeskBench, kind: str, day: date = NEXT) -> RunContext:
    """A run of that kind that has left nothing yet."""
    before = bench.desk.runs.latest("night", LIVED[0])
    assert before is not None
    identity = before.identity
    changed = {each.name: getattr(identity, each.name) for each in fields(identity)} | {
        "kind": kind,
        "trade_date": day,
    }
    return RunContext(bench.desk, bench.desk.runs.begin(type(identity)(**changed), bench.clock.now()))


def lend(bench: DeskBench, context: RunContext, kind: str, names: list[str]) -> RunContext:
    """Give a run some artifacts of the newest run of that kind."""
    lender = next(run for run in bench.desk.runs.recent(50) if run.identity.kind == kind and run.outcome)
    artifacts = [context.put(name, bench.desk.artifacts.get(lender.run_id, name)) for name in names]
    now = bench.clock.now()
    bench.desk.runs.finish_step(context.run.run_seq, StepRecord("lent", now, now, {}), artifacts)
    return context


def absent(page: DayReport) -> set[str]:
    return {each.name for each in fields(page) if getattr(page, each.name) is None}


def test_a_run_that_left_nothing_has_only_its_frame(bench: DeskBench) -> None:
    page = pages.night_page(fresh(bench, "night"), STOP)
    assert {"plan", "universe", "excluded", "scores", "anomalies", "names", "freshness"} <= absent(page)
    assert (page.run_id, page.kind, page.trade_date) == (f"night-{NEXT:%Y%m%d}-01", "night", NEXT)
    assert (page.outcome, page.reason, page.channel.value, page.steps) == ("done", "because", "PAPER", [])
    morning = pages.morning_page(fresh(bench, "morning"), STOP)
    assert {"plan", "verdicts", "orders", "skipped", "names", "freshness"} <= absent(morning)
    assert (morning.closes_li, morning.references_li) == ({}, {})
    close = pages.close_page(fresh(bench, "close"), STOP)
    assert {"orders", "results", "fills", "account", "closes_li", "references_li"} <= absent(close)
    assert close.equity is not None
    assert [point.trade_date for point in close.equity[1:]] == LIVED
    assert close.equity[0].trade_date < LIVED[0], "the eve of the first day, with the capital"
    assert close.equity[0].total_fen == -bench.desk.books.trial_balance()["capital"]


@pytest.mark.parametrize(
    ("kind", "make", "artifact", "parts"),
    [
        ("night", pages.night_page, "plan.json", {"plan"}),
        ("night", pages.night_page, "universe.parquet", {"universe", "excluded", "names"}),
        ("night", pages.night_page, "scores_all.parquet", {"scores"}),
        ("night", pages.night_page, "anomalies.parquet", {"anomalies"}),
        ("night", pages.night_page, "freshness.json", {"freshness"}),
        ("morning", pages.morning_page, "plan.json", {"plan"}),
        ("morning", pages.morning_page, "verdicts.json", {"verdicts"}),
        ("morning", pages.morning_page, "orders.json", {"orders", "skipped"}),
        ("morning", pages.morning_page, "universe.parquet", {"names"}),
    ],
)
def test_each_artifact_brings_its_own_part_and_no_other(
    bench: DeskBench, kind: str, make: Callable[[RunContext, Stop], DayReport], artifact: str, parts: set[str]
) -> None:
    context = fresh(bench, kind)
    bare = absent(make(context, STOP))
    page = make(lend(bench, context, kind, [artifact]), STOP)
    assert bare - absent(page) == parts


def test_a_night_in_full(bench: DeskBench) -> None:
    bench.run(NIGHT, NEXT, 20)
    page = bench.pages[-1]
    assert page.plan is not None
    assert page.universe is not None
    assert page.scores is not None
    assert page.universe["listed"] == 40 >= page.universe["included"] >= page.universe["scored"] == len(page.scores)
    assert page.excluded is not None
    assert sum(page.excluded.values()) == 40 - page.universe["included"]
    assert page.plan
    for row in page.plan:
        assert row["delta_shares"] == int(str(row["target_shares"])) - int(str(row["held_shares"]))


def test_a_morning_in_full_shows_what_was_released(bench: DeskBench) -> None:
    bench.run(MORNING, NEXT, 9, 26)
    page = bench.pages[-1]
    (record,) = bench.desk.books.batches(NEXT)
    assert page.orders == bench.desk.books.batch_orders(record.batch_id).orders
    assert page.verdicts is not None
    assert all(verdict.ruling is Ruling.PASS for verdict in page.verdicts)
    assert page.references_li is not None
    assert {order.symbol for order in page.orders} <= set(page.references_li)


def test_what_a_gate_dropped_is_not_shown_as_released(bench: DeskBench) -> None:
    """One more order was built than the file of that batch carried."""
    day = LIVED[-1]
    (record,) = bench.desk.books.batches(day)
    released = bench.desk.books.batch_orders(record.batch_id).orders
    before = bench.desk.runs.latest("morning", day)
    assert before is not None
    built = json.loads(bench.desk.artifacts.get(before.run_id, "orders.json"))
    built["orders"].append(built["orders"][0] | {"client_order_id": "dropped"})
    context = fresh(bench, "morning", day)
    artifact = context.put("orders.json", json.dumps(built).encode())
    now = bench.clock.now()
    bench.desk.runs.finish_step(context.run.run_seq, StepRecord("orders", now, now, {}), [artifact])
    assert pages.morning_page(context, STOP).orders == released


def test_a_blocked_morning_shows_what_would_have_been(bench: DeskBench) -> None:
    bench.desk.stop.press(TradingState.HALTED, "test", "exercise", bench.clock.now())
    bench.run(MORNING, NEXT, 9, 26)
    page = bench.pages[-1]
    assert page.outcome == "blocked"
    assert "HALTED" in page.reason
    assert page.orders
    assert bench.desk.books.batches(NEXT) == []


def test_a_close_in_full_tells_the_whole_day(traded: DeskBench) -> None:
    traded.run(close_job(), NEXT, 16, 10)
    page = traded.pages[-1]
    assert page.fills is not None
    assert page.orders is not None
    assert page.results is not None
    assert {fill.symbol for fill in page.fills} <= {order.symbol for order in page.orders}
    assert {result.client_order_id for result in page.results} == {order.client_order_id for order in page.orders}
    assert page.equity is not None
    assert page.equity[-1].trade_date == NEXT
    assert page.verdicts, "why the Morning let them through"
    assert page.plan
    assert page.references_li
    assert page.closes_li
    assert page.account is not None
    assert set(page.account.positions) <= set(page.closes_li)
    assert page.breaks == []
    assert {order.side for order in page.orders} <= set(Side)


def test_a_close_without_a_morning_says_so(bench: DeskBench) -> None:
    page = pages.close_page(fresh(bench, "close"), Stop(Outcome.DONE, ""))
    assert page.reason == "no Morning ran"
    assert page.verdicts is None


def test_marks_take_the_close_and_where_there_is_none_the_brokers_price(traded: DeskBench) -> None:
    daily = traded.market.tables["daily"]
    held = sorted(traded.desk.books.account(LIVED[-1]).positions)
    assert held
    run = traded.run(close_job(), NEXT, 16, 10)
    context = RunContext(traded.desk, run)
    _, figures = reports_of(context)
    marks = closes_li(context, figures)
    close = daily[(daily["ts_code"] == held[0]) & (daily["trade_date"] == int(f"{NEXT:%Y%m%d}"))]["close"].iloc[0]
    assert marks[held[0]] == round(close * 1000)
    elsewhere = RunContext(traded.desk, fresh(traded, "night").run)
    elsewhere.run = run.__class__(run.run_seq, run.run_id, run.identity, 1, None, "")
    only_broker = closes_li(elsewhere, figures)
    assert only_broker == {each.symbol: each.last_li for each in figures.positions if each.last_li > 0}


def test_reports_of_a_run_that_kept_none_are_refused(bench: DeskBench) -> None:
    with pytest.raises(FixAndRestart):
        reports_of(fresh(bench, "close"))


def test_steps_are_named_in_order(bench: DeskBench) -> None:
    context = fresh(bench, "night")
    lend(bench, context, "night", ["plan.json"])
    assert pages.night_page(context, STOP).steps == ["lent"]
