"""Dividends still to be taxed, and resting points of the ledger."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, String

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column, an index and three tables."""
    op.add_column("lot_moves", Column("taxable_fen", Integer, nullable=False, server_default="0"))
    op.create_index("ix_journal_entries_trade_date", "journal_entries", ["trade_date"])
    op.create_table(
        "ledger_points",
        Column("point_id", Integer, primary_key=True, autoincrement=True),
        Column("run_seq", Integer, nullable=False, index=True),
        Column("entry_id", Integer, nullable=False),
        Column("through_date", Integer, nullable=False),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_table(
        "point_balances",
        Column("point_id", Integer, ForeignKey("ledger_points.point_id"), primary_key=True),
        Column("account", String, primary_key=True),
        Column("run_seq", Integer, nullable=False, index=True),
        Column("amount_fen", Integer, nullable=False),
    )  # fmt: skip
    op.create_table(
        "point_lots",
        Column("point_id", Integer, ForeignKey("ledger_points.point_id"), primary_key=True),
        Column("position", Integer, primary_key=True),
        Column("run_seq", Integer, nullable=False, index=True),
        Column("lot_id", String, nullable=False),
        Column("symbol", String, nullable=False),
        Column("qty_shares", Integer, nullable=False),
        Column("cost_fen", Integer, nullable=False),
        Column("acquired_date", Integer, nullable=False),
        Column("sellable_date", Integer, nullable=False),
        Column("taxable_fen", Integer, nullable=False),
    )  # fmt: skip
