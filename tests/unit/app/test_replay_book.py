"""What a replayed span says of itself, and how spans are found again."""

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.compose import REPLAY_MARK
from app.replay_book import ELSEWHERE, FOLDER, SHEET, read_sheet, remember, spans_of
from app.views.factor_monitors import agreement
from app.views.replays import below_peak, by_month, growth

SAID = {
    "first": "2026-07-10", "last": "2026-07-13", "days": 2, "began_at": "2026-11-29 19:45:01+08:00",
    "told_at": "2026-11-29 19:46:01+08:00", "ended": False, "cash_fen": 100_000_000, "config_hash": "c", "seed": 7,
    "code_version": "0.1.0+abc", "equity": [{"trade_date": "2026-07-09", "total_fen": 100_000_000, "benchmark": 0.0}],
    "rows": [{"trade_date": "2026-07-10", "plan": 7, "orders": 7, "fills": 9, "rejected": 0, "cash": 1.5,
              "total_assets": 2.5, "gates": "all pass", "reconciliation": "ok", "outcomes": "done done done"}],
}  # fmt: skip


def scratch(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / REPLAY_MARK).touch()
    return folder


def test_a_span_is_read_back(tmp_path: Path) -> None:
    (tmp_path / SHEET).write_text(json.dumps(SAID), encoding="utf-8")
    sheet = read_sheet(tmp_path)
    assert sheet is not None
    assert (sheet.first, sheet.days, sheet.ended) == (date(2026, 7, 10), 2, False)
    assert sheet.rows[0].total_assets == 2.5
    assert sheet.equity[0].trade_date == date(2026, 7, 9)


@pytest.mark.parametrize("damage", ["", "{", "[]", json.dumps({**SAID, "rows": [{"a": 1}]}), json.dumps({"first": 1})])
def test_what_is_no_sheet_says_nothing(tmp_path: Path, damage: str) -> None:
    (tmp_path / SHEET).write_text(damage, encoding="utf-8")
    assert read_sheet(tmp_path) is None
    assert read_sheet(tmp_path / "nowhere") is None


def test_spans_inside_and_elsewhere_are_found_while_they_are_there(tmp_path: Path) -> None:
    home, other = tmp_path / "home", scratch(tmp_path / "other")
    inside = scratch(home / FOLDER / "20260710-20260713")
    (home / FOLDER / "no replay").mkdir()
    for _ in range(2):
        remember(home, inside)
        remember(home, other)
    assert spans_of(home) == sorted([inside, other])
    assert json.loads((home / FOLDER / ELSEWHERE).read_text(encoding="utf-8")) == [str(other)]
    (other / REPLAY_MARK).unlink()
    assert spans_of(home) == [inside]
    (home / FOLDER / ELSEWHERE).write_text("torn", encoding="utf-8")
    assert spans_of(home) == [inside]


def test_growth_begins_at_the_first_known_value() -> None:
    assert growth([0.0, 100, 110, float("nan"), 99]).tolist() == pytest.approx(
        [float("nan"), 0, 0.1, float("nan"), -0.01], nan_ok=True
    )
    assert np.isnan(growth([0.0, 0.0])).all()
    assert below_peak(growth([100, 110, 99, 121])).tolist() == pytest.approx([0, 0, -0.1, 0])


def test_months_and_the_year_are_compounded_from_the_eve() -> None:
    days = [date(2025, 12, 30), date(2025, 12, 31), date(2026, 1, 5), date(2026, 1, 30), date(2026, 2, 2)]
    years, table = by_month(days, np.array([0.0, 0.10, 0.21, 0.21, 0.331]))
    assert years == (2025, 2026)
    assert table[0, 11] == pytest.approx(0.10)
    assert table[1, :2].tolist() == pytest.approx([0.10, 0.10])
    assert table[:, 12].tolist() == pytest.approx([0.10, 0.21])
    assert np.isnan(table[1, 2:12]).all()


@given(st.lists(st.floats(-0.09, 0.09), min_size=1, max_size=400))
def test_the_months_of_all_years_compound_to_the_whole(changes: list[float]) -> None:
    days = [date(2024, 1, 1) + timedelta(days=place) for place in range(len(changes) + 1)]
    grown = np.concatenate([[0.0], np.cumprod(1 + np.array(changes)) - 1])
    years, table = by_month(days, grown)
    assert np.nanprod(1 + table[:, :12]) == pytest.approx(1 + grown[-1])
    assert np.prod(1 + table[:, 12]) == pytest.approx(1 + grown[-1])
    assert len(years) == len({day.year for day in days[1:]})


def test_agreement_is_the_mean_of_all_pairs() -> None:
    ranks = np.random.default_rng(2).random((5, 60))
    pairs = np.corrcoef(ranks)[np.triu_indices(5, 1)]
    assert agreement(ranks) == pytest.approx(pairs.mean())
    assert agreement(np.vstack([ranks, np.ones(60)])) == pytest.approx(pairs.mean()), "a flat factor says nothing"
    assert np.isnan(agreement(ranks[:1]))
