import pytest

from core.adapters.paper.market_day import BOUNDARIES_S, CLOSE_S, continuous, index_at, price_path
from core.domain.rulebook import TICK_LI
from tests.fakes.paper_market import DAY, NEXT_DAY, bar, one_price

BAR = bar("600000.SH")


def test_the_path_opens_touches_and_closes_where_the_bar_says() -> None:
    prices = price_path(BAR, 7, DAY, "600000.SH").prices_li
    assert (prices[0], prices[-1]) == (BAR.open_li, BAR.close_li)
    assert (min(prices), max(prices)) == (BAR.low_li, BAR.high_li)
    assert len(prices) == len(BOUNDARIES_S)
    assert all(price % TICK_LI == 0 for price in prices)


def test_the_same_seed_gives_the_same_day_and_others_differ() -> None:
    path = price_path(BAR, 7, DAY, "600000.SH")
    assert price_path(BAR, 7, DAY, "600000.SH") == path
    others = [(8, DAY, "600000.SH"), (7, NEXT_DAY, "600000.SH"), (7, DAY, "600001.SH")]
    assert all(price_path(BAR, *other).prices_li != path.prices_li for other in others)


def test_volume_grows_to_the_days_volume() -> None:
    traded = price_path(BAR, 7, DAY, "600000.SH").traded_shares
    assert list(traded) == sorted(traded)
    assert traded[-1] == BAR.volume_shares
    assert 0 < traded[0] < BAR.volume_shares * 0.05


def test_a_one_price_day_has_one_price() -> None:
    assert set(price_path(one_price("600000.SH", 11_000, 10_000), 7, DAY, "600000.SH").prices_li) == {11_000}


@pytest.mark.parametrize(
    ("clock", "open_now"),
    [("09:29:59", False), ("09:30:00", True), ("11:30:00", False), ("14:56:59", True), ("14:57:00", False)],
)
def test_continuous_trading_hours(clock: str, open_now: bool) -> None:
    hours, minutes, seconds = map(int, clock.split(":"))
    assert continuous(hours * 3600 + minutes * 60 + seconds) is open_now


def test_the_instants_begin_with_the_auction_and_end_at_three() -> None:
    assert index_at(9 * 3600) == -1
    assert index_at(9 * 3600 + 25 * 60) == 0
    assert index_at(CLOSE_S) == len(BOUNDARIES_S) - 1
