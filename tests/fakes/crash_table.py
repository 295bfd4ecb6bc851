"""docs/crash-points.md: the table of every point at which a day is cut, written and read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

PAGE = Path("docs", "crash-points.md")
_TITLES = ("job", "step", "effect", "killed")
_INTRO = """# Crash points

Every write, rename, commit and send of a trading day, in order. A test kills the process at each, starts the job again,
and compares the home at the beginning of the next step, or at the end, with one that nobody disturbed: nothing lost,
doubled, left over or out of balance. From equal homes the rest of the job is equal.
Another brings trouble with the disk to each: no room where something grows, no permission where something is renamed.

*before* and *after* are the sides of the effect, *torn* is half of what was to be written. Where only *before* stands,
*after* is the next point's *before*, since nothing on disk changes in between. Of the executor the terminal is killed
while the broker lives on. The list is what the interpreter and SQLite announce, not what somebody thought of: an effect
that is not in it fails the build. `python -m tests.fakes.crash_page` writes it anew.

"""


@dataclass(frozen=True, slots=True)
class Cut:
    """A point and the sides on which the process is killed there."""

    point: str
    sides: tuple[str, ...]

    @property
    def step(self) -> str:
        """The step it belongs to."""
        return self.point.split(" | ")[1]


def render(points: Mapping[str, Sequence[str]]) -> str:
    """Return the page for the points of each job."""
    cuts = [cut for names in points.values() for cut in cut_at(names)]
    lines = [f"| {cut.point} | {', '.join(cut.sides)} |" for cut in cuts]
    head = [f"| {' | '.join(_TITLES)} |", "|---|---|---|---|"]
    deaths = sum(len(cut.sides) for cut in cuts)
    total = f"{len(cuts)} points, {deaths} kills: " + ", ".join(f"{job} {len(names)}" for job, names in points.items())
    return _INTRO + "\n".join([*head, *lines, "", f"{total}."]) + "\n"


def cuts_of(page: str) -> dict[str, list[Cut]]:
    """Read the page back, by job."""
    found: dict[str, list[Cut]] = {}
    for line in page.splitlines():
        cells = line.strip("| ").split(" | ")
        if len(cells) == len(_TITLES) and tuple(cells) != _TITLES:
            found.setdefault(cells[0], []).append(Cut(" | ".join(cells[:3]), tuple(cells[3].split(", "))))
    return found


def cut_at(names: Sequence[str]) -> list[Cut]:
    """Return where a job that passes these points is killed."""
    return [Cut(name, _sides(name, name == names[-1])) for name in names]


def steps_of(cuts: Sequence[Cut]) -> list[list[Cut]]:
    """Group a job's points by step."""
    return [list(each) for _, each in groupby(cuts, key=lambda cut: cut.step)]


def _sides(name: str, last: bool) -> tuple[str, ...]:
    job, step, effect = name.split(" | ")
    torn = effect.startswith(("append", "write")) or (
        effect.startswith("rename to") and ("runs/" not in effect or "settings.json" in effect)
    )
    matters = job == "paper" or (job, step) in {("morning", "release"), ("close", "post")}
    after = (
        last
        or (matters and effect.startswith(("rename to", "commit")))
        or effect.startswith(("append INTENT", "send", "cancel"))
    )
    return ("before", *(["torn"] if torn else []), *(["after"] if after else []))
