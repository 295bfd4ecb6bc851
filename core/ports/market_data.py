"""Market data from outside, already in canonical units."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

import pandas as pd


@dataclass(frozen=True, slots=True)
class Fetched:
    """One partition as a source gave it: canonical columns and units, and where it came from (URL masked)."""

    frame: pd.DataFrame
    source_name: str
    source_url: str


class MarketData(Protocol):
    """A source of datasets; the columns are those of `core.domain.dataset.DATASETS`."""

    def fetch(self, dataset: str, day: date) -> Fetched:
        """Fetch the rows of `day` (DAILY) or the table as it stands on `day` (LATEST).

        An empty frame is a true answer. Raises RetryLater when the source cannot answer now and FixAndRestart when it
        never will without a person (token, permission, malformed request).
        """
        ...
