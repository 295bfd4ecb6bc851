"""Making a home: folders, settings, database, opening cash."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import yaml

from app.compose import is_home, make_state, must_be_home, open_house, write_file
from core.domain.errors import FixAndRestart
from core.domain.money import fen_from_yuan
from core.domain.orders import Channel
from core.jobs.bookkeeping import post_opening
from core.jobs.run import OPENING, Job, RunContext, Step, Stop, execute
from core.settings.load import load_settings
from core.settings.model import Settings
from core.settings.plain_yaml import parse_mapping

FOLDERS = ("snapshots", "factors", "panels", "runs", "ptrade/outbox", "ptrade/inbox", "ptrade/archive", "paper")
_HEADER = "# What this desk sets differently; every switch with unit, default and reason: `daybreak config show`.\n"

Overrides = Mapping[str, Mapping[str, object]]


def initialise(home: Path, day: date, overrides: Overrides, progress: Callable[[str], None]) -> None:
    """Make `home`, write `overrides` to its cfg.yaml and post the opening cash of `day`.

    One that was interrupted is finished, with the cfg.yaml it has. FixAndRestart when it already is a home.
    """
    if is_made(home, progress):
        raise FixAndRestart(f"{home} already is a Daybreak home", "use it, or name another --home")
    make_folders(home)
    if not (home / "cfg.yaml").exists():
        chosen = {section: dict(values) for section, values in overrides.items()}
        _write(home, chosen)
    make_state(home)
    open_books(home, day, progress)


def write_settings(home: Path, settings: Settings) -> None:
    """Write every switch as it stands in `settings` to the home's cfg.yaml."""
    _write(home, settings.model_dump(mode="json"))


def _write(home: Path, sections: Mapping[str, object]) -> None:
    text = _HEADER + yaml.safe_dump(dict(sections), allow_unicode=True, sort_keys=True)
    write_file(home / "cfg.yaml", text.encode())


def is_made(home: Path, progress: Callable[[str], None]) -> bool:
    """Whether `home` was initialised to the end: some run has finished in it."""
    if not is_home(home):
        return False
    with open_house(home, progress) as house:
        return any(run.outcome is not None for run in house.desk.runs.recent(1))


def make_folders(home: Path) -> None:
    """Make every folder of a home."""
    for name in FOLDERS:
        (home / name).mkdir(parents=True, exist_ok=True)


def open_books(home: Path, day: date, progress: Callable[[str], None]) -> None:
    """Post the opening cash; a second time changes nothing."""
    with open_house(home, progress) as house:
        cash_fen = fen_from_yuan(house.desk.settings.execution.initial_cash_yuan)
        execute(house.desk, opening_job(cash_fen), day, house.desk.clock.now())


def opening_overrides(channel: Channel, cash_yuan: float | None) -> Overrides:
    """Return the cfg.yaml of a new home."""
    execution: dict[str, object] = {"channel": channel.value}
    if cash_yuan is not None:
        execution["initial_cash_yuan"] = cash_yuan
    return {"execution": execution}


def shadow_overrides(desk: Path, cash_yuan: float | None) -> Overrides:
    """Return the cfg.yaml of a SHADOW home beside `desk`: its settings, but for what is SHADOW's own.

    FixAndRestart where `desk` is no home, or its settings do not load.
    """
    must_be_home(desk)
    load_settings(desk, {})
    path = desk / "cfg.yaml"
    sections, _ = parse_mapping(path.read_bytes(), str(path)) if path.exists() else ({}, {})
    execution = {name: value for name, value in sections.get("execution", {}).items() if name != "drop_folder"}
    execution |= {"channel": Channel.SHADOW.value, "shadow_of": str(desk)}
    if cash_yuan is not None:
        execution["initial_cash_yuan"] = cash_yuan
    return {**sections, "execution": execution}


def opening_job(cash_fen: int) -> Job:
    """Return the job that posts the first cash; a second run of it changes nothing."""

    def post(context: RunContext) -> None:
        context.detail["entries"] = post_opening(context, cash_fen)

    return Job(OPENING, (Step("opening", post),), _no_page)


def _no_page(context: RunContext, stop: Stop) -> None:
    """An opening leaves no page."""
