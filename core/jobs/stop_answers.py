"""What STOP answered during a step, kept where it was pressed, so that a replay is answered the same."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from core.domain.errors import Refused
from core.domain.stop import EVERYTHING, CancelRequest, Hold, Scope, ScopeKind
from core.domain.trading_state import TradingState
from core.jobs.run import Job, RunContext, Step, Stop
from core.ports.artifacts import Artifacts
from core.ports.stop import StopState, StopSwitch
from core.safety.triggers import Tripped, press


def file_of(step: str) -> str:
    """Return the name of the artifact that keeps the answers of a step."""
    return f"stop_{step}.json"


@contextmanager
def asking_stop(context: RunContext, step: str) -> Iterator[Callable[[], StopState]]:
    """Yield the way to ask STOP in `step`; the answers are kept at its end unless none held anything back."""
    answers: list[StopState] = []

    def ask() -> StopState:
        answers.append(context.desk.stop.read())
        return answers[-1]

    try:
        yield ask
    finally:
        if any(answer.everywhere for answer in answers):
            context.put_json(file_of(step), [asdict(replace(answer, source="")) for answer in answers])


def press_stop(context: RunContext, tripped: Sequence[Tripped]) -> None:
    """Press STOP for what a step found, tell of it as an alarm, and keep that in the step's detail."""
    pressed = press(context.desk.stop, tripped, context.desk.clock.now())
    for told in pressed:
        context.desk.runs.event(context.desk.clock.now(), "alarm", "stop.pressed", told, {"run_id": context.run.run_id})
    if pressed:
        context.detail["stop_pressed"] = pressed


class RecordedStop:
    """StopSwitch of a replay: in each step what STOP answered then, ACTIVE where no answers were kept."""

    def __init__(self, answers: Mapping[str, Sequence[StopState]]) -> None:
        self._answers = answers
        self._left: list[StopState] = []

    def enter(self, step: str) -> None:
        """Begin a step's answers."""
        self._left = list(self._answers.get(step, ()))

    def read(self) -> StopState:
        """Return the next answer of the step."""
        return self._left.pop(0) if self._left else StopState(TradingState.ACTIVE, "", "", "", "a replay")

    def press(
        self,
        state: TradingState,
        by: str,
        reason: str,
        at: datetime,
        scope: Scope = EVERYTHING,
        trigger: str = "",
        keeps_working: bool = False,
    ) -> StopState:
        """Change nothing: what a job presses by itself it pressed in the home, the first time."""
        return StopState(TradingState.ACTIVE, "", "", "", "a replay")

    def cancel(self, by: str, reason: str, at: datetime, scope: Scope = EVERYTHING, trigger: str = "") -> StopState:
        """Refuse: a replay changes nothing."""
        raise Refused("STOP of a replay cannot be pressed", "press it in the home")

    def rearm(self, seen: StopState, by: str, reason: str, at: datetime, scope: Scope | None = None) -> StopState:
        """Refuse: a replay changes nothing."""
        raise Refused("STOP of a replay cannot be re-armed", "re-arm it in the home")


def with_recorded_stop(job: Job, run_id: str, files: Artifacts) -> tuple[Job, StopSwitch]:
    """Return the job announcing each step to the switch, and the switch that answers as the run was answered."""
    stop = RecordedStop({step.name: _kept(files, run_id, step.name) for step in job.steps})

    def announced(step: Step) -> Step:
        def act(context: RunContext) -> Stop | None:
            stop.enter(step.name)
            return step.act(context)

        return Step(step.name, act)

    return replace(job, steps=tuple(map(announced, job.steps))), stop


def _kept(files: Artifacts, run_id: str, step: str) -> list[StopState]:
    if not files.path(run_id, file_of(step)).is_file():
        return []
    rows: list[dict[str, Any]] = json.loads(files.get(run_id, file_of(step)))
    return [_answer(row) for row in rows]


def _answer(row: dict[str, Any]) -> StopState:
    """Read one answer back; those kept before there were scopes have neither holds nor requests."""
    holds = tuple(Hold(**_typed(hold)) for hold in row.pop("holds", ()))
    cancels = tuple(CancelRequest(**_typed(cancel)) for cancel in row.pop("cancels", ()))
    return StopState(**row | {"state": TradingState(row["state"])}, holds=holds, cancels=cancels)


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    typed: dict[str, Any] = {"scope": Scope(ScopeKind(row["scope"]["kind"]), row["scope"]["name"])}
    return row | typed | ({"state": TradingState(row["state"])} if "state" in row else {})
