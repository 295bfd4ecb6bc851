from dataclasses import replace

import pytest

from core.pipeline.factors.declaration import Factor
from core.research.leaks.catalogue import clean_subjects, planted_leaks
from core.research.leaks.checks import CHECKS, Finding, truncation
from core.research.leaks.controls import controls
from core.research.leaks.factors import factor_subject, history_subject
from core.research.leaks.lab import Kind, Report, Verdict, examine, make_trial, run_lab
from core.research.leaks.stages import stage_subjects
from core.research.leaks.subject import Subject, over_panel

TRIAL = make_trial(days=150)
KINDS = planted_leaks()
VERDICTS = {kind.subject.name: examine(kind.subject, TRIAL) for kind in KINDS}
FACTORS = (
    Factor("ma_gap", "price", "close / mean(close, 20) - 1", "stretch", -1),
    Factor("size", "size", "cs_rank(log(circ_mv))", "size", 1),
    Factor("locks", "limit", "sum(limit_up, 10) - sum(limit_down, 10)", "locks", 1),
)
NAMED_IN_THE_ISSUE = {
    "same-day close at the open",
    "whole-sample z-score",
    "survivors only",
    "revised adj_factor",
    "limit flag by the close",
    "off-by-one as-of",
}


def test_there_are_many_kinds_each_said_in_a_sentence() -> None:
    names = [kind.subject.name for kind in KINDS]
    assert len(names) == len(set(names)) >= 20
    assert set(names) >= NAMED_IN_THE_ISSUE
    assert all(kind.says.endswith(".") and kind.expected in CHECKS for kind in KINDS)
    assert len({kind.says for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.subject.name)
def test_each_planted_leak_is_caught_by_the_check_that_must_catch_it(kind: Kind) -> None:
    (verdict,) = VERDICTS[kind.subject.name]
    assert not verdict.passed
    assert kind.expected in verdict.caught_by


@pytest.mark.parametrize("missing", CHECKS)
def test_without_a_check_some_leak_gets_through(missing: str) -> None:
    alone = {name for name, (verdict,) in VERDICTS.items() if verdict.caught_by == (missing,)}
    assert alone
    rest = {name: check for name, check in CHECKS.items() if name != missing}
    report = run_lab([], [kind for kind in planted_leaks() if kind.subject.name in alone], TRIAL, rest)
    assert report.recall == 0


@pytest.mark.parametrize("subject", controls(), ids=lambda subject: subject.name)
def test_a_control_is_clean(subject: Subject) -> None:
    (verdict,) = examine(subject, TRIAL)
    assert verdict.leaks == ()


@pytest.mark.parametrize(
    "subject", [history_subject(FACTORS), *stage_subjects(FACTORS)], ids=lambda subject: subject.name
)
def test_a_stage_of_the_night_is_clean_and_alive(subject: Subject) -> None:
    assert [verdict.findings for verdict in examine(subject, TRIAL)] == [()] * len(subject.names)


def test_factors_are_judged_by_name_and_by_their_declared_lookback() -> None:
    subject = factor_subject(FACTORS, threads=1)
    assert [(verdict.name, verdict.passed) for verdict in examine(subject, TRIAL)] == [
        ("ma_gap", True),
        ("size", True),
        ("locks", True),
    ]
    understated = examine(replace(subject, reach=(18, 0, 9)), TRIAL)
    assert [verdict.caught_by for verdict in understated] == [("sensitivity",), (), ()]
    assert "beyond the declared lookback" in understated[0].leaks[0].detail


def test_the_verdict_hangs_on_what_a_subject_does_not_on_what_it_is_called() -> None:
    leaking = KINDS[0].subject
    kind = Kind(
        "Clean.", "truncation", Subject("clean", "planted", over_panel(lambda panel: panel["close"]), whole=True)
    )
    report = run_lab([replace(leaking, group="factor", name="innocent")], [kind], TRIAL)
    assert report.recall == 0
    assert report.false_alarm_rate == 1


def verdict(leak: bool) -> Verdict:
    return Verdict("it", "test", (Finding("truncation", 1, "", leak),), ("truncation",))


def test_rates_are_shares_of_what_was_examined() -> None:
    report = Report((verdict(True), verdict(False), verdict(False), verdict(False)), (verdict(True), verdict(False)))
    assert report.recall == 0.5
    assert report.false_alarm_rate == 0.25
    assert (Report((), ()).recall, Report((), ()).false_alarm_rate) == (1.0, 0.0)


def test_every_stage_the_gate_speaks_for_is_among_the_clean_subjects() -> None:
    groups = {subject.group for subject in clean_subjects(FACTORS, threads=1)}
    assert groups == {"factor", "history", "cleaning", "universe", "preprocess", "score", "label", "control"}


def test_verdicts_repeat() -> None:
    subject = KINDS[0].subject
    assert truncation(subject, TRIAL) == truncation(subject, make_trial(days=150))
