"""A traded home whose Close is due, opened as the reader opens it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.compose import House, look_into
from app.views.catalogue import BUILDERS
from core.ports.views.asking import View
from tests.fakes.desk import DeskBench, traded_bench, write_cfg


@dataclass(slots=True)
class Read:
    """The bench that writes the home, and the house its screens are told from."""

    bench: DeskBench
    house: House

    def tell(self, ask: object) -> View:
        """Answer as the reader would."""
        return BUILDERS[type(ask)](self.house, ask)


@pytest.fixture
def traded(tmp_path: Path) -> Iterator[Read]:
    bench = traded_bench(tmp_path / "home")
    write_cfg(bench.home, bench.settings)
    with look_into(bench.home, lambda text: None, bench.clock) as house:
        yield Read(bench, house)
    bench.close()
