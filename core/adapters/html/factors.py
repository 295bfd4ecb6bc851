"""The factors' tear sheet as one self-contained HTML file."""

from collections.abc import Mapping
from functools import cache

from core.adapters.html.report import environment, read_resource, words
from core.research.tearsheet.build import build_sheet
from core.research.tearsheet.model import TearSheet


def render_tear_sheet(sheet: TearSheet, language: str) -> str:
    """Return the page of a study; all text in it is escaped, and equal studies give equal bytes.

    FixAndRestart for a language there is no table of.
    """
    page = build_sheet(sheet, language, sheet_labels(language))
    style = read_resource("page.css") + read_resource("factors.css")
    return environment().get_template("factors.html.j2").render(sheet=page, style=style)


@cache
def sheet_labels(language: str) -> Mapping[str, str]:
    """Return every word of the tear sheet in that language by dotted key."""
    return words(language, f"factors.{language}.yaml")
