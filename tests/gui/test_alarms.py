"""The Alarms screen, driven as a person does."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.views.alarms import STANDING
from core.jobs.alarms import CATALOGUE
from core.ports.views.alarms import AlarmsAsk
from core.ports.views.sheet import Sheet
from tests.fakes.alarm_views import NOW, a_view
from tests.fakes.console import FakeLink
from tests.fakes.screen_gates import unnamed
from widgets.kit.link import Done
from widgets.panels.alarms.panel import AlarmsPanel
from widgets.shell.screens import SCREENS

Make = Callable[..., AlarmsPanel]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def link() -> FakeLink:
    return FakeLink({AlarmsAsk: a_view()})


@pytest.fixture
def make(qtbot: Any, link: FakeLink) -> Make:
    def build(saved: dict[str, Any] | None = None) -> AlarmsPanel:
        panel = AlarmsPanel(link)
        panel.restore(saved or {})
        panel.resize(1220, 640)
        qtbot.addWidget(panel)
        panel.show()
        panel.activateWindow()
        qtbot.waitUntil(panel.isActiveWindow)
        return panel

    return build


def pick(qtbot: Any, panel: AlarmsPanel, number: int) -> None:
    assert panel.table.go_to(number)
    panel.table.grid.setFocus()


def fill(qtbot: Any, panel: AlarmsPanel, **said: str) -> None:
    for name, text in said.items():
        qtbot.keyClicks(panel.drawer.edit(name), text)
    qtbot.mouseClick(panel.drawer.confirm_button, LEFT)


def test_every_alarm_is_there_with_what_to_do_and_who_watches(make: Make) -> None:
    panel = make()
    assert panel.table.model.rowCount() == 5
    assert panel.filters["unacknowledged"].text() == "Active 2"
    assert panel.watch.text().startswith("watched")
    assert unnamed(panel) == []


def test_nobody_watching_is_told_without_a_new_answer(make: Make, link: FakeLink) -> None:
    panel = make()
    link.hold = True
    panel.tick(NOW + timedelta(seconds=61))
    assert panel.watch.text().startswith("nobody is watching since")


def test_it_asks_again_by_itself_so_that_the_watch_is_never_older_than_it_is(make: Make, link: FakeLink) -> None:
    panel = make()
    for seconds in (5, 11, 12, 20, 22):
        panel.tick(NOW + timedelta(seconds=seconds))
    assert link.asked == [AlarmsAsk()] * 3


def test_acknowledging_by_the_keyboard_wants_a_name_and_a_note(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    pick(qtbot, panel, 1)
    qtbot.keyClick(panel.table.grid, Qt.Key.Key_A)
    assert panel.drawer.is_open
    assert not panel.drawer.confirm_button.isEnabled()
    fill(qtbot, panel, author="Anna", note="a vendor was asked")
    assert link.acted == [("alarms", "ack", "1", "--author", "Anna", "--note", "a vendor was asked")]
    assert not panel.drawer.is_open
    assert link.asked.count(AlarmsAsk()) == 2, "it is read again"
    pick(qtbot, panel, 1)
    qtbot.keyClick(panel.table.grid, Qt.Key.Key_A)
    assert panel.drawer.values()["author"] == "Anna"


def test_the_key_does_nothing_where_nothing_can_be_acknowledged(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    pick(qtbot, panel, 2)
    qtbot.keyClick(panel.table.grid, Qt.Key.Key_A)
    assert not panel.drawer.is_open
    assert not panel.ack_button.isEnabled()
    assert panel.ack_button.toolTip() == "It is acknowledged already."


def test_the_letter_goes_into_the_filter_while_it_is_typed_there(make: Make, qtbot: Any) -> None:
    panel = make()
    pick(qtbot, panel, 1)
    panel.table.focus_filter()
    qtbot.keyClicks(panel.table.filter_box, "a")
    assert (panel.table.filter_box.text(), panel.drawer.is_open) == ("a", False)


def test_several_at_once_and_a_refusal_that_stays_on_the_screen(make: Make, qtbot: Any, link: FakeLink) -> None:
    link.endings = {("alarms", "ack"): Done("bad_config", 78, "alarm 3: it is over", "look again")}
    panel = make()
    panel.filters["returned"].click()
    assert panel.table.model.rowCount() == 1
    panel.filters["all"].click()
    pick(qtbot, panel, 1)
    panel.table.grid.selectAll()
    assert not panel.ack_button.isEnabled(), "one of them is acknowledged, one shelved"
    pick(qtbot, panel, 3)
    qtbot.mouseClick(panel.ack_button, LEFT)
    fill(qtbot, panel, author="Anna", note="seen")
    assert panel.drawer.is_open
    assert panel.drawer._said.text() == "alarm 3: it is over → look again"


def test_shelving_with_an_end_and_taking_off_the_shelf(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    pick(qtbot, panel, 1)
    qtbot.keyClick(panel.table.grid, Qt.Key.Key_S)
    panel.drawer.edit("hours").setCurrentText("4")  # type: ignore[attr-defined]
    fill(qtbot, panel, author="Li", reason="tonight")
    pick(qtbot, panel, 4)
    qtbot.mouseClick(panel.unshelve_button, LEFT)
    panel.drawer.edit("author").clear()  # type: ignore[attr-defined]
    fill(qtbot, panel, author="Li", reason="now")
    assert link.acted == [
        ("alarms", "shelve", "1", "--author", "Li", "--reason", "tonight", "--hours", "4"),
        ("alarms", "unshelve", "4", "--author", "Li", "--reason", "now"),
    ]


def test_enter_opens_the_screen_that_helps(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    pick(qtbot, panel, 1)
    qtbot.keyClick(panel.table.grid, Qt.Key.Key_Return)
    assert link.opened == [("data", "")]


def test_a_viewer_may_look_and_nothing_else(make: Make, qtbot: Any, link: FakeLink) -> None:
    link.viewer = True
    panel = make()
    pick(qtbot, panel, 1)
    for button in (panel.ack_button, panel.shelve_button, panel.unshelve_button):
        assert (button.isEnabled(), button.toolTip()) == (False, "This console only looks.")
    assert panel.open_button.isEnabled()


def test_a_flood_folds_what_is_less_urgent_and_unfolds_by_a_click(make: Make, qtbot: Any, link: FakeLink) -> None:
    link.answers = {AlarmsAsk: a_view(flood=True)}
    panel = make()
    assert panel.flood.text().startswith("Flood")
    assert panel.table.model.rowCount() == 4
    qtbot.mouseClick(panel.unfold, LEFT)
    assert panel.table.model.rowCount() == 5


def test_filter_name_and_columns_come_back(make: Make) -> None:
    first = make()
    first.filters["shelved"].click()
    first.state.author = "Anna"
    second = make(first.save())
    assert second.table.model.rowCount() == 1
    assert second.state.author == "Anna"


def test_no_alarm_says_so(make: Make, link: FakeLink) -> None:
    link.answers = {AlarmsAsk: a_view(standing=Sheet.of([], STANDING))}
    panel = make()
    assert panel.table.grid.empty_text == "Nothing stands."
    link.answers = {AlarmsAsk: a_view(standing=Sheet.of([], STANDING), looked_at=None)}
    panel.refresh()
    assert panel.table.grid.empty_text == "Nobody is watching, so nobody knows. Press Look now."
    panel.look_button.click()
    assert link.acted[-1] == ("alarms", "check")
    assert panel.detail._lamp.text() == "No alarm picked"


def test_another_screen_leads_to_one_alarm(make: Make) -> None:
    panel = make()
    panel.go_to("3")
    assert (panel.table.current() or {})["alarm_id"] == 3


def test_every_alarm_leads_to_a_screen_that_is_there() -> None:
    assert {card.panel for card in CATALOGUE.values()} <= {screen.name for screen in SCREENS}
