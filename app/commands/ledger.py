"""ledger balance | entries | lots | export | true-up | reverse | rights | exchange: the books, read and corrected."""

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
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
from app.compose import House, delivery_list, look_into, open_house, write_file
from app.watch import Watch
from core.domain.errors import FixAndRestart
from core.domain.journal import JournalEntry
from core.domain.money import fen_from_yuan, li_from_yuan, yuan_from_fen
from core.domain.outcome import Outcome
from core.domain.spreadsheet import neutral
from core.jobs.corrections import enter, reverse, true_up_fees
from core.pipeline.accounting.corporate import exchange_entry, rights_entry
from core.ports.books import BookedEntry, Books
from core.ports.runs import Run

AuthorOption = Annotated[str, typer.Option("--author", help="Who decides.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why; kept in the entry and the run ledger.")]


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    ledger = typer.Typer(no_args_is_help=True, help="The double-entry books: read, export, true up, correct.")
    ledger.command("balance")(ledger_balance)
    ledger.command("entries")(ledger_entries)
    ledger.command("lots")(ledger_lots)
    ledger.command("export")(ledger_export)
    ledger.command("true-up")(ledger_true_up)
    ledger.command("reverse")(ledger_reverse)
    ledger.command("rights")(ledger_rights)
    ledger.command("exchange")(ledger_exchange)
    app.add_typer(ledger, name="ledger")


def ledger_balance(home: HomeOption = None, json: JsonOption = False) -> None:
    """Show the trial balance: each account's sum, debit positive; together they are zero."""
    with look_into(resolve_home(home), Watch(json).step) as house:
        balances = house.desk.books.trial_balance()
        rows = [{"account": name, "yuan": _yuan(fen)} for name, fen in balances.items()]
        message = f"{len(rows)} accounts, together {_plain(sum(balances.values()))} yuan"
        finish(Result(Outcome.DONE, message, rows), json)


def ledger_entries(
    home: HomeOption = None,
    start: FromOption = None,
    end: ToOption = None,
    symbol: Annotated[str, typer.Option(help="Only entries that touch this symbol.")] = "",
    kind: Annotated[str, typer.Option(help="Only this kind, e.g. trade, dividend, reversal.")] = "",
    json: JsonOption = False,
) -> None:
    """List journal entries by date, each with the ref that `ledger reverse` takes."""
    first, last = as_span(start, end)
    with look_into(resolve_home(home), Watch(json).step) as house:
        booked = house.desk.books.entries(first or date.min, last or date.max)
        shown = [each for each in booked if _touches(each.entry, symbol) and kind in ("", each.entry.kind)]
        finish(
            Result(Outcome.DONE, f"{len(shown)} of {len(booked)} entries", [_entry_row(each) for each in shown]), json
        )


def ledger_lots(
    symbol: Annotated[str, typer.Argument(help="Only lots of this symbol.", show_default=False)] = "",
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """List open lots, first in first: when bought, from when sellable, cost, and dividends still to be taxed."""
    with look_into(resolve_home(home), Watch(json).step) as house:
        rows = [
            {
                "symbol": lot.symbol,
                "lot": lot.lot_id,
                "shares": lot.qty_shares,
                "cost_yuan": _yuan(lot.cost_fen),
                "acquired": lot.acquired_date.isoformat(),
                "sellable_from": lot.sellable_date.isoformat(),
                "taxable_yuan": _yuan(lot.taxable_fen),
            }
            for lot in house.desk.books.lots()
            if symbol in ("", lot.symbol)
        ]
        finish(Result(Outcome.DONE, f"{len(rows)} open lot(s)", rows), json)


def ledger_export(
    folder: Annotated[Path, typer.Argument(help="Folder for postings.csv, lot_moves.csv and balance.csv.")],
    home: HomeOption = None,
    start: FromOption = None,
    end: ToOption = None,
    json: JsonOption = False,
) -> None:
    """Write the journal as CSV files (UTF-8 with BOM, money in yuan) that a spreadsheet opens and does not run."""
    first, last = as_span(start, end)
    with look_into(resolve_home(home), Watch(json).step) as house:
        books = house.desk.books
        booked = books.entries(first or date.min, last or date.max)
        folder.mkdir(parents=True, exist_ok=True)
        write_file(folder / "postings.csv", _csv(_POSTING_COLUMNS, _posting_cells(booked)))
        write_file(folder / "lot_moves.csv", _csv(_MOVE_COLUMNS, _move_cells(booked)))
        balances = ([name, _plain(fen)] for name, fen in books.trial_balance().items())
        write_file(folder / "balance.csv", _csv(("account", "yuan"), balances))
        finish(Result(Outcome.DONE, f"{len(booked)} entries in {folder}", data={"folder": str(folder)}), json)


def ledger_true_up(
    file: Annotated[Path, typer.Argument(help="The broker's delivery list (交割单): CSV or text, GBK or UTF-8.")],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Replace estimated fees by the broker's, order by order; a line that does not fit becomes a break."""
    if not file.is_file():
        raise FixAndRestart(f"{file} is no file", "name the delivery list exported from the broker's client")
    found, sha256 = delivery_list(file), hashlib.sha256(file.read_bytes()).hexdigest()
    with open_house(resolve_home(home), Watch(json).step) as house:
        run = true_up_fees(house.desk, house.desk.clock.now().date(), found.trades, sha256)
        detail = house.desk.runs.steps(run.run_seq)[0].detail
        counted = {name: detail.get(name) for name in ("entries", "cash_change_fen", "misfits")}
        left = ", ".join(f"{count} × {name or 'unnamed'}" for name, count in found.other_lines.items()) or "none"
        message = (
            f"{len(found.trades)} trades, {detail.get('entries')} orders trued up; left alone: {left} {run.reason}"
        )
        finish(Result(run.outcome or Outcome.FAILURE, message.strip(), data=counted), json)


def ledger_reverse(
    ref: Annotated[str, typer.Argument(help="The entry's ref in `ledger entries`.")],
    author: AuthorOption,
    reason: ReasonOption,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Take one entry back by its opposite; nothing is ever deleted."""
    with open_house(resolve_home(home), Watch(json).step) as house:
        run = reverse(house.desk, house.desk.clock.now().date(), ref, author, reason)
        _finish_entry(run, f"{ref} is taken back", json)


def ledger_rights(
    symbol: Annotated[str, typer.Argument(help="The share whose rights were taken, e.g. 600000.SH.")],
    ratio: Annotated[str, typer.Option(help="New shares per share held, e.g. 0.3 for 10配3.")],
    price: Annotated[str, typer.Option(help="Yuan paid per new share.")],
    shares: Annotated[int, typer.Option(help="New shares paid for.")],
    listed: Annotated[str, typer.Option(metavar="DATE", help="Day from which they can be sold.")],
    author: AuthorOption,
    reason: ReasonOption,
    day: DateOption = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Enter a rights issue (配股) that was paid for: cash against a lot sellable from its listing."""
    terms = _decimal(ratio, "--ratio"), li_from_yuan(_decimal(price, "--price"))
    sellable = as_date(listed) or date.max

    def make(house: House, on: date) -> Callable[[Books], JournalEntry]:
        return lambda books: rights_entry(on, symbol, books.lots(), *terms, shares, sellable)

    _enter_by_hand(home, day, f"rights {symbol}", make, author, reason, json)


def ledger_exchange(
    old: Annotated[str, typer.Argument(help="The code held so far.")],
    new: Annotated[str, typer.Argument(help="The code it becomes.")],
    author: AuthorOption,
    reason: ReasonOption,
    ratio: Annotated[str, typer.Option(help="New shares per old one; 1 for a mere change of code.")] = "1",
    cash: Annotated[str, typer.Option(help="Yuan paid for the fraction that falls away.")] = "0",
    day: DateOption = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Enter a change of code, or an exchange of shares in a merger."""
    terms = _decimal(ratio, "--ratio"), fen_from_yuan(_decimal(cash, "--cash"))

    def make(house: House, on: date) -> Callable[[Books], JournalEntry]:
        return lambda books: exchange_entry(on, old, new, books.lots(), *terms)

    _enter_by_hand(home, day, f"exchange {old}", make, author, reason, json)


def _enter_by_hand(
    home: HomeOption,
    day: str | None,
    what: str,
    make: Callable[[House, date], Callable[[Books], JournalEntry]],
    author: str,
    reason: str,
    json: bool,
) -> None:
    with open_house(resolve_home(home), Watch(json).step) as house:
        today = house.desk.clock.now().date()
        run = enter(house.desk, today, what, make(house, as_date(day) or today), author, reason)
        _finish_entry(run, f"{what} is entered", json)


def _finish_entry(run: Run, done: str, json: bool) -> None:
    message = done if run.outcome is Outcome.DONE else run.reason
    finish(Result(run.outcome or Outcome.FAILURE, message), json)


def _decimal(text: str, option: str) -> Decimal:
    try:
        number = Decimal(text)
    except ArithmeticError:
        raise FixAndRestart(f"{option} is {text!r}, expected a number", f"write {option} 0.3") from None
    if not number.is_finite():
        raise FixAndRestart(f"{option} is {text!r}, expected a number", f"write {option} 0.3")
    return number


def _yuan(fen: int) -> float:
    return float(yuan_from_fen(fen))


def _plain(fen: int) -> Decimal:
    return yuan_from_fen(fen).quantize(Decimal("0.01"))


def _touches(entry: JournalEntry, symbol: str) -> bool:
    touched = {line.symbol for line in entry.postings} | {move.symbol for move in entry.lot_moves}
    return not symbol or symbol in touched


def _entry_row(each: BookedEntry) -> dict[str, object]:
    entry = each.entry
    return {
        "no": each.entry_id,
        "date": entry.trade_date.isoformat(),
        "kind": entry.kind,
        "ref": entry.ref,
        "debit_yuan": _yuan(sum(line.amount_fen for line in entry.postings if line.amount_fen > 0)),
        "memo": entry.memo,
    }


_POSTING_COLUMNS = ("no", "run_seq", "date", "kind", "ref", "account", "symbol", "yuan", "memo")
_MOVE_COLUMNS = (
    "no",
    "date",
    "ref",
    "lot",
    "symbol",
    "shares",
    "cost_yuan",
    "acquired",
    "sellable_from",
    "taxable_yuan",
)


def _posting_cells(booked: Sequence[BookedEntry]) -> Iterable[list[object]]:
    for each in booked:
        entry = each.entry
        for line in entry.postings:
            yield [
                each.entry_id, each.run_seq, entry.trade_date, entry.kind, entry.ref, line.account.value, line.symbol,
                _plain(line.amount_fen), entry.memo,
            ]  # fmt: skip


def _move_cells(booked: Sequence[BookedEntry]) -> Iterable[list[object]]:
    for each in booked:
        for move in each.entry.lot_moves:
            yield [
                each.entry_id, each.entry.trade_date, each.entry.ref, move.lot_id, move.symbol, move.qty_shares,
                _plain(move.cost_fen), move.acquired_date, move.sellable_date, _plain(move.taxable_fen),
            ]  # fmt: skip


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
