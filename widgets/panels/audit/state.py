"""What Audit shows and allows, free of Qt."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.ports.records import MOST_COUNTED, EventQuery, RunQuery
from core.ports.views.audit import (
    EventsAsk,
    LineageView,
    Mark,
    OrdersAsk,
    PageView,
    PayloadAsk,
    RecordsAsk,
    RunsAsk,
    RunView,
    Station,
)
from core.ports.views.sheet import Sheet
from widgets.kit.sayings import spoken
from widgets.kit.words import tr, untranslated, word

LINEAGE, RUNS, EVENTS, RECORDS = "lineage", "runs", "events", "records"
TABS = (LINEAGE, RUNS, EVENTS, RECORDS)
LEVELS = ("order", "plan", "score", "factors", "snapshots", "payload")
LEVEL_TITLES: Mapping[str, str] = {
    "order": untranslated("Order"),
    "plan": untranslated("Plan row"),
    "score": untranslated("Score"),
    "factors": untranslated("Factor values"),
    "snapshots": untranslated("Snapshot rows"),
    "payload": untranslated("Source payload"),
}
KINDS = ("night", "morning", "close", "resolve", "init")
OUTCOMES = ("done", "degraded", "blocked", "data_not_ready", "not_trade_day", "unknown", "failure", "bad_config", "")
EVENT_LEVELS = ("info", "warning", "alarm")
MARK_TONES: Mapping[Mark, str] = {
    Mark.PASSED: "good",
    Mark.ENDED: "bad",
    Mark.WARNED: "warn",
    Mark.NOT_REACHED: "muted",
    Mark.UNKNOWN: "muted",
}
_OUTCOME_TONES = {
    "degraded": "warn",
    "data_not_ready": "warn",
    "blocked": "bad",
    "failure": "bad",
    "bad_config": "bad",
    "unknown": "bad",
    "unfinished": "warn",
}
_LEVEL_TONES = {"warning": "warn", "alarm": "bad"}
_RULING_TONES = {"reduce": "warn", "block": "bad"}
_ORDER = re.compile(r"\d{8}-\d{2}-\d{3,}")
_SYMBOL = re.compile(r"(\d{6}\.(?:SH|SZ|BJ))(?:@(\d{4}-\d{2}-\d{2}|\d{8}))?")
_RUN = re.compile(r"[a-z]+-\d{8}-\d{2,}")
_HASH = 16
_QUARTER = re.compile(r"\d{4}Q[1-4]")


@dataclass(slots=True)
class AuditState:
    """The tab in front, what is searched for in each, and what is looked at."""

    tab: str = LINEAGE
    orders_text: str = ""
    events: EventQuery = field(default_factory=EventQuery)
    runs: RunQuery = field(default_factory=RunQuery)
    pages: dict[str, int] = field(default_factory=lambda: dict.fromkeys(TABS, 0))
    totals: dict[str, PageView] = field(default_factory=dict)
    key: str = ""
    level: str = "order"
    run_id: str = ""
    is_busy: bool = False
    is_at_work: bool = False
    lineage: LineageView | None = None
    run: RunView | None = None

    def ask(self) -> EventsAsk | RunsAsk | OrdersAsk | RecordsAsk:
        """Return what the tab in front asks for."""
        if self.tab == RECORDS:
            return RecordsAsk()
        if self.tab == EVENTS:
            return EventsAsk(self.events, self.pages[EVENTS])
        if self.tab == RUNS:
            return RunsAsk(self.runs, self.pages[RUNS])
        return OrdersAsk(self.orders_text, self.pages[LINEAGE])

    def search_events(self, text: str, level: str, topic: str, since: date | None, until: date | None) -> None:
        """Look for events; what is empty means any."""
        wanted = EventQuery(text.strip(), (level,) if level else (), (topic,) if topic else (), since, until)
        if wanted != self.events:
            self.events, self.pages[EVENTS] = wanted, 0

    def search_runs(self, text: str, kind: str, outcome: str | None, since: date | None, until: date | None) -> None:
        """Look for runs; what is empty means any, an outcome of None too: '' are the unfinished."""
        outcomes = () if outcome is None else (outcome,)
        wanted = RunQuery(text.strip(), (kind,) if kind else (), outcomes, since, until)
        if wanted != self.runs:
            self.runs, self.pages[RUNS] = wanted, 0

    def search_orders(self, text: str) -> None:
        """Look for orders."""
        if text.strip() != self.orders_text:
            self.orders_text, self.pages[LINEAGE] = text.strip(), 0

    def turn(self, direction: int) -> bool:
        """Turn to the next page (1) or the one before (-1) of the tab in front; False where there is none."""
        told = self.totals.get(self.tab)
        page = self.pages[self.tab] + direction
        if told is None or not 0 <= page < told.pages:
            return False
        self.pages[self.tab] = page
        return True

    def page_text(self) -> str:
        """Return which page of how many is shown, and how many lines there are."""
        told = self.totals.get(self.tab)
        if told is None:
            return ""
        total = f"{told.total:,}{'+' if told.total >= MOST_COUNTED else ''}"
        return tr("page {page} of {pages} · {total} in all", page=told.page + 1, pages=told.pages, total=total)

    def take(self, view: PageView) -> None:
        """Keep what a tab was told."""
        self.totals[view.what if view.what in TABS else LINEAGE] = view

    def point_at(self, argument: str) -> None:
        """Turn to what another screen, or a person, names: `order:…`, `symbol:…@…`, `run:…`, `events:…`, or bare."""
        kind, _, rest = named(argument).partition(":")
        if kind in ("order", "symbol"):
            self.tab, self.key, self.level = LINEAGE, f"{kind}:{rest}", "order"
        elif kind == "run":
            self.tab, self.run_id = RUNS, rest
        elif kind == "events":
            self.tab = EVENTS
            self.search_events(rest, "", "", None, None)
        elif rest in TABS or kind in TABS:
            self.tab = rest or kind

    def why_not_act(self, viewer: bool) -> str:
        """Say why nothing can be started now, '' where it can."""
        if viewer:
            return tr("This console only looks.")
        return tr("Another action of this screen is under way.") if self.is_busy or self.is_at_work else ""

    def why_not_replay(self, viewer: bool) -> str:
        """Say why the run looked at cannot be replayed, '' where it can."""
        if self.run is None:
            return tr("Pick a run first.")
        if not self.run.can_replay:
            return tr("Only finished Night, Morning and Close runs can be replayed.")
        return self.why_not_act(viewer)

    def quarter(self) -> str:
        """Return the quarter of the newest thing shown; '' before anything is."""
        newest = next(iter(self.totals.values()), None)
        return "" if newest is None else quarter_of(_newest_day(newest))

    def goes_on(self) -> bool:
        """Whether the way looked at may come further: no station ended it and its result is not final."""
        trail = self.lineage.trail if self.lineage else ()
        ended = any(station.mark is Mark.ENDED for station in trail)
        return bool(trail) and not ended and trail[-1].mark is not Mark.PASSED

    def payload_ask(self, row: Mapping[str, Any] | None) -> PayloadAsk | None:
        """Return what to ask of a snapshot row, of the first one where none was picked; None where there is none."""
        if self.lineage is None or not len(self.lineage.snapshots):
            return None
        chosen = row or self.lineage.snapshots.row(0)
        return PayloadAsk(int(chosen["snapshot_id"]), str(chosen["read_by"]), self.lineage.symbol)


def _newest_day(view: PageView) -> date:
    days = (
        view.sheet.columns.get("trade_date")
        or view.sheet.columns.get("last")
        or [at.date() for at in view.sheet.columns.get("at", ())]
    )
    return max(days, default=view.as_of.date())


def named(argument: str) -> str:
    """Return what a person typed as a key: an order's id, a symbol with or without its date, or a run's id.

    What already is one, or is none of these, comes back as it is.
    """
    text = argument.strip()
    if _ORDER.fullmatch(text):
        return f"order:{text}"
    symbol = _SYMBOL.fullmatch(text.upper())
    if symbol:
        return f"symbol:{symbol[0]}"
    return f"run:{text}" if _RUN.fullmatch(text) else text


def is_key(text: str) -> bool:
    """Whether a text names an order, a symbol or a run, so that it leads somewhere by itself."""
    return named(text).partition(":")[0] in ("order", "symbol", "run")


def day_of(text: str) -> date | None:
    """Return a typed date; None where nothing was typed. ValueError where it is none."""
    return date.fromisoformat(text.strip()) if text.strip() else None


def marked(sheet: Sheet, name: str, tones: Mapping[str, str]) -> Sheet:
    """Return a sheet whose rows carry a tone by what stands in a column."""
    return Sheet({**sheet.columns, "tone": [tones.get(str(code), "") for code in sheet.columns.get(name, ())]})


def events_sheet(sheet: Sheet) -> Sheet:
    """Return events with warnings and alarms marked."""
    return marked(sheet, "level", _LEVEL_TONES)


def runs_sheet(sheet: Sheet) -> Sheet:
    """Return runs with those that did not end well marked."""
    return marked(sheet, "outcome", _OUTCOME_TONES)


def verdicts_sheet(sheet: Sheet) -> Sheet:
    """Return verdicts with those that did not pass marked."""
    return marked(sheet, "ruling", _RULING_TONES)


def outcome_tone(outcome: str) -> str:
    """Return the tone of a run's outcome, '' being an unfinished one."""
    if outcome == "not_trade_day":
        return "muted"
    return _OUTCOME_TONES.get(outcome or "unfinished", "good")


def replay_sheet(rows: Sequence[Mapping[str, Any]]) -> Sheet:
    """Return what `daybreak replay RUN_ID` said of each artifact, differences marked."""
    sheet = Sheet.of(rows, ("artifact", "bytes", "verdict"))
    tones = ["good" if each == "same" else "bad" for each in sheet.columns["verdict"]]
    return Sheet({**sheet.columns, "tone": tones})


def pretty(detail: str) -> str:
    """Return an event's detail as JSON that people can read; as it is where it is none."""
    try:
        return json.dumps(json.loads(detail), ensure_ascii=False, indent=2)
    except ValueError:
        return detail


def export_faults(quarter: str, folder: str) -> str:
    """Say what is wrong with what was filled in for an export, '' where nothing is."""
    if not _QUARTER.fullmatch(quarter.strip()):
        return tr("{quarter} is no quarter; write it as 2026Q3.", quarter=quarter)
    return "" if folder.strip() else tr("Name a new folder.")


def quarter_of(day: date) -> str:
    """Return the quarter of a day, such as 2026Q3."""
    return f"{day.year}Q{(day.month - 1) // 3 + 1}"


def station_word(station: Station) -> str:
    """Return what happened at a station, in words; a dash where it was never reached."""
    return word(station.group, station.code) if station.code else "–"


def answer(view: LineageView) -> tuple[str, str]:
    """Return in one sentence what became of the order, and its tone: where it ended, or how far it came."""
    ended = next((each for each in view.trail if each.mark is Mark.ENDED), None)
    if ended is not None:
        where, why = word("trail", ended.name), station_word(ended)
        told = f" ({spoken(ended.text)})" if ended.text else ""
        if view.order:
            return tr("Placed, and ended at {where}: {why}{told}", where=where, why=why, told=told), "warn"
        return tr("Not placed. It ended at {where}: {why}{told}", where=where, why=why, told=told), "bad"
    result = view.trail[-1] if view.trail else None
    if result is not None and result.mark in (Mark.PASSED, Mark.WARNED):
        tone = MARK_TONES[result.mark]
        return tr("Placed: {state} ({told})", state=station_word(result), told=spoken(result.text)), tone
    if view.order:
        return tr("Placed; nothing is known of its result yet."), "warn"
    known = [each for each in view.trail if each.mark in (Mark.PASSED, Mark.WARNED)]
    if not known:
        return tr("No run of that day is on record here."), "muted"
    return tr("Under way: it has come as far as {where}.", where=word("trail", known[-1].name)), "muted"


def short_hash(text: str) -> str:
    """Return the beginning of a hash."""
    return text if len(text) <= _HASH else f"{text[:_HASH]}…"
