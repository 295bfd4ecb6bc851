"""Settings changed by a command: as a start would check them, whole, with a backup, and never a secret."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keyring
import pytest
from filelock import FileLock
from keyring.backend import KeyringBackend

from app.cli import main
from app.compose import LOCK_FILE
from core.adapters.secrets.store import keyring_trouble, place_of
from core.settings.load import load_settings
from tests.fakes.desk import empty_state

TOKEN = "0badcafe5ec4e7f00d0badcafe5ec4e7f00d"
OURS = "# ours 早盘\nexecution:\n  channel: PAPER  # for now\n"
Daybreak = Callable[..., dict[str, Any]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "state.sqlite3").write_bytes(empty_state())
    (tmp_path / "cfg.yaml").write_text(OURS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def daybreak(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Daybreak:
    monkeypatch.setenv("DAYBREAK_HOME", str(home))

    def run(*words: str) -> dict[str, Any]:
        monkeypatch.setattr("sys.argv", ["daybreak", "config", *words, "--json"])
        with pytest.raises(SystemExit):
            main()
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    return run


def text(home: Path) -> str:
    return (home / "cfg.yaml").read_text(encoding="utf-8")


def test_a_switch_is_set_with_a_backup_and_comments_stay(home: Path, daybreak: Daybreak) -> None:
    said = daybreak("set", "portfolio.top_n", "12", "console.theme", "light")
    assert [(row["switch"], row["before"], row["after"], row["in_force"]) for row in said["rows"]] == [
        ("portfolio.top_n", "20", "12", "next_run"), ("console.theme", "dark", "light", "window"),
    ]  # fmt: skip
    assert text(home) == f"{OURS}portfolio:\n  top_n: 12\nconsole:\n  theme: light\n"
    assert (home / "backups" / "cfg" / said["backup"]).read_text(encoding="utf-8") == OURS
    assert "+  top_n: 12" in said["diff"]
    assert load_settings(home, {}).portfolio.top_n == 12


def test_a_dry_run_shows_and_writes_nothing(home: Path, daybreak: Daybreak) -> None:
    said = daybreak("set", "portfolio.top_n", "12", "--dry-run")
    assert (said["outcome"], said["backup"]) == ("done", "")
    assert "+portfolio:" in said["diff"]
    assert text(home) == OURS
    assert daybreak("backups")["rows"] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("set", "portfolio.top_n", "0"), "portfolio.top_n is 0, expected whole number (symbols), ≥ 1"),
        (("set", "portfolio.topn", "3"), "'portfolio.topn' is no switch"),
        (("set", "portfolio.top_n"), "'portfolio.top_n' has no value"),
        (("set", "execution.channel", "LIVVE"), "expected one of DEMO, PAPER, SHADOW, REPLAY, LIVE"),
        (("unset", "nonsense"), "'nonsense' is no switch"),
        (("restore", "../../cfg.yaml"), "is no backup"),
    ],
)
def test_what_would_not_start_is_refused_and_the_file_stays(
    home: Path, daybreak: Daybreak, words: tuple[str, ...], told: str
) -> None:
    said = daybreak(*words)
    assert (said["outcome"], text(home)) == ("bad_config", OURS)
    assert told in said["message"]


def test_a_file_that_does_not_start_is_mended_by_taking_the_switch_out(home: Path, daybreak: Daybreak) -> None:
    (home / "cfg.yaml").write_text("portfolio:\n  top_n: 0\n  buffer: 3\n", encoding="utf-8")
    assert daybreak("unset", "portfolio.top_n")["outcome"] == "done"
    assert text(home) == "portfolio:\n  buffer: 3\n"


@pytest.mark.parametrize(
    ("broken", "keys", "left"),
    [
        ("portfolio:\n  topn: 3  # a slip\n  buffer: 3\n", ["portfolio.topn"], "portfolio:\n  buffer: 3\n"),
        ("# ours\nportfolo:\n  top_n: 3\n  buffer: 3\nmodel: {seed: 3}\n", ["portfolo"], "# ours\nmodel: {seed: 3}\n"),
        ("portfolio: 3\nmodel: {seed: 3, sed: 4}\n", ["portfolio", "model.sed"], "model: {seed: 3}\n"),
    ],
)
def test_keys_and_sections_that_are_no_switch_are_taken_out_too(
    home: Path, daybreak: Daybreak, broken: str, keys: list[str], left: str
) -> None:
    (home / "cfg.yaml").write_text(broken, encoding="utf-8")
    said = daybreak("unset", *keys)
    assert (said["outcome"], text(home)) == ("done", left)
    assert (home / "backups" / "cfg" / said["backup"]).read_text(encoding="utf-8") == broken


@pytest.mark.parametrize("how", ["no text", "a folder"])
def test_a_backup_takes_the_place_of_what_cannot_even_be_read(home: Path, daybreak: Daybreak, how: str) -> None:
    daybreak("set", "portfolio.top_n", "12")
    changed = daybreak("unset", "portfolio.top_n")["backup"]
    (home / "cfg.yaml").unlink()
    if how == "a folder":
        (home / "cfg.yaml").mkdir()
    else:
        (home / "cfg.yaml").write_bytes(b"\xff\xfe portfolio")
    said = daybreak("restore", changed)
    assert (said["outcome"], "top_n: 12" in text(home)) == ("done", True)
    assert (home / "backups" / "cfg" / said["backup"]).exists()


def test_a_backup_is_put_back_and_what_it_replaces_is_kept(home: Path, daybreak: Daybreak) -> None:
    backup = daybreak("set", "portfolio.top_n", "12")["backup"]
    changed = text(home)
    said = daybreak("restore", backup)
    assert (said["outcome"], text(home)) == ("done", OURS)
    assert (home / "backups" / "cfg" / said["backup"]).read_text(encoding="utf-8") == changed
    assert [row["name"] for row in daybreak("backups")["rows"]] == [said["backup"], backup]


def test_settings_can_be_changed_while_a_job_holds_the_home(home: Path, daybreak: Daybreak) -> None:
    with FileLock(home / LOCK_FILE):
        assert daybreak("set", "console.language", "zh")["outcome"] == "done"


def test_an_override_of_the_environment_is_told(daybreak: Daybreak, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYBREAK__PORTFOLIO__TOP_N", "7")
    said = daybreak("set", "portfolio.top_n", "12")
    assert "overridden: portfolio.top_n by environment variable DAYBREAK__PORTFOLIO__TOP_N" in said["message"]


def test_setting_what_is_set_already_changes_nothing(home: Path, daybreak: Daybreak) -> None:
    said = daybreak("set", "execution.channel", "PAPER")
    assert (said["diff"], said["backup"], text(home)) == ("", "", OURS)


def test_a_token_comes_by_standard_input_and_is_never_shown(
    daybreak: Daybreak, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[tuple[str, str], str] = {}

    class Ring(KeyringBackend):
        priority = 1

        def get_password(self, service: str, username: str) -> str | None:
            return kept.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            kept[service, username] = password

    class Typed:
        def readline(self) -> str:
            return f"{TOKEN}\n"

    monkeypatch.delenv("TUSHARE_TOKEN", raising=False)
    monkeypatch.setattr("sys.stdin", Typed())
    before = keyring.get_keyring()
    keyring.set_keyring(Ring())
    try:
        said = daybreak("token", "--stdin")
        assert (said["outcome"], said["place"]) == ("done", "keyring")
        assert list(kept.values()) == [TOKEN]
        assert TOKEN not in json.dumps(said)
        assert keyring_trouble() == ""
        monkeypatch.setenv("TUSHARE_TOKEN", TOKEN)
        assert "the one in environment (TUSHARE_TOKEN) is used before it" in daybreak("token", "--stdin")["message"]
    finally:
        keyring.set_keyring(before)
    assert place_of("tushare_token", {"TUSHARE_TOKEN": TOKEN}) == "environment"


def test_a_source_that_asks_nobody_cannot_be_tested(daybreak: Daybreak) -> None:
    said = daybreak("test-source")
    assert (said["outcome"], said["message"]) == ("bad_config", "mode cache_only asks nobody")
