"""What the Morning lays before the gates: plan, account, quotes, and all that is known about them."""

from datetime import date

import pandas as pd

from core.domain.breaks import Break
from core.domain.holdings import Account
from core.domain.money import li_from_yuan, notional_fen
from core.domain.orders import Batch
from core.domain.quote import Quote
from core.jobs import documents
from core.jobs.bookkeeping import delisted, is_closed
from core.jobs.breaks_today import blocking
from core.jobs.losses import latch_losses, read_account, worth_fen
from core.jobs.run import RunContext
from core.pipeline.portfolio.plan import Plan
from core.pipeline.quotes import build_quotes
from core.ports.stop import StopState
from core.safety.case import Case
from core.safety.holds import without_held

STRENGTH_FILE = "strength.json"


def data_date_of(context: RunContext) -> date:
    """Return the open day before the run's."""
    return context.view.calendar().prev_open(context.day)


def plan_of(context: RunContext) -> Plan:
    """Return the plan this Morning took over."""
    return Plan.from_json(context.get("plan.json").decode())


def account_of(context: RunContext) -> Account:
    """Return the books as of the run's day."""
    return context.desk.books.account(context.day)


def batch_of(context: RunContext) -> Batch:
    """Return the batch of the orders that were built."""
    desk = context.desk
    document = context.get_json("orders.json")
    return documents.batch_of(document, context.day, desk.books.last_batch_hash(), desk.settings.execution)


def blocking_breaks(context: RunContext) -> list[Break]:
    """Return the breaks that block this day's orders."""
    desk = context.desk
    standing = blocking(desk.books, context.view.calendar, context.day, desk.settings.reconciliation)
    return [each.found for each in standing]


def strategy_of(context: RunContext) -> str:
    """Return whose orders these are, for STOP's holds on a strategy."""
    return context.desk.settings.data_source.strategy_id


def unheld(context: RunContext, stop: StopState) -> Batch:
    """Return the batch less what a hold on a symbol or on this strategy forbids, and note what that was."""
    batch, held = without_held(batch_of(context), stop, strategy_of(context))
    if held:
        context.detail["held"] = ", ".join(f"{order.client_order_id} {order.symbol}" for order in held)
    return batch


def quotes_of(context: RunContext, plan: Plan) -> dict[str, Quote]:
    """Return the quotes of every symbol planned or held; what is no longer listed has none."""
    view, day = context.view, context.day
    symbols = {row.symbol for row in (*plan.rows, *plan.substitutes)} | set(account_of(context).positions)
    closes = {row.symbol: row.close_li for row in (*plan.rows, *plan.substitutes)}
    universe = context.get_frame("universe.parquet")
    closes |= {
        str(symbol): li_from_yuan(float(close))
        for symbol, close in zip(universe["ts_code"], universe["close"], strict=True)
        if symbol in symbols and not pd.isna(close)
    }
    quotes = build_quotes(
        auction=view.read("stk_auction", day, day),
        stk_limit=view.read("stk_limit", day, day),
        suspend_d=view.read("suspend_d", day, day),
        closes_li=closes,
        universe=universe,
        trade_date=day,
    )
    wanted = symbols - delisted(context)
    return {symbol: quote for symbol, quote in sorted(quotes.items()) if symbol in wanted}


def case_of(context: RunContext, step: str, stop: StopState) -> Case:
    """Return everything the gates see in `step`; the account's value is read anew, and a confirmed loss latched."""
    desk = context.desk
    plan = plan_of(context)
    account = account_of(context)
    quotes = quotes_of(context, plan)
    data_date = data_date_of(context)
    marks = desk.books.equity()
    previous, broker = marks[-1] if marks else None, desk.books.broker(data_date)
    first_day = not marks and not desk.books.last_batch_hash() and not desk.outbox.released(data_date)
    total_fen = account.cash_fen + _holdings_fen(account, quotes)
    totals = {"books": total_fen}
    if broker is not None:
        # The broker's figures know nothing of today's ex-dates, so the books speak last: they break a false row.
        totals = {"broker": worth_fen(broker, {symbol: quote.ref_li for symbol, quote in quotes.items()})} | totals
    read_account(context, step, totals, previous)
    latch_losses(context)
    window = context.view.calendar().last_n(data_date, desk.settings.program.window_days)
    return Case(
        batch=unheld(context, stop),
        trading_state=stop.state,
        now=context.as_of,
        plan_trade_date=plan.trade_date,
        plan_data_date=plan.data_date,
        expected_data_date=data_date,
        open_breaks=tuple(blocking_breaks(context)),
        previous_close_ok=None if first_day else is_closed(context, data_date),
        account=account,
        broker=broker,
        previous_mark=previous,
        total_assets_fen=total_fen,
        quotes=quotes,
        settings=desk.settings,
        degraded=_is_degraded(context),
        is_first_day=first_day,
        bars_date=max(context.view.dates("daily"), default=None),
        counters=desk.gate_book.counters(context.day, window),
        losses=desk.gate_book.losses(before_run=context.run.run_seq),
        strength=_strength(context),
    )


def _holdings_fen(account: Account, quotes: dict[str, Quote]) -> int:
    return sum(
        notional_fen(quotes[symbol].ref_li, position.qty_shares) if symbol in quotes else position.cost_fen
        for symbol, position in account.positions.items()
    )


def _strength(context: RunContext) -> float | None:
    """Return the market's strength of the night before; None where that Night left none."""
    if STRENGTH_FILE not in {artifact.name for artifact in context.desk.runs.artifacts(context.run.run_seq)}:
        return None
    document = context.get_json(STRENGTH_FILE)
    strength = document.get("strength") if isinstance(document, dict) else None
    return float(strength) if isinstance(strength, int | float) else None


def _is_degraded(context: RunContext) -> bool:
    steps = {step.name: step.detail for step in context.desk.runs.steps(context.run.run_seq)}
    return bool(steps.get("pull", {}).get("degraded"))
