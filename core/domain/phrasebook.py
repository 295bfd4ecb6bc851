"""Sentences of the house in another language."""

import re
from collections.abc import Mapping

_BLANK = re.compile(r"\{(\w+)\}")


class Phrasebook:
    """Sentences by their English ones; a blank such as {d} is a whole number, the same one wherever it recurs."""

    def __init__(self, said: Mapping[str, str]) -> None:
        self._whole = {english: other for english, other in said.items() if not _BLANK.search(english)}
        self._forms = [(_form(english), other) for english, other in said.items() if _BLANK.search(english)]
        self._found: dict[str, str] = {}

    def say(self, text: str) -> str:
        """Return the sentence in the other language, as it is where the book lacks it."""
        if text not in self._found:
            self._found[text] = self._whole.get(text) or self._filled(text)
        return self._found[text]

    def _filled(self, text: str) -> str:
        for form, other in self._forms:
            found = form.fullmatch(text)
            if found is not None:
                return other.format(**found.groupdict())
        return text


def _form(english: str) -> re.Pattern[str]:
    pieces, seen = [], set()
    for place, piece in enumerate(_BLANK.split(english)):
        if place % 2 == 0:
            pieces.append(re.escape(piece))
        else:
            pieces.append(f"(?P={piece})" if piece in seen else rf"(?P<{piece}>\d+)")
            seen.add(piece)
    return re.compile("".join(pieces))
