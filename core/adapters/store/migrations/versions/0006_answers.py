"""What became of each batch at the other end, and which files came in."""

from alembic import op
from sqlalchemy import Column, Integer, String, Text

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "batch_answers",
        Column("answer_id", Integer, primary_key=True, autoincrement=True),
        Column("run_seq", Integer, nullable=False, index=True),
        Column("batch_id", String, nullable=False, index=True),
        Column("state", String, nullable=False),
        Column("code", String, nullable=False),
        Column("reason", Text, nullable=False),
        Column("author", String, nullable=False),
        Column("executor", String, nullable=False),
        Column("settings", String, nullable=False),
        Column("file_sha256", String, nullable=False),
        Column("orders", Text, nullable=False),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_table(
        "received_files",
        Column("received_id", Integer, primary_key=True, autoincrement=True),
        Column("run_seq", Integer, nullable=False, index=True),
        Column("kind", String, nullable=False),
        Column("trade_date", Integer, nullable=False, index=True),
        Column("batch_ids", Text, nullable=False),
        Column("name", String, nullable=False),
        Column("content_hash", String, nullable=False),
        Column("file_sha256", String, nullable=False),
        Column("how", String, nullable=False),
        Column("verdict", String, nullable=False),
        sqlite_autoincrement=True,
    )  # fmt: skip
