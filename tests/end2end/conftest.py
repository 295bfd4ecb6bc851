"""What every end-to-end test may ask for: the stages of two trading days, and copies of them."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from tests.fakes.home_stages import Stages


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    """Make every stage, or wait for another worker to have made them."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    stages = Stages(shared / "stages")
    with FileLock(shared / "stages.lock"):
        if not (stages.folder / "all").exists():
            stages.make()
            (stages.folder / "all").touch()
    return stages


@pytest.fixture
def home_at(stages: Stages, tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Copies of stages for one test, taken away afterwards: they are many and not small."""
    made: list[Path] = []

    def home(stage: str) -> Path:
        made.append(stages.copy(stage, tmp_path / f"home{len(made)}"))
        return made[-1]

    yield home
    for each in made:
        shutil.rmtree(each)
