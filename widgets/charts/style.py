"""How series are drawn: colours from the theme's tokens, dashes and hatches beside them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from widgets.kit.theme import theme

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
