"""gates: every rule an orders file must pass, what it answered, and releasing one that has tripped."""

from datetime import date, timedelta
from typing import Annotated

import typer

from app.commands.shared import HomeOption, JsonOption, Result, finish, resolve_home
from app.compose import House, look_into, open_house
from app.watch import Watch
from core.domain.errors import FixAndRestart, Refused
from core.domain.gate_names import EXPECTED_GATES
from core.domain.money import yuan_from_fen
from core.domain.outcome import Outcome
from core.domain.verdict import Verdict
from core.jobs.rearm import rearm
from core.ports.gate_book import LossRule
from core.ports.runs import Run
from core.safety.catalogue import Card, cards

REARM_PHRASE = "BUY AGAIN"
_RUNS_LOOKED_AT = 200
_COUNTER_DAYS = 30

Row = dict[str, object]


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    gates = typer.Typer(no_args_is_help=True, help="The rules every orders file must pass.")
    gates.command("list")(gates_list)
    gates.command("show")(gates_show)
    gates.command("history")(gates_history)
    gates.command("rearm")(gates_rearm)
    app.add_typer(gates, name="gates")


def gates_list(home: HomeOption = None, json: JsonOption = False) -> None:
    """List every gate with its limits, owner, review date and the newest Morning's answer."""
    with look_into(resolve_home(home), Watch(json).step) as house:
        today = house.desk.clock.now().date()
        last = {verdict.gate: verdict for _, verdicts in _answers(house, 1) for verdict in verdicts}
        tripped = house.desk.gate_book.losses().trips
        rows = [
            _row(card, last.get(card.name), card.name in set(tripped), today) for card in cards(house.desk.settings)
        ]
        late = [str(row["gate"]) for row in rows if row["overdue"]]
        message = f"{len(rows)} gates, {len(tripped)} tripped, {len(late)} overdue for review"
        outcome = Outcome.DEGRADED if late or tripped else Outcome.DONE
        finish(Result(outcome, message, rows, {"tripped": sorted(tripped), "overdue": late}), json)


def gates_show(
    name: Annotated[str, typer.Argument(help="The gate's name in `gates list`.")],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Show one gate: why, each limit with unit and reason, its last answers, and what it remembers."""
    _must_be_gate(name)
    with look_into(resolve_home(home), Watch(json).step) as house:
        card = next(each for each in cards(house.desk.settings) if each.name == name)
        answers: list[Row] = [
            {"what": f"answer of {run.run_id}", "value": f"{verdict.ruling} {verdict.code}", "why": verdict.reason}
            for run, verdicts in _answers(house, 5)
            for verdict in verdicts
            if verdict.gate == name
        ]
        limits: list[Row] = [
            {"what": one.key, "value": f"{one.value} {one.unit}".strip(), "why": one.reason} for one in card.limits
        ]
        facts: list[Row] = [
            {"what": "owner", "value": card.owner, "why": card.reason},
            {"what": "review date", "value": card.review_date.isoformat(), "why": ""},
            {"what": "judges sells", "value": "yes" if card.judges_sells else "no", "why": ""},
        ]
        finish(Result(Outcome.DONE, f"{name}: {card.reason}", [*facts, *limits, *answers, *_memory(house, name)]), json)


def gates_history(
    name: Annotated[str | None, typer.Argument(help="One gate; every one that objected where left out.")] = None,
    runs: Annotated[int, typer.Option(min=1, max=_RUNS_LOOKED_AT, help="How many Mornings to look back.")] = 20,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Show what the gates answered over the last Mornings: one gate's answers, or every objection."""
    if name is not None:
        _must_be_gate(name)
    with look_into(resolve_home(home), Watch(json).step) as house:
        rows: list[Row] = [
            {
                "date": run.identity.trade_date.isoformat(), "run": run.run_id, "gate": verdict.gate,
                "ruling": verdict.ruling.value, "code": verdict.code, "reason": verdict.reason,
            }
            for run, verdicts in _answers(house, runs)
            for verdict in verdicts
            if verdict.gate == name or (name is None and not verdict.passed)
        ]  # fmt: skip
        finish(Result(Outcome.DONE, f"{len(rows)} answer(s) of {name or 'gates that objected'}", rows), json)


def gates_rearm(
    rule: Annotated[LossRule, typer.Argument(help="The rule that has tripped.")],
    author: Annotated[str, typer.Option("--author", help="Who decides.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; kept in the history.")],
    phrase: Annotated[str, typer.Option(help=f"Type {REARM_PHRASE!r}.")] = "",
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Release a loss rule that has tripped: shows what will change, wants a typed phrase, a name and a reason."""
    with open_house(resolve_home(home), Watch(json).step) as house:
        trip = house.desk.gate_book.losses().trips.get(rule)
        if trip is None:
            raise FixAndRestart(f"{rule} has not tripped", "`daybreak gates list` shows what has")
        typer.echo(
            f"{rule} tripped on {trip.trade_date}: {yuan_from_fen(trip.total_fen)} yuan against "
            f"{yuan_from_fen(trip.against_fen)}. Re-armed, the next Morning may buy again; reads start anew"
            f"{', and so does the highest close' if rule is LossRule.DRAWDOWN else ''}.",
            err=True,
        )
        typed = phrase or (typer.prompt(f"Type {REARM_PHRASE} to let it buy", err=True) if not json else "")
        if typed != REARM_PHRASE:
            raise Refused(f"{typed!r} is not {REARM_PHRASE!r}; {rule} stays tripped", "type the phrase exactly")
        run = rearm(house.desk, house.desk.clock.now().date(), rule, author, reason)
        finish(Result(run.outcome or Outcome.FAILURE, f"{rule} is re-armed {run.reason}".strip()), json)


def _must_be_gate(name: str) -> None:
    if name not in EXPECTED_GATES:
        raise FixAndRestart(f"{name!r} is no gate", f"one of {', '.join(EXPECTED_GATES)}")


def _answers(house: House, count: int) -> list[tuple[Run, list[Verdict]]]:
    """Return the verdicts of the newest Mornings that asked the gates, newest first; of a gate asked twice, both."""
    mornings = (run for run in house.desk.runs.recent(_RUNS_LOOKED_AT) if run.identity.kind == "morning")
    found = ((run, house.desk.books.verdicts(run.run_seq)) for run in mornings)
    return [pair for pair in found if pair[1]][:count]


def _row(card: Card, last: Verdict | None, tripped: bool, today: date) -> Row:
    return {
        "gate": card.name,
        "owner": card.owner,
        "review": card.review_date.isoformat(),
        "overdue": card.overdue(today),
        "sells": "judged" if card.judges_sells else "pass",
        "last": "tripped" if tripped else f"{last.ruling} {last.code}" if last else "never asked",
        "limits": "; ".join(limit.text for limit in card.limits),
    }


def _memory(house: House, name: str) -> list[Row]:
    """Return what a gate remembers: reads and trip of a loss rule, the last days' counters of any other."""
    book, today = house.desk.gate_book, house.desk.clock.now().date()
    if name in set(LossRule):
        record, rule = book.losses(), LossRule(name)
        rows: list[Row] = [
            {
                "what": f"read {read.source}", "value": f"{yuan_from_fen(read.total_fen)} yuan",
                "why": f"previous close {yuan_from_fen(read.base_fen)}, highest {yuan_from_fen(read.peak_fen)}",
            }
            for read in record.reads[rule]
        ]  # fmt: skip
        trip = record.trips.get(rule)
        return rows if trip is None else [*rows, {"what": "tripped", "value": trip.trade_date.isoformat(), "why": ""}]
    if not _counts(name):
        return []
    return [
        {"what": f"counter {row.name}", "value": row.amount, "why": f"{row.source} of {row.trade_date}"}
        for row in book.counter_rows(today - timedelta(days=_COUNTER_DAYS), today)
        if row.name in _counts(name)
    ]


def _counts(name: str) -> tuple[str, ...]:
    return {
        "file_count": ("files",),
        "turnover": ("buy_fen",),
        "message_count": ("orders", "cancels"),
        "cancel_ratio": ("orders", "cancels"),
        "fast_cancel": ("fast_cancels",),
    }.get(name, ())
