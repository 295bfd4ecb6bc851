"""Hand-made answers for the Data screen."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from core.ports.views.data import Coverage, DataView, EffectView, RevisionView
from core.ports.views.sheet import Sheet
from tests.fakes.console import NOW

TODAY = date(2026, 7, 22)
GAP = date(2026, 7, 14)
DAYS = (date(2026, 7, 20), date(2026, 7, 21), TODAY)


def data_view(**changes: Any) -> DataView:
    """A market with a gap in the daily bars, an auction that is late, one proposal and one correction."""
    return replace(_WHOLE, **changes)


def effect_view(**changes: Any) -> EffectView:
    """A close that would become a hundred times as much."""
    whole = EffectView(
        as_of=NOW,
        old="14.07",
        new="1407",
        unit="yuan",
        change=99.0,
        around=Sheet({"day": list(DAYS), "value": ["14.1", "14.07", None]}),
        runs=Sheet({"run_id": ["night-20260721-01"], "planned": ["night-20260721-01: 1 of 20 planned names"]}),
        remarks=["large", "ten_power"],
    )
    return replace(whole, **changes)


REVISION = RevisionView(
    NOW, 3, "daily", TODAY, 0, 0, 7, Sheet({"column": ["close"], "cells": [7], "largest": [0.013]}),
    ("600000.SH",), ("night-20260721-01",), ("night-20260721-01: 1 of 20 planned names",),
)  # fmt: skip

_DATASETS = Sheet.of(
    (
        {"dataset": "daily", "kind": "daily", "last_date": TODAY, "age_days": 0, "coverage": 0.996, "gaps": 1,
         "rows": 5200, "partitions": 250, "revised_rows": 7, "corrections": 1, "known_at": "16:00",
         "came_at": NOW - timedelta(hours=13), "sources": "tushare", "health": "gaps"},
        {"dataset": "stk_auction", "kind": "daily", "last_date": DAYS[1], "age_days": 1, "coverage": 1.0, "gaps": 0,
         "rows": 5100, "partitions": 30, "revised_rows": 0, "corrections": 0, "known_at": "09:25", "came_at": None,
         "sources": "tushare", "health": "stale"},
        {"dataset": "stock_basic", "kind": "latest", "last_date": TODAY, "age_days": 0, "coverage": None, "gaps": None,
         "rows": 5300, "partitions": 3, "revised_rows": 0, "corrections": 0, "known_at": "00:00", "came_at": None,
         "sources": "tushare", "health": "ok"},
    ),
    ("dataset", "kind", "last_date", "age_days", "coverage", "gaps", "rows", "partitions", "revised_rows",
     "corrections", "known_at", "came_at", "sources", "health"),
)  # fmt: skip

_WHOLE = DataView(
    as_of=NOW,
    today=TODAY,
    mode="tushare_proxy",
    why_no_pull="",
    by_two=True,
    datasets=_DATASETS,
    gaps={"daily": (GAP,)},
    coverage=Coverage(
        ("daily", "stk_auction"),
        DAYS,
        np.array([[1.0, 1.02, np.nan], [0.5, 1.0, np.nan]]),
        np.array([[5200, 5300, -1], [2500, 5100, -1]]),
        np.array([[True, True, True], [True, True, False]]),
    ),
    sources=Sheet.of(
        ({"source": "tushare_proxy http://data.example", "state": "open", "failures": 5, "opened_at": NOW,
          "probe_at": NOW, "updated_at": NOW, "last_error": "daily: HTTP 500"},),
        ("source", "state", "failures", "opened_at", "probe_at", "updated_at", "last_error"),
    ),
    requests=Sheet.of(
        ({"interface": "daily", "day": TODAY, "requests": 12, "failures": 5, "throttled": 1, "rows": 5200,
          "mean_ms": 310.0, "slowest_ms": 900.0, "last_ms": 200.0, "busiest": 12, "allowed": 120, "use": 0.1,
          "last_at": NOW},),
        ("interface", "day", "requests", "failures", "throttled", "rows", "mean_ms", "slowest_ms", "last_ms",
         "busiest", "allowed", "use", "last_at"),
    ),
    revisions=Sheet.of(
        ({"revision_id": 3, "dataset": "daily", "day": TODAY, "rows_changed": 7, "detected_at": NOW},),
        ("revision_id", "dataset", "day", "rows_changed", "detected_at"),
    ),
    revisions_total=1,
    proposals=Sheet.of(
        ({"proposal_id": 9, "dataset": "daily", "day": TODAY, "ts_code": "600000.SH", "column": "close",
          "old_value": "10.5", "new_value": "10.35", "author": "Wu", "reason": "notice", "created_at": NOW,
          "undoes": 0, "decision": "", "decided_by": "", "decided_for": ""},
         {"proposal_id": 8, "dataset": "daily", "day": TODAY, "ts_code": "600001.SH", "column": "open",
          "old_value": "1", "new_value": "2", "author": "Wu", "reason": "typo", "created_at": NOW, "undoes": 0,
          "decision": "withdrawn", "decided_by": "Li", "decided_for": "no"}),
        ("proposal_id", "dataset", "day", "ts_code", "column", "old_value", "new_value", "author", "reason",
         "created_at", "undoes", "decision", "decided_by", "decided_for"),
    ),
    corrections=Sheet.of(
        ({"correction_id": 4, "dataset": "daily", "day": TODAY, "ts_code": "600000.SH", "column": "high",
          "old_value": "11", "new_value": "10.9", "author": "Wu", "confirmed_by": "Li", "reason": "notice",
          "created_at": NOW, "undoes": 0, "undone_by": 0},),
        ("correction_id", "dataset", "day", "ts_code", "column", "old_value", "new_value", "author", "confirmed_by",
         "reason", "created_at", "undoes", "undone_by"),
    ),
    columns={"daily": (("close", "yuan"), ("vol", "shares")), "stock_basic": (("name", ""),)},
)  # fmt: skip
