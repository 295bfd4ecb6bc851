"""A console without a home: a link that answers with what the test laid down, and a STOP that writes one file."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from core.domain.dates import SHANGHAI
from core.domain.trading_state import TradingState
from core.ports.stop import StopState
from core.ports.views.asking import Trouble, View
from core.ports.views.heading import EngineLamp, Heading, Pulse
from widgets.kit.link import Done

NOW = datetime(2026, 7, 23, 9, 20, tzinfo=SHANGHAI)
WELL = Done("done", 0, "well")


@dataclass(slots=True)
class FakeLink:
    """Keeps what was asked, done and opened; answers at once, or when `hold` is lifted."""

    answers: Mapping[type, View | Trouble | Callable[[Any], View | Trouble]] = field(default_factory=dict)
    endings: Mapping[tuple[str, ...], Done] = field(default_factory=dict)
    viewer: bool = False
    asked: list[Hashable] = field(default_factory=list)
    acted: list[tuple[str, ...]] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)
    opened: list[tuple[str, str]] = field(default_factory=list)
    hold: bool = False
    waiting: list[tuple[Hashable, Callable[[View | Trouble], None]]] = field(default_factory=list)

    def ask(self, ask: Hashable, then: Callable[[View | Trouble], None]) -> None:
        """Answer with what was laid down for the type of the ask."""
        self.asked.append(ask)
        if self.hold:
            self.waiting.append((ask, then))
        else:
            then(self._answer(ask))

    def release(self) -> None:
        """Answer everything that waits."""
        waiting, self.waiting = self.waiting, []
        for ask, then in waiting:
            then(self._answer(ask))

    def act(self, command: Sequence[str], then: Callable[[Done], None], secret: str = "") -> None:
        """Keep the command and end it as was laid down for its beginning, else well."""
        words = tuple(command)
        self.acted.append(words)
        self.secrets.append(secret)
        beginnings = [start for start in self.endings if words[: len(start)] == start]
        then(self.endings[max(beginnings, key=len)] if beginnings else WELL)

    def open(self, panel: str, argument: str = "") -> None:
        """Keep where a screen leads."""
        self.opened.append((panel, argument))

    def _answer(self, ask: Hashable) -> View | Trouble:
        found = self.answers.get(type(ask), Trouble(f"nothing is known of {ask!r}", "lay an answer down"))
        return found(ask) if callable(found) else found


def stop_state(state: TradingState = TradingState.ACTIVE, reason: str = "") -> StopState:
    """What STOP says in a test."""
    pressed = state is not TradingState.ACTIVE
    return StopState(state, "trader" if pressed else "", reason, "2026-07-23T09:19:00+08:00" if pressed else "", "STOP")


def heading(**changes: Any) -> Heading:
    """A desk on which all is well."""
    whole: dict[str, Any] = {
        "as_of": NOW,
        "channel": "PAPER",
        "data_mode": "cache_only",
        "desk_time": NOW,
        "trade_date": date(2026, 7, 23),
        "stop": stop_state(),
        "engine": EngineLamp(Pulse.ALIVE, NOW, (), "morning", NOW.replace(minute=26)),
        "newest_daily": date(2026, 7, 22),
        "data_age_days": 1,
        "tide": {"runs": 1},
    }
    return Heading(**(whole | changes))


def folder_with_stop(base: Path) -> Path:
    """A home as far as STOP needs one."""
    (base / "ptrade").mkdir(parents=True, exist_ok=True)
    return base
