"""One market for all tests of the demo exchange."""

import pytest

from core.adapters.demo.market import DemoExchange


@pytest.fixture(scope="session")
def market() -> DemoExchange:
    return DemoExchange(seed=7, symbols=400)
