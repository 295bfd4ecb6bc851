"""Intended ↔ filled ↔ ledger ↔ broker, over the union of orders, symbols and cash, to the share and to the fen."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.domain.breaks import Break, BreakCode
from core.domain.holdings import Account, Traded
from core.domain.orders import (
    FINAL_STATES,
    Batch,
    BrokerFigures,
    ExecReport,
    Fill,
    Order,
    OrderResult,
    OrderState,
    Side,
)
from core.pipeline.asset_check import asset_check
from core.settings.model import AssetCheck


@dataclass(frozen=True, slots=True)
class _Day:
    """The five statements of one day, indexed."""

    day: date
    intended: dict[str, Order]
    report: ExecReport | None
    results: dict[str, OrderResult]
    fills: dict[str, list[Fill]]
    account: Account
    figures: BrokerFigures | None
    closes_li: Mapping[str, int]
    booked: Traded | None
    delisted: Collection[str]
    unsent: frozenset[str]

    def traded(self) -> set[str]:
        """Symbols that an order of ours, or a fill, touched."""
        orders = {order.symbol for order in self.intended.values()} | {row.symbol for row in self.results.values()}
        return orders | {fill.symbol for parts in self.fills.values() for fill in parts}

    def found(self, code: BreakCode, symbol: str, detail: str, **evidence: object) -> Break:
        return Break(code, self.day, symbol, detail, evidence)


def reconcile(
    day: date,
    batches: Sequence[Batch],
    report: ExecReport | None,
    results: Sequence[OrderResult],
    fills: Sequence[Fill],
    account: Account,
    figures: BrokerFigures | None,
    settings: AssetCheck,
    closes_li: Mapping[str, int] | None = None,
    booked: Traded | None = None,
    delisted: Collection[str] = (),
    not_sent: Collection[str] = (),
) -> list[Break]:
    """Return every difference of `day`, sorted by code, symbol and detail; an empty list means all agree.

    `results` and `fills` are what the books hold for the day, `account` the books after posting, `report` and
    `figures` the verified files. Assets, at `closes_li` or else the broker's last price, are compared only where cash
    and positions agree: otherwise their difference is already explained by a break of its own. `booked`, where given,
    is what the ledger's trades of the day moved; it must be what the fills say. Of `delisted` a price of 0 is believed.
    Of the batches in `not_sent` a person has said that nothing went out: no report is missed, and what one has of them
    after all is a break.
    """
    grouped: defaultdict[str, list[Fill]] = defaultdict(list)
    for fill in fills:
        grouped[fill.client_order_id].append(fill)
    facts = _Day(
        day,
        {order.client_order_id: order for batch in batches for order in batch.orders},
        report,
        {result.client_order_id: result for result in results},
        dict(grouped),
        account,
        figures,
        closes_li or {},
        booked,
        delisted,
        frozenset(order.client_order_id for batch in batches if batch.batch_id in not_sent for order in batch.orders),
    )
    breaks = [
        *_report_breaks(facts),
        *_order_breaks(facts),
        *_fill_breaks(facts),
        *_ledger_breaks(facts),
        *_broker_breaks(facts, settings),
    ]
    return sorted(breaks, key=lambda found: (found.code, found.symbol, found.detail))


def _report_breaks(facts: _Day) -> Iterator[Break]:
    if facts.report is None:
        sent = facts.intended.keys() - facts.unsent
        if sent:
            detail = f"{len(sent)} orders were released, no execution report came back"
            yield facts.found(BreakCode.MISSING_REPORT, "", detail)
        return
    if facts.report.foreign_orders:
        detail = f"{facts.report.foreign_orders} orders in the account are not ours"
        yield facts.found(BreakCode.FOREIGN_ORDERS, "", detail, orders=facts.report.foreign_orders)
    booked = {fill for parts in facts.fills.values() for fill in parts}
    for fill in facts.report.fills:
        if fill not in booked:
            detail = f"fill {fill.business_id} of order {fill.client_order_id} was reported but is not in the books"
            yield facts.found(BreakCode.FILL_MISMATCH, fill.symbol, detail)


def _order_breaks(facts: _Day) -> Iterator[Break]:
    for order_id, order in facts.intended.items():
        result = facts.results.get(order_id)
        if result is None:
            if facts.report is not None and order_id not in facts.unsent:
                yield facts.found(BreakCode.ORDER_NOT_REPORTED, order.symbol, f"order {order_id} is not in the report")
            continue
        if order_id in facts.unsent and result.state is not OrderState.NOT_SENT:
            detail = f"order {order_id} was decided not to have been sent, the report has it as {result.state}"
            yield facts.found(BreakCode.ORDER_SENT_AFTER_ALL, order.symbol, detail, filled=result.filled_shares)
        if _terms(result) != _terms(order):
            detail = f"order {order_id} was {_terms(order)}, the report says {_terms(result)}"
            yield facts.found(BreakCode.ORDER_MISMATCH, order.symbol, detail)
    for order_id, result in facts.results.items():
        if order_id not in facts.intended:
            detail = f"order {order_id} was reported, no batch of the day contains it"
            yield facts.found(BreakCode.ORDER_NOT_INTENDED, result.symbol, detail)
        if result.state not in FINAL_STATES:
            detail = f"order {order_id} is {result.state} after the close: {result.message}"
            yield facts.found(BreakCode.ORDER_UNKNOWN, result.symbol, detail, state=str(result.state))


def _terms(order: Order | OrderResult) -> str:
    return f"{order.side} {order.qty_shares} {order.symbol} at {order.limit_li} li"


def _fill_breaks(facts: _Day) -> Iterator[Break]:
    for order_id in sorted(facts.results.keys() | facts.fills.keys()):
        result = facts.results.get(order_id)
        parts = facts.fills.get(order_id, [])
        if result is None:
            detail = f"{len(parts)} fills belong to order {order_id}, which has no result"
            yield facts.found(BreakCode.FILL_MISMATCH, parts[0].symbol, detail)
            continue
        filled = sum(fill.qty_shares for fill in parts)
        if filled > result.qty_shares:
            detail = f"order {order_id} asked for {result.qty_shares} shares and got {filled}"
            yield facts.found(BreakCode.OVERFILL, result.symbol, detail)
        if filled != result.filled_shares:
            detail = f"order {order_id} reports {result.filled_shares} shares filled, its fills add up to {filled}"
            yield facts.found(BreakCode.FILL_MISMATCH, result.symbol, detail)
        for fill in parts:
            if _contradicts(fill, result):
                detail = f"fill {fill.business_id} ({fill.side} {fill.symbol} at {fill.price_li} li) does not fit order"
                yield facts.found(BreakCode.FILL_MISMATCH, result.symbol, f"{detail} {order_id}: {_terms(result)}")


def net_shares(fills: Iterable[Fill]) -> dict[str, int]:
    """Return what fills moved by symbol, sales negative; a symbol bought and sold alike is there with 0."""
    moved: dict[str, int] = {}
    for fill in fills:
        signed = fill.qty_shares if fill.side is Side.BUY else -fill.qty_shares
        moved[fill.symbol] = moved.get(fill.symbol, 0) + signed
    return moved


def _ledger_breaks(facts: _Day) -> Iterator[Break]:
    """Filled against booked: every fill is in the ledger once, and nothing else is booked as a trade."""
    if facts.booked is None:
        return
    filled = net_shares(fill for parts in facts.fills.values() for fill in parts)
    for symbol in sorted(filled.keys() | facts.booked.shares.keys()):
        moved, booked = filled.get(symbol, 0), facts.booked.shares.get(symbol, 0)
        if moved != booked:
            detail = f"fills moved {moved:+d} shares of {symbol}, the ledger's trades {booked:+d}"
            yield facts.found(BreakCode.LEDGER_MISMATCH, symbol, detail, filled_shares=moved, booked_shares=booked)


def _contradicts(fill: Fill, result: OrderResult) -> bool:
    if (fill.symbol, fill.side) != (result.symbol, result.side):
        return True
    worse = fill.price_li - result.limit_li
    return worse > 0 if fill.side is Side.BUY else worse < 0


def _broker_breaks(facts: _Day, settings: AssetCheck) -> list[Break]:
    figures = facts.figures
    if figures is None:
        return [facts.found(BreakCode.MISSING_POSITIONS, "", "the broker's positions and cash did not come back")]
    breaks = list(_position_breaks(facts, figures))
    if figures.cash_fen != facts.account.cash_fen:
        difference = figures.cash_fen - facts.account.cash_fen
        ours, theirs = facts.account.cash_fen, figures.cash_fen
        detail = f"books have {ours} fen in cash, the broker {theirs} fen ({difference:+d} fen)"
        breaks.append(facts.found(BreakCode.CASH_MISMATCH, "", detail, difference_fen=difference))
    if breaks:
        return breaks
    prices = {position.symbol: position.last_li for position in figures.positions} | dict(facts.closes_li)
    assets = asset_check(facts.account, prices, figures, settings, facts.delisted)
    if assets.passed:
        return []
    evidence = {"expected_fen": assets.expected_fen, "broker_fen": assets.broker_fen}
    return [facts.found(BreakCode.ASSET_MISMATCH, "", assets.reason, **evidence)]


def _position_breaks(facts: _Day, figures: BrokerFigures) -> Iterator[Break]:
    ours = {symbol: held.qty_shares for symbol, held in facts.account.positions.items()}
    theirs = {position.symbol: position.qty_shares for position in figures.positions}
    traded = facts.traded()
    foreign = facts.report is not None and facts.report.foreign_orders > 0
    for symbol in sorted(ours.keys() | theirs.keys()):
        books, broker = ours.get(symbol, 0), theirs.get(symbol, 0)
        if books == broker:
            continue
        if broker == 0:
            code = BreakCode.POSITION_MISSING_AT_BROKER
        elif books == 0:
            code = BreakCode.POSITION_UNKNOWN_TO_BOOKS
        elif symbol in traded or foreign:
            code = BreakCode.POSITION_MISMATCH
        else:
            code = BreakCode.CORPORATE_ACTION_UNEXPLAINED
        detail = f"books hold {books} shares of {symbol}, the broker {broker}"
        yield facts.found(code, symbol, detail, books_shares=books, broker_shares=broker)
