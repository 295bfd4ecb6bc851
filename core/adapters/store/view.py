"""The view that cannot see the future: DuckDB in memory over the right snapshot files."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from sqlalchemy import Engine

from core.adapters.store.canonical import arrow_schema, frame_of
from core.adapters.store.corrections import corrections_at, lay_over
from core.adapters.store.manifest import Entry, entries, known, payloads, row_cutoff, standing
from core.domain.dataset import DATASETS, Dataset, Kind
from core.domain.dates import SHANGHAI, TradingCalendar, date_of, ymd
from core.domain.errors import FixAndRestart, RetryLater

_FEW = 4


class SnapshotView:
    """Everything known at one instant, limited to snapshot ids up to a pin.

    Two filters hold independently: a file is read only once it is known, and of every file only rows whose own date
    is known, so that a row planted in an earlier partition stays unread. A correction is known from its `created_at`
    on and belongs to runs pinned at or after the snapshots it was made on.
    """

    def __init__(self, home: Path, engine: Engine, as_of: datetime, pin: int) -> None:
        if as_of.tzinfo is None:
            raise ValueError(f"as_of {as_of} has no time zone")
        self._home = home
        self._engine = engine
        self._as_of = as_of.astimezone(SHANGHAI)
        self._pin = pin
        self._files: dict[str, list[Entry]] = {}
        self._calendar: TradingCalendar | None = None

    @property
    def as_of(self) -> datetime:
        """The instant this view stands at."""
        return self._as_of

    @property
    def pin(self) -> int:
        """The highest snapshot id this view may use."""
        return self._pin

    def read(
        self, dataset: str, start: date | None = None, end: date | None = None, columns: Sequence[str] | None = None
    ) -> pd.DataFrame:
        """Return known rows with trade dates in [start, end], sorted by date column and ts_code, corrections applied.

        LATEST datasets ignore start and end. Columns are canonical, str as pandas strings, optional integers Int64; an
        unknown dataset or column raises KeyError. A dataset never stored gives an empty frame with its columns.
        FixAndRestart when a file the manifest names is missing or broken.
        """
        spec = DATASETS[dataset]
        names = list(columns) if columns is not None else spec.column_names()
        unknown = sorted(set(names) - set(spec.column_names()))
        if unknown:
            raise KeyError(f"{dataset} has no column {', '.join(unknown)}")
        files = self._chosen(spec, start, end)
        with self._engine.connect() as connection:
            corrections = corrections_at(connection, spec, self._as_of, self._pin)
        if spec.kind is Kind.LATEST and files:
            corrections = [item for item in corrections if item.day <= files[0].day]
        wanted = [name for name in spec.column_names() if name in {*names, *(spec.key if corrections else ())}]
        frame = frame_of(spec, self._scan(spec, files, wanted, start, end), wanted)
        return lay_over(spec, frame, corrections)[names]

    def calendar(self) -> TradingCalendar:
        """Return the trading calendar, read once a view; RetryLater when trade_cal was never stored.

        Days between its rows are unknown, unless it has rows for open days only.
        """
        if self._calendar is None:
            self._calendar = self._read_calendar()
        return self._calendar

    def _read_calendar(self) -> TradingCalendar:
        rows = self.read("trade_cal")
        if rows.empty:
            raise RetryLater(
                "the trading calendar was never stored", "run `daybreak data pull` or `daybreak data import`"
            )
        days = [date_of(number) for number in rows["cal_date"].tolist()]
        opens = [day for day, is_open in zip(days, rows["is_open"].tolist(), strict=True) if is_open]
        return TradingCalendar(opens, days[0], days[-1], _left_out(days) if len(opens) < len(days) else ())

    def dates(self, dataset: str) -> list[date]:
        """Return the trade dates for which a partition is stored and known, ascending."""
        spec = DATASETS[dataset]
        return sorted(known(spec, self._entries(dataset), self._as_of))

    def fingerprints(self, dataset: str, days: Sequence[date]) -> dict[date, str]:
        """Return, per day with a stored and known partition, what `read` answers for it: equal text, equal rows.

        It names the partition's payload and the corrections laid over it. Only for DAILY datasets.
        """
        spec = DATASETS[dataset]
        if spec.kind is not Kind.DAILY:
            raise ValueError(f"{dataset} is no table of days")
        marks: dict[date, str] = {}
        with self._engine.connect() as connection:
            newest = payloads(connection, spec, self._pin, self._as_of)
            for item in corrections_at(connection, spec, self._as_of, self._pin):
                marks[item.day] = f"{marks.get(item.day, '')} {item.ts_code} {item.column} {item.new_value}"
        dated = ((day, newest.get(ymd(day))) for day in days)
        return {day: f"{payload}{marks.get(day, '')}" for day, payload in dated if payload is not None}

    def _entries(self, dataset: str) -> list[Entry]:
        if dataset not in self._files:
            with self._engine.connect() as connection:
                self._files[dataset] = entries(connection, dataset, self._pin)
        return self._files[dataset]

    def _entries_between(self, dataset: str, start: date | None, end: date | None) -> list[Entry]:
        if dataset in self._files or start is None or end is None:
            return self._entries(dataset)
        with self._engine.connect() as connection:
            return entries(connection, dataset, self._pin, start, end)

    def _chosen(self, spec: Dataset, start: date | None, end: date | None) -> list[Entry]:
        if spec.kind is Kind.LATEST:
            entry = standing(spec, self._entries(spec.name), self._as_of)
            return [] if entry is None else [entry]
        newest = known(spec, self._entries_between(spec.name, start, end), self._as_of)
        first, last = start or date.min, end or date.max
        return [newest[day] for day in sorted(newest) if first <= day <= last and newest[day].rows]

    def _scan(
        self, spec: Dataset, files: list[Entry], names: list[str], start: date | None, end: date | None
    ) -> pa.Table:
        """Rows come in file order, and files are sorted inside: the answer is sorted without sorting it again."""
        if not files:
            return arrow_schema(spec).empty_table().select(names)
        cutoff = row_cutoff(spec, self._as_of)
        if len(files) <= _FEW or spec.late_names & set(names):
            return self._read_few(spec, files, names, cutoff, start, end)
        conditions, bounds = ["true"], []
        if cutoff is not None:
            conditions.append(f"{cutoff[0]} <= ?")
            bounds.append(cutoff[1])
        if spec.kind is Kind.DAILY:
            conditions.append(f"{spec.date_column} BETWEEN ? AND ?")
            bounds += [ymd(start or date.min), ymd(end or date.max)]
        source = "read_parquet(?, hive_partitioning=false)"
        sql = f"SELECT {', '.join(names)} FROM {source} WHERE {' AND '.join(conditions)}"  # noqa: S608 declared names
        paths = [str(self._home / entry.path) for entry in files]
        try:
            with duckdb.connect() as connection:
                return connection.sql(sql, params=[paths, *bounds]).to_arrow_table()
        except duckdb.Error as error:
            raise _unreadable(spec, error) from error

    def _read_few(
        self,
        spec: Dataset,
        files: list[Entry],
        names: list[str],
        cutoff: tuple[str, int] | None,
        start: date | None,
        end: date | None,
    ) -> pa.Table:
        """The same answer as one query over all files, without the start-up of an engine."""
        bounds: dict[str, list[tuple[int, int]]] = {} if cutoff is None else {cutoff[0]: [(0, cutoff[1])]}
        if spec.kind is Kind.DAILY:
            bounds.setdefault(spec.date_column, []).append((ymd(start or date.min), ymd(end or date.max)))
        wanted = [column.name for column in spec.columns if column.name in {*names, *bounds}]
        try:
            parts = [_whole(spec, self._home / entry.path, wanted) for entry in files]
        except (OSError, pa.ArrowException, KeyError) as error:
            raise _unreadable(spec, error) from error
        table = pa.concat_tables(parts, promote_options="permissive")
        for name, spans in bounds.items():
            for low, high in spans:
                table = table.filter(pc.and_(pc.less_equal(table[name], high), pc.greater_equal(table[name], low)))
        return table.select(names)


def _left_out(days: list[date]) -> list[date]:
    """Return the days between the first and the last that have no row; a table that lists open days only has none."""
    told = set(days)
    span = (days[0] + timedelta(days=step) for step in range((days[-1] - days[0]).days))
    return [day for day in span if day not in told]


def _whole(spec: Dataset, path: Path, names: list[str]) -> pa.Table:
    with pq.ParquetFile(path) as file:
        table = file.read(names, use_threads=False)
    lacking = set(names) - set(table.column_names)
    if lacking - spec.late_names:
        raise KeyError(f"{path} has no column {', '.join(sorted(lacking))}")
    for name in lacking:
        table = table.append_column(name, pa.nulls(len(table), arrow_schema(spec).field(name).type))
    return table.select(names)


def _unreadable(spec: Dataset, error: Exception) -> FixAndRestart:
    return FixAndRestart(
        f"{spec.name}: a snapshot file cannot be read: {error}", "restore the snapshots folder from a backup"
    )
