"""The theme laid over Qt: palette, style sheet and fonts of the whole application."""

from functools import cache
from importlib.resources import files
from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from widgets.kit.icons import icon_file
from widgets.kit.theme import Theme, theme, wear

_FAMILIES = ["Inter", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Zen Hei", "sans-serif"]
_FILES = ("Inter-Regular.ttf", "Inter-SemiBold.ttf")


def dress(app: QApplication, chosen: Theme, scale: float = 1.0) -> None:
    """Put the application into a theme; widgets built before keep colours they have read themselves.

    The style sheet is each window's own: over the whole application it would be laid anew over every widget that is
    built, at each step of putting it together, and over the old window's when the theme changes.
    """
    wear(chosen)
    _load_fonts()
    # Each of these goes through every widget there is.
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    font = figures(chosen.font_px * scale)
    if app.font() != font:
        app.setFont(font)
    app.setPalette(_palette(chosen))


def figures(size_px: float = 0, bold: bool = False) -> QFont:
    """Return the font of everything, its digits all equally wide."""
    font = QFont()
    font.setFamilies(_FAMILIES)
    font.setPixelSize(round(size_px) or theme().font_px)
    font.setFeature(QFont.Tag("tnum"), 1)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def scaled(size_px: float) -> int:
    """Return a size in pixels at the text size a person chose."""
    chosen = QFont().pixelSize()
    return round(size_px * chosen / theme().font_px) if chosen > 0 else round(size_px)


def _load_fonts() -> None:
    if "Inter" in QFontDatabase.families():
        return
    for name in _FILES:
        QFontDatabase.addApplicationFontFromData(files("resources.fonts").joinpath(name).read_bytes())


def _palette(chosen: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for where, colour in {
        role.Window: chosen.ground,
        role.WindowText: chosen.text,
        role.Base: chosen.surface,
        role.AlternateBase: chosen.raised,
        role.Text: chosen.text,
        role.Button: chosen.raised,
        role.ButtonText: chosen.text,
        role.BrightText: chosen.on_critical,
        role.Highlight: chosen.selection,
        role.HighlightedText: chosen.text,
        role.Link: chosen.accent,
        role.PlaceholderText: chosen.faint,
        role.ToolTipBase: chosen.raised,
        role.ToolTipText: chosen.text,
        role.Mid: chosen.line,
        role.Dark: chosen.line_strong,
        role.Light: chosen.raised,
    }.items():
        palette.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(chosen.faint))
    return palette


@cache
def sheet(chosen: Theme) -> str:
    """Return resources/themes/console.qss with the theme's tokens filled in."""
    source = files("resources.themes").joinpath("console.qss").read_text(encoding="utf-8")
    tokens = {name: str(getattr(chosen, name)) for name in Theme.__slots__}
    tokens["arrow"] = icon_file("chevron-down", chosen.muted)
    tokens["tick"] = icon_file("check", chosen.on_accent)
    return Template(source).substitute(tokens)
