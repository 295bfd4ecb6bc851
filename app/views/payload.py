"""The last step of the way back: a symbol's cells in one snapshot file, and where its bytes came from."""

from datetime import datetime
from typing import Any

import pandas as pd

from app.compose import House
from app.records import corrections_of, records_of
from core.domain.dataset import DATASETS, Column, Kind
from core.domain.errors import FixAndRestart
from core.ports.records import RunLine, SnapshotLine
from core.ports.views.audit import PayloadAsk, PayloadView
from core.ports.views.sheet import Sheet

CELL_FIELDS = ("column", "value", "unit", "wire", "correction")


def payload(house: House, ask: PayloadAsk) -> PayloadView:
    """Return a symbol's row of a snapshot file as a run read it; FixAndRestart for an unknown file or run."""
    records = records_of(house)
    file, reader = records.snapshot(ask.snapshot_id), records.run(ask.read_by)
    if file is None or reader is None:
        raise FixAndRestart(
            f"there is no snapshot #{ask.snapshot_id} read by {ask.read_by!r}", "search the runs, and open one anew"
        )
    return PayloadView(
        as_of=house.desk.clock.now(),
        snapshot_id=file.snapshot_id,
        dataset=file.dataset,
        day=file.day,
        cells=Sheet.of(_cells(house, reader, file, ask.symbol), CELL_FIELDS),
        source=_source(file),
        intact=records.is_intact(file),
    )


def _source(file: SnapshotLine) -> dict[str, str]:
    return {
        "source_name": file.source_name,
        "source_url": file.source_url,
        "payload_hash": file.payload_hash,
        "ingest_time": f"{file.ingest_time:%Y-%m-%d %H:%M:%S}",
        "run_id": file.run_id,
        "strategy_id": file.strategy_id,
        "rows": f"{file.rows:,}",
        "path": file.path,
        "sha256": file.sha256,
        "revises": "" if file.revises is None else f"#{file.revises}",
    }


def _cells(house: House, reader: RunLine, file: SnapshotLine, symbol: str) -> list[dict[str, object]]:
    """Return the symbol's cells in canonical units, corrections laid over."""
    spec = DATASETS[file.dataset]
    if "ts_code" not in spec.key:
        return []
    view = house.store.view(reader.run.identity.as_of, reader.run.snapshot_pin)
    rows = view.read(file.dataset, file.day, file.day)
    mine = rows[rows["ts_code"] == symbol]
    laid = _laid(house, reader.run.identity.as_of, file, symbol)
    return [
        {
            "column": column.name,
            "value": _shown(mine.iloc[-1][column.name]),
            "unit": column.unit,
            "wire": _wire(column),
            "correction": laid.get(column.name, 0),
        }
        for column in (spec.columns if len(mine) else ())
    ]


def _wire(column: Column) -> str:
    return f"{column.on_wire} × {column.wire_factor:g}" if column.wire_factor != 1 else column.on_wire


def _laid(house: House, as_of: datetime, file: SnapshotLine, symbol: str) -> dict[str, int]:
    """Return by column the correction that stood over the cell at that time."""
    daily = DATASETS[file.dataset].kind is Kind.DAILY
    laid, _ = corrections_of(house)
    return {
        str(row["column"]): int(str(row["correction_id"]))
        for row in laid
        if (row["dataset"], row["ts_code"]) == (file.dataset, symbol)
        and not (row["undoes"] or row["undone_by"])
        and (row["day"] == file.day or not daily)
        and str(row["created_at"]) <= str(as_of)
    }


def _shown(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(value)
