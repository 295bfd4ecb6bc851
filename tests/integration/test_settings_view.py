"""The settings of a real home as the screen is told them."""

from pathlib import Path

import pytest

from app.views.settings import settings
from core.domain.dates import at
from core.ports.views.settings import BrokenSettings, SettingsView, SwitchValue
from tests.fakes.desk import empty_state
from tests.fakes.trading import D1


def test_each_value_is_told_with_where_it_comes_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "state.sqlite3").write_bytes(empty_state())
    (tmp_path / "cfg.yaml").write_text("portfolio:\n  top_n: 12\n", encoding="utf-8")
    monkeypatch.setenv("DAYBREAK__MODEL__SEED", "5")
    monkeypatch.setenv("TUSHARE_TOKEN", "0badcafe5ec4e7f00d")
    view = settings(tmp_path, at(D1, 9))
    assert isinstance(view, SettingsView)
    found = {switch.name: switch for switch in view.switches}
    assert found["portfolio.top_n"] == SwitchValue("portfolio.top_n", "12", "20", True, "")
    seed = found["model.seed"]
    assert (seed.value, seed.is_in_file) == ("5", False)
    assert seed.overridden_by == "environment variable DAYBREAK__MODEL__SEED"
    assert (view.token_place, view.mode, len(view.backups)) == ("environment", "cache_only", 0)
    assert "0badcafe" not in repr(view)


def test_a_file_that_does_not_load_is_told_with_its_backups_and_no_secret(tmp_path: Path) -> None:
    (tmp_path / "state.sqlite3").write_bytes(empty_state())
    kept = tmp_path / "backups" / "cfg"
    kept.mkdir(parents=True)
    (tmp_path / "cfg.yaml").write_text("portfolio:\n  topn: 12\n  tushare_token: 0badcafe5ec4e7\n", encoding="utf-8")
    (kept / "cfg-20260105T090000000001.yaml").write_text("portfolio:\n  top_n: 12\n", encoding="utf-8")
    (kept / "cfg-20260105T090000000002.yaml").write_bytes(b"portfolio:\n  top_n: \xff\n")
    view = settings(tmp_path, at(D1, 9))
    assert isinstance(view, BrokenSettings)
    assert view.removable == ("portfolio.topn", "portfolio.tushare_token")
    assert list(view.backups.columns["loads"]) == [False, True]
    assert view.backups.row(1)["diff"].splitlines()[1:] == [
        " portfolio:", "-  topn: 12", "-  tushare_token: (not shown here)", "+  top_n: 12",
    ]  # fmt: skip
    assert "0badcafe" not in repr(view)
