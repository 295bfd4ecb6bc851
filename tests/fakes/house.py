"""A bench's home opened as the reader opens it, so that builders can be asked."""

from app.compose import House
from core.adapters.store.snapshots import SnapshotStore
from tests.fakes.desk import DeskBench


def house_of(bench: DeskBench) -> House:
    """The bench's desk as a House; closing the bench closes it."""
    return House(
        bench.home, bench.home, bench.engine, bench.desk, SnapshotStore(bench.home, bench.engine), bench.session
    )
