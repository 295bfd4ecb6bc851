"""Import a folder of files into the store: what it holds as it stands, what it lacks derived and marked so."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from core.adapters.csv import derive
from core.adapters.csv.folder import SNAPSHOTS, find_tables, line_of, read_raw
from core.adapters.csv.listings import read_listings
from core.adapters.csv.writer import ImportReport, Progress, Span, Writer
from core.adapters.tushare.decode import decode
from core.domain.dataset import DATASETS, Kind
from core.domain.dates import TradingCalendar, date_of, ymd
from core.domain.errors import FixAndRestart
from core.ports.snapshots import Audit, Snapshots

_EVENTS = frozenset({"suspend_d", "dividend"})
"""Datasets with rows only where something happens: an open day without rows is stored empty, not left out."""

_BARS = frozenset({"daily", "daily_basic"})
_DAY = "_day"
_ROW = re.compile(r"\bin row (\d+)")


def import_folder(
    folder: Path,
    snapshots: Snapshots,
    ingest_time: datetime,
    run_id: str,
    strategy_id: str,
    progress: Progress,
    start: date | None = None,
    end: date | None = None,
) -> ImportReport:
    """Store every dataset of `folder` with dates in [start, end], and derive what it lacks beside `daily`.

    Files are CSV or Parquet named after their dataset, with Tushare's column names and units; `progress` hears
    (dataset, partitions done, partitions). Derived, and marked so in the source name: adj_factor from a column of
    `daily`, stk_limit, namechange, stk_auction, stock_basic, and float_share and circ_mv of daily_basic. Running it
    again stores only what changed. Raises FixAndRestart naming file, line and remedy; what was stored before stays.
    """
    tables, skipped = find_tables(folder)
    audit = Audit("", "", ingest_time, run_id, strategy_id)
    writer = Writer(snapshots, audit, progress, Span(ymd(start or date.min), ymd(end or date.max)))
    writer.report.skipped += skipped
    calendar = _import_calendar(tables, writer)
    together = {"trade_cal", "stock_basic"} | (_BARS if "daily" in tables else frozenset())
    for dataset in sorted(tables.keys() & DATASETS.keys() - together):
        _import_plain(dataset, tables[dataset], writer, calendar)
    listings = _import_listings(tables, writer)
    if "daily" in tables:
        _import_bars(tables, writer, calendar, listings)
    return writer.report


def _import_calendar(tables: Mapping[str, Path], writer: Writer) -> TradingCalendar:
    if "trade_cal" in tables:
        frame = _decoded("trade_cal", tables["trade_cal"], read_raw(tables["trade_cal"]))
        if frame.empty:
            raise FixAndRestart(f"{tables['trade_cal'].name} holds no day", "export the calendar again")
        first = date_of(frame["cal_date"].iloc[0])
        writer.tables(DATASETS["trade_cal"], [(first, frame)], _manual(tables["trade_cal"]))
    return writer.store.view(writer.ingest_time).calendar()


def _import_plain(dataset: str, path: Path, writer: Writer, calendar: TradingCalendar) -> None:
    spec, raw = DATASETS[dataset], read_raw(path)
    if dataset == "suspend_d" and "suspend_type" not in raw:
        raw = raw.assign(suspend_type="S")
    frame = _decoded(dataset, path, raw)
    if spec.kind is Kind.LATEST:
        writer.tables(spec, [(calendar.first, frame)], _manual(path))
        return
    also = []
    if dataset in _EVENTS and len(frame):
        dates = frame[spec.date_column]
        also = calendar.between(date_of(dates.iloc[0]), date_of(dates.iloc[-1]))
    writer.daily(spec, frame, _manual(path), also)


def _import_listings(tables: Mapping[str, Path], writer: Writer) -> pd.DataFrame | None:
    """Store a plain stock_basic as of the import's day; return it with the dated ones, None where neither is there."""
    found = []
    if SNAPSHOTS in tables:
        path = tables[SNAPSHOTS]
        found.append(read_listings(path, read_raw(path), writer.today))
    if "stock_basic" in tables:
        path, raw = tables["stock_basic"], read_raw(tables["stock_basic"])
        frame = _decoded("stock_basic", path, raw)
        writer.tables(DATASETS["stock_basic"], [(writer.today, frame)], _manual(path))
        found.append(read_listings(path, frame, writer.today))
    return pd.concat(found, ignore_index=True) if found else None


def _import_bars(
    tables: Mapping[str, Path], writer: Writer, calendar: TradingCalendar, listings: pd.DataFrame | None
) -> None:
    """Store daily and daily_basic, and derive from them what the folder lacks."""
    path, raw = tables["daily"], _dated(tables["daily"])
    raw = writer.span.up_to_end(raw, _DAY)
    if raw.empty:
        return
    listed = derive.list_dates(raw.groupby("ts_code")[_DAY].min(), listings)
    flags = [_flags(raw)]
    within = writer.span.cut(raw, _DAY)
    daily = _decoded("daily", path, within)
    if "adj_factor" in raw and "adj_factor" not in tables:
        frame = _decoded("adj_factor", path, within)
        writer.daily(DATASETS["adj_factor"], frame, f"derived:adj_factor column of {path.stem}")
    del raw, within
    writer.daily(DATASETS["daily"], daily, _manual(path))
    if "daily_basic" in tables:
        flags.append(_import_daily_basic(tables["daily_basic"], writer, daily))
    if "stk_auction" not in tables:
        writer.daily(DATASETS["stk_auction"], derive.stk_auction(daily), "derived:open of daily")
    known = pd.concat(flags, ignore_index=True).drop_duplicates(["ts_code", "trade_date"], keep="last")
    if "stk_limit" not in tables:
        limits = derive.stk_limit(daily, derive.st_on(daily, known), listed, calendar)
        writer.daily(DATASETS["stk_limit"], limits, "derived:pre_close of daily by the rulebook")
    _import_names(tables, writer, calendar, known, listings, listed)


def _import_daily_basic(path: Path, writer: Writer, daily: pd.DataFrame) -> pd.DataFrame:
    """Store daily_basic, share figures filled where missing; return the ST flags it carries."""
    raw = writer.span.up_to_end(_dated(path), _DAY)
    frame = _decoded("daily_basic", path, writer.span.cut(raw, _DAY))
    source = _manual(path)
    if frame["circ_mv"].isna().all() and not frame["turnover_rate"].isna().all():
        frame = derive.share_figures(frame, daily)
        source += " derived:float_share and circ_mv by turnover_rate"
    writer.daily(DATASETS["daily_basic"], frame, source)
    return _flags(raw)


def _import_names(
    tables: Mapping[str, Path],
    writer: Writer,
    calendar: TradingCalendar,
    flags: pd.DataFrame,
    listings: pd.DataFrame | None,
    listed: Mapping[str, int | None],
) -> None:
    """Derive namechange and stock_basic; a plain stock_basic holds from the import's day on, so these end before it."""
    last = min(ymd(writer.today), writer.span.last)
    told = None if listings is None else listings[(listings["asof"] <= last) & listings["ts_code"].isin(list(listed))]
    if "namechange" not in tables:
        names = derive.as_they_stood(derive.namechange(flags, told), calendar.first)
        writer.tables(DATASETS["namechange"], writer.span.of_tables(names), "derived:is_st flags and dated names")
    listings_made = derive.stock_basic(listed, told, calendar.first, date_of(last))
    if "stock_basic" in tables:
        listings_made = [table for table in listings_made if table[0] < writer.today]
    source = "derived:symbols listed by then, names as told by then"
    writer.tables(DATASETS["stock_basic"], writer.span.of_tables(listings_made), source)


def _dated(path: Path) -> pd.DataFrame:
    """Return a file's rows with their dates as numbers in one more column; unreadable dates stay for decode to name."""
    raw = read_raw(path)
    if "trade_date" not in raw:
        raise FixAndRestart(f"{path.name} has no column trade_date, found {list(raw.columns)}", "add it: 20260105")
    texts = raw["trade_date"]
    if isinstance(texts.dtype, pd.StringDtype):
        texts = texts.str.replace("-", "")
    numbers = pd.to_numeric(texts, errors="coerce")
    if numbers.isna().any():
        _decoded("daily" if "close" in raw else "daily_basic", path, raw)
    return raw.assign(**{_DAY: numbers.astype("int64")})


def _flags(raw: pd.DataFrame) -> pd.DataFrame:
    if "is_st" not in raw:
        return pd.DataFrame({"ts_code": [], "trade_date": [], "is_st": []}).astype({"ts_code": "str"})
    flags = pd.to_numeric(raw["is_st"], errors="coerce").astype("float64")
    return pd.DataFrame({"ts_code": raw["ts_code"], "trade_date": raw[_DAY], "is_st": flags})[flags.notna()]


def _decoded(dataset: str, path: Path, raw: pd.DataFrame) -> pd.DataFrame:
    """Decode `raw`; an error names the file and, where it names a row, the line."""
    try:
        return decode(DATASETS[dataset], raw.drop(columns=_DAY, errors="ignore"))
    except FixAndRestart as error:
        found = _ROW.search(error.message)
        line = line_of(path, int(raw.index[int(found[1])])) if found else None
        place = path.name if line is None else f"{path.name} line {line}"
        raise FixAndRestart(f"{place}: {error.message}", error.remedy) from None


def _manual(path: Path) -> str:
    return f"manual_csv:{path.stem}"
