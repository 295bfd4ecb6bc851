"""The link of one window, cut when the window goes: what comes later finds nobody, and no screen half taken apart."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from core.ports.views.asking import Trouble, View
from widgets.kit.link import Done, Link

T = TypeVar("T")


class Leash:
    """A `Link` that hands everything on to another until it is cut."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._is_cut = False

    @property
    def viewer(self) -> bool:
        """Whether this console only looks."""
        return self._link.viewer

    def ask(self, ask: Hashable, then: Callable[[View | Trouble], None]) -> None:
        """Ask, unless cut."""
        if not self._is_cut:
            self._link.ask(ask, self._while_whole(then))

    def act(self, command: Sequence[str], then: Callable[[Done], None], secret: str = "") -> None:
        """Act, unless cut; what was begun before goes on, only nobody is told."""
        if not self._is_cut:
            self._link.act(command, self._while_whole(then), secret)

    def open(self, panel: str, argument: str = "") -> None:
        """Bring a screen to the front, unless cut."""
        if not self._is_cut:
            self._link.open(panel, argument)

    def cut(self) -> None:
        """Let nothing through any more, either way."""
        self._is_cut = True

    def _while_whole(self, then: Callable[[T], None]) -> Callable[[T], None]:
        def tell(value: T) -> None:
            if not self._is_cut:
                then(value)

        return tell
