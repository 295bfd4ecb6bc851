"""A difference to the broker blocks the next Morning until a person decides about it, by name and with a reason."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.adapters.ptrade.sealed import content_hash
from core.domain.outcome import Outcome
from tests.fakes.home_market import DAY_ONE, DAY_TWO
from tests.fakes.home_processes import Ended, daybreak
from tests.fakes.home_stages import command
from tests.fakes.home_state import exchanged, rows

HomeAt = Callable[[str], Path]

BLOCKED = Outcome.BLOCKED.exit_code
SIGNED = ("--author", "the desk", "--reason", "the broker's statement was checked by telephone")


def _one_share_more(lines: list[str]) -> list[str]:
    first = lines.index("symbol,shares,enable_shares,last_price,cost_price") + 1
    fields = lines[first].split(",")
    fields[1] = str(int(fields[1]) + 1)
    return [*lines[:first], ",".join(fields), *lines[first + 1 :]]


def _one_yuan_less(lines: list[str]) -> list[str]:
    cash = next(line for line in lines if line.startswith("#cash="))
    total = next(line for line in lines if line.startswith("#total="))
    less = {line: f"{line.split('=')[0]}={float(line.split('=')[1]) - 1:.2f}" for line in (cash, total)}
    return [less.get(line, line) for line in lines]


def _closed_on(home: Path, change: Callable[[list[str]], list[str]]) -> Ended:
    """Run Close on a positions file that says something else, under a right checksum."""
    path = home / "ptrade" / "inbox" / f"real_positions_{DAY_ONE:%Y%m%d}.csv"
    lines = change(path.read_text(encoding="utf-8").splitlines())
    if change is _one_share_more:
        lines = _with_the_shares_price(lines)
    seal = f"#sha256={content_hash(lines)}"
    path.write_text("".join(f"{seal if line.startswith('#sha256=') else line}\n" for line in lines), encoding="utf-8")
    return daybreak(home, *command("close", DAY_ONE))


def _with_the_shares_price(lines: list[str]) -> list[str]:
    """The total of an honest broker grows with the share."""
    first = lines.index("symbol,shares,enable_shares,last_price,cost_price") + 1
    price = float(lines[first].split(",")[3])
    return [f"#total={float(line[7:]) + price:.2f}" if line.startswith("#total=") else line for line in lines]


@pytest.mark.parametrize(
    ("change", "code"), [(_one_share_more, "POSITION_MISMATCH"), (_one_yuan_less, "CASH_MISMATCH")]
)
def test_a_break_blocks_until_it_is_adopted(
    change: Callable[[list[str]], list[str]], code: str, home_at: HomeAt
) -> None:
    home = home_at("traded")
    closed = _closed_on(home, change)
    assert closed.exit_code == BLOCKED, closed
    assert code in closed.text
    assert daybreak(home, *command("night", DAY_ONE)).exit_code == 0

    morning = daybreak(home, *command("morning", DAY_TWO))
    assert morning.exit_code == BLOCKED, morning
    assert "open break" in morning.text
    assert f"outbox/orders_{DAY_TWO:%Y%m%d}_1.csv" not in exchanged(home)

    listed = daybreak(home, "breaks", "list", "--json")
    assert listed.exit_code == BLOCKED
    assert [row["code"] for row in listed.json()["rows"]] == [code]
    (row,) = listed.json()["rows"]
    assert (row["priority"], row["owner"], row["blocks"]) == ("P1", "operations", True), "it has aged"
    shown = daybreak(home, "reconcile", "show", "--json")
    assert shown.exit_code == Outcome.DEGRADED.exit_code
    differing = [each for each in shown.json()["rows"] if each["codes"]]
    assert [(each["codes"], each["difference"]) for each in differing] == [
        (code, -1.0 if change is _one_yuan_less else 1)
    ]
    number = str(row["id"])
    refused = daybreak(home, "breaks", "resolve", number, "--action", "explained", *SIGNED)
    assert refused.exit_code == BLOCKED, refused
    assert "differ" in refused.text
    resolved = daybreak(home, "breaks", "resolve", number, "--action", "adopt_broker", *SIGNED)
    assert resolved.exit_code == 0, resolved
    assert daybreak(home, "breaks", "list").exit_code == 0

    again = daybreak(home, *command("morning", DAY_TWO))
    assert again.exit_code == 0, again
    assert f"outbox/orders_{DAY_TWO:%Y%m%d}_1.csv" in exchanged(home)


def test_a_decision_wants_a_name_a_reason_and_a_break(home_at: HomeAt) -> None:
    home = home_at("traded")
    assert _closed_on(home, _one_yuan_less).exit_code == BLOCKED
    for number, author, reason in (("1", " ", "because"), ("1", "the desk", " "), ("99", "the desk", "because")):
        words = ("breaks", "resolve", number, "--action", "explained", "--author", author, "--reason", reason)
        refused = daybreak(home, *words)
        assert refused.exit_code == Outcome.BAD_CONFIG.exit_code, refused
    assert rows(home, "break_actions") == []
    assert daybreak(home, "breaks", "list").exit_code == BLOCKED


def test_without_yesterdays_close_there_is_no_morning(home_at: HomeAt) -> None:
    home = home_at("traded")
    night = daybreak(home, *command("night", DAY_ONE))
    assert night.exit_code == BLOCKED, night
    morning = daybreak(home, *command("morning", DAY_TWO))
    assert morning.exit_code == BLOCKED, morning
    assert f"run close --date {DAY_ONE}" in morning.text
    assert f"outbox/orders_{DAY_TWO:%Y%m%d}_1.csv" not in exchanged(home)
