"""The gate before the score: every active factor passes the leak lab, as it stands and on this engine."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime

from core.pipeline.engine.engine import VERSION
from core.pipeline.factors.declaration import Factor
from core.ports.factors import FactorBook, LeakCheck
from core.research.leaks.catalogue import clean_subjects, planted_leaks
from core.research.leaks.checks import Trial
from core.research.leaks.factors import factor_subject
from core.research.leaks.lab import Kind, Report, Verdict, examine, make_trial, run_lab
from core.research.leaks.market import DAYS

MOST_FINDINGS = 20


def check_factors(factors: Sequence[Factor], threads: int = 0, days: int = DAYS) -> list[LeakCheck]:
    """Put factors through the lab's checks on its own market; the same factors give the same answer.

    The market has at least `days` trading days, and 50 more than the longest lookback. Raises FixAndRestart for a
    factor that does not parse.
    """
    if not factors:
        return []
    trial = _trial(factors, days)
    return _as_checks(factors, examine(factor_subject(factors, threads), trial), trial)


def run_leak_lab(
    factors: Sequence[Factor],
    stages: bool = True,
    threads: int = 0,
    days: int = DAYS,
    planted: Sequence[Kind] = (),
    progress: Callable[[str], None] = lambda line: None,
) -> tuple[Report, list[LeakCheck]]:
    """Put factors and planted leaks through the lab, with `stages` all other subjects that must be clean too.

    The planted leaks are the house's own where none are given; the second part of the answer is of the factors alone.
    """
    trial = _trial(factors, days)
    clean = clean_subjects(factors, threads) if stages else [factor_subject(factors, threads)]
    report = run_lab(clean, planted or planted_leaks(), trial, progress=progress)
    return report, _as_checks(factors, report.clean[: len(factors)], trial)


def leak_passes(
    book: FactorBook, factors: Sequence[Factor], now: datetime, max_age_days: float, progress: Callable[[str], None]
) -> tuple[set[str], list[str]]:
    """Check the factors without a fresh pass, record that, and return who has one now and who leaks, by name."""
    passed = book.fresh_passes(factors, now, max_age_days)
    waiting = [factor for factor in factors if factor.name not in passed]
    if not waiting:
        return passed, []
    progress(f"leak lab: {len(waiting)} factors")
    checks = check_factors(waiting)
    book.record_leaks(checks, now)
    leaking = sorted(check.name for check in checks if not check.passed)
    return passed | {check.name for check in checks if check.passed}, leaking


def _trial(factors: Sequence[Factor], days: int) -> Trial:
    return make_trial(max((factor.node.reach for factor in factors), default=0), days)


def _as_checks(factors: Sequence[Factor], verdicts: Sequence[Verdict], trial: Trial) -> list[LeakCheck]:
    tried = {"days": len(trial.world.days), "names": len(trial.world.symbols), "seed": trial.seed,
             "cuts": list(trial.cuts), "futures": list(trial.futures)}  # fmt: skip
    return [
        LeakCheck(
            factor.name,
            factor.version,
            factor.digest,
            VERSION,
            verdict.passed,
            {
                **tried,
                "checks": list(verdict.checks),
                "leaks": len(verdict.leaks),
                "findings": [asdict(finding) for finding in verdict.findings[:MOST_FINDINGS]],
            },
        )
        for factor, verdict in zip(factors, verdicts, strict=True)
    ]
