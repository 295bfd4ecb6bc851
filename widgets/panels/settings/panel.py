"""The settings as a person finds, judges and changes them."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QSplitter, QStackedWidget, QTabWidget, QWidget

from core.ports.views.settings import BrokenSettings, SettingsView
from widgets.kit.cards import Lamp, action, allow, column_of, line_of, named, plain
from widgets.kit.drawer import Field
from widgets.kit.link import Done, Link
from widgets.kit.panel import Panel
from widgets.kit.stages import Stages
from widgets.kit.words import tr
from widgets.panels.settings.editor import SwitchEditor
from widgets.panels.settings.mend import MendPage
from widgets.panels.settings.state import ALL, PLACES, SettingsState
from widgets.tables.column import Column, Kind
from widgets.tables.table import DataTable

_SWITCHES = (
    Column("title", "Switch", width=176),
    Column("name", "Key", Kind.CODE, width=214),
    Column("value", "Set to", width=132),
    Column("default", "Default", width=112),
    Column("unit", "Unit", width=130),
    Column("reason", "Why", width=420),
    Column("must_be", "Must be", width=200),
    Column("section_title", "Section", width=200, hidden=True),
    Column("changed", "Changed", Kind.FLAG, hidden=True),
)
_BACKUPS = (
    Column("replaced_at", "Replaced at", Kind.MOMENT, width=168),
    Column("name", "File", Kind.CODE),
    Column("bytes", "Bytes", Kind.INTEGER),
)
_HEADS = ("+++", "---")
_SECTION_LETTERS = 16


class SettingsPanel(Panel):
    """All switches as a table; the one picked, what waits to be saved, secrets and backups beside it."""

    name = "settings"
    title = "Settings"
    topics = frozenset({"engine", "settings"})
    stale_after_s = 3600.0

    def __init__(self, link: Link) -> None:
        self.state = SettingsState()
        self.table = DataTable("Settings", _SWITCHES, key="name")
        self._arrangement: dict[str, Any] = {}
        self._wanted = ""
        super().__init__(link)

    def build(self) -> Stages[None]:
        """Build table, editor and the cards beside it."""
        whole = QSplitter(Qt.Orientation.Horizontal)
        self.pages, self.mend = QStackedWidget(), MendPage(self._ask_removal, self._ask_restore)
        self.pages.addWidget(whole)
        self.pages.addWidget(self.mend)
        self.put(self.pages)
        yield
        self.section = QComboBox()
        self.section.setAccessibleName(tr("Section"))
        self.section.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.section.setMinimumContentsLength(_SECTION_LETTERS)
        self.section.addItem(tr("All sections"), ALL)
        for name, title in self.state.sections():
            self.section.addItem(title, name)
        self.section.activated.connect(self._choose_section)
        self.only_changed = QCheckBox(tr("Only what differs from the default"))
        self.only_changed.setChecked(self.state.only_changed)
        self.only_changed.toggled.connect(self._choose_changed)
        self.table.picked.connect(self._pick)
        self.waiting = Lamp()
        self.save_button = action(tr("Review and save …"), "save", self.review, tone="accent")
        self.discard_button = action(tr("Discard"), "trash-2", self._discard)
        self.in_force = named(plain(QLabel()), "caption")
        self.in_force.setWordWrap(True)
        left = QWidget()
        left.setLayout(
            column_of(
                _row(self.section, self.only_changed, None, self.waiting, self.discard_button, self.save_button),
                self.in_force,
                self.table,
            )
        )
        whole.addWidget(left)
        yield
        self.editor = SwitchEditor(self.state, self._edited)
        right, aside = QSplitter(Qt.Orientation.Vertical), QTabWidget()
        whole.addWidget(right)
        right.addWidget(self.editor)
        right.addWidget(aside)
        yield
        aside.addTab(self._secrets(), tr("Data source"))
        yield
        aside.addTab(self._backups(), tr("Backups"))
        right.setSizes([430, 190])
        whole.setSizes([800, 430])

    def wanted(self) -> Hashable:
        """Ask for every switch."""
        return self.state.ask()

    def show_view(self, view: SettingsView | BrokenSettings) -> Stages[None]:
        """Show the settings, or what keeps them from loading; what was typed stays."""
        if isinstance(view, BrokenSettings):
            self.pages.setCurrentWidget(self.mend)
            self.mend.show_broken(view, self.link.viewer)
            return
        self.pages.setCurrentIndex(0)
        self.state.take(view)
        self.in_force.setText(self.state.in_force())
        self._show_rows()
        yield
        if self._arrangement:
            self.table.restore(self._arrangement)
            self._arrangement = {}
        if self._wanted or (self.state.picked and self.table.current() is None):
            self.table.go_to(self._wanted or self.state.picked)
            self._wanted = ""
        self.editor.show_switch()
        yield
        self.backup_table.show_sheet(view.backups, view.as_of)
        self._show_secrets(view)

    def go_to(self, argument: str) -> None:
        """Pick the switch of that dotted name."""
        self._wanted, self.state.section, self.state.only_changed = argument, ALL, False
        self.table.set_filter("")
        self.refresh()

    def save(self) -> dict[str, Any]:
        """Return filters, pick and the table's arrangement."""
        return {
            "section": self.state.section,
            "only_changed": self.state.only_changed,
            "picked": self.state.picked,
            "table": self._arrangement or self.table.save(),
        }

    def restore(self, saved: dict[str, Any]) -> None:
        """Take back what was saved."""
        known = {name for name, _ in self.state.sections()}
        section = str(saved.get("section", ALL))
        self.state.section = section if section in known else ALL
        self.state.only_changed = saved.get("only_changed") is True
        self.state.picked = str(saved.get("picked", ""))
        self._arrangement = dict(saved.get("table") or {})

    def review(self) -> None:
        """Show what saving would change in the file, and ask."""
        if not self.state.why_not_save(self.link.viewer):
            self.link.act(self.state.command(dry_run=True), self._reviewed)

    def _reviewed(self, done: Done) -> None:
        self._asked_to_change(done, self.state.command(dry_run=False), self._saved, self.state.effects())

    def _asked_to_change(
        self, done: Done, command: tuple[str, ...], then: Callable[[Done], None], effects: list[str]
    ) -> None:
        """Show what a dry run said, and carry it out where the person wants it."""
        if not done.went_well:
            self._refused(done)
            return
        lines = [
            line for line in str(done.data.get("diff", "")).splitlines() if line[:1] in "+-" and line[:3] not in _HEADS
        ]
        self.drawer.ask(
            tr("Change {file}?", file=self.view.file if self.view else ""),
            [*lines, *effects, tr("What is there now is kept as a backup.")],
            [],
            lambda _: self.link.act(command, then),
            tr("Save"),
        )

    def _saved(self, done: Done) -> None:
        if done.went_well:
            self.state.saved()
        self.drawer.say(done)
        self.refresh()

    def _refused(self, done: Done) -> None:
        said = [done.message, done.remedy]
        self.drawer.ask(tr("That would not start"), said, [], lambda _: self.drawer.close_up(), tr("Understood"))

    def _edited(self) -> None:
        self._show_rows()

    def _show_rows(self) -> None:
        as_of = self.state.view.as_of if self.state.view else None
        self.table.show_sheet(self.state.sheet(), as_of)
        self.section.setCurrentIndex(max(self.section.findData(self.state.section), 0))
        self.only_changed.setChecked(self.state.only_changed)
        count, wrong = len(self.state.typed), len(self.state.problems())
        if wrong:
            self.waiting.show_state(tr("{count} wrong", count=wrong), "bad")
        elif count:
            self.waiting.show_state(tr("{count} to save", count=count), "accent")
        self.waiting.setVisible(bool(count))
        allow(self.save_button, self.state.why_not_save(self.link.viewer), ("config", "set"))
        allow(self.discard_button, "" if count else tr("Nothing was changed."))

    def _choose_section(self, place: int) -> None:
        self.state.section = str(self.section.itemData(place))
        self._show_rows()

    def _choose_changed(self, is_on: bool) -> None:
        if is_on != self.state.only_changed:
            self.state.only_changed = is_on
            self._show_rows()

    def _pick(self, row: Mapping[str, Any]) -> None:
        self.state.picked = str(row["name"])
        self.editor.show_switch()

    def _discard(self) -> None:
        self.state.typed.clear()
        self._show_rows()
        self.editor.show_switch()

    def _secrets(self) -> QWidget:
        self.mode, self.token, self.tested = Lamp(), Lamp(), Lamp()
        self.token_button = action(tr("Store the token …"), "key-round", self.ask_token)
        self.remove_button = action(tr("Remove it …"), "trash-2", self.ask_removal)
        self.test_button = action(tr("Test the source"), "plug", self._test, command=("config", "test-source"))
        self.no_keyring = named(QLabel(), "caption")
        self.no_keyring.setWordWrap(True)
        self.advice = named(plain(QLabel()), "caption")
        self.advice.setWordWrap(True)
        card = QWidget()
        layout = column_of(gap=6)
        layout.addLayout(line_of(self.mode, None, self.test_button))
        for part in (self.tested, self.advice, self.token, self.no_keyring):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addLayout(line_of(self.token_button, self.remove_button, None))
        layout.setContentsMargins(10, 8, 10, 8)
        card.setLayout(layout)
        for told in (self.tested, self.advice):
            told.hide()
        return card

    def _show_secrets(self, view: SettingsView) -> None:
        self.mode.show_state(tr("Mode {mode}", mode=view.mode), "accent")
        tone = "good" if view.token_place else "muted"
        self.token.show_state(
            tr("Tushare token: {place}", place=tr(PLACES.get(view.token_place, view.token_place))), tone
        )
        why_not = self.state.why_not_keep_token(self.link.viewer)
        self.no_keyring.setText(why_not)
        self.no_keyring.setVisible(bool(why_not))
        allow(self.token_button, why_not, ("config", "token", "--stdin"))
        allow(self.remove_button, self.state.why_not_remove_token(self.link.viewer), ("config", "token", "--remove"))

    def ask_token(self) -> None:
        """Ask for the token; it goes to the command's standard input and nowhere else."""
        self.drawer.ask(
            tr("Store the Tushare token"),
            [tr("It goes into this user's system keyring, for every home, and is shown nowhere.")],
            [Field("token", tr("Token"), is_secret=True)],
            lambda said: self.link.act(("config", "token", "--stdin"), self._kept, secret=said["token"].strip()),
            tr("Store"),
        )

    def ask_removal(self) -> None:
        """Ask whether to take the token out of the keyring."""
        self.drawer.ask(
            tr("Remove the Tushare token?"),
            [tr("No home of this user can ask Tushare any more until a token is stored again.")],
            [],
            lambda _: self.link.act(("config", "token", "--remove"), self._kept),
            tr("Remove"),
            "critical",
        )

    def _kept(self, done: Done) -> None:
        self.drawer.say(done)
        self.refresh()

    def _test(self) -> None:
        allow(self.test_button, tr("Under way"))
        self.tested.show_state(tr("asking …"), "muted")
        self.tested.show()
        self.link.act(("config", "test-source"), self._tried)

    def _tried(self, done: Done) -> None:
        allow(self.test_button, "", ("config", "test-source"))
        self.tested.show_state(done.message, "good" if done.went_well else "bad", done.remedy)
        self.advice.setText(done.remedy)
        self.advice.setVisible(bool(done.remedy))

    def _backups(self) -> QWidget:
        self.backup_table = DataTable("Backups of the settings", _BACKUPS, key="name")
        self.restore_button = action(tr("Put it back …"), "history", self._choose_backup)
        page = QWidget()
        layout = column_of(self.backup_table)
        layout.addLayout(line_of(self.restore_button, None))
        page.setLayout(layout)
        return page

    def _choose_backup(self) -> None:
        row = self.backup_table.current()
        if row is not None and not self.link.viewer:
            self._ask_restore(str(row["name"]))

    def _ask_restore(self, name: str) -> None:
        self.drawer.ask(
            tr("Put {file} back?", file=name),
            [tr("The settings of that time are in force again."), tr("What is there now is kept as a backup.")],
            [],
            lambda _: self.link.act(("config", "restore", name), self._kept),
            tr("Put it back"),
        )

    def _ask_removal(self, keys: tuple[str, ...]) -> None:
        """Show what taking keys out of the file would change, and ask."""
        self.link.act(
            ("config", "unset", *keys, "--dry-run"),
            lambda done: self._asked_to_change(done, ("config", "unset", *keys), self._kept, []),
        )


def _row(*widgets: QWidget | None) -> QWidget:
    holder = QWidget()
    holder.setLayout(line_of(*widgets, gap=6))
    return holder
