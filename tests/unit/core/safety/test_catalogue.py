"""Every gate has a reason, limits that are settings, an owner and a review date; the lists agree."""

from dataclasses import fields
from datetime import date

import pytest
from pydantic import ValidationError

from core.domain.gate_names import EXPECTED_GATES
from core.safety.case import Case
from core.safety.catalogue import cards
from core.safety.reducing import STILL_APPLY
from core.safety.registry import RULES
from core.settings.limits import Gates, Program
from core.settings.model import Settings
from tests.fakes.morning import settings_with


def test_every_gate_has_its_card() -> None:
    made = cards(Settings())
    assert tuple(card.name for card in made) == EXPECTED_GATES == tuple(RULES)
    for card in made:
        assert len(card.reason) > 10
        assert card.owner
        assert card.judges_sells is (card.name in STILL_APPLY)
        for limit in card.limits:
            assert limit.unit, f"{limit.key} has no unit"
            assert limit.reason


def test_owner_and_review_date_are_the_operators() -> None:
    settings = settings_with(
        "gates",
        owner="desk",
        owners={"cash": "treasury"},
        review_date="2026-01-31",
        review_dates={"cash": "2026-02-01"},
    )
    by_name = {card.name: card for card in cards(settings)}
    assert (by_name["cash"].owner, by_name["stop"].owner) == ("treasury", "desk")
    assert not by_name["stop"].overdue(date(2026, 1, 31))
    assert by_name["stop"].overdue(date(2026, 2, 1))
    assert not by_name["cash"].overdue(date(2026, 2, 1))


@pytest.mark.parametrize(
    "wrong",
    [
        {"owners": {"csah": "treasury"}},
        {"owners": {"cash": " "}},
        {"owner": ""},
        {"review_date": "2026-02-30"},
        {"review_date": "soon"},
        {"review_dates": {"csah": "2026-02-01"}},
        {"review_dates": {"cash": "soon"}},
        {"time_limit_s": 0},
    ],
)
def test_what_names_no_gate_no_owner_or_no_day_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Gates.model_validate(wrong)


@pytest.mark.parametrize("beyond", [{"max_messages_a_second": 300}, {"max_messages_a_day": 20_000}])
def test_no_setting_reaches_what_the_exchanges_call_high_frequency(beyond: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        Program.model_validate(beyond)
    assert Program.model_validate({name: value - 1 for name, value in beyond.items()})


def test_a_gate_cannot_change_its_case() -> None:
    assert Case.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert {"counters", "losses", "strength", "bars_date"} <= {field.name for field in fields(Case)}
