"""Compare a run with its re-creation, artifact by artifact, byte by byte."""

import json
from dataclasses import dataclass

from core.ports.artifacts import Artifacts
from core.ports.runs import Run, Runs

_CONTEXT_BYTES = 60


@dataclass(frozen=True, slots=True)
class Comparison:
    """One artifact of both runs; `difference` is empty when every byte is the same."""

    name: str
    size_bytes: int
    difference: str

    @property
    def same(self) -> bool:
        """Whether both runs left the very same bytes."""
        return not self.difference


def compare(
    original: Run, runs: Runs, files: Artifacts, again: Run, runs_again: Runs, files_again: Artifacts
) -> list[Comparison]:
    """Return a comparison for every artifact of either run, and one named `outcome` for how they ended."""
    first = {artifact.name: artifact for artifact in runs.artifacts(original.run_seq)}
    second = {artifact.name: artifact for artifact in runs_again.artifacts(again.run_seq)}
    compared = [_outcome(original, again)]
    for name in sorted(first.keys() | second.keys()):
        if name not in first or name not in second:
            side = "the replay" if name in second else "the original"
            compared.append(Comparison(name, 0, f"only {side} left it"))
            continue
        one, two = files.get(original.run_id, name), files_again.get(again.run_id, name)
        compared.append(Comparison(name, len(one), first_difference(one, two)))
    return compared


def _outcome(original: Run, again: Run) -> Comparison:
    words = [run.outcome.word if run.outcome else "unfinished" for run in (original, again)]
    same = words[0] == words[1]
    return Comparison(
        "outcome", 0, "" if same else f"{words[0]} ({original.reason}) became {words[1]} ({again.reason})"
    )


def first_difference(one: bytes, two: bytes) -> str:
    """Say where two contents first differ, '' when they do not; with the line for text."""
    if one == two:
        return ""
    at = next((index for index, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    line = one[:at].count(b"\n") + 1
    start = max(0, at - _CONTEXT_BYTES // 2)
    was, became = (json.dumps(part[start : start + _CONTEXT_BYTES].decode("utf-8", "replace")) for part in (one, two))
    return f"byte {at} (line {line}): {was} became {became}"
