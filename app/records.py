"""The records of a home: what was stored, corrected, linked and exported; the composition root's part for them."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from app.compose import House, must_be_home
from core.adapters.store.archive import export_quarter, not_in_chain, quarter_of
from core.adapters.store.archive_check import check_archive
from core.adapters.store.audit import DatasetAudit, audit_datasets
from core.adapters.store.chain_check import check_home
from core.adapters.store.correction_desk import confirm, list_proposals, propose, propose_undo, withdraw
from core.adapters.store.corrections import Overrule, list_corrections
from core.adapters.store.database import open_database
from core.adapters.store.records import SqlRecords
from core.adapters.store.revisions import revisions
from core.adapters.store.sweep import altered_files, missing_files
from core.jobs.revision_effects import effects
from core.ports.records import Records

__all__ = ["Overrule"]


def records_of(house: House) -> Records:
    """Return the look-ups over the records of a home."""
    return SqlRecords(house.lender, house.engine)


def lost_snapshots(house: House) -> list[str]:
    """Return files the manifest names that are not on disk."""
    return missing_files(house.lender, house.engine)


def altered_snapshots(house: House, pin: int) -> list[str]:
    """Return files of the manifest up to `pin` that are gone or not the bytes that were stored."""
    return altered_files(house.lender, house.engine, pin)


def audit_home(house: House, at: datetime | None = None) -> list[dict[str, object]]:
    """Return a row per dataset: last date, coverage, age, source, gaps, revised rows; as of `at`, else now."""
    return [_audit_row(each) for each in audit_datasets(house.store.view(at or house.desk.clock.now()), house.engine)]


def _audit_row(audit: DatasetAudit) -> dict[str, object]:
    return {
        "dataset": audit.dataset,
        "last_date": audit.last_date,
        "age_days": audit.age_days,
        "rows": audit.rows_last,
        "partitions": audit.partitions,
        "coverage_pct": None if audit.coverage is None else round(audit.coverage * 100, 2),
        "gaps": audit.gaps,
        "revised_rows": audit.revised_rows,
        "corrections": audit.corrections,
        "sources": audit.sources,
    }


def propose_correction(house: House, wanted: Overrule | int, author: str, reason: str) -> dict[str, object]:
    """Record a wanted correction, or the undoing of the one of that number; nothing reads it yet."""
    now = house.desk.clock.now()
    if isinstance(wanted, int):
        return asdict(propose_undo(house.engine, wanted, author, reason, now))
    return asdict(propose(house.engine, house.store.view(now), wanted, author, reason, now))


def decide_correction(house: House, proposal_id: int, lay: bool, author: str, reason: str) -> dict[str, object]:
    """Lay a proposed correction over the stored value, or withdraw it."""
    now = house.desk.clock.now()
    if not lay:
        return asdict(withdraw(house.engine, proposal_id, author, reason, now))
    by_two = house.desk.settings.data_source.corrections_by_two
    return asdict(confirm(house.engine, house.store.view(now), proposal_id, author, reason, now, by_two))


def corrections_of(house: House) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Return every correction, and every proposal with what was decided."""
    return [asdict(each) for each in list_corrections(house.engine)], [
        asdict(each) for each in list_proposals(house.engine)
    ]


def check_records(house: House, with_files: bool = True) -> tuple[dict[str, object], list[dict[str, object]]]:
    """Return how many records and runs were gone through with the newest link, and a row per fault."""
    checked = check_home(house.home, house.lender, house.engine, with_files, house.desk.progress)
    figures = {"records": checked.records, "runs": checked.runs, "head": checked.head}
    return figures, [asdict(fault) for fault in checked.faults]


def export_records(house: House, quarter: str, out: Path) -> dict[str, object]:
    """Write the records of a quarter such as 2026Q3 to a new folder and say what is in it."""
    return asdict(export_quarter(house.home, house.engine, quarter_of(quarter), out, house.desk.progress))


def archive_faults(folder: Path, home: Path | None) -> list[str]:
    """Return what is wrong with an exported folder, and where a home is given, which of its links the home lacks."""
    faults = check_archive(folder)
    if home is None or faults:
        return faults
    must_be_home(home)
    engine = open_database(home)
    try:
        return not_in_chain(folder, engine)
    finally:
        engine.dispose()


def revisions_of(house: House, dataset: str | None = None) -> list[dict[str, object]]:
    """Return every vendor revision, newest first, with the runs that stood on the old rows and what they planned."""
    return [
        asdict(each) | {"effect": effects(house.desk, each.run_ids, set(each.symbols))}
        for each in revisions(house.lender, house.engine, dataset)
    ]
