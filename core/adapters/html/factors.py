"""The factors' tear sheet as one self-contained HTML file."""

from collections.abc import Callable, Mapping
from functools import cache

import yaml

from core.adapters.html.report import environment, labels, read_resource, words
from core.domain.phrasebook import Phrasebook
from core.research.tearsheet.build import build_sheet
from core.research.tearsheet.model import TearSheet

_SHARED = ("category.", "factor_status.")
"""Words of the day's report that the tear sheet has too."""


def render_tear_sheet(sheet: TearSheet, language: str) -> str:
    """Return the page of a study; all text in it is escaped, and equal studies give equal bytes.

    FixAndRestart for a language there is no table of.
    """
    page = build_sheet(sheet, language, sheet_labels(language), _definitions(language))
    style = read_resource("page.css") + read_resource("factors.css")
    return environment().get_template("factors.html.j2").render(sheet=page, style=style)


@cache
def sheet_labels(language: str) -> Mapping[str, str]:
    """Return every word of the tear sheet in that language by dotted key."""
    shared = {key: said for key, said in labels(language).items() if key.startswith(_SHARED)}
    return {**shared, **words(language, f"factors.{language}.yaml")}


def _definitions(language: str) -> Callable[[str], str]:
    """Return what says a factor's definition in that language."""
    return str if language == "en" else _phrasebook(f"definitions.{language}.yaml").say


@cache
def _phrasebook(file: str) -> Phrasebook:
    return Phrasebook(yaml.safe_load(read_resource(file)))
