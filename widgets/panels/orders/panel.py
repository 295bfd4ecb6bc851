"""Plan and orders as a person sees them."""

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QSizePolicy, QSplitter, QTabWidget, QToolButton, QWidget

from core.ports.views.asking import Trouble, View
from core.ports.views.orders import FileCard, NameView, OrdersView, RunMark
from core.ports.views.sheet import Sheet
from widgets.kit.cards import Banner, Fact, FactStrip, Short, action, allow, column_of, line_of, named, small_button
from widgets.kit.drawer import Field
from widgets.kit.link import Done, Link
from widgets.kit.panel import Panel
from widgets.kit.sayings import spoken
from widgets.kit.stages import Stages
from widgets.kit.walking import day_named
from widgets.kit.words import tr, word
from widgets.panels.orders.columns import GATES, NAMES, ORDERS, RECEIVED
from widgets.panels.orders.file_pane import FilePane
from widgets.panels.orders.phrases import in_words
from widgets.panels.orders.state import ANSWER_TONES, GROUPS, RUN_TONES, OrdersState, decide_command, import_command
from widgets.panels.orders.story_pane import StoryPane
from widgets.tables.arranged import Arranged
from widgets.tables.column import Column, Kind
from widgets.tables.shown import shower
from widgets.tables.table import DataTable

_MONEY = shower(Column("", "", Kind.MONEY))
_SHORT_HASH = 12


class OrdersPanel(Panel):
    """The plan beside the holdings, the orders with their states, the file, the gates; why, for any name."""

    name = "orders"
    title = "Plan and orders"
    topics = frozenset({"runs", "orders", "ledger", "exchange"})
    stale_after_s = 3600.0

    def __init__(self, link: Link) -> None:
        self.state = OrdersState()
        self._arranged: Arranged | None = None
        self._saved: dict[str, Any] = {}
        super().__init__(link)
        self.setAcceptDrops(True)
        self._day = named(QLabel("–"), "panelTitle")
        self.take_in_button = action(tr("Take in a file …"), "upload", self._choose_files)
        why_not = tr("This console only looks.") if link.viewer else ""
        allow(self.take_in_button, why_not, import_command(["…"]))
        for widget in (
            self.take_in_button,
            small_button("chevron-left", tr("The day before"), lambda: self._step(-1)),
            self._day,
            small_button("chevron-right", tr("The day after"), lambda: self._step(1)),
            small_button("calendar-clock", tr("The newest day"), lambda: self._to_day("")),
        ):
            self.add_to_head(widget)

    def build(self) -> Stages[None]:
        """Build facts, the two tables, the file, the gates and the story of the chosen name."""
        self._facts = [Fact(label) for label in _fact_labels()]
        self.news, self._notes = Banner(), named(Short(), "caption")
        self.choices = {group: self._choice(group) for group in GROUPS}
        tables_split, split = QSplitter(Qt.Orientation.Vertical), QSplitter(Qt.Orientation.Horizontal)
        page, narrowing = QWidget(), QWidget()
        narrowing.setLayout(line_of(*self.choices.values(), self._notes, gap=4))
        page.setLayout(column_of(self.news, FactStrip(*self._facts), narrowing, split, gap=6))
        self.put(page)
        yield
        self.names = DataTable("Plan beside holdings", NAMES, key="symbol")
        split.addWidget(tables_split)
        tables_split.addWidget(self.names)
        yield
        self.tabs = QTabWidget()
        tables_split.addWidget(self.tabs)
        self.orders = DataTable("Orders of the day", ORDERS, key="order_id")
        self.orders.set_empty_text(tr("No order was made for this day."))
        self.tabs.addTab(self.orders, tr("Orders"))
        yield
        self.file = FilePane(self._decide, self._verify)
        self.tabs.addTab(self.file, tr("Orders file"))
        yield
        self.gates = DataTable("Gates of the day", GATES, key="gate")
        self.gates.set_empty_text(tr("No Morning has asked the gates on this day."))
        self.tabs.addTab(self.gates, tr("Gates"))
        yield
        self.received = DataTable("Files that came in", RECEIVED, key="content_hash")
        self.received.set_empty_text(tr("No file has come in for this day."))
        self.tabs.addTab(self.received, tr("Files that came in"))
        yield
        self.story = StoryPane(self._ask_about, self._follow)
        split.addWidget(self.story)
        yield
        self.names.picked.connect(lambda row: self._choose(str(row["symbol"])))
        self.orders.picked.connect(lambda row: self._choose(str(row["symbol"])))
        for table in (self.names, self.orders):
            table.opened.connect(lambda row: self.link.open("audit", self.state.audit_key(row)))
        tables_split.setSizes([330, 280])
        tables_split.setStretchFactor(0, 3)
        tables_split.setStretchFactor(1, 2)
        split.setSizes([830, 370])
        split.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        split.setStretchFactor(0, 1)
        tables = {"names": self.names, "orders": self.orders, "gates": self.gates, "received": self.received}
        self._arranged = Arranged(tables, [tables_split, split], self.tabs)
        self._arranged.restore(self._saved)

    def wanted(self) -> Hashable:
        """Ask for the chosen day."""
        return self.state.ask()

    def is_empty(self, view: OrdersView) -> str:
        """Say that nothing was ever planned."""
        return "" if view.trade_date else tr("Nothing has been planned yet. Night makes the first plan.")

    def way_out(self) -> tuple[str, Any]:
        """Offer the day's screen, where Night is started."""
        return tr("Go to Today"), lambda: self.link.open("today")

    def show_view(self, view: OrdersView) -> Stages[None]:
        """Show the day."""
        self.state.take(view)
        self._day.setText(f"{view.trade_date}")
        for table, sheet in (
            (self.names, self.state.names()),
            (self.orders, view.orders),
            (self.gates, view.gates),
            (self.received, _joined(view.received)),
        ):
            table.show_sheet(sheet, view.as_of)
            yield
        self.file.show_files(view.files, self.link.viewer)
        self._show_facts(view)
        yield
        objections = sum(ruling != "pass" for ruling in view.gates.columns.get("ruling", ()))
        title = tr("Gates ({count} object)", count=objections) if objections else tr("Gates")
        self.tabs.setTabText(self.tabs.indexOf(self.gates), title)
        ready = self.state.ready()
        next_plan = [tr("The plan for {day} is ready: ▶", day=ready)] if ready else []
        self._notes.say(" · ".join([*next_plan, *map(in_words, view.notes)]))
        self._show_choices()
        if view.troubles:
            self.news.say("\n".join(map(spoken, view.troubles)), "bad")
        self.names.go_to(self.state.symbol)
        self._tell_story()

    def go_to(self, argument: str) -> None:
        """Show a day, a symbol, or a symbol on a day: 2026-01-05, 600000.SH, 600000.SH@2026-01-05."""
        self.state.day = day_named(argument)
        symbol = argument.partition("@")[0]
        if "." in symbol:
            self.state.symbol = symbol
        self.refresh()

    def save(self) -> dict[str, Any]:
        """Keep the arrangement of tables, splitters and tabs."""
        if self._arranged is None:
            return self._saved
        return {**self._arranged.save(), "symbol": self.state.symbol, "group": self.state.group}

    def restore(self, saved: dict[str, Any]) -> None:
        """Arrange the screen as it was kept, once it is built."""
        self._saved = saved
        self.state.symbol = str(saved.get("symbol", ""))
        self.state.group = saved["group"] if saved.get("group") in GROUPS else "all"
        if self._arranged is not None:
            self._arranged.restore(saved)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Welcome files."""
        if event.mimeData().hasUrls() and not self.link.viewer:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take in what was dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take_in(paths)

    def take_in(self, paths: list[str]) -> None:
        """Take in files of the executor, whatever they are called."""
        if self._arranged is not None:
            self.news.say(tr("Taking in {count} file(s) …", count=len(paths)), "accent")
        self.link.act(import_command(paths), self._taken_in)

    def _taken_in(self, done: Done) -> None:
        lines = [f"{row['file']}: {word('taken', row['verdict'])}. {spoken(row['detail'])}" for row in done.rows]
        told = "\n".join(lines) or done.told
        if self._arranged is not None:
            self.news.say(told, "good" if done.went_well else "bad")
            self.tabs.setCurrentWidget(self.received)
        self.refresh()

    def _choose_files(self) -> None:
        paths, _ = QFileDialog.getOpenFileNames(
            self, tr("Files of the executor"), "", tr("Files of the executor (*.csv)")
        )
        if paths:
            self.take_in(paths)

    def _step(self, direction: int) -> None:
        if self.state.step_day(direction):
            self.refresh()

    def _to_day(self, argument: str) -> None:
        self.state.day = day_named(argument)
        self.refresh()

    def _choose(self, symbol: str) -> None:
        if symbol != self.state.symbol:
            self.state.symbol = symbol
            self._tell_story()

    def _ask_about(self, symbol: str) -> None:
        if symbol:
            self.state.symbol = symbol
            self.names.go_to(symbol)
            self._tell_story()

    def _tell_story(self) -> None:
        ask = self.state.name_ask()
        if ask is not None:
            self.link.ask(ask, lambda answer: self._told_story(ask, answer))

    def _told_story(self, ask: Hashable, answer: View | Trouble) -> None:
        if ask != self.state.name_ask():
            return
        if isinstance(answer, NameView):
            self.state.story = answer
            self.story.show_story(answer)
        elif isinstance(answer, Trouble):
            self.story.say(f"{answer.message} → {answer.remedy}")

    def _choice(self, group: str) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setChecked(group == self.state.group)
        button.clicked.connect(lambda: self.narrow(group))
        return button

    def narrow(self, group: str) -> None:
        """Show only the names of one choice."""
        self.state.group = group
        self._show_choices()
        if self.state.view is not None:
            self.names.show_sheet(self.state.names(), self.state.view.as_of)
            self.names.go_to(self.state.symbol)

    def _show_choices(self) -> None:
        for group, button in self.choices.items():
            text = tr("{choice} {count}", choice=tr(GROUPS[group][0]), count=self.state.count(group))
            button.setText(text)
            button.setAccessibleName(text)
            button.setChecked(group == self.state.group)

    def _follow(self) -> None:
        story = self.state.story
        if story is not None:
            self.link.open("audit", self.state.audit_key(story.facts))

    def _verify(self) -> None:
        self.link.act(("orders", "verify"), self._verified)

    def _verified(self, done: Done) -> None:
        faults = [f"{row['batch']} {row['place']}: {row['fault']}" for row in done.rows]
        self.news.say("\n".join([done.message, *faults]), "good" if done.went_well else "bad")

    def _decide(self, card: FileCard) -> None:
        choices = {tr("It was not sent"): False, tr("It was sent"): True}
        self.drawer.ask(
            tr("What became of batch {batch}?", batch=card.batch_id),
            [tr("Look into the terminal first."), tr("Until this is decided no other batch follows.")],
            [
                Field("sent", tr("The terminal shows"), choices=tuple(choices)),
                Field("author", tr("Your name")),
                Field("reason", tr("Why")),
            ],
            lambda values: self.link.act(
                decide_command(card.batch_id, choices[values["sent"]], values["author"], values["reason"]),
                self._decided,
            ),
            tone="critical",
        )

    def _decided(self, done: Done) -> None:
        self.drawer.say(done)
        self.refresh()

    def _show_facts(self, view: OrdersView) -> None:
        card, (ended, orders) = self.state.card(), self.state.orders_left()
        filled = self.state.filled_share()
        buy_fen = card.buy_fen if card else self.state.meant_fen("BUY")
        sell_fen = card.sell_fen if card else self.state.meant_fen("SELL")
        values = (
            _run_fact(view.night),
            _run_fact(view.morning),
            (_MONEY(view.total_fen), "", ""),
            (_MONEY(buy_fen), "", ""),
            (_MONEY(sell_fen), "", ""),
            (tr("{ended} of {all} ended", ended=ended, all=orders) if orders else "–", "", ""),
            ("–" if filled is None else f"{filled:.1%}", "", ""),
            (card.content_hash[:_SHORT_HASH] if card else "–", "", card.content_hash if card else ""),
            _answer_fact(card),
        )
        for fact, told in zip(self._facts, values, strict=True):
            fact.show_value(*told)


def _run_fact(run: RunMark | None) -> tuple[str, str, str]:
    if run is None:
        return tr("not yet"), "", ""
    return word("outcome", run.outcome), RUN_TONES.get(run.outcome, "bad"), f"{run.run_id} {spoken(run.reason)}".strip()


def _answer_fact(card: FileCard | None) -> tuple[str, str, str]:
    if card is None or not card.answer:
        return "–", "", ""
    tone = ANSWER_TONES.get(card.answer, "")
    return word("answer", card.answer), "" if tone == "good" else tone, card.answer_reason


def _fact_labels() -> tuple[str, ...]:
    return (
        tr("Night"), tr("Morning"), tr("All assets (CNY)"), tr("To buy (CNY)"), tr("To sell (CNY)"), tr("Orders"),
        tr("Filled"), tr("File"), tr("Answer"),
    )  # fmt: skip


def _joined(received: Sheet) -> Sheet:
    batches = [", ".join(each) for each in received.columns.get("batch_ids", ())]
    return Sheet({**received.columns, "batches": batches})
