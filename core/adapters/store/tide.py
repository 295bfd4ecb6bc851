"""How far every table that screens show has come: cheap enough to look at several times a second."""

from typing import Any

from sqlalchemy import ColumnElement, Engine, Table, func, literal_column, select

from core.adapters.store import schema

TOPICS: dict[str, tuple[Table, ...]] = {
    "runs": (schema.runs, schema.run_steps, schema.run_artifacts),
    "events": (schema.events,),
    "orders": (schema.batches, schema.batch_answers, schema.order_results, schema.fills, schema.verdicts),
    "data": (schema.snapshot_files, schema.snapshot_corrections, schema.correction_proposals),
    "ledger": (schema.journal_entries, schema.equity_marks),
    "breaks": (schema.breaks, schema.break_actions, schema.break_waits),
    "alarms": (schema.alarms, schema.alarm_moves),
    "factors": (schema.factors, schema.leak_passes),
}
"""What a screen can follow, and the tables that tell of it."""

_last_row: ColumnElement[Any] = func.coalesce(func.max(literal_column("rowid")), 0)


def tide(engine: Engine) -> dict[str, tuple[object, ...]]:
    """Return by topic the newest row of its tables; equal figures mean nothing new."""
    with engine.connect() as connection:
        found: dict[str, tuple[object, ...]] = {
            topic: tuple(connection.execute(select(_last_row).select_from(table)).scalar_one() for table in tables)
            for topic, tables in TOPICS.items()
        }
        # A run that ends changes its row; it adds none.
        ended = connection.execute(select(func.count(schema.runs.c.outcome), func.max(schema.runs.c.ended_at))).one()
    return found | {"runs": (*found["runs"], *ended)}
