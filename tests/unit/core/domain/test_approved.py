"""A refusal cannot be turned into approved orders, and states have an order."""

from datetime import date

import pytest

from core.domain.approved import ApprovedOrders
from core.domain.errors import Refused
from core.domain.orders import Batch, Channel
from core.domain.outcome import Outcome
from core.domain.trading_state import TradingState
from core.domain.verdict import Ruling, Verdict

BATCH = Batch("20260109-01", date(2026, 1, 9), 1, "", Channel.PAPER, "0000", "14:56:00", ())


def _verdict(ruling: Ruling) -> Verdict:
    return Verdict("stop", ruling, "OK", "because")


def test_a_block_or_no_verdict_at_all_cannot_be_approved() -> None:
    assert ApprovedOrders(BATCH, (_verdict(Ruling.PASS), _verdict(Ruling.REDUCE))).batch is BATCH
    for verdicts in ((), (_verdict(Ruling.PASS), _verdict(Ruling.BLOCK))):
        with pytest.raises(ValueError, match="cannot be approved"):
            ApprovedOrders(BATCH, verdicts)


def test_severity_grows_from_active_to_halted() -> None:
    states = [TradingState.HALTED, TradingState.ACTIVE, TradingState.REDUCING]
    assert sorted(states, key=lambda state: state.severity) == list(TradingState)


def test_an_error_says_what_to_do_and_how_the_command_ends() -> None:
    error = Refused("too large", "make it smaller")
    assert str(error) == "too large → make it smaller"
    assert error.outcome is Outcome.BLOCKED
    assert Outcome.from_word("blocked").exit_code == 12
    assert len({outcome.exit_code for outcome in Outcome}) == len(Outcome)
