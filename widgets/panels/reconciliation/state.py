"""What the screen of reconciliation shows and allows, free of Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.ports.views.reconciliation import ReconciliationAsk, ReconciliationView
from core.ports.views.sheet import Sheet
from widgets.kit.walking import neighbour
from widgets.kit.words import tr, untranslated, word

ACTIONS: Mapping[str, tuple[str, str]] = {
    "adopt_broker": ("check", untranslated("The difference is posted; our figure becomes the broker's.")),
    "adopt_trade": ("pencil", untranslated("The trade you state from the contract note is posted.")),
    "reverse": ("undo-2", untranslated("The entry is posted again with the other sign; nothing is deleted.")),
    "wait": ("hourglass", untranslated("Nothing is posted; a P2 or P3 lets orders through until that day.")),
    "explained": ("info", untranslated("Nothing is posted; about figures only once the two agree.")),
    "write_off": ("trash-2", untranslated("The small difference in cash is posted as a result of its own.")),
}
"""By action: its icon and what it does to the books."""
PRIORITY_TONES: Mapping[str, str] = {"P1": "bad", "P2": "warn", "P3": "muted"}
_TERMS: Mapping[str, tuple[str, ...]] = {
    "adopt_trade": ("side", "shares", "price", "fees"),
    "wait": ("until",),
    "reverse": ("entry",),
}


@dataclass(slots=True)
class ReconciliationState:
    """The day and the break chosen, and the last view."""

    day: date | None = None
    break_id: int = 0
    view: ReconciliationView | None = None

    def ask(self) -> ReconciliationAsk:
        """Return what to ask for."""
        return ReconciliationAsk(self.day)

    def step_day(self, direction: int) -> bool:
        """Go to the neighbouring day; False where there is none."""
        found = neighbour(self.view.days, self.view.trade_date, direction) if self.view else None
        self.day = found or self.day
        return found is not None

    def take(self, view: ReconciliationView) -> None:
        """Take a view; a break that is gone gives way to the most urgent one."""
        self.view = view
        numbers = list(view.breaks.columns.get("id", ()))
        if self.break_id not in numbers:
            self.break_id = int(numbers[0]) if numbers else 0

    def chosen(self) -> dict[str, Any] | None:
        """Return the row of the chosen break, None where none is open."""
        numbers = list(self.view.breaks.columns.get("id", ())) if self.view else []
        if self.view is None or self.break_id not in numbers:
            return None
        return self.view.breaks.row(numbers.index(self.break_id))

    def breaks(self) -> Sheet:
        """Return the open breaks, each with how it stands in words."""
        if self.view is None or not len(self.view.breaks):
            return Sheet({})
        rows = [self.view.breaks.row(at) for at in range(len(self.view.breaks))]
        return Sheet({**self.view.breaks.columns, "standing": [standing_of(row) for row in rows]})

    def shares(self) -> Sheet:
        """Return the four statements of each name, the codes of its breaks in words, what differs first."""
        if self.view is None or not len(self.view.shares):
            return Sheet({})
        rows = [self.view.shares.row(at) for at in range(len(self.view.shares))]
        ordered = sorted(rows, key=lambda row: bool(row["agrees"]))
        told = [row | {"codes": ", ".join(word("break", code) for code in row["codes"])} for row in ordered]
        return Sheet.of(told, list(self.view.shares.columns))

    def blocking(self) -> int:
        """Return how many open breaks hold the next orders back."""
        return sum(bool(each) for each in self.view.breaks.columns.get("blocks", ())) if self.view else 0

    def differing(self) -> int:
        """Return how many names do not agree."""
        return sum(not each for each in self.view.shares.columns.get("agrees", ())) if self.view else 0

    def parity(self) -> float | None:
        """Return the day's parity, None where nothing was planned."""
        if self.view is None:
            return None
        days, values = (list(self.view.history.columns.get(name, ())) for name in ("day", "parity"))
        return values[days.index(self.view.trade_date)] if self.view.trade_date in days else None

    def history(self) -> Sheet:
        """Return a row a day, what differed that day in words."""
        columns = self.view.history.columns if self.view else {}
        return Sheet({**columns, "causes": [causes_text(each) for each in columns.get("causes", ())]})

    def entries(self) -> tuple[str, ...]:
        """Return the refs of the ledger's last entries, newest first."""
        return tuple(self.view.entries.columns.get("ref", ())) if self.view else ()

    def wait_days(self) -> tuple[str, ...]:
        """Return the days a break may wait for."""
        return tuple(day.isoformat() for day in self.view.wait_days) if self.view else ()

    def why_not(self, action: str, viewer: bool) -> str:
        """Say why an action is not to be had now, '' where it is."""
        row = self.chosen()
        if viewer:
            return tr("This console only looks.")
        if row is None:
            return tr("No break is open.")
        if action not in row["actions"]:
            allowed = ", ".join(word("break_action", each) for each in row["actions"])
            return tr(
                "{code} does not allow it; it allows: {actions}", code=word("break", row["code"]), actions=allowed
            )
        if action == "wait" and not self.wait_days():
            return tr("The calendar knows no later trading day.")
        if action == "reverse" and not self.entries():
            return tr("The ledger has no entry of the last weeks.")
        return ""

    def terms(self, action: str) -> tuple[str, ...]:
        """Return what else an action must be told."""
        return _TERMS.get(action, ())

    def command(self, action: str, values: Mapping[str, str]) -> tuple[str, ...]:
        """Return the command that carries a decision out."""
        named = [part for term in self.terms(action) for part in (f"--{term}", values[term].strip())]
        who = ("--author", values["author"].strip(), "--reason", values["reason"].strip())
        return ("breaks", "resolve", str(self.break_id), "--action", action, *named, *who)


def causes_text(causes: Mapping[str, int] | None) -> str | None:
    """Return how often each cause (`dimension:CODE`) had it that way; None where nothing is known of the day."""
    if causes is None:
        return None
    return "; ".join(f"{word('cause', name.rpartition(':')[2])} ×{count}" for name, count in causes.items())


def standing_of(row: Mapping[str, Any]) -> str:
    """Return whether a break holds the next orders back, and until when somebody waits."""
    state = "blocks" if row["blocks"] else "waits" if row["waiting"] else "lets"
    told = word("standing", state)
    return f"{told} {row['waits_until']}" if row["waits_until"] else told
