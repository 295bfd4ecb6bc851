"""How old each dataset is, as a run saw it."""

from datetime import date

from core.domain.dataset import DATASETS
from core.jobs.pull import Pulled
from core.ports.snapshots import DataView


def freshness(view: DataView, day: date, pulled: Pulled) -> list[dict[str, object]]:
    """Return a row per dataset: newest known day, its age in open days at `day`, and what could not be had."""
    calendar = view.calendar()
    rows: list[dict[str, object]] = []
    for name in sorted(DATASETS):
        dates = view.dates(name)
        last = dates[-1] if dates else None
        age = None if last is None else max(0, len(calendar.between(last, day)) - 1)
        rows.append(
            {
                "dataset": name,
                "last_date": None if last is None else last.isoformat(),
                "age_days": age,
                "missing": sorted(day.isoformat() for missing, day, _ in pulled.missing if missing == name),
            }
        )
    return rows
