"""The columns of the tables of research."""

from widgets.tables.column import Column, Kind

_MONTHS = (
    Column("m1", "Jan", Kind.SIGNED_RATIO, digits=1, width=62),
    Column("m2", "Feb", Kind.SIGNED_RATIO, digits=1, width=62),
    Column("m3", "Mar", Kind.SIGNED_RATIO, digits=1, width=62),
    Column("m4", "Apr", Kind.SIGNED_RATIO, digits=1, width=62),
    Column("m5", "May", Kind.SIGNED_RATIO, digits=1, width=62),
    Column("m6", "Jun", Kind.SIGNED_RATIO, digits=1, width=62),
    Column("m7", "Jul", Kind.SIGNED_RATIO, digits=1, width=62),
    Column("m8", "Aug", Kind.SIGNED_RATIO, digits=1, width=62),
    Column("m9", "Sep", Kind.SIGNED_RATIO, digits=1, width=62),
    Column("m10", "Oct", Kind.SIGNED_RATIO, digits=1, width=62),
    Column("m11", "Nov", Kind.SIGNED_RATIO, digits=1, width=62),
    Column("m12", "Dec", Kind.SIGNED_RATIO, digits=1, width=62),
)

SPANS = (
    Column("title", "Span", Kind.TEXT, width=172),
    Column("total", "Return", Kind.SIGNED_RATIO, width=72),
    Column("index", "Index", Kind.SIGNED_RATIO, width=72),
    Column("drawdown", "Deepest", Kind.RATIO, width=70),
    Column("state", "State", Kind.WORD, group="replay_state", width=90),
    Column("played", "Days", Kind.INTEGER),
    Column("cash", "Opening cash", Kind.MONEY),
    Column("told_at", "Played", Kind.MOMENT),
    Column("first", "First", Kind.DATE, width=108, hidden=True),
    Column("last", "Last", Kind.DATE, width=108, hidden=True),
    Column("days", "Days wanted", Kind.INTEGER, hidden=True),
    Column("same_code", "Code of now", Kind.FLAG, hidden=True),
    Column("config_hash", "Settings", Kind.CODE, hidden=True),
    Column("code_version", "Code version", Kind.CODE, hidden=True),
    Column("path", "Folder", Kind.TEXT, hidden=True),
)

DAYS = (
    Column("trade_date", "Day", Kind.DATE, width=108),
    Column("change", "Return", Kind.SIGNED_RATIO),
    Column("index_change", "Index", Kind.SIGNED_RATIO),
    Column("total", "Assets", Kind.MONEY),
    Column("cash", "Cash", Kind.MONEY),
    Column("plan", "Plan", Kind.INTEGER),
    Column("orders", "Orders", Kind.INTEGER),
    Column("fills", "Fills", Kind.INTEGER),
    Column("rejected", "Rejected", Kind.INTEGER),
    Column("gates", "Gates", Kind.WORD, group="gates"),
    Column("reconciliation", "Reconciliation", Kind.WORD, group="reconciliation"),
    Column("outcomes", "Night, Morning, Close", Kind.WORD, group="outcome", hidden=True),
)

MONTHS = (
    Column("year", "Year", Kind.CODE),
    Column("of", "Of", Kind.WORD, group="curve"),
    *_MONTHS,
    Column("whole", "Whole year", Kind.SIGNED_RATIO, digits=1),
)

LABELS = (
    Column("horizon", "Days", Kind.INTEGER, width=52),
    Column("names", "Over", Kind.WORD, group="study_names", width=110),
    Column("count", "Labels", Kind.INTEGER, width=86),
    Column("missing", "Missing", Kind.RATIO, digits=1),
    Column("mean", "Mean", Kind.SIGNED_RATIO, digits=3),
    Column("std", "Std. deviation", Kind.RATIO),
    Column("skew", "Skew", Kind.NUMBER, digits=2),
    Column("kurtosis", "Excess kurtosis", Kind.NUMBER, digits=2),
    Column("positive", "Above zero", Kind.RATIO, digits=1),
    Column("q01", "1 %", Kind.SIGNED_RATIO),
    Column("q05", "5 %", Kind.SIGNED_RATIO),
    Column("q25", "25 %", Kind.SIGNED_RATIO),
    Column("q50", "Median", Kind.SIGNED_RATIO),
    Column("q75", "75 %", Kind.SIGNED_RATIO),
    Column("q95", "95 %", Kind.SIGNED_RATIO),
    Column("q99", "99 %", Kind.SIGNED_RATIO),
    Column("least", "Lowest", Kind.SIGNED_RATIO, hidden=True),
    Column("most", "Highest", Kind.SIGNED_RATIO, hidden=True),
)

PARTS = (
    Column("factor", "Factor", Kind.CODE, width=150),
    Column("category", "Category", Kind.WORD, group="category"),
    Column("direction", "Wanted", Kind.WORD, group="direction"),
    Column("share", "Share", Kind.RATIO),
    Column("used", "Used tonight", Kind.FLAG),
    Column("leak", "Leak lab", Kind.WORD, group="leak"),
    Column("rank_ic", "Rank IC", Kind.NUMBER, digits=4),
    Column("t", "HAC t", Kind.NUMBER, digits=2),
    Column("discovery_rate", "False discovery", Kind.NUMBER, digits=3, hidden=True),
    Column("turnover", "Turnover", Kind.RATIO, digits=0),
    Column("cluster", "Cluster", Kind.INTEGER),
    Column("definition", "Definition", Kind.SENTENCE),
)

NIGHTS = (
    Column("trade_date", "Night", Kind.DATE, width=108),
    Column("outcome", "Outcome", Kind.WORD, group="outcome"),
    Column("factors", "Factors", Kind.INTEGER),
    Column("names", "Names", Kind.INTEGER),
    Column("best", "Best", Kind.NUMBER, digits=4),
    Column("median", "Median", Kind.NUMBER, digits=4),
    Column("spread", "Spread", Kind.NUMBER, digits=4),
    Column("changed", "Differs", Kind.FLAG, tip="Settings or code are not those of the night before"),
    Column("config_hash", "Settings", Kind.CODE),
    Column("code_version", "Code version", Kind.CODE),
    Column("seed", "Seed", Kind.CODE),
    Column("snapshot_pin", "Pin", Kind.CODE, hidden=True),
    Column("run_id", "Run", Kind.CODE, hidden=True),
)
