"""What the console must do within a frame: scroll a long table, pan a long chart."""

from tests.bench.console_widgets import Row, rows


def run() -> list[Row]:
    """Return a row for each of them, beside what Qt and pyqtgraph do as they come."""
    return rows()
