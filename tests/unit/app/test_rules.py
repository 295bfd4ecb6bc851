"""daybreak rules: the rulebook's page for one share and day."""

import json

import pytest
from typer.testing import CliRunner

from app.cli import app
from core.domain.errors import FixAndRestart


def page(*words: str) -> dict[str, str]:
    """Run the verb and return its page."""
    ended = CliRunner().invoke(app, ["rules", *words, "--json"])
    if ended.exception is not None and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    return {row["rule"]: row["value"] for row in json.loads(ended.stdout)["rows"]}


def test_a_chinext_share_on_the_day_the_rules_of_2026_began() -> None:
    told = page("300750.SZ", "--date", "2026-07-06", "--pre-close", "3.00")
    assert told["board"] == "chinext"
    assert (told["limit"], told["limit prices"]) == ("down 20 %, up 20 %", "2.40 to 3.60 yuan")
    assert told["price cage"] == "2 % or 10 ticks, outside refused"
    assert told["cage at that price"] == "buy at most 3.10, sell at least 2.90 yuan"
    assert told["largest order"] == "limit 300,000, market 150,000, after hours 1,000,000"
    assert told["14:57–15:00"] == "closing call: takes orders, no cancels"
    assert told["15:05–15:30"].startswith("after hours")
    assert (told["stamp duty"], told["transfer fee"], told["tick"]) == ("0.05 % of sales", "0.001 %", "0.01 yuan")
    assert told["commission"] == "from 0.00541 % to 0.3 %"


def test_an_st_share_in_shanghai_before_its_closing_call() -> None:
    told = page("600000.SH", "--date", "2018-08-17", "--status", "st", "--pre-close", "10.03")
    assert (told["limit"], told["limit prices"]) == ("down 5 %, up 5 %", "9.53 to 10.53 yuan")
    assert (told["price cage"], told["13:00–15:00"]) == ("none", "continuous: takes orders")
    assert "cage at that price" not in told


def test_a_free_day_has_no_limit_prices() -> None:
    for words in (("--listed-days", "1"), ("--status", "delisting", "--occasion", "delisting_first")):
        told = page("688981.SH", "--date", "2026-07-06", "--pre-close", "10", *words)
        assert told["limit"] == "none"
        assert "limit prices" not in told
    assert page("688981.SH", "--date", "2026-07-06")["buys"] == "200 shares and then steps of 1"


def test_what_is_no_share_is_refused() -> None:
    with pytest.raises(FixAndRestart, match="not an A-share"):
        page("510300.SH")
