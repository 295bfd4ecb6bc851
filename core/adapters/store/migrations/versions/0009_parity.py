"""The parity of each day: planned against filled."""

from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "parity_days",
        Column("trade_date", Integer, primary_key=True),
        Column("run_seq", Integer, primary_key=True),
        Column("planned", Integer, nullable=False),
        Column("planned_fen", Integer, nullable=False),
        Column("price_fen", Integer, nullable=False),
        Column("quantity_fen", Integer, nullable=False),
        Column("fee_fen", Integer, nullable=False),
        Column("late", Integer, nullable=False),
        Column("parity_bp", Integer),
        Column("causes", Text, nullable=False),
    )  # fmt: skip
