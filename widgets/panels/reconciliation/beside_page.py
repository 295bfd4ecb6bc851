"""Another desk beside this one: whose it is and of when, and a row a day."""

from datetime import datetime

from PySide6.QtWidgets import QLabel, QWidget

from core.ports.views.reconciliation import Beside
from widgets.kit.cards import Banner, column_of, named, plain
from widgets.kit.words import moment, tr, word
from widgets.panels.reconciliation.columns import BESIDE
from widgets.tables.table import DataTable


class BesidePage(QWidget):
    """Shows what both desks meant to trade and what came of it, day by day."""

    def __init__(self) -> None:
        super().__init__()
        self.whose = named(plain(QLabel()), "asOf")
        self.whose.setWordWrap(True)
        self.trouble = Banner()
        self.days = DataTable("Beside another desk", BESIDE, key="day")
        self.setLayout(column_of(self.whose, self.trouble, self.days, gap=4))

    def show_beside(self, beside: Beside | None, as_of: datetime) -> None:
        """Show the comparison; nothing where no desk is named."""
        if beside is None:
            return
        told = tr(
            "Beside {home} ({channel}): its newest run is of {theirs}, ours of {ours}.", home=beside.home,
            channel=word("channel", beside.channel), theirs=moment(beside.their_as_of), ours=moment(beside.our_as_of),
        )  # fmt: skip
        self.whose.setText("" if beside.trouble else told)
        self.trouble.say(beside.trouble, "bad")
        self.days.show_sheet(beside.days, as_of)
