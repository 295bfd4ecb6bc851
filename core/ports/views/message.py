"""What goes between a console and its reader."""

from collections.abc import Hashable
from dataclasses import dataclass

from core.ports.views.asking import Trouble, View


@dataclass(frozen=True, slots=True)
class Question:
    """What a screen asks; the answer carries the same number."""

    number: int
    ask: Hashable


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known, or why nothing is."""

    number: int
    view: View | Trouble
