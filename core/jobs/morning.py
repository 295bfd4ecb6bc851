"""Morning: after the call auction, price the plan, pass every gate, and leave one orders file.

Runs for the trading day T at 9:26; the plan is that of the Night before.
"""

from datetime import datetime, time

from core.domain.dates import SHANGHAI, at, ymd
from core.domain.errors import AskHuman, Refused
from core.domain.orders import Batch
from core.domain.outcome import Outcome
from core.domain.trading_state import TradingState
from core.jobs import documents, pages
from core.jobs.answer import await_answer, check_chain
from core.jobs.bookkeeping import post_overnight, reserve, unbooked_before
from core.jobs.evidence import (
    STRENGTH_FILE,
    account_of,
    batch_of,
    blocking_breaks,
    case_of,
    data_date_of,
    plan_of,
    quotes_of,
    strategy_of,
)
from core.jobs.freshness import freshness
from core.jobs.pull import pull
from core.jobs.run import Job, RunContext, Step, Stop
from core.jobs.stop_answers import asking_stop, press_stop
from core.jobs.trade_day import TRADE_DAY
from core.pipeline.orders import build_orders
from core.ports.runs import Run
from core.ports.stop import StopState
from core.safety.review import Review, review
from core.safety.triggers import of_verdicts

TODAY = ("stk_limit", "suspend_d", "stk_auction", "dividend")
PRICES = ("stk_limit", "stk_auction")
AUCTION_ENDS = (9, 25)
_PLANNED = frozenset({Outcome.DONE, Outcome.DEGRADED})


def pull_data(context: RunContext) -> Stop | None:
    """Bring in the morning's tables: leave while they are not published; without a source only reduce."""
    auction_ends = at(context.day, *AUCTION_ENDS)
    if context.as_of < auction_ends:
        return Stop(Outcome.DATA_NOT_READY, f"the call auction of {context.day} ends at {auction_ends:%H:%M}")
    pulled = pull(context.desk, context.run.run_id, [(name, context.day) for name in TODAY])
    context.pin()
    context.put_json("freshness.json", freshness(context.view, context.day, pulled))
    bought = context.desk.settings.data_source
    # Who is suspended shows in the auction too; without that only the vendor's list tells.
    needed = (*PRICES, "suspend_d") if "stk_auction" in bought.unavailable else PRICES
    missing = [why for name in needed for why in pulled.missing_of(name)]
    if missing:
        context.detail["degraded"] = missing
    late = [name for name in PRICES if name in pulled.unpublished]
    return Stop(Outcome.DATA_NOT_READY, f"not published for {context.day}: {', '.join(late)}") if late else None


def post_books(context: RunContext) -> Stop | None:
    """Settle yesterday's sales and post what the ex-date brings, once yesterday's trades are booked.

    While a break blocks it is not known how many shares are entitled; the gates will refuse the day anyway.
    """
    waiting = unbooked_before(context)
    if waiting:
        return Stop(Outcome.BLOCKED, waiting)
    if not blocking_breaks(context):
        context.detail["entries"] = post_overnight(context)
    return None


def load_plan(context: RunContext) -> Stop | None:
    """Take over the plan and the universe of the Night before; without one there is nothing to do."""
    night = night_of(context)
    if night is None:
        return Stop(Outcome.BLOCKED, f"no plan: Night of {data_date_of(context)} has not finished; run it first")
    left = {artifact.name for artifact in context.desk.runs.artifacts(night.run_seq)}
    for name in ("plan.json", "universe.parquet", *({STRENGTH_FILE} & left)):
        context.put(name, context.desk.artifacts.get(night.run_id, name))
    return None


def build(context: RunContext) -> Stop | None:
    """Price the plan and make the orders, sells first; a day has one orders file, so never a second time."""
    released = context.desk.books.batches(context.day)
    if released:
        return Stop(Outcome.BLOCKED, f"batch {released[0].batch_id} was released already: the day has its orders")
    plan = plan_of(context)
    quotes = quotes_of(context, plan)
    sequence = 1
    batch_id = f"{ymd(context.day)}-{sequence:02d}"
    built = build_orders(plan, account_of(context), quotes, context.desk.settings, context.day, batch_id)
    context.detail["orders"] = len(built.orders)
    context.detail["skipped"] = len(built.skipped)
    context.put_json("orders.json", documents.orders_document(built, batch_id, sequence))
    context.put_json("quotes.json", documents.quotes_document(quotes))
    return None


def pass_gates(context: RunContext) -> Stop | None:
    """Ask every gate; keep the verdicts with their evidence whatever they say."""
    with asking_stop(context, "gates") as ask:
        judged = review(case_of(context, "gates", ask()))
    context.desk.books.record_verdicts(context.run.run_seq, judged.verdicts)
    context.put_json(documents.AT_THE_GATES, documents.verdicts_document(judged.verdicts))
    context.detail["not_passed"] = [
        f"{verdict.gate}: {verdict.code}" for verdict in judged.verdicts if not verdict.passed
    ]
    press_stop(context, of_verdicts(judged.verdicts, context.desk.settings.stop))
    return _stop_of(context, judged)


def _stop_of(context: RunContext, judged: Review) -> Stop | None:
    """Go on with what was approved; where buys were dropped, say so: the day is not simply done."""
    objections = "; ".join(f"{verdict.gate}: {verdict.reason}" for verdict in judged.verdicts if not verdict.passed)
    held = context.detail.get("held")
    notes = [f"STOP holds back {held}"] if held else []
    if judged.dropped:
        context.detail["dropped"] = [order.client_order_id for order in judged.dropped]
        notes.append(f"{len(judged.dropped)} buys dropped, {objections}")
    if notes:
        context.detail["degraded"] = notes
    if judged.approved is not None:
        return None
    if judged.nothing_to_do and not notes:
        return Stop(Outcome.DONE, "nothing to order")
    return Stop(Outcome.BLOCKED, objections or "; ".join(notes))


def release(context: RunContext) -> Stop | None:
    """Put the orders file in place, unless it already is or it is too late for the auction's prices."""
    return release_before(context, context.desk.settings.execution.release_until)


def release_before(context: RunContext, last: str) -> Stop | None:
    """Put the orders file in place until the clock says `last`; the state is asked again in the instant before."""
    desk = context.desk
    batch = batch_of(context)
    in_place = [released for released in desk.outbox.released(context.day) if released.batch_id == batch.batch_id]
    if not in_place and any(known.batch_id == batch.batch_id for known in desk.books.batches(context.day)):
        raise AskHuman(
            f"the file of batch {batch.batch_id} was released and has left the outbox", "never send it again"
        )
    if not in_place:
        untimely = _untimely(context, desk.clock.now(), last)
        if untimely:
            return Stop(Outcome.BLOCKED, untimely)
        with asking_stop(context, "release") as ask:
            judged = review(case_of(context, "release", ask()))
            desk.books.record_verdicts(context.run.run_seq, judged.verdicts)
            context.put_json(documents.AT_RELEASE, documents.verdicts_document(judged.verdicts))
            stop = _stop_of(context, judged)
            if judged.approved is None:
                return stop
            batch = judged.approved.batch
            in_place = [desk.outbox.release(judged.approved, lambda: _still(context, ask(), batch, last))]
    else:
        batch = desk.outbox.read(in_place[0])
        _keep_left(context, documents.AT_RELEASE)
    desk.books.record_batch(context.run.run_seq, batch, in_place[0].content_hash)
    reserve(context, batch)
    context.put("orders_file.csv", in_place[0].path.read_bytes())
    context.detail["file"] = in_place[0].path.name
    return None


def _keep_left(context: RunContext, name: str) -> None:
    """Take over a file that this step left before it was interrupted: it tells why the orders went out."""
    left = context.desk.artifacts.path(context.run.run_id, name)
    if left.is_file():
        context.put(name, left.read_bytes())


def _still(context: RunContext, told: StopState, batch: Batch, last: str) -> TradingState:
    """Return what STOP says of the batch in the instant before the rename; Refused when writing it took too long."""
    untimely = _untimely(context, context.desk.clock.now(), last)
    if untimely:
        raise Refused(f"the orders file was written too slowly: {untimely}", "look at the disk, and leave the day")
    return told.over(batch.orders, strategy_of(context))


def _untimely(context: RunContext, now: datetime, last: str) -> str:
    """Say that the clock left the time for releasing, by going on or by being set back; '' while it has not."""
    latest = min(time.fromisoformat(last), time.fromisoformat(context.desk.settings.execution.valid_until))
    since, until = at(context.day, *AUCTION_ENDS), datetime.combine(context.day, latest, tzinfo=SHANGHAI)
    if now < since:
        return (
            f"the clock went back to {now:%Y-%m-%d %H:%M:%S}: orders of {context.day} are released from {since:%H:%M}"
        )
    return "" if now < until else f"it is {now:%H:%M:%S}, orders of {context.day} could be released until {until:%H:%M}"


def night_of(context: RunContext) -> Run | None:
    """Return the finished Night before the run's day, None where there is none."""
    night = context.desk.runs.latest("night", data_date_of(context))
    return night if night is not None and night.outcome in _PLANNED else None


def write_page(context: RunContext, stop: Stop) -> None:
    """Leave the morning's page."""
    context.put("report.html", context.desk.render_page(pages.morning_page(context, stop)).encode())


MORNING = Job(
    "morning",
    (
        TRADE_DAY,
        Step("pull", pull_data),
        Step("books", post_books),
        Step("plan", load_plan),
        Step("chain", check_chain),
        Step("orders", build),
        Step("gates", pass_gates),
        Step("release", release),
        Step("answer", await_answer),
    ),
    write_page,
)
