"""Studies kept in a home for the console's screens."""

from collections.abc import Sequence
from datetime import date

from app.compose import House, studies_of
from core.jobs.factor_study import Asked, study_factors
from core.jobs.label_study import study_labels
from core.jobs.study_keeping import to_keep
from core.ports.studies import LabelFigures
from core.research.ic.findings import Findings, Terms

_DEMO_DAYS = 120
_DEMO_TERMS = Terms(5, 0.002)


def keep_study(house: House, found: Sequence[Findings], asked: Asked) -> str:
    """Keep a study of factors, in the place of the one on the same terms, and return its key."""
    desk = house.desk
    whole = {row.factor.name for row in found[0].rows} == {factor.name for factor in desk.factors.computed()}
    kept = to_keep(found, asked, desk.snapshots.view(desk.clock.now()), whole)
    studies_of(house)[0].keep(kept)
    return kept.head.key


def keep_labels(house: House, span: tuple[date | None, date | None]) -> LabelFigures:
    """Sum up the labels of a span, keep that in the place of what was kept before, and return it."""
    found = study_labels(house.desk, span)
    studies_of(house)[1].keep(found)
    return found


def study_the_demo(house: House) -> None:
    """Study every factor over the demo's newest half year, and its labels."""
    desk = house.desk
    asked = Asked((None, None), _DEMO_TERMS)
    days = sorted(desk.snapshots.stored_dates("daily"))[-_DEMO_DAYS:]
    recent = Asked((days[0], None), _DEMO_TERMS)
    keep_study(house, study_factors(desk, desk.factors.computed(), recent), asked)
    keep_labels(house, asked.span)
