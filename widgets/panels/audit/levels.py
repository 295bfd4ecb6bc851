"""The six levels from an order back to the source, as captions and figures; free of Qt."""

from collections.abc import Mapping
from typing import Any

from core.domain.money import yuan_from_fen, yuan_from_li
from core.ports.views.audit import LineageView, PayloadView
from widgets.kit.sayings import spoken
from widgets.kit.words import tr, untranslated, word

Fact = tuple[str, str]

_CAPTIONS: Mapping[str, str] = {
    "client_order_id": untranslated("Order"),
    "batch_id": untranslated("Batch"),
    "side": untranslated("Side"),
    "qty_shares": untranslated("Shares"),
    "limit_li": untranslated("Limit price"),
    "state": untranslated("State"),
    "filled_shares": untranslated("Filled shares"),
    "message": untranslated("Message"),
    "reason": untranslated("Reason"),
    "run_id": untranslated("Run"),
    "content_hash": untranslated("Hash of the orders file"),
    "action": untranslated("Action"),
    "target_weight": untranslated("Target weight"),
    "target_value_fen": untranslated("Target value"),
    "trade_fen": untranslated("To trade"),
    "held_shares": untranslated("Held shares"),
    "close_li": untranslated("Closing price"),
    "score": untranslated("Score"),
    "rank": untranslated("Rank"),
    "is_substitute": untranslated("Substitute"),
    "artifact": untranslated("Artifact"),
    "sha256": untranslated("SHA-256"),
    "path": untranslated("File"),
    "ranked": untranslated("Ranked names"),
    "kept": untranslated("Names that go on"),
    "penalty": untranslated("Board penalty"),
    "shadow": untranslated("Watched only"),
    "industry": untranslated("Industry"),
    "board": untranslated("Board"),
    "mean_amount_20": untranslated("Mean turnover, 20 days"),
    "source_name": untranslated("Source"),
    "source_url": untranslated("Address, masked"),
    "payload_hash": untranslated("Hash of the payload"),
    "ingest_time": untranslated("Came in"),
    "strategy_id": untranslated("Strategy"),
    "rows": untranslated("Rows of the file"),
    "revises": untranslated("Replaces snapshot"),
}
_SENTENCES = ("reason", "message")
_WORDS = {"side": "side", "state": "state", "action": "action", "board": "board"}


def caption(name: str) -> str:
    """Return what a figure is called."""
    return tr(_CAPTIONS.get(name, name))


def figure(name: str, value: Any) -> str:
    """Return a figure as people read it; a dash where there is none."""
    if value is None or value == "":
        return "–"
    if name in _SENTENCES:
        return spoken(str(value))
    if name in _WORDS:
        return word(_WORDS[name], str(value))
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if name.endswith("_li"):
        return f"{yuan_from_li(int(value)):.3f}"
    if name.endswith("_fen"):
        return f"{yuan_from_fen(int(value)):,.2f}"
    if name == "target_weight":
        return f"{float(value):.2%}"
    if name == "mean_amount_20":
        return f"{float(value):,.0f}"
    if isinstance(value, float):
        return f"{value:.4f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def facts(part: Mapping[str, Any]) -> list[Fact]:
    """Return a part of a lineage as captions and figures, in its order."""
    return [(caption(name), figure(name, value)) for name, value in part.items()]


def payload_facts(view: PayloadView) -> list[Fact]:
    """Return where the bytes of a snapshot file came from."""
    state = {True: tr("as it was stored"), False: tr("NOT what was stored"), None: tr("missing on disk")}[view.intact]
    return [(tr("Bytes on disk"), state), *((caption(name), text or "–") for name, text in view.source.items())]


def gist(view: LineageView, level: str, payload: PayloadView | None) -> str:
    """Return the one figure a level is known by; a dash where the home holds nothing of it."""
    order, plan, score = view.order, view.plan, view.score
    if level == "order" and order:
        side = figure("side", order["side"])
        return f"{side} {figure('qty_shares', order['qty_shares'])} @ {figure('limit_li', order['limit_li'])}"
    if level == "plan" and plan.get("is_substitute"):
        return word("action", "SPARE")
    if level == "plan" and plan:
        return f"{figure('action', plan['action'])} · {figure('target_weight', plan['target_weight'])}"
    if level == "score" and score:
        return f"{figure('score', score['score'])} · {score['rank']} / {score['ranked']}"
    if level == "factors" and len(view.factors):
        return tr("{count} factors", count=sum(map(bool, view.factors.columns["used"])))
    if level == "snapshots" and len(view.snapshots):
        return tr("{count} files", count=len(view.snapshots))
    if level == "payload" and payload is not None:
        return word("dataset", payload.dataset)
    return "–"
