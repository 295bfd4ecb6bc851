"""What the screen of alarms shows and allows, free of Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.domain.alarms import URGENT, AlarmState, Condition
from core.domain.evidence import readable
from core.ports.views.alarms import AlarmsAsk, AlarmsView
from core.ports.views.sheet import Sheet
from widgets.kit.sayings import spoken
from widgets.kit.words import tr, untranslated, word

ALL = "all"
FILTERS: Mapping[str, str] = {
    ALL: untranslated("All"),
    AlarmState.UNACKNOWLEDGED.value: untranslated("Active"),
    AlarmState.ACKNOWLEDGED.value: untranslated("Acknowledged"),
    AlarmState.RETURNED.value: untranslated("Returned, unseen"),
    AlarmState.SHELVED.value: untranslated("Shelved"),
}
_TONES = {1: "critical", 2: "bad", 3: "warn", 4: "warn"}
FIELDS = (
    "alarm_id", "state", "priority", "title", "subject", "detail", "since", "age_min", "count", "remedy", "owner",
    "condition", "chattering", "code", "tone",
)  # fmt: skip
HOURS = ("1", "4", "8", "24")

Row = dict[str, Any]


@dataclass(slots=True)
class AlarmsState:
    """The last view, the filter by state, the row picked, and whose name was given last."""

    view: AlarmsView | None = None
    chosen: str = ALL
    picked: int = 0
    author: str = ""
    unfolded: bool = False
    _rows: list[Row] = field(default_factory=list)

    def ask(self) -> AlarmsAsk:
        """Return what to ask for."""
        return AlarmsAsk()

    def take(self, view: AlarmsView) -> None:
        """Take in a view."""
        self.view = view
        standing = view.standing
        self._rows = [_told(standing.row(place), view.as_of) for place in range(len(standing))]
        if self.row(self.picked) is None:
            self.picked = 0

    def counts(self) -> dict[str, int]:
        """Return how many alarms each filter leaves."""
        return {name: len(self._rows) if name == ALL else self._of(name) for name in FILTERS}

    def sheet(self) -> Sheet:
        """Return the rows the filter leaves; in a flood those of lesser priority fold into a line for each priority."""
        rows = [row for row in self._rows if self.chosen in (ALL, row["state"])]
        if self.folds:
            rows = [row for row in rows if row["priority"] <= URGENT] + _lines(rows)
        return Sheet.of(rows, FIELDS)

    @property
    def folds(self) -> bool:
        """Whether lesser alarms are folded now."""
        return self.view is not None and self.view.flood and not self.unfolded

    def row(self, alarm_id: int) -> Row | None:
        """Return an alarm by its number, None where it does not stand."""
        return next((row for row in self._rows if row["alarm_id"] == alarm_id), None)

    def first(self) -> int:
        """Return the number of the most urgent alarm the filter leaves, 0 where there is none."""
        return next((int(row["alarm_id"]) for row in self._rows if self.chosen in (ALL, row["state"])), 0)

    def is_watched(self, now: datetime) -> bool:
        """Whether somebody still looks for alarms."""
        return self.view is not None and self.view.is_watched(now)

    def why_not_acknowledge(self, ids: Sequence[int], viewer: bool) -> str:
        """Say why these alarms cannot be acknowledged, '' where they can."""
        return self._why_not(
            ids,
            viewer,
            {
                AlarmState.ACKNOWLEDGED: tr("It is acknowledged already."),
                AlarmState.SHELVED: tr("It is shelved; take it off the shelf first."),
            },
        )

    def why_not_shelve(self, ids: Sequence[int], viewer: bool) -> str:
        """Say why these alarms cannot be shelved, '' where they can."""
        return self._why_not(ids, viewer, {AlarmState.SHELVED: tr("It is shelved already.")})

    def why_not_unshelve(self, ids: Sequence[int], viewer: bool) -> str:
        """Say why these alarms cannot be taken off the shelf, '' where they can."""
        off = tr("It is not shelved.")
        return self._why_not(ids, viewer, {state: off for state in AlarmState if state is not AlarmState.SHELVED})

    def acknowledge_command(self, ids: Sequence[int], author: str, note: str) -> tuple[str, ...]:
        """Return the command that acknowledges."""
        self.author = author
        return ("alarms", "ack", *map(str, ids), "--author", author, "--note", note)

    def shelve_command(self, ids: Sequence[int], author: str, reason: str, hours: str) -> tuple[str, ...]:
        """Return the command that shelves."""
        self.author = author
        return ("alarms", "shelve", *map(str, ids), "--author", author, "--reason", reason, "--hours", hours)

    def unshelve_command(self, ids: Sequence[int], author: str, reason: str) -> tuple[str, ...]:
        """Return the command that takes off the shelf."""
        self.author = author
        return ("alarms", "unshelve", *map(str, ids), "--author", author, "--reason", reason)

    def _of(self, state: str) -> int:
        return sum(row["state"] == state for row in self._rows)

    def _why_not(self, ids: Sequence[int], viewer: bool, refused: Mapping[AlarmState, str]) -> str:
        if viewer:
            return tr("This console only looks.")
        rows = [row for alarm_id in ids if (row := self.row(alarm_id)) is not None]
        if not rows:
            return tr("Pick an alarm first.")
        return next((refused[state] for row in rows if (state := AlarmState(row["state"])) in refused), "")


def age(minutes: int) -> str:
    """Return how long ago something was, in two units at most."""
    if minutes < 1:
        return tr("just now")
    if minutes < 60:
        return tr("{minutes} min", minutes=minutes)
    hours, rest = divmod(minutes, 60)
    if hours < 24:
        return tr("{hours} h {minutes} min", hours=hours, minutes=rest)
    return tr("{days} d {hours} h", days=hours // 24, hours=hours % 24)


def tone_of(row: Mapping[str, Any]) -> str:
    """Return the tone of an alarm: its priority's until somebody has seen it, calmer then, never that of good news."""
    calmer = {AlarmState.SHELVED: "muted", AlarmState.ACKNOWLEDGED: "warn", AlarmState.RETURNED: "accent"}
    return calmer.get(AlarmState(row["state"])) or _TONES.get(int(row["priority"]), "bad")


def evidence(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the figures behind an alarm as name and text."""
    return [
        (word("clue", name), spoken(word(name, text)))
        for name, text in readable(row["evidence"]).items()
        if name != "owner"
    ]


def _told(row: Row, now: datetime) -> Row:
    title = word("alarm", row["code"])
    if row["condition"] != Condition.RAISED:
        title = tr("{title}: {condition}", title=title, condition=word("alarm_condition", row["condition"]))
    return row | {
        "title": title,
        "remedy": word("alarm_remedy", row["code"]),
        "age_min": max(int((now - row["since"]).total_seconds() // 60), 0),
        "tone": tone_of(row),
    }


def _lines(rows: Sequence[Row]) -> list[Row]:
    lines: list[Row] = []
    for priority in sorted({row["priority"] for row in rows if row["priority"] > URGENT}):
        folded = [row for row in rows if row["priority"] == priority]
        lines.append(
            {
                "alarm_id": -priority,
                "state": AlarmState.UNACKNOWLEDGED.value,
                "priority": priority,
                "title": tr("{count} alarms of priority {priority}", count=len(folded), priority=priority),
                "detail": tr("folded while there are too many to read"),
                "since": max(row["since"] for row in folded),
                "age_min": min(row["age_min"] for row in folded),
                "count": len(folded),
                "remedy": tr("Deal with those of priority 1 and 2 first."),
                "tone": "warn",
            }
        )
    return lines
