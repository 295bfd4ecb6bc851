"""The columns of Data's tables."""

from widgets.tables.column import Column, Kind

DATASETS = (
    Column("dataset", "Dataset", Kind.WORD, group="dataset"),
    Column("health", "State", Kind.WORD, group="health"),
    Column("last_date", "Last date", Kind.DATE, tip="Of the trading calendar the last day it tells of"),
    Column("age_days", "Age (days)", Kind.INTEGER, tip="Open days after the last date"),
    Column(
        "coverage", "Coverage", Kind.RATIO, digits=1, tip="Share of the open days from first to last that are stored"
    ),
    Column("gaps", "Gaps", Kind.INTEGER, tip="Open days that are missing in between; listed below"),
    Column("rows", "Rows", Kind.INTEGER, tip="Rows of the last date"),
    Column("revised_rows", "Revised", Kind.INTEGER, tip="Rows the vendor changed after they were stored"),
    Column("corrections", "Corrected", Kind.INTEGER, tip="Values a person overruled"),
    Column("known_at", "Known at", Kind.TEXT, tip="Beijing time on the row's own date from which anything may read it"),
    Column("came_at", "Came in", Kind.MOMENT),
    Column("sources", "Source", Kind.TEXT),
    Column("partitions", "Partitions", Kind.INTEGER, hidden=True),
    Column("kind", "Kind", Kind.WORD, group="partitions", hidden=True),
)
GAPS = (Column("day", "Day", Kind.DATE), Column("weekday", "Weekday", Kind.TEXT))
SOURCES = (
    Column("source", "Source", Kind.TEXT),
    Column("state", "Breaker", Kind.WORD, group="circuit"),
    Column("failures", "Failures in a row", Kind.INTEGER),
    Column("opened_at", "Left alone since", Kind.MOMENT),
    Column("probe_at", "Next probe", Kind.MOMENT),
    Column("updated_at", "Changed at", Kind.MOMENT),
    Column("last_error", "Last error", Kind.SENTENCE),
)
REQUESTS = (
    Column("interface", "Interface", Kind.WORD, group="dataset"),
    Column("day", "Day", Kind.DATE),
    Column("requests", "Requests", Kind.INTEGER),
    Column("failures", "Failed", Kind.INTEGER),
    Column("throttled", "Throttled", Kind.INTEGER, tip="Answers that said to ask less often"),
    Column("rows", "Rows", Kind.INTEGER),
    Column("mean_ms", "Mean ms", Kind.NUMBER, digits=1, tip="Time on the wire"),
    Column("slowest_ms", "Slowest ms", Kind.NUMBER, digits=0),
    Column("busiest", "Busiest minute", Kind.INTEGER, tip="Most requests of any minute of the day"),
    Column("allowed", "Allowed", Kind.INTEGER, tip="Requests a minute the settings allow"),
    Column("use", "Quota use", Kind.RATIO, digits=0, tip="Busiest minute against what is allowed"),
    Column("last_at", "Last asked", Kind.MOMENT),
)
REVISIONS = (
    Column("revision_id", "No.", Kind.INTEGER),
    Column("dataset", "Dataset", Kind.WORD, group="dataset"),
    Column("day", "Day", Kind.DATE),
    Column("rows_changed", "Rows changed", Kind.INTEGER),
    Column("detected_at", "Noticed", Kind.MOMENT),
)
REVISED = (
    Column("column", "Column", Kind.TEXT),
    Column("cells", "Cells", Kind.INTEGER),
    Column("largest", "Largest change", Kind.RATIO, digits=2),
)
PROPOSALS = (
    Column("proposal_id", "No.", Kind.INTEGER),
    Column("decision", "State", Kind.WORD, group="decision"),
    Column("dataset", "Dataset", Kind.WORD, group="dataset"),
    Column("day", "Day", Kind.DATE),
    Column("ts_code", "Symbol", Kind.CODE),
    Column("column", "Column", Kind.TEXT),
    Column("old_value", "Stored", Kind.TEXT),
    Column("new_value", "Proposed", Kind.TEXT),
    Column("author", "By", Kind.TEXT),
    Column("reason", "Reason", Kind.TEXT),
    Column("created_at", "At", Kind.MOMENT),
    Column("undoes", "Undoes no.", Kind.INTEGER, hidden=True),
    Column("decided_by", "Decided by", Kind.TEXT),
    Column("decided_for", "Decided for", Kind.TEXT),
)
CORRECTIONS = (
    Column("correction_id", "No.", Kind.INTEGER),
    Column("dataset", "Dataset", Kind.WORD, group="dataset"),
    Column("day", "Day", Kind.DATE),
    Column("ts_code", "Symbol", Kind.CODE),
    Column("column", "Column", Kind.TEXT),
    Column("old_value", "Stored", Kind.TEXT),
    Column("new_value", "Reads", Kind.TEXT),
    Column("author", "By", Kind.TEXT),
    Column("confirmed_by", "Confirmed by", Kind.TEXT),
    Column("reason", "Reason", Kind.TEXT),
    Column("created_at", "Known since", Kind.MOMENT),
    Column("undoes", "Undoes no.", Kind.INTEGER),
    Column("undone_by", "Undone by no.", Kind.INTEGER),
)
