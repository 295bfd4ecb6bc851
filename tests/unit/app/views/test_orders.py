"""Plan and orders as a screen is told them: every name, every order with who told its state, the file."""

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest

from app.views.orders import begun_day
from core.adapters.ptrade.orders_file import content_hash
from core.domain.answers import Answer, AnswerState
from core.domain.dates import ymd
from core.domain.orders import OrderState
from core.jobs.close import close_job
from core.jobs.decide import decide
from core.jobs.live_orders import Teller
from core.ports.views.orders import Fate, NameAsk, NameView, OrdersAsk, OrdersView
from core.ports.views.sheet import Sheet
from tests.fakes.desk import NEXT
from tests.fakes.tampering import drop_guards
from tests.unit.app.views.conftest import Read
from widgets.panels.orders import phrases


def told(read: Read) -> OrdersView:
    view = read.tell(OrdersAsk())
    assert isinstance(view, OrdersView)
    return view


def story(read: Read, symbol: str) -> NameView:
    view = read.tell(NameAsk(NEXT, symbol))
    assert isinstance(view, NameView)
    return view


def column(sheet: Sheet, name: str) -> list[object]:
    return list(sheet.columns[name])


def row_of(sheet: Sheet, symbol: str) -> dict[str, object]:
    return sheet.row(column(sheet, "symbol").index(symbol))


def inbox(read: Read, name: str) -> str:
    return str(read.bench.home / "ptrade" / "inbox" / f"{name}_{ymd(NEXT)}.csv")


def test_every_planned_name_stands_beside_what_is_held(traded: Read) -> None:
    view, desk = told(traded), traded.bench.desk
    plan = json.loads(desk.artifacts.get(view.morning.run_id, "plan.json"))
    assert column(view.names, "symbol")[: len(plan["rows"])] == [row["symbol"] for row in plan["rows"]]
    assert set(desk.books.account(NEXT).positions) <= set(column(view.names, "symbol"))
    assert view.trade_date == NEXT
    assert view.days[0] == NEXT
    assert view.night.kind == "night"
    ordered = [fate == Fate.ORDERED for fate in column(view.names, "fate")]
    assert sum(ordered) == desk.books.batches(NEXT)[0].rows == len(view.orders)


def test_states_come_from_the_best_file_there_is(traded: Read) -> None:
    report = told(traded)
    assert set(column(report.orders, "told_by")) == {Teller.REPORT}
    states = column(report.orders, "state")
    traded.bench.home.joinpath(inbox(traded, "exec_report")).unlink()
    journal = told(traded)
    assert set(column(journal.orders, "told_by")) == {Teller.JOURNAL}
    assert column(journal.orders, "state") == states
    assert column(journal.orders, "filled_shares") == column(report.orders, "filled_shares")
    assert column(journal.orders, "mean_li") == column(report.orders, "mean_li")
    traded.bench.home.joinpath(inbox(traded, "journal")).unlink()
    ack = told(traded)
    assert set(column(ack.orders, "told_by")) == {Teller.ACK}
    assert set(column(ack.orders, "state")) == {OrderState.PENDING}
    (traded.bench.home / "ptrade" / "inbox" / f"ack_{ymd(NEXT)}_1.csv").unlink()
    assert set(column(told(traded).orders, "told_by")) == {Teller.NOBODY}


def test_what_is_booked_stands_first(traded: Read) -> None:
    traded.bench.run(close_job(), NEXT, 16, 10)
    assert set(column(told(traded).orders, "told_by")) == {Teller.BOOKS}


def test_a_report_that_cannot_be_read_is_told_of_and_hides_nothing(traded: Read) -> None:
    path = traded.bench.home / inbox(traded, "exec_report")
    path.write_bytes(path.read_bytes()[:-40])
    view = told(traded)
    assert set(column(view.orders, "told_by")) == {Teller.JOURNAL}
    assert any("exec_report" in remark for remark in view.troubles)


def test_a_released_file_shows_its_place_in_the_chain(traded: Read) -> None:
    (card,) = told(traded).files
    record = traded.bench.desk.books.batches(NEXT)[0]
    assert (card.batch_id, card.content_hash, card.prev_hash) == (
        record.batch_id,
        record.content_hash,
        record.prev_hash,
    )
    assert card.buy_fen + card.sell_fen == record.notional_fen
    assert card.released
    assert card.text.encode() == traded.bench.desk.outbox.released(NEXT)[0].path.read_bytes()


def test_a_file_not_released_is_shown_as_it_would_be_written(traded: Read) -> None:
    with traded.house.engine.begin() as connection:
        drop_guards(connection.exec_driver_sql)
        connection.exec_driver_sql("DELETE FROM batch_orders WHERE batch_id LIKE ?", (f"{ymd(NEXT)}%",))
        connection.exec_driver_sql("DELETE FROM batches WHERE trade_date = ?", (ymd(NEXT),))
    released = traded.bench.desk.outbox.released(NEXT)[0]
    (card,) = told(traded).files
    assert not card.released
    assert not card.decidable
    assert card.content_hash == released.content_hash == content_hash(traded.bench.desk.outbox.read(released))
    assert card.text.encode() == released.path.read_bytes()


def test_the_parts_of_a_score_add_up_and_show_the_weights_the_run_used(traded: Read) -> None:
    view = told(traded)
    scores = zip(column(view.names, "symbol"), column(view.names, "score"), strict=True)
    symbol = next(str(name) for name, score in scores if score)
    name = story(traded, symbol)
    assert name.parts.sum() - name.penalty == pytest.approx(name.heads[0].score)
    assert np.abs(name.weights).sum() == pytest.approx(1)
    turned = np.where(name.weights > 0, name.values, 1 - name.values)
    assert name.parts == pytest.approx(np.abs(name.weights) * np.where(np.isnan(turned), 0.5, turned))
    assert list(name.parts) == sorted(name.parts, reverse=True)
    assert set(name.definitions) == set(name.factors)


def test_an_ordered_name_has_passed_every_station(traded: Read) -> None:
    symbol = str(column(told(traded).orders, "symbol")[0])
    stages = {stage.name: stage for stage in story(traded, symbol).stages}
    reached = ("universe", "plan", "order", "gates", "release", "answer", "fill")
    assert all(stages[name].passed for name in reached), stages


def test_a_name_nobody_planned_says_why(traded: Read) -> None:
    planned = set(column(told(traded).names, "symbol"))
    night = traded.bench.desk.runs.latest("night", told(traded).data_date)
    universe = traded.bench.desk.artifacts.path(night.run_id, "universe.parquet")
    frame = pd.read_parquet(universe)
    out = frame[~frame["included"]]["ts_code"]
    below = [symbol for symbol in frame[frame["included"]]["ts_code"] if symbol not in planned]
    assert story(traded, below[0]).fate in (Fate.NOT_PLANNED, Fate.NOT_SCORED)
    assert all(story(traded, symbol).fate is Fate.EXCLUDED for symbol in out[:2])
    assert story(traded, "999999.SH").fate is Fate.EXCLUDED


def test_where_what_a_run_left_is_gone_the_orders_are_told_all_the_same(traded: Read) -> None:
    empty = traded.tell(OrdersAsk(told(traded).days[-1]))
    assert isinstance(empty, OrdersView)
    assert len(empty.orders)
    (traded.bench.home / "runs" / told(traded).morning.run_id / "orders.json").unlink()
    view = told(traded)
    assert "orders.json" in view.troubles[0]
    assert len(view.names) == 0
    assert set(column(view.orders, "told_by")) == {Teller.REPORT}


def test_every_sentence_of_a_real_plan_is_known_to_the_screen(traded: Read) -> None:
    view = told(traded)
    told_of = [str(reason) for reason in column(view.names, "reason") if reason]
    parts = {part for text in [*told_of, *view.notes] for part in text.split("; ")}
    known = [pattern for pattern, _ in phrases._PATTERNS]
    assert [part for part in parts if not any(pattern.fullmatch(part) for pattern in known)] == []


def test_the_day_that_has_begun_is_in_front_and_the_next_plan_a_step_away() -> None:
    evening, tomorrow = date(2026, 7, 23), date(2026, 7, 24)
    assert begun_day([tomorrow, evening], evening) == evening
    assert begun_day([tomorrow, evening], tomorrow) == tomorrow
    assert begun_day([tomorrow], evening) == tomorrow
    assert begun_day([], evening) is None


def test_an_unheard_batch_is_unknown_and_a_persons_word_on_it_counts(traded: Read) -> None:
    desk = traded.bench.desk
    for path in (traded.bench.home / "ptrade" / "inbox").glob(f"*{ymd(NEXT)}*"):
        path.unlink()
    batch_id, run = desk.books.batches(NEXT)[0].batch_id, desk.runs.latest("morning", NEXT)
    desk.answers.record(run.run_seq, Answer(batch_id, AnswerState.UNKNOWN, "NO_ACK", "no ack", "morning"))
    view = told(traded)
    assert set(column(view.orders, "state")) == {OrderState.UNKNOWN}
    assert set(column(view.orders, "told_by")) == {Teller.NOBODY}
    assert view.files[0].decidable
    decide(desk, NEXT, batch_id, False, "an author", "the strategy was not running")
    view = told(traded)
    assert set(column(view.orders, "state")) == {OrderState.NOT_SENT}
    assert set(column(view.orders, "told_by")) == {Teller.PERSON}
    assert view.files[0].answer_by == "an author"
