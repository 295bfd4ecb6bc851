"""Our books and the broker must state the same cash and the same total after the previous close."""

import math

from core.domain.money import FEN_PER_YUAN
from core.domain.orders import Channel
from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import blocked, passed

NAME = "asset_check"
REASON = "books and broker that state different money cannot both be right"
LIMITS = ("asset_check.rel_tol", "asset_check.abs_tol_yuan", "asset_check.max_day_change")


def judge(case: Case) -> Verdict:
    """Judge cash and total by `isclose`, and what the assets have done since; missing figures block.

    Before a simulated account's first trading day there is nothing to compare; a LIVE one must have closed a day.
    """
    ours, theirs = case.previous_mark, case.broker
    if case.is_first_day and ours is None and theirs is None and case.batch.channel is not Channel.LIVE:
        return passed(NAME, "first trading day: the broker has stated nothing yet")
    if ours is None or theirs is None:
        missing = "our books" if ours is None else "the broker"
        return blocked(NAME, "FIGURES_MISSING", f"no figures of {missing} for {case.expected_data_date}")
    dates = {"books": ours.trade_date.isoformat(), "broker": theirs.trade_date.isoformat()}
    if {ours.trade_date, theirs.trade_date} != {case.expected_data_date}:
        return blocked(NAME, "FIGURES_STALE", f"figures are not those of {case.expected_data_date}: {dates}", **dates)
    compared = {"cash": (ours.cash_fen, theirs.cash_fen), "total": (ours.total_fen, theirs.total_fen)}
    evidence = {f"{name}_fen": list(pair) for name, pair in compared.items()}
    wrong = [name for name, pair in compared.items() if not _agree(case, *pair)]
    if wrong:
        reason = "; ".join(f"{name}: books {compared[name][0]} fen, broker {compared[name][1]} fen" for name in wrong)
        return blocked(NAME, "ASSETS_DIFFER", reason, **evidence)
    return _change(case, theirs.total_fen, evidence)


def _agree(case: Case, ours_fen: int, theirs_fen: int) -> bool:
    limits = case.settings.asset_check
    return math.isclose(ours_fen, theirs_fen, rel_tol=limits.rel_tol, abs_tol=limits.abs_tol_yuan * FEN_PER_YUAN)


def _change(case: Case, before_fen: int, evidence: dict[str, list[int]]) -> Verdict:
    most = case.settings.asset_check.max_day_change
    change = abs(case.total_assets_fen - before_fen) / before_fen if before_fen > 0 else math.inf
    if not change <= most:
        reason = f"assets went from {before_fen} fen to {case.total_assets_fen} fen, more than {most:.0%}"
        return blocked(NAME, "ASSETS_JUMPED", reason, now_fen=case.total_assets_fen, **evidence)
    return passed(NAME, "books and broker agree", now_fen=case.total_assets_fen, **evidence)
