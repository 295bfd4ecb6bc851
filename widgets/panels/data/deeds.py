"""What a person does to data: pull, import, correct in two steps; each is a command, told before it is done."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from core.ports.views.asking import Trouble, View
from core.ports.views.data import EffectView
from widgets.kit.drawer import Drawer, Field
from widgets.kit.link import Done, Link
from widgets.kit.words import tr, word
from widgets.panels.data.state import DataState, Wish, effect_lines

ALL = "*"
_YES, _NO = "yes", "no"


class Deeds:
    """Fills the drawer of the screen and runs the commands; `begun` hears of each, `told` how it ended."""

    def __init__(
        self,
        link: Link,
        drawer: Drawer,
        state: DataState,
        begun: Callable[[], object],
        told: Callable[[Done], object],
    ) -> None:
        self._link = link
        self._drawer = drawer
        self._state = state
        self._begun = begun
        self._told = told

    def pull(self) -> None:
        """Ask which days and datasets to fetch."""
        first, last = self._state.pull_span()
        self._drawer.ask(
            tr("Pull data"),
            [
                tr("Fetches what is not stored yet, day by day; what is stored is not asked again."),
                tr("Asking stored days again finds the vendor's revisions; nothing stored is overwritten."),
            ],
            [
                Field("first", tr("From"), default=first),
                Field("last", tr("To"), default=last),
                Field("dataset", tr("Dataset"), choices=(ALL, *self._state.datasets())),
                Field("refresh", tr("Ask stored days again"), choices=(_NO, _YES)),
            ],
            self._pull,
            confirm=tr("Pull"),
        )

    def bring(self, path: Path) -> None:
        """Ask whether to import a folder or a file."""
        self._drawer.ask(
            tr("Import {path}", path=path),
            [
                tr("Every CSV or Parquet file named after a dataset is read, in Tushare's columns and units."),
                tr("A fault is refused with file and line; what is stored stays, and only what changed is added."),
            ],
            [],
            lambda _: self._run(("data", "import", str(path))),
            confirm=tr("Import"),
        )

    def correct(self, wish: Wish | None = None) -> None:
        """Ask which cell to overrule; its effect is shown before anything is proposed."""
        wish = wish or self._state.wish
        day = wish.day or str(self._state.row().get("last_date") or "")
        cells = self._state.cells()
        chosen = wish.cell or next((cell for cell in cells if cell.startswith(f"{self._state.dataset}.")), "")
        self._drawer.ask(
            tr("Correct a stored value: step one"),
            [
                tr("First see what it would change; then propose it. A second step, by confirming it, makes it count."),
            ],
            [
                Field("cell", tr("Value"), choices=cells, default=chosen),
                Field("day", tr("Trade date"), default=day),
                Field("symbol", tr("Symbol"), default=wish.symbol),
                Field("value", tr("New value, null for none"), default=wish.value),
            ],
            self._see,
            confirm=tr("Show the effect"),
        )

    def decide(self, verb: str, row: Mapping[str, Any]) -> None:
        """Ask for the second step of a proposal: `confirm` or `withdraw`."""
        confirming = verb == "confirm"
        number = int(row["proposal_id"])
        title = tr("Confirm proposal {number}", number=number) if confirming else tr(
            "Withdraw proposal {number}", number=number
        )  # fmt: skip
        lines = [_said(row), tr("Proposed by {author}: {reason}", author=row["author"], reason=row["reason"])]
        if confirming:
            lines.append(tr("From now on every run reads the new value; past runs keep what they read."))
            if self._state.view is not None and self._state.view.by_two:
                lines.append(tr("The settings want another person than {author} to confirm.", author=row["author"]))
        self._sign(title, lines, tr("Confirm") if confirming else tr("Withdraw"), (verb, number))

    def undo(self, row: Mapping[str, Any]) -> None:
        """Ask whether to propose taking a correction away."""
        number = int(row["correction_id"])
        lines = [
            _said(row),
            tr("This is proposed too, and counts from its second step on; past runs stay as they are."),
        ]
        self._sign(tr("Undo correction {number}", number=number), lines, tr("Propose the undoing"), ("undo", number))

    def _sign(self, title: str, lines: list[str], confirm: str, deed: tuple[str, int]) -> None:
        self._drawer.ask(
            title,
            lines,
            _signature(),
            lambda said: self._run(self._state.decide_command(*deed, said["author"], said["reason"])),
            confirm=confirm,
        )

    def _pull(self, said: Mapping[str, str]) -> None:
        for name in ("first", "last"):
            if not _is_date(said[name]):
                self._drawer.say(_wrong(tr("{typed} is no date; write it as 2026-01-05.", typed=said[name])))
                return
        dataset = "" if said["dataset"] == ALL else said["dataset"]
        self._run(self._state.pull_command(said["first"], said["last"], dataset, said["refresh"] == _YES))

    def _see(self, said: Mapping[str, str]) -> None:
        wish = self._state.wish = Wish(said["cell"], said["day"], said["symbol"].strip().upper(), said["value"].strip())
        ask = wish.ask()
        if ask is None:
            self._drawer.say(_wrong(tr("{typed} is no date; write it as 2026-01-05.", typed=wish.day)))
            return
        self._link.ask(ask, lambda answer: self._seen(wish, answer))

    def _seen(self, wish: Wish, answer: View | Trouble) -> None:
        if not self._drawer.is_open or wish != self._state.wish:
            return
        if isinstance(answer, Trouble):
            self._drawer.say(Done("bad_config", 78, answer.message, answer.remedy))
            return
        assert isinstance(answer, EffectView)  # noqa: S101 - the answer to an EffectAsk
        self._drawer.ask(
            tr("Propose this correction"),
            effect_lines(wish, answer),
            _signature(),
            lambda said: self._run(self._state.propose_command(wish, said["author"], said["reason"])),
            confirm=tr("Propose"),
        )

    def _run(self, command: tuple[str, ...]) -> None:
        self._state.is_busy = True
        self._begun()
        self._link.act(command, self._ended)

    def _ended(self, done: Done) -> None:
        self._state.is_busy = False
        if self._drawer.is_open:
            self._drawer.say(done)
        self._told(done)


def _signature() -> list[Field]:
    return [Field("author", tr("Your name")), Field("reason", tr("Reason, kept in the history"))]


def _said(row: Mapping[str, Any]) -> str:
    return tr(
        "{dataset} of {day}, {symbol} {column}: {old} becomes {new}",
        dataset=word("dataset", str(row["dataset"])),
        day=row["day"],
        symbol=row["ts_code"],
        column=row["column"],
        old=row["old_value"] or tr("nothing"),
        new=row["new_value"] or tr("nothing"),
    )


def _wrong(text: str) -> Done:
    return Done("bad_config", 78, text)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text.strip())
    except ValueError:
        return False
    return True
