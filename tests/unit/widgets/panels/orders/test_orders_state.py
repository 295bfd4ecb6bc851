"""What the screen of plan and orders shows and allows, without a screen."""

from dataclasses import replace

import pytest

from core.ports.views.orders import Fate, NameAsk, OrdersView, Stage
from core.ports.views.sheet import Sheet
from tests.fakes.console import NOW
from tests.fakes.trade_views import (
    BATCH,
    BEFORE,
    BOUGHT,
    CARD,
    DAY,
    DROPPED,
    HELD,
    LOCKED_UP,
    NAMES,
    ORDER_ID,
    ORDERS,
    SPARE,
    story,
)
from widgets.panels.orders.state import (
    ANSWER_TONES,
    FATE_TONES,
    OrdersState,
    decide_command,
    import_command,
    reason_of,
    sentence_of,
    stage_text,
    why_not_decide,
)


def shown(view: OrdersView = ORDERS) -> OrdersState:
    state = OrdersState()
    state.take(view)
    return state


def test_the_first_name_is_chosen_and_a_chosen_one_stays() -> None:
    state = shown()
    assert state.name_ask() == NameAsk(DAY, BOUGHT)
    state.symbol = HELD
    state.take(ORDERS)
    assert state.name_ask() == NameAsk(DAY, HELD)


def test_nothing_is_asked_of_a_name_while_no_day_is_known() -> None:
    assert OrdersState().name_ask() is None
    assert shown(OrdersView(NOW, None)).name_ask() is None


def test_days_are_walked_and_end_at_the_ends() -> None:
    state = shown()
    assert not state.step_day(1)
    assert state.step_day(-1)
    assert state.ask().day == BEFORE
    assert not OrdersState().step_day(-1)


def test_a_later_plan_is_told_of_while_no_day_was_chosen() -> None:
    state = shown(replace(ORDERS, trade_date=BEFORE))
    assert state.ready() == DAY
    state.day = BEFORE
    assert state.ready() is None
    assert shown().ready() is None


def test_each_row_says_in_words_why_it_became_what_it_is() -> None:
    told = dict(zip((row["symbol"] for row in NAMES), shown().names().columns["told"], strict=True))
    assert told[LOCKED_UP] == "limit up · auction at the upper limit of 12.34: no sellers"
    assert told[DROPPED] == "Board cap · star: 42.0% of assets, at most 40.0%"
    assert told[BOUGHT] == "rank 3 enters"
    assert len(OrdersState().names()) == 0


@pytest.mark.parametrize(
    ("symbol", "sentence"),
    [
        (LOCKED_UP, "No order was made: limit up · auction at the upper limit of 12.34: no sellers."),
        (DROPPED, "Its order was held back: Board cap · star: 42.0% of assets, at most 40.0%."),
        (SPARE, "Nobody it could have stood in for fell out."),
        ("000003.SZ", "Not eligible that day: ST."),
        (HELD, "rank 9 stays"),
    ],
)
def test_one_sentence_says_what_became_of_a_name(symbol: str, sentence: str) -> None:
    assert sentence_of(story(NameAsk(DAY, symbol))) == sentence


@pytest.mark.parametrize("fate", list(Fate))
def test_every_fate_has_a_sentence_or_a_reason(fate: Fate) -> None:
    assert sentence_of(replace(story(NameAsk(DAY, HELD)), fate=fate))


def test_a_name_below_the_best_is_told_by_its_rank() -> None:
    told = sentence_of(replace(story(NameAsk(DAY, HELD)), fate=Fate.NOT_PLANNED))
    assert told == "Rank 3: the plan takes the best 20."


def test_only_good_ends_are_green() -> None:
    assert {fate for fate, tone in FATE_TONES.items() if tone == "good"} == {Fate.ORDERED, Fate.KEPT}
    assert {answer for answer, tone in ANSWER_TONES.items() if tone == "good"} == {"accepted", "reported"}


def test_stations_speak_their_own_codes() -> None:
    assert stage_text(Stage("universe", False, "ST")) == "ST"
    assert stage_text(Stage("gates", False, "board_cap", "too heavy")) == "Board cap · too heavy"
    assert stage_text(Stage("order", False, "NO_CASH")) == "not enough cash"
    assert stage_text(Stage("order", True, "BUY", "rank 3 enters")) == "Buy · rank 3 enters"
    assert stage_text(Stage("fill", None)) == ""
    assert reason_of("planned", "", "") == ""


def test_orders_that_ended_are_counted_and_fills_weighed_by_money() -> None:
    assert shown().orders_left() == (0, 1)
    assert shown().filled_share() == 0.5
    assert OrdersState().orders_left() == (0, 0)
    assert shown(replace(ORDERS, orders=Sheet({}))).filled_share() is None


def test_before_there_is_a_file_the_plan_tells_what_it_means_to_trade() -> None:
    assert shown().meant_fen("BUY") == 3 * 2_800 * 17_680 // 10
    assert shown().meant_fen("SELL") == 0
    assert OrdersState().meant_fen("BUY") is None


def test_a_row_is_followed_by_its_order_else_by_name_and_day() -> None:
    state = shown()
    assert state.audit_key(NAMES[0]) == f"order:{ORDER_ID}"
    assert state.audit_key(NAMES[1]) == f"symbol:{LOCKED_UP}@{DAY}"


def test_a_batch_is_decided_only_where_nobody_has_told() -> None:
    assert why_not_decide(CARD, False) == ""
    assert why_not_decide(CARD, True)
    assert why_not_decide(None, False)
    assert why_not_decide(replace(CARD, released=False), False)
    assert "accepted" in why_not_decide(replace(CARD, decidable=False, answer="accepted"), False)


def test_every_button_names_the_command_it_runs() -> None:
    assert import_command(["a.csv", "b.csv"]) == ("inbox", "import", "a.csv", "b.csv", "--how", "drag")
    expected = ("orders", "decide", BATCH, "--not-sent", "--author", "an author", "--reason", "it was off")
    assert decide_command(BATCH, False, "an author", "it was off") == expected
    assert "--sent" in decide_command(BATCH, True, "a", "b")
