"""What the broker reported, as the run kept it, and the prices positions are marked at."""

from core.domain.errors import FixAndRestart
from core.domain.money import li_from_yuan
from core.domain.orders import BrokerFigures, ExecReport
from core.jobs.run import RunContext

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


def closes_li(context: RunContext, figures: BrokerFigures) -> dict[str, int]:
    """Return marks in 厘: the day's close, else the broker's last price for what did not trade."""
    marks = {position.symbol: position.last_li for position in figures.positions if position.last_li > 0}
    bars = context.view.read("daily", context.day, context.day, ["ts_code", "close"])
    traded = zip(bars["ts_code"], bars["close"], strict=True)
    return marks | {str(symbol): li_from_yuan(float(close)) for symbol, close in traded}
