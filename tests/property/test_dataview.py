"""Rows dated after as_of are planted everywhere, past every check of the store; the view must return none of them."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, insert

from core.adapters.store.canonical import arrow_schema, parquet_bytes
from core.adapters.store.database import open_database
from core.adapters.store.schema import snapshot_files
from core.adapters.store.snapshots import SnapshotStore
from core.domain.dataset import DATASETS, Dataset, Kind
from core.domain.dates import SHANGHAI, ymd
from tests.fakes.partitions import rows

FIRST = date(2026, 1, 5)
DAYS = [FIRST + timedelta(days=offset) for offset in range(5)]
INSTANTS = sorted({spec.known_at for spec in DATASETS.values()} | {time(8, 39), time(9, 19), time(15, 59), time(20, 0)})
_DATED = sorted(set(DATASETS) - {"trade_cal"})


@dataclass(frozen=True)
class Planted:
    """A file under partition `day` whose rows carry `row_dates`, whatever day the file says."""

    dataset: str
    day: date
    row_dates: tuple[date, ...]
    ingest_time: datetime


days = st.sampled_from(DAYS)
moments = st.builds(lambda day, hour: datetime.combine(day, hour, tzinfo=SHANGHAI), days, st.sampled_from(INSTANTS))
planted_files = st.lists(
    st.builds(
        Planted,
        st.sampled_from(_DATED),
        days,
        st.lists(days, min_size=1, max_size=4, unique=True).map(tuple),
        moments,
    ),
    min_size=1,
    max_size=12,
)


@contextmanager
def _home() -> Iterator[tuple[Path, Engine]]:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(Path(folder))
        try:
            yield Path(folder), engine
        finally:
            engine.dispose()


def _plant(home: Path, engine: Engine, files: list[Planted]) -> None:
    newest: dict[tuple[str, date], int] = {}
    with engine.begin() as connection:
        for number, file in enumerate(files, start=1):
            path = f"snapshots/{file.dataset}/trade_date={ymd(file.day)}/{number}.parquet"
            (home / path).parent.mkdir(parents=True, exist_ok=True)
            (home / path).write_bytes(parquet_bytes(_table(DATASETS[file.dataset], number, file)))
            connection.execute(
                insert(snapshot_files).values(
                    snapshot_id=number,
                    dataset=file.dataset,
                    trade_date=ymd(file.day),
                    path=path,
                    rows=len(file.row_dates),
                    sha256="",
                    payload_hash=str(number),
                    source_name="planted",
                    source_url="",
                    ingest_time=file.ingest_time.isoformat(),
                    run_id="planted-1",
                    strategy_id="",
                    revises=newest.get((file.dataset, file.day)),
                )
            )
            newest[file.dataset, file.day] = number


def _table(spec: Dataset, number: int, file: Planted) -> pa.Table:
    column = spec.date_column if spec.kind is Kind.DAILY else spec.known_column
    made = [
        row
        for day in file.row_dates
        for row in rows(spec, 1, ts_code=f"{number:06d}.SZ", **({column: ymd(day)} if column else {}))
    ]
    return pa.Table.from_pylist(made, schema=arrow_schema(spec))


def _allowed(files: list[Planted], dataset: str, as_of: datetime, pin: int) -> set[tuple[str, int | None]]:
    """Say, by the words of the rule and file by file, which (file, row date) may be read."""
    spec = DATASETS[dataset]
    chosen: dict[date, int] = {}
    seen: set[date] = set()
    for number, file in enumerate(files, start=1):
        if file.dataset != dataset or number > pin:
            continue
        revision, _ = file.day in seen, seen.add(file.day)
        published = datetime.combine(file.day, spec.known_at, tzinfo=SHANGHAI) <= as_of
        if published and (not revision or file.ingest_time <= as_of):
            chosen[file.day] = number
    if spec.kind is Kind.LATEST:
        chosen = {day: number for day, number in chosen.items() if day == max(chosen)}
    allowed: set[tuple[str, int | None]] = set()
    for number in chosen.values():
        for day in files[number - 1].row_dates:
            known = datetime.combine(day, spec.known_at, tzinfo=SHANGHAI) <= as_of
            if spec.kind is Kind.LATEST and not spec.known_column:
                allowed.add((f"{number:06d}.SZ", None))
            elif known:
                allowed.add((f"{number:06d}.SZ", ymd(day)))
    return allowed


@settings(max_examples=25, deadline=None)
@given(planted_files, moments, st.integers(0, 12))
def test_no_row_from_the_future_is_read_and_none_of_the_past_is_lost(
    files: list[Planted], as_of: datetime, pin: int
) -> None:
    with _home() as (home, engine):
        _plant(home, engine, files)
        view = SnapshotStore(home, engine).view(as_of, pin)
        for dataset in sorted({file.dataset for file in files}):
            spec = DATASETS[dataset]
            frame = view.read(dataset)
            column = spec.date_column if spec.kind is Kind.DAILY else spec.known_column
            dates = frame[column].tolist() if column else [None] * len(frame)
            assert set(zip(frame["ts_code"].tolist(), dates, strict=True)) == _allowed(files, dataset, as_of, pin)


@settings(max_examples=10, deadline=None)
@given(planted_files, moments, days, days)
def test_a_span_never_widens_what_is_known(files: list[Planted], as_of: datetime, start: date, end: date) -> None:
    with _home() as (home, engine):
        _plant(home, engine, files)
        view = SnapshotStore(home, engine).view(as_of)
        for dataset in sorted({file.dataset for file in files if DATASETS[file.dataset].kind is Kind.DAILY}):
            read = view.read(dataset, start, end)
            known = view.read(dataset).merge(read[["ts_code", "trade_date"]])
            assert len(known) == len(read)
            assert read["trade_date"].between(ymd(start), ymd(end)).all()
            assert all(day <= as_of.date() for day in view.dates(dataset))


@settings(max_examples=8, deadline=None)
@given(planted_files, moments, planted_files)
def test_what_comes_later_changes_nothing_that_was_pinned(
    files: list[Planted], as_of: datetime, later: list[Planted]
) -> None:
    with _home() as (home, engine):
        _plant(home, engine, files)
        names = sorted({file.dataset for file in files})
        before = {name: SnapshotStore(home, engine).view(as_of).read(name) for name in names}
    with _home() as (home, engine):
        _plant(home, engine, files + later)
        view = SnapshotStore(home, engine).view(as_of, pin=len(files))
        for name in names:
            assert view.read(name).equals(before[name])
