"""What the executor makes of a limit price by the terminal's own quotes, whatever an orders file says."""

from pathlib import Path

import pytest

from core.domain.orders import Side
from tests.fakes.paper_market import batch, order
from tests.fakes.ptrade_bench import Bench, held_by

QUOTES = {"600000.XSHG": {"up_px": 11.0, "down_px": 9.0, "last_px": 9.95}}


def after_a_poll(folder: Path, side: Side, price_li: int, quotes: object) -> Bench:
    bench = Bench(folder)
    held_by(bench, "600000.XSHG", 100)
    bench.quotes = quotes
    bench.put(batch([order(1, "600000.SH", side, 100, price_li)]))
    bench.poll()
    return bench


def quoted(**figures: object) -> dict[str, dict[str, object]]:
    return {"600000.XSHG": {**QUOTES["600000.XSHG"], **figures}}


@pytest.mark.parametrize(
    ("side", "price_li", "quotes", "said"),
    [
        (Side.BUY, 11_010, QUOTES, "outside the day's limits 9.000 and 11.000"),
        (Side.BUY, 8_990, QUOTES, "outside the day's limits"),
        (Side.SELL, 8_990, QUOTES, "outside the day's limits"),
        (Side.SELL, 11_010, QUOTES, "outside the day's limits"),
        (Side.BUY, 10_900, quoted(last_px=9.8), "too far from the last price 9.800"),
        (Side.SELL, 9_100, quoted(last_px=10.3), "too far from the last price"),
    ],
)
def test_a_price_that_cannot_be_right_is_not_sent_and_the_report_says_so(
    tmp_path: Path, side: Side, price_li: int, quotes: object, said: str
) -> None:
    bench = after_a_poll(tmp_path, side, price_li, quotes)
    assert bench.sent == []
    row = bench.report()["D-001"]
    assert row["state"] == "NOT_SENT"
    assert "PRICE: " in row["message"]
    assert said in row["message"]


@pytest.mark.parametrize(
    ("side", "price_li", "quotes"),
    [
        (Side.BUY, 11_000, QUOTES),
        (Side.BUY, 9_000, QUOTES),
        (Side.SELL, 9_000, QUOTES),
        (Side.SELL, 11_000, quoted(last_px=9.0)),
        (Side.BUY, 10_000, {}),
        (Side.BUY, 10_000, None),
        (Side.BUY, 10_000, quoted(up_px=0, down_px=None, last_px="")),
        (Side.BUY, 10_000, {"000001.XSHE": {"up_px": 1.0}}),
    ],
)
def test_a_price_the_terminal_bears_out_or_says_nothing_of_is_sent(
    tmp_path: Path, side: Side, price_li: int, quotes: object
) -> None:
    bench = after_a_poll(tmp_path, side, price_li, quotes)
    assert len(bench.sent) == 1
    assert ",ALARM," not in bench.journal()


def test_a_terminal_without_quotes_sends_and_broken_quotes_are_an_alarm(tmp_path: Path) -> None:
    for number, (quotes, alarms) in enumerate([(NameError("get_snapshot"), 0), (ValueError("no line"), 1)]):
        (tmp_path / str(number)).mkdir()
        bench = after_a_poll(tmp_path / str(number), Side.BUY, 10_000, quotes)
        assert (len(bench.sent), bench.journal().count("quotes cannot be read")) == (1, alarms)


def test_once_the_quotes_bear_it_out_it_goes(tmp_path: Path) -> None:
    bench = after_a_poll(tmp_path, Side.BUY, 10_900, quoted(last_px=9.8))
    bench.quotes = quoted(last_px=10.5)
    bench.poll("09:30:05")
    assert len(bench.sent) == 1
