"""Night waits for whole data, Close for whole reports; both say what they could not have."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core.domain.breaks import BreakAction, BreakCode
from core.domain.dates import ymd
from core.domain.errors import FixAndRestart, RetryLater
from core.domain.outcome import Outcome
from core.jobs.close import close_job
from core.jobs.morning import MORNING
from core.jobs.night import NIGHT
from core.jobs.resolve import Decision, kind_of, resolve
from core.jobs.run import Job
from core.pipeline.portfolio.plan import Plan
from core.ports.runs import Run
from tests.fakes.desk import AFTER, LIVED, NEXT, DeskBench, lived_bench, traded_bench
from tests.fakes.restated import tell
from tests.fakes.tampering import drop_guards


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    made = lived_bench(tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def traded(tmp_path: Path) -> Iterator[DeskBench]:
    """The day's orders are out and the paper PTrade has reported."""
    made = traded_bench(tmp_path / "home")
    yield made
    made.close()


def night(bench: DeskBench, hour: int = 20) -> Run:
    return bench.run(NIGHT, NEXT, hour)


def close(bench: DeskBench, *paths: Path | None) -> Run:
    return bench.run(close_job(*paths), NEXT, 16, 10)


def inbox(bench: DeskBench, name: str) -> Path:
    return bench.home / "ptrade" / "inbox" / f"{name}_{ymd(NEXT)}.csv"


def artifacts(bench: DeskBench, run: Run) -> set[str]:
    return {each.name for each in bench.desk.runs.artifacts(run.run_seq)}


def test_a_night_says_what_its_plan_trades_and_costs(traded: DeskBench) -> None:
    assert close(traded).outcome is Outcome.DONE
    run = night(traded)
    detail = next(step.detail for step in traded.desk.runs.steps(run.run_seq) if step.name == "plan")
    plan = Plan.from_json(traded.desk.artifacts.get(run.run_id, "plan.json").decode())
    assert detail["buy_fen"] == sum(row.trade_fen for row in plan.rows if row.trade_fen > 0)
    assert detail["sell_fen"] == -sum(row.trade_fen for row in plan.rows if row.trade_fen < 0)
    trades = sum(row.trade_fen != 0 for row in plan.rows)
    assert trades > 0
    assert int(str(detail["fees_fen"])) >= 500 * trades, "no order costs less than five yuan"


def test_a_night_plans_for_the_next_open_day_from_that_days_data(bench: DeskBench) -> None:
    run = night(bench)
    assert run.outcome is Outcome.DONE
    plan = Plan.from_json(bench.desk.artifacts.get(run.run_id, "plan.json").decode())
    assert (plan.trade_date, plan.data_date) == (AFTER, NEXT)
    assert artifacts(bench, run) == {
        "settings.json", "freshness.json", "anomalies.parquet", "universe.parquet", "factors.parquet",
        "zscores.parquet", "ranks.parquet", "coverage.json", "leaks.parquet", "scores_all.parquet", "scores.parquet",
        "strength.json", "plan.json", "report.html",
    }  # fmt: skip
    assert run.snapshot_pin == bench.desk.snapshots.pin()
    assert "console" not in json.loads(bench.desk.artifacts.get(run.run_id, "settings.json"))


def test_the_same_night_in_another_home_leaves_the_same_bytes(tmp_path: Path, bench: DeskBench) -> None:
    other = lived_bench(tmp_path / "elsewhere")
    one, two = night(bench), night(other)
    first, second = bench.desk.runs.artifacts(one.run_seq), other.desk.runs.artifacts(two.run_seq)
    assert [(each.name, each.sha256) for each in first] == [(each.name, each.sha256) for each in second]
    other.close()


def test_a_night_without_whole_data_is_tried_again_as_a_new_attempt_that_asks_again(bench: DeskBench) -> None:
    whole = bench.market.tables["daily"]
    bench.market.cut("daily", NEXT, 39)
    first = night(bench)
    assert (first.outcome, first.reason) == (Outcome.DATA_NOT_READY, f"not published for {NEXT}: daily")
    assert "plan.json" not in artifacts(bench, first)
    assert "report.html" in artifacts(bench, first)

    bench.market.tables["daily"] = whole
    bench.market.asked.clear()
    second = night(bench, 21)
    assert (second.run_id, second.outcome) == (f"night-{ymd(NEXT)}-02", Outcome.DONE)
    assert bench.market.asked == [("daily", NEXT)]


@pytest.mark.parametrize("dataset", ["daily_basic", "adj_factor", "stk_limit"])
def test_a_night_without_an_essential_dataset_leaves(bench: DeskBench, dataset: str) -> None:
    bench.market.refusals[dataset, NEXT] = RetryLater("down")
    assert night(bench).reason == f"not published for {NEXT}: {dataset}"


def test_a_night_begun_before_the_data_are_known_leaves(bench: DeskBench) -> None:
    assert night(bench, 17).reason == f"not published for {NEXT}: daily_basic"


def test_an_interrupted_night_reads_what_it_read_before(bench: DeskBench) -> None:
    def at_step(text: str) -> None:
        if text.endswith(": score"):
            raise ZeroDivisionError

    bench.at_step = at_step
    with pytest.raises(ZeroDivisionError):
        night(bench)
    begun = bench.desk.runs.latest("night", NEXT)
    assert begun is not None
    bench.at_step = lambda text: None
    bench.restart()
    run = night(bench, 22)
    assert (run.run_id, run.snapshot_pin, run.outcome) == (begun.run_id, begun.snapshot_pin, Outcome.DONE)


def test_many_anomalies_raise_an_alarm(bench: DeskBench) -> None:
    daily = bench.market.tables["daily"]
    broken = (daily["trade_date"] == ymd(NEXT)) & daily["ts_code"].isin(sorted(set(daily["ts_code"]))[:3])
    bench.market.tables["daily"] = daily.assign(high=daily["high"].where(~broken, 0.5))
    bench.restart(monitor={"anomaly_alarm_rows": 2})
    run = night(bench)
    alarms = [message for level, topic, message in bench.events() if (level, topic) == ("alarm", "data.anomalies")]
    assert alarms == [f"3 anomalous rows on {NEXT}, more than 2"]
    assert run.outcome is Outcome.DONE


@pytest.mark.parametrize("job", [NIGHT, MORNING, close_job()])
def test_no_job_does_anything_on_a_day_without_trading(bench: DeskBench, job: Job) -> None:
    saturday = NEXT + timedelta(days=(5 - NEXT.weekday()) % 7)
    asked = len(bench.market.asked)
    run = bench.run(job, saturday, 9, 26)
    assert (run.outcome, run.reason) == (Outcome.NOT_TRADE_DAY, f"{saturday} is not a trading day")
    assert [step.name for step in bench.desk.runs.steps(run.run_seq)] == ["calendar", "report"]
    assert len(bench.market.asked) == asked


def test_a_close_posts_reconciles_and_marks(traded: DeskBench) -> None:
    run = close(traded)
    assert (run.outcome, run.reason) == (Outcome.DONE, "")
    mark, said = traded.desk.books.equity()[-1], traded.desk.books.broker(NEXT)
    assert said is not None
    assert (mark.trade_date, mark.cash_fen, mark.total_fen) == (NEXT, said.cash_fen, said.total_fen)
    assert mark.benchmark_close > 0
    assert traded.desk.books.fills(NEXT)
    assert sum(traded.desk.books.trial_balance().values()) == 0
    assert {"exec_report.csv", "real_positions.csv", "breaks.json", "report.html"} <= artifacts(traded, run)


def test_a_close_run_twice_changes_nothing(traded: DeskBench) -> None:
    first, balance = close(traded), traded.desk.books.trial_balance()
    assert close(traded) == first
    assert traded.desk.books.trial_balance() == balance


@pytest.mark.parametrize("name", ["exec_report", "real_positions"])
@pytest.mark.parametrize("content", [None, b"", b"half a li", b"\xef\xbb\xbf#format=x\n"])
def test_without_both_whole_reports_nothing_is_posted(traded: DeskBench, name: str, content: bytes | None) -> None:
    path = inbox(traded, name)
    whole, balance = path.read_bytes(), traded.desk.books.trial_balance()
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    run = close(traded)
    assert run.outcome is Outcome.UNKNOWN
    assert path.name in run.reason
    assert (traded.desk.books.trial_balance(), traded.desk.books.fills(NEXT)) == (balance, [])

    path.write_bytes(whole)
    assert close(traded).outcome is Outcome.DONE, "the day is not settled by an unreadable report"


def test_reports_may_be_given_by_hand(traded: DeskBench, tmp_path: Path) -> None:
    names = ("exec_report", "real_positions")
    by_hand = [inbox(traded, name).rename(tmp_path / f"downloaded {name}.csv") for name in names]
    assert close(traded, *by_hand).outcome is Outcome.DONE


def test_a_path_given_by_hand_that_is_not_there_is_said_so(traded: DeskBench, tmp_path: Path) -> None:
    run = close(traded, tmp_path / "nowhere.csv", None)
    assert run.outcome is Outcome.UNKNOWN
    assert "nowhere.csv" in run.reason


def test_a_close_goes_on_from_its_own_copies(traded: DeskBench) -> None:
    def at_step(text: str) -> None:
        if text.endswith(": post"):
            raise ZeroDivisionError

    traded.at_step = at_step
    with pytest.raises(ZeroDivisionError):
        close(traded)
    traded.at_step = lambda text: None
    inbox(traded, "exec_report").write_bytes(b"overwritten meanwhile")
    assert close(traded).outcome is Outcome.DONE


def test_lost_copies_are_a_persons_matter(traded: DeskBench) -> None:
    def at_step(text: str) -> None:
        if text.endswith(": post"):
            (traded.home / "runs" / f"close-{ymd(NEXT)}-01" / "exec_report.csv").unlink()

    traded.at_step = at_step
    run = close(traded)
    assert run.outcome is Outcome.BAD_CONFIG
    assert traded.desk.books.fills(NEXT) == []


def test_without_bars_the_brokers_last_price_marks(traded: DeskBench) -> None:
    with traded.engine.begin() as connection:
        drop_guards(connection.exec_driver_sql)
        connection.exec_driver_sql(f"DELETE FROM snapshot_files WHERE dataset = 'daily' AND trade_date = {ymd(NEXT)}")
    traded.market.refusals["daily"] = RetryLater("down")
    run = close(traded)
    assert run.outcome is Outcome.DEGRADED
    assert run.reason == f"daily {NEXT}; positions are marked at the broker's last price"
    said = traded.desk.books.broker(NEXT)
    assert said is not None
    assert traded.desk.books.equity()[-1].total_fen == said.total_fen


def test_a_difference_in_cash_blocks_the_next_morning_until_a_person_adopts_it(traded: DeskBench) -> None:
    tell(traded, cash_fen=12_345)
    run = close(traded)
    assert run.outcome is Outcome.BLOCKED
    found = {each.code: each for each in traded.desk.books.open_breaks()}
    assert BreakCode.CASH_MISMATCH in found
    assert f"#{found[BreakCode.CASH_MISMATCH].break_id} CASH_MISMATCH" in run.reason

    night(traded)
    blocked = traded.run(MORNING, AFTER, 9, 26)
    assert blocked.outcome is Outcome.BLOCKED
    assert "open break(s)" in blocked.reason

    before = traded.desk.books.account(NEXT).cash_fen
    for each in traded.desk.books.open_breaks():
        adopted = Decision(BreakAction.ADOPT_BROKER, "an operator", "interest")
        assert resolve(traded.desk, AFTER, each.break_id, adopted).outcome is Outcome.DONE
    assert traded.desk.books.open_breaks() == []
    assert traded.desk.books.account(NEXT).cash_fen == before + 12_345
    assert traded.desk.books.trial_balance()["result:adjustments"] == -12_345
    assert traded.run(MORNING, AFTER, 9, 30).outcome is Outcome.DONE


def test_an_adopted_holding_leaves_the_books(traded: DeskBench) -> None:
    said = traded.desk.inbox.broker_figures(NEXT)
    assert said is not None
    gone = said.positions[0].symbol
    tell(traded, gone=gone)
    close(traded)
    (found,) = [each for each in traded.desk.books.open_breaks() if each.symbol == gone]
    assert gone in traded.desk.books.account(NEXT).positions
    assert (
        resolve(traded.desk, NEXT, found.break_id, Decision(BreakAction.ADOPT_BROKER, "me", "sold by phone")).outcome
        is Outcome.DONE
    )
    assert gone not in traded.desk.books.account(NEXT).positions


@pytest.fixture
def broken(traded: DeskBench) -> DeskBench:
    tell(traded, cash_fen=100)
    close(traded)
    return traded


@pytest.mark.parametrize(("author", "reason"), [("", "why"), ("  ", "why"), ("me", ""), ("me", "\t")])
def test_a_decision_needs_a_name_and_a_reason(broken: DeskBench, author: str, reason: str) -> None:
    found = broken.desk.books.open_breaks()
    with pytest.raises(FixAndRestart, match="needs a name and a reason"):
        resolve(broken.desk, NEXT, found[0].break_id, Decision(BreakAction.WRITE_OFF, author, reason))
    assert broken.desk.books.open_breaks() == found
    assert broken.desk.runs.latest(kind_of(found[0].break_id), NEXT) is None


def test_an_unknown_or_a_resolved_break_is_refused(broken: DeskBench) -> None:
    with pytest.raises(FixAndRestart, match="no open break #999"):
        resolve(broken.desk, NEXT, 999, Decision(BreakAction.ADOPT_BROKER, "me", "why"))
    number = broken.desk.books.open_breaks()[0].break_id
    resolve(broken.desk, NEXT, number, Decision(BreakAction.ADOPT_BROKER, "me", "why"))
    with pytest.raises(FixAndRestart, match=f"no open break #{number}"):
        resolve(broken.desk, NEXT, number, Decision(BreakAction.ADOPT_BROKER, "me", "why"))


def test_a_decision_left_unfinished_does_not_swallow_the_next(traded: DeskBench) -> None:
    tell(traded, 100, gone=sorted(traded.desk.books.account(LIVED[-1]).positions)[0])
    close(traded)
    first, second = (each.break_id for each in traded.desk.books.open_breaks()[:2])
    run = resolve(traded.desk, NEXT, first, Decision(BreakAction.ADOPT_BROKER, "me", "why"))
    with traded.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE runs SET outcome = NULL WHERE run_seq = ?", (run.run_seq,))
    resolve(traded.desk, NEXT, second, Decision(BreakAction.ADOPT_BROKER, "me", "why"))
    assert second not in {each.break_id for each in traded.desk.books.open_breaks()}


def test_a_close_counts_orders_that_were_withdrawn_within_a_second(traded: DeskBench) -> None:
    journal = traded.home / "ptrade" / "inbox" / f"journal_{ymd(NEXT)}.csv"
    sent = [line.split(",") for line in journal.read_text(encoding="utf-8").splitlines() if ",SENT," in line]
    rows = [f"{sent[0][0]},CANCEL,{sent[0][2]},.", f"15:00:00,CANCEL,{sent[1][2]},."]
    with journal.open("a", encoding="utf-8", newline="") as file:
        file.writelines(f"{row}\n" for row in rows)
    assert close(traded).outcome is Outcome.DONE
    counted = [row for row in traded.desk.gate_book.counter_rows(NEXT, NEXT) if row.name == "fast_cancels"]
    assert [(row.source, row.amount) for row in counted] == [(f"order {ymd(NEXT)} {sent[0][2]}", 1)]
