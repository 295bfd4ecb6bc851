"""What the screen of factors shows, chooses and may do; knows no Qt."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from core.ports.studies import StudyHead
from core.ports.views.factors import CompareAsk, CompareView, FactorAsk, FactorsAsk, FactorsView, MonitorAsk
from core.ports.views.sheet import Sheet
from widgets.kit.words import tr, word

ALL = ""
HORIZONS = ("1", "5", "10", "20")
NEUTRAL = ("none", "industry", "size", "both")
DISCOVERY_RATE = 0.05
MOST_LINES = 8
"""As many lines as there are colours to tell them apart."""

STATUSES = ("active", "shadow", "deprecated")
LEAKS = ("passed", "stale", "leaks", "unchecked")


@dataclass(slots=True)
class FactorsState:
    """The list as it is filtered, the factor looked at, those compared, and the study it is all read from."""

    view: FactorsView | None = None
    study: str = ""
    names: str = ""
    status: str = ALL
    category: str = ALL
    leak: str = ALL
    factor: str = ""
    compared: tuple[str, ...] = ()
    turned: bool = True
    running: tuple[str, ...] = ()
    is_at_work: bool = False
    nights: int = 40
    _directions: dict[str, int] = field(default_factory=dict)

    def take(self, view: FactorsView) -> None:
        """Take an answer; a factor that is gone is looked at no more."""
        self.view = view
        columns = view.factors.columns
        self._directions = dict(zip(columns["factor"], map(_sign, columns["direction"]), strict=True))
        self.names = view.names
        self.category = self.category if self.category in columns["category"] else ALL
        if self.factor not in self._directions:
            self.factor = self._first()

    def recall(self, saved: Mapping[str, Any]) -> None:
        """Take back choices kept with the layout; what is none any more stays as it was."""
        for name in ("study", "names", "category", "factor"):
            setattr(self, name, str(saved.get(name, "")))
        self.status = str(saved.get("status", ALL)) if saved.get("status") in STATUSES else ALL
        self.leak = str(saved.get("leak", ALL)) if saved.get("leak") in LEAKS else ALL
        self.compared = tuple(str(each) for each in saved.get("compared", ()))
        self.turned = bool(saved.get("turned", True))

    def list_ask(self) -> FactorsAsk:
        """Return the question for the list."""
        return FactorsAsk(self.study, self.names)

    def detail_ask(self) -> FactorAsk | None:
        """Return the question for the factor looked at, None where there is none."""
        return FactorAsk(self.factor, self.study, self.names) if self.factor else None

    def compare_ask(self) -> CompareAsk:
        """Return the question for the factors compared."""
        return CompareAsk(self.compared, self.study, self.names)

    def monitor_ask(self) -> MonitorAsk:
        """Return the question for the nights looked back on."""
        return MonitorAsk(self.nights)

    def shown(self) -> Sheet:
        """Return the rows that pass the choices, the surest first, with `sure` where one is told from chance."""
        if self.view is None:
            return Sheet({})
        columns = dict(self.view.factors.columns)
        columns["sure"] = [_is_sure(rate) for rate in columns["discovery_rate"]]
        wanted = {"status": self.status, "category": self.category, "leak": self.leak}
        chosen = [
            row
            for row in range(len(self.view.factors))
            if all(value in (ALL, columns[name][row]) for name, value in wanted.items())
        ]
        chosen.sort(key=lambda row: -abs(columns["t"][row]) if _is_number(columns["t"][row]) else 0.0)
        return Sheet({name: [column[row] for row in chosen] for name, column in columns.items()})

    def categories(self) -> tuple[str, ...]:
        """Return every category there is."""
        return () if self.view is None else tuple(sorted(set(self.view.factors.columns["category"])))

    def row(self, factor: str = "") -> Mapping[str, Any]:
        """Return a factor's row of the list, the one looked at by default; empty where there is none."""
        if self.view is None:
            return {}
        names = list(self.view.factors.columns["factor"])
        wanted = factor or self.factor
        return self.view.factors.row(names.index(wanted)) if wanted in names else {}

    def verdicts(self) -> dict[str, int]:
        """Return how many factors that are computed there are of each leak verdict."""
        found = dict.fromkeys(LEAKS, 0)
        if self.view is not None:
            columns = self.view.factors.columns
            for status, leak in zip(columns["status"], columns["leak"], strict=True):
                found[leak] += status != "deprecated"
        return found

    def by_category(self) -> Sheet:
        """Return how many computed factors of each category have which leak verdict."""
        counts: dict[str, dict[str, Any]] = {}
        columns = self.view.factors.columns if self.view is not None else {"category": (), "status": (), "leak": ()}
        for category, status, leak in zip(columns["category"], columns["status"], columns["leak"], strict=True):
            if status != "deprecated":
                row = counts.setdefault(category, {"category": category, "factors": 0, **dict.fromkeys(LEAKS, 0)})
                row["factors"] += 1
                row[leak] += 1
        return Sheet.of([counts[name] for name in sorted(counts)], ("category", "factors", *LEAKS))

    def compare(self, factors: Sequence[str]) -> None:
        """Compare these factors; fewer than two stand for the surest."""
        known = [factor for factor in dict.fromkeys(factors) if factor in self._directions]
        self.compared = tuple(known) if len(known) > 1 else ()

    def lines(self, view: CompareView) -> list[tuple[str, npt.NDArray[np.float64]]]:
        """Return cumulative rank IC by factor, turned so that rising is wanted; no more than can be told apart."""
        found = []
        for factor, line in list(zip(view.factors, view.cumulative, strict=True))[:MOST_LINES]:
            turn = self.sign(factor, line) if self.turned else 1
            found.append((factor, turn * np.asarray(line, dtype=np.float64)))
        return found

    def sign(self, factor: str, line: npt.NDArray[Any]) -> int:
        """Return the wanted direction, or where none is claimed the one the line ends in."""
        claimed = self._directions.get(factor, 0)
        if claimed:
            return claimed
        last = float(line[-1]) if len(line) else 0.0
        return -1 if last < 0 else 1

    def study_words(self) -> str:
        """Say on which terms the study shown was made."""
        head = None if self.view is None else self.view.study
        if head is None:
            return tr("No study is kept in this home.")
        return tr(
            "{first} to {last}, {dates} dates · {trials} factors tried · cost {cost} % · pin {pin} · made {made}",
            first=head.first, last=head.last, dates=f"{head.dates:,}", trials=head.trials,
            cost=f"{head.cost * 100:g}", pin=head.pin, made=f"{head.as_of:%Y-%m-%d %H:%M}",
        )  # fmt: skip

    def study_is_behind(self) -> str:
        """Say how far the study shown is behind the stored bars; '' where it reaches them."""
        view = self.view
        if view is None or view.study is None or view.newest_bar is None or view.study.last >= view.newest_bar:
            return ""
        return tr("The study ends {last}, bars are stored to {newest}.", last=view.study.last, newest=view.newest_bar)

    def why_no_study(self, viewer: bool) -> str:
        """Say why no study can be started now; '' where one can."""
        if viewer:
            return tr("This console only looks: another one has the desk.")
        if self.is_at_work and not self.running:
            return tr("Another action of this screen is under way.")
        if self.running:
            return tr("A command of this screen is still running: {command}", command=" ".join(self.running))
        if self.view is not None and self.view.newest_bar is None:
            return tr("No bars are stored: pull or import data first.")
        return ""

    def study_command(self, filled: Mapping[str, str]) -> tuple[str, ...]:
        """Return the command of a study; raises ValueError where a date is none."""
        words = ["factors", "ic", "--horizon", filled["horizon"], "--neutral", filled["neutral"], "--top", "1"]
        for option, name in (("--from", "first"), ("--to", "last")):
            text = filled.get(name, "").strip()
            if text:
                words += [option, date.fromisoformat(text).isoformat()]
        return tuple(words)

    def _first(self) -> str:
        """Return the surest factor, or without a study the first."""
        if self.view is None or not len(self.view.factors):
            return ""
        columns = self.view.factors.columns
        sized = [(-abs(t) if _is_number(t) else 0.0, row) for row, t in enumerate(columns["t"])]
        return str(columns["factor"][min(sized)[1]])


def study_title(head: StudyHead) -> str:
    """Return what a study is called in a list."""
    return tr(
        "{horizon} days · {neutral} · {factors} factors · {first}…{last}",
        horizon=head.horizon, neutral=word("neutral", head.neutral), factors=head.factors,
        first=f"{head.first:%Y-%m}", last=f"{head.last:%Y-%m}",
    )  # fmt: skip


def _is_sure(rate: object) -> bool | None:
    return bool(float(str(rate)) <= DISCOVERY_RATE) if _is_number(rate) else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | np.floating) and math.isfinite(float(value))


def _sign(value: object) -> int:
    return int(str(value))


def figure(value: object, digits: int) -> str:
    """Return a signed figure, a dash where there is none."""
    return f"{float(str(value)):+.{digits}f}".replace("-", "\u2212") if _is_number(value) else "–"


def percent(value: object, digits: int, signed: bool = True) -> str:
    """Return a fraction in percent, a dash where there is none."""
    sign = "+" if signed else ""
    return f"{float(str(value)) * 100:{sign}.{digits}f}%".replace("-", "\u2212") if _is_number(value) else "–"


def plain(value: object, digits: int) -> str:
    """Return an unsigned figure, a dash where there is none."""
    return f"{float(str(value)):,.{digits}f}".replace("-", "\u2212") if _is_number(value) else "–"
