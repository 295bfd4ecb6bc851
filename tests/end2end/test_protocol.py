"""The orders protocol as a desk meets it: a file carried away and back, its batch shown, the chain followed."""

from collections.abc import Callable
from pathlib import Path

import yaml

from core.domain.outcome import Outcome
from tests.fakes.home_market import DAY_TWO
from tests.fakes.home_processes import daybreak
from tests.fakes.home_stages import command

HomeAt = Callable[[str], Path]


def test_files_carried_by_hand_come_home_and_the_batch_tells_its_story(home_at: HomeAt, tmp_path: Path) -> None:
    home, downloads = home_at("traded again"), tmp_path / "downloads"
    downloads.mkdir()
    for path in (home / "ptrade" / "inbox").glob(f"*_{DAY_TWO:%Y%m%d}*"):
        if not path.name.startswith("journal"):
            path.rename(downloads / f"{path.stem} (1).csv")
    watched = daybreak(home, "inbox", "watch", "--once", "--every", "0.05", "--folder", str(downloads), "--json")
    assert [row["verdict"] for row in watched.json()["rows"]] == ["taken"] * 3
    assert daybreak(home, *command("close", DAY_TWO)).exit_code == 0
    by_path = daybreak(home, "inbox", "import", *map(str, sorted(downloads.iterdir())), "--json")
    assert [row["verdict"] for row in by_path.json()["rows"]] == ["known"] * 3
    listed = daybreak(home, "orders", "list", "--json").json()["rows"]
    assert [row["answer"] for row in listed] == ["accepted"] * 2
    shown = daybreak(home, "orders", "show", listed[-1]["batch"], "--json").json()
    assert {row["answer"] for row in shown["rows"]} == {"OK"}
    assert shown["prev_hash"].startswith(listed[0]["hash"])
    assert daybreak(home, "orders", "verify").exit_code == 0
    decided = daybreak(
        home, "orders", "decide", listed[-1]["batch"], "--not-sent", "--author", "Wang", "--reason", "none seen"
    )
    assert decided.exit_code == Outcome.BLOCKED.exit_code
    assert "has told already" in decided.text


def test_the_executor_is_packaged_for_the_desk(home_at: HomeAt, tmp_path: Path) -> None:
    made = daybreak(home_at("stored"), "executor", "package", "--out", str(tmp_path / "out"), "--json").json()
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "executor.py", "executor.py.sha256", "install.zh.html",
    ]  # fmt: skip
    assert f'EXECUTOR = "{made["executor"]}"' in (tmp_path / "out" / "executor.py").read_text(encoding="utf-8")


def test_a_morning_nobody_answered_is_unknown_and_replays_as_such(home_at: HomeAt) -> None:
    home = home_at("planned again")
    with (home / "cfg.yaml").open(encoding="utf-8") as file:
        settings = yaml.safe_load(file)
    settings.setdefault("execution", {})["ack_wait_simulated_s"] = 1
    (home / "cfg.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    ended = daybreak(home, *command("morning", DAY_TWO), "--json")
    assert ended.exit_code == Outcome.UNKNOWN.exit_code, ended
    assert "daybreak orders decide" in ended.text
    replayed = daybreak(home, "replay", f"morning-{DAY_TWO:%Y%m%d}-01")
    assert (replayed.exit_code, "every byte is the same" in replayed.text) == (0, True), replayed
