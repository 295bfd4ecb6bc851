"""Line icons in the colours of the theme, drawn from resources/icons (Lucide, ISC licence)."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt, QTemporaryDir
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from widgets.kit.theme import theme

_SIZES_PX = (16, 24, 32, 48)


def icon(name: str, colour: str = "") -> QIcon:
    """Return an icon of resources/icons in `colour`, else in the theme's muted text; FileNotFoundError for no such."""
    return _drawn(name, colour or theme().muted, theme().faint)


@cache
def icon_file(name: str, colour: str) -> str:
    """Return the path of an icon drawn in `colour`, for style sheets; the file is gone with the process."""
    path = Path(_folder().path()) / f"{name}-{colour.lstrip('#')}.svg"
    path.write_text(_source(name, colour), encoding="utf-8")
    return path.as_posix()


@cache
def _folder() -> QTemporaryDir:
    return QTemporaryDir()


def _source(name: str, colour: str) -> str:
    return _lines(name).replace("currentColor", colour)


@cache
def _lines(name: str) -> str:
    return files("resources.icons").joinpath(f"{name}.svg").read_text(encoding="utf-8")


@cache
def _drawn(name: str, colour: str, faint: str) -> QIcon:
    made = QIcon()
    for shade, mode in ((colour, QIcon.Mode.Normal), (faint, QIcon.Mode.Disabled)):
        drawing = QSvgRenderer(QByteArray(_source(name, shade).encode()))
        for size in _SIZES_PX:
            made.addPixmap(_pixmap(drawing, size), mode)
    return made


def _pixmap(drawing: QSvgRenderer, size: int) -> QPixmap:
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture
