"""What every test may ask for."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def realdata() -> Path:
    """The folder of real market data beside the project; skips where it is absent."""
    folder = ROOT.parent / "shared" / "data"
    if not (folder / "ashare_daily.parquet").is_file():
        pytest.skip(f"real market data is not at {folder}")
    return folder
