"""The code version is the same for the same sources and another for any changed one."""

import shutil
from pathlib import Path

import pytest

from app.code_version import code_version, source_digest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    for name in ("app", "core", "resources"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def test_it_is_stable_and_carries_the_package_version() -> None:
    assert code_version() == code_version()
    version, digest = code_version().split("+")
    assert version.count(".") == 2
    assert source_digest(ROOT).startswith(digest)


def test_where_the_sources_lie_does_not_matter_nor_do_compiled_files(copy: Path) -> None:
    digest = source_digest(copy)
    (copy / "core" / "__pycache__").mkdir()
    (copy / "core" / "__pycache__" / "x.py").write_text("")
    (copy / "resources" / "__pycache__").mkdir()
    (copy / "resources" / "__pycache__" / "executor.pyc").write_bytes(b"x")
    assert source_digest(copy) == digest


@pytest.mark.parametrize(
    "name", ["core/jobs/run.py", "app/cli.py", "resources/ptrade/executor.py", "resources/report/zh.yaml"]
)
def test_a_changed_source_or_resource_changes_it(copy: Path, name: str) -> None:
    before = source_digest(copy)
    was = (copy / name).read_bytes()
    (copy / name).write_bytes(was + b"\n")
    assert source_digest(copy) != before
    (copy / name).write_bytes(was)
    assert source_digest(copy) == before


def test_a_renamed_or_added_source_changes_it(copy: Path) -> None:
    before = source_digest(copy)
    (copy / "core" / "jobs" / "desk.py").rename(copy / "core" / "jobs" / "table.py")
    assert source_digest(copy) != before
    (copy / "core" / "jobs" / "table.py").rename(copy / "core" / "jobs" / "desk.py")
    (copy / "core" / "new.py").write_text("")
    assert source_digest(copy) != before
