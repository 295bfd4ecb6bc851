"""daybreak factors ic and report, on a stored market whose answer is known."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from app.compose import House, make_state, open_house, system_clock
from app.initialise import make_folders
from app.reader import HomeDoor
from core.domain.dates import at, date_of
from core.domain.errors import FixAndRestart, RetryLater
from core.jobs.factor_study import ALL, BUYABLE, NAMES, Asked, Explanation, make_labels, read_stored, study_factors
from core.pipeline.factors.declaration import Factor
from core.pipeline.factors.library import CATALOGUE
from core.ports.views.factors import CompareAsk, CompareView, FactorAsk, FactorsAsk, FactorsView, FactorView
from core.ports.views.research import LabelsAsk, LabelsView
from core.research.ic.evenings import Evenings
from core.research.ic.findings import Findings, Terms, surest_first
from tests.fakes.bars import make_market
from tests.fakes.partitions import brought, open_days

SYMBOLS, DAYS = 25, 60
LATER = at(date(2025, 6, 2), 20)
TERMS = Terms(5, 0.002)
FEW = tuple(CATALOGUE[name] for name in ("reversal_5", "ep", "bp", "log_circ_mv"))
VALUE = sorted(each.name for each in CATALOGUE.computed() if each.category == "value")


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
        for place, industry in ((10, "steel"), (40, "banks")):
            listed = made.stock_basic.assign(industry=[industry, "food"] * (SYMBOLS // 2) + ["food"])
            house.store.append("stock_basic", days[place], listed, audit)
    return home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("factors") / "home")


@pytest.fixture
def house(home: Path) -> Iterator[House]:
    with open_house(home, lambda text: None) as opened:
        yield opened


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["factors", *arguments])


def study(house: House, **terms: object) -> list[Findings]:
    asked = replace(Asked((None, None), TERMS), **terms)  # type: ignore[arg-type]
    return study_factors(house.desk, FEW, asked)


def test_ic_of_some_factors_over_all_and_buyable_names(home: Path) -> None:
    result = run("ic", "--home", str(home), "--factor", "ep", "--factor", "reversal_5", "--json")
    assert result.exit_code == 0, result.exception
    document = json.loads(result.stdout)
    rows = document["rows"]
    assert [row["names"] for row in rows] == ["all", "buyable"] * 2
    assert {row["factor"] for row in rows} == {"ep", "reversal_5"}
    assert abs(rows[1]["t"]) >= abs(rows[3]["t"])
    everyone = next(row for row in rows if row["factor"] == "ep")
    assert everyone["coverage"] == 1.0
    assert everyone["dates"] == DAYS - 5
    assert list(everyone["decay"]) == ["1", "5", "10", "20"]
    assert list(everyone["monthly"]) == ["202501", "202502", "202503"]
    assert everyone["trials"] == 2
    assert "as of" in document["message"]
    assert "2 factors tried" in document["message"]
    assert "open D+1 → close D+5" in document["message"]


def test_a_study_is_kept_for_the_screens_unless_asked_not_to(home: Path) -> None:
    asked = ("ic", "--home", str(home), "--factor", "bp", "--horizon", "10", "--neutral", "size")
    assert "kept as" not in run(*asked, "--no-keep").stdout
    assert "kept as 10d-size-all+buyable-1of" in run(*asked).stdout
    rows = json.loads(run(*asked, "--json").stdout)["rows"]
    door = HomeDoor(home, system_clock())
    listed = door.answer(FactorsAsk())
    assert isinstance(listed, FactorsView)
    key = next(head.key for head in listed.studies if head.neutral == "size")
    shown = door.answer(FactorsAsk(key, "all"))
    assert isinstance(shown, FactorsView)
    assert len(shown.factors) == len(CATALOGUE)
    place = list(shown.factors.columns["factor"]).index("bp")
    assert shown.factors.row(place)["t"] == rows[0]["t"]
    assert (shown.names, shown.evening, shown.factors.row(place)["leak"]) == ("all", None, "unchecked")
    assert sum(value is not None for value in shown.factors.columns["t"]) == 1


def test_one_factor_is_shown_in_full_and_several_side_by_side(home: Path) -> None:
    run("ic", "--home", str(home), *(word for each in FEW for word in ("--factor", each.name)))
    door = HomeDoor(home, system_clock())
    view = door.answer(FactorAsk("ep", names="all"))
    assert isinstance(view, FactorView)
    assert view.curves is not None
    assert len(view.curves.rank_ic) == DAYS
    figures = next(iter(json.loads(run("ic", "--home", str(home), "--factor", "ep", "--json").stdout)["rows"]))
    assert view.curves.cumulative["all"][-1] == pytest.approx(figures["rank_ic"] * figures["dates"], rel=1e-4)
    assert view.curves.decay["all"][1] == pytest.approx(figures["rank_ic"], rel=1e-4)
    assert [month for month, _ in view.curves.months] == [202501, 202502, 202503]
    assert view.words["expression"] == " ".join(CATALOGUE["ep"].expression.split())
    compared = door.answer(CompareAsk(("bp", "ep", "nobody"), names="all"))
    assert isinstance(compared, CompareView)
    assert compared.factors == ("bp", "ep")
    assert compared.alike[0, 1] == pytest.approx(compared.alike[1, 0])
    assert compared.cumulative[1, -1] == pytest.approx(view.curves.cumulative["all"][-1])
    surest = door.answer(CompareAsk(names="all"))
    assert isinstance(surest, CompareView)
    assert sorted(surest.factors) == sorted(each.name for each in FEW)


def test_labels_are_summed_up_and_kept(home: Path) -> None:
    door = HomeDoor(home, system_clock())
    before = door.answer(LabelsAsk())
    assert isinstance(before, LabelsView)
    assert before.figures is None
    result = CliRunner().invoke(app, ["research", "labels", "--home", str(home), "--json"])
    rows = json.loads(result.stdout)["rows"]
    assert [(row["horizon"], row["names"]) for row in rows][:2] == [(1, "all"), (1, "buyable")]
    after = door.answer(LabelsAsk())
    assert isinstance(after, LabelsView)
    assert after.figures is not None
    assert list(after.figures.columns["mean"]) == [row["mean"] for row in rows]
    assert after.figures.counts.sum(axis=1).tolist() == [int(row["count"]) for row in rows]
    assert "horizon" in CliRunner().invoke(app, ["research", "labels", "--home", str(home)]).stdout


def test_the_table_fits_and_names_what_it_shows(home: Path) -> None:
    shown = run("ic", "--home", str(home), "--factor", "ep", "--horizon", "10").stdout
    for heading in ("cover", "rank IC", "ICIR", "HAC t", "decay 1/5/10/20", "turn", "auto", "net", "cluster"):
        assert heading in shown
    assert "60 dates 20250106…" in shown


def test_only_the_surest_are_printed_and_all_go_to_machines(home: Path) -> None:
    asked = ("ic", "--home", str(home), "--category", "value", "--top", "1")
    shown = run(*asked).stdout
    assert f"{len(VALUE) - 1} more" in shown
    assert sum(name in shown.split() for name in VALUE) == 1
    rows = json.loads(run(*asked, "--json").stdout)["rows"]
    assert sorted({row["factor"] for row in rows}) == VALUE


def test_names_are_those_asked_for(home: Path) -> None:
    asked = ("ic", "--home", str(home), "--factor", "ep", "--json", "--names")
    rows = json.loads(run(*asked, "universe", "--names", "all").stdout)["rows"]
    assert [row["names"] for row in rows] == ["all", "universe"]


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
        (("report", "nope"), "there is no factor 'nope'"),
        (("ic", "--category", "nope"), "there is no category 'nope'"),
        (("ic", "--factor", "ep", "--category", "size"), "no factor is left"),
        (("ic", "--horizon", "3"), "there is no label of 3 days"),
        (("ic", "--names", "some"), "--names 'some' is none"),
        (("ic", "--neutral", "all"), "--neutral 'all' is none"),
        (("ic", "--factor", "ep", "--from", "20300101"), "no bars are stored from 2030-01-01"),
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
    error = run("ic", "--home", str(gapped), "--factor", "ep").exception
    assert isinstance(error, RetryLater)
    assert "1 trading day(s), the first 20250203" in error.message
    assert run("ic", "--home", str(gapped), "--factor", "ep", "--from", "20250204").exit_code == 0


def test_a_home_without_bars_says_what_to_do(tmp_path: Path) -> None:
    make_folders(tmp_path)
    make_state(tmp_path)
    assert isinstance(run("ic", "--home", str(tmp_path), "--factor", "ep").exception, RetryLater)


def test_the_report_is_one_file_with_the_factors_named(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "deep" / "sheet.html"
    file.parent.mkdir()
    asked = ("report", "ep", "bp", "--category", "size", "--home", str(home), "--out", str(file), "--json")
    result = run(*asked)
    assert result.exit_code == 0, result.exception
    page = file.read_text(encoding="utf-8")
    assert [page.count(f'<section id="{name}"') for name in ("ep", "bp", "log_circ_mv")] == [1, 1, 0]
    assert "log_circ_mv" in page
    assert json.loads(result.stdout)["file"] == str(file)


def test_the_report_shows_the_surest_unless_told(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "sheet.html"
    run("report", "--category", "value", "--home", str(home), "--out", str(file))
    assert file.read_text(encoding="utf-8").count("<section id=") == 2 + len(VALUE)


def test_the_lookback_before_the_span_is_read(house: House) -> None:
    far = Factor("far", "x", "close / ref(close, 20)", "Far.")
    span = (date(2025, 3, 3), date(2025, 3, 14))
    found = study_factors(house.desk, [far], Asked(span, TERMS))[0]
    assert [int(found.dates[0]), int(found.dates[-1])] == [20250303, 20250314]
    assert found.rows[0].study.dates == 10


def test_a_view_that_stands_earlier_sees_no_later_bar(house: House) -> None:
    snapshots = house.desk.snapshots
    assert read_stored(snapshots.view(LATER), None, None, 1).dates[-1] == 20250328
    early = read_stored(snapshots.view(at(date(2025, 3, 3), 20)), None, None, 1)
    assert early.dates[-1] == 20250303
    clean = Evenings(early.history, FEW).clean
    labels = make_labels(clean, early.history.up_limit, early.history.down_limit)
    assert np.isnan(labels[0].value[-1]).all()


def test_the_universe_is_part_of_the_buyable(house: House) -> None:
    settings = house.desk.settings
    dear = settings.model_copy(update={"universe": settings.universe.model_copy(update={"min_price_yuan": 40.0})})
    house.desk = replace(house.desk, settings=dear)
    found = {each.names: each.mean_names for each in study(house, names=NAMES)}
    assert 0 < found["universe"] < found[BUYABLE] <= found[ALL]


@pytest.mark.parametrize("neutral", ["industry", "size", "both"])
def test_neutral_values_are_another_study(house: House, neutral: str) -> None:
    plain, left = (study(house, neutral=each)[0] for each in ("none", neutral))
    assert left.daily.coverage[0] == pytest.approx(plain.daily.coverage[0], nan_ok=True)
    assert not np.allclose(left.daily.rank_ic[0], plain.daily.rank_ic[0], equal_nan=True)


def test_what_industry_and_size_explain_is_gone() -> None:
    random = np.random.default_rng(0)
    industry, size = np.arange(40)[None].repeat(6, axis=0) % 4, random.normal(size=(6, 40))
    values = 2 * size[2:5] + industry[2:5] + random.normal(size=(1, 3, 40))
    first, left = Explanation(industry, size).left_of((2, values))
    assert first == 2
    for row in range(3):
        means = [left[0, row, industry[2 + row] == each].mean() for each in range(4)]
        assert means == pytest.approx([0] * 4, abs=1e-12)
        assert np.corrcoef(left[0, row], size[2 + row])[0, 1] == pytest.approx(0, abs=1e-9)
        assert np.corrcoef(values[0, row], size[2 + row])[0, 1] > 0.5
    _, alone = Explanation(None, size).left_of((2, values))
    assert abs(np.mean([alone[0, 0, industry[2] == each].mean() for each in (2, 3)])) > 0.1


def test_among_many_factors_one_is_told_from_chance_less_easily(house: House) -> None:
    rows = study(house)[0].rows
    for row in rows:
        assert row.discovery_rate >= row.study.p
    assert surest_first(rows)[0].factor == max(rows, key=lambda row: abs(row.study.t)).factor


def test_random_prices_reward_no_factor_and_costs_are_taken_off(house: House) -> None:
    for each in study(house):
        assert np.isfinite(each.daily.rank_ic[:, 1]).mean() > 0.8
        assert all(abs(row.study.rank_ic) < 0.2 for row in each.rows)
        assert all(row.study.net < row.study.gross for row in each.rows)


def test_known_limits_decide_who_was_locked(house: House) -> None:
    stored = read_stored(house.desk.snapshots.view(LATER), None, None, 1)
    up_limit = stored.history.up_limit
    assert np.isnan(up_limit[:-2]).all()
    assert (up_limit[-1][np.isfinite(stored.panel["close"][-1])] == 999.0).all()
