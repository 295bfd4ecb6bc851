"""What Audit searches, points at, allows and says; without Qt."""

from datetime import date

import pytest

from core.ports.records import MOST_COUNTED, EventQuery, RunQuery
from core.ports.views.audit import PAGE_ROWS, EventsAsk, Mark, OrdersAsk, PayloadAsk, RunsAsk, Station
from core.ports.views.sheet import Sheet
from tests.fakes.audit_views import EVENTS, PAYLOAD, RUNS, lineage_view, page, run_view, trail
from widgets.panels.audit.levels import facts, figure, gist, payload_facts
from widgets.panels.audit.state import (
    AuditState,
    answer,
    day_of,
    events_sheet,
    export_faults,
    is_key,
    named,
    outcome_tone,
    pretty,
    quarter_of,
    replay_sheet,
    runs_sheet,
)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("20260723-01-001", "order:20260723-01-001"),
        (" 600000.sh ", "symbol:600000.SH"),
        ("600000.SH@2026-07-23", "symbol:600000.SH@2026-07-23"),
        ("night-20260722-01", "run:night-20260722-01"),
        ("order:anything", "order:anything"),
        ("broken", "broken"),
    ],
)
def test_what_a_person_types_names_an_order_a_symbol_or_a_run(typed: str, key: str) -> None:
    assert named(typed) == key
    assert is_key(typed) == (":" in key)


@pytest.mark.parametrize(
    ("argument", "tab", "key", "run"),
    [
        ("order:20260723-01-001", "lineage", "order:20260723-01-001", ""),
        ("symbol:600000.SH@2026-07-23", "lineage", "symbol:600000.SH@2026-07-23", ""),
        ("night-20260722-01", "runs", "", "night-20260722-01"),
        ("events:breaker", "events", "", ""),
        ("records", "records", "", ""),
        ("nonsense", "lineage", "", ""),
    ],
)
def test_other_screens_point_at_things(argument: str, tab: str, key: str, run: str) -> None:
    state = AuditState()
    state.point_at(argument)
    assert (state.tab, state.key, state.run_id) == (tab, key, run)
    assert state.events.text == ("breaker" if "breaker" in argument else "")


def test_each_tab_asks_its_own_question() -> None:
    state = AuditState()
    assert state.ask() == OrdersAsk()
    state.tab = "runs"
    state.search_runs("break", "morning", "", date(2026, 7, 1), None)
    assert state.ask() == RunsAsk(RunQuery("break", ("morning",), ("",), date(2026, 7, 1)))
    state.search_runs("", "", None, None, None)
    assert state.ask() == RunsAsk()
    state.tab = "events"
    state.search_events(" disk ", "alarm", "data.revision", None, date(2026, 7, 2))
    wanted = EventQuery("disk", ("alarm",), ("data.revision",), None, date(2026, 7, 2))
    assert state.ask() == EventsAsk(wanted)


def test_pages_turn_within_what_there_is_and_another_search_begins_anew() -> None:
    state = AuditState(tab="events")
    assert not state.turn(1)
    state.take(page("events", total=PAGE_ROWS * 2 + 1))
    assert state.turn(1)
    assert state.turn(1)
    assert not state.turn(1)
    assert state.ask() == EventsAsk(page=2)
    state.search_events("x", "", "", None, None)
    assert state.ask() == EventsAsk(EventQuery("x"))
    assert not AuditState(totals={"lineage": page("orders")}).turn(-1)


def test_more_than_are_counted_are_many() -> None:
    state = AuditState(totals={"lineage": page("orders", total=MOST_COUNTED)})
    assert state.page_text() == "page 1 of 500 · 100,000+ in all"


def test_a_way_that_may_come_further_is_asked_for_anew() -> None:
    assert not AuditState().goes_on()
    assert not AuditState(lineage=lineage_view()).goes_on()
    assert not AuditState(lineage=lineage_view(trail=trail("gates"))).goes_on()
    waits = (*trail()[:-1], Station("result", Mark.UNKNOWN))
    assert AuditState(lineage=lineage_view(trail=waits)).goes_on()


def test_a_way_that_ended_says_where_and_why() -> None:
    ended = trail("plan", group="way", code="NOT_PLANNED", text="rank 60")
    said, tone = answer(lineage_view(trail=ended, order={}))
    assert (said, tone) == ("Not placed. It ended at Plan: not in the plan (rank 60)", "bad")
    refused = trail("answer", group="way", code="ORDER_REFUSED")
    assert answer(lineage_view(trail=refused))[0].startswith("Placed, and ended at Answer: refused")


def test_a_way_that_came_through_says_its_result() -> None:
    assert answer(lineage_view()) == ("Placed: filled (3500 / 3500)", "good")
    unknown = (*trail()[:-1], Station("result", Mark.UNKNOWN, "way", "NO_REPORT"))
    assert answer(lineage_view(trail=unknown))[1] == "warn"
    assert answer(lineage_view(trail=unknown, order={}))[0].startswith("Under way")
    assert answer(lineage_view(trail=(Station("night", Mark.UNKNOWN),), order={}))[1] == "muted"


def test_rows_that_need_a_look_are_marked() -> None:
    assert list(events_sheet(EVENTS).columns["tone"]) == ["bad", ""]
    assert list(runs_sheet(RUNS).columns["tone"]) == ["bad", ""]
    assert (outcome_tone("done"), outcome_tone(""), outcome_tone("not_trade_day")) == ("good", "warn", "muted")


def test_a_replay_marks_what_differs() -> None:
    sheet = replay_sheet([{"artifact": "plan.json", "bytes": 9, "verdict": "same"},
                          {"artifact": "orders.json", "bytes": 7, "verdict": "byte 3 (line 1)"}])  # fmt: skip
    assert list(sheet.columns["tone"]) == ["good", "bad"]


def test_only_a_finished_run_is_replayed_and_by_nobody_who_only_looks() -> None:
    state = AuditState()
    assert state.why_not_replay(viewer=False) == "Pick a run first."
    state.run = run_view(can_replay=False)
    assert "Only finished" in state.why_not_replay(viewer=False)
    state.run = run_view()
    assert state.why_not_replay(viewer=False) == ""
    assert state.why_not_replay(viewer=True) == "This console only looks."


def test_the_payload_is_that_of_the_row_picked_or_of_the_first() -> None:
    state = AuditState()
    assert state.payload_ask(None) is None
    state.lineage = lineage_view()
    assert state.payload_ask(None) == PayloadAsk(830, "night-20260722-01", "600000.SH")
    assert state.payload_ask(state.lineage.snapshots.row(1)) == PayloadAsk(836, "morning-20260723-01", "600000.SH")
    state.lineage = lineage_view(snapshots=Sheet({}))
    assert state.payload_ask(None) is None


def test_levels_are_told_in_figures_people_read() -> None:
    view = lineage_view()
    told = [gist(view, level, PAYLOAD) for level in ("order", "plan", "score", "factors", "snapshots", "payload")]
    assert told == ["Buy 3,500 @ 14.070", "Buy · 4.95%", "0.6325 · 7 / 91", "1 factors", "2 files", "Daily bars"]
    assert ("Target value", "49,408.64") in facts(view.plan)
    assert gist(lineage_view(order={}), "order", None) == "–"
    assert ("Bytes on disk", "as it was stored") in payload_facts(PAYLOAD)


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [("limit_li", 9990, "9.990"), ("shadow", True, "yes"), ("message", "", "–"), ("mean_amount_20", 2e8, "200,000,000"),
     ("target_weight", 0.05, "5.00%"), ("rank", 1234, "1,234"), ("board", "main", "Main board"),
     ("unheard_of", "x", "x")],
)  # fmt: skip
def test_each_figure_has_its_form(name: str, value: object, shown: str) -> None:
    assert figure(name, value) == shown


def test_an_export_wants_a_quarter_and_a_folder() -> None:
    assert "no quarter" in export_faults("2026", "/somewhere")
    assert export_faults("2026Q3", " ") == "Name a new folder."
    assert export_faults("2026Q3", "/somewhere") == ""
    assert quarter_of(date(2026, 7, 1)) == "2026Q3"
    assert AuditState(totals={"lineage": page("orders")}).quarter() == "2026Q3"


def test_details_and_dates_are_read() -> None:
    assert pretty('{"rows": 9}') == '{\n  "rows": 9\n}'
    assert pretty("not json") == "not json"
    assert day_of("") is None
    with pytest.raises(ValueError, match="isoformat"):
        day_of("tomorrow")
