"""Corrections: single values a person overrules, kept beside the vendor's files and laid over when reading."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import isfinite

import pandas as pd
from sqlalchemy import Connection, Engine, Row, insert, select

from core.adapters.store.manifest import newest_id
from core.adapters.store.schema import snapshot_corrections
from core.domain.dataset import DATASETS, Column, Dataset, Kind
from core.domain.dates import date_of, ymd
from core.domain.errors import FixAndRestart
from core.ports.snapshots import DataView


@dataclass(frozen=True, slots=True)
class Correction:
    """One overruled value. In a LATEST dataset it holds for every table stored under `day` or later.

    `confirmed_by` is the second step's person, empty for one made before there were two. A row that `undoes` another
    takes it away from `created_at` on; the other says so in `undone_by`.
    """

    correction_id: int
    dataset: str
    day: date
    ts_code: str
    column: str
    old_value: str | None
    new_value: str | None
    author: str
    reason: str
    created_at: datetime
    confirmed_by: str = ""
    undoes: int = 0
    undone_by: int = 0


@dataclass(frozen=True, slots=True)
class Overrule:
    """What to correct: the cell and its new value as text, None for missing."""

    dataset: str
    day: date
    ts_code: str
    column: str
    new_value: str | None


def lay_correction(connection: Connection, values: Mapping[str, object]) -> Correction:
    """Insert one correction inside the caller's transaction, made on the newest snapshots, and return it."""
    row = dict(values) | {"snapshot_pin": newest_id(connection)}
    connection.execute(insert(snapshot_corrections).values(row))
    newest = select(snapshot_corrections).order_by(snapshot_corrections.c.correction_id.desc()).limit(1)
    return _correction(connection.execute(newest).one())


def check_overrule(view: DataView, wanted: Overrule) -> str | None:
    """Return the value that would be overruled as `view`, the newest one, tells it; None where it is missing.

    Raises FixAndRestart for a key column, a value of the wrong type, a dataset whose rows are not named by a ts_code
    alone, or a row that is not stored.
    """
    spec, column = _correctable(wanted)
    _typed(spec, column, wanted.new_value)
    return _old_value(view, spec, wanted)


def list_corrections(engine: Engine, dataset: str | None = None) -> list[Correction]:
    """Return all corrections, oldest first, optionally of one dataset."""
    query = select(snapshot_corrections).order_by(snapshot_corrections.c.correction_id)
    if dataset is not None:
        query = query.where(snapshot_corrections.c.dataset == dataset)
    with engine.connect() as connection:
        found = [_correction(row) for row in connection.execute(query)]
    undone = {item.undoes: item.correction_id for item in found if item.undoes}
    return [replace(item, undone_by=undone.get(item.correction_id, 0)) for item in found]


def corrections_at(connection: Connection, spec: Dataset, as_of: datetime, pin: int) -> list[Correction]:
    """Return the corrections of a dataset known at `as_of` and made on snapshots up to `pin`, oldest first.

    One that was undone by then is not among them, nor is what undid it.
    """
    table = snapshot_corrections
    query = select(table).where(table.c.dataset == spec.name, table.c.snapshot_pin <= pin)
    rows = connection.execute(query.order_by(table.c.correction_id))
    seen = [item for item in map(_correction, rows) if item.created_at <= as_of]
    undone = {item.undoes for item in seen}
    return [item for item in seen if not item.undoes and item.correction_id not in undone]


def lay_over(spec: Dataset, frame: pd.DataFrame, corrections: Iterable[Correction]) -> pd.DataFrame:
    """Return `frame` with the corrections applied in order; cells it does not hold are passed over."""
    items = [item for item in corrections if item.column in frame.columns]
    if not items or frame.empty:
        return frame
    nearby = frame.index[frame["ts_code"].isin({item.ts_code for item in items})]
    rows = frame.loc[nearby]
    for item in items:
        match = rows["ts_code"] == item.ts_code
        if spec.kind is Kind.DAILY:
            match &= rows[spec.date_column] == ymd(item.day)
        frame.loc[nearby[match.to_numpy()], item.column] = _typed(spec, _column(spec, item.column), item.new_value)
    return frame


def _correctable(wanted: Overrule) -> tuple[Dataset, Column]:
    spec = DATASETS.get(wanted.dataset)
    if spec is None:
        raise FixAndRestart(f"there is no dataset {wanted.dataset!r}", f"choose one of {sorted(DATASETS)}")
    if not {"ts_code"} <= set(spec.key) <= {"ts_code", "trade_date"}:
        raise FixAndRestart(f"rows of {spec.name} are not named by one ts_code", "correct it at the source")
    if wanted.column not in spec.column_names() or wanted.column in spec.key:
        values = [name for name in spec.column_names() if name not in spec.key]
        raise FixAndRestart(f"{wanted.column!r} cannot be corrected in {spec.name}", f"choose one of {values}")
    return spec, _column(spec, wanted.column)


def _old_value(view: DataView, spec: Dataset, wanted: Overrule) -> str | None:
    rows = view.read(spec.name, wanted.day, wanted.day)
    rows = rows[rows["ts_code"] == wanted.ts_code]
    if rows.empty:
        raise FixAndRestart(
            f"{spec.name} has no row of {wanted.ts_code} on {wanted.day}", "check symbol and date; only stored rows"
        )
    value = rows.iloc[0][wanted.column]
    return None if pd.isna(value) else str(value)


def _column(spec: Dataset, name: str) -> Column:
    return next(column for column in spec.columns if column.name == name)


def _typed(spec: Dataset, column: Column, text: str | None) -> str | int | float | None:
    if text is None:
        if column.optional or column.type is float:
            return float("nan") if column.type is float else None
        raise FixAndRestart(f"{spec.name}.{column.name} cannot be empty", "give a value")
    try:
        value: str | int | float = column.type(text)
        if isinstance(value, float) and not isfinite(value):
            raise ValueError(text)
    except ValueError:
        raise FixAndRestart(
            f"{text!r} is no {column.type.__name__} for {spec.name}.{column.name}", f"unit: {column.unit or 'text'}"
        ) from None
    return value


def _correction(row: Row[tuple[object, ...]]) -> Correction:
    return Correction(
        row.correction_id,
        row.dataset,
        date_of(row.trade_date),
        row.ts_code,
        row.column_name,
        row.old_value,
        row.new_value,
        row.author,
        row.reason,
        datetime.fromisoformat(row.created_at),
        row.confirmed_by,
        row.undoes,
    )
