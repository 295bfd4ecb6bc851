"""A SHADOW desk lives its days beside another: nothing leaves it, and the comparison tells what differs."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.compose import STATE_FILE, system_clock
from app.reader import HomeDoor
from core.adapters.store.files import sha256_bytes
from core.domain.dates import at
from core.domain.outcome import Outcome
from core.ports.views.reconciliation import ReconciliationAsk, ReconciliationView
from tests.fakes.home_market import DAY_ONE, FIRST_NIGHT, configure
from tests.fakes.home_processes import daybreak
from tests.fakes.home_stages import command
from tests.fakes.ptrade_bench import Bench

HomeAt = Callable[[str], Path]
FIRST_DAY = [("night", FIRST_NIGHT), ("morning", DAY_ONE), ("paper", DAY_ONE), ("close", DAY_ONE)]


def shadow(home_at: HomeAt, of: Path, **portfolio: object) -> Path:
    """A SHADOW home on the same stored market; `portfolio` says what it does otherwise."""
    home = home_at("stored")
    configure(
        home,
        portfolio=portfolio,
        execution={"channel": "SHADOW", "shadow_of": str(of), "ack_wait_simulated_s": 5},
    )
    return home


def live(home: Path, steps: list[tuple[str, Any]]) -> None:
    for kind, day in steps:
        ended = daybreak(home, *command(kind, day))
        assert ended.exit_code == 0, (kind, day, ended)


def everything(home: Path) -> dict[str, tuple[int, str]]:
    """Every file of a home with when it was written and what is in it."""
    return {
        str(path.relative_to(home)): (path.stat().st_mtime_ns, sha256_bytes(path.read_bytes()))
        for path in sorted(home.rglob("*"))
        if path.is_file()
    }


def compared(home: Path, *options: str) -> dict[str, Any]:
    ended = daybreak(home, "compare", *options, "--json")
    assert ended.exit_code == 0, ended
    return ended.json()


def test_a_shadow_lives_whole_days_and_its_files_reach_no_terminal(home_at: HomeAt, tmp_path: Path) -> None:
    desk = home_at("closed")
    home = shadow(home_at, desk)
    live(home, FIRST_DAY)
    parity = daybreak(home, "parity", "--json").json()["rows"]
    assert [(row["date"], row["planned"] > 0) for row in parity] == [(DAY_ONE.isoformat(), True)]
    assert daybreak(home, "breaks", "list", "--json").json()["rows"] == []
    released = sorted((home / "ptrade" / "outbox").iterdir())
    assert [path.read_bytes().count(b"#channel=SHADOW\n") for path in released] == [1]
    bench = Bench(tmp_path, day=DAY_ONE.isoformat())
    bench.edits = {"ACCEPT_CHANNEL": "SHADOW", "SIMULATED_ACCOUNT": bench.account}
    bench.restart()
    shutil.copy(released[0], tmp_path)
    bench.poll()
    assert (bench.ack()["code"], bench.sent) == ("CHANNEL", [])
    assert "has no terminal" in daybreak(home, "executor", "package", "--out", str(tmp_path / "out")).text

    before = everything(desk)
    told = compared(home)
    view = HomeDoor(home, system_clock()).answer(ReconciliationAsk())
    assert everything(desk) == before, "the other home was written to"
    assert isinstance(view, ReconciliationView)
    assert view.beside is not None
    assert (view.beside.channel, view.beside.trouble) == ("PAPER", "")
    assert list(view.beside.days.columns["same"]) == [told["rows"][0]["same"]]
    assert view.beside.our_as_of == at(DAY_ONE, 16, 10)
    (first,) = told["rows"]
    assert (first["date"], first["same"] == first["ours"] > 0) == (DAY_ONE.isoformat(), True)
    assert (first["orders_pct"], first["targets_pct"], first["apart_pct"]) == (100, 100, 0)
    assert (told["this"]["channel"], told["other"]["channel"]) == ("SHADOW", "PAPER")
    assert told["this"]["as_of"][:10] == DAY_ONE.isoformat()


def test_other_settings_show_as_what_they_change_name_by_name(home_at: HomeAt) -> None:
    desk = home_at("closed")
    home = shadow(home_at, desk, top_n=8, max_weight=0.1)
    live(home, FIRST_DAY[:2])
    (row,) = compared(home)["rows"]
    assert row["same"] < row["ours"]
    assert row["only_ours"] > 0
    assert 0 < row["orders_pct"] < 100
    assert 0 < row["targets_pct"] < 100
    assert (row["result_pct"], row["apart_pct"]) == (None, None), "its day is not closed"
    names = compared(home, "--date", DAY_ONE.isoformat())["rows"]
    assert sum(name["match"] == "ours" for name in names) == row["only_ours"]
    assert sum(name["our_shares"] is not None for name in names) == row["ours"]


def test_what_cannot_be_compared_with_is_refused_by_name(home_at: HomeAt, tmp_path: Path) -> None:
    desk, home = home_at("planned"), home_at("planned")
    refusals = {"": "no desk to compare with", str(home): "this very desk", str(tmp_path): "is not a Daybreak home"}
    (desk / "cfg.yaml").write_text("portfolio:\n  top_m: 3\n", encoding="utf-8")
    refusals[str(desk)] = "unknown key portfolio.top_m"
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / STATE_FILE).write_bytes(b"no database at all" * 100)
    refusals[str(tmp_path / "broken")] = "cannot be read"
    for other, reason in refusals.items():
        ended = daybreak(home, "compare", *(["--with", other] if other else []))
        assert (ended.exit_code, reason in ended.text) == (Outcome.BAD_CONFIG.exit_code, True), ended


def test_a_desk_at_work_is_read_as_it_stands(home_at: HomeAt) -> None:
    from core.adapters.store.database import open_database

    desk, home = home_at("closed"), home_at("closed")
    working = open_database(desk)
    try:
        with working.begin() as connection:
            connection.exec_driver_sql("UPDATE runs SET reason = 'in the log only' WHERE kind = 'close'")
            told = compared(home, "--with", str(desk))
    finally:
        working.dispose()
    assert [row["same"] == row["theirs"] for row in told["rows"]] == [True]
