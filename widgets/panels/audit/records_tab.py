"""The records as a whole: verify the chain, export a quarter."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QWidget

from core.ports.views.audit import PageView
from core.ports.views.sheet import Sheet
from widgets.kit.cards import Lamp, action, allow, card_of, column_of, line_of, named
from widgets.kit.drawer import Drawer, Field
from widgets.kit.link import Done, Link
from widgets.kit.words import tr
from widgets.panels.audit import columns
from widgets.panels.audit.pieces import FactGrid
from widgets.panels.audit.state import AuditState, export_faults
from widgets.tables.table import DataTable

VERIFY = ("audit", "verify")


class RecordsTab(QSplitter):
    """What the chain says, and the way to take a quarter out of the house."""

    def __init__(
        self, link: Link, state: AuditState, drawer: Drawer, tell_end: Callable[[Done], object] = lambda done: None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._link, self._state, self._drawer, self._tell_end = link, state, drawer, tell_end
        self.lamp = Lamp(tr("not verified in this window yet"), "muted")
        self.head = FactGrid(columns=1)
        self.verify_button = action(tr("Verify now"), "shield-check", self._verify, command=VERIFY, tone="accent")
        self.export_button = action(tr("Export a quarter …"), "download", self._ask_export)
        self.exported = FactGrid(columns=1)
        self.faults = DataTable("Faults", columns.FAULTS)
        self.faults.age.hide()
        self.chain = DataTable("Linked records", columns.CHAIN, key="table")
        left = QWidget()
        layout = column_of(gap=10)
        layout.addWidget(self._card(
            tr("Chain of records"),
            tr("Every order, verdict, file, decision and event is linked by hash to the one before. Verifying goes "
               "through all of them and names what was edited, removed, inserted or put in another order."),
            self.verify_button, self.lamp, self.head,
        ))  # fmt: skip
        layout.addWidget(self._card(
            tr("A quarter in a folder"),
            tr("Tables as CSV and JSON lines, the files of every run, and a program that checks them with Python "
               "alone. Note the seal somewhere else: it vouches for all the rest."),
            self.export_button, None, self.exported,
        ))  # fmt: skip
        layout.addStretch(1)
        left.setLayout(layout)
        self.addWidget(left)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(card_of(self.chain, title=tr("What the chain holds")))
        right.addWidget(card_of(self.faults, title=tr("Faults found")))
        right.setSizes([380, 220])
        self.addWidget(right)
        self.setSizes([520, 700])
        self.renew()

    def show_page(self, view: PageView) -> None:
        """Show what the chain holds."""
        self.chain.show_sheet(view.sheet, view.as_of)
        self.renew()

    def renew(self) -> None:
        """Turn the buttons on or off."""
        why_not = self._state.why_not_act(self._link.viewer)
        allow(self.verify_button, why_not, VERIFY)
        allow(self.export_button, why_not, ("audit", "export"))

    def _card(self, title: str, text: str, button: QWidget, lamp: Lamp | None, facts: QWidget) -> QWidget:
        told = named(QLabel(text), "pageText")
        told.setWordWrap(True)
        line = QWidget()
        line.setLayout(line_of(button, lamp, None) if lamp is not None else line_of(button, None))
        return card_of(named(QLabel(title), "panelTitle"), told, line, facts, gap=8)

    def _verify(self) -> None:
        self._state.is_busy = True
        self.renew()
        self.lamp.show_state(tr("going through all records …"), "accent")
        self._link.act(VERIFY, self._verified)

    def _verified(self, done: Done) -> None:
        self._tell_end(done)
        self._state.is_busy = False
        self.renew()
        said = [(tr("Records"), f"{done.data.get('records', '–')}"), (tr("Runs"), f"{done.data.get('runs', '–')}"),
                (tr("Newest link"), f"{done.data.get('head', '–')}")]  # fmt: skip
        if "records" not in done.data:
            self.lamp.show_state(" ".join(filter(None, (done.message, done.remedy))), "bad")
            return
        text = tr("nothing was changed") if done.went_well else tr("{count} faults", count=len(done.rows))
        self.lamp.show_state(text, "good" if done.went_well else "critical")
        self.head.show_facts(said)
        self.faults.show_sheet(Sheet.of(done.rows, ("kind", "where", "detail")))

    def _ask_export(self) -> None:
        quarter = self._state.quarter()
        self._drawer.ask(
            tr("Export the records of a quarter"),
            [
                tr("Writes a new folder; nothing in the home is changed."),
                tr("The seal it tells belongs somewhere else."),
            ],
            [
                Field("quarter", tr("Quarter, such as 2026Q3"), default=quarter),
                Field("folder", tr("New folder"), default=str(Path.home() / f"daybreak-{quarter}")),
            ],
            self._export,
            confirm=tr("Export"),
        )

    def _export(self, said: Mapping[str, str]) -> None:
        fault = export_faults(said["quarter"], said["folder"])
        if fault:
            self._drawer.say(Done("bad_config", 78, fault))
            return
        self._state.is_busy = True
        self.renew()
        command = ("audit", "export", "--quarter", said["quarter"].strip(), "--out", said["folder"].strip())
        self._link.act(command, self._exported)

    def _exported(self, done: Done) -> None:
        self._tell_end(done)
        self._state.is_busy = False
        self.renew()
        self._drawer.say(done)
        if done.went_well:
            self.exported.show_facts([
                (tr("Folder"), f"{done.data.get('folder', '–')}"),
                (tr("Records"), f"{done.data.get('records', '–')}"),
                (tr("Files written"), f"{done.data.get('files', '–')}"),
                (tr("Seal"), f"{done.data.get('seal', '–')}"),
            ])  # fmt: skip
