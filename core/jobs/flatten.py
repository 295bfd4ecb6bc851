"""Flatten: sell what may be sold in a scope, through the gates and as an orders file like any other.

STOP goes to REDUCING over the scope first, so that nothing buys back what is being sold.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from core.domain.dates import ymd
from core.domain.errors import Refused
from core.domain.holdings import Account
from core.domain.money import LI_PER_FEN
from core.domain.orders import Side
from core.domain.outcome import Outcome
from core.domain.stop import Scope, Trigger
from core.domain.trading_state import TradingState
from core.jobs import documents
from core.jobs.answer import check_chain
from core.jobs.desk import Desk
from core.jobs.evidence import account_of, data_date_of, plan_of, quotes_of
from core.jobs.morning import night_of, pass_gates, post_books, pull_data, release_before, write_page
from core.jobs.run import Job, RunContext, Step, Stop, execute
from core.jobs.trade_day import TRADE_DAY
from core.pipeline.orders import build_orders
from core.pipeline.portfolio.plan import Action, Plan, PlanRow
from core.ports.books import Books
from core.ports.runs import Run


@dataclass(frozen=True, slots=True)
class Holding:
    """One holding in a scope, and how many of its shares may still be sold today."""

    symbol: str
    qty_shares: int
    sellable_shares: int


def phrase_of(scope: Scope) -> str:
    """Return what a person types before a scope is flattened."""
    return f"FLATTEN {scope.name or 'EVERYTHING'}"


def holdings_in(desk: Desk, scope: Scope, day: date) -> list[Holding]:
    """Return what the books hold in a scope; shares that an order of today already sells are not sellable again."""
    account = _unsold(desk.books, desk.books.account(day), day)
    strategy_id = desk.settings.data_source.strategy_id
    return [
        Holding(symbol, position.qty_shares, position.sellable_shares)
        for symbol, position in sorted(account.positions.items())
        if scope.covers(symbol, strategy_id)
    ]


def flatten(desk: Desk, scope: Scope, author: str, reason: str, typed: str, day: date, as_of: datetime) -> Run:
    """Press REDUCING over the scope and release an orders file that sells it; the run says how it ended.

    Refused unless `typed` is the scope's phrase. What works stays: sales go on, and buys of the scope are cancelled.
    """
    if typed != phrase_of(scope):
        raise Refused(f"{typed!r} is not {phrase_of(scope)!r}; nothing is sold", "type the phrase exactly")
    desk.stop.press(TradingState.REDUCING, author, f"flatten: {reason}", as_of, scope, Trigger.FLATTEN)
    return execute(desk, flatten_job(scope, author, reason), day, as_of)


def flatten_job(scope: Scope, author: str, reason: str) -> Job:
    """Return the job that sells a scope; a second one on a day sells what the first could not."""

    def plan(context: RunContext) -> Stop | None:
        night = night_of(context)
        if night is None:
            return Stop(Outcome.BLOCKED, f"Night of {data_date_of(context)} has not finished: no names, no closes")
        context.put("universe.parquet", context.desk.artifacts.get(night.run_id, "universe.parquet"))
        chosen = holdings_in(context.desk, scope, context.day)
        made = _plan(context, chosen, f"flatten {scope} by {author}: {reason}")
        context.put("plan.json", made.to_json().encode())
        context.detail["flatten"] = {"scope": str(scope), "author": author, "reason": reason, "names": len(made.rows)}
        return None

    steps = (
        TRADE_DAY,
        Step("pull", pull_data),
        Step("books", post_books),
        Step("plan", plan),
        Step("chain", check_chain),
        Step("orders", _build),
        Step("gates", pass_gates),
        Step("release", _release),
    )
    return Job("flatten", steps, write_page, settled=frozenset())


def _plan(context: RunContext, chosen: list[Holding], reason: str) -> Plan:
    positions = account_of(context).positions
    rows = tuple(
        PlanRow(
            symbol=each.symbol,
            action=Action.SELL,
            target_weight=0.0,
            target_value_fen=0,
            score=None,
            rank=None,
            held_shares=each.qty_shares,
            close_li=max(positions[each.symbol].cost_fen * LI_PER_FEN // max(each.qty_shares, 1), 1),
            reason=reason,
        )
        for each in chosen
        if each.sellable_shares > 0
    )
    return Plan(context.day, data_date_of(context), rows, (), ())


def _build(context: RunContext) -> None:
    desk = context.desk
    sequence = len(desk.books.batches(context.day)) + 1
    batch_id = f"{ymd(context.day)}-{sequence:02d}"
    slack = {"sell_slack": desk.settings.stop.flatten_slack}
    settings = desk.settings.model_copy(update={"execution": desk.settings.execution.model_copy(update=slack)})
    plan = plan_of(context)
    quotes = quotes_of(context, plan)
    account = _unsold(desk.books, account_of(context), context.day)
    built = build_orders(plan, account, quotes, settings, context.day, batch_id)
    context.detail["orders"] = len(built.orders)
    context.detail["skipped"] = len(built.skipped)
    context.put_json("orders.json", documents.orders_document(built, batch_id, sequence))
    context.put_json("quotes.json", documents.quotes_document(quotes))


def _release(context: RunContext) -> Stop | None:
    """Release until orders end: a flight from a position does not stop at the Morning's last minute."""
    return release_before(context, context.desk.settings.execution.valid_until)


def _unsold(books: Books, account: Account, day: date) -> Account:
    """Return the account less what today's files sell already, sold or not: until the Close nobody knows."""
    sold: dict[str, int] = {}
    for record in books.batches(day):
        for order in books.batch_orders(record.batch_id).orders:
            if order.side is Side.SELL:
                sold[order.symbol] = sold.get(order.symbol, 0) + order.qty_shares
    positions = {
        symbol: replace(position, sellable_shares=max(position.sellable_shares - sold.get(symbol, 0), 0))
        for symbol, position in account.positions.items()
    }
    return replace(account, positions=positions)
