"""How tables look, from the theme's tokens."""

from string import Template

from widgets.kit.theme import theme

_SHEET = Template("""
#DataTable QLabel { color: $muted; font-size: ${small}px; }
#DataTable QLabel#note { color: $accent; }
#DataTable QLineEdit {
    background: $sunken; color: $text; border: 1px solid $line; border-radius: ${radius}px; padding: 2px 8px;
    font-size: ${font}px; selection-background-color: $selection; selection-color: $text;
}
#DataTable QLineEdit:focus { border-color: $accent; }
#DataTable QToolButton {
    background: transparent; color: $muted; border: 1px solid $line; border-radius: ${radius}px; padding: 2px 8px;
    font-size: ${small}px;
}
#DataTable QToolButton:hover { color: $text; border-color: $strong; }
#DataTable QToolButton:focus { border-color: $accent; }
#DataTable QTableView { background: $surface; border: none; }
#DataTable QHeaderView { background: $raised; border: none; }
#DataTable QHeaderView::section {
    background: $raised; color: $muted; border: none; border-bottom: 1px solid $strong;
    border-right: 1px solid $line; padding: 0 8px;
}
#DataTable QHeaderView::section:hover { color: $text; }
#DataTable QScrollBar { background: $surface; border: none; }
#DataTable QScrollBar:vertical { width: 10px; }
#DataTable QScrollBar:horizontal { height: 10px; }
#DataTable QScrollBar::handle { background: $strong; border-radius: 4px; margin: 1px; }
#DataTable QScrollBar::handle:vertical { min-height: 28px; }
#DataTable QScrollBar::handle:horizontal { min-width: 28px; }
#DataTable QScrollBar::add-line, #DataTable QScrollBar::sub-line { width: 0; height: 0; }
#DataTable QScrollBar::add-page, #DataTable QScrollBar::sub-page { background: transparent; }
""")


def style() -> str:
    """Return the style sheet of a table in the theme in force."""
    worn = theme()
    return _SHEET.substitute(
        muted=worn.muted, accent=worn.accent, sunken=worn.sunken, text=worn.text, line=worn.line,
        selection=worn.selection, strong=worn.line_strong, surface=worn.surface, raised=worn.raised,
        radius=worn.radius, font=worn.font_px, small=worn.small_px,
    )  # fmt: skip
