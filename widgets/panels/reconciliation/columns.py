"""The tables of reconciliation."""

from widgets.tables.column import Column, Kind

BREAKS = (
    Column("id", "No.", Kind.INTEGER),
    Column("priority", "Urgency", Kind.CODE),
    Column("code", "Break", Kind.WORD, group="break"),
    Column("symbol", "Symbol", Kind.CODE),
    Column("day", "Day", Kind.DATE),
    Column("age_days", "Days old", Kind.INTEGER, tip="Trading days"),
    Column("owner", "Owner", Kind.WORD, group="owner"),
    Column("standing", "Orders", Kind.TEXT),
    Column("detail", "Detail", Kind.SENTENCE),
    Column("evidence", "Evidence", Kind.SENTENCE, hidden=True),
    Column("follows", "Follows", Kind.INTEGER, hidden=True, tip="The same break of an earlier day"),
)
SHARES = (
    Column("symbol", "Symbol", Kind.CODE),
    Column("name", "Name", Kind.TEXT),
    Column("before", "Before", Kind.SHARES),
    Column("intended", "Intended", Kind.SHARES),
    Column("filled", "Filled", Kind.SHARES),
    Column("ledger", "Ledger", Kind.SHARES),
    Column("broker", "Broker", Kind.SHARES),
    Column("difference", "Apart", Kind.SHARES, tip="Broker less ledger"),
    Column("agrees", "Agrees", Kind.FLAG),
    Column("codes", "Breaks", Kind.TEXT),
)
PARITY = (
    Column("symbol", "Symbol", Kind.CODE),
    Column("name", "Name", Kind.TEXT),
    Column("side", "Side", Kind.WORD, group="side"),
    Column("planned_shares", "Planned", Kind.SHARES),
    Column("filled_shares", "Filled", Kind.SHARES),
    Column("planned_li", "Planned price", Kind.PRICE),
    Column("filled_li", "Mean price", Kind.PRICE),
    Column("price_fen", "Price cost", Kind.SIGNED_MONEY, tip="Positive cost us"),
    Column("price_cause", "Price cause", Kind.WORD, group="cause"),
    Column("quantity_fen", "Left undone", Kind.MONEY),
    Column("quantity_cause", "Quantity cause", Kind.WORD, group="cause"),
    Column("fee_fen", "Fee difference", Kind.SIGNED_MONEY),
    Column("fee_cause", "Fee cause", Kind.WORD, group="cause"),
    Column("delay_s", "First fill after", Kind.INTEGER, tip="Seconds from the opening"),
    Column("time_cause", "Time cause", Kind.WORD, group="cause"),
    Column("planned_fee_fen", "Fee planned", Kind.MONEY, hidden=True),
    Column("filled_fee_fen", "Fee booked", Kind.MONEY, hidden=True),
    Column("astray_fen", "Astray", Kind.MONEY, hidden=True, tip="Price, quantity and fee without their signs"),
    Column("order_id", "Order id", Kind.CODE, hidden=True),
)
DECIDED = (
    Column("break_id", "No.", Kind.INTEGER),
    Column("trade_date", "Day", Kind.DATE),
    Column("code", "Break", Kind.WORD, group="break"),
    Column("symbol", "Symbol", Kind.CODE),
    Column("action", "Decision", Kind.WORD, group="break_action"),
    Column("author", "By", Kind.TEXT),
    Column("reason", "Reason", Kind.TEXT),
    Column("decided_at", "At", Kind.TEXT),
    Column("detail", "Detail", Kind.SENTENCE),
)
ENTRIES = (
    Column("ref", "Entry", Kind.CODE),
    Column("day", "Day", Kind.DATE),
    Column("kind", "Kind", Kind.WORD, group="entry"),
    Column("memo", "Memo", Kind.SENTENCE),
    Column("cash_fen", "Cash", Kind.SIGNED_MONEY),
    Column("shares", "Shares", Kind.TEXT),
)
HISTORY = (
    Column("day", "Day", Kind.DATE),
    Column("parity", "Parity", Kind.RATIO, digits=2),
    Column("planned", "Trades planned", Kind.INTEGER),
    Column("planned_fen", "Planned", Kind.MONEY),
    Column("price_fen", "Price cost", Kind.SIGNED_MONEY),
    Column("quantity_fen", "Left undone", Kind.MONEY),
    Column("fee_fen", "Fee difference", Kind.SIGNED_MONEY),
    Column("late", "Late", Kind.INTEGER),
    Column("found", "Breaks found", Kind.INTEGER),
    Column("open", "Still open", Kind.INTEGER),
    Column("causes", "Causes", Kind.TEXT),
)
