"""A trade day's way from plan to orders as its runs and the books tell it, and where each name was left on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.domain.dates import TradingCalendar
from core.domain.holdings import Account
from core.domain.orders import Batch, Order, Side
from core.domain.outcome import Outcome
from core.domain.verdict import Ruling, Verdict
from core.jobs import documents
from core.jobs.desk import Desk
from core.jobs.four_ways import batches_of
from core.jobs.left import Left
from core.pipeline.orders import SkipCode, stands_in_for
from core.pipeline.portfolio.plan import Action, Plan, PlanRow
from core.ports.runs import Run
from core.ports.views.orders import Fate

_PLANNED = frozenset({Outcome.DONE, Outcome.DEGRADED})
_KEPT = frozenset({Action.HOLD, Action.KEEP_LOCKED})


@dataclass(frozen=True, slots=True)
class Fated:
    """Where a name was left: `code` is a word of the reports (a skip, a gate, an exclusion), `why` a sentence."""

    fate: Fate
    code: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class OrderDay:
    """What is known of the orders of `day`; `built` None where no Morning got as far as orders.

    `rows` are the plan's by symbol, `spares` those standing by; `skipped` by symbol the newest reason, `substitutes`
    by symbol who stands in. `released` are the orders of the day's files by symbol.
    """

    day: date
    data_date: date
    night: Run | None
    morning: Run | None
    plan: Plan | None
    rows: Mapping[str, PlanRow]
    spares: Mapping[str, PlanRow]
    account: Account
    built: Batch | None
    skipped: Mapping[str, Mapping[str, Any]]
    substitutes: Mapping[str, str]
    quotes: Mapping[str, Mapping[str, Any]]
    verdicts: Sequence[Verdict]
    batches: Sequence[Batch]

    @property
    def released(self) -> dict[str, Order]:
        """The orders that went out, by symbol."""
        return {order.symbol: order for batch in self.batches for order in batch.orders}

    @property
    def orders(self) -> dict[str, Order]:
        """Every order made for the day by symbol, released or not."""
        built = {order.symbol: order for order in self.built.orders} if self.built else {}
        return built | self.released

    @property
    def objections(self) -> list[Verdict]:
        """The gates that did not pass, in the order they were asked."""
        return [verdict for verdict in self.verdicts if not verdict.passed]


def order_day(desk: Desk, calendar: TradingCalendar, day: date) -> OrderDay:
    """Return the day as it stands now; FixAndRestart where an artifact its run names is gone."""
    data_date = calendar.prev_open(day)
    night, morning = desk.runs.latest("night", data_date), desk.runs.latest("morning", day)
    ours, before = Left(desk, morning), Left(desk, night)
    plan = ours.plan() or (before.plan() if night is not None and night.outcome in _PLANNED else None)
    document = ours.json("orders.json")
    batches = batches_of(desk.books, day)
    built = None
    if document is not None:
        built = documents.batch_of(document, day, _hash_before(desk, day), desk.settings.execution)
    orders = [*(built.orders if built else ()), *(order for batch in batches for order in batch.orders)]
    return OrderDay(
        day=day,
        data_date=data_date,
        night=night,
        morning=morning,
        plan=plan,
        rows={row.symbol: row for row in plan.rows} if plan else {},
        spares={row.symbol: row for row in plan.substitutes} if plan else {},
        account=desk.books.account(day),
        built=built,
        skipped={row["symbol"]: row for row in document["skipped"]} if document else {},
        substitutes={name: order.symbol for order in orders if (name := stands_in_for(order.reason))},
        quotes=ours.json("quotes.json") or {},
        verdicts=_newest(desk.books.verdicts(morning.run_seq)) if morning else (),
        batches=batches,
    )


def fate_of(day: OrderDay, symbol: str) -> Fated:
    """Return where a name was left; for one the plan does not know, whether it was scored is another question."""
    if symbol in day.released:
        return Fated(Fate.ORDERED, why=day.released[symbol].reason)
    if symbol in day.skipped:
        row = day.skipped[symbol]
        fate = Fate.KEPT if row["code"] in (SkipCode.ON_TARGET, SkipCode.LOCKED) else Fate.SKIPPED
        return Fated(fate, row["code"], row["reason"])
    if symbol in day.orders:
        return _unreleased(day, day.orders[symbol])
    if symbol in day.rows:
        return _planned(day, day.rows[symbol])
    if symbol in day.spares:
        return Fated(Fate.SPARE)
    if day.plan is None:
        return Fated(Fate.UNKNOWN)
    return Fated(Fate.NOT_PLANNED)


def _planned(day: OrderDay, row: PlanRow) -> Fated:
    """A name of the plan of which no order was made and none left out."""
    if row.action in _KEPT:
        return Fated(Fate.KEPT, why=row.reason)
    if day.morning is None or (day.morning.outcome is None and day.built is None):
        return Fated(Fate.PLANNED, why=row.reason)
    return Fated(Fate.NO_ORDERS, why=day.morning.reason)


def _unreleased(day: OrderDay, order: Order) -> Fated:
    """An order that was built and did not go out: held back by a gate or by STOP, or not judged yet."""
    for verdict in day.objections:
        if verdict.ruling is Ruling.BLOCK or order.side is Side.BUY:
            return Fated(Fate.HELD_BACK, verdict.gate, verdict.reason)
    morning = day.morning
    if morning is None or morning.outcome is None:
        return Fated(Fate.BUILT)
    held = day.batches and not day.objections
    return Fated(Fate.HELD_BACK, "stop" if held else "", morning.reason)


def _newest(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Every gate is asked twice: its last answer counts."""
    return list({verdict.gate: verdict for verdict in verdicts}.values())


def _hash_before(desk: Desk, day: date) -> str:
    """What the day's first file names as the one before it."""
    earlier = [record.content_hash for record in desk.answers.chain() if record.trade_date < day]
    return earlier[-1] if earlier else ""
