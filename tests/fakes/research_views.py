"""Hand-made answers for the screens of factors and of research."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from core.domain.dates import at
from core.ports.studies import LabelFigures, LabelHead, StudyHead
from core.ports.views.asking import Trouble
from core.ports.views.factors import (
    CompareAsk,
    CompareView,
    Evening,
    FactorAsk,
    FactorCurves,
    FactorsAsk,
    FactorsView,
    FactorView,
    LeakVerdict,
    MonitorAsk,
    MonitorView,
)
from core.ports.views.research import (
    LabelsAsk,
    LabelsView,
    ModelAsk,
    ModelView,
    ReplayAsk,
    ReplaysAsk,
    ReplaysView,
    ReplayView,
)
from core.ports.views.sheet import Sheet
from widgets.kit.link import Done

NOW: datetime = at(date(2026, 7, 24), 8)
HEAD = StudyHead(
    "5d-none-all+buyable", at(date(2026, 7, 23), 20), 935, 5, (1, 5, 10, 20), 0.002, 0.7, "none", ("all", "buyable"),
    (198.0, 197.0), 4, 3, 40, date(2026, 5, 28), date(2026, 7, 22),
)  # fmt: skip
SIZE = StudyHead(
    "10d-size-all+buyable", at(date(2026, 7, 20), 20), 900, 10, (1, 5, 10, 20), 0.002, 0.7, "size", ("all", "buyable"),
    (198.0, 197.0), 4, 3, 40, date(2026, 5, 28), date(2026, 7, 17),
)  # fmt: skip
DATES = np.array([20260528 + place for place in range(4)] + [20260601 + place for place in range(26)], dtype=np.int32)
NAN = float("nan")
EVENING = Evening("night-20260723-01", date(2026, 7, 23), 5)

_FACTORS = [
    ("reversal_5", "return", "active", -1, "passed", 0.5, 1.5, 0.20),
    ("ep", "value", "active", 1, "passed", 0.5, -6.2, 0.001),
    ("pace", "own", "shadow", 0, "unchecked", None, 2.9, 0.02),
    ("gone", "return", "deprecated", 0, "unchecked", None, None, None),
    ("peeks", "price", "active", 1, "leaks", None, NAN, NAN),
]


def factors_view(studies: tuple[StudyHead, ...] = (HEAD, SIZE), names: str = "buyable") -> FactorsView:
    """Five factors, one of each kind."""
    fields = ("dates", "ic", "rank_ic", "icir", "ewma", "shrunk", "turnover", "rank_autocorrelation", "gross", "excess",
              "net", "wanted", "cluster", "study_weight", "study_coverage")  # fmt: skip
    rows = [
        {
            "factor": name, "category": category, "status": status, "direction": direction, "leak": leak,
            "lookback": 6, "version": 1, "source": "daybreak", "definition": f"What {name} measures.",
            "checked_at": NOW if leak != "unchecked" else None, "coverage": 0.98, "weight": weight, "t": t,
            "discovery_rate": rate, **dict.fromkeys(fields, None if t is None else 0.05),
        }
        for name, category, status, direction, leak, weight, t, rate in _FACTORS
    ]  # fmt: skip
    sheet = Sheet.of(rows, list(rows[0]))
    head = studies[0] if studies else None
    return FactorsView(NOW, sheet, studies, head, names if head else "", EVENING, (3, None, None), date(2026, 7, 23))


def factor_view(name: str = "ep", curves: bool = True) -> FactorView:
    """One factor over thirty dates."""
    wave = np.sin(np.arange(len(DATES)) / 3).astype(np.float32)
    drawn = FactorCurves(
        HEAD, DATES, wave / 10, wave / 20, {"all": wave, "buyable": wave * 0.9},
        {"all": (0.01, 0.02, 0.03, NAN), "buyable": (0.01, 0.02, 0.02, 0.01)}, (-0.01, 0.0, 0.0, 0.0, 0.01),
        (-0.012, 0.0, 0.0, 0.0, 0.008), np.cumsum(wave), np.abs(wave), wave, np.ones_like(wave),
        ((202605, 0.02), (202606, -0.01)),
    )  # fmt: skip
    findings = Sheet({"check": ["truncation"], "leak": [True], "day": [20200102], "detail": ["0.5 became 0.7"]})
    tried = {"days": 300, "names": 24, "seed": 1, "cuts": 13, "futures": 5}
    verdict = LeakVerdict(name != "peeks", False, NOW, ("truncation", "perturbation"), tried, findings)
    values = Sheet(
        {
            "symbol": [f"60000{place}.SH" for place in range(5)],
            "company": ["甲", "乙", "丙", "丁", "戊"],
            "raw": np.array([3.0, 2.0, 2.0, 1.0, NAN]),
            "zscore": np.array([1.2, 0.1, 0.1, -1.4, NAN]),
            "rank": np.array([1.0, 0.625, 0.625, 0.25, NAN]),
        }
    )
    words = {"status": "active", "definition": f"What {name} measures.", "expression": "close / ref(close, 1)"}
    return FactorView(NOW, name, words, drawn if curves else None, verdict, EVENING, values)


def compare_view(factors: Sequence[str] = ("reversal_5", "ep", "pace")) -> CompareView:
    """A line a factor; the second falls."""
    count = len(factors)
    lines = np.array([[place + 1] * len(DATES) for place in range(count)]) * np.arange(len(DATES)) / 100
    lines[1::2] *= -1
    return CompareView(NOW, HEAD, DATES, tuple(factors), lines.astype(np.float32), np.eye(count, dtype=np.float32))


def monitor_view(gate: str | None = "pass") -> MonitorView:
    """Three nights."""
    days = [date(2026, 7, 21), date(2026, 7, 22), date(2026, 7, 23)]
    columns: dict[str, Any] = {
        "trade_date": days, "run_id": [f"night-{day:%Y%m%d}-01" for day in days], "names": [5, 5, 5],
        "rising": [0.5, None, 0.6], "above_mean": [0.4, None, 0.5], "strength": [0.45, None, 0.55],
        "gate": ["pass", None, gate], "gate_code": ["OK", None, "OK"], "factors": [22, 22, 22],
        "agreement": [0.05, 0.04, 0.03], "spread": [0.27, 0.27, 0.28], "best_spread": [0.26, 0.26, 0.27],
        "score_spread": [0.09, 0.09, 0.09], "kept": [NAN, 0.9, 0.85],
    }  # fmt: skip
    return MonitorView(NOW, Sheet(columns), 0.05, 20, ("rule",))


def span_row(path: str, **given: object) -> dict[str, object]:
    """A row of the list of spans."""
    fields = ("path", "name", "state", "first", "last", "played", "days", "told_at", "total", "index", "drawdown",
              "cash", "fills", "config_hash", "code_version", "same_code")  # fmt: skip
    made: dict[str, object] = dict.fromkeys(fields)
    made |= {"path": path, "name": path.rsplit("/", 1)[-1], "state": "ended", "total": 0.02, "index": -0.01}
    made |= {"first": date(2026, 7, 1), "last": date(2026, 7, 10), "played": 8, "days": 8, "cash": 100_000_000}
    return made | given


def replays_view(*paths: str) -> ReplaysView:
    """The home's own days and the spans in those folders."""
    rows = [span_row("", state="own"), *(span_row(path) for path in paths)]
    return ReplaysView(NOW, Sheet.of(rows, list(rows[0])), (date(2025, 6, 26), date(2026, 7, 23)), 1_000_000.0)


def replay_view(path: str = "", first: date = date(2026, 6, 29), days: int = 6) -> ReplayView:
    """A span that gains one percent a day."""
    dates = tuple(first + timedelta(days=place) for place in range(days))
    account = np.array([1.01**place - 1 for place in range(days)])
    months, other = np.full((1, 13), NAN), np.full((1, 13), NAN)
    months[0, [5, 6, 12]] = (0.01, 0.04, 0.05)
    facts = dict.fromkeys(
        ("total", "index", "drawdown", "volatility", "sharpe", "best", "worst", "beat", "days", "orders", "fills",
         "rejected", "open_days"), 0.01,
    )  # fmt: skip
    facts |= {"sharpe": NAN, "open_days": 0.0, "days": float(days - 1), "fills": 12.0}
    fields = ("trade_date", "total", "change", "index_change", "cash", "plan", "orders", "fills", "rejected", "gates",
              "reconciliation", "outcomes")  # fmt: skip
    rows = [dict.fromkeys(fields, 1) | {"trade_date": day, "gates": "all pass", "reconciliation": "ok"}
            for day in dates[1:]]  # fmt: skip
    words = {"config_hash": "c" * 64, "code_version": "0.1.0+abc"}
    return ReplayView(
        NOW, path, path.rsplit("/", 1)[-1], dates, account, np.full(days, NAN), np.zeros(days), np.full(days, NAN),
        (2026,), months, other, Sheet.of(rows, fields), facts, words,
    )  # fmt: skip


def labels_view(measured: bool = True) -> LabelsView:
    """Two horizons over one set of names."""
    if not measured:
        return LabelsView(NOW, None, date(2026, 7, 23))
    figures = ("count", "missing", "mean", "std", "skew", "kurtosis", "positive", "least", "most", "q01", "q05", "q25",
               "q50", "q75", "q95", "q99")  # fmt: skip
    columns = {"horizon": [1, 5], "names": ["buyable", "buyable"], **{name: [0.01, 0.05] for name in figures}}
    daily = {name: np.zeros((2, len(DATES)), dtype=np.float32) for name in ("mean", "median", "std")}
    head = LabelHead(NOW, 935, date(2026, 5, 28), date(2026, 7, 22), len(DATES), 197.0)
    edges = np.linspace([-0.1, -0.3], [0.1, 0.3], 61, axis=1).astype(np.float32)
    made = LabelFigures(head, DATES, columns, edges, np.ones((2, 60), dtype=np.int64), daily)
    return LabelsView(NOW, made, date(2026, 7, 23))


def model_view(trouble: str = "") -> ModelView:
    """Two factors, one night."""
    parts = {
        "factor": ["ep", "reversal_5"], "category": ["value", "return"], "direction": [1, -1], "share": [0.6, 0.4],
        "used": [True, True], "leak": ["passed", "passed"], "rank_ic": [0.02, None], "t": [2.1, None],
        "discovery_rate": [0.03, None], "turnover": [0.3, None], "cluster": [1, None], "definition": ["a", "b"],
    }  # fmt: skip
    nights = {
        "trade_date": [date(2026, 7, 23)], "run_id": ["night-20260723-01"], "outcome": ["done"], "factors": [2],
        "names": [5], "best": [0.9], "median": [0.5], "spread": [0.1], "config_hash": ["c" * 64],
        "code_version": ["0.1.0"], "seed": [7], "snapshot_pin": [935], "changed": [False],
    }  # fmt: skip
    words = {
        "catalogue": "abcdef123456", "engine": "1", "config_hash": "c" * 64, "code_version": "0.1.0", "seed": "7",
        "weights": "catalogue", "top_m": "200", "top_n": "20", "min_coverage": "50%", "neutralise": "none",
        "winsor": "0.01–0.99", "leak_pass_days": "30",
    }  # fmt: skip
    return ModelView(NOW, words, Sheet(parts), Sheet(nights), np.linspace(0.2, 0.9, 5), date(2026, 7, 23), trouble)


@dataclass(slots=True)
class ResearchLink:
    """Answers at once from hand-made views; keeps what was done until a test ends it."""

    viewer: bool = False
    answers: dict[type, Callable[[Any], object]] = field(default_factory=dict)
    asked: list[Hashable] = field(default_factory=list)
    acts: list[tuple[str, ...]] = field(default_factory=list)
    ends: list[Callable[[Done], None]] = field(default_factory=list)
    opened: list[tuple[str, str]] = field(default_factory=list)

    def ask(self, ask: Hashable, then: Callable[[Any], None]) -> None:
        """Answer at once."""
        self.asked.append(ask)
        made: Mapping[type, Callable[[Any], object]] = _MADE | self.answers
        then(made[type(ask)](ask))

    def act(self, command: Sequence[str], then: Callable[[Done], None], secret: str = "") -> None:
        """Keep the command."""
        self.acts.append(tuple(command))
        self.ends.append(then)

    def open(self, panel: str, argument: str = "") -> None:
        """Keep where a screen pointed."""
        self.opened.append((panel, argument))


def trouble(_: object) -> Trouble:
    """An answer that is none."""
    return Trouble("the study cannot be read", "run `daybreak factors ic` again")


_MADE: dict[type, Callable[[Any], object]] = {
    FactorsAsk: lambda ask: factors_view(names=ask.names or "buyable"),
    FactorAsk: lambda ask: factor_view(ask.factor),
    CompareAsk: lambda ask: compare_view(ask.factors or ("reversal_5", "ep", "pace")),
    MonitorAsk: lambda _: monitor_view(),
    ReplaysAsk: lambda _: replays_view("/r/20260701-20260710", "/r/other"),
    ReplayAsk: lambda ask: replay_view(ask.path),
    LabelsAsk: lambda _: labels_view(),
    ModelAsk: lambda _: model_view(),
}
