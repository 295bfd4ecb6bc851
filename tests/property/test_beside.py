"""Two desks beside each other: what holds whatever both meant to trade."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.orders import Order, Side
from core.pipeline.beside import DeskDay, Match, beside, span_results

DAY = date(2026, 1, 5)
MIRRORED = {Match.OURS: Match.THEIRS, Match.THEIRS: Match.OURS}


@st.composite
def desk_days(draw: st.DrawFn) -> DeskDay:
    """A desk's day with up to six orders, in any state of knowledge."""
    names = draw(st.sets(st.tuples(st.sampled_from("ABCD"), st.sampled_from(Side)), max_size=6))
    orders = tuple(
        Order(f"{symbol}-{side}", symbol, side, draw(st.integers(1, 3)) * 100, draw(st.integers(1, 3)) * 1000, "")
        for symbol, side in sorted(names)
    )
    return DeskDay(
        DAY,
        "done",
        orders=orders,
        targets_fen=draw(st.none() | st.dictionaries(st.sampled_from("ABCD"), st.integers(0, 10**9), max_size=4)),
        assets_fen=draw(st.none() | st.integers(0, 10**10)),
        since=draw(st.none() | st.sampled_from([DAY - timedelta(1), DAY - timedelta(4)])),
        result=draw(st.none() | st.floats(-0.2, 0.2)),
    )


@settings(max_examples=50)
@given(desk_days(), desk_days())
def test_seen_from_the_other_desk_everything_is_mirrored(ours: DeskDay, theirs: DeskDay) -> None:
    one, other = beside(ours, theirs), beside(theirs, ours)
    assert [MIRRORED.get(pair.match, pair.match) for pair in one.pairs] == [pair.match for pair in other.pairs]
    assert (one.order_overlap, one.target_overlap) == (other.order_overlap, other.target_overlap)
    assert (one.difference is None) == (other.difference is None)
    assert (one.difference or 0) == -(other.difference or 0)


@settings(max_examples=50)
@given(desk_days(), desk_days())
def test_every_order_stands_in_one_pair_and_overlaps_are_shares(ours: DeskDay, theirs: DeskDay) -> None:
    day = beside(ours, theirs)
    assert {pair.ours for pair in day.pairs} - {None} == set(ours.orders)
    assert {pair.theirs for pair in day.pairs} - {None} == set(theirs.orders)
    assert len(day.pairs) == sum(day.count(match) for match in Match)
    assert day.agrees == (set(map(_told, ours.orders)) == set(map(_told, theirs.orders)))
    for share in (day.order_overlap, day.target_overlap):
        assert share is None or 0 <= share <= 1


@settings(max_examples=50)
@given(desk_days(), st.integers(2, 9))
def test_a_desk_of_the_same_weights_overlaps_wholly_however_much_it_holds(ours: DeskDay, times: int) -> None:
    larger = replace(
        ours,
        orders=tuple(replace(each, qty_shares=each.qty_shares * times) for each in ours.orders),
        assets_fen=None if ours.assets_fen is None else ours.assets_fen * times,
    )
    assert beside(ours, ours).agrees
    assert not beside(ours, replace(ours, outcome="")).agrees
    day = beside(ours, larger)
    assert day.count(Match.SIZE) == len(day.pairs)
    assert day.order_overlap is None or abs(day.order_overlap - 1) < 1e-9
    assert (day.order_overlap is None) == (not ours.orders or not ours.assets_fen)


def test_results_compound_over_the_days_that_can_be_set_against_each_other() -> None:
    def day(since: date | None, ours: float | None, theirs: float | None, other_since: date | None) -> object:
        return beside(DeskDay(DAY, since=since, result=ours), DeskDay(DAY, since=other_since, result=theirs))

    eve, long_before = DAY - timedelta(1), DAY - timedelta(4)
    days = [
        day(eve, 0.1, 0.0, eve),
        day(None, 0.1, 0.1, eve),
        day(eve, 0.5, 0.1, long_before),
        day(eve, 0.5, None, eve),
    ]
    ours, theirs = span_results(days)  # type: ignore[arg-type]
    assert ours is not None
    assert theirs is not None
    assert (round(ours, 9), round(theirs, 9)) == (0.21, 0.1)
    assert span_results(days[2:]) == (None, None)  # type: ignore[arg-type]


def _told(order: Order) -> tuple[str, Side, int, int]:
    return order.symbol, order.side, order.qty_shares, order.limit_li
