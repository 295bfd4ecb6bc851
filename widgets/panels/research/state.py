"""What the screen of research shows, chooses and may do; knows no Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from core.domain.money import FEN_PER_YUAN
from core.ports.studies import LabelFigures
from core.ports.views.research import LabelsView, ModelView, ReplayAsk, ReplaysView, ReplayView
from core.ports.views.sheet import Sheet
from widgets.kit.words import tr, word

MOST_SIDE_BY_SIDE = 6
MONTH_FIELDS = (*(f"m{month}" for month in range(1, 13)), "whole")

Line = npt.NDArray[np.float64]


@dataclass(slots=True)
class ResearchState:
    """The spans, the one looked at and those beside it, the label row chosen, and the command that runs."""

    replays: ReplaysView | None = None
    path: str = ""
    beside: tuple[str, ...] = ()
    curves: dict[str, ReplayView] = field(default_factory=dict)
    labels: LabelsView | None = None
    label: tuple[int, str] = (5, "buyable")
    running: tuple[str, ...] = ()
    is_at_work: bool = False

    def take(self, view: ReplaysView) -> None:
        """Take the list of spans; one that is gone is looked at no more."""
        self.replays = view
        paths = set(view.spans.columns["path"])
        self.path = self.path if self.path in paths else ""
        self.beside = tuple(path for path in self.beside if path in paths)
        self.curves = {path: curve for path, curve in self.curves.items() if path in paths}

    def spans(self) -> Sheet:
        """Return the list with a title a row."""
        if self.replays is None:
            return Sheet({})
        columns = dict(self.replays.spans.columns)
        rows = (self.replays.spans.row(place) for place in range(len(self.replays.spans)))
        columns["title"] = [self.title(row) for row in rows]
        return Sheet(columns)

    def title(self, row: Mapping[str, Any]) -> str:
        """Return what a span is called: its dates, or its folder's name."""
        if row["state"] == "own":
            return tr("This home")
        if row["first"] is None:
            return str(row["name"])
        return f"{row['first']:%Y-%m-%d} … {row['last']:%m-%d}"

    def named(self, path: str) -> str:
        """Return what the span in that folder is called."""
        sheet = self.spans()
        for place, each in enumerate(sheet.columns.get("path", ())):
            if each == path:
                return str(sheet.columns["title"][place])
        return path

    def asks(self) -> list[ReplayAsk]:
        """Return the questions for the span looked at and those beside it."""
        return [ReplayAsk(path) for path in dict.fromkeys((self.path, *self.beside))]

    def put_beside(self, paths: Sequence[str]) -> None:
        """Show these spans together; one alone is only looked at."""
        chosen = tuple(dict.fromkeys(paths))[:MOST_SIDE_BY_SIDE]
        self.beside = chosen if len(chosen) > 1 else ()
        if chosen and self.path not in chosen:
            self.path = chosen[0]

    def keep(self, view: ReplayView) -> None:
        """Take one span's curves."""
        self.curves[view.path] = view

    def shown(self) -> ReplayView | None:
        """Return the span looked at, None until it has come."""
        return self.curves.get(self.path)

    def together(self) -> tuple[list[date], list[tuple[str, Line]]]:
        """Return the days of all spans shown and a growth line each, NaN where a span was not playing."""
        chosen = [self.curves[path] for path in self.beside if path in self.curves]
        days = sorted({day for curve in chosen for day in curve.days})
        place = {day: at for at, day in enumerate(days)}
        lines = []
        for curve in chosen:
            line = np.full(len(days), np.nan)
            line[[place[day] for day in curve.days]] = curve.account
            lines.append((self.named(curve.path), line))
        return days, lines

    def why_not(self, viewer: bool) -> str:
        """Say why nothing can be started now; '' where it can."""
        if viewer:
            return tr("This console only looks: another one has the desk.")
        if self.is_at_work and not self.running:
            return tr("Another action of this screen is under way.")
        if self.running:
            return tr("A command of this screen is still running: {command}", command=" ".join(self.running))
        if self.replays is not None and self.replays.stored is None:
            return tr("No bars are stored: pull or import data first.")
        return ""

    def replay_command(self, filled: Mapping[str, str]) -> tuple[str, ...]:
        """Return the command of a new span; ValueError for what is no date, no sum or a span the wrong way round."""
        first, last = (date.fromisoformat(filled[name].strip()) for name in ("first", "last"))
        if last < first:
            raise ValueError(tr("{last} lies before {first}", last=last, first=first))
        words = ["replay", "--from", first.isoformat(), "--to", last.isoformat()]
        cash = filled.get("cash", "").replace(",", "").strip()
        if cash:
            if not float(cash) > 0:
                raise ValueError(tr("the opening cash is an amount above 0"))
            words += ["--cash", cash]
        return tuple(words)

    def row(self) -> Mapping[str, Any]:
        """Return the row of the span looked at; empty before the list has come."""
        if self.replays is None:
            return {}
        spans = self.replays.spans
        return next((row for row in map(spans.row, range(len(spans))) if row["path"] == self.path), {})

    def why_not_go_on(self) -> str:
        """Say why the span looked at cannot be played on; '' where it was cut short."""
        return "" if self.row().get("state") == "unfinished" else tr("Only a span that was cut short can be played on.")

    def resume_command(self) -> tuple[str, ...]:
        """Return the command that plays the span looked at to its end; empty where it was not cut short."""
        row = self.row()
        if row.get("state") != "unfinished":
            return ()
        cash = f"{row['cash'] / FEN_PER_YUAN:.2f}"
        span = ("--from", row["first"].isoformat(), "--to", row["last"].isoformat())
        return ("replay", *span, "--into", str(row["path"]), "--cash", cash, "--keep")

    def is_played(self, command: Sequence[str]) -> bool:
        """Whether a span of the command's dates is there already: it would be played anew in its place."""
        if self.replays is None or "--from" not in command:
            return False
        first, last = command[command.index("--from") + 1], command[command.index("--to") + 1]
        return f"{first.replace('-', '')}-{last.replace('-', '')}" in self.replays.spans.columns["name"]

    def label_row(self) -> int:
        """Return which row of the label figures is chosen, -1 where there is none."""
        figures = self.label_figures()
        if figures is None:
            return -1
        rows = list(zip(figures.columns["horizon"], figures.columns["names"], strict=True))
        return rows.index(self.label) if self.label in rows else 0

    def label_figures(self) -> LabelFigures | None:
        """Return the label figures, None where nobody had them made."""
        return None if self.labels is None else self.labels.figures

    def label_words(self) -> str:
        """Say of which dates the label figures are, and whether bars came since."""
        figures = self.label_figures()
        if figures is None or self.labels is None:
            return tr("Nobody has measured labels here yet.")
        head = figures.head
        said = tr(
            "{first} to {last}, {dates} dates, {names} names a date · pin {pin} · made {made}",
            first=head.first, last=head.last, dates=f"{head.dates:,}", names=f"{head.names:,.0f}", pin=head.pin,
            made=f"{head.as_of:%Y-%m-%d %H:%M}",
        )  # fmt: skip
        if self.labels.newest_bar is not None and self.labels.newest_bar > head.last:
            return f"{said} · " + tr("bars are stored to {newest}", newest=self.labels.newest_bar)
        return said


def months_sheet(view: ReplayView) -> Sheet:
    """Return the monthly table: a row a year for the account and one for the index, newest year first."""
    rows: list[dict[str, Any]] = []
    for place in reversed(range(len(view.years))):
        for of, table in (("account", view.months), ("index", view.index_months)):
            rows.append({"year": view.years[place], "of": of, **dict(zip(MONTH_FIELDS, table[place], strict=True))})
    return Sheet.of(rows, ("year", "of", *MONTH_FIELDS))


def by_category(view: ModelView) -> tuple[list[str], Line]:
    """Return the categories of the model's factors by their share of the score, the largest first."""
    shares: dict[str, float] = {}
    columns = view.composition.columns
    for category, share in zip(columns["category"], columns["share"], strict=True):
        shares[category] = shares.get(category, 0.0) + float(share)
    order = sorted(shares, key=lambda name: (-shares[name], name))
    return [word("category", name) for name in order], np.array([shares[name] for name in order])
