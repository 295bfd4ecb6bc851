"""Alarms and what happened to each."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, String, Text

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the two tables."""
    op.create_table(
        "alarms",
        Column("alarm_id", Integer, primary_key=True, autoincrement=True),
        Column("at", String, nullable=False),
        Column("code", String, nullable=False),
        Column("subject", String, nullable=False),
        Column("condition", String, nullable=False),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_table(
        "alarm_moves",
        Column("move_id", Integer, primary_key=True, autoincrement=True),
        Column("alarm_id", Integer, ForeignKey("alarms.alarm_id"), nullable=False, index=True),
        Column("at", String, nullable=False, index=True),
        Column("kind", String, nullable=False),
        Column("author", String, nullable=False),
        Column("note", Text, nullable=False),
        Column("until", String),
        Column("priority", Integer),
        Column("detail", Text),
        Column("evidence", Text),
        Column("many", Integer),
        Column("state", String, nullable=False),
        sqlite_autoincrement=True,
    )  # fmt: skip
