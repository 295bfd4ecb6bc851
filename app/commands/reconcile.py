"""breaks list | resolve, reconcile show, parity: what does not agree, and what a person decides about it."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from app.commands.shared import (
    DateOption,
    FromOption,
    HomeOption,
    JsonOption,
    Result,
    ToOption,
    as_date,
    as_span,
    finish,
    resolve_home,
)
from app.compose import House, look_into, open_house, write_table
from app.watch import Watch
from core.domain.breaks import BreakAction
from core.domain.errors import FixAndRestart
from core.domain.money import fen_from_yuan, li_from_yuan, yuan_from_fen, yuan_from_li
from core.domain.orders import Side
from core.domain.outcome import Outcome
from core.domain.parity import DayParity
from core.jobs.breaks_today import open_standings
from core.jobs.four_ways import four_way_of
from core.jobs.parities import parity_of
from core.jobs.resolve import Decision
from core.jobs.resolve import resolve as resolve_break
from core.jobs.run import RunContext
from core.pipeline.accounting.outside import StatedTrade
from core.pipeline.four_way import CASH, FourWayRow
from core.pipeline.parity import WHOLE_BP, ParityRow

CsvOption = Annotated[Path | None, typer.Option("--csv", help="Also write the rows to this CSV file.")]


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    breaks = typer.Typer(no_args_is_help=True, help="Differences found by reconciliation.")
    breaks.command("list")(breaks_list)
    breaks.command("resolve")(breaks_resolve)
    app.add_typer(breaks, name="breaks")
    reconcile = typer.Typer(no_args_is_help=True, help="Intended, filled, ledger and broker side by side.")
    reconcile.command("show")(reconcile_show)
    app.add_typer(reconcile, name="reconcile")
    app.command("parity")(parity)


def breaks_list(home: HomeOption = None, csv: CsvOption = None, json: JsonOption = False) -> None:
    """List open breaks: how urgent, whose, how old, what they are about and what may be done."""
    with look_into(resolve_home(home), Watch(json).step) as house:
        desk, today = house.desk, house.desk.clock.now().date()
        found = open_standings(desk.books, house.calendar, today, desk.settings.reconciliation)
        rows: list[dict[str, object]] = [
            {
                "id": each.found.break_id,
                "date": each.found.trade_date.isoformat(),
                "code": each.found.code.value,
                "symbol": each.found.symbol,
                "priority": each.priority.value,
                "owner": each.owner,
                "age_days": each.age_days,
                "blocks": each.blocks,
                "waits_until": each.found.waits_until,
                "follows": each.found.predecessor or None,
                "actions": [action.value for action in each.actions],
                "evidence": dict(each.found.evidence),
                "detail": each.found.detail,
            }
            for each in found
        ]
        _keep(csv, rows)
        blocking = sum(each.blocks for each in found)
        message = f"{len(rows)} open break(s), {blocking} of them block the next orders"
        finish(Result(Outcome.BLOCKED if blocking else Outcome.DONE, message, rows), json)


def breaks_resolve(
    break_id: Annotated[int, typer.Argument(help="The break's number in `breaks list`.")],
    action: Annotated[BreakAction, typer.Option(help="What is decided; `breaks list` says what each break allows.")],
    author: Annotated[str, typer.Option("--author", help="Who decides.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; kept in the history.")],
    side: Annotated[Side | None, typer.Option(help="Of the trade made outside, with adopt_trade.")] = None,
    shares: Annotated[int, typer.Option(help="Of that trade.")] = 0,
    price: Annotated[str, typer.Option(help="Of that trade, yuan.")] = "",
    fees: Annotated[str, typer.Option(help="All fees of that trade together, yuan.")] = "0",
    until: Annotated[str | None, typer.Option(metavar="DATE", help="The day to wait for, with wait.")] = None,
    entry: Annotated[str, typer.Option(help="The ledger entry to take back, with reverse.")] = "",
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Resolve one break by a named action with a reason, or wait for it until a day."""
    trade = None if side is None else StatedTrade(side, shares, _li(price), _fen(fees))
    decision = Decision(action, author, reason, trade, as_date(until), entry)
    with open_house(resolve_home(home), Watch(json).step) as house:
        run = resolve_break(house.desk, house.desk.clock.now().date(), break_id, decision)
        left = len(house.desk.books.open_breaks())
        message = f"break #{break_id}: {action}; {left} still open {run.reason}".strip()
        finish(Result(run.outcome or Outcome.FAILURE, message), json)


def reconcile_show(
    home: HomeOption = None, day: DateOption = None, csv: CsvOption = None, json: JsonOption = False
) -> None:
    """Show intended, filled, ledger and broker of a day: a row a symbol in shares, and one for cash in yuan."""
    with look_into(resolve_home(home), Watch(json).step) as house:
        chosen = as_date(day) or _last_day(house)
        books = house.desk.books
        rows = four_way_of(house.desk, chosen, books.broker(chosen), books.breaks(chosen))
        shown = [_shown(row) for row in rows]
        _keep(csv, shown)
        differing = sum(not row.agrees for row in rows)
        outcome = Outcome.DEGRADED if differing else Outcome.DONE
        finish(Result(outcome, f"{chosen}: {len(rows)} row(s), {differing} do not agree", shown), json)


def _shown(row: FourWayRow) -> dict[str, object]:
    figures: dict[str, int | None] = {
        "before": row.before,
        "intended": row.intended,
        "filled": row.filled,
        "ledger": row.ledger,
        "broker": row.broker,
        "difference": row.difference,
    }
    is_cash = row.symbol == CASH
    shown = {
        name: float(yuan_from_fen(value)) if is_cash and value is not None else value for name, value in figures.items()
    }
    return {"symbol": row.symbol, "unit": "yuan" if is_cash else "shares", **shown, "codes": " ".join(row.codes)}


def _last_day(house: House) -> date:
    """The newest day with the broker's figures, else with a mark; FixAndRestart where no Close has run."""
    now: datetime = house.desk.clock.now()
    marks = [mark.trade_date for mark in house.desk.books.equity() if mark.trade_date <= now.date()]
    if not marks:
        raise FixAndRestart("no day has been closed yet", "run Close first, or name a --date")
    return marks[-1]


def _keep(path: Path | None, rows: list[dict[str, object]]) -> None:
    if path is not None:
        write_table(path, rows)


def _li(yuan: str) -> int:
    return _amount(yuan, "--price", li_from_yuan)


def _fen(yuan: str) -> int:
    return _amount(yuan, "--fees", fen_from_yuan)


def _amount(yuan: str, option: str, convert: Callable[[str], int]) -> int:
    try:
        return convert(yuan)
    except (ArithmeticError, ValueError):
        raise FixAndRestart(f"{option} is {yuan!r}, expected an amount in yuan", "write it as 10.35") from None


def parity(
    home: HomeOption = None,
    start: FromOption = None,
    end: ToOption = None,
    day: DateOption = None,
    csv: CsvOption = None,
    json: JsonOption = False,
) -> None:
    """Show planned against filled: a row a day, or with --date a row per trade of that day, fees as booked by now."""
    first, last = as_span(start, end)
    with look_into(resolve_home(home), Watch(json).step) as house:
        chosen = as_date(day)
        if chosen is None:
            days = house.desk.books.parity(first or date.min, last or house.desk.clock.now().date())
            shown = [_parity_day(each) for each in days]
            message = f"{len(days)} day(s)"
        else:
            shown = [_parity_row(row) for row in _trades_of(house, chosen)]
            message = f"{chosen}: {len(shown)} planned trade(s)"
        _keep(csv, shown)
        finish(Result(Outcome.DONE, message, shown), json)


def _trades_of(house: House, day: date) -> list[ParityRow]:
    close = house.desk.runs.latest("close", day)
    if close is None:
        raise FixAndRestart(f"no Close of {day} has run", "run it first, or name another --date")
    return parity_of(RunContext(house.desk, close))


def _parity_day(day: DayParity) -> dict[str, object]:
    return {
        "date": day.trade_date.isoformat(),
        "planned": day.planned,
        "planned_yuan": float(yuan_from_fen(day.planned_fen)),
        "parity_pct": None if day.parity_bp is None else day.parity_bp * 100 / WHOLE_BP,
        "price_yuan": float(yuan_from_fen(day.price_fen)),
        "undone_yuan": float(yuan_from_fen(day.quantity_fen)),
        "fee_yuan": float(yuan_from_fen(day.fee_fen)),
        "late": day.late,
        "causes": dict(day.causes),
    }


def _parity_row(row: ParityRow) -> dict[str, object]:
    return {
        "symbol": row.symbol,
        "side": row.side.value,
        "planned_price": float(yuan_from_li(row.planned_li)),
        "filled_price": float(yuan_from_li(row.filled_li)),
        "planned_shares": row.planned_shares,
        "filled_shares": row.filled_shares,
        "planned_fee": float(yuan_from_fen(row.planned_fee_fen)),
        "charged_fee": float(yuan_from_fen(row.filled_fee_fen)),
        "price_yuan": float(yuan_from_fen(row.price_fen)),
        "undone_yuan": float(yuan_from_fen(row.quantity_fen)),
        "delay_s": row.delay_s,
        "causes": row.causes,
    }
