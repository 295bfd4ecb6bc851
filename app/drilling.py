"""The drill of STOP: in a scratch folder on the paper broker, never the desk's own, measured and kept."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from app.code_version import code_version
from app.compose import DRILLS, append_line, play_stop_drill
from core.domain.errors import FixAndRestart
from core.ports.clock import Clock

Row = dict[str, object]


def drill_stop(home: Path, by: str, clock: Clock) -> tuple[Row, str]:
    """Hold a drill, add it to the home's record, and return its line with the line's sha256."""
    now = clock.now()
    with TemporaryDirectory(prefix="drill-", ignore_cleanup_errors=True) as folder:
        drilled, press_ms = play_stop_drill(Path(folder), now, by, clock)
    line: Row = {
        "at": now.isoformat(timespec="seconds"),
        "by": by,
        "passed": drilled.passed,
        "press_ms": round(press_ms, 1),
        **asdict(drilled),
        "code_version": code_version(),
    }
    return line, append_line(home / DRILLS, line)


def drills(home: Path) -> list[Row]:
    """Return every drill of a home, oldest first; FixAndRestart for a record that cannot be read."""
    path = home / DRILLS
    if not path.exists():
        return []
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    except ValueError as error:
        raise FixAndRestart(f"{path} cannot be read: {error}", "restore it from a backup, or move it away") from None


def last_passed(home: Path) -> datetime | None:
    """Return when a drill was last passed in a home, None where never."""
    return max((datetime.fromisoformat(str(row["at"])) for row in drills(home) if row["passed"] is True), default=None)
