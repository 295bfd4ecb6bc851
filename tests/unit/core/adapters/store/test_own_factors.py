import runpy
from pathlib import Path

import pytest

from core.adapters.store.own_factors import FOLDER, add_own, registry_of
from core.domain.errors import FixAndRestart
from core.pipeline.factors.library import CATALOGUE

TEXT = "name: {name}\ncategory: own\nexpression: mean(close, 5) / close - 1\ndefinition: below its mean\n"


def put(home: Path, filename: str, text: str) -> Path:
    path = home / FOLDER / filename
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_home_without_own_factors_has_the_library(tmp_path: Path) -> None:
    assert registry_of(tmp_path) is CATALOGUE


def test_own_factors_come_after_the_library_and_other_files_are_no_factors(tmp_path: Path) -> None:
    put(tmp_path, "b_pace.yaml", TEXT.format(name="b_pace"))
    put(tmp_path, "a_pace.yaml", TEXT.format(name="a_pace"))
    put(tmp_path, "test_a_pace.py", "raise RuntimeError")
    registry = registry_of(tmp_path)
    assert [each.name for each in registry][-2:] == ["a_pace", "b_pace"]
    assert len(registry) == len(CATALOGUE) + 2
    assert registry["a_pace"].status == "shadow"


@pytest.mark.parametrize(
    ("filename", "text", "said"),
    [
        ("pace.yaml", "name: [", "pace.yaml"),
        ("pace.yaml", TEXT.format(name="other"), "other"),
        ("pace.yml", TEXT.format(name="pace"), "pace.yml"),
        ("pace.yaml", TEXT.format(name="pace").replace("mean(", "meen("), "pace.yaml line 3"),
        ("ep.yaml", TEXT.format(name="ep"), "ep"),
        ("pace.yaml", "name: pace\n" + "#" * 20_000, "pace.yaml"),
    ],
)
def test_a_bad_file_is_refused_by_name_not_passed_over(tmp_path: Path, filename: str, text: str, said: str) -> None:
    put(tmp_path, "good.yaml", TEXT.format(name="good"))
    put(tmp_path, filename, text)
    with pytest.raises(FixAndRestart, match=said) as refused:
        registry_of(tmp_path)
    assert str(tmp_path / FOLDER) in refused.value.message


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    put(tmp_path, "pace.yaml", "").write_bytes(b"\xff\xfe")
    with pytest.raises(FixAndRestart, match="not UTF-8"):
        registry_of(tmp_path)


def test_a_new_factor_comes_with_a_test_that_passes(tmp_path: Path) -> None:
    factor, (path, test) = add_own(tmp_path, "pace", TEXT.format(name="pace"), replace=False)
    assert registry_of(tmp_path)["pace"] == factor
    checks = {name: each for name, each in runpy.run_path(str(test)).items() if name.startswith("test_")}
    assert len(checks) >= 4
    for each in checks.values():
        each()
    assert path.name == "pace.yaml"


def test_what_is_there_is_replaced_only_when_asked(tmp_path: Path) -> None:
    add_own(tmp_path, "pace", TEXT.format(name="pace"), replace=False)
    changed = TEXT.format(name="pace").replace("5", "7") + "version: 2\n"
    with pytest.raises(FixAndRestart, match="is there already"):
        add_own(tmp_path, "pace", changed, replace=False)
    assert registry_of(tmp_path)["pace"].version == 1
    add_own(tmp_path, "pace", changed, replace=True)
    assert registry_of(tmp_path)["pace"].version == 2


def test_a_name_that_differs_in_case_only_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    add_own(tmp_path, "pace", TEXT.format(name="pace"), replace=False)
    with pytest.raises(FixAndRestart, match="Pace"):
        add_own(tmp_path, "Pace", TEXT.format(name="Pace"), replace=False)
    assert sorted(path.name for path in (tmp_path / FOLDER).iterdir()) == ["pace.yaml", "test_pace.py"]
