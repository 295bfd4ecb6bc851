"""The run ledger on SQLite."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Engine, Row, func, insert, select, update

from core.adapters.store import schema
from core.adapters.store.chain import amend
from core.domain.dates import date_of, ymd
from core.domain.errors import FixAndRestart
from core.domain.outcome import Outcome
from core.ports.runs import Artifact, EventRow, Run, RunIdentity, StepRecord

_RUNS = schema.runs


def first_day(engine: Engine, kind: str) -> date | None:
    """Return the earliest trade date of the runs of that kind, None where there is none."""
    with engine.connect() as connection:
        earliest = connection.execute(select(func.min(_RUNS.c.trade_date)).where(_RUNS.c.kind == kind)).scalar_one()
    return None if earliest is None else date_of(earliest)


class SqlRuns:
    """Run and step records of one home."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, identity: RunIdentity, now: datetime) -> Run:
        """Return the unfinished run of that kind and date, or a new one with the next attempt number."""
        day = ymd(identity.trade_date)
        same = (_RUNS.c.kind == identity.kind) & (_RUNS.c.trade_date == day)
        with self._engine.begin() as connection:
            row = connection.execute(select(_RUNS).where(same, _RUNS.c.outcome.is_(None))).first()
            if row is None:
                attempts = connection.execute(select(func.count()).select_from(_RUNS).where(same)).scalar_one()
                run_id = f"{identity.kind}-{day}-{attempts + 1:02d}"
                connection.execute(
                    insert(_RUNS).values(
                        run_id=run_id,
                        kind=identity.kind,
                        trade_date=day,
                        attempt=attempts + 1,
                        as_of=identity.as_of.isoformat(),
                        channel=identity.channel,
                        config_hash=identity.config_hash,
                        code_version=identity.code_version,
                        seed=identity.seed,
                        started_at=now.isoformat(),
                    )
                )
                row = connection.execute(select(_RUNS).where(_RUNS.c.run_id == run_id)).one()
            return run_of(row)

    def latest(self, kind: str, day: date, outcome: Outcome | None = None) -> Run | None:
        """Return the newest run of that kind and trade date, optionally only with that outcome."""
        query = select(_RUNS).where(_RUNS.c.kind == kind, _RUNS.c.trade_date == ymd(day))
        if outcome is not None:
            query = query.where(_RUNS.c.outcome == outcome.word)
        with self._engine.connect() as connection:
            row = connection.execute(query.order_by(_RUNS.c.run_seq.desc())).first()
        return None if row is None else run_of(row)

    def get(self, run_id: str) -> Run:
        """Return the run; FixAndRestart when there is none of that id."""
        with self._engine.connect() as connection:
            row = connection.execute(select(_RUNS).where(_RUNS.c.run_id == run_id)).first()
        if row is None:
            raise FixAndRestart(f"there is no run {run_id!r}", "`daybreak status` lists the newest runs")
        return run_of(row)

    def recent(self, count: int) -> list[Run]:
        """Return the newest runs, newest first."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(_RUNS).order_by(_RUNS.c.run_seq.desc()).limit(count)).all()
        return [run_of(row) for row in rows]

    def steps(self, run_seq: int) -> list[StepRecord]:
        """Return finished steps in order."""
        table = schema.run_steps
        with self._engine.connect() as connection:
            rows = connection.execute(select(table).where(table.c.run_seq == run_seq).order_by(table.c.position)).all()
        return [
            StepRecord(
                row.name,
                datetime.fromisoformat(row.started_at),
                datetime.fromisoformat(row.ended_at),
                json.loads(row.detail),
            )
            for row in rows
        ]

    def finish_step(self, run_seq: int, step: StepRecord, artifacts: Sequence[Artifact]) -> None:
        """Record a step as done together with its artifacts, in one transaction."""
        table = schema.run_steps
        with self._engine.begin() as connection:
            position = connection.execute(
                select(func.count()).select_from(table).where(table.c.run_seq == run_seq)
            ).scalar_one()
            connection.execute(
                insert(table).values(
                    run_seq=run_seq,
                    name=step.name,
                    position=position,
                    started_at=step.started_at.isoformat(),
                    ended_at=step.ended_at.isoformat(),
                    detail=json.dumps(dict(step.detail), ensure_ascii=False, sort_keys=True),
                )
            )
            for artifact in artifacts:
                added = connection.execute(
                    insert(schema.run_artifacts)
                    .prefix_with("OR REPLACE")
                    .values(run_seq=run_seq, name=artifact.name, sha256=artifact.sha256, size_bytes=artifact.size_bytes)
                )
                amend(connection, schema.run_artifacts.name, added.lastrowid)

    def pin_snapshots(self, run_seq: int, pin: int) -> None:
        """Fix the newest snapshot id the run may read."""
        self._update(run_seq, snapshot_pin=pin)

    def artifacts(self, run_seq: int) -> list[Artifact]:
        """Return all artifacts of a run by name."""
        table = schema.run_artifacts
        with self._engine.connect() as connection:
            rows = connection.execute(select(table).where(table.c.run_seq == run_seq).order_by(table.c.name)).all()
        return [Artifact(row.name, row.sha256, row.size_bytes) for row in rows]

    def finish(self, run_seq: int, outcome: Outcome, reason: str, now: datetime) -> None:
        """Close the run."""
        self._update(run_seq, outcome=outcome.word, reason=reason, ended_at=now.isoformat())

    def event(self, now: datetime, level: str, topic: str, message: str, detail: Mapping[str, object]) -> None:
        """Append one line to the event table."""
        with self._engine.begin() as connection:
            connection.execute(
                insert(schema.events).values(
                    at=now.isoformat(),
                    level=level,
                    topic=topic,
                    message=message,
                    detail=json.dumps(dict(detail), ensure_ascii=False, sort_keys=True, default=str),
                )
            )

    def events(self, levels: Sequence[str], count: int) -> list[EventRow]:
        """Return the newest events of those levels, newest first."""
        table = schema.events
        query = select(table).where(table.c.level.in_(levels)).order_by(table.c.event_id.desc()).limit(count)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return [EventRow(datetime.fromisoformat(row.at), row.level, row.topic, row.message) for row in rows]

    def record_head(self) -> str:
        """Return number and hash of the newest link in the chain of records, as number:hash."""
        table = schema.record_chain
        newest = select(table.c.link_id, table.c.chain_hash).order_by(table.c.link_id.desc()).limit(1)
        with self._engine.connect() as connection:
            row = connection.execute(newest).first()
        return "0:" if row is None else f"{row.link_id}:{row.chain_hash}"

    def _update(self, run_seq: int, **values: object) -> None:
        with self._engine.begin() as connection:
            connection.execute(update(_RUNS).where(_RUNS.c.run_seq == run_seq).values(**values))
            amend(connection, _RUNS.name, run_seq)


def run_of(row: Row[tuple[object, ...]]) -> Run:
    """Return the run that a row of the table tells of."""
    return Run(
        run_seq=row.run_seq,
        run_id=row.run_id,
        identity=RunIdentity(
            kind=row.kind,
            trade_date=date_of(row.trade_date),
            as_of=datetime.fromisoformat(row.as_of),
            channel=row.channel,
            config_hash=row.config_hash,
            code_version=row.code_version,
            seed=row.seed,
        ),
        snapshot_pin=row.snapshot_pin,
        outcome=None if row.outcome is None else Outcome.from_word(row.outcome),
        reason=row.reason,
    )
