"""The way of an order, from the file that went out to the bytes of the source."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.ports.views.asking import Trouble, View
from core.ports.views.audit import LineageAsk, LineageView, PageView, PayloadView
from core.ports.views.sheet import Sheet
from widgets.charts.bars import BarChart
from widgets.charts.series import Series
from widgets.kit.cards import Banner, action, allow, card_of, column_of, line_of, named, plain, retone, small_button
from widgets.kit.link import Link
from widgets.kit.stages import Stages
from widgets.kit.words import tr
from widgets.panels.audit import columns
from widgets.panels.audit.levels import facts, gist, payload_facts
from widgets.panels.audit.pieces import FactGrid, Pager, Trail
from widgets.panels.audit.state import LEVEL_TITLES, LEVELS, AuditState, is_key, verdicts_sheet
from widgets.panels.audit.state import named as key_of
from widgets.tables.table import DataTable

_MOST_BARS = 24
_AIR_PX = 14


class LineageTab(QSplitter):
    """Orders at the left; the way of the one picked at the right, level by level."""

    def __init__(self, link: Link, state: AuditState, again: Callable[[], object], show_run: Callable[[str], object]):
        super().__init__(Qt.Orientation.Horizontal)
        self._link, self._state, self._again, self._show_run_of = link, state, again, show_run
        self.payload: PayloadView | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Order, symbol, or 600000.SH@2026-01-05"))
        self.search.setAccessibleName(tr("Order, or symbol with the trade date"))
        self.search.setClearButtonEnabled(True)
        self.search.returnPressed.connect(self._look)
        self.orders = DataTable("Orders", columns.ORDERS, key="client_order_id")
        self.orders.picked.connect(lambda row: self.follow(f"order:{row['client_order_id']}"))
        self.pager = Pager(self._turn)
        self.orders.age.hide()
        left = QFrame()
        left.setLayout(column_of(self.search, self.orders, self.pager, gap=5))
        self.addWidget(left)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, by in (("Alt+Right", 1), ("Alt+Left", -1)):
            QShortcut(QKeySequence(keys), self, partial(self._step, by), context=inside)

    def build(self) -> Stages[None]:
        """Build the way at the right, level by level."""
        yield
        self.addWidget(self._right())
        self.setSizes([330, 880])
        self.setCollapsible(1, False)
        yield
        yield from self._levels()

    def show_page(self, view: PageView) -> None:
        """Show a page of orders; the newest one's way where none is looked at, and anew one that still goes on."""
        self.orders.show_sheet(view.sheet, view.as_of)
        self.pager.show_place(self._state.page_text(), view.page, view.pages)
        if not self._state.key and len(view.sheet):
            self.follow(f"order:{view.sheet.row(0)['client_order_id']}")
        elif self._state.goes_on():
            self.follow(self._state.key)

    def follow(self, key: str) -> None:
        """Ask for the way of an order, or of a symbol on a day."""
        self._state.key = key
        self._link.ask(LineageAsk(key), partial(self._told, key))

    def show_level(self, level: str) -> None:
        """Show one level of the way."""
        self._state.level = level
        place = LEVELS.index(level)
        self._buttons[place].setChecked(True)
        self._stack.setCurrentIndex(place)
        self._fill(level)
        if level == "payload":
            self._ask_payload(self.snapshots.current())

    def _step(self, by: int) -> None:
        """Go a level towards the source, or back towards the order."""
        place = LEVELS.index(self._state.level) + by
        if 0 <= place < len(LEVELS):
            self.show_level(LEVELS[place])

    def _right(self) -> QWidget:
        self.title = named(plain(QLabel()), "panelTitle")
        self.trouble = Banner()
        self.trail = Trail()
        self._run_buttons = {
            name: action(text, "search", partial(self._show_run, name))
            for name, text in (("night", tr("Night run")), ("morning", tr("Morning run")))
        }
        self._group = QButtonGroup(self)
        self._buttons = [self._level_button(level) for level in LEVELS]
        self._stack = QStackedWidget()
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(6, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(line_of(self.title, None, *self._run_buttons.values()))
        layout.addWidget(self.trouble)
        layout.addWidget(self.trail)
        layout.addWidget(self._rail())
        layout.addWidget(self._stack, 1)
        return page

    def _levels(self) -> Stages[None]:
        self._pages = {level: FactGrid() for level in ("order", "plan", "score")}
        self.verdicts = DataTable("Verdicts of the gates", columns.VERDICTS, key="gate")
        self._stack.addWidget(_over(self._pages["order"], self.verdicts))
        yield
        self.targets = DataTable("Rows of the plan", columns.TARGETS, key="symbol")
        self._stack.addWidget(_over(self._pages["plan"], self.targets))
        yield
        self.contributions = BarChart("contributions", "What each factor adds to the score")
        self._stack.addWidget(_over(self._pages["score"], self.contributions))
        yield
        self._stack.addWidget(self._factors())
        yield
        self.snapshots = DataTable("Snapshot rows", columns.SNAPSHOTS, key="snapshot_id")
        self.snapshots.opened.connect(lambda _: self.show_level("payload"))
        self._stack.addWidget(card_of(self.snapshots))
        yield
        self._stack.addWidget(self._payload())
        yield

    def _rail(self) -> QWidget:
        """Return the levels as a trail of crumbs."""
        crumbs: list[QWidget] = []
        for button in self._buttons:
            if crumbs:
                arrow = QLabel("›")
                retone(arrow, tone="muted")
                crumbs.append(arrow)
            crumbs.append(button)
        rail = QWidget()
        rail.setLayout(line_of(*crumbs, gap=3))
        # The style sheet gives buttons the least height of one line; these have two.
        rail.setMinimumHeight(2 * self.fontMetrics().lineSpacing() + _AIR_PX)
        return rail

    def _level_button(self, level: str) -> QToolButton:
        button = QToolButton()
        button.setText(tr(LEVEL_TITLES[level]))
        button.setAccessibleName(tr(LEVEL_TITLES[level]))
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setMinimumWidth(90)
        button.setToolTip(tr("Alt+Right goes on towards the source, Alt+Left back"))
        button.clicked.connect(lambda: self.show_level(level))
        self._group.addButton(button)
        return button

    def _factors(self) -> QWidget:
        self.factors = DataTable("Factor values", columns.FACTORS, key="factor")
        self.factors.opened.connect(lambda _: self.show_level("snapshots"))
        return card_of(self.factors)

    def _payload(self) -> QWidget:
        self.payload_title = named(QLabel(), "panelTitle")
        self.payload_grid = FactGrid(columns=1)
        self.cells = DataTable("Cells of the symbol", columns.CELLS, key="column")
        self.cells.age.hide()
        back = small_button("chevron-left", tr("Back to the snapshot rows"), lambda: self.show_level("snapshots"))
        left = QWidget()
        layout = column_of(gap=6)
        layout.addLayout(line_of(back, self.payload_title, None))
        layout.addWidget(self.payload_grid)
        layout.addStretch(1)
        left.setLayout(layout)
        pair = QSplitter(Qt.Orientation.Horizontal)
        pair.addWidget(card_of(left))
        pair.addWidget(card_of(self.cells))
        pair.setSizes([430, 430])
        return pair

    def _look(self) -> None:
        text = self.search.text()
        if is_key(text) and not key_of(text).startswith("run:"):
            self.show_level("order")
            self.follow(key_of(text))
            return
        self._state.search_orders(text)
        self._again()

    def _turn(self, direction: int) -> None:
        if self._state.turn(direction):
            self._again()

    def _show_run(self, name: str) -> None:
        run_id = self._run_of(name)
        if run_id:
            self._show_run_of(run_id)

    def _run_of(self, name: str) -> str:
        trail = self._state.lineage.trail if self._state.lineage else ()
        return next((station.run_id for station in trail if station.name == name), "")

    def _told(self, key: str, told: View | Trouble) -> None:
        if key != self._state.key:
            return
        if isinstance(told, Trouble):
            self.trouble.say(" → ".join(filter(None, (told.message, told.remedy))), "bad")
            return
        assert isinstance(told, LineageView)  # noqa: S101 - the answer to a LineageAsk
        self.trouble.say("")
        is_other = self._state.lineage is None or self._state.lineage.key != key
        self._state.lineage = told
        if is_other:
            self.payload = None
        self._show(told, is_other)
        if is_other:
            self.show_level(self._state.level)

    def _show(self, view: LineageView, is_other: bool) -> None:
        name = f"{view.symbol} {view.name}".strip()
        self.title.setText(tr("{symbol} · {day}", symbol=name, day=view.trade_date))
        self.trail.show_trail(view)
        for which, button in self._run_buttons.items():
            allow(button, "" if self._run_of(which) else tr("There is no such run."))
        if is_other:
            self.targets.grid.clearSelection()
        self._fill(self._state.level)
        self._label()

    def _fill(self, level: str) -> None:
        """Fill a level's page; those that are not in front are filled when they come there."""
        view = self._state.lineage
        if view is None:
            return
        parts = {"order": view.order, "plan": view.plan, "score": view.score}
        if level in parts:
            self._pages[level].show_facts(facts(parts[level]) or [(tr("Nothing of this is on record."), "")])
        if level == "order":
            self.verdicts.show_sheet(verdicts_sheet(view.verdicts), view.as_of)
        elif level == "plan":
            self.targets.show_sheet(view.targets, view.as_of)
            if self.targets.current() is None or not self.targets.selected():
                # Only a table that has its height knows how far to scroll.
                QTimer.singleShot(0, self, lambda: self.targets.go_to(view.symbol))
        elif level == "score":
            self._show_bars(view)
        elif level == "factors":
            self.factors.show_sheet(view.factors, view.as_of)
        else:
            self.snapshots.show_sheet(view.snapshots, view.as_of)

    def _show_bars(self, view: LineageView) -> None:
        rows = [view.factors.row(place) for place in range(len(view.factors))]
        used = [row for row in rows if row["used"]][:_MOST_BARS]
        parts = [float(row["contribution"]) for row in used]
        self.contributions.show_series(
            [str(row["factor"]) for row in used], [Series("Contribution", parts)], view.as_of
        )

    def _label(self) -> None:
        view = self._state.lineage
        for level, button in zip(LEVELS, self._buttons, strict=True):
            title = tr(LEVEL_TITLES[level])
            told = gist(view, level, self.payload) if view else "–"
            button.setText(f"{title}\n{told}")
            button.setAccessibleName(f"{title}: {told}")

    def _ask_payload(self, row: dict[str, Any] | None) -> None:
        ask = self._state.payload_ask(row)
        if ask is None:
            self.payload_title.setText(tr("No run of that day read a snapshot."))
            self.payload_grid.show_facts([])
            self.cells.show_sheet(Sheet({}))
            return
        self._link.ask(ask, self._told_payload)

    def _told_payload(self, told: View | Trouble) -> None:
        if isinstance(told, Trouble):
            self.trouble.say(" → ".join(filter(None, (told.message, told.remedy))), "bad")
            return
        assert isinstance(told, PayloadView)  # noqa: S101 - the answer to a PayloadAsk
        self.payload = told
        self.payload_title.setText(tr("Snapshot {number} · {day}", number=told.snapshot_id, day=told.day))
        self.payload_grid.show_facts(payload_facts(told))
        self.cells.show_sheet(told.cells, told.as_of)
        self._label()


def _over(facts: QWidget, below: QWidget) -> QWidget:
    card = card_of(facts, gap=10)
    layout = card.layout()
    assert isinstance(layout, QVBoxLayout)  # noqa: S101 - as card_of makes it
    layout.addWidget(below, 1)
    return card
