"""What every test may ask for."""

import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Compiling the factor kernels takes as long as many tests: every process, and every command they start, shares them.
os.environ.setdefault("NUMBA_CACHE_DIR", str(ROOT / ".numba_cache"))


@pytest.fixture(scope="session")
def realdata() -> Path:
    """The folder of real market data beside the project; skips where it is absent."""
    folder = ROOT.parent / "shared" / "data"
    if not (folder / "ashare_daily.parquet").is_file():
        pytest.skip(f"real market data is not at {folder}")
    return folder


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the points at which a day was cut, after a session that cut it."""
    reports = terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", [])
    if any("test_crash_" in report.nodeid for report in reports):
        terminalreporter.section("crash points")
        page = (ROOT / "docs" / "crash-points.md").read_text(encoding="utf-8")
        terminalreporter.write(page[page.index("| job |") :])
