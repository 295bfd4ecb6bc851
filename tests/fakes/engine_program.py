"""An engine whose jobs are the small programs of <home>/jobs/<name>.py: `python -m tests.fakes.engine_program HOME`."""

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from app.headless import serve
from core.adapters.clock.clocks import SystemClock
from core.domain.errors import DaybreakError
from core.jobs.schedule.plan import JobPlan

PAUSE_S = 0.02


class QuickClock(SystemClock):
    """The machine's time; it never sleeps for long."""

    def sleep(self, seconds: float) -> None:
        super().sleep(min(seconds, PAUSE_S))


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def _main(home: Path) -> int:
    def command(plan: JobPlan, day: date) -> Sequence[str]:
        return [sys.executable, "-I", "-S", str(home / "jobs" / f"{plan.name}.py"), str(home), day.isoformat()]

    try:
        serve(home, QuickClock(), _say, os.environ, command)
    except DaybreakError as error:
        _say(str(error))
        return error.outcome.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(_main(Path(sys.argv[1])))
