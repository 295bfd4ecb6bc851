"""`daybreak gates`: every rule with limit, owner and last answer; objections over time; re-arming by hand."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.checkup import checkup
from app.cli import app
from core.domain.errors import FixAndRestart, Refused
from core.domain.gate_names import EXPECTED_GATES
from core.domain.outcome import Outcome
from core.jobs.morning import MORNING
from core.ports.gate_book import LossRule
from tests.fakes.desk import NEXT, DeskBench, lived_bench, settings_of, write_cfg


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    """A home whose drawdown has tripped this morning."""
    made = lived_bench(tmp_path / "home")
    write_cfg(made.home, settings_of())
    made.desk.gate_book.record_peak(1, NEXT, made.clock.now(), 2 * made.desk.books.equity()[-1].total_fen)
    made.run(MORNING, NEXT, 9, 26)
    yield made
    made.close()


def asked(bench: DeskBench, *words: str, code: int = 0) -> dict[str, object]:
    bench.close()
    result = CliRunner().invoke(app, ["gates", *words, "--home", str(bench.home), "--json"])
    if isinstance(result.exception, Exception) and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return dict(json.loads(result.stdout.strip().splitlines()[-1]))


def test_the_list_names_every_gate_and_what_has_tripped(bench: DeskBench) -> None:
    said = asked(bench, "list", code=Outcome.DEGRADED.exit_code)
    rows = {row["gate"]: row for row in said["rows"]}  # type: ignore[attr-defined]
    assert tuple(rows) == EXPECTED_GATES
    assert said["tripped"] == ["drawdown"]
    assert rows["drawdown"]["last"] == "tripped"
    assert rows["turnover"]["limits"] == "sanity.max_turnover 0.45 share of assets/day"
    assert (rows["stop"]["last"], rows["stop"]["sells"], rows["cash"]["sells"]) == ("pass OK", "judged", "pass")


def test_one_gate_shows_owner_limits_answers_and_memory(bench: DeskBench) -> None:
    rows = asked(bench, "show", "drawdown")["rows"]
    what = [row["what"] for row in rows]  # type: ignore[attr-defined]
    assert what[:5] == ["owner", "review date", "judges sells", "losses.max_drawdown", "losses.confirmations"]
    assert {"read gates books", "read release broker", "tripped"} <= set(what)
    assert any(word.startswith("answer of morning-") for word in what)
    orders = asked(bench, "show", "message_count")["rows"]
    assert orders


def test_history_keeps_objections_and_one_gates_answers(bench: DeskBench) -> None:
    objections = asked(bench, "history")["rows"]
    assert {(row["gate"], row["code"]) for row in objections} == {("drawdown", "TRIPPED")}  # type: ignore[attr-defined]
    assert {row["gate"] for row in asked(bench, "history", "stop")["rows"]} == {"stop"}  # type: ignore[attr-defined]


def test_an_unknown_gate_is_refused_with_the_known_ones(bench: DeskBench) -> None:
    with pytest.raises(FixAndRestart, match="'drawdonw' is no gate"):
        asked(bench, "show", "drawdonw")


def test_re_arming_wants_the_phrase_and_says_what_changes(bench: DeskBench) -> None:
    words = ("rearm", "drawdown", "--author", "who", "--reason", "a withdrawal")
    with pytest.raises(Refused, match="stays tripped"):
        asked(bench, *words)
    bench.close()
    result = CliRunner().invoke(app, ["gates", *words, "--phrase", "BUY AGAIN", "--home", str(bench.home)])
    assert result.exit_code == 0, result.output
    assert "tripped on" in result.stderr
    assert "highest close" in result.stderr
    assert bench.restart().gate_book.losses().trips == {}
    with pytest.raises(FixAndRestart, match="has not tripped"):
        asked(bench, *words, "--phrase", "BUY AGAIN")


def test_the_doctor_tells_of_a_trip_and_of_overdue_reviews(bench: DeskBench) -> None:
    bench.close()
    row = next(row for row in checkup(bench.home) if row["check"] == "gates")
    assert (row["state"], row["detail"]) == ("warn", "tripped: drawdown; nothing is bought")
    bench.restart().gate_book.rearm(99, NEXT, bench.clock.now(), LossRule.DRAWDOWN, "who", "why")
    bench.close()
    write_cfg(bench.home, settings_of(gates={"review_date": "2026-01-01", "owner": "desk"}))
    row = next(row for row in checkup(bench.home) if row["check"] == "gates")
    assert row["state"] == "warn"
    assert str(row["detail"]).startswith(f"{len(EXPECTED_GATES)} overdue for review, stop of desk since 2026-01-01")
