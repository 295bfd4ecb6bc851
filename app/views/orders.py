"""Plan and orders: every name with its fate, the orders with their live states, the files, the gates."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from app.compose import House
from app.views.building import Builders
from app.views.heading import desk_time_of
from app.views.order_files import files_of
from app.views.order_names import NAME_FIELDS, name_rows
from app.views.universe import company_names, universe_of
from app.views.verdicts import verdict_sheet
from core.domain.errors import DaybreakError, RetryLater
from core.domain.money import notional_fen
from core.domain.orders import Side
from core.jobs.live_orders import LiveOrder, live_orders
from core.jobs.order_day import OrderDay, order_day
from core.ports.runs import Run
from core.ports.views.orders import OrdersAsk, OrdersView, RunMark
from core.ports.views.sheet import Sheet

_RUNS_LOOKED_AT = 1000
_MOST_DAYS = 250
ORDER_FIELDS = (
    "order_id", "batch_id", "symbol", "name", "side", "shares", "limit_li", "ref_li", "notional_fen", "answer",
    "state", "filled_shares", "filled_share", "mean_li", "slippage", "at", "told_by", "message", "reason",
)  # fmt: skip
_RECEIVED_FIELDS = ("kind", "name", "how", "verdict", "batch_ids", "content_hash")


def orders(house: House, ask: OrdersAsk) -> OrdersView:
    """Return plan and orders of a day; where nothing was ever planned, a view without a day."""
    desk = house.desk
    days = planned_days(house)
    day = ask.day or begun_day(days, desk_time_of(house).date())
    if day is None:
        return OrdersView(desk.clock.now(), None)
    live, troubles = live_orders(desk, day)
    received = Sheet.of([asdict(each) for each in desk.answers.received(day)], _RECEIVED_FIELDS)
    bare = OrdersView(desk.clock.now(), day, days=tuple(days), received=received)
    try:
        made = order_day(desk, house.calendar(), day)
        universe = universe_of(desk, made.morning, made.night)
    except DaybreakError as error:
        # What a run left is gone; how the orders stand is told all the same.
        rows = Sheet.of([_order_row(each, {}, {}) for each in live], ORDER_FIELDS)
        return replace(bare, orders=rows, troubles=(error.message, *troubles))
    names = company_names(universe)
    return replace(
        bare,
        data_date=made.data_date,
        night=mark_of(made.night),
        morning=mark_of(made.morning),
        total_fen=_total_fen(made),
        names=Sheet.of(name_rows(made, universe, {each.order.symbol: each for each in live}), NAME_FIELDS),
        orders=Sheet.of([_order_row(each, names, made.quotes) for each in live], ORDER_FIELDS),
        gates=verdict_sheet(made.verdicts),
        files=files_of(house, made),
        notes=made.plan.notes if made.plan else (),
        troubles=tuple(troubles),
    )


def begun_day(days: list[date], today: date) -> date | None:
    """Return the newest of `days` (newest first) that has begun, else the first that will; None for no day.

    After the evening's Night the day just traded stays in front: its orders are what people ask about.
    """
    return next((day for day in days if day <= today), days[-1] if days else None)


def planned_days(house: House) -> list[date]:
    """Return the days a Night planned for or a Morning ran on, newest first."""
    runs = house.desk.runs.recent(_RUNS_LOOKED_AT)
    days = {run.identity.trade_date for run in runs if run.identity.kind == "morning"}
    try:
        calendar = house.calendar()
        nights = {run.identity.trade_date for run in runs if run.identity.kind == "night" and run.outcome}
        days |= {calendar.next_open(day) for day in nights if calendar.is_open(day)}
    except RetryLater:
        pass
    return sorted(days, reverse=True)[:_MOST_DAYS]


def mark_of(run: Run | None) -> RunMark | None:
    """Return what a screen shows of a run."""
    if run is None:
        return None
    word = run.outcome.word if run.outcome else ""
    return RunMark(run.run_id, run.identity.kind, word, run.reason, run.identity.as_of)


def _total_fen(made: OrderDay) -> int:
    """Cash and holdings at the morning's references, else at the plan's closes, else at cost."""
    total = made.account.cash_fen
    for symbol, held in made.account.positions.items():
        row = made.rows.get(symbol)
        price = made.quotes.get(symbol, {}).get("ref_li") or (row.close_li if row else 0)
        total += notional_fen(int(price), held.qty_shares) if price else held.cost_fen
    return total


def _order_row(live: LiveOrder, names: Mapping[str, str], quotes: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    order, ref_li = live.order, quotes.get(live.order.symbol, {}).get("ref_li")
    worse = None
    if live.mean_li is not None and ref_li:
        worse = (live.mean_li - ref_li) / ref_li * (1 if order.side is Side.BUY else -1)
    return {
        "order_id": order.client_order_id,
        "batch_id": live.batch_id,
        "symbol": order.symbol,
        "name": names.get(order.symbol, ""),
        "side": order.side.value,
        "shares": order.qty_shares,
        "limit_li": order.limit_li,
        "ref_li": ref_li,
        "notional_fen": notional_fen(order.limit_li, order.qty_shares),
        "answer": live.answer.code if live.answer else None,
        "state": live.state.value if live.state else None,
        "filled_shares": live.filled_shares,
        "filled_share": live.filled_shares / order.qty_shares,
        "mean_li": live.mean_li,
        "slippage": worse,
        "at": live.at,
        "told_by": live.told_by.value,
        "message": live.message or (live.answer.reason if live.answer else ""),
        "reason": order.reason,
    }


BUILDERS: Builders = {OrdersAsk: orders}
