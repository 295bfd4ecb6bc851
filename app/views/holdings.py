"""Holdings and cash: what is held and sellable, what it has brought, where it lies, and what trading has cost."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from app.compose import House, fees_by_day, results_by_symbol, traded_by_day
from app.views.building import Builders
from app.views.marks import marks_on, view_now
from app.views.positions import POSITION_FIELDS, WHOLE_PAST, Valued, valued_positions
from core.domain.errors import RetryLater
from core.domain.holdings import Account
from core.domain.journal import Ledger
from core.domain.symbols import Board
from core.jobs.marks import capital_fen, equity_points
from core.pipeline.report.wealth import drawdowns, returns
from core.ports.views.holdings import Cash, HoldingsAsk, HoldingsView
from core.ports.views.sheet import Sheet
from core.settings.limits import Exposure

_MOST_DAYS = 500
_COST_DAYS = 120
_PLACE_FIELDS = ("place", "value_fen", "weight", "cap", "names")
_COST_FIELDS = (
    "day", "traded_fen", "planned_fen", "undone_fen", "price_fen", "price_share", "planned_fee_fen", "fee_fen",
    "commission_fen", "stamp_fen", "transfer_fen", "other_fen", "tax_fen", "parity",
)  # fmt: skip


def holdings(house: House, ask: HoldingsAsk) -> HoldingsView:
    """Return holdings and cash of a day; where the books were never opened, a view without a day."""
    desk = house.desk
    marked = {mark.trade_date: mark for mark in desk.books.equity()}
    days = sorted({*marked, *_begun(house)}, reverse=True)
    day = ask.day or (days[0] if days else house.opened_on())
    if day is None:
        return HoldingsView(desk.clock.now(), None)
    view = view_now(house)
    before = _before(house, day)
    account = desk.books.account(day)
    valued = valued_positions(house, view, day, before, account, marks_on(house, view, day, before))
    market_fen = sum(each.value_fen for each in valued)
    earlier = [mark for on, mark in sorted(marked.items()) if on < day]
    before_fen = earlier[-1].total_fen if earlier else capital_fen(desk.books)
    total_fen = account.cash_fen + market_fen
    return HoldingsView(
        as_of=desk.clock.now(),
        trade_date=day,
        days=tuple(days[:_MOST_DAYS]),
        is_closed=day in marked,
        cash=Cash(account.settled_fen, account.unsettled_fen, account.reserved_fen),
        market_fen=market_fen,
        day_fen=total_fen - before_fen,
        before_fen=before_fen,
        capital_fen=capital_fen(desk.books),
        gone_fen=sum(results_by_symbol(house.engine, WHOLE_PAST, day).values())
        - sum(each.closed_fen for each in valued),
        max_weight=desk.settings.portfolio.max_weight,
        positions=Sheet.of([each.row(total_fen) for each in valued], POSITION_FIELDS),
        boards=Sheet.of(_boards(valued, total_fen, desk.settings.exposure), _PLACE_FIELDS),
        sectors=Sheet.of(_sectors(valued, total_fen, desk.settings.exposure), _PLACE_FIELDS),
        equity=_equity(house, view, day, account, market_fen, closed=day in marked),
        costs=Sheet.of(_costs(house, day), _COST_FIELDS),
    )


def _begun(house: House) -> set[date]:
    """Return the days a Morning has opened in the books and no Close has marked yet."""
    runs = (run for run in house.desk.runs.recent(20) if run.identity.kind == "morning")
    return {run.identity.trade_date for run in runs if house.desk.books.batches(run.identity.trade_date)}


def _before(house: House, day: date) -> date:
    try:
        return house.calendar().prev_open(day)
    except RetryLater:
        return day - timedelta(days=1)


def _boards(valued: Iterable[Valued], total_fen: int, limits: Exposure) -> list[dict[str, Any]]:
    caps = {
        Board.MAIN.value: limits.max_main, Board.CHINEXT.value: limits.max_chinext,
        Board.STAR.value: limits.max_star, Board.BSE.value: limits.max_bse,
    }  # fmt: skip
    lying, names = _lying((each.board, each.value_fen) for each in valued)
    return [_place(board, lying[board], names[board], total_fen, cap) for board, cap in caps.items()]


def _sectors(valued: Iterable[Valued], total_fen: int, limits: Exposure) -> list[dict[str, Any]]:
    lying, names = _lying((each.sector, each.value_fen) for each in valued)
    return [_place(place, fen, names[place], total_fen, limits.max_sector) for place, fen in lying.most_common()]


def _lying(pairs: Iterable[tuple[str, int]]) -> tuple[Counter[str], Counter[str]]:
    lying, names = Counter[str](), Counter[str]()
    for place, value_fen in pairs:
        if value_fen:
            lying[place] += value_fen
            names[place] += 1
    return lying, names


def _place(place: str, value_fen: int, names: int, total_fen: int, cap: float) -> dict[str, Any]:
    weight = value_fen / total_fen if total_fen > 0 else None
    return {"place": place, "value_fen": value_fen, "weight": weight, "cap": cap, "names": names}


def _equity(house: House, view: Any, day: date, account: Account, market_fen: int, closed: bool) -> Sheet:
    """Return the account after each close up to `day`; a day that is not closed yet is no point of the curve."""
    until = day if closed else day - timedelta(days=1)
    points = equity_points(house.desk.books, view, house.desk.settings.data_source.index_codes, until)
    totals = [float(point.total_fen) for point in points]
    return Sheet(
        {
            "day": [point.trade_date for point in points],
            "total_fen": [point.total_fen for point in points],
            "account": returns(totals),
            "index": returns([point.benchmark for point in points]),
            "drawdown": drawdowns(totals),
        }
    )


def _costs(house: House, day: date) -> list[dict[str, Any]]:
    """Return what trading cost on each of the last days, the newest first, planned beside true."""
    first = day - timedelta(days=_COST_DAYS)
    fees, traded = fees_by_day(house.engine, first, day), traded_by_day(house.engine, first, day)
    parity = {each.trade_date: each for each in house.desk.books.parity(first, day)}
    rows = []
    for on in sorted({*fees, *traded, *parity}, reverse=True):
        booked, known = fees.get(on, {}), parity.get(on)
        fee_fen = sum(fen for account, fen in booked.items() if account is not Ledger.DIVIDEND_TAX)
        row: dict[str, Any] = {
            "day": on,
            "traded_fen": traded.get(on, 0),
            "fee_fen": fee_fen,
            "commission_fen": booked.get(Ledger.COMMISSION, 0),
            "stamp_fen": booked.get(Ledger.STAMP, 0),
            "transfer_fen": booked.get(Ledger.TRANSFER, 0),
            "other_fen": booked.get(Ledger.OTHER_FEES, 0),
            "tax_fen": booked.get(Ledger.DIVIDEND_TAX, 0),
        }
        if known is not None:
            row |= {
                "planned_fen": known.planned_fen,
                "undone_fen": known.quantity_fen,
                "price_fen": known.price_fen,
                "price_share": known.price_fen / known.planned_fen if known.planned_fen else None,
                "planned_fee_fen": fee_fen - known.fee_fen,
                "parity": None if known.parity_bp is None else known.parity_bp / 10_000,
            }
        rows.append(row)
    return rows


BUILDERS: Builders = {HoldingsAsk: holdings}
