"""Self-contained HTML pages: one file, no script, nothing loaded from outside."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import yaml
from jinja2 import Environment, FunctionLoader, StrictUndefined

from core.domain.errors import FixAndRestart
from core.pipeline.report.build import build_index, build_page
from core.pipeline.report.model import DayReport, EquityPoint, Row
from core.pipeline.report.page import Page

LANGUAGES = ("en", "zh")


def render(report: DayReport, language: str) -> str:
    """Return the page of one run; all text in it is escaped, and equal reports give equal bytes."""
    return _render(build_page(report, language, labels(language)))


def render_index(rows: Sequence[Row], language: str = "zh", equity: Sequence[EquityPoint] | None = None) -> str:
    """Return the summary page of several days; `core.pipeline.report.build.build_index` names the keys of a row."""
    return _render(build_index(rows, language, labels(language), equity))


@cache
def labels(language: str) -> Mapping[str, str]:
    """Return every word of that language by dotted key; FixAndRestart for a language there is no table of."""
    return words(language, f"{language}.yaml")


def words(language: str, file: str) -> Mapping[str, str]:
    """Return the words of one file by dotted key; FixAndRestart for a language there is no table of."""
    if language not in LANGUAGES:
        raise FixAndRestart(f"no report in language {language!r}", f"set alerts.language to one of {LANGUAGES}")
    return dict(_flat(yaml.safe_load(read_resource(file))))


def _flat(table: Mapping[str, object], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            pairs.extend(_flat(value, f"{prefix}{key}."))
        else:
            pairs.append((f"{prefix}{key}", str(value)))
    return pairs


def _render(page: Page) -> str:
    template = environment().get_template("page.html.j2")
    return template.render(page=page, labels=labels(page.language), style=read_resource("page.css"))


@cache
def environment() -> Environment:
    """Return the templates of resources/report: everything escaped, nothing undefined passes."""
    made = Environment(
        loader=FunctionLoader(read_resource),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals["zip"] = zip
    return made


def read_resource(name: str) -> str:
    """Return a file of resources/report."""
    return _folder().joinpath(name).read_text(encoding="utf-8")


def _folder() -> Traversable:
    return files("resources").joinpath("report")
