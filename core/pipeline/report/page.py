"""The view model of a page: plain text in cells, SVG in pictures; the template adds nothing but tags."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Labels = Mapping[str, str]


class Tone(StrEnum):
    """How a figure is coloured; a sign, arrow or word always says the same. Up is red, down green, as in China."""

    PLAIN = ""
    UP = "up"
    DOWN = "down"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value with an optional smaller line below it; `href` is a relative link."""

    text: str
    below: str = ""
    tone: Tone = Tone.PLAIN
    href: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A header, likewise with a smaller line; figures stand right."""

    title: str
    below: str = ""
    figures: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows of equal length; a remark, one a row where there are any, spans the row's whole width."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG element and its caption."""

    svg: str
    caption: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled figure."""

    label: str
    value: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: every one says as of when its figures are."""

    key: str
    title: str
    as_of: str
    note: str = ""
    facts: tuple[Fact, ...] = ()
    pictures: tuple[Picture, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page; `simulated` makes the channel banner say so."""

    language: str
    title: str
    banner: str
    simulated: bool
    outcome: Fact
    reason: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    footer: str
