"""The runs a symbol went through on a day, and what they left of it."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from math import isnan
from typing import Any

import pyarrow.parquet as pq

from app.compose import House
from app.records import records_of
from core.domain.dates import ymd
from core.domain.errors import RetryLater
from core.domain.outcome import Outcome
from core.domain.verdict import Verdict
from core.pipeline.portfolio.plan import Plan, PlanRow
from core.ports.records import OrderLine, RunLine, RunQuery

PLANNED = frozenset({Outcome.DONE, Outcome.DEGRADED})
_FEW = 50


class Way:
    """The Night and the Morning that decided about `symbol` for the trading day `day`, and their files."""

    def __init__(self, house: House, symbol: str, day: date, order: OrderLine | None = None) -> None:
        self.house = house
        self.symbol = symbol
        self.day = day
        self._order = order
        self._records = records_of(house)

    @cached_property
    def order(self) -> OrderLine | None:
        """The order of the day for this symbol as the books know it, None where there was none."""
        if self._order is not None:
            return self._order
        lines, _ = self._records.orders(f"{ymd(self.day)}- {self.symbol}", 0, _FEW)
        return next((line for line in lines if line.trade_date == self.day and line.symbol == self.symbol), None)

    @cached_property
    def morning(self) -> RunLine | None:
        """The Morning that released the order, else the newest of the day."""
        if self.order is not None:
            return self._records.run(self.order.run_id)
        return next(iter(self._runs("morning", self.day)), None)

    @cached_property
    def night(self) -> RunLine | None:
        """The newest Night of the data date before the Morning, one that left a plan where there is one."""
        if self.data_date is None:
            return None
        before = self.morning.run.run_seq if self.morning else None
        nights = [line for line in self._runs("night", self.data_date) if not before or line.run.run_seq < before]
        return next((line for line in nights if line.run.outcome in PLANNED), nights[0] if nights else None)

    @cached_property
    def data_date(self) -> date | None:
        """The open day before; None where neither a plan nor the calendar tells."""
        document = self.document(self.morning, "plan.json")
        if isinstance(document, dict):
            return Plan.from_json(json.dumps(document)).data_date
        try:
            return self.house.calendar().prev_open(self.day)
        except RetryLater:
            return None

    @cached_property
    def plan(self) -> Plan | None:
        """The plan the Morning took over, else that of the Night."""
        document = self.document(self.morning, "plan.json") or self.document(self.night, "plan.json")
        return Plan.from_json(json.dumps(document)) if document else None

    @cached_property
    def planned(self) -> PlanRow | None:
        """The symbol's row of the plan, a target before a substitute."""
        rows = (*self.plan.rows, *self.plan.substitutes) if self.plan else ()
        return next((row for row in rows if row.symbol == self.symbol), None)

    @cached_property
    def universe(self) -> Mapping[str, Any] | None:
        """The symbol's row of the universe; empty where it is not in it, None where no run left one."""
        found = self.row(self.night, "universe.parquet")
        return self.row(self.morning, "universe.parquet") if found is None else found

    @cached_property
    def scored(self) -> Mapping[str, Any] | None:
        """The symbol's row of all scores; empty where it has none, None where no run left any."""
        return self.row(self.night, "scores_all.parquet")

    @cached_property
    def verdicts(self) -> list[Verdict]:
        """What each gate said last in the Morning, by the order of asking."""
        if self.morning is None:
            return []
        said = {verdict.gate: verdict for verdict in self.house.desk.books.verdicts(self.morning.run.run_seq)}
        return list(said.values())

    def row(self, line: RunLine | None, name: str, columns: Sequence[str] | None = None) -> Mapping[str, Any] | None:
        """Return the symbol's row of a Parquet artifact; empty where it has none, None where the file is not there."""
        path = None if line is None else self.house.desk.artifacts.path(line.run.run_id, name)
        if path is None or not path.is_file():
            return None
        wanted = columns if columns is None else sorted(set(columns) & set(pq.read_schema(path).names))
        found = pq.read_table(path, columns=wanted, filters=[("ts_code", "=", self.symbol)]).slice(0, 1).to_pylist()
        return {key: _plain(value) for key, value in found[0].items()} if found else {}

    def rows(self, line: RunLine | None, name: str) -> int:
        """Return how many rows a Parquet artifact has, 0 where it is not there."""
        path = None if line is None else self.house.desk.artifacts.path(line.run.run_id, name)
        return pq.read_metadata(path).num_rows if path is not None and path.is_file() else 0

    def document(self, line: RunLine | None, name: str) -> Any:
        """Return a JSON artifact, None where it is not there."""
        path = None if line is None else self.house.desk.artifacts.path(line.run.run_id, name)
        return json.loads(path.read_bytes()) if path is not None and path.is_file() else None

    def detail(self, line: RunLine | None, step: str) -> Mapping[str, object]:
        """Return what a step of a run noted, empty where it was not reached."""
        steps = [] if line is None else self.house.desk.runs.steps(line.run.run_seq)
        return next((each.detail for each in steps if each.name == step), {})

    def _runs(self, kind: str, day: date) -> list[RunLine]:
        lines, _ = self._records.runs(RunQuery(kinds=(kind,), since=day, until=day), 0, _FEW)
        return lines


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and isnan(value) else value
