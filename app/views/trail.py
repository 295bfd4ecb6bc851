"""Why an order was placed or not: every decision on a symbol's way, in order."""

from collections.abc import Iterator
from typing import Any

from app.views.way import PLANNED, Way
from core.domain.answers import AnswerState
from core.domain.money import yuan_from_li
from core.domain.orders import OrderState, Side
from core.domain.verdict import Ruling
from core.pipeline.portfolio.plan import Action
from core.ports.records import RunLine
from core.ports.views.audit import Mark, Station

_TRADES = frozenset({Action.BUY, Action.SELL})
_RESULTS = {
    OrderState.FILLED: Mark.PASSED,
    OrderState.PARTIAL: Mark.WARNED,
    OrderState.PARTIAL_CANCELLED: Mark.WARNED,
    OrderState.WORKING: Mark.WARNED,
    OrderState.PENDING: Mark.WARNED,
    OrderState.UNKNOWN: Mark.UNKNOWN,
}
_ANSWERS = {
    AnswerState.ACCEPTED: Mark.PASSED,
    AnswerState.REPORTED: Mark.PASSED,
    AnswerState.SENT: Mark.PASSED,
    AnswerState.PARTLY: Mark.WARNED,
    AnswerState.UNKNOWN: Mark.UNKNOWN,
}


def trail(way: Way) -> tuple[Station, ...]:
    """Return the stations in order; after the one where it ended the others were never reached."""
    stations: list[Station] = []
    for station in _stations(way):
        ended = any(each.mark is Mark.ENDED for each in stations)
        stations.append(Station(station.name, Mark.NOT_REACHED, run_id=station.run_id) if ended else station)
    return tuple(stations)


def _stations(way: Way) -> Iterator[Station]:
    yield _run_station("night", way.night)
    yield _universe(way)
    yield _score(way)
    yield _plan(way)
    yield _run_station("morning", way.morning)
    yield _order(way)
    yield _gates(way)
    yield _release(way)
    yield _answer(way)
    yield _result(way)


def _run_station(name: str, line: RunLine | None) -> Station:
    """A run that did not end well is no end of the way by itself: a later station says where it was left."""
    if line is None:
        return Station(name, Mark.UNKNOWN, "way", "NO_RUN")
    outcome = line.run.outcome
    mark = Mark.PASSED if outcome in PLANNED else Mark.WARNED if outcome else Mark.UNKNOWN
    return Station(name, mark, "outcome", outcome.word if outcome else "unfinished", line.run.reason, line.run.run_id)


def _universe(way: Way) -> Station:
    row, held = way.universe, way.planned is not None
    if row is None:
        return Station("universe", Mark.UNKNOWN, "way", "NO_RECORD")
    if not row:
        return Station("universe", Mark.ENDED, "way", "NOT_LISTED")
    if row["included"]:
        shadow = bool(row.get("shadow"))
        return Station("universe", Mark.WARNED if shadow else Mark.PASSED, "way", "SHADOW" if shadow else "INCLUDED")
    return Station("universe", Mark.WARNED if held else Mark.ENDED, "excluded", str(row["reason"]))


def _score(way: Way) -> Station:
    row, held = way.scored, way.planned is not None
    if row is None:
        return Station("score", Mark.UNKNOWN, "way", "NO_RECORD")
    if not row:
        return Station("score", Mark.WARNED if held else Mark.ENDED, "way", "NO_SCORE")
    kept = way.rows(way.night, "scores.parquet")
    text = f"{row['rank']} / {way.rows(way.night, 'scores_all.parquet')} · {row['score']:.4f}"
    if row["rank"] > kept and not held:
        return Station("score", Mark.ENDED, "way", "BELOW_TOP_M", text)
    return Station("score", Mark.PASSED, "way", "RANKED", text)


def _plan(way: Way) -> Station:
    if way.plan is None:
        return Station("plan", Mark.UNKNOWN, "way", "NO_RECORD")
    row = way.planned
    if row is None:
        return Station("plan", Mark.ENDED, "way", "NOT_PLANNED")
    if row in way.plan.substitutes:
        return Station("plan", Mark.WARNED, "way", "SUBSTITUTE", row.reason)
    mark = Mark.PASSED if row.action in _TRADES else Mark.ENDED
    return Station("plan", mark, "action", row.action.value, row.reason)


def _order(way: Way) -> Station:
    document = way.document(way.morning, "orders.json")
    if document is None:
        mark = Mark.UNKNOWN if way.morning is None else Mark.ENDED
        return Station("orders", mark, "way", "NOT_BUILT", way.morning.run.reason if way.morning else "")
    built = _first(document["orders"], way.symbol)
    if built is not None:
        text = f"{built['client_order_id']} · {built['qty_shares']} @ {yuan_from_li(built['limit_li'])}"
        return Station("orders", Mark.PASSED, "side", str(built["side"]), text)
    skipped = _first(document["skipped"], way.symbol)
    if skipped is not None:
        return Station("orders", Mark.ENDED, "skip", str(skipped["code"]), str(skipped["reason"]))
    stood_by = way.plan is not None and way.planned in way.plan.substitutes
    return Station("orders", Mark.ENDED, "way", "NOT_NEEDED" if stood_by else "NOT_ORDERED")


def _gates(way: Way) -> Station:
    objections = [verdict for verdict in way.verdicts if not verdict.passed]
    text = "; ".join(f"{verdict.gate}: {verdict.reason}" for verdict in objections)
    blocked = any(verdict.ruling is Ruling.BLOCK for verdict in objections)
    if way.order is not None:
        return Station("gates", Mark.WARNED if objections else Mark.PASSED, *_gate_code(objections), text)
    held = str(way.detail(way.morning, "gates").get("held") or way.detail(way.morning, "release").get("held") or "")
    if way.symbol in held.replace(",", " ").split():
        return Station("gates", Mark.ENDED, "way", "HELD", held)
    if not way.verdicts:
        return Station("gates", Mark.UNKNOWN, "way", "NO_RECORD")
    buys = not _sells(way)
    mark = Mark.ENDED if blocked or (objections and buys) else Mark.WARNED if objections else Mark.PASSED
    return Station("gates", mark, *_gate_code(objections), text)


def _gate_code(objections: list[Any]) -> tuple[str, str]:
    return ("gate", objections[0].gate) if objections else ("way", "ALL_PASSED")


def _sells(way: Way) -> bool:
    document = way.document(way.morning, "orders.json")
    built = _first(document["orders"], way.symbol) if document else None
    return built is not None and built["side"] == Side.SELL.value


def _release(way: Way) -> Station:
    if way.order is not None:
        return Station("release", Mark.PASSED, "way", "RELEASED", way.order.batch_id, way.order.run_id)
    if way.morning is None:
        return Station("release", Mark.UNKNOWN, "way", "NO_RUN")
    return Station("release", Mark.ENDED, "way", "NOT_RELEASED", way.morning.run.reason)


def _answer(way: Way) -> Station:
    answers = way.house.desk.answers.answers(way.order.batch_id) if way.order else []
    if not answers or way.order is None:
        return Station("answer", Mark.UNKNOWN, "way", "NO_ANSWER")
    newest = answers[-1]
    mine = [each for answer in answers for each in answer.orders if each.client_order_id == way.order.client_order_id]
    if mine and not mine[-1].accepted:
        return Station("answer", Mark.ENDED, "way", "ORDER_REFUSED", f"{mine[-1].code}: {mine[-1].reason}")
    text = " · ".join(filter(None, (newest.code, newest.reason)))
    return Station("answer", _ANSWERS.get(newest.state, Mark.ENDED), "answer", newest.state.value, text)


def _result(way: Way) -> Station:
    order = way.order
    if order is None or not order.state:
        return Station("result", Mark.UNKNOWN, "way", "NO_REPORT")
    mark = _RESULTS.get(OrderState(order.state), Mark.ENDED)
    text = " · ".join(filter(None, (f"{order.filled_shares} / {order.qty_shares}", order.message)))
    return Station("result", mark, "state", order.state, text)


def _first(rows: list[dict[str, Any]], symbol: str) -> dict[str, Any] | None:
    return next((row for row in rows if row["symbol"] == symbol), None)
