"""The switches of the window: how it looks, speaks and sounds. They change pixels, so they are no part of a run."""

from typing import Literal

from core.settings.section import Section, switch


class Console(Section):
    """The window: how it looks, speaks and sounds; no part of a run's identity."""

    theme: Literal["dark", "light", "system"] = switch("dark", "", "the first look at it is before dawn")
    language: Literal["zh", "en", "system"] = switch(
        "system", "", "the desktop's own; Chinese where that is neither Chinese nor English"
    )
    palette: Literal["red_up", "green_up", "colour_blind"] = switch(
        "red_up", "", "red rises and green falls in China; signs and arrows say the same without colour"
    )
    sound: bool = switch(True, "", "one short tone for a new alarm of priority 1 or 2, and for STOP")
    font_scale: float = switch(
        1.0, "times the normal size", "the desktop's own scaling comes on top of it", ge=0.8, le=1.6
    )
