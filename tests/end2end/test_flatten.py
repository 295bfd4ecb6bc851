"""`daybreak stop --flatten` as a person types it: a file that only sells, traded and booked; and its refusals."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.adapters.ptrade.orders_file import decode
from core.adapters.watchdog.session_days import is_trading_day
from core.domain.orders import Side
from core.domain.outcome import Outcome
from tests.fakes.home_market import DAY_TWO, NOT_STORED
from tests.fakes.home_processes import Ended, daybreak
from tests.fakes.home_stages import command
from tests.fakes.home_state import exchanged, rows, sends

HomeAt = Callable[[str], Path]

BLOCKED, BAD_CONFIG, DEGRADED = (each.exit_code for each in (Outcome.BLOCKED, Outcome.BAD_CONFIG, Outcome.DEGRADED))
ORDERS = f"outbox/orders_{DAY_TWO:%Y%m%d}_1.csv"


def flatten(home: Path, *options: str, phrase: str = "FLATTEN EVERYTHING", day: object = DAY_TWO) -> Ended:
    return daybreak(home, "stop", "--flatten", "--phrase", phrase, "--date", str(day), *options, "--json")


def held(home: Path) -> dict[str, int]:
    """Shares by symbol as the ledger has them."""
    found: dict[str, int] = {}
    for row in rows(home, "lot_moves"):
        found[row["symbol"]] = found.get(row["symbol"], 0) + row["qty_shares"]
    return {symbol: shares for symbol, shares in found.items() if shares}


def test_everything_is_sold_traded_and_booked(home_at: HomeAt) -> None:
    home = home_at("planned again")
    before = held(home)
    ended = flatten(home, "--reason", "the model is wrong")
    assert ended.exit_code == 0, ended
    assert {row["symbol"]: row["sellable_shares"] for row in ended.json()["rows"]} == before
    file = decode(exchanged(home)[ORDERS], ORDERS)
    assert {order.side for order in file.orders} == {Side.SELL}
    assert {order.symbol: order.qty_shares for order in file.orders} == before
    assert (home / "ptrade" / "STOP").read_text(encoding="utf-8").startswith("REDUCING")
    assert daybreak(home, *command("paper", DAY_TWO)).exit_code == 0
    assert set(sends(home, DAY_TWO).values()) == {1}
    closed = daybreak(home, *command("close", DAY_TWO))
    assert closed.exit_code == 0, closed
    left = held(home)
    assert left.keys() < before.keys(), "what the paper market did not take is still held"
    sold = {row["symbol"]: row["filled_shares"] for row in rows(home, "order_results")[-len(file.orders) :]}
    assert left == {symbol: shares - sold[symbol] for symbol, shares in before.items() if shares > sold[symbol]}
    assert is_trading_day(home, DAY_TWO) is True, "the job left the calendar for the guard"


def test_one_symbol_alone_goes_and_only_it_is_held_back(home_at: HomeAt) -> None:
    home = home_at("planned again")
    symbol = min(held(home))
    assert flatten(home, "--symbol", symbol, phrase=f"FLATTEN {symbol}").exit_code == 0
    assert [order.symbol for order in decode(exchanged(home)[ORDERS], ORDERS).orders] == [symbol]
    assert (home / "ptrade" / "STOP").read_text(encoding="utf-8").startswith("SCOPED")


def _nothing(home: Path) -> None:
    """Leave the home as it is."""


def _halted(home: Path) -> None:
    assert daybreak(home, "stop", "--reason", "first of all").exit_code == 0


@pytest.mark.parametrize(
    ("stage", "prepare", "typed", "said", "pressed"),
    [
        ("planned again", _nothing, "flatten everything", "is not 'FLATTEN EVERYTHING'", None),
        ("planned again", _nothing, "", "is not 'FLATTEN EVERYTHING'", None),
        ("planned again", _halted, "FLATTEN EVERYTHING", "STOP says HALTED", "HALTED"),
        ("closed", _nothing, "FLATTEN EVERYTHING", "has not finished", "REDUCING"),
    ],
    ids=["wrong phrase", "no phrase", "halted", "no night"],
)
def test_what_refuses_it_lets_no_orders_file_out(
    stage: str, prepare: Callable[[Path], None], typed: str, said: str, pressed: str | None, home_at: HomeAt
) -> None:  # fmt: skip
    home = home_at(stage)
    prepare(home)
    before = exchanged(home)
    ended = flatten(home, phrase=typed)
    assert ended.exit_code == BLOCKED, ended
    assert said in ended.text
    stop = home / "ptrade" / "STOP"
    assert (stop.read_text(encoding="utf-8").split()[0] if stop.exists() else None) == pressed
    assert {name for name in exchanged(home) if name.startswith("outbox/")} == {
        name for name in before if name.startswith("outbox/")
    }


def test_without_todays_prices_it_sells_by_the_last_close_and_says_so(home_at: HomeAt) -> None:
    home = home_at("closed again")
    assert daybreak(home, *command("night", DAY_TWO)).exit_code == 0
    ended = flatten(home, day=NOT_STORED)
    assert ended.exit_code == DEGRADED, ended
    assert f"stk_limit {NOT_STORED}" in ended.text
    name = f"outbox/orders_{NOT_STORED:%Y%m%d}_1.csv"
    assert {order.side for order in decode(exchanged(home)[name], name).orders} == {Side.SELL}


@pytest.mark.parametrize("second", ["--block", "--cancel", "--reducing"])
def test_it_takes_no_second_verb(second: str, home_at: HomeAt) -> None:
    home = home_at("planned again")
    assert flatten(home, second).exit_code == BAD_CONFIG
    assert not (home / "ptrade" / "STOP").exists()
