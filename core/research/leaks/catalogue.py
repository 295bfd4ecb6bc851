"""What the lab looks at: the house's own subjects, which must be clean, and the leaks planted among them."""

from collections.abc import Sequence

from core.pipeline.factors.declaration import Factor
from core.research.leaks.controls import controls
from core.research.leaks.factors import factor_subject, history_subject
from core.research.leaks.lab import Kind
from core.research.leaks.planted_history import history_leaks
from core.research.leaks.planted_reads import reading_leaks
from core.research.leaks.stages import stage_subjects
from core.research.leaks.subject import Subject


def clean_subjects(factors: Sequence[Factor], threads: int = 0) -> list[Subject]:
    """Return the factors, the night's stages with the factors that have a direction, and the controls."""
    directed = [factor for factor in factors if factor.direction and factor.status == "active"]
    history = [history_subject(directed, threads)] if directed else []
    return [factor_subject(factors, threads), *history, *stage_subjects(directed), *controls()]


def planted_leaks() -> list[Kind]:
    """Return every planted leak, each time with subjects that remember nothing yet."""
    return [*history_leaks(), *reading_leaks()]
