"""How charts look around the plot, from the theme's tokens."""

from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from widgets.kit.theme import theme

_SHEET = Template("""
#Chart QLabel { color: $muted; font-size: ${small}px; background: transparent; }
#Chart QLabel#title { color: $text; font-size: ${font}px; font-weight: 600; }
#Chart QLabel#point { color: $text; padding: 3px 8px 3px 0; }
#Chart QLabel#note { color: $accent; }
#Chart QLabel#empty { color: $faint; font-size: ${font}px; }
#Chart QToolButton {
    background: transparent; color: $muted; border: 1px solid $line; border-radius: ${radius}px; padding: 1px 6px;
    font-size: ${small}px;
}
#Chart QToolButton:hover { color: $text; border-color: $strong; }
#Chart QToolButton:focus { border-color: $accent; }
""")
_FINE_PX = 1.4
_DASHES: tuple[list[float], ...] = ([], [6, 3], [2, 2], [8, 3, 2, 3], [12, 4], [2, 5])
_HATCHES = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense4Pattern,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.DiagCrossPattern,
    Qt.BrushStyle.Dense6Pattern,
)


def style() -> str:
    """Return the style sheet of a chart in the theme in force."""
    worn = theme()
    return _SHEET.substitute(
        muted=worn.muted, text=worn.text, faint=worn.faint, accent=worn.accent, line=worn.line, strong=worn.line_strong,
        radius=worn.radius, font=worn.font_px, small=worn.small_px,
    )  # fmt: skip


def colour(place: int, token: str = "") -> QColor:
    """Return the colour of the series at a place, or of a token of the theme."""
    worn = theme()
    return QColor(getattr(worn, token) if token else worn.series[place % len(worn.series)])


def line_pen(place: int, token: str = "", is_fine: bool = True) -> QPen:
    """Return the pen of a line: a colour and a dash of its own, so that colour alone tells nothing.

    One that is not fine is thin and whole: over many points width and dashes cost more than all else together.
    """
    pen = QPen(colour(place, token), _FINE_PX if is_fine else 1)
    pen.setCosmetic(True)
    dashes = _DASHES[place % len(_DASHES)]
    if dashes and is_fine:
        pen.setDashPattern(dashes)
    return pen


def bar_brush(place: int, token: str = "") -> QBrush:
    """Return the brush of a bar: a colour and a hatch of its own."""
    return QBrush(colour(place, token), _HATCHES[place % len(_HATCHES)])
