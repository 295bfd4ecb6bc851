"""Close: import what PTrade reports, post it, reconcile it, and mark the account.

Runs for the trading day T at 16:10, when the day's bars are known.
"""

from collections.abc import Callable
from pathlib import Path

from core.domain.errors import DaybreakError
from core.domain.money import fen_from_yuan, notional_fen
from core.domain.outcome import Outcome
from core.jobs import documents, pages
from core.jobs.answer import decided_not_sent, note_answers
from core.jobs.bookkeeping import CLOSED, delisted, post_overnight, unbooked_before
from core.jobs.breaks_today import blocking, listed
from core.jobs.four_ways import batches_of, four_way_of, traded_on
from core.jobs.freshness import freshness
from core.jobs.losses import latch_losses, read_account, worth_fen
from core.jobs.marks import EXEC_FILE, POSITIONS_FILE, benchmark, closes_li, reports_of
from core.jobs.parities import parity_of
from core.jobs.pull import pull
from core.jobs.run import Job, RunContext, Step, Stop
from core.jobs.stop_answers import press_stop
from core.jobs.trade_day import TRADE_DAY
from core.pipeline.accounting.cash import release_entry
from core.pipeline.accounting.trades import order_entries
from core.pipeline.parity import day_parity
from core.pipeline.reconcile import reconcile
from core.ports.books import EquityMark
from core.safety.triggers import of_breaks, of_results

FAST_CANCEL_S = 1
"""The exchanges' word is one second; the journal's clock shows whole ones, so up to two are counted."""
TODAY = ("daily", "index_daily", "dividend")


def take_reports(exec_path: Path | None, positions_path: Path | None) -> Callable[[RunContext], Stop | None]:
    """Return the step that verifies both reports, from the folder or from paths given by hand, and keeps copies."""

    def take(context: RunContext) -> Stop | None:
        inbox, day = context.desk.inbox, context.day
        sources = (exec_path or inbox.exec_report_path(day), positions_path or inbox.positions_path(day))
        try:
            report = inbox.exec_report(day, exec_path)
            figures = inbox.broker_figures(day, positions_path)
        except DaybreakError as error:
            return Stop(Outcome.UNKNOWN, str(error))
        if report is None or figures is None:
            lost = sources[0].name if report is None else sources[1].name
            return Stop(
                Outcome.UNKNOWN,
                f"{lost} is not in the inbox: fetch it from PTrade, or name it with --exec-report/--positions",
            )
        for source, name, sha256 in (
            (sources[0], EXEC_FILE, report.file_sha256),
            (sources[1], POSITIONS_FILE, figures.file_sha256),
        ):
            if context.put(name, source.read_bytes()).sha256 != sha256:
                return Stop(Outcome.UNKNOWN, f"{source.name} changed while it was read; run Close again")
        return None

    return take


def pull_data(context: RunContext) -> None:
    """Bring in the day's bars; without them positions are marked at the broker's last price."""
    pulled = pull(context.desk, context.run.run_id, [(name, context.day) for name in TODAY])
    context.pin()
    context.put_json("freshness.json", freshness(context.view, context.day, pulled))
    if pulled.missing_of("daily"):
        context.detail["degraded"] = [*pulled.missing_of("daily"), "positions are marked at the broker's last price"]


def post_books(context: RunContext) -> Stop | None:
    """Post settlement, entitlements and every order of the report; what is posted already stays as it is."""
    desk, run_seq = context.desk, context.run.run_seq
    waiting = unbooked_before(context)
    if waiting:
        return Stop(Outcome.UNKNOWN, waiting)
    report, figures = reports_of(context)
    post_overnight(context)
    hasty = [order_id for order_id, rest_s in desk.inbox.rests_s(context.day).items() if rest_s <= FAST_CANCEL_S]
    desk.books.record_report(run_seq, report, hasty)
    note_answers(context, report)
    desk.books.record_broker(run_seq, figures)
    settings = desk.settings.portfolio
    entries = order_entries(
        context.day,
        report.results,
        report.fills,
        desk.books.lots(),
        settings.commission_rate,
        fen_from_yuan(settings.commission_min_yuan),
        context.view.calendar().next_open(context.day),
        desk.books.posted(context.day),
        settings.withhold_dividend_tax,
    )
    given_back = release_entry(desk.books.account(context.day), context.day)
    context.detail["entries"] = desk.books.post(run_seq, [given_back, *entries])
    context.detail["trial_balance"] = desk.books.trial_balance()
    return None


def compare(context: RunContext) -> None:
    """Compare intended, filled, booked and broker; compare total assets; keep every difference as a break."""
    desk = context.desk
    report, figures = reports_of(context)
    account = desk.books.account(context.day)
    breaks = reconcile(
        context.day,
        batches_of(desk.books, context.day),
        report,
        desk.books.results(context.day),
        desk.books.fills(context.day),
        account,
        figures,
        desk.settings.asset_check,
        closes_li(context, figures),
        traded_on(desk.books, context.day),
        delisted(context),
        decided_not_sent(desk, context.day),
    )
    desk.books.record_breaks(context.run.run_seq, breaks)
    context.put_json("breaks.json", documents.breaks_document(breaks))
    rows = four_way_of(desk, context.day, figures, breaks)
    context.put_json("four_way.json", documents.four_way_document(rows))
    context.detail["breaks"] = len(breaks)
    settings = desk.settings.stop
    results = desk.books.results(context.day)
    press_stop(context, [*of_results(results, settings), *of_breaks(desk.books.open_breaks(), settings)])


def mark(context: RunContext) -> None:
    """Value the account at the day's closes."""
    desk = context.desk
    _, figures = reports_of(context)
    account = desk.books.account(context.day)
    closes = closes_li(context, figures)
    value = sum(
        notional_fen(closes[symbol], position.qty_shares) if symbol in closes else position.cost_fen
        for symbol, position in account.positions.items()
    )
    index = benchmark(context.view, desk.settings.data_source.index_codes, context.day)
    desk.books.mark_equity(context.run.run_seq, EquityMark(context.day, account.cash_fen, value, index))


def measure(context: RunContext) -> None:
    """Set what was planned beside what was filled, and keep the day's parity."""
    rows = parity_of(context)
    day = day_parity(context.day, rows)
    context.desk.books.record_parity(context.run.run_seq, day)
    context.put_json("parity.json", documents.parity_document(rows))
    context.detail.update(parity_bp=day.parity_bp, causes=dict(day.causes))


def watch_losses(context: RunContext) -> None:
    """Read the account's value from books and broker, raise the highest close, latch a confirmed loss."""
    desk = context.desk
    _, figures = reports_of(context)
    marks = [mark for mark in desk.books.equity() if mark.trade_date <= context.day]
    today = marks[-1]
    totals = {
        "broker": figures.total_fen,
        "positions": worth_fen(figures, closes_li(context, figures)),
        "books": today.total_fen,
    }
    read_account(context, "close", totals, marks[-2] if len(marks) > 1 else None)
    # The lower of the two: a high that only one of them saw would trip the drawdown later for nothing.
    agreed_fen = min(today.total_fen, figures.total_fen)
    desk.gate_book.record_peak(context.run.run_seq, context.day, context.as_of, agreed_fen)
    latch_losses(context)


def conclude(context: RunContext) -> Stop | None:
    """Say whether tomorrow may trade."""
    desk, calendar = context.desk, context.view.calendar
    found = blocking(desk.books, calendar, calendar().next_open(context.day), desk.settings.reconciliation)
    if not found:
        return None
    return Stop(
        Outcome.BLOCKED,
        f"{len(found)} open break(s) block the next Morning: {listed(found)}; see `daybreak breaks list`",
    )


def write_page(context: RunContext, stop: Stop) -> None:
    """Leave the day's page."""
    context.put("report.html", context.desk.render_page(pages.close_page(context, stop)).encode())


def close_job(exec_path: Path | None = None, positions_path: Path | None = None) -> Job:
    """Return the Close, reading the reports from the folder or from the paths given by hand."""
    return Job(
        "close",
        (
            TRADE_DAY,
            Step("reports", take_reports(exec_path, positions_path)),
            Step("pull", pull_data),
            Step("post", post_books),
            Step("reconcile", compare),
            Step("mark", mark),
            Step("parity", measure),
            Step("losses", watch_losses),
            Step("conclude", conclude),
        ),
        write_page,
        settled=CLOSED,
    )
