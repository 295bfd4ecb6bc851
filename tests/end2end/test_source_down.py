"""When no source answers the desk may still reduce, and always writes its report."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.adapters.ptrade.orders_file import decode
from core.domain.orders import Side
from core.domain.outcome import Outcome
from tests.fakes.home_market import DAY_ONE, DAY_TWO, NOT_STORED, configure
from tests.fakes.home_processes import daybreak
from tests.fakes.home_stages import Stages, command
from tests.fakes.home_state import exchanged, rows

HomeAt = Callable[[str], Path]

TOKEN = {"TUSHARE_TOKEN": "not looked at by anyone"}
MORE_NAMES: dict[str, object] = {"top_n": 12, "buffer": 12}
HELD_NAMES: dict[str, object] = {"top_n": 3}
MODES: dict[str, dict[str, object]] = {
    "proxy down": {
        "mode": "tushare_proxy", "http_url": "http://127.0.0.1:9", "retries": 0, "backoff_s": 0.0, "timeout_s": 5.0,
    },
    "by hand": {"mode": "manual_csv"},
    "cache only": {"mode": "cache_only"},
}  # fmt: skip


@pytest.mark.parametrize("mode", MODES)
def test_a_morning_without_todays_tables_only_sells(mode: str, home_at: HomeAt) -> None:
    """The plan wants to sell a part of what is held and to buy other names; nothing of the day can be had."""
    home = home_at("closed again")
    configure(home, data_source=MODES[mode], portfolio=MORE_NAMES)
    night = daybreak(home, *command("night", DAY_TWO), environment=TOKEN)
    assert night.exit_code == 0, night

    morning = daybreak(home, *command("morning", NOT_STORED), "--json", environment=TOKEN)
    assert morning.exit_code == Outcome.DEGRADED.exit_code, morning
    batch = decode(exchanged(home)[f"outbox/orders_{NOT_STORED:%Y%m%d}_1.csv"])
    assert batch.orders
    assert {order.side for order in batch.orders} == {Side.SELL}
    verdicts = {row["gate"]: row["code"] for row in rows(home, "verdicts") if row["run_seq"] == _newest(home)}
    assert verdicts["data_freshness"] == "CACHE_ONLY"
    page = Path(morning.json()["report"]).read_text(encoding="utf-8")
    assert f"stk_auction {NOT_STORED}" in page


def test_a_morning_with_nothing_to_sell_is_blocked_with_its_report(home_at: HomeAt) -> None:
    """Degraded and only buys wanted: no file, and the reason on the page."""
    home = home_at("closed again")
    configure(home, data_source=MODES["proxy down"])
    assert daybreak(home, *command("night", DAY_TWO), environment=TOKEN).exit_code == 0
    morning = daybreak(home, *command("morning", NOT_STORED), "--json", environment=TOKEN)
    assert morning.exit_code == Outcome.BLOCKED.exit_code, morning
    assert f"outbox/orders_{NOT_STORED:%Y%m%d}_1.csv" not in exchanged(home)
    assert Path(morning.json()["report"]).is_file()


def test_a_morning_with_nothing_to_order_still_says_what_was_missing(home_at: HomeAt) -> None:
    home = home_at("closed again")
    configure(home, portfolio=HELD_NAMES)
    assert daybreak(home, *command("night", DAY_TWO)).exit_code == 0
    morning = daybreak(home, *command("morning", NOT_STORED), "--json")
    assert morning.exit_code == Outcome.DEGRADED.exit_code, morning
    assert all(word in morning.json()["message"] for word in ("nothing to order", f"stk_auction {NOT_STORED}"))


def test_a_night_on_stored_data_asks_nobody(stages: Stages, home_at: HomeAt) -> None:
    home = home_at("closed")
    configure(home, data_source=MODES["proxy down"])
    assert daybreak(home, *command("night", DAY_ONE), environment=TOKEN).exit_code == 0
    plan = Path("runs") / f"night-{DAY_ONE:%Y%m%d}-01" / "plan.json"
    assert (home / plan).read_bytes() == (stages.home("planned again") / plan).read_bytes()


def test_a_source_that_stays_down_is_left_alone_and_said_to_be(home_at: HomeAt) -> None:
    """Six requests in six processes; after the fifth failure the breaker stands open in all of them."""
    home = home_at("closed again")
    configure(home, data_source=MODES["proxy down"])
    span = ("--from", NOT_STORED.isoformat(), "--to", NOT_STORED.isoformat())
    for _ in range(6):
        pulled = daybreak(home, "data", "pull", "--dataset", "daily", *span, environment=TOKEN)
        assert pulled.exit_code == Outcome.DATA_NOT_READY.exit_code, pulled
    assert "left alone until" in pulled.text
    (source,) = daybreak(home, "status", "--json").json()["sources"]
    assert source["state"] == "open"


def _newest(home: Path) -> int:
    return max(int(row["run_seq"]) for row in rows(home, "runs"))
