"""The columns of Audit's tables."""

from widgets.tables.column import Column, Kind

ORDERS = (
    Column("client_order_id", "Order", Kind.CODE),
    Column("symbol", "Symbol", Kind.CODE),
    Column("side", "Side", Kind.WORD, group="side"),
    Column("state", "State", Kind.WORD, group="state"),
    Column("qty_shares", "Shares", Kind.SHARES),
    Column("limit_li", "Limit", Kind.PRICE),
    Column("filled_shares", "Filled", Kind.SHARES),
    Column("trade_date", "Trade date", Kind.DATE, hidden=True),
    Column("reason", "Reason", Kind.SENTENCE),
    Column("message", "Message", Kind.SENTENCE),
    Column("run_id", "Run", Kind.CODE, hidden=True),
)
TARGETS = (
    Column("symbol", "Symbol", Kind.CODE),
    Column("action", "Action", Kind.WORD, group="action"),
    Column("rank", "Rank", Kind.INTEGER),
    Column("score", "Score", Kind.NUMBER, digits=4),
    Column("target_weight", "Target weight", Kind.RATIO, digits=2),
    Column("trade_fen", "To trade", Kind.SIGNED_MONEY),
    Column("held_shares", "Held", Kind.SHARES),
    Column("reason", "Reason", Kind.SENTENCE),
)
FACTORS = (
    Column("factor", "Factor", Kind.TEXT),
    Column("category", "Category", Kind.WORD, group="category"),
    Column("contribution", "Contribution", Kind.NUMBER, digits=4, tip="What it adds to the score"),
    Column(
        "weight", "Weight", Kind.NUMBER, digits=4, tip="Its share in the score; below zero where low values are wanted"
    ),
    Column("rank_pct", "Rank", Kind.RATIO, digits=1, tip="Place among all names of the night, 100 % the highest"),
    Column("zscore", "Z-score", Kind.NUMBER, digits=3, tip="Winsorised, neutralised, standardised"),
    Column("raw", "Raw value", Kind.NUMBER),
    Column("coverage", "Seen on", Kind.RATIO, digits=1, tip="Share of the names that have a value"),
    Column("used", "In the score", Kind.FLAG),
    Column("definition", "Definition", Kind.SENTENCE, width=420),
)
SNAPSHOTS = (
    Column("dataset", "Dataset", Kind.WORD, group="dataset"),
    Column("day", "Day", Kind.DATE),
    Column("snapshot_id", "Snapshot", Kind.INTEGER),
    Column("rows", "Rows", Kind.INTEGER),
    Column("ingest_time", "Came in", Kind.MOMENT),
    Column("source_name", "Source", Kind.TEXT),
    Column("read_by", "Read by", Kind.CODE),
    Column("run_id", "Brought by", Kind.CODE),
    Column("path", "File", Kind.TEXT),
    Column("sha256", "SHA-256", Kind.CODE),
    Column("payload_hash", "Hash of the payload", Kind.CODE, hidden=True),
    Column("source_url", "Address, masked", Kind.TEXT, hidden=True),
)
CELLS = (
    Column("column", "Column", Kind.TEXT),
    Column("value", "Value", Kind.TEXT),
    Column("unit", "Unit", Kind.WORD, group="column_unit"),
    Column("wire", "As the vendor names it", Kind.TEXT),
    Column("correction", "Correction", Kind.INTEGER, tip="Number of the correction laid over it, 0 for none"),
)
RUNS = (
    Column("run_id", "Run", Kind.CODE),
    Column("outcome", "Outcome", Kind.WORD, group="outcome"),
    Column("trade_date", "Trade date", Kind.DATE),
    Column("kind", "Job", Kind.WORD, group="kind", hidden=True),
    Column("started_at", "Began", Kind.MOMENT),
    Column("seconds", "Seconds", Kind.NUMBER, digits=1),
    Column("reason", "Reason", Kind.SENTENCE),
    Column("attempt", "Attempt", Kind.INTEGER),
    Column("channel", "Channel", Kind.WORD, group="channel"),
    Column("snapshot_pin", "Snapshots up to", Kind.INTEGER),
    Column("ended_at", "Ended", Kind.MOMENT, hidden=True),
)
STEPS = (
    Column("position", "No.", Kind.INTEGER),
    Column("step", "Step", Kind.WORD, group="step"),
    Column("seconds", "Seconds", Kind.NUMBER, digits=2),
    Column("detail", "What it noted", Kind.SENTENCE),
    Column("started_at", "Began", Kind.MOMENT, hidden=True),
    Column("ended_at", "Ended", Kind.MOMENT, hidden=True),
)
ARTIFACTS = (
    Column("artifact", "Artifact", Kind.TEXT),
    Column("bytes", "Bytes", Kind.INTEGER),
    Column("on_disk", "On disk", Kind.FLAG),
    Column("sha256", "SHA-256", Kind.CODE),
    Column("path", "File", Kind.TEXT),
)
VERDICTS = (
    Column("gate", "Gate", Kind.WORD, group="gate"),
    Column("ruling", "Ruling", Kind.WORD, group="ruling"),
    Column("reason", "Reason", Kind.SENTENCE),
    Column("code", "Code", Kind.CODE),
    Column("evidence", "Evidence", Kind.SENTENCE),
)
EVENTS = (
    Column("at", "Time", Kind.MOMENT),
    Column("level", "Level", Kind.WORD, group="level"),
    Column("topic", "Topic", Kind.TEXT),
    Column("message", "Message", Kind.SENTENCE, width=560),
    Column("event_id", "No.", Kind.INTEGER),
    Column("detail", "Detail", Kind.TEXT, hidden=True),
)
REPLAY = (
    Column("artifact", "Artifact", Kind.TEXT),
    Column("bytes", "Bytes", Kind.INTEGER),
    Column("verdict", "Compared byte by byte", Kind.SENTENCE),
)
CHAIN = (
    Column("table", "Table", Kind.CODE),
    Column("links", "Links", Kind.INTEGER),
    Column("first", "First day", Kind.DATE),
    Column("last", "Last day", Kind.DATE),
)
FAULTS = (
    Column("kind", "What", Kind.SENTENCE),
    Column("where", "Where", Kind.TEXT),
    Column("detail", "How it shows", Kind.SENTENCE),
)
