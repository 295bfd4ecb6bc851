"""How a desk begins: one command after another, told on the first page, and there, until the next try, what failed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.bridge import Bridge
from widgets.kit.link import Done
from widgets.kit.words import tr
from widgets.shell.first_page import FirstPage

_DEMO = ("demo", "--keep")
_INIT = ("init", "--channel", "PAPER")
_HOW_FAR = re.compile(r"^.*?\(?\b(\d+)/(\d+)\b\)?")


@dataclass(frozen=True, slots=True)
class Step:
    """A command, what is said while it runs, and what goes to its standard input."""

    said: str
    command: tuple[str, ...]
    secret: str = field(default="", repr=False)


class Beginning:
    """The ways to a desk in one home. `ended` is told what to say once all went well.

    The page may be another one before it is over: `show_on` shows it how things stand.
    """

    def __init__(self, bridge: Bridge, has_desk: Callable[[], bool], ended: Callable[[str], None]) -> None:
        self._bridge = bridge
        self._has_desk = has_desk
        self._ended = ended
        self._made = False
        self._page: FirstPage
        self._show: Callable[[FirstPage], None] = FirstPage.show_nothing

    def show_on(self, page: FirstPage) -> None:
        """Tell of it on this page from now on."""
        self._page = page
        self._show(page)

    def demo(self) -> None:
        """Run the demo; its days are watched on the screens as soon as there is a home."""
        said = tr("The demo is being made: 20 trading days, about three minutes …")
        end = tr("The demo is complete: every day is there to look at.")
        self._run([Step(said, _DEMO)], tr("See it work"), end)

    def bring(self, folder: str) -> None:
        """Make a paper desk and import a folder."""
        step = Step(tr("Files are being imported …"), ("data", "import", folder))
        self._run([*self._desk(), step], tr("Bring real data"), tr("The data are in."))

    def connect(self, token: str) -> None:
        """Keep the token, make a paper desk, choose the source, and ask it one question."""
        title = tr("Connect a source")
        if not token.strip():
            self._fail(title, tr("Type the token first."))
            return
        mode = ("config", "set", "data_source.mode", "tushare_official")
        steps = [
            Step(tr("The token goes into the keyring …"), ("config", "token", "--stdin"), token.strip()),
            *self._desk(),
            Step(tr("The source is being chosen …"), mode),
            Step(tr("The source is being asked one question …"), ("config", "test-source")),
        ]
        self._run(steps, title, tr("The source answers; the engine pulls from it each day."))

    def _desk(self) -> list[Step]:
        return [] if self._made else [Step(tr("A paper desk is being made here …"), _INIT)]

    def _run(self, steps: Sequence[Step], title: str, end: str) -> None:
        first, *rest = steps
        holds = first.command != _DEMO
        self._tell(lambda page: page.show_progress(first.said, holds=holds))

        def heard(line: str) -> None:
            far = _HOW_FAR.match(line)
            if far is not None:
                done, of = int(far[1]), int(far[2])
                self._tell(lambda page: page.show_progress(f"{first.said}\n{far[0]}", done, of, holds))

        def over(done: Done) -> None:
            if not done.went_well:
                self._fail(title, f"{done.message} → {done.remedy}" if done.remedy else done.message)
                return
            self._made = self._made or first.command == _INIT
            if rest:
                self._run(rest, title, end)
            else:
                self._tell(FirstPage.show_nothing)
                self._ended(end)

        self._bridge.act(first.command, over, secret=first.secret, heard=heard)

    def _fail(self, title: str, why: str) -> None:
        self._tell(lambda page: page.show_failure(f"{title}: {why}", self._has_desk()))

    def _tell(self, show: Callable[[FirstPage], None]) -> None:
        self._show = show
        show(self._page)
