"""What the broker reported, as the run kept it, and the prices positions are marked at."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from core.domain.errors import FixAndRestart
from core.domain.holdings import Account
from core.domain.journal import Ledger
from core.domain.money import li_from_yuan, notional_fen
from core.domain.orders import BrokerFigures, ExecReport
from core.jobs.bookkeeping import delisted
from core.jobs.run import RunContext
from core.pipeline.report.model import EquityPoint
from core.ports.books import Books
from core.ports.snapshots import DataView

EXEC_FILE = "exec_report.csv"
POSITIONS_FILE = "real_positions.csv"


def reports_of(context: RunContext) -> tuple[ExecReport, BrokerFigures]:
    """Return both verified reports from the run's own copies; FixAndRestart when a copy is gone."""
    inbox, files, run_id = context.desk.inbox, context.desk.artifacts, context.run.run_id
    report = inbox.exec_report(context.day, files.path(run_id, EXEC_FILE))
    figures = inbox.broker_figures(context.day, files.path(run_id, POSITIONS_FILE))
    if report is None or figures is None:
        raise FixAndRestart(f"{run_id} has lost its copies of the reports", "restore the runs folder from a backup")
    return report, figures


def equity_points(books: Books, view: DataView, index_codes: Sequence[str], until: date) -> list[EquityPoint]:
    """Return the account's value after each close up to `until`, beginning with the capital on the eve of the first."""
    marks = [mark for mark in books.equity() if mark.trade_date <= until]
    points = [EquityPoint(mark.trade_date, mark.total_fen, mark.benchmark_close) for mark in marks]
    if not points:
        return []
    eve = view.calendar().prev_open(points[0].trade_date)
    return [EquityPoint(eve, capital_fen(books), benchmark(view, index_codes, eve)), *points]


def capital_fen(books: Books) -> int:
    """Return what was paid into the account."""
    return -books.trial_balance().get(Ledger.CAPITAL, 0)


def benchmark(view: DataView, index_codes: Sequence[str], day: date) -> float:
    """Return the first index's close of `day`, 0.0 where it is not known."""
    rows = view.read("index_daily", day, day, ["ts_code", "close"])
    rows = rows[rows["ts_code"] == index_codes[0]] if index_codes else rows.head(0)
    return float(rows["close"].iloc[0]) if len(rows) else 0.0


def closes_li(context: RunContext, figures: BrokerFigures) -> dict[str, int]:
    """Return marks in 厘: the day's close, else the broker's last price for what did not trade.

    What is no longer listed and has neither is worth nothing: 0.
    """
    gone = dict.fromkeys(delisted(context), 0)
    marks = {position.symbol: position.last_li for position in figures.positions if position.last_li > 0}
    bars = context.view.read("daily", context.day, context.day, ["ts_code", "close"])
    traded = zip(bars["ts_code"], bars["close"], strict=True)
    return gone | marks | {str(symbol): li_from_yuan(float(close)) for symbol, close in traded}


def mark_anew(context: RunContext, first: date, positions_too: bool) -> None:
    """Mark the account anew for every marked day from `first` on, since the next Morning compares the newest mark.

    Where a correction changed positions too, they are valued at the broker's last prices of the day, at cost where it
    has none.
    """
    books = context.desk.books
    for mark in [each for each in books.equity() if each.trade_date >= first]:
        account, value_fen = books.account(mark.trade_date), mark.market_value_fen
        if positions_too:
            value_fen = _value_fen(account, books.broker(mark.trade_date))
        renewed = replace(mark, cash_fen=account.cash_fen, market_value_fen=value_fen)
        if renewed != mark:
            books.mark_equity(context.run.run_seq, renewed)


def _value_fen(account: Account, figures: BrokerFigures | None) -> int:
    prices = {position.symbol: position.last_li for position in figures.positions} if figures else {}
    return sum(
        notional_fen(prices[symbol], held.qty_shares) if prices.get(symbol, 0) > 0 else held.cost_fen
        for symbol, held in account.positions.items()
    )
