"""factors leakcheck: whether any factor, stage or label knows what had not happened yet."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from app.commands.shared import HomeOption, JsonOption, Result, finish, resolve_home
from app.compose import LONG_WORK_WAITS_S, look_into, open_house
from app.working import Work
from core.domain.outcome import Outcome
from core.jobs.leak_check import run_leak_lab
from core.pipeline.factors.declaration import Factor
from core.pipeline.factors.registry import FactorRegistry
from core.research.leaks.catalogue import planted_leaks
from core.research.leaks.checks import CHECKS
from core.research.leaks.lab import Kind, Report, Verdict
from core.research.leaks.market import DAYS


def add_to(group: typer.Typer) -> None:
    """Add the verb of this file to the factors' group."""
    group.command("leakcheck")(factors_leakcheck)


def factors_leakcheck(
    home: HomeOption = None,
    names: Annotated[list[str] | None, typer.Option("--factor", help="Only this one; repeat for several.")] = None,
    days: Annotated[int, typer.Option("--days", min=DAYS, help="Trading days of the lab's market.")] = DAYS,
    json: JsonOption = False,
) -> None:
    """Put factors, stages and labels through the leak lab, and planted leaks with them; record each factor's pass."""
    folder = resolve_home(home)
    with Work(folder, "factors_leakcheck", json, ", ".join(names or ())) as work:
        with look_into(folder, work.step) as house:
            factors = _chosen(house.desk.factors, names)
            planted = planted_leaks()
            tell = house.desk.progress
            report, checks = run_leak_lab(factors, stages=not names, days=days, planted=planted, progress=tell)
        # Only now is the home wanted for itself: a Morning does not wait for a lab.
        with open_house(folder, work.step, patience_s=LONG_WORK_WAITS_S) as house:
            house.desk.factor_book.record_leaks(checks, house.desk.clock.now())
        finish(_result(report, planted), json)


def _chosen(registry: FactorRegistry, names: Sequence[str] | None) -> list[Factor]:
    """The named factors, or all that are computed; FixAndRestart for a name the registry does not know."""
    return [registry[name] for name in dict.fromkeys(names)] if names else list(registry.computed())


def _result(report: Report, planted: Sequence[Kind]) -> Result:
    leaking = sorted(verdict.name for verdict in report.clean if not verdict.passed)
    missed = sorted(verdict.name for verdict in report.planted if verdict.passed)
    caught = f"{len(report.planted) - len(missed)} of {len(report.planted)}"
    alarms = f"{len(leaking)} of {len(report.clean)}"
    message = f"recall {report.recall:.0%} ({caught}), false alarms {report.false_alarm_rate:.1%} ({alarms})"
    for said, found in (("leaking", leaking), ("not caught", missed)):
        message += f"; {said}: {', '.join(found)}" if found else ""
    data = {
        "recall": report.recall,
        "false_alarm_rate": report.false_alarm_rate,
        "planted": [
            {"kind": verdict.name, "says": kind.says, "expected": kind.expected, "caught_by": list(verdict.caught_by)}
            for kind, verdict in zip(planted, report.planted, strict=True)
        ],
        "subjects": [_verdict(verdict) for verdict in report.clean],
    }
    rows = [*_groups(report.clean), *(_planted(*pair) for pair in zip(planted, report.planted, strict=True))]
    return Result(Outcome.BLOCKED if leaking or missed else Outcome.DONE, message, rows, data)


def _groups(verdicts: Sequence[Verdict]) -> list[dict[str, object]]:
    """A row a group of subjects that must be clean."""
    groups: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        groups.setdefault(verdict.group, []).append(verdict)
    return [
        {
            "subject": group,
            "checked": len(members),
            "caught": sum(not verdict.passed for verdict in members),
            "expected": "–",
            "caught by": _joined([name for name in CHECKS if any(name in each.caught_by for each in members)]),
            "what": _still([verdict.name for verdict in members if verdict.passed and verdict.findings]),
        }
        for group, members in groups.items()
    ]


def _planted(kind: Kind, verdict: Verdict) -> dict[str, object]:
    return {
        "subject": f"planted: {verdict.name}",
        "checked": 1,
        "caught": int(not verdict.passed),
        "expected": kind.expected,
        "caught by": _joined(verdict.caught_by),
        "what": kind.says,
    }


def _joined(names: Sequence[str]) -> str:
    return ", ".join(names) or "–"


def _still(names: Sequence[str]) -> str:
    """What no bar moves: listings and halts do not hang on bars; a factor that does not is dead."""
    return f"no bar moves {', '.join(names)}" if names else "clean"


def _verdict(verdict: Verdict) -> dict[str, object]:
    return {
        "name": verdict.name,
        "group": verdict.group,
        "passed": verdict.passed,
        "findings": [asdict(finding) for finding in verdict.findings],
    }
