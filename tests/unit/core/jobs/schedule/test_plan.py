"""The table of jobs as the settings make it."""

from datetime import date

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.compose import labels
from core.domain.dates import at
from core.domain.job_names import JobName
from core.jobs.schedule.plan import job_plans, quarter_words
from core.jobs.schedule.remembered import document_of, memories_of, waiting_of
from core.settings.model import Settings
from tests.fakes.scheduling import PretendedEngine, online

DAY = date(2026, 1, 5)


def test_every_job_has_a_plan_in_the_order_of_the_day() -> None:
    assert [plan.name for plan in job_plans(Settings())] == list(JobName)


@pytest.mark.parametrize("plan", job_plans(online()), ids=lambda plan: plan.name)
def test_every_command_is_one_an_operator_can_type(plan: object) -> None:
    words = [word.replace("{home}", "/nowhere") for word in plan.words(DAY)]  # type: ignore[attr-defined]

    parsed = CliRunner().invoke(app, [*words, "--home", "/nowhere", "--json", "--help"])
    assert parsed.exit_code == 0, parsed.output
    for word in words:
        if word.startswith("--"):
            assert word in parsed.output


@pytest.mark.parametrize(
    ("day", "quarter"),
    [(date(2026, 1, 10), "2025Q4"), (date(2026, 4, 11), "2026Q1"), (date(2026, 7, 11), "2026Q2"),
     (date(2026, 10, 10), "2026Q3"), (date(2026, 12, 31), "2026Q3")],
)  # fmt: skip
def test_the_archive_is_that_of_the_quarter_before(day: date, quarter: str) -> None:
    assert quarter_words(day)[3] == quarter


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_job_has_a_name_a_person_reads(language: str) -> None:
    assert {f"kind.{name}" for name in JobName} <= set(labels(language))


def test_what_is_remembered_reads_back_as_it_was() -> None:
    engine = PretendedEngine(online(), at(DAY, 16, 1))
    engine.until(at(DAY, 16, 10), 10.0)
    engine.board.pause(JobName.NIGHT)
    document = document_of(engine.board, engine.supervisor.running)
    assert memories_of(document) == engine.board.memories
    assert waiting_of(document) == engine.board.waiting
