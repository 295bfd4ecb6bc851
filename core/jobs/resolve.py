"""A person's decision about a break: recorded with name and reason, booked where it changes the books."""

import math
from dataclasses import dataclass
from datetime import date

from core.domain.breaks import FIGURES, RULES, Break, BreakAction, BreakCode
from core.domain.errors import FixAndRestart, Refused
from core.domain.journal import JournalEntry, Ledger
from core.domain.money import FEN_PER_YUAN, fen_from_yuan
from core.domain.orders import BrokerFigures
from core.jobs.desk import Desk
from core.jobs.marks import mark_anew
from core.jobs.run import Job, RunContext, Step, Stop, execute
from core.pipeline.accounting.adoption import adoption_entry, write_off_entry
from core.pipeline.accounting.corrections import reversal_entry, reversal_ref
from core.pipeline.accounting.outside import StatedTrade, outside_ref, outside_trade_entry
from core.ports.runs import Run


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decides about a break; `trade` belongs to ADOPT_TRADE, `until` to WAIT.

    `entry_ref`, the entry of the ledger to take back, belongs to REVERSE.
    """

    action: BreakAction
    author: str
    reason: str
    trade: StatedTrade | None = None
    until: date | None = None
    entry_ref: str = ""


def resolve(desk: Desk, day: date, break_id: int, decision: Decision) -> Run:
    """Carry out a decision about one open break as a run of its own: the run ledger shows who did what and when.

    Each break has a kind of run of its own: one interrupted over another break is not gone on with for this one.

    ADOPT_BROKER books the difference so that our figure becomes the broker's, ADOPT_TRADE the trade a person states,
    REVERSE takes back an entry of ours, WRITE_OFF posts a small difference in cash; EXPLAINED closes a break without
    booking, and one about figures only once they agree; WAIT leaves it open until a day.
    Raises FixAndRestart for an unknown break, an empty author or reason, or terms that are missing or wrong, and
    Refused for an action the break does not allow; then nothing is recorded.
    """
    found = _open_break(desk, break_id)
    author, reason = decision.author.strip(), decision.reason.strip()
    if not author or not reason:
        raise FixAndRestart("a decision needs a name and a reason", "give --author and --reason")
    _check_allowed(desk, found, decision, day)
    entry = _entry(desk, found, decision)

    def decide(context: RunContext) -> None:
        books, run_seq = desk.books, context.run.run_seq
        if entry is not None:
            context.detail["entries"] = books.post(run_seq, [entry])
        if decision.action in _BOOKED:
            mark_anew(context, found.trade_date if entry is None else entry.trade_date, positions_too=True)
        if decision.until is not None:
            books.wait_for_break(run_seq, break_id, decision.until, author, reason)
        else:
            books.resolve_break(run_seq, break_id, decision.action, author, reason)
        context.detail.update(break_id=break_id, action=decision.action.value, author=author, reason=reason)
        if decision.until is not None:
            context.detail["until"] = decision.until.isoformat()

    job = Job(kind_of(break_id), (Step("decide", decide),), _no_page, settled=frozenset())
    return execute(desk, job, day, desk.clock.now())


def kind_of(break_id: int) -> str:
    """Return the kind of run that carries out decisions about that break."""
    return f"resolve-{break_id}"


_BOOKED = frozenset({BreakAction.ADOPT_BROKER, BreakAction.ADOPT_TRADE, BreakAction.REVERSE, BreakAction.WRITE_OFF})
_CASH = frozenset({Ledger.CASH_SETTLED, Ledger.CASH_UNSETTLED, Ledger.CASH_RESERVED})


def _check_allowed(desk: Desk, found: Break, decision: Decision, today: date) -> None:
    """Refuse what the break's code, the settings or the figures do not allow."""
    action, allowed = decision.action, RULES[found.code].actions
    if action not in allowed:
        words = ", ".join(allowed)
        raise Refused(f"{action} is not allowed for {found.code}", f"break #{found.break_id} allows {words}")
    if (action is BreakAction.ADOPT_TRADE) != (decision.trade is not None):
        raise FixAndRestart("a stated trade belongs to adopt_trade, and only to it", "give --side, --shares, --price")
    if (action is BreakAction.WAIT) != (decision.until is not None):
        raise FixAndRestart("a day to wait for belongs to wait, and only to it", "give --until with --action wait")
    if (action is BreakAction.REVERSE) != bool(decision.entry_ref):
        raise FixAndRestart("an entry to take back belongs to reverse, and only to it", "give --entry REF")
    if decision.until is not None:
        _check_wait(desk, today, decision.until)
    if action is BreakAction.EXPLAINED and found.code in FIGURES:
        differs = _still_differs(desk, found)
        if differs:
            raise Refused(
                f"break #{found.break_id} cannot be explained away: {differs}", "adopt a figure, or wait for it"
            )
    if action is BreakAction.WRITE_OFF:
        _check_write_off(desk, found)


def _check_wait(desk: Desk, today: date, until: date) -> None:
    calendar = desk.snapshots.view(desk.clock.now()).calendar()
    longest = desk.settings.reconciliation.max_wait_days
    waited = [day for day in calendar.between(today, until) if day > today] if until > today else []
    if not waited or not calendar.is_open(until):
        raise FixAndRestart(f"{until} is no trading day after {today}", "name the day the figure should have arrived")
    if len(waited) > longest:
        raise Refused(
            f"{until} is {len(waited)} trading days away, reconciliation.max_wait_days is {longest}",
            "wait for an earlier day, then decide again",
        )


def _check_write_off(desk: Desk, found: Break) -> None:
    limit_yuan = desk.settings.reconciliation.write_off_limit_yuan
    difference = _figures(desk, found).cash_fen - desk.books.account(found.trade_date).cash_fen
    if abs(difference) > fen_from_yuan(limit_yuan):
        raise Refused(
            f"{difference:+d} fen is more than reconciliation.write_off_limit_yuan of {limit_yuan} yuan",
            "find out what it is, then adopt the broker's figure",
        )


def _still_differs(desk: Desk, found: Break) -> str:
    """Say how books and broker differ now about what the break is about, '' where they agree."""
    figures, account = _figures(desk, found), desk.books.account(found.trade_date)
    if found.code is BreakCode.CASH_MISMATCH:
        difference = figures.cash_fen - account.cash_fen
        return f"cash still differs by {difference:+d} fen" if difference else ""
    if found.code is BreakCode.ASSET_MISMATCH:
        settings = desk.settings.asset_check
        marked = next((mark.total_fen for mark in desk.books.equity() if mark.trade_date == found.trade_date), 0)
        tolerance_fen = settings.abs_tol_yuan * FEN_PER_YUAN
        if math.isclose(marked, figures.total_fen, rel_tol=settings.rel_tol, abs_tol=tolerance_fen):
            return ""
        return f"the account is marked at {marked} fen, the broker states {figures.total_fen} fen"
    missing = _missing_shares(found.symbol, figures, desk)
    return f"shares of {found.symbol} still differ by {missing:+d}" if missing else ""


def _missing_shares(symbol: str, figures: BrokerFigures, desk: Desk) -> int:
    """Return what the broker holds more than the books."""
    stated = sum(position.qty_shares for position in figures.positions if position.symbol == symbol)
    held = desk.books.account(figures.trade_date).positions.get(symbol)
    return stated - (held.qty_shares if held else 0)


def _entry(desk: Desk, found: Break, decision: Decision) -> JournalEntry | None:
    """Return what the decision books, None where nothing: where only totals differ, prices are adopted."""
    action, day = decision.action, found.trade_date
    if action not in _BOOKED or found.code is BreakCode.ASSET_MISMATCH:
        return None
    if action is BreakAction.REVERSE:
        return _reversal(desk, found, decision)
    books, figures = desk.books, _figures(desk, found)
    if action is BreakAction.WRITE_OFF:
        return write_off_entry(found, books.account(day), figures)
    next_open = desk.snapshots.view(desk.clock.now()).calendar().next_open(day)
    if decision.trade is not None:
        if outside_ref(found) in books.posted(day):
            return None
        missing = _missing_shares(found.symbol, figures, desk)
        return outside_trade_entry(found, missing, decision.trade, books.lots(), next_open)
    return adoption_entry(found, books.account(day), books.lots(), figures, next_open)


def _reversal(desk: Desk, found: Break, decision: Decision) -> JournalEntry | None:
    """Return what takes the named entry back; refused where figures agree already, or would not agree then."""
    ref, books = decision.entry_ref, desk.books
    booked = books.entry(ref)
    if booked is None or booked.entry.trade_date > found.trade_date:
        raise FixAndRestart(
            f"there is no entry {ref!r} up to {found.trade_date}", "`daybreak ledger entries` shows them"
        )
    if books.entry(reversal_ref(ref)) is not None:
        return None
    entry = reversal_entry(booked.entry, decision.author, decision.reason)
    if found.code is BreakCode.LEDGER_MISMATCH:
        return entry
    figures = _figures(desk, found)
    if found.symbol:
        wanted = _missing_shares(found.symbol, figures, desk)
        moved = sum(move.qty_shares for move in entry.lot_moves if move.symbol == found.symbol)
    else:
        wanted = figures.cash_fen - books.account(found.trade_date).cash_fen
        moved = sum(line.amount_fen for line in entry.postings if line.account in _CASH)
    if moved != wanted or not wanted:
        raise Refused(
            f"taking {ref!r} back moves {moved:+d}, break #{found.break_id} is about {wanted:+d}",
            "reverse the entry that caused it, or adopt a figure",
        )
    return entry


def _figures(desk: Desk, found: Break) -> BrokerFigures:
    figures = desk.books.broker(found.trade_date)
    if figures is None:
        raise FixAndRestart(f"no broker figures of {found.trade_date} to adopt", "import real_positions first")
    return figures


def _open_break(desk: Desk, break_id: int) -> Break:
    for each in desk.books.open_breaks():
        if each.break_id == break_id:
            return each
    raise FixAndRestart(f"there is no open break #{break_id}", "`daybreak breaks list` shows them")


def _no_page(context: RunContext, stop: Stop) -> None:
    """A decision leaves no page; the next Close shows it."""
