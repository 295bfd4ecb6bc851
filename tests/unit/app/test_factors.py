"""daybreak factors, on a stored market whose answer is known."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from app.compose import make_state, open_house
from app.initialise import make_folders
from core.domain.dates import at, date_of
from core.domain.errors import FixAndRestart, RetryLater
from core.jobs.factor_study import make_labels, measure, read_stored
from core.pipeline.factors.catalogue import CATALOGUE
from core.ports.snapshots import DataView
from tests.fakes.bars import make_market
from tests.fakes.partitions import brought, open_days

SYMBOLS, DAYS = 25, 60
LATER = at(date(2025, 6, 2), 20)
VALUE = [factor for factor in CATALOGUE if factor.category == "value"]


def fill(home: Path, left_out: int | None = None) -> Path:
    """Store a market; limits of the last two days only, as a home that has run for two days has them."""
    made = make_market(SYMBOLS, DAYS, seed=6)
    make_folders(home)
    make_state(home)
    days = [date_of(day) for day in made.days]
    limits = made.daily[["ts_code", "trade_date", "pre_close"]].assign(up_limit=999.0, down_limit=0.01)
    recent = limits["trade_date"] >= made.days[-2]
    with open_house(home, lambda text: None) as house:
        audit = brought(LATER)
        house.store.append("trade_cal", days[-1], open_days(days[0], date(2025, 12, 31)), audit)
        for name in ("daily", "adj_factor", "daily_basic"):
            rows = getattr(made, name)
            stored = [day for place, day in enumerate(days) if place != left_out]
            kept = rows[rows["trade_date"] != (made.days[left_out] if left_out is not None else 0)]
            house.store.append_many(name, stored, kept, audit)
        house.store.append_many("stk_limit", days[-2:], limits[recent], audit)
    return home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("factors") / "home")


@pytest.fixture
def view(home: Path) -> Iterator[DataView]:
    with open_house(home, lambda text: None) as house:
        yield house.desk.snapshots.view(LATER)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["factors", *arguments])


def test_ic_of_some_factors_over_all_and_buyable_names(home: Path) -> None:
    result = run("ic", "--home", str(home), "--factor", "ep", "--factor", "reversal_5", "--json")
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    found = [(row["factor"], row["names"]) for row in document["rows"]]
    assert found == [("reversal_5", "all"), ("reversal_5", "buyable"), ("ep", "all"), ("ep", "buyable")]
    everyone = document["rows"][2]
    assert everyone["coverage"] == 1.0
    assert everyone["dates"] == DAYS - 5
    assert list(everyone["decay"]) == ["1", "5", "10", "20"]
    assert "as of" in document["message"]
    assert "open D+1 → close D+5" in document["message"]


def test_the_table_fits_and_names_what_it_shows(home: Path) -> None:
    shown = run("ic", "--home", str(home), "--factor", "ep", "--horizon", "10").stdout
    for heading in ("cover", "rank IC", "ICIR", "HAC t", "decay 1/5/10/20", "turn", "auto", "net", "cluster"):
        assert heading in shown
    assert "60 dates 20250106…" in shown


def test_what_has_no_figure_is_null_for_machines_and_a_dash_for_people(home: Path) -> None:
    asked = ("ic", "--home", str(home), "--factor", "ep", "--from", "20250325", "--horizon", "20")
    row = json.loads(run(*asked, "--json").stdout)["rows"][0]
    assert row["rank_ic"] is None
    assert row["dates"] == 0
    assert "–" in run(*asked).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ic", "--factor", "nope"), "there is no factor 'nope'"),
        (("ic", "--horizon", "3"), "there is no label of 3 days"),
        (("ic", "--from", "20300101"), "no bars are stored from 2030-01-01"),
        (("ic", "--from", "x"), "is not a date"),
    ],
)
def test_what_cannot_be_measured_is_refused(home: Path, arguments: tuple[str, ...], said: str) -> None:
    error = run(*arguments, "--home", str(home)).exception
    assert isinstance(error, FixAndRestart)
    assert said in error.message
    assert error.remedy


def test_a_day_that_is_not_stored_is_refused_and_a_span_after_it_is_not(tmp_path: Path) -> None:
    gapped = fill(tmp_path / "gapped", left_out=20)
    error = run("ic", "--home", str(gapped)).exception
    assert isinstance(error, RetryLater)
    assert "1 trading day(s), the first 20250203" in error.message
    assert run("ic", "--home", str(gapped), "--factor", "ep", "--from", "20250204").exit_code == 0


def test_a_home_without_bars_says_what_to_do(tmp_path: Path) -> None:
    make_folders(tmp_path)
    make_state(tmp_path)
    assert isinstance(run("ic", "--home", str(tmp_path)).exception, RetryLater)


def test_the_lookback_before_the_span_is_read(view: DataView) -> None:
    factor = next(each for each in CATALOGUE if each.name == "volatility_20")
    stored = read_stored(view, date(2025, 3, 3), date(2025, 3, 14), factor.lookback)
    whole = read_stored(view, None, None, factor.lookback)
    assert stored.dates == [day for day in whole.dates if 20250303 <= day <= 20250314]
    assert measure(stored, [factor], 5, 0.0, lambda text: None)[0].study.dates == 10
    assert int(stored.panel.dates[-1]) == whole.dates[-1]


def test_a_view_that_stands_earlier_sees_no_later_bar(home: Path) -> None:
    with open_house(home, lambda text: None) as house:
        snapshots = house.desk.snapshots
        assert read_stored(snapshots.view(LATER), None, None, 1).dates[-1] == 20250328
        early = read_stored(snapshots.view(at(date(2025, 3, 3), 20)), None, None, 1)
    assert early.dates[-1] == int(early.panel.dates[-1]) == 20250303
    assert np.isnan(make_labels(early)[1].value[-5:]).all()


def test_random_prices_reward_no_factor_and_costs_are_taken_off(view: DataView) -> None:
    stored = read_stored(view, None, None, 1)
    labels = {label.horizon: label for label in make_labels(stored)}
    assert np.isfinite(labels[5].value).mean() > 0.8
    found = measure(stored, VALUE, 5, 0.002, lambda text: None)
    assert [(each.factor.name, each.names) for each in found[:2]] == [("ep", "all"), ("ep", "buyable")]
    assert all(abs(each.study.rank_ic) < 0.2 for each in found)
    assert all(each.study.net < each.study.gross for each in found)


def test_known_limits_decide_who_was_locked(view: DataView) -> None:
    stored = read_stored(view, None, None, 1)
    assert np.isnan(stored.up_limit[:-2]).all()
    assert (stored.up_limit[-1][np.isfinite(stored.panel["close"][-1])] == 999.0).all()
