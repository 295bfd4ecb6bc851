"""What a desk shows while its window is out of sight: in the taskbar, the list of windows, the tray. Free of Qt."""

from dataclasses import dataclass

from core.domain.trading_state import TradingState
from core.ports.views.heading import Heading
from widgets.kit.theme import theme
from widgets.kit.words import tr


@dataclass(frozen=True, slots=True)
class Sign:
    """An icon, told apart by its shape, in a colour, and the same in words."""

    icon: str
    colour: str
    title: str


def sign_of(state: TradingState, heading: Heading | None, is_silent: bool, place: str) -> Sign:
    """Return the sign of a desk: STOP before urgent alarms nobody has seen, before a desk nobody tells of."""
    alarms = heading.alarms if heading is not None and not is_silent else None
    marks = []
    picture, colour = "layout-dashboard", theme().accent
    if is_silent:
        marks.append(f"? {tr('unknown')}")
        picture, colour = "circle-help", theme().muted
    if alarms is not None and alarms.urgent_since is not None:
        marks.insert(0, f"▲ {tr('{count} new alarm(s)', count=alarms.unacknowledged)}")
        picture, colour = "triangle-alert", theme().bad
    if state is not TradingState.ACTIVE:
        marks.insert(0, f"■ {state}")
        picture, colour = "octagon-x", theme().critical
    mode = f" {heading.channel}" if heading is not None else ""
    return Sign(picture, colour, " – ".join([*marks, f"{tr('Daybreak')}{mode}", place]))
