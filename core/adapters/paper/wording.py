"""The counter's facts in the shapes and spellings PTrade hands to a strategy, inconsistencies included."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

from core.adapters.paper.ticket import WAITING, PaperFill, Ticket
from core.domain.dates import at
from core.domain.money import LI_PER_YUAN
from core.domain.orders import Side
from core.domain.symbols import to_ptrade

_LONG_SUFFIX = {"SS": "XSHG", "SZ": "XSHE", "NEEQ": "XBSE"}
_MARKET_NUMBER = {"SH": "1", "SZ": "2"}


def instant(day: date, at_s: float) -> datetime:
    """Return that second of the day."""
    return at(day, 0) + timedelta(seconds=at_s)


def stamp(day: date, at_s: float) -> str:
    """Return it as PTrade writes times."""
    return instant(day, at_s).strftime("%Y-%m-%d %H:%M:%S")


def long_code(symbol: str) -> str:
    """Return the four-letter spelling: 600000.XSHG."""
    digits, suffix = to_ptrade(symbol).split(".")
    return f"{digits}.{_LONG_SUFFIX[suffix]}"


def signed(ticket: Ticket) -> int:
    """Return the quantity with PTrade's sign: sales are negative."""
    return ticket.qty_shares if ticket.side is Side.BUY else -ticket.qty_shares


def order_object(ticket: Ticket, day: date) -> SimpleNamespace:
    """Return what get_orders holds."""
    sign = 1 if ticket.side is Side.BUY else -1
    return SimpleNamespace(
        id=ticket.order_id,
        dt=instant(day, ticket.placed_s),
        created=instant(day, ticket.placed_s),
        symbol=long_code(ticket.symbol),
        amount=signed(ticket),
        limit=ticket.limit_li / LI_PER_YUAN,
        filled=sign * ticket.filled_shares,
        entrust_no=ticket.entrust_no,
        cancel_entrust_no="",
        priceGear="",
        status=ticket.status,
    )


def account_row(ticket: Ticket, day: date) -> dict[str, object]:
    """Return a row of get_all_orders."""
    return {
        "symbol": to_ptrade(ticket.symbol),
        "entrust_no": ticket.entrust_no,
        "amount": signed(ticket),
        "entrust_bs": 1 if ticket.side is Side.BUY else 2,
        "price": ticket.limit_li / LI_PER_YUAN,
        "status": ticket.status,
        "filled_amount": ticket.filled_shares,
        "entrust_time": stamp(day, ticket.placed_s),
    }


def trade_row(ticket: Ticket, fill: PaperFill, day: date) -> list[object]:
    """Return a row of get_trades."""
    price = fill.price_li / LI_PER_YUAN
    side = "买" if fill.side is Side.BUY else "卖"
    amount = round(price * fill.qty_shares, 2)
    return [
        fill.business_id,
        ticket.entrust_no,
        long_code(fill.symbol),
        side,
        float(fill.qty_shares),
        price,
        amount,
        stamp(day, fill.at_s),
    ]


def order_push(ticket: Ticket, status: str, filled_shares: int, day: date) -> dict[str, object]:
    """Return what on_order_response receives."""
    return {
        "order_id": ticket.order_id,
        "entrust_no": "" if status == WAITING else str(ticket.entrust),
        "order_time": stamp(day, ticket.placed_s),
        "stock_code": long_code(ticket.symbol),
        "amount": signed(ticket),
        "price": ticket.limit_li / LI_PER_YUAN,
        "business_amount": filled_shares,
        "status": status,
        "entrust_type": "0",
        "entrust_prop": "0",
        "error_info": ticket.error,
        "entrust_reference": "",
    }


def trade_push(ticket: Ticket, fill: PaperFill | None, cancelled_shares: int, day: date) -> dict[str, object]:
    """Return what on_trade_response receives; a done cancel comes this way too, with an amount that is no fill."""
    price = fill.price_li / LI_PER_YUAN if fill else 0.0
    qty_shares = fill.qty_shares if fill else cancelled_shares
    return {
        "order_id": ticket.order_id,
        "entrust_no": str(ticket.entrust),
        "business_time": stamp(day, fill.at_s if fill else ticket.cancel_s or ticket.placed_s),
        "stock_code": long_code(ticket.symbol),
        "entrust_bs": "1" if ticket.side is Side.BUY else "2",
        "business_amount": qty_shares,
        "business_price": price,
        "business_balance": round(price * qty_shares, 2),
        "business_id": fill.business_id if fill else f"C{ticket.entrust:06d}",
        "status": "",
        "cancel_info": "",
        "withdraw_no": "",
        "real_type": "0" if fill else "2",
        "real_status": "0",
        "entrust_reference": "",
    }


def market_number(symbol: str) -> str:
    """Return the counter's exchange_type."""
    return _MARKET_NUMBER.get(symbol.split(".")[1], "9")
