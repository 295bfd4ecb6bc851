"""What was asked of each source's interfaces, a row a day."""

from alembic import op
from sqlalchemy import Column, Float, Integer, String

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "source_requests",
        Column("source", String, primary_key=True),
        Column("interface", String, primary_key=True),
        Column("day", Integer, primary_key=True),
        Column("requests", Integer, nullable=False),
        Column("failures", Integer, nullable=False),
        Column("throttled", Integer, nullable=False),
        Column("rows", Integer, nullable=False),
        Column("total_ms", Float, nullable=False),
        Column("slowest_ms", Float, nullable=False),
        Column("last_ms", Float, nullable=False),
        Column("busiest_minute", Integer, nullable=False),
        Column("last_at", String, nullable=False),
    )  # fmt: skip
