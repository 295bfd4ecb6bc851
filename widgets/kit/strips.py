"""Many figures in little room."""

from collections.abc import Mapping

from widgets.kit.cards import Fact, FactStrip

_GAP_PX = 14


def close_strip(facts: Mapping[str, Fact]) -> FactStrip:
    """Return figures close together on one card that never makes its screen wider."""
    strip = FactStrip(*facts.values())
    strip.setMinimumWidth(1)
    layout = strip.layout()
    if layout is not None:
        layout.setSpacing(_GAP_PX)
        layout.setContentsMargins(10, 5, 10, 6)
    return strip
