"""What Data shows and allows, free of Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from core.ports.views.data import Coverage, DataAsk, DataView, EffectAsk, EffectView
from core.ports.views.sheet import Sheet
from widgets.kit.words import tr, untranslated, word

HEALTH_TONES: Mapping[str, str] = {
    "ok": "good",
    "gaps": "warn",
    "stale": "bad",
    "missing": "bad",
    "unbought": "muted",
}
CIRCUIT_TONES: Mapping[str, str] = {"closed": "good", "half_open": "warn", "open": "bad"}
SPANS = (20, 60, 120, 250)
MISSING = "null"

_MODES = {
    "tushare_official": untranslated("Tushare"),
    "tushare_proxy": untranslated("Tushare proxy"),
    "manual_csv": untranslated("files by hand"),
    "cache_only": untranslated("stored data only"),
}
_NO_PULL = {
    "demo": untranslated("The demo exchange only answers while the demo runs."),
    "manual_csv": untranslated("The settings say files by hand: import a folder instead."),
    "cache_only": untranslated("The settings say stored data only: choose a source in Settings, or import a folder."),
}
_REMARKS = {
    "same": untranslated("That is the value that is stored already."),
    "large": untranslated("A change of more than 30 %: compare it with the days around."),
    "ten_power": untranslated("About ten, a hundred or more times the old value: is the unit right?"),
    "missing": untranslated("The cell becomes empty."),
}
_RULES = untranslated("Nothing reads it before the second step; the file itself is never changed.")
_SHOWN_AROUND, _SHOWN_RUNS = 7, 4

Command = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """A value somebody wants to overrule: the cell and what it should say, as typed."""

    cell: str
    day: str
    symbol: str
    value: str

    @property
    def dataset(self) -> str:
        """The dataset of the cell."""
        return self.cell.partition(".")[0]

    @property
    def column(self) -> str:
        """The column of the cell."""
        return self.cell.partition(".")[2].split(" ")[0]

    def ask(self) -> EffectAsk | None:
        """Return what to ask before anything is proposed; None where the date is none."""
        try:
            day = date.fromisoformat(self.day.strip())
        except ValueError:
            return None
        return EffectAsk(self.dataset, day, self.symbol.strip().upper(), self.column, self.value.strip() or MISSING)


@dataclass(slots=True)
class DataState:
    """The newest view, the dataset looked at, and how far back the calendar goes."""

    days: int = 60
    dataset: str = "daily"
    view: DataView | None = None
    is_busy: bool = False
    is_at_work: bool = False
    wish: Wish = field(default_factory=lambda: Wish("", "", "", ""))

    def ask(self) -> DataAsk:
        """Return what to ask for."""
        return DataAsk(self.days)

    def rows(self) -> list[dict[str, Any]]:
        """Return the datasets' rows."""
        sheet = self.view.datasets if self.view else Sheet({})
        return [sheet.row(place) for place in range(len(sheet))]

    def sheet(self) -> Sheet:
        """Return the datasets, those that need a look marked."""
        sheet = self.view.datasets if self.view else Sheet({})
        return marked(sheet, "health", {code: tone for code, tone in HEALTH_TONES.items() if tone in ("warn", "bad")})

    def row(self) -> dict[str, Any]:
        """Return the row of the dataset looked at, empty where there is none."""
        return next((row for row in self.rows() if row["dataset"] == self.dataset), {})

    def is_bare(self) -> bool:
        """Whether nothing was ever stored."""
        return all(row["last_date"] is None for row in self.rows())

    def gaps(self) -> Sheet:
        """Return the open days the dataset looked at lacks, newest first."""
        lacking = self.view.gaps.get(self.dataset, ()) if self.view else ()
        return Sheet({"day": list(lacking), "weekday": [tr(_WEEKDAYS[day.weekday()]) for day in lacking]})

    def mode(self) -> str:
        """Return where data come from, in words."""
        return tr(_MODES.get(self.view.mode, self.view.mode)) if self.view else ""

    def behind(self) -> list[str]:
        """Return the names of datasets that lack a day that is due, or everything."""
        rows = (row for row in self.rows() if row["health"] in ("stale", "missing"))
        return [word("dataset", str(row["dataset"])) for row in rows]

    def gap_count(self) -> int:
        """Return how many days are missing in all datasets together."""
        return sum(int(row["gaps"] or 0) for row in self.rows())

    def waiting(self) -> list[dict[str, Any]]:
        """Return the proposals that wait for their second step."""
        sheet = self.view.proposals if self.view else Sheet({})
        rows = (sheet.row(place) for place in range(len(sheet)))
        return [row for row in rows if not row["decision"]]

    def worst_circuit(self) -> str:
        """Return the state of the source that is worst off, '' where none was ever asked."""
        states = list(self.view.sources.columns.get("state", ())) if self.view else []
        return max(states, key=list(CIRCUIT_TONES).index, default="")

    def why_not_pull(self, viewer: bool) -> str:
        """Say why nothing can be fetched now, '' where it can."""
        code = self.view.why_no_pull if self.view else ""
        return self.why_not_act(viewer) or (tr(_NO_PULL.get(code, code)) if code else "")

    def why_not_act(self, viewer: bool) -> str:
        """Say why nothing can be changed now, '' where it can."""
        if viewer:
            return tr("This console only looks.")
        return tr("Another action of this screen is under way.") if self.is_busy or self.is_at_work else ""

    def pull_command(self, first: str, last: str, dataset: str = "", refresh: bool = False) -> Command:
        """Return the command that fetches what is not stored between two days, of one dataset or all."""
        command = ["data", "pull"]
        command += ["--from", first] if first else []
        command += ["--to", last] if last else []
        command += ["--dataset", dataset] if dataset else []
        return (*command, "--refresh") if refresh else tuple(command)

    def pull_span(self) -> tuple[str, str]:
        """Return the days a pull would fill: from the oldest gap of the dataset looked at to today."""
        if self.view is None:
            return "", ""
        lacking = self.view.gaps.get(self.dataset, ())
        first = min(lacking) if lacking else self.row().get("last_date")
        return (f"{first}" if first else "", f"{self.view.today}")

    def datasets(self) -> tuple[str, ...]:
        """Return the names of all datasets, as commands want them."""
        return tuple(str(row["dataset"]) for row in self.rows())

    def cells(self) -> tuple[str, ...]:
        """Return every column that can be corrected as `dataset.column (unit)`."""
        columns = self.view.columns if self.view else {}
        return tuple(
            f"{dataset}.{column} ({word('column_unit', unit)})" if unit else f"{dataset}.{column}"
            for dataset, named in columns.items()
            for column, unit in named
        )

    def propose_command(self, wish: Wish, author: str, reason: str) -> Command:
        """Return the command of the first step."""
        ask = wish.ask()
        day = f"{ask.day}" if ask else wish.day
        value, symbol = (ask.value, ask.symbol) if ask else (wish.value, wish.symbol)
        cell = (wish.dataset, day, symbol, wish.column, value)
        return ("data", "correct", *cell, "--author", author, "--reason", reason)

    def decide_command(self, verb: str, number: int, author: str, reason: str) -> Command:
        """Return the command that confirms or withdraws a proposal, or proposes to undo a correction."""
        return ("data", verb, f"{number}", "--author", author, "--reason", reason)


_WEEKDAYS = (
    untranslated("Mon"),
    untranslated("Tue"),
    untranslated("Wed"),
    untranslated("Thu"),
    untranslated("Fri"),
    untranslated("Sat"),
    untranslated("Sun"),
)


def marked(sheet: Sheet, field: str, tones: Mapping[str, str]) -> Sheet:
    """Return a sheet whose rows carry a tone by what stands in `field`."""
    codes = sheet.columns.get(field, ())
    return Sheet({**sheet.columns, "tone": [tones.get(str(code), "") for code in codes]})


def coverage_matrix(coverage: Coverage) -> npt.NDArray[np.float64]:
    """Return what the calendar paints: 1 a whole day, 0 one that is missing, NaN where nothing is due."""
    share = np.minimum(coverage.share, 1.0)
    return np.where(np.isnan(share) & coverage.expected, 0.0, share)


def effect_lines(wish: Wish, effect: EffectView) -> list[str]:
    """Return what a proposal would change, a sentence each."""
    change = "" if effect.change is None else f" ({effect.change * 100:+.2f} %)".replace("-", "\u2212")
    old, new = effect.old or tr("nothing"), effect.new or tr("nothing")
    lines = [tr("{cell} of {symbol}: {old} becomes {new}{change}", cell=wish.cell, symbol=wish.symbol, old=old, new=new,
                change=change)]  # fmt: skip
    lines += [tr(_REMARKS[code]) for code in effect.remarks if code in _REMARKS]
    if len(effect.around):
        lines.append(tr("The days around: {values}", values=_around(effect)))
    lines.append(_runs(effect))
    return [*lines, tr(_RULES)]


def _around(effect: EffectView) -> str:
    pairs = zip(effect.around.columns["day"], effect.around.columns["value"], strict=True)
    told = [f"{day:%m-%d} {value or '–'}" for day, value in pairs]
    middle = len(told) // 2
    return " · ".join(told[max(0, middle - _SHOWN_AROUND // 2) :][:_SHOWN_AROUND])


def _runs(effect: EffectView) -> str:
    runs: Sequence[str] = effect.runs.columns["run_id"]
    if not len(runs):
        return tr("No run has read the old value.")
    named = ", ".join(runs[:_SHOWN_RUNS]) + (" …" if len(runs) > _SHOWN_RUNS else "")
    planned = sum(bool(told) for told in effect.runs.columns["planned"])
    return tr(
        "{count} runs read the old value and stay as they are, {planned} of them with this symbol in the plan: {named}",
        count=len(runs),
        planned=planned,
        named=named,
    )
