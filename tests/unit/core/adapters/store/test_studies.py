"""Studies kept as files: read back as they were, replaced by key, refused where they are gone."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from core.adapters.store.studies import FOLDER, LABELS, LabelFile, ParquetStudies
from core.domain.dates import at
from core.domain.errors import FixAndRestart
from core.jobs.factor_study import Asked
from core.jobs.study_keeping import series_name, to_keep
from core.ports.studies import KeptStudy, LabelFigures, LabelHead
from tests.fakes.factor_findings import AS_OF, TERMS, findings


class _View:
    as_of, pin = AS_OF, 17


def kept_study(whole: bool = True) -> KeptStudy:
    return to_keep(findings(), Asked((None, None), TERMS), _View(), whole)  # type: ignore[arg-type]


def test_a_study_is_read_back_as_it_was(tmp_path: Path) -> None:
    study, studies = kept_study(), ParquetStudies(tmp_path)
    assert studies.keep(study) == (tmp_path / FOLDER / f"{study.head.key}.parquet").stat().st_size
    assert studies.heads() == [study.head]
    for names in ("all", "buyable"):
        figures = studies.figures(study.head.key, names)
        assert figures["factor"] == ["knows", "contrary", "noise", "nothing"]
        assert np.allclose(np.array(figures["rank_ic"][:3]), np.array(study.figures[names]["rank_ic"][:3]))
        read = studies.series(study.head.key, names, ["noise", "knows", "unknown"], [series_name("returns"), "alike"])
        assert read.factors == ("noise", "knows")
        assert np.array_equal(read.dates, study.dates)
        for name in (series_name("returns"), "alike"):
            wanted = study.series[names][name][[2, 0]].astype(np.float32)
            assert np.array_equal(read.series[name], wanted, equal_nan=True)


def test_rows_are_found_whatever_group_they_lie_in(tmp_path: Path) -> None:
    one = kept_study()
    many = 30
    factors = tuple(f"f{place}" for place in range(many))
    figures = {names: {"t": [float(place) for place in range(many)]} for names in one.head.names}
    grid = np.arange(many, dtype=float)[:, None] + np.array([0.0, 0.25])
    study = replace(
        one, factors=factors, figures=figures, dates=np.array([20240102, 20240103], dtype=np.int32),
        series={"all": {"x": grid}, "buyable": {"x": grid + 100}},
    )  # fmt: skip
    studies = ParquetStudies(tmp_path)
    studies.keep(study)
    read = studies.series(study.head.key, "buyable", ["f29", "f0", "f13"], ["x"])
    assert read.series["x"].tolist() == [[129.0, 129.25], [100.0, 100.25], [113.0, 113.25]]


def test_the_same_question_replaces_its_answer_and_another_does_not() -> None:
    keys = {
        to_keep(findings(), asked, _View(), whole).head.key  # type: ignore[arg-type]
        for asked in (
            Asked((None, None), TERMS),
            Asked((date(2024, 1, 2), None), TERMS),
            Asked((None, None), replace(TERMS, horizon=5), neutral="size"),
        )
        for whole in (True, False)
    }
    assert len(keys) == 6
    assert kept_study().head.key == kept_study().head.key == "5d-none-all+buyable"


def test_a_file_that_is_no_study_is_passed_over_and_one_that_is_gone_is_said(tmp_path: Path) -> None:
    studies = ParquetStudies(tmp_path)
    assert studies.heads() == []
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / FOLDER / "torn.parquet").write_bytes(b"PAR1 and nothing more")
    assert studies.heads() == []
    for ask in (lambda: studies.figures("torn", "all"), lambda: studies.series("none", "all", [], [])):
        with pytest.raises(FixAndRestart, match="cannot be read"):
            ask()


def test_labels_are_read_back_as_they_were(tmp_path: Path) -> None:
    figures = LabelFigures(
        LabelHead(at(date(2026, 7, 1), 20), 4, date(2026, 1, 5), date(2026, 1, 6), 2, 3.5),
        np.array([20260105, 20260106], dtype=np.int32),
        {"horizon": [1], "names": ["all"], "mean": [float("nan")]},
        np.linspace(0, 1, 61, dtype=np.float32)[None],
        np.ones((1, 60), dtype=np.int64),
        {"mean": np.array([[0.5, np.nan]], dtype=np.float32)},
    )
    book = LabelFile(tmp_path)
    assert book.read() is None
    book.keep(figures)
    read = book.read()
    assert read is not None
    assert (read.head, read.columns["names"]) == (figures.head, ["all"])
    assert np.isnan(read.columns["mean"][0])
    assert np.array_equal(read.daily["mean"], figures.daily["mean"], equal_nan=True)
    (tmp_path / LABELS).write_bytes(b"PK nothing")
    with pytest.raises(FixAndRestart, match="research labels"):
        book.read()


def test_a_disk_that_takes_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "factors").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(FixAndRestart, match="cannot be written"):
        ParquetStudies(tmp_path).keep(kept_study())
