from datetime import date

import pytest

from core.domain.dates import at
from core.domain.errors import Refused
from core.domain.trading_state import TradingState
from core.jobs.stop_answers import RecordedStop
from core.ports.stop import StopState

HALTED = StopState(TradingState.HALTED, "a person", "smoke", "", "")
ACTIVE = StopState(TradingState.ACTIVE, "", "", "", "")
NOW = at(date(2026, 1, 5), 9, 26)


def test_each_step_is_answered_as_it_was_and_active_where_nothing_was_kept() -> None:
    stop = RecordedStop({"release": [ACTIVE, HALTED]})
    stop.enter("gates")
    assert stop.read().state is TradingState.ACTIVE
    stop.enter("release")
    assert [stop.read(), stop.read()] == [ACTIVE, HALTED]
    assert stop.read().state is TradingState.ACTIVE


def test_a_replay_neither_presses_nor_cancels_nor_rearms() -> None:
    stop = RecordedStop({})
    stop.press(TradingState.HALTED, "drawdown", "what the job pressed the first time", NOW)
    assert stop.read().state is TradingState.ACTIVE
    with pytest.raises(Refused, match="press it in the home"):
        stop.cancel("a person", "smoke", NOW)
    with pytest.raises(Refused, match="re-arm it in the home"):
        stop.rearm(HALTED, "a person", "false alarm", NOW)
