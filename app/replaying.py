"""Replays in a scratch home: a single run beside its original, or a span of days from an empty account."""

import json
import os
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from app.compose import House, assemble, locked, offline_market
from app.cycling import drive
from app.initialise import FOLDERS, opening_job
from core.adapters.clock.clocks import StandingClock
from core.adapters.store.database import open_database
from core.adapters.store.rewind import fork, rewind
from core.adapters.store.run_files import RunFiles
from core.adapters.store.runs import SqlRuns
from core.domain.dates import at, ymd
from core.domain.errors import FixAndRestart
from core.domain.money import fen_from_yuan
from core.domain.orders import Channel
from core.jobs.close import close_job
from core.jobs.cycle import DayRow
from core.jobs.marks import EXEC_FILE, POSITIONS_FILE
from core.jobs.morning import MORNING, STOP_FILE
from core.jobs.night import NIGHT
from core.jobs.replay import Comparison, compare
from core.jobs.run import SETTINGS_FILE, Job, execute
from core.ports.runs import Run
from core.settings.load import load_settings
from core.settings.model import Settings

MARK = ".replay"

_JOBS: dict[str, Job] = {"night": NIGHT, "morning": MORNING, "close": close_job()}


def replay_run(home: Path, run_id: str, progress: Callable[[str], None]) -> tuple[list[Comparison], list[str]]:
    """Re-create a run in a scratch home and compare every artifact; also say what differs in code.

    Raises FixAndRestart for an unknown, unfinished or not replayable run.
    """
    with locked(home):
        engine = open_database(home)
        try:
            runs, files = SqlRuns(engine), RunFiles(home)
            original = runs.get(run_id)
            if original.identity.kind not in _JOBS or original.outcome is None:
                raise FixAndRestart(f"{run_id} cannot be replayed", "only finished night, morning and close runs can")
            with tempfile.TemporaryDirectory(prefix="daybreak-replay-", ignore_cleanup_errors=True) as folder:
                again, house, close = _again(home, Path(folder), original, files, progress)
                try:
                    compared = compare(original, runs, files, again, house.desk.runs, house.desk.artifacts)
                finally:
                    close()
                same_code = original.identity.code_version == house.desk.code_version
                remark = f"(code then {original.identity.code_version}, now {house.desk.code_version})"
                return compared, [] if same_code else [remark]
        finally:
            engine.dispose()


def _again(
    home: Path, scratch: Path, original: Run, files: RunFiles, progress: Callable[[str], None]
) -> tuple[Run, House, Callable[[], None]]:
    rewind(home, scratch, original)
    _restore_inputs(scratch, original, files)
    settings = Settings.model_validate_json(files.get(original.run_id, SETTINGS_FILE))
    engine = open_database(scratch)
    clock = StandingClock(original.identity.as_of)
    house = assemble(scratch, home, engine, settings, clock, offline_market(), progress)
    job = _JOBS[original.identity.kind]
    return execute(house.desk, job, original.identity.trade_date, original.identity.as_of), house, engine.dispose


def _restore_inputs(scratch: Path, original: Run, files: RunFiles) -> None:
    """Lay the files the run read where it will look for them."""
    exchange = scratch / "ptrade"
    for name in FOLDERS:
        (scratch / name).mkdir(parents=True, exist_ok=True)
    day = ymd(original.identity.trade_date)
    for artifact, target in (
        (EXEC_FILE, exchange / "inbox" / f"exec_report_{day}.csv"),
        (POSITIONS_FILE, exchange / "inbox" / f"real_positions_{day}.csv"),
        (STOP_FILE, exchange / "STOP"),
    ):
        try:
            target.write_bytes(files.get(original.run_id, artifact))
        except FixAndRestart:
            continue


def replay_span(
    home: Path, scratch: Path, first: date, last: date, cash_yuan: float | None, progress: Callable[[str], None]
) -> tuple[list[DayRow], Path]:
    """Run the cycle over [first, last] in `scratch`, from an empty account, on `home`'s snapshots."""
    if last < first:
        raise FixAndRestart(f"--to {last} lies before --from {first}", "swap them")
    with locked(home):
        _fork_once(home, scratch)
        settings = _span_settings(home, cash_yuan)
        engine = open_database(scratch)
        try:
            clock = StandingClock(at(first, 0))
            house = assemble(scratch, home, engine, settings, clock, offline_market(), progress)
            opening = opening_job(fen_from_yuan(settings.execution.initial_cash_yuan))
            execute(house.desk, opening, first, clock.now())
            return drive(house, clock, house.calendar().between(first, last), lambda _: None)
        finally:
            engine.dispose()


def _fork_once(home: Path, scratch: Path) -> None:
    for name in FOLDERS:
        (scratch / name).mkdir(parents=True, exist_ok=True)
    if not (scratch / MARK).is_file():
        fork(home, scratch)
        (scratch / MARK).write_text(json.dumps({"of": str(home)}), encoding="utf-8")


def _span_settings(home: Path, cash_yuan: float | None) -> Settings:
    settings = load_settings(home, os.environ)
    changes: dict[str, object] = {"channel": Channel.REPLAY}
    if cash_yuan is not None:
        changes["initial_cash_yuan"] = cash_yuan
    return settings.model_copy(update={"execution": settings.execution.model_copy(update=changes)})
