"""orders list | show | verify | decide: what was released, what became of it, and whether the chain holds."""

from typing import Annotated

import typer

from app.commands.shared import HomeOption, JsonOption, Result, finish, resolve_home
from app.compose import House, look_into, open_house
from app.watch import Watch
from core.domain.answers import Answer
from core.domain.errors import FixAndRestart
from core.domain.money import yuan_from_fen, yuan_from_li
from core.domain.outcome import Outcome
from core.jobs.chain import verify_chain
from core.jobs.decide import decide
from core.ports.books import BatchRecord

_SHORT = 12

BatchArgument = Annotated[str, typer.Argument(metavar="BATCH", help="The batch's name, as in `orders list`.")]


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    orders = typer.Typer(no_args_is_help=True, help="Orders files: what was released and what became of it.")
    orders.command("list")(orders_list)
    orders.command("show")(orders_show)
    orders.command("verify")(orders_verify)
    orders.command("decide")(orders_decide)
    app.add_typer(orders, name="orders")


def orders_list(
    home: HomeOption = None,
    last: Annotated[int, typer.Option(help="How many, counted from the newest.", min=1)] = 20,
    json: JsonOption = False,
) -> None:
    """List released batches with their answers, the newest last."""
    with look_into(resolve_home(home), Watch(json).step) as house:
        chain = house.desk.answers.chain()
        rows = [_row(house, record) for record in chain[-last:]]
        finish(Result(Outcome.DONE, f"{len(chain)} batch(es)", rows), json)


def orders_show(batch: BatchArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """Show one batch: its place in the chain, every order with its fate, and everything learned of it."""
    with look_into(resolve_home(home), Watch(json).step) as house:
        record = _record(house, batch)
        answers = house.desk.answers.answers(batch)
        rows = _orders(house, record, answers)
        data = {
            **_row(house, record),
            "valid_until": house.desk.books.batch_orders(batch).valid_until,
            "content_hash": record.content_hash,
            "prev_hash": record.prev_hash,
            "answers": [_told(answer) for answer in answers],
        }
        lines = [f"{batch}: {record.rows} orders, {yuan_from_fen(record.notional_fen):,.2f} yuan"]
        lines += [f"  {told['state']}: {told['text']}" for told in data["answers"]]  # type: ignore[attr-defined]
        finish(Result(Outcome.DONE, "\n".join(lines), rows, data), json)


def orders_verify(home: HomeOption = None, json: JsonOption = False) -> None:
    """Verify the chain from the first batch to the last: books, outbox, and the executor's own list."""
    with look_into(resolve_home(home), Watch(json).step) as house:
        count, faults = verify_chain(house.desk)
        rows = [{"batch": each.batch_id, "place": each.place, "fault": each.fault} for each in faults]
        message = f"{count} batch(es), {len(faults)} fault(s)" + ("; press STOP and find out who" if faults else "")
        finish(Result(Outcome.BLOCKED if faults else Outcome.DONE, message, rows), json)


def orders_decide(
    batch: BatchArgument,
    sent: Annotated[bool, typer.Option("--sent/--not-sent", help="What the terminal shows.", show_default=False)],
    author: Annotated[str, typer.Option("--author", help="Who decides.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; kept in the history.")],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Say under your name whether a batch nobody has heard of was sent; until then none follows it."""
    with open_house(resolve_home(home), Watch(json).step) as house:
        run = decide(house.desk, house.desk.clock.now().date(), batch, sent, author, reason)
        word = "sent" if sent else "not sent"
        finish(Result(run.outcome or Outcome.FAILURE, f"{batch} was {word}, says {author}: {reason}"), json)


def _record(house: House, batch: str) -> BatchRecord:
    for record in house.desk.answers.chain():
        if record.batch_id == batch:
            return record
    raise FixAndRestart(f"there is no batch {batch!r}", "`daybreak orders list` shows them")


def _row(house: House, record: BatchRecord) -> dict[str, object]:
    answers = house.desk.answers.answers(record.batch_id)
    newest = answers[-1] if answers else None
    executor = next((each.executor for each in reversed(answers) if each.executor), "")
    return {
        "batch": record.batch_id,
        "trade_date": record.trade_date.isoformat(),
        "number": record.sequence,
        "orders": record.rows,
        "yuan": float(yuan_from_fen(record.notional_fen)),
        "answer": newest.state.value if newest else None,
        "code": newest.code if newest else None,
        "executor": executor[:_SHORT] or None,
        "hash": record.content_hash[:_SHORT],
    }


def _orders(house: House, record: BatchRecord, answers: list[Answer]) -> list[dict[str, object]]:
    told = {order.client_order_id: order for answer in answers for order in answer.orders}
    results = {result.client_order_id: result for result in house.desk.books.results(record.trade_date)}
    rows: list[dict[str, object]] = []
    for order in house.desk.books.batch_orders(record.batch_id).orders:
        answer, result = told.get(order.client_order_id), results.get(order.client_order_id)
        rows.append(
            {
                "order": order.client_order_id,
                "symbol": order.symbol,
                "side": order.side.value,
                "shares": order.qty_shares,
                "limit": f"{yuan_from_li(order.limit_li):.3f}",
                "answer": answer.code if answer else None,
                "state": result.state.value if result else None,
                "filled": result.filled_shares if result else None,
                "reason": (answer.reason if answer else "") or order.reason,
            }
        )
    return rows


def _told(answer: Answer) -> dict[str, object]:
    by = (
        f"{answer.author}, executor {answer.executor[:_SHORT] or 'not packaged'}"
        if answer.author == "ack"
        else (answer.author)
    )
    return {
        "state": answer.state.value,
        "code": answer.code,
        "by": answer.author,
        "reason": answer.reason,
        "executor": answer.executor,
        "settings": answer.settings,
        "text": f"{answer.code} {answer.reason} ({by})",
    }
