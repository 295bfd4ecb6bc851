"""Making a home: folders, settings, database, opening cash."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import yaml

from app.compose import open_house
from core.adapters.store.database import STATE_FILE, open_database
from core.adapters.store.files import write_atomically
from core.domain.errors import FixAndRestart
from core.domain.money import fen_from_yuan
from core.domain.orders import Channel
from core.jobs.bookkeeping import post_opening
from core.jobs.run import Job, RunContext, Step, Stop, execute

FOLDERS = ("snapshots", "factors", "panels", "runs", "ptrade/outbox", "ptrade/inbox", "ptrade/archive", "paper")
_HEADER = "# What this desk sets differently; every switch with unit, default and reason: `daybreak config show`.\n"


def initialise(
    home: Path,
    channel: Channel,
    cash_yuan: float | None,
    day: date,
    progress: Callable[[str], None],
    overrides: Mapping[str, Mapping[str, object]] | None = None,
    again: bool = False,
) -> list[str]:
    """Make `home` and post its opening cash; return what was made. FixAndRestart when it already is one."""
    if (home / STATE_FILE).is_file() and not again:
        raise FixAndRestart(f"{home} already is a Daybreak home", "use it, or name another --home")
    for name in FOLDERS:
        (home / name).mkdir(parents=True, exist_ok=True)
    if not (home / "cfg.yaml").exists():
        chosen = {"execution": {"channel": channel.value}} | {
            key: dict(value) for key, value in (overrides or {}).items()
        }
        chosen["execution"] = {"channel": channel.value, **chosen.get("execution", {})}
        if cash_yuan is not None:
            chosen["execution"]["initial_cash_yuan"] = cash_yuan
        text = _HEADER + yaml.safe_dump(chosen, allow_unicode=True, sort_keys=True)
        write_atomically(home / "cfg.yaml", text.encode())
    open_database(home).dispose()
    with open_house(home, progress) as house:
        opening = fen_from_yuan(cash_yuan or house.desk.settings.execution.initial_cash_yuan)
        execute(house.desk, opening_job(opening), day, house.desk.clock.now())
    return [*FOLDERS, "cfg.yaml", STATE_FILE]


def opening_job(cash_fen: int) -> Job:
    """Return the job that posts the first cash; a second run of it changes nothing."""

    def post(context: RunContext) -> None:
        context.detail["entries"] = post_opening(context, cash_fen)

    return Job("init", (Step("opening", post),), _no_page)


def _no_page(context: RunContext, stop: Stop) -> None:
    """An opening leaves no page."""
