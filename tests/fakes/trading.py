"""Short ways to write orders, results, fills and broker figures in tests."""

from datetime import date

from core.domain.orders import (
    Batch,
    BrokerFigures,
    BrokerPosition,
    Channel,
    ExecReport,
    Fill,
    Order,
    OrderResult,
    OrderState,
    Side,
)

D1, D2, D3, D4 = date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 7), date(2026, 1, 8)


def an_order(order_id: str, side: Side, symbol: str, qty: int, limit_li: int) -> Order:
    return Order(order_id, symbol, side, qty, limit_li, "test")


def a_batch(day: date, *orders: Order, sequence: int = 1) -> Batch:
    return Batch(f"B{day:%Y%m%d}-{sequence}", day, sequence, "", Channel.PAPER, "0000", "14:56:00", tuple(orders))


def a_result(order: Order, filled: int | None = None, state: OrderState = OrderState.FILLED) -> OrderResult:
    done = order.qty_shares if filled is None else filled
    return OrderResult(
        order.client_order_id, order.symbol, order.side, order.qty_shares, order.limit_li, state, done, "", "B"
    )


def a_fill(day: date, order: Order, qty: int, price_li: int, business_id: str = "1") -> Fill:
    return Fill(
        day, order.client_order_id, f"E{order.client_order_id}", business_id, order.symbol, order.side, qty, price_li,
        "09:30:05",
    )  # fmt: skip


def a_report(day: date, results: list[OrderResult], fills: list[Fill], foreign: int = 0) -> ExecReport:
    return ExecReport(day, "0000", Channel.PAPER, ("B",), tuple(results), tuple(fills), foreign, "sha")


def broker_says(
    day: date, cash_fen: int, holdings: dict[str, tuple[int, int]], total_fen: int | None = None
) -> BrokerFigures:
    """Holdings are symbol → (shares, last price in 厘); the total is computed unless given."""
    positions = tuple(BrokerPosition(symbol, qty, qty, last, last) for symbol, (qty, last) in sorted(holdings.items()))
    value = sum(qty * last for qty, last in holdings.values()) // 10
    return BrokerFigures(
        day, "0000", Channel.PAPER, cash_fen, cash_fen + value if total_fen is None else total_fen, positions, "sha"
    )
