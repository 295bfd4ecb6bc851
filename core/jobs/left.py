"""What a run left behind, read back: None where it did not get that far."""

import io
import json
from collections.abc import Sequence
from typing import Any, Protocol

import pandas as pd

from core.pipeline.portfolio.plan import Plan
from core.ports.artifacts import Artifacts
from core.ports.runs import Run, Runs


class Keeper(Protocol):
    """Where runs and what they left are kept; a Desk is one."""

    @property
    def runs(self) -> Runs:
        """The run ledger."""
        ...

    @property
    def artifacts(self) -> Artifacts:
        """The files."""
        ...


class Left:
    """The artifacts of one run by name."""

    def __init__(self, desk: Keeper, run: Run | None) -> None:
        self._desk = desk
        self._run_id = "" if run is None else run.run_id
        self._names = set() if run is None else {each.name for each in desk.runs.artifacts(run.run_seq)}

    def has(self, name: str) -> bool:
        """Whether the run left a file of that name."""
        return name in self._names

    def json(self, name: str) -> Any:
        """Return what a JSON file says; FixAndRestart for one that is gone."""
        return json.loads(self._bytes(name)) if name in self._names else None

    def frame(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame | None:
        """Return a Parquet file, or the columns of it that are asked for."""
        if name not in self._names:
            return None
        return pd.read_parquet(io.BytesIO(self._bytes(name)), columns=None if columns is None else list(columns))

    def plan(self) -> Plan | None:
        """Return the plan; FixAndRestart for a file that is none."""
        return Plan.from_json(self._bytes("plan.json").decode()) if "plan.json" in self._names else None

    def _bytes(self, name: str) -> bytes:
        return self._desk.artifacts.get(self._run_id, name)
