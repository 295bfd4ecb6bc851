"""How a job runs: named steps, each recorded when done, resumed at the first that is not."""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from functools import cached_property

import pandas as pd

from core.domain.errors import DaybreakError, FixAndRestart
from core.domain.outcome import Outcome
from core.jobs.desk import Desk
from core.jobs.documents import frame_document
from core.ports.runs import Artifact, Run, RunIdentity, StepRecord
from core.ports.snapshots import DataView

SETTINGS_FILE = "settings.json"
MANIFEST_FILE = "manifest.json"
OPENING = "init"
_RECENT = 10
_QUIET = frozenset({Outcome.DONE, Outcome.NOT_TRADE_DAY})


@dataclass(frozen=True, slots=True)
class Stop:
    """An early end of a job, with its reason."""

    outcome: Outcome
    reason: str


class RunContext:
    """What a step sees: the desk, the run, a view that ends at the run's as-of, and the run's own files."""

    def __init__(self, desk: Desk, run: Run) -> None:
        self.desk = desk
        self.run = run
        self.detail: dict[str, object] = {}
        self.memo: dict[str, object] = {}
        self._fresh: list[Artifact] = []

    @property
    def day(self) -> date:
        """The trade date the job is for."""
        return self.run.identity.trade_date

    @property
    def as_of(self) -> datetime:
        """The instant the job stands at; the only time that may appear in an artifact."""
        return self.run.identity.as_of

    @cached_property
    def view(self) -> DataView:
        """The as-of view, fixed to the snapshots the run is pinned to."""
        return self.desk.snapshots.view(self.as_of, self.run.snapshot_pin or None)

    def pin(self) -> None:
        """Fix what the run may read to what is stored now."""
        newest = self.desk.snapshots.pin()
        self.desk.runs.pin_snapshots(self.run.run_seq, newest)
        self.run = self.desk.runs.get(self.run.run_id)
        self.__dict__.pop("view", None)

    def put(self, name: str, data: bytes) -> Artifact:
        """Leave a file under runs/<run_id>/."""
        artifact = self.desk.artifacts.put(self.run.run_id, name, data)
        self._fresh.append(artifact)
        return artifact

    def put_json(self, name: str, value: object) -> None:
        """Leave a JSON file, keys sorted."""
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
        self.put(name, text.encode() + b"\n")

    def put_frame(self, name: str, frame: pd.DataFrame) -> None:
        """Leave a Parquet file."""
        self.put(name, frame_document(frame))

    def get(self, name: str) -> bytes:
        """Read back a file of this run."""
        return self.desk.artifacts.get(self.run.run_id, name)

    def get_json(self, name: str) -> object:
        """Read back a JSON file of this run."""
        return json.loads(self.get(name))

    def get_frame(self, name: str) -> pd.DataFrame:
        """Read back a Parquet file of this run."""
        return pd.read_parquet(io.BytesIO(self.get(name)))

    def take_fresh(self) -> list[Artifact]:
        """Hand over the artifacts left since the last call."""
        fresh, self._fresh = self._fresh, []
        return fresh


@dataclass(frozen=True, slots=True)
class Step:
    """One named, idempotent piece of a job; returns a Stop to end the job early."""

    name: str
    act: Callable[[RunContext], Stop | None]


def _always(desk: Desk, run: Run) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Job:
    """A kind of run: its steps in order, the page it always leaves, and the outcomes that settle its day.

    `stands` says whether a run that settled its day still does, or a new attempt is to be made.
    """

    kind: str
    steps: tuple[Step, ...]
    report: Callable[[RunContext, Stop], None]
    settled: frozenset[Outcome] = field(default=frozenset({Outcome.DONE, Outcome.DEGRADED}))
    stands: Callable[[Desk, Run], bool] = _always


def execute(desk: Desk, job: Job, day: date, as_of: datetime) -> Run:
    """Run `job` for `day`, or return the run that already settled it and still stands.

    An unfinished run goes on at its first unfinished step. One of our own errors ends the run with that error's
    outcome; any other exception leaves it unfinished, to be resumed, and is raised. FixAndRestart, and no run, in a
    home whose books belong to another channel.
    """
    last = desk.runs.latest(job.kind, day)
    if last is not None and last.outcome in job.settled and job.stands(desk, last):
        return last
    _refuse_other_channel(desk)
    wanted = _identity(desk, job, day, as_of)
    run = desk.runs.begin(wanted, desk.clock.now())
    _note_changes(desk, run, wanted)
    context = RunContext(desk, run)
    try:
        stop = _walk(context, job)
    except DaybreakError as error:
        stop = Stop(error.outcome, str(error))
        desk.runs.event(desk.clock.now(), "warning", f"{job.kind}.error", str(error), {"run_id": run.run_id})
    stop = _report(context, job, stop)
    _write_manifest(context, stop)
    desk.runs.finish(run.run_seq, stop.outcome, stop.reason, desk.clock.now())
    desk.runs.event(
        desk.clock.now(),
        "info" if stop.outcome in _QUIET else "warning",
        f"{job.kind}.finished",
        f"{run.run_id}: {stop.outcome.word} {stop.reason}".strip(),
        {"run_id": run.run_id},
    )
    return desk.runs.get(run.run_id)


def _refuse_other_channel(desk: Desk) -> None:
    """A simulation's books never pass for a real account's: once a home has traded, its channel stays."""
    channel = desk.settings.execution.channel.value
    for run in desk.runs.recent(_RECENT):
        if run.identity.kind != OPENING and run.identity.channel != channel:
            raise FixAndRestart(
                f"this home's books are of channel {run.identity.channel}, execution.channel is {channel}",
                f"make a home of its own with `daybreak init --channel {channel}`, or set the channel back",
            )


def _note_changes(desk: Desk, run: Run, wanted: RunIdentity) -> None:
    """Leave an event where a resumed run goes on under other settings or code than it began with."""
    pairs = ((name, getattr(run.identity, name), getattr(wanted, name)) for name in ("config_hash", "code_version"))
    changed = {name: [began, now] for name, began, now in pairs if began != now}
    if changed:
        message = f"{run.run_id} goes on with another {' and '.join(changed)} than it began with"
        desk.runs.event(desk.clock.now(), "warning", f"{run.identity.kind}.changed", message, changed)


def _write_manifest(context: RunContext, stop: Stop) -> None:
    """Leave manifest.json beside the artifacts: all that fixed the run, how it ended, and what it left."""
    desk, run = context.desk, context.run
    document = asdict(run.identity) | {
        "trade_date": run.identity.trade_date.isoformat(),
        "as_of": run.identity.as_of.isoformat(),
        "run_id": run.run_id,
        "snapshot_pin": run.snapshot_pin,
        "outcome": stop.outcome.word,
        "reason": stop.reason,
        "steps": [step.name for step in desk.runs.steps(run.run_seq)],
        "artifacts": [asdict(artifact) for artifact in desk.runs.artifacts(run.run_seq)],
        "record_head": desk.runs.record_head(),
    }
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    desk.artifacts.put(run.run_id, MANIFEST_FILE, text.encode())


def _identity(desk: Desk, job: Job, day: date, as_of: datetime) -> RunIdentity:
    return RunIdentity(
        kind=job.kind,
        trade_date=day,
        as_of=as_of,
        channel=desk.settings.execution.channel.value,
        config_hash=desk.config_hash,
        code_version=desk.code_version,
        seed=desk.settings.model.seed,
    )


def _walk(context: RunContext, job: Job) -> Stop:
    finished = {record.name: record.detail for record in context.desk.runs.steps(context.run.run_seq)}
    notes: list[str] = []
    for step in job.steps:
        detail = finished.get(step.name)
        if detail is None:
            detail = _perform(context, step)
        degraded = detail.get("degraded")
        if isinstance(degraded, list):
            notes.extend(str(note) for note in degraded)
        stop = detail.get("stop")
        if isinstance(stop, list):
            return _ended(Outcome.from_word(str(stop[0])), str(stop[1]), notes)
    return _ended(Outcome.DONE, "", notes)


def _ended(outcome: Outcome, reason: str, notes: list[str]) -> Stop:
    """Return how a job ended: one that is done with a part missing is degraded, each note told once."""
    if outcome is not Outcome.DONE or not notes:
        return Stop(outcome, reason)
    return Stop(Outcome.DEGRADED, "; ".join(dict.fromkeys(filter(None, [reason, *notes]))))


def _report(context: RunContext, job: Job, stop: Stop) -> Stop:
    def act(inner: RunContext) -> None:
        job.report(inner, stop)

    try:
        if all(record.name != "report" for record in context.desk.runs.steps(context.run.run_seq)):
            _perform(context, Step("report", act))
    except OSError:
        raise  # a full or absent disk: the run stays unfinished and leaves its page when it is gone on with
    except Exception as error:  # noqa: BLE001 - a page that cannot be drawn must not change what was traded
        message = f"the report was not written: {type(error).__name__}: {error}"
        context.desk.runs.event(context.desk.clock.now(), "alarm", f"{job.kind}.report", message, {})
        if stop.outcome is Outcome.DONE:
            return Stop(Outcome.DEGRADED, message)
    return stop


def _perform(context: RunContext, step: Step) -> Mapping[str, object]:
    clock = context.desk.clock
    context.desk.progress(f"{context.run.run_id}: {step.name}")
    started = clock.now()
    context.detail = {}
    stop = step.act(context)
    if stop is not None:
        context.detail["stop"] = [stop.outcome.word, stop.reason]
    record = StepRecord(step.name, started, clock.now(), context.detail)
    context.desk.runs.finish_step(context.run.run_seq, record, context.take_fresh())
    return record.detail
