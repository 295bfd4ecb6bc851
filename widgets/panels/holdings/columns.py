"""The tables of holdings and costs."""

from widgets.tables.column import Column, Kind

POSITIONS = (
    Column("symbol", "Symbol", Kind.CODE),
    Column("name", "Name", Kind.TEXT),
    Column("shares", "Held", Kind.SHARES),
    Column("sellable_shares", "Sellable", Kind.SHARES, tip="On this day"),
    Column("locks", "Locked by", Kind.TEXT),
    Column("value_fen", "Market value", Kind.MONEY),
    Column("weight", "Weight", Kind.RATIO),
    Column("day_fen", "Day's result", Kind.SIGNED_MONEY, tip="Result of the day, fees and dividends included"),
    Column("day_share", "Day %", Kind.SIGNED_RATIO),
    Column("open_fen", "Unrealised", Kind.SIGNED_MONEY),
    Column("open_share", "Of cost", Kind.SIGNED_RATIO),
    Column("total_fen", "Total", Kind.SIGNED_MONEY, tip="Unrealised and realised, fees, taxes and dividends included"),
    Column("mark_li", "Price", Kind.PRICE),
    Column("mark", "Price is", Kind.WORD, group="mark"),
    Column("cost_li", "Cost a share", Kind.PRICE),
    Column("cost_fen", "Cost", Kind.MONEY),
    Column("sector", "Industry", Kind.TEXT),
    Column("board", "Board", Kind.WORD, group="board"),
    Column("sellable_next", "Sellable next day", Kind.SHARES),
    Column("locked_shares", "Locked", Kind.SHARES, hidden=True),
    Column("closed_fen", "Realised", Kind.SIGNED_MONEY, hidden=True),
)
COSTS = (
    Column("day", "Day", Kind.DATE),
    Column("traded_fen", "Traded", Kind.MONEY),
    Column("planned_fee_fen", "Fees planned", Kind.MONEY),
    Column("fee_fen", "Fees booked", Kind.MONEY),
    Column("price_fen", "Price against plan", Kind.SIGNED_MONEY, tip="Positive cost us: auction and session together"),
    Column("price_share", "Of the plan", Kind.SIGNED_RATIO),
    Column("undone_fen", "Left undone", Kind.MONEY),
    Column("parity", "Parity", Kind.RATIO, digits=2),
    Column("commission_fen", "Commission", Kind.MONEY),
    Column("stamp_fen", "Stamp duty", Kind.MONEY),
    Column("transfer_fen", "Transfer fee", Kind.MONEY),
    Column("other_fen", "Other fees", Kind.MONEY, hidden=True),
    Column("tax_fen", "Dividend tax", Kind.MONEY),
)
