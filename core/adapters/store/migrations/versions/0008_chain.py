"""The chain of records; what was written before is linked when this migration's transaction ends."""

from alembic import op
from sqlalchemy import Column, Integer, String

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "record_chain",
        Column("link_id", Integer, primary_key=True, autoincrement=True),
        Column("table_name", String, nullable=False),
        Column("row_key", String, nullable=False),
        Column("day", Integer, nullable=False, index=True),
        Column("row_hash", String, nullable=False),
        Column("chain_hash", String, nullable=False),
        sqlite_autoincrement=True,
    )  # fmt: skip
