"""Datasets from a Tushare server."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from core.adapters.tushare.client import TushareClient
from core.adapters.tushare.decode import decode
from core.domain.dataset import DATASETS, Dataset, Kind
from core.domain.dates import ymd
from core.domain.errors import FixAndRestart
from core.ports.market_data import Fetched

_CALENDAR_YEARS_BACK = 10
_LIST_STATES = ("L", "D", "P")


class TushareMarket:
    """Knows which requests make up a dataset of one day."""

    def __init__(self, client: TushareClient, source_name: str, index_codes: Sequence[str], exchange: str) -> None:
        self._client = client
        self._source_name = source_name
        self._index_codes = tuple(index_codes)
        self._exchange = exchange

    def fetch(self, dataset: str, day: date) -> Fetched:
        """Fetch one partition; raises RetryLater or FixAndRestart as the port says, KeyError for an unknown dataset."""
        spec = DATASETS[dataset]
        fields = [column.on_wire for column in spec.columns]
        parts = [self._client.query(spec.name, params, fields, spec.row_cap) for params in self._requests(spec, day)]
        filled = [part for part in parts if len(part)]
        frame = decode(spec, pd.concat(filled, ignore_index=True) if filled else pd.DataFrame())
        _check_day(spec, frame, day)
        return Fetched(frame, self._source_name, self._client.source_url)

    def _requests(self, spec: Dataset, day: date) -> list[dict[str, str]]:
        if spec.name == "trade_cal":
            start, end = date(day.year - _CALENDAR_YEARS_BACK, 1, 1), date(day.year + 1, 12, 31)
            return [{"exchange": self._exchange, "start_date": str(ymd(start)), "end_date": str(ymd(end))}]
        if spec.name == "stock_basic":
            return [{"list_status": state} for state in _LIST_STATES]
        if spec.kind is Kind.LATEST:
            return [{}]
        by_day = {spec.date_param: str(ymd(day))}
        if spec.name == "index_daily":
            return [{"ts_code": code, **by_day} for code in self._index_codes]
        return [by_day]


def _check_day(spec: Dataset, frame: pd.DataFrame, day: date) -> None:
    if spec.kind is not Kind.DAILY:
        return
    foreign = frame.loc[frame[spec.date_column] != ymd(day), spec.date_column]
    if len(foreign):
        raise FixAndRestart(
            f"{spec.name}: asked for {spec.date_param}={ymd(day)}, {len(foreign)} rows are of {foreign.iloc[0]}",
            f"the source ignores {spec.date_param}; use another source or import by hand",
        )
