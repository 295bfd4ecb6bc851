"""Cache first, whole days only, and a calendar that is asked for before it runs out."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from core.domain.dates import at, ymd
from core.domain.errors import FixAndRestart, RetryLater
from core.jobs.freshness import freshness
from core.jobs.pull import Pulled, ensure_calendar, history, pull
from tests.fakes.desk import DeskBench, a_market, market_days, settings_of
from tests.fakes.partitions import open_days

DAYS = market_days()
BEFORE, DAY = DAYS[-3], DAYS[-2]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    made = DeskBench(tmp_path / "home", at(DAY, 20), a_market())
    yield made
    made.close()


def pulled(bench: DeskBench, *wanted: tuple[str, date], refresh: bool = False) -> Pulled:
    return pull(bench.desk, "night-1", wanted, refresh)


def test_what_is_stored_is_not_asked_for_again(bench: DeskBench) -> None:
    first = pulled(bench, ("daily", BEFORE), ("daily", DAY))
    assert (first.fetched, first.cached, first.missing) == (2, 0, [])
    second = pulled(bench, ("daily", BEFORE), ("daily", DAY))
    assert (second.fetched, second.cached, second.missing) == (0, 2, [])
    assert bench.market.asked == [("daily", BEFORE), ("daily", DAY)]


def test_the_audit_says_who_brought_it_when_and_for_whom(bench: DeskBench) -> None:
    pulled(bench, ("daily", DAY))
    with bench.engine.connect() as connection:
        query = "SELECT source_name, source_url, ingest_time, run_id, strategy_id, length(payload_hash), rows"
        row = connection.exec_driver_sql(f"{query} FROM snapshot_files").one()
    stamp = at(DAY, 20).isoformat()
    assert tuple(row) == ("tables", "https://example.invalid/***", stamp, "night-1", "daybreak-main", 64, 40)


@pytest.mark.parametrize(("rows", "whole"), [(40, True), (39, False), (0, False)])
def test_a_day_of_today_is_taken_from_98_percent_of_the_day_before(bench: DeskBench, rows: int, whole: bool) -> None:
    """40 symbols the day before: 39 are 97.5 %."""
    pulled(bench, ("daily", BEFORE))
    bench.market.cut("daily", DAY, rows)
    now = pulled(bench, ("daily", DAY))
    assert bench.desk.snapshots.has("daily", DAY) is whole
    assert now.missing_of("daily") == ([] if whole else [f"daily {DAY}"])
    assert now.unpublished == ([] if whole else ["daily"])


def test_exactly_98_percent_is_whole(tmp_path: Path) -> None:
    bench = DeskBench(tmp_path / "home", at(DAY, 20), a_market(50))
    pulled(bench, ("daily", BEFORE))
    bench.market.cut("daily", DAY, 49)
    assert pulled(bench, ("daily", DAY)).fetched == 1
    bench.close()


def test_a_refused_day_is_asked_for_again_and_taken_when_whole(bench: DeskBench) -> None:
    whole = bench.market.tables["daily"]
    pulled(bench, ("daily", BEFORE))
    bench.market.cut("daily", DAY, 20)
    assert pulled(bench, ("daily", DAY)).missing_of("daily")
    bench.market.tables["daily"] = whole
    assert pulled(bench, ("daily", DAY)).fetched == 1
    assert bench.desk.snapshots.rows("daily", DAY) == 40


def test_a_thin_day_of_the_past_is_as_published_as_it_will_ever_be(bench: DeskBench) -> None:
    pulled(bench, ("daily", DAYS[-4]))
    bench.market.cut("daily", BEFORE, 30)
    assert pulled(bench, ("daily", BEFORE)).fetched == 1
    bench.market.cut("daily", DAYS[-5], 0)
    assert pulled(bench, ("daily", DAYS[-5])).missing_of("daily"), "an open day without a single bar is never true"


def test_events_may_be_empty_and_are_kept_so_but_an_auction_is_not(bench: DeskBench) -> None:
    for name in ("suspend_d", "dividend", "stk_auction"):
        if name != "dividend":
            bench.market.cut(name, DAY, 0)
    got = pulled(bench, ("suspend_d", DAY), ("dividend", DAY), ("stk_auction", DAY))
    assert got.fetched == 2
    assert got.unpublished == ["stk_auction"]
    assert not bench.desk.snapshots.has("stk_auction", DAY)


@pytest.mark.parametrize(
    ("dataset", "too_early", "in_time"),
    [
        ("stk_limit", (8, 39), (8, 40)),
        ("suspend_d", (8, 59), (9, 0)),
        ("stk_auction", (9, 24), (9, 25)),
        ("daily", (15, 59), (16, 0)),
        ("daily_basic", (17, 59), (18, 0)),
    ],
)
def test_a_day_is_not_asked_for_before_it_is_known(
    bench: DeskBench, dataset: str, too_early: tuple[int, int], in_time: tuple[int, int]
) -> None:
    """An early, empty answer would be kept and stand for the whole day."""
    bench.stand(DAY, *too_early)
    assert pulled(bench, (dataset, DAY)).unpublished == [dataset]
    assert bench.market.asked == []
    bench.stand(DAY, *in_time)
    assert pulled(bench, (dataset, DAY)).fetched == 1


def test_what_one_source_cannot_give_does_not_keep_the_rest_away(bench: DeskBench) -> None:
    bench.market.refusals["daily_basic"] = FixAndRestart("没有接口访问权限", "ask the vendor")
    bench.market.refusals["stk_limit", DAY] = RetryLater("busy")
    got = pulled(bench, ("daily_basic", DAY), ("stk_limit", DAY), ("daily", DAY))
    assert (got.fetched, got.unpublished) == (1, [])
    assert got.missing == [
        ("daily_basic", DAY, "没有接口访问权限 → ask the vendor"),
        ("stk_limit", DAY, "busy"),
    ]
    assert got.reasons()[1] == f"stk_limit {DAY}: busy"
    assert got.missing_of("stk_limit") == [f"stk_limit {DAY}"]


def test_a_defect_in_a_source_is_not_swallowed(bench: DeskBench) -> None:
    bench.market.tables["daily"] = bench.market.tables["daily"].drop(columns="close")
    assert pulled(bench, ("daily", DAY)).missing_of("daily")
    bench.market.tables["daily"] = None
    with pytest.raises(TypeError):
        pulled(bench, ("daily", DAY))


def test_an_interface_the_account_has_not_bought_is_neither_asked_nor_missed(tmp_path: Path) -> None:
    settings = settings_of(data_source={"unavailable": ["stk_auction"]})
    bench = DeskBench(tmp_path / "home", at(DAY, 20), a_market(), settings)
    got = pulled(bench, ("stk_auction", DAY), ("daily", DAY))
    assert (got.fetched, got.missing) == (1, [])
    assert bench.market.asked == [("daily", DAY)]
    bench.close()


def test_a_refresh_finds_what_the_vendor_changed_and_tells(bench: DeskBench) -> None:
    pulled(bench, ("daily", BEFORE), ("daily", DAY))
    frame = bench.market.tables["daily"]
    bench.market.tables["daily"] = frame.assign(
        vol=frame["vol"].where(frame["trade_date"] != int(f"{DAY:%Y%m%d}"), 7.0)
    )
    again = pulled(bench, ("daily", BEFORE), ("daily", DAY), refresh=True)
    assert (again.fetched, again.cached) == (2, 0)
    told = [(level, topic, message[:34]) for level, topic, message in bench.events()]
    assert told == [("warning", "data.revision", f"daily of {DAY} came back chan")]


def test_history_goes_day_by_day_and_leaves_latest_tables_out() -> None:
    assert history(["daily", "stock_basic", "adj_factor"], [BEFORE, DAY]) == [
        ("daily", BEFORE), ("adj_factor", BEFORE), ("daily", DAY), ("adj_factor", DAY),
    ]  # fmt: skip


def horizon(bench: DeskBench) -> list[str]:
    return [message for level, topic, message in bench.events() if (level, topic) == ("alarm", "calendar.horizon")]


def calendar_until(bench: DeskBench, last: date) -> None:
    bench.market.tables["trade_cal"] = open_days(DAYS[0] - timedelta(days=40), last)


def test_a_calendar_that_reaches_far_is_fetched_once_and_raises_no_alarm(bench: DeskBench) -> None:
    assert ensure_calendar(bench.desk, "r", DAY).is_open(DAY)
    ensure_calendar(bench.desk, "r", DAY)
    assert bench.market.asked == [("trade_cal", DAY)]
    assert horizon(bench) == []


@pytest.mark.parametrize(("left_days", "alarms"), [(30, 0), (29, 1), (0, 1)])
def test_a_calendar_that_ends_within_thirty_days_raises_an_alarm(bench: DeskBench, left_days: int, alarms: int) -> None:
    last = DAY + timedelta(days=left_days)
    calendar_until(bench, last)
    assert ensure_calendar(bench.desk, "r", DAY).last == last
    found = horizon(bench)
    assert len(found) == alarms
    assert all(f"ends on {last}, {left_days} days from {DAY}" in message for message in found)


def test_a_short_calendar_is_asked_for_again_and_the_longer_one_taken(bench: DeskBench) -> None:
    calendar_until(bench, DAY + timedelta(days=5))
    ensure_calendar(bench.desk, "r", BEFORE)
    calendar_until(bench, DAY + timedelta(days=300))
    assert ensure_calendar(bench.desk, "r", DAY).last == DAY + timedelta(days=300)


def test_a_calendar_with_days_left_out_is_asked_for_again_the_same_day(bench: DeskBench) -> None:
    hole = DAY + timedelta(days=4)
    calendar_until(bench, DAY + timedelta(days=300))
    whole = bench.market.tables["trade_cal"]
    bench.market.tables["trade_cal"] = whole[whole["cal_date"] != ymd(hole)]
    known = ensure_calendar(bench.desk, "r", DAY)
    assert known.known_until(DAY) == hole - timedelta(days=1)
    assert [f"ends on {hole - timedelta(days=1)}, 3 days from {DAY}" in message for message in horizon(bench)] == [True]
    bench.market.tables["trade_cal"] = whole
    assert ensure_calendar(bench.desk, "r", DAY).known_until(DAY) == DAY + timedelta(days=300)
    assert len(horizon(bench)) == 1


def test_a_short_calendar_still_serves_when_no_source_answers(bench: DeskBench) -> None:
    calendar_until(bench, DAY + timedelta(days=5))
    ensure_calendar(bench.desk, "r", BEFORE)
    bench.market.refusals["trade_cal"] = RetryLater("down")
    assert ensure_calendar(bench.desk, "r", DAY).is_open(DAY)
    assert len(horizon(bench)) == 2


def test_without_any_calendar_nothing_goes_on_and_what_keeps_it_away_is_told(bench: DeskBench) -> None:
    bench.market.refusals["trade_cal"] = FixAndRestart("the token is wrong", "set another")
    with pytest.raises(RetryLater, match="never stored; the token is wrong") as refused:
        ensure_calendar(bench.desk, "r", DAY)
    assert refused.value.remedy == "set another"


def test_a_day_beyond_the_calendar_is_never_guessed(bench: DeskBench) -> None:
    calendar_until(bench, BEFORE)
    calendar = ensure_calendar(bench.desk, "r", DAY)
    with pytest.raises(RetryLater, match="outside the known calendar"):
        calendar.is_open(DAY)


def test_freshness_has_a_row_per_dataset_with_age_and_gaps(bench: DeskBench) -> None:
    ensure_calendar(bench.desk, "r", DAY)
    bench.market.refusals["stk_limit"] = RetryLater("busy")
    got = pulled(bench, ("daily", BEFORE), ("adj_factor", DAY), ("stk_limit", DAY))
    rows = {row["dataset"]: row for row in freshness(bench.desk.snapshots.view(at(DAY, 20)), DAY, got)}
    assert list(rows) == sorted(rows)
    assert rows["daily"] == {"dataset": "daily", "last_date": BEFORE.isoformat(), "age_days": 1, "missing": []}
    assert rows["adj_factor"]["age_days"] == 0
    assert rows["stk_limit"] == {
        "dataset": "stk_limit", "last_date": None, "age_days": None, "missing": [DAY.isoformat()],
    }  # fmt: skip


def test_freshness_does_not_see_what_is_not_known_yet(bench: DeskBench) -> None:
    ensure_calendar(bench.desk, "r", DAY)
    got = pulled(bench, ("daily", BEFORE), ("daily", DAY))
    rows = {row["dataset"]: row for row in freshness(bench.desk.snapshots.view(at(DAY, 15)), DAY, got)}
    assert rows["daily"]["last_date"] == BEFORE.isoformat()
