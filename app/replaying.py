"""Replays in a scratch home: a single run beside its original, or a span of days from an empty account."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from app.compose import (
    REPLAY_MARK,
    House,
    fork,
    is_home,
    locked,
    open_house,
    open_replay,
    replay_clock,
    rewind,
    snapshot_home,
    standing_clock,
    write_file,
)
from app.cycling import drive
from app.initialise import make_folders, opening_job, write_settings
from app.records import altered_snapshots
from app.replay_book import ReplayBook, remember
from app.watch import Watch
from core.domain.dates import at, ymd
from core.domain.errors import FixAndRestart
from core.domain.money import fen_from_yuan
from core.domain.orders import Channel
from core.domain.progress import Counted
from core.jobs.close import close_job
from core.jobs.cycle import DayRow
from core.jobs.marks import EXEC_FILE, POSITIONS_FILE
from core.jobs.morning import MORNING
from core.jobs.night import NIGHT
from core.jobs.replay import Comparison, compare
from core.jobs.run import SETTINGS_FILE, Job, execute
from core.jobs.stop_answers import with_recorded_stop
from core.ports.artifacts import Artifacts
from core.ports.runs import Run
from core.settings.load import load_settings
from core.settings.model import Settings

_JOBS: dict[str, Job] = {"night": NIGHT, "morning": MORNING, "close": close_job()}


def replay_run(home: Path, run_id: str, progress: Callable[[str], None]) -> tuple[list[Comparison], list[str]]:
    """Re-create a run in a scratch home and compare every artifact; also say what differs in code.

    The first comparison is that of the stored snapshots. Raises FixAndRestart for an unknown, unfinished or not
    replayable run.
    """
    with (
        open_house(home, progress) as house,
        TemporaryDirectory(prefix="replay-", ignore_cleanup_errors=True) as folder,
    ):
        original = house.desk.runs.get(run_id)
        identity = original.identity
        if identity.kind not in _JOBS or original.outcome is None:
            raise FixAndRestart(f"{run_id} cannot be replayed", "only finished night, morning and close runs can")
        scratch = Path(folder)
        rewind(home, scratch, original)
        _restore_inputs(scratch, original, house.desk.artifacts)
        settings = Settings.model_validate_json(house.desk.artifacts.get(run_id, SETTINGS_FILE))
        clock = replay_clock(identity.as_of)
        with open_replay(home, scratch, settings, clock, progress, run_id) as second:
            job, stop = with_recorded_stop(_JOBS[identity.kind], run_id, house.desk.artifacts)
            told = _counting(job, progress)
            again = execute(replace(second.desk, stop=stop, progress=told), job, identity.trade_date, identity.as_of)
            compared = compare(
                original, house.desk.runs, house.desk.artifacts, again, second.desk.runs, second.desk.artifacts
            )
        now = house.desk.code_version
        remark = f"(code then {identity.code_version}, now {now})"
        return [_snapshots(house, original), *compared], [] if identity.code_version == now else [remark]


def _counting(job: Job, progress: Callable[[str], None]) -> Callable[[str], None]:
    """Return what hears each step of a job begin, and tells how many were before it."""
    names = [step.name for step in job.steps]
    begun: list[str] = []

    def tell(text: str) -> None:
        name = text.rpartition(": ")[2]
        if name in names and name not in begun:
            begun.append(name)
        progress(Counted(text, max(0, len(begun) - 1), len(names)))

    return tell


def _snapshots(house: House, original: Run) -> Comparison:
    """Compare the snapshot files the run could read with what was stored; no artifact need show a changed byte."""
    altered = altered_snapshots(house, original.snapshot_pin)
    return Comparison("snapshots", 0, f"{altered[0]} is not what was stored" if altered else "")


def _restore_inputs(scratch: Path, original: Run, files: Artifacts) -> None:
    """Lay the files the run read where it will look for them."""
    make_folders(scratch)
    exchange, day = scratch / "ptrade", ymd(original.identity.trade_date)
    for artifact, target in (
        (EXEC_FILE, exchange / "inbox" / f"exec_report_{day}.csv"),
        (POSITIONS_FILE, exchange / "inbox" / f"real_positions_{day}.csv"),
    ):
        source = files.path(original.run_id, artifact)
        if source.is_file():
            target.write_bytes(source.read_bytes())
    for ack in files.path(original.run_id, EXEC_FILE).parent.glob("ack_*.csv"):
        (exchange / "inbox" / ack.name).write_bytes(ack.read_bytes())


def replay_span(
    home: Path, scratch: Path, first: date, last: date, cash_yuan: float | None, watch: Watch
) -> tuple[list[DayRow], Path]:
    """Run the cycle over [first, last] in `scratch`, from an empty account, on `home`'s snapshots."""
    settings = _span_settings(home, cash_yuan)
    clock = standing_clock(at(first, 0))
    cash_fen = fen_from_yuan(settings.execution.initial_cash_yuan)
    with locked(scratch):
        with locked(home):
            write_file(scratch / REPLAY_MARK, f"{snapshot_home(home)}\n".encode())
            make_folders(scratch)
            write_settings(scratch, settings)
            if not is_home(scratch):
                fork(home, scratch)
            remember(home, scratch)
        # From here on nothing of the home changes or is waited for: its own jobs run beside the replay.
        with open_replay(home, scratch, settings, clock, watch.step) as house:
            execute(house.desk, opening_job(cash_fen), first, clock.now())
            days = house.calendar().between(first, last)
            return drive(house, clock, days, watch, ReplayBook(house, days, cash_fen).tell)


def _span_settings(home: Path, cash_yuan: float | None) -> Settings:
    settings = load_settings(home, os.environ)
    changes: dict[str, object] = {"channel": Channel.REPLAY}
    if cash_yuan is not None:
        changes["initial_cash_yuan"] = cash_yuan
    return settings.model_copy(update={"execution": settings.execution.model_copy(update=changes)})
