"""What a vendor's revision touches of what was planned and traded on the old rows."""

from collections.abc import Iterable

from core.jobs.desk import Desk
from core.jobs.run import RunContext
from core.pipeline.portfolio.plan import Plan

_PLAN = "plan.json"


def effects(desk: Desk, run_ids: Iterable[str], symbols: set[str]) -> list[str]:
    """Say for each run that left a plan how many of its names the revision touches, and which it meant to trade.

    A run whose plan holds none of `symbols` is left out: the old rows may still have moved its ranking, which a replay
    on the new data would show.
    """
    told = []
    for run_id in run_ids:
        context = RunContext(desk, desk.runs.get(run_id))
        if _PLAN not in {artifact.name for artifact in desk.runs.artifacts(context.run.run_seq)}:
            continue
        plan = Plan.from_json(context.get(_PLAN).decode())
        touched = [row for row in plan.rows if row.symbol in symbols]
        if touched:
            traded = ", ".join(row.symbol for row in touched if row.trade_fen)
            words = f"; traded {traded}" if traded else ""
            told.append(f"{run_id}: {len(touched)} of {len(plan.rows)} planned names{words}")
    return told
