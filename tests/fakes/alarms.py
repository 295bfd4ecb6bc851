"""A home's surroundings one can set, for looking for alarms."""

from dataclasses import replace
from pathlib import Path

from core.domain.dates import at
from core.jobs.alarm_scene import FilesLost, Scene, Surroundings
from core.jobs.alarms import see
from core.ports.views.engine import JobState
from core.safety.watchdog import Pulse
from tests.fakes.desk import DeskBench
from tests.fakes.engine_state import engine_with
from tests.fakes.partitions import bars, brought, open_days
from tests.fakes.trading import D1, D2

NIGHT = at(D2, 20)


def a_calm_bench(home: Path) -> DeskBench:
    """Return a bench with a year's calendar and the day's bars, at eight in the evening: nothing is alarming."""
    bench = DeskBench(home, NIGHT)
    bench.desk.snapshots.append("trade_cal", D1, open_days(D1.replace(day=1), D1.replace(month=12)), brought(at(D1, 8)))
    bench.desk.snapshots.append("daily", D2, bars(D2, {"600000.SH": 10.0}), brought(at(D2, 17)))
    return bench


def calm(bench: DeskBench) -> Surroundings:
    """Surroundings in which nothing is wrong."""
    return Surroundings(
        desk_time=bench.clock.now,
        calendar=lambda: bench.desk.snapshots.view(bench.clock.now()).calendar(),
        opened_on=lambda: D1,
        last_drill=lambda: NIGHT,
        pulses=list,
        silent_s=dict,
        sources=list,
        files=lambda _: FilesLost(),
        free_gib=lambda: 100.0,
        engine_trouble=lambda: "",
        engine=lambda: None,
        is_busy=lambda: False,
    )


def seen(bench: DeskBench, around: Surroundings | None = None) -> dict[tuple[str, str], str]:
    """What the rules see: (code, condition) → subjects, a comma between them."""
    scene = Scene(bench.desk, around or calm(bench), bench.clock.now(), {})
    found: dict[tuple[str, str], list[str]] = {}
    for sighting in see(scene)[0]:
        found.setdefault((sighting.key.code, sighting.key.condition.value), []).append(sighting.key.subject)
    return {key: ",".join(sorted(subjects)) for key, subjects in found.items()}


def with_pulse(bench: DeskBench, silent_s: float = 0.0, **changed: object) -> Surroundings:
    """Surroundings with one heartbeat."""
    pulse = replace(Pulse("engine", "s", 1, 10.0, "waiting", ended=False, alive=True), **changed)  # type: ignore[arg-type]
    return replace(calm(bench), pulses=lambda: [pulse], silent_s=lambda: {pulse.name: silent_s})


def with_job(bench: DeskBench, job: JobState, **changed: object) -> Surroundings:
    """Surroundings with an engine that has one job."""
    return replace(calm(bench), engine=lambda: engine_with(job, **changed))
