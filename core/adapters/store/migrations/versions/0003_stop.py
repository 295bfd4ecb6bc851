"""What was pressed and re-armed on STOP."""

from alembic import op
from sqlalchemy import Column, Integer, String, Text

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "stop_actions",
        Column("action_id", Integer, primary_key=True, autoincrement=True),
        Column("at", String, nullable=False),
        Column("action", String, nullable=False),
        Column("scope_kind", String, nullable=False),
        Column("scope_name", String, nullable=False),
        Column("state", String, nullable=False),
        Column("working", String, nullable=False),
        Column("trigger_name", String, nullable=False),
        Column("author", String, nullable=False),
        Column("reason", Text, nullable=False),
        sqlite_autoincrement=True,
    )  # fmt: skip
