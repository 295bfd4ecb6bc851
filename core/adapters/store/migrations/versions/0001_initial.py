"""The first schema."""

from alembic import op
from sqlalchemy import Column, Float, ForeignKey, Index, Integer, String, Text, UniqueConstraint

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table."""
    _run_ledger()
    _snapshots()
    _orders()
    _ledger()
    _close()


def _run_seq() -> Column[int]:
    return Column("run_seq", Integer, nullable=False, index=True)


def _run_ledger() -> None:
    op.create_table(
        "runs",
        Column("run_seq", Integer, primary_key=True, autoincrement=True),
        Column("run_id", String, nullable=False, unique=True),
        Column("kind", String, nullable=False),
        Column("trade_date", Integer, nullable=False),
        Column("attempt", Integer, nullable=False),
        Column("as_of", String, nullable=False),
        Column("channel", String, nullable=False),
        Column("config_hash", String, nullable=False),
        Column("code_version", String, nullable=False),
        Column("seed", Integer, nullable=False),
        Column("snapshot_pin", Integer, nullable=False, default=0),
        Column("outcome", String),
        Column("reason", Text, nullable=False, default=""),
        Column("started_at", String, nullable=False),
        Column("ended_at", String),
        UniqueConstraint("kind", "trade_date", "attempt"),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_table(
        "run_steps",
        Column("run_seq", Integer, ForeignKey("runs.run_seq"), primary_key=True),
        Column("name", String, primary_key=True),
        Column("position", Integer, nullable=False),
        Column("started_at", String, nullable=False),
        Column("ended_at", String, nullable=False),
        Column("detail", Text, nullable=False),
    )  # fmt: skip
    op.create_table(
        "run_artifacts",
        Column("run_seq", Integer, ForeignKey("runs.run_seq"), primary_key=True),
        Column("name", String, primary_key=True),
        Column("sha256", String, nullable=False),
        Column("size_bytes", Integer, nullable=False),
    )  # fmt: skip
    op.create_table(
        "events",
        Column("event_id", Integer, primary_key=True, autoincrement=True),
        Column("at", String, nullable=False),
        Column("level", String, nullable=False),
        Column("topic", String, nullable=False),
        Column("message", Text, nullable=False),
        Column("detail", Text, nullable=False),
        sqlite_autoincrement=True,
    )  # fmt: skip


def _snapshots() -> None:
    op.create_table(
        "snapshot_files",
        Column("snapshot_id", Integer, primary_key=True, autoincrement=True),
        Column("dataset", String, nullable=False),
        Column("trade_date", Integer, nullable=False),
        Column("path", String, nullable=False, unique=True),
        Column("rows", Integer, nullable=False),
        Column("sha256", String, nullable=False),
        Column("payload_hash", String, nullable=False),
        Column("source_name", String, nullable=False),
        Column("source_url", String, nullable=False),
        Column("ingest_time", String, nullable=False),
        Column("run_id", String, nullable=False),
        Column("strategy_id", String, nullable=False),
        Column("revises", Integer),
        Index("ix_snapshot_files_partition", "dataset", "trade_date"),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_table(
        "snapshot_corrections",
        Column("correction_id", Integer, primary_key=True, autoincrement=True),
        Column("dataset", String, nullable=False),
        Column("trade_date", Integer, nullable=False),
        Column("ts_code", String, nullable=False),
        Column("column_name", String, nullable=False),
        Column("old_value", Text),
        Column("new_value", Text),
        Column("author", String, nullable=False),
        Column("reason", Text, nullable=False),
        Column("created_at", String, nullable=False),
        Column("snapshot_pin", Integer, nullable=False),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_table(
        "vendor_revisions",
        Column("revision_id", Integer, primary_key=True, autoincrement=True),
        Column("dataset", String, nullable=False),
        Column("trade_date", Integer, nullable=False),
        Column("old_snapshot_id", Integer, nullable=False),
        Column("new_snapshot_id", Integer, nullable=False),
        Column("rows_changed", Integer, nullable=False),
        Column("detected_at", String, nullable=False),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_table(
        "source_state",
        Column("source", String, primary_key=True),
        Column("state", String, nullable=False),
        Column("failures", Integer, nullable=False),
        Column("opened_at", String),
        Column("updated_at", String, nullable=False),
        Column("last_error", Text, nullable=False, default=""),
    )  # fmt: skip


def _orders() -> None:
    op.create_table(
        "verdicts",
        Column("verdict_id", Integer, primary_key=True, autoincrement=True),
        _run_seq(),
        Column("gate", String, nullable=False),
        Column("ruling", String, nullable=False),
        Column("code", String, nullable=False),
        Column("reason", Text, nullable=False),
        Column("evidence", Text, nullable=False),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_table(
        "batches",
        Column("batch_id", String, primary_key=True),
        _run_seq(),
        Column("trade_date", Integer, nullable=False),
        Column("sequence", Integer, nullable=False),
        Column("prev_hash", String, nullable=False),
        Column("content_hash", String, nullable=False),
        Column("channel", String, nullable=False),
        Column("account_tail", String, nullable=False),
        Column("valid_until", String, nullable=False),
        UniqueConstraint("trade_date", "sequence"),
    )  # fmt: skip
    op.create_table(
        "batch_orders",
        Column("client_order_id", String, primary_key=True),
        Column("batch_id", String, ForeignKey("batches.batch_id"), nullable=False, index=True),
        Column("position", Integer, nullable=False),
        _run_seq(),
        Column("symbol", String, nullable=False),
        Column("side", String, nullable=False),
        Column("qty_shares", Integer, nullable=False),
        Column("limit_li", Integer, nullable=False),
        Column("reason", Text, nullable=False),
    )  # fmt: skip
    op.create_table(
        "order_results",
        Column("trade_date", Integer, primary_key=True),
        Column("client_order_id", String, primary_key=True),
        Column("run_seq", Integer, primary_key=True),
        Column("batch_id", String, nullable=False),
        Column("symbol", String, nullable=False),
        Column("side", String, nullable=False),
        Column("qty_shares", Integer, nullable=False),
        Column("limit_li", Integer, nullable=False),
        Column("state", String, nullable=False),
        Column("filled_shares", Integer, nullable=False),
        Column("message", Text, nullable=False),
    )  # fmt: skip
    op.create_table(
        "fills",
        Column("trade_date", Integer, primary_key=True),
        Column("entrust_no", String, primary_key=True),
        Column("business_id", String, primary_key=True),
        _run_seq(),
        Column("client_order_id", String, nullable=False),
        Column("symbol", String, nullable=False),
        Column("side", String, nullable=False),
        Column("qty_shares", Integer, nullable=False),
        Column("price_li", Integer, nullable=False),
        Column("filled_at", String, nullable=False),
    )  # fmt: skip


def _ledger() -> None:
    op.create_table(
        "journal_entries",
        Column("entry_id", Integer, primary_key=True, autoincrement=True),
        Column("ref", String, nullable=False, unique=True),
        _run_seq(),
        Column("trade_date", Integer, nullable=False),
        Column("kind", String, nullable=False),
        Column("memo", Text, nullable=False),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_table(
        "postings",
        Column("entry_id", Integer, ForeignKey("journal_entries.entry_id"), nullable=False, index=True),
        _run_seq(),
        Column("account", String, nullable=False),
        Column("symbol", String, nullable=False),
        Column("amount_fen", Integer, nullable=False),
    )  # fmt: skip
    op.create_table(
        "lot_moves",
        Column("move_id", Integer, primary_key=True, autoincrement=True),
        Column("entry_id", Integer, ForeignKey("journal_entries.entry_id"), nullable=False, index=True),
        _run_seq(),
        Column("lot_id", String, nullable=False, index=True),
        Column("symbol", String, nullable=False),
        Column("qty_shares", Integer, nullable=False),
        Column("cost_fen", Integer, nullable=False),
        Column("acquired_date", Integer, nullable=False),
        Column("sellable_date", Integer, nullable=False),
        sqlite_autoincrement=True,
    )  # fmt: skip


def _close() -> None:
    op.create_table(
        "broker_cash",
        Column("trade_date", Integer, primary_key=True),
        Column("run_seq", Integer, primary_key=True),
        Column("account_tail", String, nullable=False),
        Column("channel", String, nullable=False),
        Column("cash_fen", Integer, nullable=False),
        Column("total_fen", Integer, nullable=False),
        Column("file_sha256", String, nullable=False),
    )  # fmt: skip
    op.create_table(
        "broker_positions",
        Column("trade_date", Integer, primary_key=True),
        Column("run_seq", Integer, primary_key=True),
        Column("symbol", String, primary_key=True),
        Column("qty_shares", Integer, nullable=False),
        Column("enable_shares", Integer, nullable=False),
        Column("last_li", Integer, nullable=False),
        Column("cost_li", Integer, nullable=False),
    )  # fmt: skip
    op.create_table(
        "breaks",
        Column("break_id", Integer, primary_key=True, autoincrement=True),
        _run_seq(),
        Column("trade_date", Integer, nullable=False),
        Column("code", String, nullable=False),
        Column("symbol", String, nullable=False),
        Column("detail", Text, nullable=False),
        Column("evidence", Text, nullable=False),
        UniqueConstraint("run_seq", "code", "symbol", "detail"),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_table(
        "break_actions",
        Column("break_id", Integer, ForeignKey("breaks.break_id"), primary_key=True),
        _run_seq(),
        Column("action", String, nullable=False),
        Column("author", String, nullable=False),
        Column("reason", Text, nullable=False),
    )  # fmt: skip
    op.create_table(
        "equity_marks",
        Column("trade_date", Integer, primary_key=True),
        Column("run_seq", Integer, primary_key=True),
        Column("cash_fen", Integer, nullable=False),
        Column("market_value_fen", Integer, nullable=False),
        Column("benchmark_close", Float, nullable=False),
    )  # fmt: skip
