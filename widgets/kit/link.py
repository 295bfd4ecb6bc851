"""All a panel can do: ask, act, open another screen."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from core.ports.views.asking import Trouble, View


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended: its outcome's word and exit code, what it said, what to do, its table and its figures."""

    outcome: str
    exit_code: int
    message: str
    remedy: str = ""
    rows: Sequence[Mapping[str, Any]] = ()
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def went_well(self) -> bool:
        """Whether everything asked for was done."""
        return self.exit_code == 0

    @property
    def told(self) -> str:
        """What it said and what to do about it."""
        return " → ".join(filter(None, (self.message, self.remedy)))


class Link(Protocol):
    """A panel's only way out; every callback comes back on the screen's thread, at most once."""

    @property
    def viewer(self) -> bool:
        """Whether this console only looks: another one has the desk. STOP works all the same."""
        ...

    def ask(self, ask: Hashable, then: Callable[[View | Trouble], None]) -> None:
        """Ask the home; the same ask already under way is not asked twice."""
        ...

    def act(self, command: Sequence[str], then: Callable[[Done], None], secret: str = "") -> None:
        """Run `daybreak COMMAND…` in a process that outlives this one; the home and --json are added.

        `secret` goes to its standard input, nowhere else.
        """
        ...

    def open(self, panel: str, argument: str = "") -> None:
        """Bring another screen to the front, at `argument` where it knows what that is (a run, a symbol, an order)."""
        ...
