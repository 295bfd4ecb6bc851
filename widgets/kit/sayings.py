"""What the core says, in the screen's language: its finished English sentences are found again among their templates.

The core speaks English, also in records written years ago. Each of its sentences is a template with holes ({0} {1} …)
in resources/translations/core.zh.ts; a sentence is matched with the template it was made from, what stood in the holes
is translated in turn, and the Chinese template is filled with it. What matches nothing, or could be read in two ways,
stays as it is: a figure is never moved to where it does not belong.
"""

import re
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from threading import Thread
from xml.etree import ElementTree

from widgets.kit.words import codes, language, sentence, word, word_anywhere

_FILE = "core.zh.ts"
_HOLE = re.compile(r"\{\d+\}")
_WORDS = re.compile(r"[A-Za-z]+")
_WITHIN_ONE = r"(?:(?!; )[^\n])*"
_ANYTHING = r"[^\n]*"
_ENGLISH = re.compile(r"\b[a-z]{2,}\b")
_CODE = re.compile(r"\b[A-Z]+(?:_[A-Z]+)+\b")
_WIDE, _WIDE_END = re.compile(r" ?[\u4e00-\u9fff（]"), re.compile(r"[\u4e00-\u9fff，；：）] ?$")
_FEN = re.compile(r"(?<![\w.,])([+\-−]?\d+) (fen\b|分(?![\u4e00-\u9fff]))")
_YUAN = {"fen": "CNY", "分": "元"}
_BARE = re.compile(r"(?<![\w.,/-])[+\-−]?\d{5,}(?![\w.,/-]*\w)")
_DEEPEST = 6
_GLUES = ((" → ", " → "), ("; ", "；"), (", ", "，"), (": ", "："))
_CODED = (
    ("{0}", "{0:dataset}"),
    ("{0}: {1}", "{0:gate}：{1}"),
    ("{0}: {1}", "{0:run}：{1:outcome}"),
    ("{0}: {1} {2}", "{0:run}：{1:outcome}，{2}"),
    ("{0} {1}", "{0:run} {1}"),
    ("{0}: {1}", "{0:error}：{1}"),
    ("state: {0}", "状态：{0:state}"),
    ("{0}: {1}", "{0:clue}：{1}"),
    ("{0} CNY", "{0:number} 元"),
    ("{0} {1}", "{0:dataset} {1:day}"),
    ("{0} {1}: {2}", "{0:dataset} {1:day}：{2}"),
)
"""What begins with a name: what a gate said, how a run ended, a figure of the evidence. Tried before all else."""

_KINDS = {
    "one": r"\S+",
    "number": r"[-+−]?[0-9][0-9,.:%]*",
    "day": r"\d{4}-\d{2}-\d{2}",
    "run": r"[a-z_]+-\d{8}-\d+",
}
"""What a hole of the Chinese may ask of its value; any other name is a group of codes, such as {0:gate}."""


def spoken(text: str) -> str:
    """Return a sentence in the screen's language, a factor's definition or what the core says; any other as it is."""
    return _in_yuan(text if language() == "en" or not text else _in_chinese(text))


def _in_yuan(text: str) -> str:
    """Return a sentence with its fen in yuan; as it is where a large figure without a unit may be fen too."""
    said = _FEN.sub(_yuan, text)
    return text if _BARE.search(said) else said


def _yuan(found: re.Match[str]) -> str:
    figure = int(found[1].replace("−", "-")) / 100
    shown = f"{figure:+,.2f}" if found[1].startswith("+") else f"{figure:,.2f}"
    return f"{shown.replace('-', '−')} {_YUAN[found[2]]}"


def prepare() -> None:
    """Read the templates beside the caller's thread, so that no screen waits for them."""
    Thread(target=_sayings, name="sayings", daemon=True).start()


@lru_cache(8192)
def _in_chinese(text: str) -> str:
    defined = sentence(text)
    return defined if defined != text else _sayings().translate(text)


@cache
def _sayings() -> "Sayings":
    source = resources.files("resources.translations").joinpath(_FILE).read_text(encoding="utf-8")
    messages = ElementTree.fromstring(source).iter("message")  # noqa: S314 - a file of ours
    return Sayings({each.findtext("source", ""): each.findtext("translation", "") for each in messages})


@dataclass(frozen=True)
class Template:
    """One sentence with holes, and its Chinese."""

    source: str
    translation: str

    @cached_property
    def literals(self) -> tuple[str, ...]:
        """The texts around the holes."""
        return tuple(each.replace("{{", "{").replace("}}", "}") for each in _HOLE.split(self.source))

    def rank(self) -> tuple[bool, int, int, str]:
        """Return what sorts templates that match the same text: the more is fixed, the more of what was meant."""
        fixed = sum(map(len, self.literals))
        return (self.source, self.translation) not in _CODED, -fixed, len(self.literals), self.source

    @cached_property
    def chinese(self) -> tuple[tuple[str, int | None], ...]:
        """The Chinese as texts, each with the number of the hole behind it."""
        parts = string.Formatter().parse(self.translation)
        return tuple((literal, None if name is None else int(name)) for literal, name, _, _ in parts)

    @cached_property
    def kinds(self) -> dict[int, str]:
        """What the Chinese asks of the value in a hole, by number."""
        parts = string.Formatter().parse(self.translation)
        return {int(name): kind for _, name, kind, _ in parts if name is not None and kind}

    def values(self, text: str, hole: str = _ANYTHING) -> tuple[str, ...] | None:
        """Return what stands in the holes; None where the text is another one, or could be read in two ways.

        The shortest first reading and the longest first one are the ends of all readings in order.
        """
        shortest = self._pattern(hole, "?").fullmatch(text) if self._may_be(text) else None
        if shortest is None:
            return None
        longest = self._pattern(hole, "").fullmatch(text)
        return shortest.groups() if longest is not None and longest.groups() == shortest.groups() else None

    def _may_be(self, text: str) -> bool:
        """Whether every fixed text stands in `text` in its order: far cheaper than making a pattern to find out."""
        first, *between, last = self.literals
        if not text.startswith(first) or not text.endswith(last):
            return False
        at = len(first)
        for literal in between:
            at = text.find(literal, at)
            if at < 0:
                return False
            at += len(literal)
        return at + len(last) <= len(text)

    def _pattern(self, hole: str, greed: str) -> re.Pattern[str]:
        known = self._patterns.get(hole + greed)
        if known is None:
            holes = [
                f"({_KINDS.get(kind) or '|'.join(map(re.escape, codes(kind)))})" if kind else f"({hole}{greed})"
                for kind in (self.kinds.get(number, "") for number in range(len(self.literals) - 1))
            ]
            parts = [re.escape(self.literals[0])]
            for filled, literal in zip(holes, self.literals[1:], strict=True):
                parts += (filled, re.escape(literal))
            known = self._patterns[hole + greed] = re.compile("".join(parts))
        return known

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        return {}


class Sayings:
    """All templates of a language, found by a word that few of them have."""

    def __init__(self, translations: Mapping[str, str]) -> None:
        self._whole: dict[str, str] = {}
        self._by_word: dict[str, list[Template]] = {}
        self._anywhere: list[Template] = []
        open_ones = [Template(*coded) for coded in _CODED]
        for source, translation in translations.items():
            if not translation:
                continue
            template = Template(source, translation)
            if len(template.literals) == 1:
                self._whole[template.literals[0]] = template.chinese[0][0]
            else:
                open_ones.append(template)
        self._index(open_ones)

    def translate(self, text: str) -> str:
        """Return a text with every sentence in Chinese that is known; lines are told apart first."""
        return "\n".join(self._spoken(line, 0) for line in text.split("\n"))

    def _index(self, templates: list[Template]) -> None:
        anchors = [_anchors(template.literals) for template in templates]
        often: dict[str, int] = {}
        for words in anchors:
            for each in words:
                often[each] = often.get(each, 0) + 1
        for template, words in zip(templates, anchors, strict=True):
            rarest = min(words, key=lambda each: (often[each], each), default=None)
            where = self._anywhere if rarest is None else self._by_word.setdefault(rarest, [])
            where.append(template)

    def _spoken(self, text: str, depth: int) -> str:
        if depth > _DEEPEST or not _WORDS.search(text):
            return text
        found = self._whole.get(text)
        if found is not None:
            return found
        candidates = sorted(self._candidates(text), key=Template.rank)
        found = self._matched(candidates, text, _WITHIN_ONE, depth)
        if found is None and "; " in text:
            found = self._parted(text, "; ", "；", depth, every=True)
        if found is None:
            found = self._matched(candidates, text, _ANYTHING, depth)
        if found is not None:
            return found
        for glue, chinese in _GLUES:
            if glue in text:
                parted = self._parted(text, glue, chinese, depth, every=False)
                if parted is not None:
                    return parted
        return _CODE.sub(lambda code: word_anywhere(code.group()), text)

    def _candidates(self, text: str) -> Iterator[Template]:
        yield from self._anywhere
        for each in set(_WORDS.findall(text)):
            yield from self._by_word.get(each, ())

    def _matched(self, candidates: Iterable[Template], text: str, hole: str, depth: int) -> str | None:
        """Return the text by the first template that leaves no English behind, else by the first that matches."""
        first = None
        for template in candidates:
            values = template.values(text, hole)
            if values is None:
                continue
            fillings = [self._filling(value, template.kinds.get(place), depth) for place, value in enumerate(values)]
            said = _joined(
                piece
                for literal, number in template.chinese
                for piece in (literal, "" if number is None else fillings[number])
            )
            if not any(map(_ENGLISH.search, fillings)):
                return said
            first = said if first is None else first
        return first

    def _filling(self, value: str, kind: str | None, depth: int) -> str:
        if kind is None:
            return self._spoken(value, depth + 1)
        return value if kind in _KINDS else word(kind, value)

    def _parted(self, text: str, glue: str, chinese: str, depth: int, every: bool) -> str | None:
        parts = text.split(glue, 1 if glue == ": " else -1)
        spoken = [self._spoken(part, depth + 1) for part in parts]
        new = [one != other for one, other in zip(parts, spoken, strict=True)]
        return chinese.join(spoken) if (all(new) if every else any(new)) else None


def _joined(pieces: Iterable[str]) -> str:
    """Return pieces in one, without the blank that parts a figure from Chinese where Chinese meets Chinese."""
    text = ""
    for piece in filter(None, pieces):
        meets = _WIDE_END.search(text) and _WIDE.match(piece)
        text = text.rstrip(" ") + piece.lstrip(" ") if meets else text + piece
    return text


def _anchors(literals: tuple[str, ...]) -> set[str]:
    """Return the words of a template that a filled one has as words too: those that touch no hole."""
    found = set()
    last = len(literals) - 1
    for place, literal in enumerate(literals):
        for match in _WORDS.finditer(literal):
            touches_before = match.start() == 0 and place > 0
            touches_after = match.end() == len(literal) and place < last
            if not touches_before and not touches_after:
                found.add(match.group())
    return found
