"""Rows of the factor bench: a figure of ours, what it must hold, and the same work by a named peer in the same run."""

from dataclasses import dataclass

from tests.bench.factor_peers.timing import Timing

Row = dict[str, object]
UNITS = {"s": 1.0, "ms": 1000.0}


@dataclass(frozen=True, slots=True)
class Target:
    """What a row must hold: at most `limit` of its unit, and so many times the peer's pace or processor time."""

    limit: float | None = None
    faster_x: float | None = None
    less_cpu_x: float | None = None

    def words(self, unit: str) -> str:
        """The target in words."""
        parts = [] if self.limit is None else [f"at most {self.limit:g} {unit}"]
        parts += [] if self.faster_x is None else [f"{self.faster_x:g} x faster"]
        parts += [] if self.less_cpu_x is None else [f"{self.less_cpu_x:g} x less CPU"]
        return ", ".join(parts)


NO_TARGET = Target()


@dataclass(frozen=True, slots=True)
class Peer:
    """A peer's name and its figure, or in its place the words why there is none."""

    name: str
    figure: Timing | float | str
    note: str = ""


def time_row(work: str, ours: Timing, peer: Peer, target: Target = NO_TARGET, unit: str = "s", note: str = "") -> Row:
    """Return a row of seconds; `faster_x` and `less_cpu_x` are the peer's over ours.

    `holds` is there where something of the target could be checked, and False where some of that is broken.
    """
    scale = UNITS[unit]
    row: Row = {"work": work, "unit": unit, "ours": ours.wall_s * scale, "cpu": ours.cpu_s * scale}
    checks = [] if target.limit is None else [ours.wall_s * scale <= target.limit]
    notes = [note, peer.note]
    row["peer"] = peer.name
    if isinstance(peer.figure, Timing):
        faster, less = peer.figure.wall_s / ours.wall_s, peer.figure.cpu_s / ours.cpu_s
        row |= {"theirs": peer.figure.wall_s * scale, "their_cpu": peer.figure.cpu_s * scale}
        row |= {"faster_x": faster, "less_cpu_x": less}
        checks += [] if target.faster_x is None else [faster >= target.faster_x]
        checks += [] if target.less_cpu_x is None else [less >= target.less_cpu_x]
    else:
        notes.append(str(peer.figure))
    return _finished(row, target.words(unit), checks, notes)


def figure_row(work: str, unit: str, ours: float, peer: Peer, limit: float | None = None, note: str = "") -> Row:
    """Return a row of some other unit, at most `limit`; `faster_x` stays empty, `theirs` is the peer's figure."""
    row: Row = {"work": work, "unit": unit, "ours": ours, "peer": peer.name}
    if isinstance(peer.figure, float):
        row["theirs"] = peer.figure
    words = "" if isinstance(peer.figure, float) else str(peer.figure)
    checks = [] if limit is None else [ours <= limit]
    return _finished(row, "" if limit is None else f"at most {limit:g}", checks, [note, peer.note, words])


def true_row(work: str, unit: str, cells: int, holds: bool, note: str) -> Row:
    """Return a row of something that is so or is not, over `cells` values compared."""
    row: Row = {"work": work, "unit": unit, "ours": float(cells), "peer": "the engine itself"}
    return _finished(row, "every one", [holds and cells > 0], [note])


def _finished(row: Row, target: str, checks: list[bool], notes: list[str]) -> Row:
    if target:
        row["target"] = target
    if checks:
        row["holds"] = all(checks)
    note = "; ".join(filter(None, notes))
    return row | ({"note": note} if note else {})
