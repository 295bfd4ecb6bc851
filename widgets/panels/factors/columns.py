"""The columns of the tables of factors."""

from widgets.tables.column import Column, Kind

FACTORS = (
    Column("factor", "Factor", Kind.CODE, width=148),
    Column(
        "rank_ic",
        "Rank IC",
        Kind.NUMBER,
        digits=4,
        width=74,
        tip="Mean rank correlation of the factor with what followed",
    ),
    Column("t", "HAC t", Kind.NUMBER, digits=2, width=70, tip="Mean rank IC over its Newey-West error"),
    Column(
        "sure", "Sure", Kind.FLAG, width=48, tip="Told from chance at a false discovery rate of 5 % among all tried"
    ),
    Column("leak", "Leak lab", Kind.WORD, group="leak", width=92),
    Column("weight", "Weight", Kind.RATIO, digits=2, tip="Share of the score, signed by direction"),
    Column("ewma", "EWMA", Kind.NUMBER, digits=4, tip="Rank IC of late, half-life 20 dates"),
    Column("icir", "ICIR", Kind.NUMBER, digits=3),
    Column("coverage", "Seen tonight", Kind.RATIO, digits=0, tip="Share of the universe with a value tonight"),
    Column("category", "Category", Kind.WORD, group="category", width=78),
    Column("status", "Status", Kind.WORD, group="factor_status"),
    Column("direction", "Wanted", Kind.WORD, group="direction"),
    Column("turnover", "Turnover", Kind.RATIO, digits=0),
    Column("rank_autocorrelation", "Autocorrelation", Kind.NUMBER, digits=2),
    Column("excess", "Excess", Kind.SIGNED_RATIO),
    Column("net", "Net", Kind.SIGNED_RATIO),
    Column("ic", "IC", Kind.NUMBER, digits=4, hidden=True),
    Column("shrunk", "Shrunk", Kind.NUMBER, digits=4, hidden=True),
    Column("discovery_rate", "False discovery", Kind.NUMBER, digits=3, hidden=True),
    Column("cluster", "Cluster", Kind.INTEGER, hidden=True),
    Column("study_weight", "In the combination", Kind.RATIO, hidden=True),
    Column("dates", "Dates", Kind.INTEGER, hidden=True),
    Column("study_coverage", "Coverage", Kind.RATIO, hidden=True),
    Column("lookback", "Lookback", Kind.INTEGER, hidden=True),
    Column("version", "Version", Kind.INTEGER, hidden=True),
    Column("source", "Source", Kind.TEXT, hidden=True),
    Column("checked_at", "Checked", Kind.MOMENT, hidden=True),
    Column("definition", "Definition", Kind.SENTENCE, hidden=True),
)

VALUES = (
    Column("symbol", "Symbol", Kind.CODE),
    Column("company", "Name", Kind.TEXT),
    Column("raw", "Raw value", Kind.NUMBER),
    Column("zscore", "Z-score", Kind.NUMBER, digits=2),
    Column("rank", "Rank", Kind.RATIO, digits=1),
)

FINDINGS = (
    Column("check", "Check", Kind.WORD, group="leak_check"),
    Column("leak", "Leaks", Kind.FLAG),
    Column("day", "Day of the lab", Kind.CODE, width=110),
    Column("detail", "What was seen", Kind.SENTENCE, width=420),
)

VERDICTS = (
    Column("category", "Category", Kind.WORD, group="category"),
    Column("factors", "Factors", Kind.INTEGER),
    Column("passed", "Passed", Kind.INTEGER),
    Column("stale", "Long ago", Kind.INTEGER),
    Column("leaks", "Leaks", Kind.INTEGER),
    Column("unchecked", "Not checked", Kind.INTEGER),
)

NIGHTS = (
    Column("trade_date", "Night", Kind.DATE, width=108),
    Column("strength", "Strength", Kind.NUMBER, digits=3),
    Column("rising", "Rising", Kind.RATIO, digits=1),
    Column("above_mean", "Above mean", Kind.RATIO, digits=1),
    Column("names", "Names", Kind.INTEGER),
    Column("gate", "Gate", Kind.WORD, group="ruling"),
    Column("factors", "Factors", Kind.INTEGER),
    Column("agreement", "Agreement", Kind.NUMBER, digits=4),
    Column("spread", "Spread of ranks", Kind.NUMBER, digits=4),
    Column("best_spread", "On top", Kind.NUMBER, digits=4),
    Column("score_spread", "Spread of scores", Kind.NUMBER, digits=4),
    Column("kept", "Kept on top", Kind.RATIO, digits=0),
    Column("run_id", "Run", Kind.CODE, hidden=True),
)
