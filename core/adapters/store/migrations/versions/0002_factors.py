"""The book of factors and of their leak checks."""

from alembic import op
from sqlalchemy import Boolean, Column, Integer, String, Text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "factors",
        Column("name", String, primary_key=True),
        Column("version", Integer, primary_key=True),
        Column("column_name", String, nullable=False, unique=True),
        Column("digest", String, nullable=False),
        Column("expression", Text, nullable=False),
        Column("status", String, nullable=False),
        Column("category", String, nullable=False),
        Column("dtype", String, nullable=False),
        Column("source", Text, nullable=False),
        Column("first_seen", String, nullable=False),
        Column("position", Integer, nullable=False),
    )  # fmt: skip
    op.create_table(
        "leak_passes",
        Column("check_id", Integer, primary_key=True, autoincrement=True),
        Column("name", String, nullable=False, index=True),
        Column("version", Integer, nullable=False),
        Column("digest", String, nullable=False),
        Column("engine_version", Integer, nullable=False),
        Column("checked_at", String, nullable=False),
        Column("passed", Boolean, nullable=False),
        Column("evidence", Text, nullable=False),
        sqlite_autoincrement=True,
    )  # fmt: skip
