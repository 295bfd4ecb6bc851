"""A broker that says something else than what the paper PTrade left."""

from core.domain.dates import ymd
from core.domain.money import yuan_from_fen, yuan_from_li
from core.domain.orders import BrokerFigures
from tests.fakes.desk import NEXT, DeskBench
from tests.fakes.report_files import positions


def tell(bench: DeskBench, cash_fen: int = 0, gone: str = "") -> BrokerFigures:
    """Rewrite the positions file: that much more cash, one holding gone; return what it said before."""
    said = bench.desk.inbox.broker_figures(NEXT)
    assert said is not None
    rows = [
        (each.symbol.replace(".SH", ".SS"), each.qty_shares, each.enable_shares, yuan_from_li(each.last_li),
         yuan_from_li(each.cost_li))
        for each in said.positions if each.symbol != gone
    ]  # fmt: skip
    value_fen = sum(each.qty_shares * each.last_li // 10 for each in said.positions if each.symbol != gone)
    cash = said.cash_fen + cash_fen
    path = bench.home / "ptrade" / "inbox" / f"real_positions_{ymd(NEXT)}.csv"
    path.write_bytes(
        positions(rows, trade_date=ymd(NEXT), cash=yuan_from_fen(cash), total=yuan_from_fen(cash + value_fen))
    )
    return said
