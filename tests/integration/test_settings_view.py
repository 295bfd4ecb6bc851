"""The settings of a real home as the screen is told them."""

from pathlib import Path

import pytest

from app.compose import look_into
from app.views.settings import settings
from core.ports.views.settings import SettingsAsk, SwitchValue
from tests.fakes.desk import empty_state


def test_each_value_is_told_with_where_it_comes_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "state.sqlite3").write_bytes(empty_state())
    (tmp_path / "cfg.yaml").write_text("portfolio:\n  top_n: 12\n", encoding="utf-8")
    monkeypatch.setenv("DAYBREAK__MODEL__SEED", "5")
    monkeypatch.setenv("TUSHARE_TOKEN", "0badcafe5ec4e7f00d")
    with look_into(tmp_path, lambda _: None) as house:
        view = settings(house, SettingsAsk())
    found = {switch.name: switch for switch in view.switches}
    assert found["portfolio.top_n"] == SwitchValue("portfolio.top_n", "12", "20", True, "")
    seed = found["model.seed"]
    assert (seed.value, seed.is_in_file) == ("5", False)
    assert seed.overridden_by == "environment variable DAYBREAK__MODEL__SEED"
    assert (view.token_place, view.mode, len(view.backups)) == ("environment", "cache_only", 0)
    assert "0badcafe" not in repr(view)
