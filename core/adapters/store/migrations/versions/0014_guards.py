"""The database itself refuses to change or remove a record."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_GUARDED = (
    "run_steps", "events", "snapshot_files", "snapshot_corrections", "correction_proposals",
    "correction_decisions", "vendor_revisions", "verdicts", "batches", "batch_orders", "batch_answers",
    "received_files", "order_results", "fills", "journal_entries", "postings", "lot_moves", "ledger_points",
    "point_balances", "point_lots", "broker_cash", "broker_positions", "breaks", "break_actions", "break_waits",
    "equity_marks", "gate_counters", "loss_journal", "leak_passes", "stop_actions", "parity_days", "alarms",
    "alarm_moves", "record_chain",
)  # fmt: skip


def upgrade() -> None:
    """Add the triggers."""
    for table in _GUARDED:
        for verb in ("UPDATE", "DELETE"):
            refusal = f"SELECT RAISE(ABORT, '{table} is append-only')"
            op.execute(f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN {refusal}; END")
