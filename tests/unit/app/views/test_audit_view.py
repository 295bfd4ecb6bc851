"""What the Audit screen is told: searches, one run, and the way of an order or of one that was not placed."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.compose import House
from app.views.audit import chain, events, orders, run, runs
from app.views.lineage import lineage
from app.views.payload import payload
from core.domain.errors import FixAndRestart
from core.ports.records import EventQuery, RunQuery
from core.ports.views.audit import (
    EventsAsk,
    LineageAsk,
    LineageView,
    Mark,
    OrdersAsk,
    PayloadAsk,
    RecordsAsk,
    RunAsk,
    RunsAsk,
    Station,
)
from tests.fakes.desk import LIVED, NEXT, DeskBench, traded_bench
from tests.fakes.house import house_of


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskBench]:
    made = traded_bench(tmp_path_factory.mktemp("audit") / "home")
    yield made
    made.close()


@pytest.fixture(scope="module")
def house(bench: DeskBench) -> House:
    return house_of(bench)


def station(view: LineageView, name: str) -> Station:
    return next(each for each in view.trail if each.name == name)


def first_order(house: House) -> dict[str, object]:
    sheet = orders(house, OrdersAsk()).sheet
    return sheet.row(0)


def test_events_are_found_by_every_word_and_come_newest_first(house: House) -> None:
    page = events(house, EventsAsk(EventQuery(text=f"{NEXT:%Y%m%d} DONE")))
    assert page.total == 1
    assert page.sheet.row(0)["topic"] == "morning.finished"
    everything = events(house, EventsAsk())
    numbers = list(everything.sheet.columns["event_id"])
    assert numbers == sorted(numbers, reverse=True)
    assert "night.finished" in everything.choices
    assert events(house, EventsAsk(EventQuery(levels=("alarm",)))).total == 0
    assert events(house, EventsAsk(EventQuery(text="100%"))).total == 0


def test_events_are_cut_by_day(house: House) -> None:
    day = LIVED[0]
    page = events(house, EventsAsk(EventQuery(since=day, until=day)))
    assert {at.date() for at in page.sheet.columns["at"]} == {day}


def test_runs_are_found_by_kind_outcome_and_day(house: House) -> None:
    page = runs(house, RunsAsk(RunQuery(kinds=("night",), outcomes=("done",), since=LIVED[-1])))
    assert page.sheet.columns["run_id"] == [f"night-{LIVED[-1]:%Y%m%d}-01"]
    assert runs(house, RunsAsk(RunQuery(outcomes=("",)))).total == 0


def test_the_chain_tells_what_it_holds_by_table(house: House) -> None:
    page = chain(house, RecordsAsk())
    held = dict(zip(page.sheet.columns["table"], page.sheet.columns["links"], strict=True))
    assert held["snapshot_files"] > held["batches"] == 3
    assert page.total == sum(held.values())
    assert max(day for day in page.sheet.columns["last"] if day) >= NEXT


def test_one_run_tells_steps_artifacts_verdicts_and_its_orders(house: House) -> None:
    view = run(house, RunAsk(f"morning-{NEXT:%Y%m%d}-01"))
    assert "release" in view.steps.columns["step"]
    assert view.can_replay
    row = next(row for row in map(view.artifacts.row, range(len(view.artifacts))) if row["artifact"] == "plan.json")
    assert row["on_disk"]
    assert len(str(row["sha256"])) == 64
    assert Path(str(row["path"])).is_file()
    assert set(view.verdicts.columns["ruling"]) == {"pass"}
    assert len(view.orders) > 0
    assert view.identity["code_version"] == "test"
    with pytest.raises(FixAndRestart):
        run(house, RunAsk("night-19000101-01"))


def test_an_order_leads_back_to_plan_score_factors_and_files(house: House) -> None:
    order = first_order(house)
    view = lineage(house, LineageAsk(f"order:{order['client_order_id']}"))
    assert view.symbol == order["symbol"]
    assert view.data_date == LIVED[-1]
    assert view.plan["action"] == "BUY"
    assert view.score["rank"] == view.plan["rank"]
    parts = [part for part in view.factors.columns["contribution"] if part is not None]
    assert sum(parts) - float(str(view.score["penalty"])) == pytest.approx(view.score["score"])
    assert {"daily", "stk_auction"} <= set(view.snapshots.columns["dataset"])
    marks = {each.name: each.mark for each in view.trail}
    assert marks["release"] is Mark.PASSED
    assert Mark.ENDED not in marks.values()


def test_weights_explain_the_contributions(house: House) -> None:
    view = lineage(house, LineageAsk(f"order:{first_order(house)['client_order_id']}"))
    used = [row for row in map(view.factors.row, range(len(view.factors))) if row["used"]]
    assert sum(abs(row["weight"]) for row in used) == pytest.approx(1.0)
    assert {row["factor"]: row["definition"] for row in used} == {
        name: house.desk.factors[name].definition for name in (row["factor"] for row in used)
    }


def test_a_payload_holds_the_cells_and_where_the_bytes_came_from(house: House) -> None:
    view = lineage(house, LineageAsk(f"order:{first_order(house)['client_order_id']}"))
    files = [view.snapshots.row(place) for place in range(len(view.snapshots))]
    daily = next(row for row in files if row["dataset"] == "daily")
    told = payload(house, PayloadAsk(daily["snapshot_id"], daily["read_by"], view.symbol))
    cells = dict(zip(told.cells.columns["column"], told.cells.columns["value"], strict=True))
    assert cells["ts_code"] == view.symbol
    assert float(cells["close"]) > 0
    assert told.intact
    assert told.source["source_url"]
    assert len(told.source["payload_hash"]) == 64
    with pytest.raises(FixAndRestart):
        payload(house, PayloadAsk(10**6, daily["read_by"], view.symbol))


def test_a_symbol_that_was_not_planned_says_at_which_station_it_ended(house: House) -> None:
    ordered = set(orders(house, OrdersAsk()).sheet.columns["symbol"])
    night = house.desk.artifacts.path(f"night-{LIVED[-1]:%Y%m%d}-01", "plan.json")
    plan = json.loads(night.read_bytes())
    planned = {row["symbol"] for row in plan["rows"] + plan["substitutes"]}
    names = house.desk.snapshots.view(house.desk.clock.now()).read("stock_basic")["ts_code"]
    other = next(code for code in names if code not in ordered | planned)
    view = lineage(house, LineageAsk(f"symbol:{other}@{NEXT}"))
    ends = [each for each in view.trail if each.mark is Mark.ENDED]
    assert len(ends) == 1
    assert ends[0].name in {"universe", "score", "plan"}
    assert not view.order
    assert station(view, "release").mark is Mark.NOT_REACHED
    assert station(view, "morning").run_id == f"morning-{NEXT:%Y%m%d}-01"


def test_a_substitute_nobody_needed_says_so(house: House) -> None:
    night = house.desk.artifacts.path(f"night-{LIVED[-1]:%Y%m%d}-01", "plan.json")
    spare = json.loads(night.read_bytes())["substitutes"][0]["symbol"]
    view = lineage(house, LineageAsk(f"symbol:{spare}@{NEXT}"))
    assert station(view, "plan").code == "SUBSTITUTE"
    assert (station(view, "orders").mark, station(view, "orders").code) == (Mark.ENDED, "NOT_NEEDED")


def test_a_name_nobody_knows_ends_at_the_universe(house: House) -> None:
    view = lineage(house, LineageAsk(f"symbol:999999.SH@{NEXT}"))
    assert (station(view, "universe").mark, station(view, "universe").code) == (Mark.ENDED, "NOT_LISTED")


def test_a_day_without_runs_is_unknown_and_never_passed(house: House) -> None:
    view = lineage(house, LineageAsk(f"symbol:600000.SH@{date(2024, 3, 1)}"))
    assert {each.mark for each in view.trail} <= {Mark.UNKNOWN, Mark.NOT_REACHED}


@pytest.mark.parametrize("key", ["order:nothing", "nonsense", "symbol:", "symbol:600000.SH@tomorrow"])
def test_a_key_that_names_nothing_is_refused(house: House, key: str) -> None:
    with pytest.raises(FixAndRestart):
        lineage(house, LineageAsk(key))
