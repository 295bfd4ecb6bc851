"""Corrections in two steps, and their undoing."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, String, Text

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add two columns and two tables."""
    op.add_column("snapshot_corrections", Column("confirmed_by", String, nullable=False, server_default=""))
    op.add_column("snapshot_corrections", Column("undoes", Integer, nullable=False, server_default="0"))
    op.create_table(
        "correction_proposals",
        Column("proposal_id", Integer, primary_key=True, autoincrement=True),
        Column("dataset", String, nullable=False),
        Column("trade_date", Integer, nullable=False),
        Column("ts_code", String, nullable=False),
        Column("column_name", String, nullable=False),
        Column("old_value", Text),
        Column("new_value", Text),
        Column("undoes", Integer, nullable=False),
        Column("author", String, nullable=False),
        Column("reason", Text, nullable=False),
        Column("created_at", String, nullable=False),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_table(
        "correction_decisions",
        Column("proposal_id", Integer, ForeignKey("correction_proposals.proposal_id"), primary_key=True),
        Column("decision", String, nullable=False),
        Column("decided_by", String, nullable=False),
        Column("decided_for", Text, nullable=False),
        Column("at", String, nullable=False),
    )  # fmt: skip
