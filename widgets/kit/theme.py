"""Colours, sizes and fonts as named tokens; the only file that knows a colour.

Two themes, and three palettes for rise and fall: red up and green down as in China, the Western reverse, and one that
colour-blind people tell apart. Alarm colours are others, so that a loss never looks like an alarm. Nothing is told by
colour alone: signs, arrows and words stand beside it.
"""

from dataclasses import dataclass, replace
from typing import Literal

Palette = Literal["red_up", "green_up", "colour_blind"]


@dataclass(frozen=True, slots=True)
class Theme:
    """Every token; colours as #rrggbb, sizes in logical pixels."""

    name: str
    ground: str
    surface: str
    raised: str
    sunken: str
    field: str
    line: str
    line_strong: str
    text: str
    muted: str
    faint: str
    accent: str
    on_accent: str
    selection: str
    rise: str
    fall: str
    flat: str
    good: str
    warn: str
    bad: str
    critical: str
    on_critical: str
    simulated: str
    live: str
    series: tuple[str, ...]
    heat_low: str
    heat_mid: str
    heat_high: str
    radius: int = 6
    gap: int = 8
    font_px: int = 13
    small_px: int = 11
    title_px: int = 15
    row_px: int = 26


DARK = Theme(
    name="dark",
    ground="#0e1116", surface="#151a21", raised="#1c222b", sunken="#0b0e12", field="#0b0e12",
    line="#262e39", line_strong="#3a4553",
    text="#e6eaf0", muted="#9aa5b4", faint="#66717f", accent="#5b9dff", on_accent="#08101c", selection="#22395c",
    rise="#f2545b", fall="#2fb170", flat="#9aa5b4",
    good="#46c2a8", warn="#e0a526", bad="#e8743b", critical="#d63ae0", on_critical="#ffffff",
    simulated="#8f7bf0", live="#e8743b",
    series=("#5b9dff", "#e0a526", "#46c2a8", "#c58af9", "#f28e5c", "#7fc8f8", "#d6d36b", "#ef7fb0"),
    heat_low="#2f6fd0", heat_mid="#151a21", heat_high="#d9822b",
)  # fmt: skip

LIGHT = Theme(
    name="light",
    ground="#f3f5f8", surface="#ffffff", raised="#f7f9fb", sunken="#e9edf2", field="#ffffff",
    line="#d9dfe7", line_strong="#b5bfcc",
    text="#161b22", muted="#566171", faint="#8a95a3", accent="#1f63d1", on_accent="#ffffff", selection="#d5e4fb",
    rise="#cf2530", fall="#0e8148", flat="#566171",
    good="#0b7f6b", warn="#97650a", bad="#b5480f", critical="#a314b0", on_critical="#ffffff",
    simulated="#5b41c9", live="#b5480f",
    series=("#1f63d1", "#b27300", "#0b8a74", "#8a3fd1", "#c4541a", "#1789c2", "#7d7a12", "#bd2f73"),
    heat_low="#2f6fd0", heat_mid="#ffffff", heat_high="#c86a12",
)  # fmt: skip

_COLOUR_BLIND = {"dark": ("#f0a13a", "#4aa3f0"), "light": ("#a85b00", "#0062b8")}


def theme_of(name: str, palette: Palette = "red_up") -> Theme:
    """Return the theme of that name ("dark" or "light") with rise and fall in the chosen palette."""
    chosen = LIGHT if name == "light" else DARK
    if palette == "green_up":
        return replace(chosen, rise=chosen.fall, fall=chosen.rise)
    if palette == "colour_blind":
        rise, fall = _COLOUR_BLIND[chosen.name]
        return replace(chosen, rise=rise, fall=fall)
    return chosen


_worn = [DARK]


def wear(theme: Theme) -> None:
    """Let everything that is built from now on wear `theme`."""
    _worn[0] = theme


def theme() -> Theme:
    """Return the theme in force."""
    return _worn[0]
