"""Report files as the executor writes them, with a correct seal around whatever rows a test wants."""

from collections.abc import Sequence

from core.adapters.ptrade.reports import ALARMS, FILLS, ORDERS, OTHERS, POSITIONS
from core.adapters.ptrade.sealed import content_hash

Rows = Sequence[Sequence[object]]

FILLED = ("D-1", "B-1", "600000.SS", "BUY", 300, "10.00", "FILLED", 300, "7", "")
PARTS = (
    ("D-1", "7", "b1", "600000.SS", "BUY", 100, "9.99", "2026-01-05 09:30:01"),
    ("D-1", "7", "b2", "600000.SS", "BUY", 200, "10.00", "2026-01-05 09:31:01"),
)
HELD = ("600000.SS", 300, 0, "10.100", "9.997")


def sealed(header: dict[str, object], sections: Sequence[tuple[str, Sequence[str], Rows]]) -> bytes:
    """Any header and rows under a correct checksum and end mark."""
    top = [f"#{key}={value}" for key, value in header.items()]
    bottom = []
    for title, columns, rows in sections:
        bottom += [f"#section={title}"] if title else []
        bottom += [",".join(map(str, row)) for row in (columns, *rows)]
    bottom.append(f"#END,{sum(len(rows) for _, _, rows in sections)}")
    lines = [*top, "#sha256=" + content_hash([*top, *bottom]), *bottom]
    return "".join(line + "\n" for line in lines).encode()


def origin(kind: str, **changes: object) -> dict[str, object]:
    """The header lines every file has."""
    first = {"format": f"daybreak-{kind}-1", "channel": "PAPER", "account_tail": "0000", "trade_date": "20260105"}
    return {**first, **changes}


def exec_report(
    orders: Rows = (FILLED,), fills: Rows = PARTS, others: Rows = (), order_columns: Sequence[str] = ORDERS,
    fill_columns: Sequence[str] = FILLS, **changes: object,
) -> bytes:  # fmt: skip
    """An execution report of 2026-01-05."""
    counts = {"batch_ids": "B-1", "orders": len(orders), "fills": len(fills), "others": len(others), "alarms": 0}
    sections = [
        ("orders", order_columns, orders),
        ("fills", fill_columns, fills),
        ("others", OTHERS, others),
        ("alarms", ALARMS, ()),
    ]
    return sealed({**origin("exec-report"), **counts, **changes}, sections)


def positions(rows: Rows = (HELD,), columns: Sequence[str] = POSITIONS, **changes: object) -> bytes:
    """A positions file of 2026-01-05."""
    header = {**origin("real-positions"), "cash": "1000.50", "total": "4030.50", "positions": len(rows), **changes}
    return sealed(header, [("", columns, rows)])
