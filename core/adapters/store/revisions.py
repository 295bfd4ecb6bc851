"""What the vendor changed after the fact: which rows, by how much, and which runs stood on the old ones."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
from sqlalchemy import Connection, Engine, Row, select

from core.adapters.store.canonical import arrow_schema
from core.adapters.store.schema import runs, snapshot_files, vendor_revisions
from core.domain.dataset import DATASETS, Dataset
from core.domain.dates import date_of
from core.domain.errors import FixAndRestart
from core.ports.records import Revision

_READERS = ("night", "morning", "close")


def revisions(home: Path, engine: Engine, dataset: str | None = None, number: int | None = None) -> list[Revision]:
    """Return every vendor revision, or that of a dataset or `number`, newest first, compared file by file in `home`.

    FixAndRestart when a file is missing or broken.
    """
    query = select(vendor_revisions).order_by(vendor_revisions.c.revision_id.desc())
    if dataset is not None:
        query = query.where(vendor_revisions.c.dataset == dataset)
    if number is not None:
        query = query.where(vendor_revisions.c.revision_id == number)
    with engine.connect() as connection:
        return [_revision(home, connection, row) for row in connection.execute(query).all()]


def _revision(home: Path, connection: Connection, row: Row[tuple[object, ...]]) -> Revision:
    spec = DATASETS[row.dataset]
    old, new = (_rows(home, connection, spec, number) for number in (row.old_snapshot_id, row.new_snapshot_id))
    keys = list(spec.key)
    both = old.merge(new, how="outer", on=keys, suffixes=("__old", "__new"), indicator="__side")
    came, went = both[both["__side"] == "right_only"], both[both["__side"] == "left_only"]
    kept = both[both["__side"] == "both"]
    changed = {name: mask for name, mask in _changed(spec, kept) if mask.any()}
    touched = pd.concat([came, went, *(kept[mask] for mask in changed.values())])
    any_change = pd.DataFrame(changed).any(axis=1) if changed else pd.Series(dtype=bool)
    return Revision(
        revision_id=row.revision_id,
        dataset=row.dataset,
        day=date_of(row.trade_date),
        detected_at=datetime.fromisoformat(row.detected_at),
        rows_came=len(came),
        rows_went=len(went),
        rows_changed=int(any_change.sum()),
        columns={name: int(mask.sum()) for name, mask in changed.items()},
        largest={name: size for name, mask in changed.items() if (size := _largest(kept[mask], name)) is not None},
        symbols=tuple(sorted(set(touched["ts_code"]))) if "ts_code" in touched else (),
        run_ids=_runs_on(connection, row),
    )


def _rows(home: Path, connection: Connection, spec: Dataset, snapshot_id: int) -> pd.DataFrame:
    path = connection.execute(select(snapshot_files.c.path).filter_by(snapshot_id=snapshot_id)).scalar_one()
    try:
        frame: pd.DataFrame = pq.read_table(home / path, schema=arrow_schema(spec), partitioning=None).to_pandas()
    except (OSError, ValueError) as error:
        raise FixAndRestart(f"{path} cannot be read: {error}", "restore the snapshots folder from a backup") from error
    return frame


def _changed(spec: Dataset, kept: pd.DataFrame) -> Iterator[tuple[str, pd.Series]]:
    for name in spec.column_names():
        if name not in spec.key:
            old, new = kept[f"{name}__old"], kept[f"{name}__new"]
            yield name, ~((old == new) | (old.isna() & new.isna())).fillna(False).astype(bool)


def _largest(rows: pd.DataFrame, name: str) -> float | None:
    old, new = rows[f"{name}__old"], rows[f"{name}__new"]
    if not (pd.api.types.is_numeric_dtype(old) and pd.api.types.is_numeric_dtype(new)):
        return None
    sizes = ((new - old) / old.where(old != 0)).abs().dropna()
    return float(sizes.max()) if len(sizes) else None


def _runs_on(connection: Connection, row: Row[tuple[object, ...]]) -> tuple[str, ...]:
    """Runs pinned between the two files, for that day or later; a run without a pin read no market data."""
    pinned = runs.c.snapshot_pin.between(row.old_snapshot_id, row.new_snapshot_id - 1)
    query = select(runs.c.run_id).where(pinned, runs.c.trade_date >= row.trade_date, runs.c.kind.in_(_READERS))
    return tuple(connection.execute(query.order_by(runs.c.run_seq)).scalars())
