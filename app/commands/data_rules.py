"""data rules: every stored bar and limit price against the rulebook."""

from collections.abc import Mapping
from typing import Annotated

import pandas as pd
import typer

from app.commands.shared import FromOption, HomeOption, JsonOption, Result, ToOption, as_span, finish, resolve_home
from app.compose import look_into
from app.records import audit_home
from app.working import Work
from core.domain.dates import date_of
from core.domain.outcome import Outcome
from core.jobs.rule_check import check_rules
from core.pipeline.rule_check.check import Checked

_MOST_LISTED = 1000


def data_rules(
    home: HomeOption = None,
    start: FromOption = None,
    end: ToOption = None,
    by_rule: Annotated[
        bool, typer.Option("--by-rule", help="Show a row per board, state and limit instead of per exception.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Check every stored bar and stored limit against the rulebook, and say what explains each exception.

    Exit code 13 where something is left unexplained. docs/rulebook.md says what each kind and cause means.
    """
    first, last = as_span(start, end)
    folder = resolve_home(home)
    with Work(folder, "data_rules", json) as work, look_into(folder, work.step) as house:
        checked = check_rules(house.store.view(house.desk.clock.now()), first, last, work.step)
        limits = next(row for row in audit_home(house) if row["dataset"] == "stk_limit")
        finish(_result(checked, limits["sources"], by_rule), json)


def _result(checked: Checked, limit_sources: object, by_rule: bool) -> Result:
    left = checked.unexplained
    classes = [_dated(row) for row in _rows(checked.classes())]
    rules = [_dated(row) for row in _rows(checked.rules)]
    data: dict[str, object] = {
        "bars": checked.bars,
        "names": checked.names,
        "others": checked.others,
        "resumed": checked.resumed,
        "without_limit": checked.without_limit,
        "unexplained": len(left),
        "limit_sources": limit_sources,
        "rules": rules,
        "unexplained_rows": _rows(left.head(_MOST_LISTED)),
    }
    outcome = Outcome.DEGRADED if len(left) else Outcome.DONE
    return Result(outcome, _message(checked, limit_sources), rules if by_rule else classes, data)


def _message(checked: Checked, sources: object) -> str:
    bound = checked.bars - checked.without_limit
    exceptions = len(checked.findings)
    told = f"{checked.bars:,} bars of {checked.names:,} shares, {bound:,} with a stored limit: "
    told += f"{exceptions:,} exceptions, {len(checked.unexplained):,} of them unexplained"
    if isinstance(sources, tuple | list) and any("derived:" in str(source) for source in sources):
        told += "\nstored limits were worked out here from the same rules: they are no second opinion"
    return told


def _rows(frame: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _dated(row: Mapping[str, object]) -> dict[str, object]:
    return {name: date_of(int(str(value))) if name in ("first", "last") else value for name, value in row.items()}
