"""What the gates remember: counters, and the account's value as it was read."""

from alembic import op
from sqlalchemy import Column, Integer, String, Text, UniqueConstraint

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "gate_counters",
        Column("counter_id", Integer, primary_key=True, autoincrement=True),
        Column("run_seq", Integer, nullable=False, index=True),
        Column("trade_date", Integer, nullable=False, index=True),
        Column("source", String, nullable=False),
        Column("name", String, nullable=False),
        Column("amount", Integer, nullable=False),
        UniqueConstraint("source", "name"),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_table(
        "loss_journal",
        Column("entry_id", Integer, primary_key=True, autoincrement=True),
        Column("run_seq", Integer, nullable=False, index=True),
        Column("trade_date", Integer, nullable=False),
        Column("at", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("name", String, nullable=False),
        Column("total_fen", Integer, nullable=False),
        Column("base_fen", Integer, nullable=False),
        Column("peak_fen", Integer, nullable=False),
        Column("author", String, nullable=False),
        Column("reason", Text, nullable=False),
        UniqueConstraint("run_seq", "kind", "name"),
        sqlite_autoincrement=True,
    )  # fmt: skip
    for statement in _COUNT_WHAT_WENT_BEFORE:
        op.execute(statement)


_COUNT_WHAT_WENT_BEFORE = (
    "INSERT INTO gate_counters (run_seq, trade_date, source, name, amount) "
    "SELECT run_seq, trade_date, 'batch ' || batch_id, 'files', 1 FROM batches",
    "INSERT INTO gate_counters (run_seq, trade_date, source, name, amount) "
    "SELECT b.run_seq, b.trade_date, 'batch ' || b.batch_id, 'orders', count(*) "
    "FROM batches b JOIN batch_orders o ON o.batch_id = b.batch_id GROUP BY b.batch_id",
    "INSERT INTO gate_counters (run_seq, trade_date, source, name, amount) "
    "SELECT min(run_seq), trade_date, 'order ' || trade_date || ' ' || client_order_id, 'cancels', 1 "
    "FROM order_results WHERE state IN ('CANCELLED', 'PARTIAL_CANCELLED') GROUP BY trade_date, client_order_id",
)
