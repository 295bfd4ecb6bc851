"""The lab: every subject through the same checks, and what that caught of the leaks planted among them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from core.domain.progress import Counted
from core.research.leaks.checks import CHECKS, Check, Finding, Trial, bars_to_change, eventful_days
from core.research.leaks.market import DAYS, SEED, make_market
from core.research.leaks.subject import Subject

SPARE_DAYS = 50
"""How many days the market has beyond the longest lookback."""

FUTURES = 4


@dataclass(frozen=True, slots=True)
class Verdict:
    """One name of a subject judged: what was found, and by which checks."""

    name: str
    group: str
    findings: tuple[Finding, ...]
    checks: tuple[str, ...]

    @property
    def leaks(self) -> tuple[Finding, ...]:
        """The findings that are leaks."""
        return tuple(finding for finding in self.findings if finding.leak)

    @property
    def passed(self) -> bool:
        """Whether nothing leaked."""
        return not self.leaks

    @property
    def caught_by(self) -> tuple[str, ...]:
        """The checks that found a leak."""
        return tuple(name for name in self.checks if any(each.check == name for each in self.leaks))


@dataclass(frozen=True, slots=True)
class Kind:
    """A planted leak: what is wrong with it in one sentence, the check that must catch it, and the subject."""

    says: str
    expected: str
    subject: Subject


@dataclass(frozen=True, slots=True)
class Report:
    """Verdicts over subjects that should be clean, and over the planted leaks."""

    clean: tuple[Verdict, ...]
    planted: tuple[Verdict, ...]

    @property
    def recall(self) -> float:
        """Share of the planted leaks that were caught; 1 where none was planted."""
        return _share([not verdict.passed for verdict in self.planted], 1.0)

    @property
    def false_alarm_rate(self) -> float:
        """Share of the clean ones that were not passed; 0 where there are none."""
        return _share([not verdict.passed for verdict in self.clean], 0.0)


def make_trial(reach: int = 0, days: int = DAYS, seed: int = SEED) -> Trial:
    """Return the market, at least 50 days longer than `reach`, with the days and bars the checks use."""
    world = make_market(max(days, reach + SPARE_DAYS), seed)
    moments = eventful_days(world)
    step = max(1, (len(moments) - 1) // FUTURES)
    return Trial(world, moments, moments[-1::-step][::-1], bars_to_change(world, SPARE_DAYS - 5), seed)


def examine(subject: Subject, trial: Trial, checks: Mapping[str, Check] = CHECKS) -> list[Verdict]:
    """Put one subject through the checks and return a verdict for each of its names."""
    found = [check(subject, trial) for check in checks.values()]
    return [
        Verdict(name, subject.group, tuple(finding for each in found for finding in each[name]), tuple(checks))
        for name in subject.names
    ]


def run_lab(
    clean: Sequence[Subject],
    planted: Sequence[Kind],
    trial: Trial,
    checks: Mapping[str, Check] = CHECKS,
    progress: Callable[[str], None] = lambda line: None,
) -> Report:
    """Examine clean subjects and planted leaks alike."""
    subjects = [*clean, *(kind.subject for kind in planted)]
    verdicts = []
    for place, subject in enumerate(subjects):
        progress(Counted(f"leak lab: {subject.group}", place, len(subjects)))
        verdicts.append(examine(subject, trial, checks))
    judged = [
        tuple(verdict for each in part for verdict in each) for part in (verdicts[: len(clean)], verdicts[len(clean) :])
    ]
    return Report(*judged)


def _share(flags: Sequence[bool], nothing: float) -> float:
    return sum(flags) / len(flags) if flags else nothing
