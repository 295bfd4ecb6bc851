"""What the executor states about a day, checked row against row before anybody believes it."""

from datetime import date

from core.adapters.ptrade.fields import Row, header, header_count, header_fen, rows_of
from core.adapters.ptrade.sealed import Sealed
from core.domain.dates import ymd
from core.domain.orders import BrokerFigures, BrokerPosition, Channel, ExecReport, Fill, OrderResult, OrderState, Side

ORDERS = (
    "client_order_id", "batch_id", "symbol", "side", "shares", "limit_price", "state", "filled_shares", "entrust_no",
    "message",
)  # fmt: skip
FILLS = ("client_order_id", "entrust_no", "business_id", "symbol", "side", "shares", "price", "filled_at")
OTHERS = ("entrust_no", "symbol", "side", "shares", "price", "status", "filled_shares")
ALARMS = ("at", "message")
POSITIONS = ("symbol", "shares", "enable_shares", "last_price", "cost_price")
_UNTRADED = frozenset({OrderState.PENDING, OrderState.CANCELLED, OrderState.REJECTED, OrderState.NOT_SENT})
_TRADED_IN_PART = frozenset({OrderState.PARTIAL, OrderState.PARTIAL_CANCELLED})


def exec_report_of(file: Sealed, day: date, channel: Channel, file_sha256: str) -> ExecReport:
    """Return the report of a file whose origin is checked; FixAndRestart naming the first row that contradicts.

    Fills that do not add up to an order's filled shares are let through: the broker said so, and reconciliation makes
    a break of it that a person can decide.
    """
    sections = {"orders": ORDERS, "fills": FILLS, "others": OTHERS, "alarms": ALARMS}
    rows = {title: rows_of(file, title, columns) for title, columns in sections.items()}
    for title, found in rows.items():
        header_count(file, title, len(found))
    batch_ids = tuple(filter(None, header(file, "batch_ids").split(";")))
    results = _results(file, rows["orders"], batch_ids)
    fills = _fills(rows["fills"], results, day)
    return ExecReport(
        trade_date=day,
        account_tail=header(file, "account_tail"),
        channel=channel,
        batch_ids=batch_ids,
        results=tuple(results.values()),
        fills=tuple(fills),
        foreign_orders=len(rows["others"]),
        file_sha256=file_sha256,
    )


def _results(file: Sealed, rows: list[Row], batch_ids: tuple[str, ...]) -> dict[str, OrderResult]:
    if len(set(batch_ids)) != len(batch_ids):
        raise file.refusal(0, f"a batch id stands twice in {batch_ids}")
    results: dict[str, OrderResult] = {}
    for row in rows:
        result = OrderResult(
            client_order_id=row.text("client_order_id"),
            symbol=row.symbol("symbol"),
            side=row.one_of("side", Side),
            qty_shares=row.count("shares", 1),
            limit_li=row.price_li("limit_price"),
            state=row.one_of("state", OrderState),
            filled_shares=row.count("filled_shares"),
            message=row.values["message"],
            batch_id=row.text("batch_id"),
        )
        if result.client_order_id in results:
            raise row.refuse("client_order_id", "each order once")
        if result.batch_id not in batch_ids:
            raise row.refuse("batch_id", f"one of the header's {batch_ids}")
        _check_state(row, result)
        results[result.client_order_id] = result
    return results


def _check_state(row: Row, result: OrderResult) -> None:
    filled, ordered = result.filled_shares, result.qty_shares
    if filled > ordered:
        raise row.refuse("filled_shares", f"at most the {ordered} ordered")
    if result.state is OrderState.FILLED and filled != ordered:
        raise row.refuse("filled_shares", f"{ordered}, the state is FILLED")
    if result.state in _UNTRADED and filled:
        raise row.refuse("filled_shares", f"0, the state is {result.state}")
    if result.state in _TRADED_IN_PART and not 0 < filled < ordered:
        raise row.refuse("filled_shares", f"between 0 and {ordered}, the state is {result.state}")


def _fills(rows: list[Row], results: dict[str, OrderResult], day: date) -> list[Fill]:
    fills: list[Fill] = []
    seen = set()
    for row in rows:
        fill = Fill(
            trade_date=day,
            client_order_id=row.text("client_order_id"),
            entrust_no=row.text("entrust_no"),
            business_id=row.text("business_id"),
            symbol=row.symbol("symbol"),
            side=row.one_of("side", Side),
            qty_shares=row.count("shares", 1),
            price_li=row.price_li("price"),
            filled_at=row.values["filled_at"],
        )
        if (fill.entrust_no, fill.business_id) in seen:
            raise row.refuse("business_id", f"each fill of entrust {fill.entrust_no} once")
        seen.add((fill.entrust_no, fill.business_id))
        _check_fill(row, fill, results, day)
        fills.append(fill)
    return fills


def _check_fill(row: Row, fill: Fill, results: dict[str, OrderResult], day: date) -> None:
    order = results.get(fill.client_order_id)
    if order is None:
        raise row.refuse("client_order_id", "an order of this report")
    if fill.symbol != order.symbol:
        raise row.refuse("symbol", f"{order.symbol}, as the order says")
    if fill.side is not order.side:
        raise row.refuse("side", f"{order.side}, as the order says")
    worse = fill.price_li > order.limit_li if fill.side is Side.BUY else fill.price_li < order.limit_li
    if worse:
        raise row.refuse("price", f"not worse than the limit of {order.limit_li / 1000:.3f}")
    digits = "".join(char for char in fill.filled_at if char.isdigit())
    if len(digits) >= 14 and digits[:8] != str(ymd(day)):
        raise row.refuse("filled_at", f"a time of {day}")


def broker_figures_of(file: Sealed, day: date, channel: Channel, file_sha256: str) -> BrokerFigures:
    """Return positions and cash of a file whose origin is checked; FixAndRestart naming the first bad row."""
    rows = rows_of(file, "", POSITIONS)
    header_count(file, "positions", len(rows))
    positions: dict[str, BrokerPosition] = {}
    for row in rows:
        position = BrokerPosition(
            symbol=row.symbol("symbol"),
            qty_shares=row.count("shares", 1),
            enable_shares=row.count("enable_shares"),
            last_li=row.price_li("last_price", positive=False),
            cost_li=row.price_li("cost_price", positive=False),
        )
        if position.symbol in positions:
            raise row.refuse("symbol", "each holding once")
        if position.enable_shares > position.qty_shares:
            raise row.refuse("enable_shares", f"at most the {position.qty_shares} held")
        if position.last_li < 0:
            raise row.refuse("last_price", "a price, not negative")
        positions[position.symbol] = position
    return BrokerFigures(
        trade_date=day,
        account_tail=header(file, "account_tail"),
        channel=channel,
        cash_fen=header_fen(file, "cash"),
        total_fen=header_fen(file, "total"),
        positions=tuple(positions.values()),
        file_sha256=file_sha256,
    )
