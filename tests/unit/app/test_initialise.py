"""A home is made once; what was interrupted is finished, what is there is left alone."""

import os
from pathlib import Path

import pytest
import yaml

from app.initialise import FOLDERS, initialise, is_made, opening_overrides, shadow_overrides
from core.adapters.store.books import SqlBooks
from core.adapters.store.database import STATE_FILE, open_database
from core.domain.errors import FixAndRestart
from core.domain.orders import Channel
from core.settings.load import load_settings
from tests.fakes.desk import empty_state
from tests.fakes.trading import D1


def say(text: str) -> None:
    assert text


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("DAYBREAK")]:
        monkeypatch.delenv(name)


def cash_fen(home: Path) -> int:
    engine = open_database(home)
    try:
        return SqlBooks(engine).account(D1).settled_fen
    finally:
        engine.dispose()


def test_a_new_home_has_folders_settings_and_its_opening_cash(tmp_path: Path) -> None:
    home = tmp_path / "desk"
    assert not is_made(home, say)
    initialise(home, D1, opening_overrides(Channel.REPLAY, 250_000.5), say)
    assert is_made(home, say)
    assert all((home / name).is_dir() for name in FOLDERS)
    assert yaml.safe_load((home / "cfg.yaml").read_text(encoding="utf-8")) == {
        "execution": {"channel": "REPLAY", "initial_cash_yuan": 250_000.5}
    }
    assert load_settings(home, {}).execution.channel is Channel.REPLAY
    assert cash_fen(home) == 25_000_050


def test_without_a_sum_the_settings_decide(tmp_path: Path) -> None:
    initialise(tmp_path, D1, opening_overrides(Channel.PAPER, None), say)
    assert cash_fen(tmp_path) == 100_000_000


def test_an_existing_home_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    initialise(tmp_path, D1, opening_overrides(Channel.PAPER, 5000.0), say)
    settings = (tmp_path / "cfg.yaml").read_bytes()
    with pytest.raises(FixAndRestart, match="already is a Daybreak home"):
        initialise(tmp_path, D1, opening_overrides(Channel.PAPER, 9000.0), say)
    assert (tmp_path / "cfg.yaml").read_bytes() == settings
    assert cash_fen(tmp_path) == 500_000


def test_settings_written_by_hand_are_kept(tmp_path: Path) -> None:
    (tmp_path / "cfg.yaml").write_text("execution: {initial_cash_yuan: 7000.0}\n", encoding="utf-8")
    initialise(tmp_path, D1, opening_overrides(Channel.PAPER, 9000.0), say)
    assert cash_fen(tmp_path) == 700_000


def test_one_interrupted_before_the_opening_is_finished(tmp_path: Path) -> None:
    (tmp_path / STATE_FILE).write_bytes(empty_state())
    assert not is_made(tmp_path, say)
    initialise(tmp_path, D1, opening_overrides(Channel.PAPER, 5000.0), say)
    assert cash_fen(tmp_path) == 500_000


def test_a_broken_cfg_stops_it_before_any_cash_is_posted(tmp_path: Path) -> None:
    (tmp_path / "cfg.yaml").write_text("execution: {chanel: PAPER}\n", encoding="utf-8")
    with pytest.raises(FixAndRestart, match="did you mean 'channel'"):
        initialise(tmp_path, D1, opening_overrides(Channel.PAPER, 5000.0), say)
    assert cash_fen(tmp_path) == 0


def test_a_shadow_takes_over_the_settings_of_its_desk_but_no_way_out(tmp_path: Path) -> None:
    desk, shadow = tmp_path / "desk", tmp_path / "shadow"
    theirs = {"channel": "LIVE", "drop_folder": "/mnt/downloads", "account_tail": "4711"}
    initialise(desk, D1, {"portfolio": {"top_n": 7}, "execution": theirs}, say)
    initialise(shadow, D1, shadow_overrides(desk, 5000.0), say)
    settings = load_settings(shadow, {})
    assert (settings.portfolio.top_n, settings.execution.account_tail, cash_fen(shadow)) == (7, "4711", 500_000)
    execution = settings.execution
    assert (execution.channel, execution.shadow_of, execution.drop_folder) == (Channel.SHADOW, str(desk), "")
    (desk / "cfg.yaml").write_text("portfolio: {top_n: 0}\n", encoding="utf-8")
    for broken, reason in ((desk, "top_n is 0"), (tmp_path / "nowhere", "is not a Daybreak home")):
        with pytest.raises(FixAndRestart, match=reason):
            shadow_overrides(broken, None)
