"""One more day as the product computes it: from the day's stored files to values and scores in files."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from core.adapters.clock.clocks import StandingClock
from core.adapters.store.database import open_database
from core.adapters.store.factor_book import SqlFactorBook
from core.adapters.store.factor_table import ParquetFactorTable
from core.adapters.store.panels import PanelStore
from core.adapters.store.run_files import RunFiles
from core.adapters.store.snapshots import SnapshotStore
from core.jobs.documents import frame_document
from core.jobs.factor_build import Workshop, registry_digest, update
from core.pipeline.engine.engine import VERSION, Engine
from core.pipeline.engine.grids import Grids
from core.pipeline.factors.history import stream_history
from core.pipeline.factors.library import CATALOGUE
from core.pipeline.preprocess import preprocess
from core.pipeline.scores.rule import rule_score
from core.ports.factors import FactorStamp
from core.settings.model import Factors
from tests.bench.factor_peers.timing import Timing, quickest, timed
from tests.bench.factor_work import load_kernels
from tests.fakes.stored_market import EVENING

FACTORS = CATALOGUE.computed()
ACTIVE = [factor.name for factor in CATALOGUE.active()]
COLUMNS = tuple(factor.column for factor in FACTORS)
PLACES = {factor.name: place for place, factor in enumerate(FACTORS)}
STEPPED_DAYS, UPDATED_DAYS = 9, 3


def one_more_day(home: Path, cache: Path, days: Sequence[date], threads: int) -> tuple[dict[str, Timing], Timing]:
    """Step → its time on the quickest of some days, warm; and the quickest `update` of some days after them.

    The steps are those of a process that planned its engine before; `update` plans its own and does not score.
    """
    load_kernels(cache)
    last = days[-STEPPED_DAYS - UPDATED_DAYS :]
    database = open_database(home)
    try:
        steps = _Steps(home, SnapshotStore(home, database), threads)
        runs = [steps.run(day) for day in last[:STEPPED_DAYS]][1:]
        shop = Workshop(
            PanelStore(home), ParquetFactorTable(home), SqlFactorBook(database, VERSION), StandingClock(EVENING), str
        )
        view = SnapshotStore(home, database).view(EVENING)
        updates = (lambda day=day: update(shop, view, FACTORS, day, threads) for day in last[STEPPED_DAYS:])
        return min(runs, key=lambda run: sum(timing.wall_s for timing in run.values())), quickest(updates)
    finally:
        database.dispose()


class _Steps:
    """What a day takes, step by step, over the days of one home."""

    def __init__(self, home: Path, store: SnapshotStore, threads: int) -> None:
        self._store, self._panels = store, PanelStore(home)
        self._table, self._files = ParquetFactorTable(home), RunFiles(home)
        self._engine = Engine([factor.node for factor in FACTORS], threads)
        self._made: dict[str, Any] = {}

    def run(self, day: date) -> dict[str, Timing]:
        """Step → its time on that day."""
        steps = {
            "panel rows appended": self._append, "factors": self._compute, "preprocess": self._prepare,
            "score": self._score, "written": self._write,
        }  # fmt: skip
        return {name: timed(lambda step=step: step(day)) for name, step in steps.items()}

    def _append(self, day: date) -> None:
        self._made["rows"] = self._panels.open(self._store.view(EVENING), day, str)

    def _compute(self, _day: date) -> None:
        rows = self._made["rows"]
        grids, last = Grids(rows.dates, rows.symbols, rows.fields), len(rows.dates) - 1
        _, values = next(stream_history(self._engine, grids, rows.late, last, last + 1, 1))
        there = np.flatnonzero(np.isfinite(rows.fields["close"][last]))
        symbols = np.array(rows.symbols, dtype=object)[there]
        order = np.argsort(symbols)
        self._made |= {"symbols": symbols[order].tolist(), "values": values[:, 0, there[order]]}

    def _prepare(self, _day: date) -> None:
        places = [PLACES[name] for name in ACTIVE]
        raw = pd.DataFrame(self._made["values"][places].T, index=self._made["symbols"], columns=ACTIVE)
        self._made["done"] = preprocess(raw, Factors())

    def _score(self, _day: date) -> None:
        done, codes = self._made["done"], self._made["symbols"]
        universe = pd.DataFrame({"ts_code": codes, "included": True, "penalty": 0.0, "shadow": False})
        weights = dict(CATALOGUE.directions)
        self._made["scores"] = rule_score(done.rank_pct, universe, weights, 0.0, done.coverage)

    def _write(self, day: date) -> None:
        columns = dict(zip(COLUMNS, self._made["values"], strict=True))
        stamp = FactorStamp(EVENING, 0, VERSION, registry_digest(FACTORS, COLUMNS), self._made["rows"].prints[-1])
        self._table.write(day, self._made["symbols"], columns, stamp)
        self._files.put(f"night-{day:%Y%m%d}-01", "scores_all.parquet", frame_document(self._made["scores"]))
