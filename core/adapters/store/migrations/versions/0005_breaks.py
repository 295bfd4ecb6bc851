"""What a break follows, and until when a person waits for it."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, String, Text

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the table."""
    op.add_column("breaks", Column("predecessor", Integer, nullable=False, server_default="0"))
    op.create_table(
        "break_waits",
        Column("wait_id", Integer, primary_key=True, autoincrement=True),
        Column("run_seq", Integer, nullable=False, index=True),
        Column("break_id", Integer, ForeignKey("breaks.break_id"), nullable=False, index=True),
        Column("until", Integer, nullable=False),
        Column("author", String, nullable=False),
        Column("reason", Text, nullable=False),
        sqlite_autoincrement=True,
    )  # fmt: skip
