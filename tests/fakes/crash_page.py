"""Write docs/crash-points.md anew from what a day passes: `python -m tests.fakes.crash_page`."""

from pathlib import Path
from tempfile import TemporaryDirectory

import tests.conftest as root
from tests.fakes import crash_terminal
from tests.fakes.crash_day import JOBS, crash_day
from tests.fakes.crash_table import PAGE, render
from tests.fakes.fail_points import Recorded
from tests.fakes.home_processes import in_child
from tests.fakes.home_stages import Stages


def main() -> None:
    """Run a day nobody disturbs, and write down every point of it."""
    with TemporaryDirectory(prefix="crash-page-") as name:
        folder = Path(name)
        stages = Stages(folder / "stages")
        stages.make()
        with crash_day(stages, folder / "day") as day:
            points = {job: day.record(day.before(job, folder / job), job, folder / f"{job}.log") for job in JOBS}
        crash_terminal.prepare(folder / "terminal")
        log = folder / "terminal.log"
        assert in_child(crash_terminal.trade, folder / "terminal", Recorded(log)).exit_code == 0
        points[crash_terminal.JOB] = log.read_text(encoding="utf-8").splitlines()
    (root.ROOT / PAGE).write_text(render(points), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
