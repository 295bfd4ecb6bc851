from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from core.adapters.store.database import open_database
from core.adapters.store.snapshots import SnapshotStore


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def engine(home: Path) -> Iterator[Engine]:
    engine = open_database(home)
    yield engine
    engine.dispose()


@pytest.fixture
def store(home: Path, engine: Engine) -> SnapshotStore:
    return SnapshotStore(home, engine)
