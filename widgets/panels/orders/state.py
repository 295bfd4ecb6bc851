"""What the screen of plan and orders shows and allows, free of Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.domain.money import LI_PER_FEN
from core.ports.views.orders import Fate, FileCard, NameAsk, NameView, OrdersAsk, OrdersView, Stage
from core.ports.views.sheet import Sheet
from widgets.kit.walking import neighbour
from widgets.kit.words import tr, untranslated, word
from widgets.panels.orders.phrases import in_words

FATE_TONES: Mapping[str, str] = {
    Fate.ORDERED: "good",
    Fate.KEPT: "good",
    Fate.PLANNED: "accent",
    Fate.BUILT: "accent",
    Fate.SKIPPED: "warn",
    Fate.NO_ORDERS: "bad",
    Fate.HELD_BACK: "bad",
    Fate.EXCLUDED: "warn",
}
"""The lamp of a fate; what is not named here is no news: muted."""

GROUPS: Mapping[str, tuple[str, frozenset[str]]] = {
    "all": (untranslated("All"), frozenset(Fate)),
    "ordered": (untranslated("Ordered"), frozenset({Fate.ORDERED})),
    "not_ordered": (
        untranslated("Not ordered"),
        frozenset({Fate.SKIPPED, Fate.HELD_BACK, Fate.NO_ORDERS, Fate.BUILT, Fate.PLANNED}),
    ),
    "kept": (untranslated("Kept"), frozenset({Fate.KEPT})),
    "spare": (untranslated("Standing by"), frozenset({Fate.SPARE})),
}
"""The names a person may narrow the table down to: what the choice is called, and the fates it holds."""

_CODE_GROUPS: Mapping[str, str] = {
    Fate.SKIPPED: "skip",
    Fate.KEPT: "skip",
    Fate.HELD_BACK: "gate",
    Fate.EXCLUDED: "excluded",
}
_STAGE_GROUPS: Mapping[str, str] = {
    "universe": "excluded",
    "plan": "action",
    "order": "side",
    "gates": "gate",
    "answer": "ack",
    "fill": "state",
}
ANSWER_TONES: Mapping[str, str] = {
    "accepted": "good", "reported": "good", "partly": "warn", "refused": "bad", "unknown": "bad", "sent": "warn",
    "not_sent": "warn",
}  # fmt: skip
RUN_TONES: Mapping[str, str] = {
    "done": "",
    "not_trade_day": "",
    "": "accent",
    "degraded": "warn",
    "data_not_ready": "warn",
}
"""The tone of a run's outcome; what is not named here ended badly."""


@dataclass(slots=True)
class OrdersState:
    """The day and the name chosen, and the last views of both."""

    day: date | None = None
    symbol: str = ""
    group: str = "all"
    view: OrdersView | None = None
    story: NameView | None = None

    def ask(self) -> OrdersAsk:
        """Return what to ask for."""
        return OrdersAsk(self.day)

    def name_ask(self) -> NameAsk | None:
        """Return what to ask of the chosen name, None while no name or no day is known."""
        if self.view is None or self.view.trade_date is None or not self.symbol:
            return None
        return NameAsk(self.view.trade_date, self.symbol)

    def step_day(self, direction: int) -> bool:
        """Go to the neighbouring day; False where there is none."""
        found = neighbour(self.view.days, self.view.trade_date, direction) if self.view else None
        self.day = found or self.day
        return found is not None

    def take(self, view: OrdersView) -> None:
        """Take a view; the chosen name stays, and where none is chosen the first one is."""
        self.view = view
        symbols = list(view.names.columns.get("symbol", ()))
        if not self.symbol and symbols:
            self.symbol = str(symbols[0])

    def names(self) -> Sheet:
        """Return the plan's rows with the reason of each fate in words."""
        if self.view is None or not len(self.view.names):
            return Sheet({})
        wanted = GROUPS[self.group][1]
        rows = [row for row in map(self.view.names.row, range(len(self.view.names))) if row["fate"] in wanted]
        told = [
            row | {"told": reason_of(row["fate"], row["code"], row["why"]), "reason": in_words(row["reason"] or "")}
            for row in rows
        ]
        return Sheet.of(told, [*self.view.names.columns, "told"])

    def ready(self) -> date | None:
        """Return the later day a plan is ready for, None where the newest is shown or a day was chosen."""
        return neighbour(self.view.days, self.view.trade_date, 1) if self.view and self.day is None else None

    def count(self, group: str) -> int:
        """Return how many names a choice holds."""
        fates = self.view.names.columns.get("fate", ()) if self.view else ()
        return sum(fate in GROUPS[group][1] for fate in fates)

    def orders_left(self) -> tuple[int, int]:
        """Return how many of the day's orders have ended, and how many there are."""
        states = list(self.view.orders.columns.get("state", ())) if self.view else []
        return sum(state in _ENDED for state in states), len(states)

    def filled_share(self) -> float | None:
        """Return the share of the ordered money that has filled, None without orders."""
        if self.view is None or not len(self.view.orders):
            return None
        amounts, shares = (self.view.orders.columns[each] for each in ("notional_fen", "filled_share"))
        total = sum(amounts)
        return sum(amount * share for amount, share in zip(amounts, shares, strict=True)) / total if total else None

    def meant_fen(self, action: str) -> int | None:
        """Return what the plan means to buy or sell at its own closes, None while nothing is planned."""
        names = self.view.names.columns if self.view else {}
        triples = zip(*(names.get(each, ()) for each in ("action", "delta_shares", "close_li")), strict=True)
        meant = [abs(shares) * price_li // LI_PER_FEN for wanted, shares, price_li in triples if wanted == action]
        return sum(meant) if names else None

    def card(self) -> FileCard | None:
        """Return the day's newest file."""
        return self.view.files[-1] if self.view and self.view.files else None

    def audit_key(self, row: Mapping[str, Any]) -> str:
        """Return the key under which the way of a row is looked up: its order, else the name on the day."""
        if row.get("order_id"):
            return f"order:{row['order_id']}"
        day = self.view.trade_date if self.view else None
        return f"symbol:{row['symbol']}@{day}"


_ENDED = frozenset({"FILLED", "PARTIAL_CANCELLED", "CANCELLED", "REJECTED", "NOT_SENT"})


def reason_of(fate: str, code: str, why: str) -> str:
    """Return why a name was left where it was: the code in words, then what the run said."""
    named = word(_CODE_GROUPS[fate], code) if code and fate in _CODE_GROUPS else code
    return " · ".join(each for each in (named, in_words(why)) if each)


def sentence_of(story: NameView) -> str:
    """Say in one sentence what became of a name and why."""
    reason = reason_of(story.fate, story.code, story.why)
    heads = story.heads[0] if story.heads else None
    if story.fate is Fate.SPARE:
        return tr("Nobody it could have stood in for fell out.")
    if story.fate is Fate.UNKNOWN:
        return tr("No Night has planned for this day.")
    if story.fate is Fate.NOT_SCORED:
        return tr("No weighted factor has a value of it that day.")
    if story.fate is Fate.BUILT:
        return tr("Its order is built; the gates have not let it out yet.")
    if story.fate is Fate.NOT_PLANNED and heads and heads.rank:
        return tr("Rank {rank}: the plan takes the best {count}.", rank=heads.rank, count=story.top_n)
    if story.fate is Fate.EXCLUDED:
        return tr("Not eligible that day: {why}.", why=reason or tr("no name of the market"))
    if story.fate is Fate.SKIPPED:
        return tr("No order was made: {why}.", why=reason)
    if story.fate is Fate.HELD_BACK:
        return tr("Its order was held back: {why}.", why=reason or tr("see the Morning"))
    return reason


def stage_text(stage: Stage) -> str:
    """Return what a station says: its code in words and the reason."""
    code = word(_STAGE_GROUPS.get(stage.name, ""), stage.code) if stage.code else ""
    if stage.name == "order" and stage.passed is False:
        code = word("skip", stage.code)
    return " · ".join(each for each in (code, in_words(stage.why)) if each)


def import_command(paths: Sequence[str]) -> tuple[str, ...]:
    """Return the command that takes in dropped files."""
    return ("inbox", "import", *paths, "--how", "drag")


def decide_command(batch_id: str, sent: bool, author: str, reason: str) -> tuple[str, ...]:
    """Return the command that records a person's word on a batch."""
    return ("orders", "decide", batch_id, "--sent" if sent else "--not-sent", "--author", author, "--reason", reason)


def why_not_decide(card: FileCard | None, viewer: bool) -> str:
    """Say why nothing is to be decided about a batch, '' where there is."""
    if viewer:
        return tr("This console only looks.")
    if card is None or not card.released:
        return tr("No file was released.")
    if not card.decidable:
        return tr("The executor has told already: {answer}.", answer=word("answer", card.answer))
    return ""
