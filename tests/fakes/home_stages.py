"""Homes at every stage of two trading days, made once by the commands themselves and copied for each test."""

import os
import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tests.fakes.home_market import DAY_ONE, DAY_TWO, FIRST_NIGHT, make_stored_home
from tests.fakes.home_processes import daybreak
from tests.fakes.home_state import final_state

STEPS: dict[str, tuple[str, date] | None] = {
    "stored": None,
    "planned": ("night", FIRST_NIGHT),
    "released": ("morning", DAY_ONE),
    "traded": ("paper", DAY_ONE),
    "closed": ("close", DAY_ONE),
    "planned again": ("night", DAY_ONE),
    "released again": ("morning", DAY_TWO),
    "traded again": ("paper", DAY_TWO),
    "closed again": ("close", DAY_TWO),
}
"""Each stage and the command that led to it from the one before."""


def command(kind: str, day: date) -> list[str]:
    """The words after `daybreak` that run a job, or the paper session, of a day."""
    return [*([] if kind == "paper" else ["run"]), kind, "--date", day.isoformat()]


@dataclass(frozen=True, slots=True)
class Stages:
    """A folder with a home for each stage."""

    folder: Path
    _states: dict[str, dict[str, Any]] = field(default_factory=dict)

    def home(self, stage: str) -> Path:
        """The home as it was; to look at, never to write to."""
        return self.folder / stage.replace(" ", "_")

    def copy(self, stage: str, to: Path) -> Path:
        """Copy a stage's home; snapshot files, which nobody ever changes, are linked."""
        shutil.copytree(self.home(stage), to, copy_function=linked)
        return to

    def state(self, stage: str) -> dict[str, Any]:
        """What an undisturbed home holds at that stage."""
        if stage not in self._states:
            self._states[stage] = final_state(self.home(stage))
        return self._states[stage]

    def make(self) -> None:
        """Make every stage out of the one before it."""
        before = ""
        for stage, step in STEPS.items():
            if step is None:
                make_stored_home(self.home(stage))
            else:
                ended = daybreak(self.copy(before, self.home(stage)), *command(*step))
                assert ended.exit_code == 0, f"{stage}: {ended.text}"
            before = stage


def linked(source: str, target: str) -> str:
    """Copy a file, or link it where it is a snapshot or left by a run: those are replaced whole, never changed."""
    if any(f"{os.sep}{folder}{os.sep}" in source for folder in ("snapshots", "runs")):
        os.link(source, target)
        return target
    return shutil.copy2(source, target)
