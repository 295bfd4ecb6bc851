"""Tables of state.sqlite3.

Business tables are append-only and carry `run_seq`, so the state before any run is what is left after dropping rows
of that run and later ones. Only `runs`, `run_artifacts`, `source_state`, `source_requests` and
`factors` are ever updated.

All others are guarded: the database itself refuses to change or remove a row of theirs.

Every other table is linked row by row into `record_chain` (see chain.py). A column added to a table later needs a
`default` here that its old rows carry, or is empty in them: then no record from before it changes its hash.
"""

from sqlalchemy import (
    DDL,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
)

metadata = MetaData()
UPDATED = frozenset({"runs", "run_artifacts", "source_state", "source_requests", "factors"})
"""The tables whose rows may change."""


def _run_seq() -> Column[int]:
    return Column("run_seq", Integer, nullable=False, index=True)


runs = Table(
    "runs", metadata,
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

run_steps = Table(
    "run_steps", metadata,
    Column("run_seq", Integer, ForeignKey("runs.run_seq"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("started_at", String, nullable=False),
    Column("ended_at", String, nullable=False),
    Column("detail", Text, nullable=False),
)  # fmt: skip

run_artifacts = Table(
    "run_artifacts", metadata,
    Column("run_seq", Integer, ForeignKey("runs.run_seq"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("sha256", String, nullable=False),
    Column("size_bytes", Integer, nullable=False),
)  # fmt: skip

events = Table(
    "events", metadata,
    Column("event_id", Integer, primary_key=True, autoincrement=True),
    Column("at", String, nullable=False),
    Column("level", String, nullable=False),
    Column("topic", String, nullable=False),
    Column("message", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Index("ix_events_at", "at"),
    sqlite_autoincrement=True,
)  # fmt: skip

snapshot_files = Table(
    "snapshot_files", metadata,
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

snapshot_corrections = Table(
    "snapshot_corrections", metadata,
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
    Column("confirmed_by", String, nullable=False, default="", server_default=""),
    Column("undoes", Integer, nullable=False, default=0, server_default="0"),
    sqlite_autoincrement=True,
)  # fmt: skip

correction_proposals = Table(
    "correction_proposals", metadata,
    Column("proposal_id", Integer, primary_key=True, autoincrement=True),
    Column("dataset", String, nullable=False),
    Column("trade_date", Integer, nullable=False),
    Column("ts_code", String, nullable=False),
    Column("column_name", String, nullable=False),
    Column("old_value", Text),
    Column("new_value", Text),
    Column("undoes", Integer, nullable=False),
    Column("author", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("created_at", String, nullable=False),
    sqlite_autoincrement=True,
)  # fmt: skip

correction_decisions = Table(
    "correction_decisions", metadata,
    Column("proposal_id", Integer, ForeignKey("correction_proposals.proposal_id"), primary_key=True),
    Column("decision", String, nullable=False),
    Column("decided_by", String, nullable=False),
    Column("decided_for", Text, nullable=False),
    Column("at", String, nullable=False),
)  # fmt: skip

vendor_revisions = Table(
    "vendor_revisions", metadata,
    Column("revision_id", Integer, primary_key=True, autoincrement=True),
    Column("dataset", String, nullable=False),
    Column("trade_date", Integer, nullable=False),
    Column("old_snapshot_id", Integer, nullable=False),
    Column("new_snapshot_id", Integer, nullable=False),
    Column("rows_changed", Integer, nullable=False),
    Column("detected_at", String, nullable=False),
    sqlite_autoincrement=True,
)  # fmt: skip

source_state = Table(
    "source_state", metadata,
    Column("source", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("opened_at", String),
    Column("updated_at", String, nullable=False),
    Column("last_error", Text, nullable=False, default=""),
)  # fmt: skip

source_requests = Table(
    "source_requests", metadata,
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

verdicts = Table(
    "verdicts", metadata,
    Column("verdict_id", Integer, primary_key=True, autoincrement=True),
    _run_seq(),
    Column("gate", String, nullable=False),
    Column("ruling", String, nullable=False),
    Column("code", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    sqlite_autoincrement=True,
)  # fmt: skip

batches = Table(
    "batches", metadata,
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

batch_orders = Table(
    "batch_orders", metadata,
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

batch_answers = Table(
    "batch_answers", metadata,
    Column("answer_id", Integer, primary_key=True, autoincrement=True),
    _run_seq(),
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

received_files = Table(
    "received_files", metadata,
    Column("received_id", Integer, primary_key=True, autoincrement=True),
    _run_seq(),
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

order_results = Table(
    "order_results", metadata,
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

fills = Table(
    "fills", metadata,
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

journal_entries = Table(
    "journal_entries", metadata,
    Column("entry_id", Integer, primary_key=True, autoincrement=True),
    Column("ref", String, nullable=False, unique=True),
    _run_seq(),
    Column("trade_date", Integer, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("memo", Text, nullable=False),
    sqlite_autoincrement=True,
)  # fmt: skip

postings = Table(
    "postings", metadata,
    Column("entry_id", Integer, ForeignKey("journal_entries.entry_id"), nullable=False, index=True),
    _run_seq(),
    Column("account", String, nullable=False),
    Column("symbol", String, nullable=False),
    Column("amount_fen", Integer, nullable=False),
)  # fmt: skip

lot_moves = Table(
    "lot_moves", metadata,
    Column("move_id", Integer, primary_key=True, autoincrement=True),
    Column("entry_id", Integer, ForeignKey("journal_entries.entry_id"), nullable=False, index=True),
    _run_seq(),
    Column("lot_id", String, nullable=False, index=True),
    Column("symbol", String, nullable=False),
    Column("qty_shares", Integer, nullable=False),
    Column("cost_fen", Integer, nullable=False),
    Column("acquired_date", Integer, nullable=False),
    Column("sellable_date", Integer, nullable=False),
    Column("taxable_fen", Integer, nullable=False, server_default="0"),
    sqlite_autoincrement=True,
)  # fmt: skip

# A resting point is where the ledger stood after `entry_id`, so that nothing has to add up all of history. Its run_seq
# is the highest of the entries it sums up: it goes when any of them goes.
ledger_points = Table(
    "ledger_points", metadata,
    Column("point_id", Integer, primary_key=True, autoincrement=True),
    _run_seq(),
    Column("entry_id", Integer, nullable=False),
    Column("through_date", Integer, nullable=False),
    sqlite_autoincrement=True,
)  # fmt: skip

point_balances = Table(
    "point_balances", metadata,
    Column("point_id", Integer, ForeignKey("ledger_points.point_id"), primary_key=True),
    Column("account", String, primary_key=True),
    _run_seq(),
    Column("amount_fen", Integer, nullable=False),
)  # fmt: skip

point_lots = Table(
    "point_lots", metadata,
    Column("point_id", Integer, ForeignKey("ledger_points.point_id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    _run_seq(),
    Column("lot_id", String, nullable=False),
    Column("symbol", String, nullable=False),
    Column("qty_shares", Integer, nullable=False),
    Column("cost_fen", Integer, nullable=False),
    Column("acquired_date", Integer, nullable=False),
    Column("sellable_date", Integer, nullable=False),
    Column("taxable_fen", Integer, nullable=False),
)  # fmt: skip

broker_cash = Table(
    "broker_cash", metadata,
    Column("trade_date", Integer, primary_key=True),
    Column("run_seq", Integer, primary_key=True),
    Column("account_tail", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("cash_fen", Integer, nullable=False),
    Column("total_fen", Integer, nullable=False),
    Column("file_sha256", String, nullable=False),
)  # fmt: skip

broker_positions = Table(
    "broker_positions", metadata,
    Column("trade_date", Integer, primary_key=True),
    Column("run_seq", Integer, primary_key=True),
    Column("symbol", String, primary_key=True),
    Column("qty_shares", Integer, nullable=False),
    Column("enable_shares", Integer, nullable=False),
    Column("last_li", Integer, nullable=False),
    Column("cost_li", Integer, nullable=False),
)  # fmt: skip

breaks = Table(
    "breaks", metadata,
    Column("break_id", Integer, primary_key=True, autoincrement=True),
    _run_seq(),
    Column("trade_date", Integer, nullable=False),
    Column("code", String, nullable=False),
    Column("symbol", String, nullable=False),
    Column("detail", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("predecessor", Integer, nullable=False, default=0, server_default="0"),
    UniqueConstraint("run_seq", "code", "symbol", "detail"),
    sqlite_autoincrement=True,
)  # fmt: skip

break_actions = Table(
    "break_actions", metadata,
    Column("break_id", Integer, ForeignKey("breaks.break_id"), primary_key=True),
    _run_seq(),
    Column("action", String, nullable=False),
    Column("author", String, nullable=False),
    Column("reason", Text, nullable=False),
)  # fmt: skip

break_waits = Table(
    "break_waits", metadata,
    Column("wait_id", Integer, primary_key=True, autoincrement=True),
    _run_seq(),
    Column("break_id", Integer, ForeignKey("breaks.break_id"), nullable=False, index=True),
    Column("until", Integer, nullable=False),
    Column("author", String, nullable=False),
    Column("reason", Text, nullable=False),
    sqlite_autoincrement=True,
)  # fmt: skip

equity_marks = Table(
    "equity_marks", metadata,
    Column("trade_date", Integer, primary_key=True),
    Column("run_seq", Integer, primary_key=True),
    Column("cash_fen", Integer, nullable=False),
    Column("market_value_fen", Integer, nullable=False),
    Column("benchmark_close", Float, nullable=False),
)  # fmt: skip

gate_counters = Table(
    "gate_counters", metadata,
    Column("counter_id", Integer, primary_key=True, autoincrement=True),
    _run_seq(),
    Column("trade_date", Integer, nullable=False, index=True),
    Column("source", String, nullable=False),
    Column("name", String, nullable=False),
    Column("amount", Integer, nullable=False),
    UniqueConstraint("source", "name"),
    sqlite_autoincrement=True,
)  # fmt: skip

loss_journal = Table(
    "loss_journal", metadata,
    Column("entry_id", Integer, primary_key=True, autoincrement=True),
    _run_seq(),
    Column("trade_date", Integer, nullable=False),
    Column("at", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("total_fen", Integer, nullable=False),
    Column("base_fen", Integer, nullable=False),
    Column("peak_fen", Integer, nullable=False),
    Column("author", String, nullable=False),
    Column("reason", Text, nullable=False),
    UniqueConstraint("run_seq", "kind", "name"),
    sqlite_autoincrement=True,
)  # fmt: skip

factors = Table(
    "factors", metadata,
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

leak_passes = Table(
    "leak_passes", metadata,
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

stop_actions = Table(
    "stop_actions", metadata,
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

parity_days = Table(
    "parity_days", metadata,
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

# An alarm is the fold of its moves; `state` is how each left it: what stands is found without folding all of them.
alarms = Table(
    "alarms", metadata,
    Column("alarm_id", Integer, primary_key=True, autoincrement=True),
    Column("at", String, nullable=False),
    Column("code", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("condition", String, nullable=False),
    sqlite_autoincrement=True,
)  # fmt: skip

alarm_moves = Table(
    "alarm_moves", metadata,
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

record_chain = Table(
    "record_chain", metadata,
    Column("link_id", Integer, primary_key=True, autoincrement=True),
    Column("table_name", String, nullable=False),
    Column("row_key", String, nullable=False),
    Column("day", Integer, nullable=False, index=True),
    Column("row_hash", String, nullable=False),
    Column("chain_hash", String, nullable=False),
    sqlite_autoincrement=True,
)  # fmt: skip

for guarded in (table for table in metadata.tables.values() if table.name not in UPDATED):
    for verb in ("UPDATE", "DELETE"):
        refusal = f"SELECT RAISE(ABORT, '{guarded.name} is append-only')"
        guard = f"CREATE TRIGGER {guarded.name}_no_{verb.lower()} BEFORE {verb} ON {guarded.name} BEGIN {refusal}; END"
        event.listen(guarded, "after_create", DDL(guard))  # type: ignore[no-untyped-call]
