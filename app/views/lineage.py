"""From an order back to the bytes of the source: plan row, score, factor values, snapshot files, cells."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from math import isclose

from app.compose import House
from app.records import records_of
from app.views.factors import declared_now
from app.views.trail import trail
from app.views.verdicts import verdict_sheet
from app.views.way import Way
from core.domain.dates import parse_date
from core.domain.errors import DaybreakError, FixAndRestart
from core.jobs import morning, night
from core.jobs.run import SETTINGS_FILE
from core.pipeline.scores.rule import NEUTRAL, PREFIX
from core.ports.records import RunLine, SnapshotLine
from core.ports.views.audit import LineageAsk, LineageView
from core.ports.views.sheet import Sheet

FACTOR_FIELDS = (
    "factor", "category", "contribution", "weight", "rank_pct", "zscore", "raw", "coverage", "used", "definition",
)  # fmt: skip
SNAPSHOT_FIELDS = (
    "read_by", "dataset", "day", "snapshot_id", "rows", "ingest_time", "path", "sha256", "payload_hash",
    "source_name", "source_url", "run_id", "strategy_id", "revises",
)  # fmt: skip
TARGET_FIELDS = ("symbol", "action", "rank", "score", "target_weight", "trade_fen", "held_shares", "reason")
_NIGHT_READS = (*night.HISTORY, night.LIMITS, *night.TODAY)
_ORDER_PARTS = (
    "client_order_id", "batch_id", "side", "qty_shares", "limit_li", "state", "filled_shares", "message", "reason",
    "run_id",
)  # fmt: skip


def lineage(house: House, ask: LineageAsk) -> LineageView:
    """Return the whole way of an order, or of a symbol on a day; FixAndRestart for a key that names neither."""
    way = _way(house, ask.key)
    return LineageView(
        as_of=house.desk.clock.now(),
        key=ask.key,
        symbol=way.symbol,
        name=str((way.universe or {}).get("name") or ""),
        trade_date=way.day,
        data_date=way.data_date,
        trail=trail(way),
        order=_order(way),
        plan=_plan(way),
        score=_score(way),
        verdicts=verdict_sheet(way.verdicts),
        targets=Sheet.of(_targets(way), TARGET_FIELDS),
        factors=Sheet.of(_factor_rows(way), FACTOR_FIELDS),
        snapshots=Sheet.of((_file_row(reader, file) for reader, file in _files(way)), SNAPSHOT_FIELDS),
    )


def _way(house: House, key: str) -> Way:
    kind, _, rest = key.partition(":")
    if kind == "order":
        order = records_of(house).order(rest)
        if order is None:
            raise FixAndRestart(f"there is no order {rest!r}", "search the orders by id or symbol")
        return Way(house, order.symbol, order.trade_date, order)
    symbol, _, day = rest.partition("@")
    if kind != "symbol" or not symbol:
        raise FixAndRestart(f"{key!r} is no order and no symbol", "write order:ID or symbol:600000.SH@2026-07-22")
    return Way(house, symbol, parse_date(day) if day else _newest_day(house))


def _newest_day(house: House) -> date:
    mornings = [run for run in house.desk.runs.recent(50) if run.identity.kind == "morning"]
    return mornings[0].identity.trade_date if mornings else house.desk.clock.now().date()


def _order(way: Way) -> dict[str, object]:
    if way.order is None:
        return {}
    said = asdict(way.order)
    batches = {batch.batch_id: batch for batch in way.house.desk.books.batches(way.order.trade_date)}
    batch = batches.get(way.order.batch_id)
    return {name: said[name] for name in _ORDER_PARTS} | ({"content_hash": batch.content_hash} if batch else {})


def _plan(way: Way) -> dict[str, object]:
    if way.planned is None or way.plan is None:
        return {}
    row = way.planned
    said = asdict(row) | {"action": row.action.value, "trade_fen": row.trade_fen}
    del said["symbol"]
    as_substitute = row in way.plan.substitutes
    return said | {"is_substitute": as_substitute, **_left(way, way.night, "plan.json")}


def _targets(way: Way) -> list[dict[str, object]]:
    """Return every row of the plan, those standing by after the others."""
    if way.plan is None:
        return []
    spare = set(way.plan.substitutes)
    return [
        {**asdict(row), "action": "SPARE" if row in spare else row.action.value, "trade_fen": row.trade_fen}
        for row in (*way.plan.rows, *way.plan.substitutes)
    ]


def _score(way: Way) -> dict[str, object]:
    row = way.scored
    if not row:
        return {}
    universe = way.universe or {}
    return {
        "score": row["score"],
        "rank": row["rank"],
        "ranked": way.rows(way.night, "scores_all.parquet"),
        "kept": way.rows(way.night, "scores.parquet"),
        "penalty": universe.get("penalty"),
        "shadow": row["shadow"],
        "industry": universe.get("industry"),
        "board": universe.get("board"),
        "mean_amount_20": universe.get("mean_amount_20"),
        **_left(way, way.night, "scores_all.parquet"),
    }


def _left(way: Way, line: RunLine | None, name: str) -> dict[str, object]:
    """Where a part stands: the run and the artifact with its hash."""
    artifacts = [] if line is None else way.house.desk.runs.artifacts(line.run.run_seq)
    found = next((each for each in artifacts if each.name == name), None)
    if line is None or found is None:
        return {}
    path = way.house.desk.artifacts.path(line.run.run_id, name)
    return {"run_id": line.run.run_id, "artifact": name, "sha256": found.sha256, "path": str(path)}


def _factor_rows(way: Way) -> list[dict[str, object]]:
    """Return the factors of the score by contribution, then the other active ones."""
    ranks, zscore = (way.row(way.night, name) or {} for name in ("ranks.parquet", "zscores.parquet"))
    names = [name for name in ranks if name != "ts_code"]
    raw = way.row(way.night, "factors.parquet", names) or {}
    scored, coverage = way.scored or {}, way.document(way.night, "coverage.json") or {}
    weights = _weights(way, [name.removeprefix(PREFIX) for name in scored if name.startswith(PREFIX)])
    declared = declared_now(way.house, names)
    rows = []
    for name in names:
        part = scored.get(f"{PREFIX}{name}")
        rows.append(
            {
                "factor": name,
                "category": declared[name].category if name in declared else "",
                "contribution": part,
                "weight": _fitting(weights.get(name), ranks.get(name), part),
                "rank_pct": ranks.get(name),
                "zscore": zscore.get(name),
                "raw": raw.get(name),
                "coverage": coverage.get(name),
                "used": part is not None,
                "definition": declared[name].definition if name in declared else "",
            }
        )
    return sorted(rows, key=lambda row: (not row["used"], -float(str(row["contribution"] or 0)), str(row["factor"])))


def _weights(way: Way, used: list[str]) -> dict[str, float]:
    """Return each used factor's share in the score, turned by its sign, as that night's settings had it."""
    document = way.document(way.night, SETTINGS_FILE)
    chosen = document["model"]["weights"] if document else {}
    try:
        told: Mapping[str, float] = chosen or way.house.desk.factors.directions
    except DaybreakError:
        return {}
    found = {name: float(told[name]) for name in used if name in told}
    total = sum(abs(weight) for weight in found.values())
    return {name: weight / total for name, weight in found.items()} if total else {}


def _fitting(weight: float | None, rank: float | None, part: float | None) -> float | None:
    """Return the weight where it explains the contribution; a catalogue that changed since then does not."""
    if weight is None or part is None:
        return None
    turned = NEUTRAL if rank is None else rank if weight > 0 else 1 - rank
    return weight if isclose(abs(weight) * turned, part, rel_tol=1e-6, abs_tol=1e-9) else None


def _files(way: Way) -> Iterator[tuple[RunLine, SnapshotLine]]:
    """Yield the files of the two decisive days that the runs read, each once."""
    records = records_of(way.house)
    seen: set[int] = set()
    for reader, names in ((way.night, _NIGHT_READS), (way.morning, morning.TODAY)):
        if reader is None or not reader.run.snapshot_pin:
            continue
        identity = reader.run.identity
        for name in names:
            file = records.files_read(name, identity.trade_date, identity.as_of, reader.run.snapshot_pin)
            if file is not None and file.snapshot_id not in seen:
                seen.add(file.snapshot_id)
                yield reader, file


def _file_row(reader: RunLine, file: SnapshotLine) -> dict[str, object]:
    return asdict(file) | {"read_by": reader.run.run_id}
