"""What a correction would do, told before anybody proposes it."""

from datetime import date
from math import isfinite, log10

import pandas as pd

from app.compose import House
from app.records import records_of
from core.domain.dataset import DATASETS, Dataset, Kind
from core.domain.errors import RetryLater
from core.jobs.revision_effects import effects
from core.ports.records import Records, RunQuery
from core.ports.views.data import EffectAsk, EffectView
from core.ports.views.sheet import Sheet

MISSING = "null"
_READERS = ("night", "morning", "close")
_NEIGHBOURS = 5
_MOST_RUNS = 30
_LARGE = 0.3
_TEN_POWER_TOLERANCE = 0.05


def _correctable(spec: Dataset) -> bool:
    return {"ts_code"} <= set(spec.key) <= {"ts_code", "trade_date"}


CORRECTABLE: dict[str, tuple[tuple[str, str], ...]] = {
    name: tuple((column.name, column.unit) for column in spec.columns if column.name not in spec.key)
    for name, spec in sorted(DATASETS.items())
    if _correctable(spec)
}
"""By dataset, the columns a correction may name, with their units."""


def effect(house: House, ask: EffectAsk) -> EffectView:
    """Return old and new value, the days around, and the runs that stood on the old one.

    FixAndRestart where it is no cell that can be corrected.
    """
    new = None if ask.value == MISSING else ask.value
    records, now = records_of(house), house.desk.clock.now()
    old = records.cell(ask.dataset, ask.day, ask.symbol, ask.column, new, now)
    unit = dict(CORRECTABLE.get(ask.dataset, ())).get(ask.column, "")
    change = _change(old, new)
    return EffectView(
        as_of=now,
        old=old,
        new=new,
        unit=unit,
        change=change,
        around=_around(house, ask),
        runs=_runs(house, records, ask),
        remarks=_remarks(old, new, change),
    )


def _change(old: str | None, new: str | None) -> float | None:
    before, after = _figure(old), _figure(new)
    return (after - before) / abs(before) if before and after is not None else None


def _figure(text: str | None) -> float | None:
    try:
        value = float(text) if text is not None else None
    except ValueError:
        return None
    return value if value is not None and isfinite(value) else None


def _remarks(old: str | None, new: str | None, change: float | None) -> list[str]:
    before, after = _figure(old), _figure(new)
    if old == new or (before is not None and before == after):
        return ["same"]
    found = [] if change is None or abs(change) <= _LARGE else ["large"]
    if before and after and before * after > 0:
        power = log10(abs(after / before))
        if round(power) and abs(power - round(power)) < _TEN_POWER_TOLERANCE:
            found.append("ten_power")
    return found + (["missing"] if new is None else [])


def _around(house: House, ask: EffectAsk) -> Sheet:
    fields = ("day", "value")
    if DATASETS[ask.dataset].kind is not Kind.DAILY:
        return Sheet.of([], fields)
    days = _days_around(house, ask.day)
    rows = house.store.view(house.desk.clock.now()).read(
        ask.dataset, days[0], days[-1], ["ts_code", "trade_date", ask.column]
    )
    mine = rows[rows["ts_code"] == ask.symbol].set_index("trade_date")[ask.column]
    cells = {day: mine.get(day.year * 10_000 + day.month * 100 + day.day) for day in days}
    told = ({"day": day, "value": None if cell is None or pd.isna(cell) else str(cell)} for day, cell in cells.items())
    return Sheet.of(told, fields)


def _days_around(house: House, day: date) -> list[date]:
    try:
        calendar = house.calendar()
        after = [each for each in calendar.days if each > day][:_NEIGHBOURS]
        return sorted({*calendar.last_n(day, _NEIGHBOURS + 1), day, *after})
    except RetryLater:
        return [day]


def _runs(house: House, records: Records, ask: EffectAsk) -> Sheet:
    """Runs for that day or later whose pin lets them read the file of that day."""
    now = house.desk.clock.now()
    file = records.files_read(ask.dataset, ask.day, now, house.store.pin())
    listed, _ = records.runs(RunQuery(kinds=_READERS, since=ask.day), 0, _MOST_RUNS)
    read = [line.run for line in listed if file is not None and line.run.snapshot_pin >= file.snapshot_id]
    rows = (
        {"run_id": run.run_id, "planned": "; ".join(effects(house.desk, [run.run_id], {ask.symbol}))} for run in read
    )
    return Sheet.of(rows, ("run_id", "planned"))
